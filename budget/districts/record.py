"""One district with everything on file of it: its figures, names, changes, documents and the cards of its measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, case, exists, not_, null, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from budget.districts.figure_queries import UnitHead, added_up
from budget.districts.figure_statements import EVERYBODY, NOBODY_SEES
from budget.districts.models import (
    Figure,
    FigureGroup,
    OtherFigure,
    SchoolMeasure,
    SchoolUnit,
    SchoolUnitName,
    UnitChange,
    UnitLevel,
)
from budget.districts.queries import Card, GroupOf, StateOf, cards, groups
from budget.districts.rules import NOT_ON_FILE, Given
from budget.line_items.line_queries import Document, documents_of
from data.errors import NotFound
from data.imports.bulk import held_rows
from data.periods import SchoolYear
from data.places import Jurisdiction, Place
from data.prices import Prices, fiscal_year_prices
from data.records import columns
from data.suppression import IN_FORCE

# what Massachusetts prints by school alone; where a district prints a measure in a year itself, that stands alone
BY_SCHOOL = (
    "enrollment", "enrollment_share", "staff_fte", "district_leaders_fte", "school_leaders_fte", "teachers_fte",
    "student_support_fte", "related_services_fte", "paraprofessionals_fte", "health_staff_fte", "office_staff_fte",
    "disciplined_students", "discipline_enrollment", "oss_share", "iss_share", "expulsion_share",
    "emergency_removal_share", "alternate_setting_share",
)  # fmt: skip


class Held(NamedTuple):
    """What is known of one measure, year and group: a value or why there is none, and where it stands.

    `row_number` is the row of its file; `added` says that it was added up from the district's schools.
    """

    value: int | None
    missing: str | None
    margin: int | None
    source_id: int
    row_number: int | None = None
    batch_id: int | None = None
    added: bool = False


Key = tuple[str, int, str]


class NameOf(NamedTuple):
    """A name the district was printed under, from one school year to another."""

    name: str
    first_year: int
    last_year: int
    source_id: int


class ChangeOf(NamedTuple):
    """What became of this district, or of another one that became part of it."""

    kind: str
    school_year: int
    unit_id: int
    unit_name: str
    into_id: int | None
    into_name: str | None
    reason: str
    source_id: int


class OtherOf(NamedTuple):
    """What an older document says of a figure, whether it agrees or not."""

    measure: str
    school_year: int
    group: str
    value: int | None
    missing: str | None
    source_id: int
    row_number: int | None


@dataclass(frozen=True)
class DistrictRecord:
    """A district as its page, its files and the terminal show it."""

    head: UnitHead
    state: StateOf
    nces_id: str
    county: str
    county_fips: str
    place: tuple[int, int] | None
    names: tuple[NameOf, ...]
    changes: tuple[ChangeOf, ...]
    figures: Mapping[Key, Held]
    others: tuple[OtherOf, ...]
    measures: Mapping[str, Card]
    groups: Mapping[str, GroupOf]
    documents: Mapping[int, Document]
    prices: Prices

    def given(self, measure: str, year: int, group: str = EVERYBODY) -> Given:
        """The figure of one measure, year and group; where nothing is on file it is not published."""
        held = self.figures.get((measure, year, group))
        return NOT_ON_FILE if held is None else Given(held.value, held.missing)

    @cached_property
    def _years(self) -> Mapping[str, tuple[int, ...]]:
        years: dict[str, set[int]] = {}
        for measure, year, _group in self.figures:
            years.setdefault(measure, set()).add(year)
        return {measure: tuple(sorted(found)) for measure, found in years.items()}

    def years(self, *measures: str) -> list[SchoolYear]:
        """The years in which any of some measures has a figure or a reason for none, oldest first; of all if none."""
        wanted = measures or tuple(self._years)
        return [SchoolYear(year) for year in sorted({y for m in wanted for y in self._years.get(m, ())})]

    def groups_of(self, measure: str, year: int) -> list[GroupOf]:
        """The groups of which a measure has a figure in a year, in the reference table's order, without "all"."""
        found = {group for m, y, group in self.figures if (m, y) == (measure, year) and group != EVERYBODY}
        return sorted((self.groups[code] for code in found), key=lambda group: group.position)


def district_record(session: Session, unit_id: int) -> DistrictRecord:
    """Everything on file of one district. Raises NotFound, also for a school or a state."""
    head, state, nces_id, county, fips, place = _head(session, unit_id)
    known = groups(session)
    figures = _own_figures(session, unit_id)
    if held_rows(session, _schools_speak(), unit=unit_id):
        own = {(measure, year) for measure, year, _group in figures}
        for row in added_up(session, state=state.code, measures=BY_SCHOOL, groups=_on_the_page(known), of=unit_id):
            if (row.measure, row.school_year) not in own:
                held = Held(row.value, row.missing, row.margin, row.source_id, added=True)
                figures[row.measure, row.school_year, row.group] = held
    names, changes, others = _names(session, unit_id), _changes(session, unit_id), _others(session, unit_id)
    used = {held.source_id for held in figures.values()} | {name.source_id for name in names}
    used |= {change.source_id for change in changes} | {other.source_id for other in others}
    every = cards(session, {measure for measure, _year, _group in figures})
    return DistrictRecord(
        head, state, nces_id, county, fips, place, names, changes, figures, others,
        every, known,
        documents_of(session, used), fiscal_year_prices(session, starts_month=state.starts_month),
    )  # fmt: skip


def _on_the_page(known: Mapping[str, GroupOf]) -> list[str]:
    """Every group but the grades, which no part of the page shows."""
    return [code for code, group in known.items() if group.family != "grade"]


