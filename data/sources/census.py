"""The U.S. Census Bureau's data service: the American Community Survey of counties, school districts and states."""

from collections.abc import Iterator, Mapping, Sequence
from math import isqrt
from typing import Any

from data.missing import MissingReason
from data.sources.figures_said import FigureSaid, UnitSaid
from data.sources.http import Asking
from data.sources.shapes import UnknownForm, text
from data.sources.source_fields import SourceField, fields_of
from data.sources.states import state_number, state_unit
from data.sources.targets import Service
from data.sources.told_figures import Gathering, NotANumber, ToldFigures, reason_missing, whole_number

SERVICE = Service(
    name="The Census Bureau’s data service",
    base="https://api.census.gov/data",
    pause=0.5,
    variable="COMMONTABLE_CENSUS_KEY",
    get_key="https://api.census.gov/data/key_signup.html",
    parameter="key",
    wrong_key_words="Invalid Key",
    try_again_words="There was an error while running your query",
)
DATASET = "acs/acs5"
FIRST_YEAR = 2009  # the five years 2005 to 2009
MOST_VARIABLES = 50
PLACE = "GEO_ID"
LEVELS: Mapping[str, tuple[str, ...]] = {
    "state": ("state",),
    "counties": ("county",),
    "districts": tuple(f"school district ({kind})" for kind in ("unified", "elementary", "secondary")),
}
MISSING = {
    "-666666666": MissingReason.NOT_PUBLISHED,
    "-999999999": MissingReason.SUPPRESSED,
    "-888888888": MissingReason.NOT_APPLICABLE,
    "-555555555": MissingReason.NOT_APPLICABLE,
    "-333333333": MissingReason.NOT_PUBLISHED,
    "-222222222": MissingReason.NOT_PUBLISHED,
}
CONTROLLED = "-555555555"  # of a margin: the estimate is held to a count, and has none
SUM = "sum"
DISTRICT_OF_NO_DISTRICT = "99999"
Row = Mapping[str, Any]


def told(asking: Asking, level: str, state: str, year: int) -> ToldFigures:
    """The estimates of five years that end in `year` with their 90 percent margins, for a key of `LEVELS`.

    Raises SourceHasNone for a year that is not published, and any other SourceProblem.
    """
    gathered = Gathering(MISSING)
    for kind in LEVELS[level]:
        asked = [("for", "state:" + state_number(state))] if level == "state" else _within(kind, state)
        try:
            for number, row in enumerate(merged(asking, f"/{year}/{DATASET}", variables(), asked), start=1):
                _take(gathered, level, state, year, row, number)
        except UnknownForm as form:
            asking.refuse_form(form.what)
    return gathered.told()


def variables() -> list[str]:
    """Every variable we take: each estimate (E) with its margin of error (M)."""
    return list(dict.fromkeys(f"{one.field}{ending}" for one in fields_of("census", "acs5") for ending in "EM"))


def merged(asking: Asking, path: str, wanted: Sequence[str], asked: list[tuple[str, str]]) -> Iterator[Row]:
    """Each place with all variables wanted, asked 50 at a time and joined by the place's own number.

    Raises UnknownForm when one question tells of other places than the one before.
    """
    places: dict[str, dict[str, Any]] | None = None
    named = ["NAME", *wanted]
    for start in range(0, len(named), MOST_VARIABLES - 1):
        few = named[start : start + MOST_VARIABLES - 1]
        rows = table(asking.json(path, [("get", ",".join((*few, PLACE))), *asked]))
        found = {text(row.get(PLACE)): dict(row) for row in rows}
        if len(found) != len(rows) or (places is not None and places.keys() != found.keys()):
            raise UnknownForm("different places in two parts of one answer")
        places = found if places is None else {key: before | found[key] for key, before in places.items()}
    yield from (places or {}).values()


