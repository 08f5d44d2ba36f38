"""States with districts, the cards of measures, and the list of a state's districts in one year."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, not_
from sqlmodel import Session, col, select

from budget.districts.figure_queries import FigureRow, UnitHead, added_up, figures, units
from budget.districts.figure_statements import EVERYBODY, codes_of
from budget.districts.models import Figure, FigureGroup, SchoolMeasure, SchoolUnit, UnitLevel
from budget.districts.rules import NOT_ON_FILE, Given, Size, share_of
from data.errors import InvalidInput, NotFound
from data.imports.bulk import held_rows
from data.periods import SchoolYear
from data.places import Jurisdiction
from data.records import columns

PAGE_SIZE = 50
SPENDING = ("spending_total_per_pupil", "spending_all_per_pupil", "spending_in_district_per_pupil")
LISTED_GROUPS = ("white", "black", "hispanic")
NEED = "lunch_share"
ADDED_UP = ("enrollment", "enrollment_share")


class StateOf(NamedTuple):
    """A state that has districts on file."""

    id: int
    code: str
    name: str
    starts_month: int


class Card(NamedTuple):
    """What a measure is: what is counted, of whom, and where its years cannot be compared."""

    code: str
    name: str
    area: str
    subject: str
    counted: str
    unit: str
    numerator: str
    denominator: str
    denominator_code: str
    year_means: str
    breaks: str
    universe: str
    sums: bool
    suppressible: bool


class GroupOf(NamedTuple):
    """Whom a figure is of."""

    code: str
    name: str
    family: str
    position: int


@dataclass(frozen=True, slots=True)
class DistrictFilter:
    """Which districts are listed; every part is kept in the page's address."""

    state: str
    year: int
    words: str = ""
    size: Size = Size.ANY
    kind: str = ""
    by_size: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A district of the list: what is known of it in the year, each a value or why there is none."""

    head: UnitHead
    enrollment: Given
    spending: Given
    need: Given
    shares: Mapping[str, Given]
    longitude_e6: int | None = None
    latitude_e6: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The districts that fit a filter; `universe` is how many report students, of those `on_file`.

    `left_out` counts the schools of the state itself, which stand for no district.
    """

    chosen: DistrictFilter
    state: StateOf
    spending: Card | None
    districts: tuple[Listed, ...]
    universe: int
    on_file: int
    left_out: int
    source_ids: frozenset[int]


def states_with_districts(session: Session) -> tuple[StateOf, ...]:
    """The states of which a district is on file, by name."""
    place = Jurisdiction
    has_one = select(SchoolUnit.jurisdiction_id).where(SchoolUnit.level == UnitLevel.DISTRICT.value)
    statement = columns(place.id, place.code, place.name, place.fiscal_year_starts_month).order_by(col(place.name))
    return tuple(StateOf(*row) for row in held_rows(session, statement.where(col(place.id).in_(has_one))))


def state_of(session: Session, code: str) -> StateOf:
    """A state with districts by its two letters. Raises NotFound."""
    for state in states_with_districts(session):
        if state.code == code.lower():
            return state
    raise NotFound("A state with districts")


def find_district(session: Session, text: str, *, state: str) -> int:
    """The number here of a state's district by its code, or by its whole name. Raises InvalidInput."""
    heads = units(session, state=state).values()
    wanted = text.strip()
    found = [h for h in heads if h.code == wanted] or [h for h in heads if h.name.casefold() == wanted.casefold()]
    if len(found) != 1:
        raise InvalidInput(
            "“{wanted}” is no district of {state} on file. Give its code with the leading zeros, "
            "such as 001; show districts lists them.", wanted=wanted, state=state.upper()
        )  # fmt: skip
    return found[0].id


def cards(session: Session, codes: Collection[str] = ()) -> dict[str, Card]:
    """The definition cards of some measures, or of all, by code, in the order of the reference table."""
    rows = held_rows(session, _every_card())
    return {
        row[0]: Card._make((*row[:12], bool(row[12]), bool(row[13]))) for row in rows if not codes or row[0] in codes
    }


@cache
def _every_card() -> Select[Any]:
    m = SchoolMeasure
    return columns(
        m.code, m.name, m.area, m.subject, m.counted, m.unit, m.numerator, m.denominator, m.denominator_code,
        m.year_means, m.breaks, m.universe, m.sums, m.suppressible,
    ).order_by(col(m.id))  # fmt: skip


def groups(session: Session) -> dict[str, GroupOf]:
    """Every group, by code, in the order of the reference table."""
    return {row[0]: GroupOf._make(row) for row in held_rows(session, _every_group())}


@cache
def _every_group() -> Select[Any]:
    g = FigureGroup
    return columns(g.code, g.name, g.family, g.position).order_by(col(g.position))


class YearListed(NamedTuple):
    """A year in which districts can be listed: how many counts of students and amounts of spending it has."""

    year: SchoolYear
    students: int
    spending: int


def years_listed(session: Session, state: str) -> list[YearListed]:
    """The years in which a state's districts can be listed, newest first."""
    known = codes_of(session)
    amounts = col(Figure.measure_id).in_(known.of_measures(SPENDING))
    statement = (
        columns(
            col(Figure.school_year),
            func.count(case((not_(amounts), col(Figure.value)))),
            func.count(case((amounts, col(Figure.value)))),
        )
        .select_from(SchoolUnit)
        .join(Jurisdiction, col(Jurisdiction.id) == SchoolUnit.jurisdiction_id)
        .join(Figure, col(Figure.unit_id) == SchoolUnit.id)
        .where(
            col(Jurisdiction.code) == state,
            col(Figure.measure_id).in_(known.of_measures({"enrollment", "membership", *SPENDING})),
            col(Figure.group_id) == known.everybody,
        )
        .group_by(col(Figure.school_year))
        .order_by(col(Figure.school_year).desc())
    )
    return [YearListed(SchoolYear(year), *counts) for year, *counts in held_rows(session, statement)]