def _head(session: Session, unit_id: int) -> tuple[UnitHead, StateOf, str, str, str, tuple[int, int] | None]:
    row: Any = next(iter(held_rows(session, _head_of(), unit=unit_id)), None)
    if row is None:
        raise NotFound("This district")
    place = None if row[14] is None or row[15] is None else (row[14], row[15])
    return UnitHead(*row[:7]), StateOf(*row[7:11]), row[11], row[12] or "", row[13] or "", place


@cache
def _head_of() -> Select[Any]:
    unit, state = SchoolUnit, Jurisdiction
    return (
        columns(
            unit.id, unit.code, unit.name, unit.level, unit.kind, unit.parent_id, unit.county_id,
            state.id, state.code, state.name, state.fiscal_year_starts_month,
            unit.nces_id, col(Place.name), col(Place.code), unit.longitude_e6, unit.latitude_e6,
        )
        .join(state, col(state.id) == unit.jurisdiction_id)
        .outerjoin(Place, col(Place.id) == unit.county_id)
        .where(col(unit.id) == bindparam("unit"), col(unit.level) == UnitLevel.DISTRICT.value)
    )  # fmt: skip


@cache
def _figures_of() -> Select[Any]:
    f, masked = Figure, col(Figure.hidden)
    return (
        columns(
            col(SchoolMeasure.code), col(f.school_year), col(FigureGroup.code),
            case((masked, null()), else_=col(f.value)), case((masked, NOBODY_SEES), else_=col(f.missing_reason)),
            case((masked, null()), else_=col(f.margin)), col(f.source_id), col(f.row_number), col(f.batch_id),
        )
        .select_from(f)
        .join(SchoolMeasure, col(SchoolMeasure.id) == f.measure_id)
        .join(FigureGroup, col(FigureGroup.id) == f.group_id)
        .where(col(f.unit_id) == bindparam("unit"))
    )  # fmt: skip


def _own_figures(session: Session, unit_id: int) -> dict[Key, Held]:
    """The district's own figures; of a masked one nothing but that it is masked."""
    return {row[:3]: Held(*row[3:]) for row in held_rows(session, _figures_of(), unit=unit_id)}


@cache
def _schools_speak() -> Select[Any]:
    """One row where any school of a district has a figure of a measure and year the district itself has none of."""
    own = aliased(Figure)
    same = and_(
        col(own.unit_id) == bindparam("unit"), col(own.measure_id) == Figure.measure_id,
        col(own.school_year) == Figure.school_year,
    )  # fmt: skip
    measures = select(SchoolMeasure.id).where(col(SchoolMeasure.code).in_(BY_SCHOOL))
    return (
        columns(col(SchoolUnit.id))
        .join(Figure, col(Figure.unit_id) == SchoolUnit.id)
        .where(col(SchoolUnit.parent_id) == bindparam("unit"), col(Figure.measure_id).in_(measures))
        .where(~exists().where(same))
        .limit(1)
    )


@cache
def _others_of() -> Select[Any]:
    o = OtherFigure
    return (
        columns(
            col(SchoolMeasure.code), col(o.school_year), col(FigureGroup.code), col(o.value), col(o.missing_reason),
            col(o.source_id), col(o.row_number),
        )
        .select_from(o)
        .join(SchoolMeasure, col(SchoolMeasure.id) == o.measure_id)
        .join(FigureGroup, col(FigureGroup.id) == o.group_id)
        .join(
            Figure,
            and_(
                col(Figure.unit_id) == o.unit_id, col(Figure.measure_id) == o.measure_id,
                col(Figure.school_year) == o.school_year, col(Figure.group_id) == o.group_id,
            ),
        )
        .where(
            col(o.unit_id) == bindparam("unit"), col(Figure.value).is_not(None), col(Figure.hidden).is_(False),
            col(Figure.source_id) != o.source_id,
            or_(
                not_(col(SchoolMeasure.suppressible)),
                and_(col(FigureGroup.code) == EVERYBODY, col(o.value) >= IN_FORCE.least),
            ),
        )
    )  # fmt: skip


def _others(session: Session, unit_id: int) -> tuple[OtherOf, ...]:
    """What other documents say of the figures that are shown; of groups of students nothing, nor any small count.

    Only the shown document's figures went through the gate: a group's count in another one may give it away.
    """
    return tuple(OtherOf(*row) for row in held_rows(session, _others_of(), unit=unit_id))


@cache
def _names_of() -> Select[Any]:
    n = SchoolUnitName
    return (
        columns(n.name, n.first_year, n.last_year, n.source_id)
        .where(col(n.unit_id) == bindparam("unit"))
        .order_by(col(n.first_year), col(n.name))
    )


def _names(session: Session, unit_id: int) -> tuple[NameOf, ...]:
    return tuple(NameOf._make(row) for row in held_rows(session, _names_of(), unit=unit_id))


@cache
def _changes_of() -> Select[Any]:
    change, unit, into = UnitChange, SchoolUnit, aliased(SchoolUnit)
    return (
        columns(
            change.kind, change.school_year, change.unit_id, unit.name, change.into_id, into.name, change.reason,
            change.source_id,
        )
        .join(unit, col(unit.id) == change.unit_id)
        .outerjoin(into, col(into.id) == change.into_id)
        .where((col(change.unit_id) == bindparam("unit")) | (col(change.into_id) == bindparam("unit")))
        .order_by(col(change.school_year))
    )  # fmt: skip


def _changes(session: Session, unit_id: int) -> tuple[ChangeOf, ...]:
    """What became of the district, and of those that became part of it, in order."""
    return tuple(ChangeOf._make(row) for row in held_rows(session, _changes_of(), unit=unit_id))
