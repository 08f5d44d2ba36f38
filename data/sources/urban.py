"""The Education Data Portal of the Urban Institute: districts, enrollment by race and finance, from federal surveys."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from data.errors import SourceHasNone
from data.language import ngettext
from data.missing import MissingReason
from data.money import rounded
from data.periods import SchoolYear
from data.sources.figures_said import UnitSaid
from data.sources.http import Asking
from data.sources.shapes import Fields, UnknownForm, fields, fields_or_none, several, text, whole
from data.sources.source_fields import fields_of, groups_of
from data.sources.states import state_number
from data.sources.targets import Service
from data.sources.told_figures import AGAIN, Gathering, ToldFigures

SERVICE = Service(
    name="The Education Data Portal",
    base="https://educationdata.urban.org/api/v1",
    pause=1.0,
)
# after the year and the grade come the groups; elsewhere in the address the portal finds nothing
PATHS = {
    "directory": "/school-districts/ccd/directory/{fall}/",
    "enrollment": "/school-districts/ccd/enrollment/{fall}/grade-99/race/",
    "finance": "/school-districts/ccd/finance/{fall}/",
}
LICENCE = (
    "ODC Attribution License 1.0. Cite: Education Data Portal{version}, Urban Institute, accessed {day}, "
    "https://educationdata.urban.org/documentation/, made available under the ODC Attribution License."
)
MISSING = {
    "-1": MissingReason.NOT_PUBLISHED,
    "-2": MissingReason.NOT_APPLICABLE,
    "-3": MissingReason.SUPPRESSED,
    "-9": MissingReason.SUPPRESSED,
}
TOTAL = 99
MOST_PAGES = 200
LEAID_DIGITS = 7
MICRO = 1_000_000


def told(asking: Asking, topic: str, state: str, year: SchoolYear) -> ToldFigures:
    """What the portal says on a topic (a key of `PATHS`) of a state's districts in a school year.

    Raises SourceHasNone for a year it does not hold yet, and any other SourceProblem.
    """
    path = PATHS[topic].format(fall=int(year) - 1)
    try:
        return parse(topic, state, year, list(_rows(asking, path, state)))
    except UnknownForm as form:
        asking.refuse_form(form.what)


def version(asking: Asking) -> str:
    """The portal's version as its list of changes names it first, "" where it names none. Raises SourceProblem."""
    try:
        answer = fields_or_none(asking.json("/api-changes/"))
    except SourceHasNone:
        return ""
    listed = answer.get("results")
    named = (text(one.get("version")) for one in (listed if isinstance(listed, list) else []) if isinstance(one, dict))
    return next(filter(None, named), "")[:20]


def citation(version: str, day: date) -> str:
    """How the portal asks to be named, with its version (empty: it names none) and the day it was asked."""
    return LICENCE.format(version=f" (Version {version})" if version else "", day=f"{day:%B} {day.day}, {day.year}")


def parse(topic: str, state: str, year: SchoolYear, rows: list[Any]) -> ToldFigures:
    """What rows say, as they were answered. Raises UnknownForm for what are no such rows."""
    gathered = Gathering(MISSING)
    for number, row in enumerate(rows, start=1):
        one = fields(row, "a row of figures")
        unit = _unit(one, state)
        if unit is None:
            gathered.refuse(
                number,
                "leaid",
                f"is not the seven-digit number of a district of this state; {AGAIN}",
            )
        elif whole(one.get("year")) != int(year) - 1:
            gathered.refuse(
                number,
                "year",
                f"is another year than the one that was asked for; {AGAIN}",
            )
        elif topic == "enrollment":
            _take_race(gathered, unit, year, one, number)
        else:
            _take_fields(gathered, topic, unit, year, one, number)
    if topic == "enrollment":
        _compare_totals(gathered)
    return gathered.told()


def _rows(asking: Asking, path: str, state: str) -> Iterator[Any]:
    """Every row, page by page: a page names the next one, which is followed on the same host only."""
    answer, seen = asking.json(path, {"fips": int(state_number(state))}), set()
    for _page in range(MOST_PAGES):
        page = fields(answer, "a page of rows")
        yield from several(page.get("results"), "a page of rows")
        onward = page.get("next")
        if not onward:
            return
        if not isinstance(onward, str) or onward in seen:
            raise UnknownForm("a page that names itself as the next one")
        seen.add(onward)
        answer = asking.next_json(onward)
    raise UnknownForm("more pages than there can be")