def first_shown(years: Sequence[YearListed]) -> SchoolYear:
    """The newest year with students and spending; without such a year the newest with students, else the newest."""
    both = (year for year in years if year.students and year.spending)
    return next(both, next((year for year in years if year.students), years[0])).year


def kinds_of(session: Session, state: str) -> list[str]:
    """The source's own words for what the districts of a state are."""
    return sorted({head.kind for head in units(session, state=state).values() if head.kind})


def listing(session: Session, chosen: DistrictFilter) -> Listing:
    """The districts of a state that fit a filter, by name or the largest first, with their figures of one year."""
    state = state_of(session, chosen.state)
    heads = units(session, state=chosen.state)
    found, sources = _listed_figures(session, chosen, len(heads))
    spending = next((code for code in SPENDING if any(key[1] == code for key in found)), None)
    places = places_of(session, state.id)

    def one(head: UnitHead) -> Listed:
        return Listed(
            head,
            _first(found, head.id, ("enrollment", "membership")),
            found.get((head.id, spending or "", EVERYBODY), NOT_ON_FILE),
            found.get((head.id, NEED, EVERYBODY), NOT_ON_FILE),
            {group: _share(found, head.id, group) for group in LISTED_GROUPS},
            *places.get(head.id, (None, None)),
        )

    every = [one(head) for head in heads.values()]
    fitting = [listed for listed in every if _fits(listed, chosen)]
    card = cards(session, [spending])[spending] if spending else None
    districts = [listed for listed in every if not is_the_states(listed.head.kind)]
    reporting, known = sum(one.enrollment.value is not None for one in districts), len(districts)
    return Listing(chosen, state, card, tuple(_sorted(fitting, chosen)), reporting, known, len(every) - known, sources)


def _share(found: Mapping[tuple[int, str, str], Given], unit: int, group: str) -> Given:
    """A group's share of the students: as printed, else its count by the count of all."""
    printed = found.get((unit, "enrollment_share", group))
    if printed is not None:
        return printed
    counts = [found.get((unit, "membership", code), NOT_ON_FILE) for code in (group, EVERYBODY)]
    return share_of(*counts)


def _first(found: Mapping[tuple[int, str, str], Given], unit: int, measures: tuple[str, ...]) -> Given:
    """The first of some measures that a unit has a figure of."""
    return next((found[unit, m, EVERYBODY] for m in measures if (unit, m, EVERYBODY) in found), NOT_ON_FILE)


def _listed_figures(
    session: Session, chosen: DistrictFilter, districts: int
) -> tuple[dict[tuple[int, str, str], Given], frozenset[int]]:
    """What the list shows of every district, its own figure before one added up from its schools."""
    years = {chosen.year}
    own = figures(session, state=chosen.state, years=years, groups={EVERYBODY, *LISTED_GROUPS},
                  measures=["enrollment", "membership", "enrollment_share", NEED, *SPENDING])  # fmt: skip
    missing = lacking(own, districts)
    summed = added_up(
        session, state=chosen.state, measures=missing, years=years, groups={EVERYBODY, *LISTED_GROUPS}
    ) if missing else []  # fmt: skip
    found = {(row.unit_id, row.measure, row.group): Given(row.value, row.missing) for row in (*summed, *own)}
    return found, frozenset(row.source_id for row in (*own, *summed))


def lacking(own: list[FigureRow], districts: int) -> set[str]:
    """What most districts have no figure of their own of, so that it is added up from their schools."""
    having = {measure: {row.unit_id for row in own if row.measure == measure} for measure in ADDED_UP}
    return {measure for measure in ADDED_UP if len(having[measure]) * 2 < districts}


def places_of(session: Session, state_id: int) -> dict[int, tuple[int, int]]:
    """Longitude and latitude of a state's districts in millionths of a degree, of those whose place is known."""
    unit = SchoolUnit
    statement = columns(unit.id, unit.longitude_e6, unit.latitude_e6).where(
        col(unit.jurisdiction_id) == state_id,
        col(unit.level) == UnitLevel.DISTRICT.value,
        col(unit.longitude_e6).is_not(None),
        col(unit.latitude_e6).is_not(None),
    )
    return {row[0]: (row[1], row[2]) for row in held_rows(session, statement)}


def is_the_states(kind: str) -> bool:
    """Whether the source calls it a school of the state itself, which stands for no district."""
    return kind.startswith("state ")


def _fits(listed: Listed, chosen: DistrictFilter) -> bool:
    words = chosen.words.casefold().split()
    text = f"{listed.head.name} {listed.head.code}".casefold()
    return (
        chosen.size.holds(listed.enrollment.value)
        and (listed.head.kind == chosen.kind if chosen.kind else not is_the_states(listed.head.kind))
        and all(word in text for word in words)
    )


def _sorted(districts: list[Listed], chosen: DistrictFilter) -> list[Listed]:
    by_name = sorted(districts, key=lambda one: (one.head.name.casefold(), one.head.code))
    if not chosen.by_size:
        return by_name
    return sorted(by_name, key=lambda one: -1 if one.enrollment.value is None else one.enrollment.value, reverse=True)
