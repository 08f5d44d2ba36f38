"""The services that tell school figures and prices, asked question by question: a topic or data set, and a year."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from campaigns.syncs.queries import Scope
from campaigns.syncs.rules import years_of
from campaigns.syncs.steps import FiguresBrought, Item, Start, Step
from data.errors import SourceHasNone
from data.periods import SchoolYear
from data.sources import bls, census, socrata, urban
from data.sources.http import Asking
from data.sources.told_figures import ToldFigures

URBAN_YEARS, HUB_YEARS, PRICE_YEARS = 10, 10, 3
CENSUS_LAG, CENSUS_SPAN = 2, 5  # the newest five years on file, and the five before, which share no interview
KEY_LETTERS = 32


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its own name among what a sync brought, how it is asked, and how its document is called."""

    key: str
    ask: Callable[[], ToldFigures]
    title: str
    address: str
    licence: str


def urban_steps(asking: Asking, scope: Scope, start: Start) -> Iterator[Step]:
    """Districts of a state, their enrollment by race and their finance, year by year; the names come first."""
    today = start.started.date()
    years = years_of(scope.session, range(today.year - URBAN_YEARS, today.year))
    licence = partial(_urban_licence, asking, today)
    yield from _steps(
        (
            Question(
                f"{topic} {year}", partial(urban.told, asking, topic, scope.state, SchoolYear(year)),
                f"{urban.SERVICE.name}: {topic}, {scope.state.upper()}, {SchoolYear(year).label}",
                urban.SERVICE.base + urban.PATHS[topic].format(fall=year - 1), "",
            )
            for topic in urban.PATHS
            for year in years
        ),
        len(urban.PATHS) * len(years), scope, start, licence,
    )  # fmt: skip


def census_steps(asking: Asking, scope: Scope, start: Start) -> Iterator[Step]:
    """A state, its counties and its school districts in the American Community Survey, by the year a survey ends in."""
    newest = start.started.year - CENSUS_LAG
    years = years_of(scope.session, range(newest - CENSUS_SPAN, newest + 1, CENSUS_SPAN))
    yield from _steps(
        (
            Question(
                f"{level} {year}", partial(census.told, asking, level, scope.state, year),
                f"American Community Survey, {year - 4} to {year}: {scope.state.upper()}, {level}",
                f"{census.SERVICE.base}/{year}/{census.DATASET}", "Public domain. The margins are at 90 percent.",
            )
            for level in census.LEVELS
            for year in years
        ),
        len(census.LEVELS) * len(years), scope, start,
    )  # fmt: skip


def hub_steps(asking: Asking, scope: Scope, start: Start) -> Iterator[Step]:
    """Each data set of Massachusetts' hub, year by year."""
    today = start.started.date()
    years = years_of(scope.session, range(today.year - HUB_YEARS + 1, today.year + 1))
    wanted = [(one, year) for one in socrata.DATASETS.values() for year in years if year >= one.first_year]
    yield from _steps(
        (
            Question(
                f"{one.number} {year}", partial(socrata.told, asking, one, SchoolYear(year)),
                f"{one.title}, Massachusetts, {SchoolYear(year).label}",
                f"{socrata.SERVICE.base}/d/{one.number}", socrata.LICENCE,
            )
            for one, year in wanted
        ),
        len(wanted), scope, start,
    )  # fmt: skip


def price_steps(asking: Asking, scope: Scope, start: Start) -> Iterator[Step]:
    """The consumer price index, in windows as long as the service answers at once."""
    last = start.started.year
    years = years_of(scope.session, range(last - PRICE_YEARS + 1, last + 1))
    windows = list(bls.windows(years[0], years[-1], with_key=asking.has_key))
    for number, (first, end) in enumerate(windows):
        yield Step(prices=bls.told(asking, first, end), asked=1, left=len(windows) - number)


def _steps(
    questions: Iterator[Question], count: int, scope: Scope, start: Start, licence: Callable[[], str] | None = None
) -> Iterator[Step]:
    """A step for each question; what this run brought before it broke off is not asked again."""
    asked = sum(start.is_of_this_run(key) for key in start.known)
    left = count - asked
    named = ""
    for one in questions:
        if start.is_of_this_run(one.key):
            continue
        try:
            told = one.ask()
        except SourceHasNone:
            yield Step(asked=1, left=left)  # not published yet
            left -= 1
            continue
        mark = digest(told)
        known = start.known.get(one.key)
        if known is not None and known.mark == mark:
            yield Step(asked=1, left=left, unchanged=len(told.figures), items=(Item(one.key, mark),))
        else:
            named = named or (licence() if licence else "")
            key = f"sync-{scope.source}-{scope.state}-{one.key.replace(' ', '-')}-{mark}"
            brought = FiguresBrought(told, key, one.title, one.address, one.licence or named)
            yield Step(asked=1, left=left, figures=brought, items=(Item(one.key, mark),))
        left -= 1


def _urban_licence(asking: Asking, today: date) -> str:
    return urban.citation(urban.version(asking), today)


def digest(told: ToldFigures) -> str:
    """A short mark of everything an answer says, by which the next run knows whether anything changed."""
    said = repr((told.units, told.figures, told.refused)).encode()
    return hashlib.sha256(said).hexdigest()[:KEY_LETTERS]
