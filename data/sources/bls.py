"""The Bureau of Labor Statistics: consumer prices by month, asked in windows of years."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from data.errors import SourceAsksToWait, SourceProblem, SourceRefusesKey
from data.missing import MissingReason
from data.prices import CPI_U, MONTHS
from data.reference_tables import INDEX, thousandths
from data.sources import sentences as say
from data.sources.http import Asking
from data.sources.shapes import Fields, UnknownForm, fields, objects, text, words
from data.sources.targets import Service

SERVICE = Service(
    name="The Bureau of Labor Statistics",
    base="https://api.bls.gov/publicAPI/v2",
    pause=1.0,
    variable="COMMONTABLE_BLS_KEY",
    get_key="https://data.bls.gov/registrationEngine/",
    body_key="registrationkey",
    key_optional=True,
)
PATH = "/timeseries/data/"
YEARS_WITH_KEY, YEARS_WITHOUT = 20, 10
SUCCEEDED = "REQUEST_SUCCEEDED"
NO_FIGURE = "-"
SERIES = CPI_U


class PriceSaid(NamedTuple):
    """One month of an index in thousandths; where it was never published, `missing` says why."""

    year: int
    month: int
    value_thousandths: int | None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class PricesTold:
    """The months of some years, oldest first, and what the service said about them besides."""

    months: tuple[PriceSaid, ...]
    notes: tuple[str, ...] = ()


def windows(first: int, last: int, *, with_key: bool) -> Iterator[tuple[int, int]]:
    """The years in parts as long as the service answers at once."""
    length = YEARS_WITH_KEY if with_key else YEARS_WITHOUT
    for start in range(first, last + 1, length):
        yield start, min(start + length - 1, last)


def told(asking: Asking, first: int, last: int, series: str = SERIES) -> PricesTold:
    """The months of a window of years. Raises SourceProblem, also for the errors that come as good answers (200)."""
    answer = asking.posted(PATH, {"seriesid": [series], "startyear": str(first), "endyear": str(last)})
    try:
        whole = fields(answer, "an answer")
        said = tuple(asking.keyless(one) for one in words(whole.get("message")))
        if whole.get("status") != SUCCEEDED:
            raise _problem(asking, " ".join(said))
        return PricesTold(parse(whole, series), said)
    except UnknownForm as form:
        asking.refuse_form(form.what)


def parse(answer: Fields, series: str) -> tuple[PriceSaid, ...]:
    """The months of a series in an answer, oldest first; yearly and half-yearly averages are left out.

    Raises UnknownForm.
    """
    results = answer.get("Results")
    if isinstance(results, list):  # a failed answer has a list in its place; a good one is an object
        results = results[0] if results else None
    for one in objects(fields(results, "the results").get("series"), "the series"):
        if one.get("seriesID") == series:
            months = (_month(row) for row in objects(one.get("data"), "the months"))
            return tuple(sorted(month for month in months if month is not None))
    raise UnknownForm("another series than the one that was asked for")


def _month(row: Fields) -> PriceSaid | None:
    year, period, value = text(row.get("year")), text(row.get("period")), text(row.get("value"))
    if not (year.isdigit() and period[1:].isdigit()):
        raise UnknownForm("a month")
    if not period.startswith("M") or not 1 <= int(period[1:]) <= MONTHS:
        return None
    if value in (NO_FIGURE, ""):
        return PriceSaid(int(year), int(period[1:]), None, MissingReason.NOT_PUBLISHED.value)
    if not INDEX.fullmatch(value):
        raise UnknownForm("an index")
    return PriceSaid(int(year), int(period[1:]), thousandths(value))


def _problem(asking: Asking, said: str) -> SourceProblem:
    """What a failed answer means, by its words: a wrong key, too many questions today, or something else."""
    name, words_said = asking.service, said.casefold()
    if "key" in words_said and ("invalid" in words_said or "not registered" in words_said):
        return SourceRefusesKey(say.wrong_key(name.name, name.variable, name.get_key))
    if "threshold" in words_said:
        return SourceAsksToWait(say.asks_to_wait(name.name, None))
    return SourceProblem(say.said_error(name.name, asking.keyless(said) or "no reason given"))