def _unit(row: Fields, state: str) -> UnitSaid | None:
    leaid = text(row.get("leaid")).zfill(LEAID_DIGITS)
    if not (len(leaid) == LEAID_DIGITS and leaid.isdigit() and leaid.startswith(state_number(state))):
        return None
    county = text(row.get("county_code")).zfill(5)
    return UnitSaid(
        state=state, code="", level="district", name=text(row.get("lea_name")), nces_id=leaid,
        county=county if county.isdigit() and county.startswith(state_number(state)) else "",
        longitude_e6=_degrees(row.get("longitude"), 180), latitude_e6=_degrees(row.get("latitude"), 90),
    )  # fmt: skip


def _degrees(value: Any, most: int) -> int | None:
    """Millionths of a degree; None for none, and for the portal's numbers that stand for none."""
    try:
        degrees = float(text(value))
    except ValueError:
        return None
    plausible = 0 < abs(degrees) <= most and degrees not in (-1.0, -2.0, -3.0, -9.0)
    return round(degrees * MICRO) if plausible else None


def _take_fields(gathered: Gathering, topic: str, unit: UnitSaid, year: SchoolYear, row: Fields, number: int) -> None:
    key = gathered.unit(unit)
    for one in fields_of("urban", topic):
        if one.field in row:
            gathered.take(key, year, one.group, one, row[one.field], number)
    if topic == "finance":
        add_per_pupil(gathered, key, year)


def _take_race(gathered: Gathering, unit: UnitSaid, year: SchoolYear, row: Fields, number: int) -> None:
    """A row of one race over all grades and both sexes; the total row stands for everybody and is added to nothing."""
    if whole(row.get("grade")) != TOTAL or whole(row.get("sex", TOTAL)) != TOTAL:
        gathered.refuse(
            number,
            "grade",
            f"is a part, where the total was asked for; {AGAIN}",
        )
        return
    group = groups_of("urban").get(text(row.get("race")))
    if group is None:
        gathered.refuse(
            number, "race", "is a code of race that this program does not know; look for a newer version of it."
        )
        return
    (one,) = fields_of("urban", "enrollment")
    gathered.take(gathered.unit(unit), year, group, one, row.get("enrollment"), number)


def _compare_totals(gathered: Gathering) -> None:
    """Note where the races that are all known do not add up to the total, which is never made from them."""
    totals = {key[0]: one.value for key, one in gathered.figures.items() if key[3] == "all"}
    differing = 0
    for unit, total in totals.items():
        parts = [one.value for key, one in gathered.figures.items() if key[0] == unit and key[3] != "all"]
        known = [value for value in parts if value is not None]
        differing += total is not None and bool(parts) and len(known) == len(parts) and sum(known) != total
    if differing:
        words = ngettext(
            "In {count} district the races do not add up to the total; both stay as they were published.",
            "In {count} districts the races do not add up to the total; both stay as they were published.",
            differing,
        )
        gathered.notes.append(words.format(count=f"{differing:,}"))


def add_per_pupil(gathered: Gathering, unit: str, year: int) -> None:
    """Current spending per pupil, TCURELSC / V33 of the same row (rules: apis.md 5), half up to the cent.

    Missing with the reason of whichever is missing; without a pupil there is no such figure.
    """
    spent = gathered.figures.get((unit, "current_spending", year, "all"))
    pupils = gathered.figures.get((unit, "f33_membership", year, "all"))
    if spent is None or pupils is None:
        return
    missing = spent.missing or pupils.missing
    if missing is None and not pupils.value:
        missing = MissingReason.NOT_APPLICABLE.value
    value = None if missing else rounded(spent.value or 0, pupils.value or 1)
    key = (unit, "current_spending_per_pupil", year, "all")
    gathered.figures[key] = spent._replace(measure=key[1], value=value, missing=missing)