def table(answer: Any) -> list[Row]:
    """Rows by the names in the first one; nothing at all (204) is no rows. Raises UnknownForm."""
    if answer is None:
        return []
    if not (isinstance(answer, list) and answer and all(isinstance(row, list) for row in answer)):
        raise UnknownForm("a table")
    head = [text(name) for name in answer[0]]
    if PLACE not in head or any(len(row) != len(head) for row in answer):
        raise UnknownForm("a table")
    return [dict(zip(head, row, strict=True)) for row in answer[1:]]


def _within(kind: str, state: str) -> list[tuple[str, str]]:
    return [("for", f"{kind}:*"), ("in", "state:" + state_number(state))]


def _take(gathered: Gathering, level: str, state: str, year: int, row: Row, number: int) -> None:
    unit = _unit(level, state, row)
    if unit is None:
        return
    key = gathered.unit(unit)
    sums: dict[str, list[FigureSaid | None]] = {}
    for one in fields_of("census", "acs5"):
        estimate = _estimate(gathered, key, year, one, row, number)
        if one.row == SUM:
            sums.setdefault(one.measure, []).append(estimate)
        elif estimate is not None:
            gathered.figures[key, one.measure, year, one.group] = estimate
    for measure, parts in sums.items():
        gathered.figures[key, measure, year, "all"] = _summed(key, measure, year, parts, number)


def _unit(level: str, state: str, row: Row) -> UnitSaid | None:
    """A place by the number at the end of its own, such as 0500000US21111; None for land that is in no district."""
    place = text(row.get(PLACE)).rpartition("US")[2]
    name = text(row.get("NAME")).partition(",")[0]
    if level == "state":
        return state_unit(state, name)
    if not (place.isdigit() and place.startswith(state_number(state))):
        raise UnknownForm("a place of another state")
    if place.endswith(DISTRICT_OF_NO_DISTRICT) and level == "districts":
        return None
    if level == "counties":
        return UnitSaid(state, place, "county", name, kind="county", county=place)
    return UnitSaid(state, "", "district", name, nces_id=place)


def _estimate(gathered: Gathering, unit: str, year: int, one: SourceField, row: Row, number: int) -> FigureSaid | None:
    said, margin_said = row.get(f"{one.field}E"), row.get(f"{one.field}M")
    try:
        reason = reason_missing(said, MISSING)
        value = None if reason else whole_number(said, one.factor)
        margin = None if reason else _margin(margin_said, one.factor)
    except NotANumber as problem:
        gathered.refuse(number, one.field, problem.sentence)
        return None
    return FigureSaid(unit, one.measure, year, one.group, value, reason.value if reason else None, margin, number)


def _margin(said: Any, factor: int) -> int | None:
    """A margin of error; 0 where the estimate is held to a count, None where none was told."""
    if text(said).removesuffix(".0") == CONTROLLED:
        return 0
    return None if reason_missing(said, MISSING) else whole_number(said, factor)


def _summed(unit: str, measure: str, year: int, parts: Sequence[FigureSaid | None], number: int) -> FigureSaid:
    """The parts added up, missing where one of them is; the margin is the root of the sum of their squares.

    Of several estimates of 0 only one margin counts, the largest, as the Census Bureau advises for sums.
    """
    known = [one for one in parts if one is not None and one.value is not None]
    if len(known) < len(parts):
        reason = next((one.missing for one in parts if one is not None and one.missing), None)
        reason = reason or MissingReason.NOT_PUBLISHED.value
        return FigureSaid(unit, measure, year, "all", None, reason, row=number)
    zeros = [one.margin for one in known if one.value == 0]
    margins = [one.margin for one in known if one.value != 0]
    margins += [None if None in zeros else max(margin or 0 for margin in zeros)] if zeros else []
    squares = sum((margin or 0) ** 2 for margin in margins)
    whole = None if None in margins else (isqrt(4 * squares) + 1) // 2
    return FigureSaid(unit, measure, year, "all", sum(one.value or 0 for one in known), None, whole, number)
