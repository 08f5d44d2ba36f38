"""Figures of many districts or schools at once, with every small count behind its gate: the one way to read them."""

from collections.abc import Collection
from typing import Any, NamedTuple, cast

from sqlalchemy import Select
from sqlmodel import Session, col, select

from budget.districts.adding import Kind, Part, Students, added
from budget.districts.figure_statements import EVERYBODY, codes_of, of_level
from budget.districts.masked_sums import masked_districts, masked_state
from budget.districts.models import Figure, FigureGroup, SchoolMeasure, SchoolUnit, UnitLevel, ValueUnit
from data.imports.bulk import held_rows
from data.places import Jurisdiction
from data.records import columns


class FigureRow(NamedTuple):
    """What is known of one unit, measure, school year and group: a value, or why there is none.

    `value` and `margin` are in the measure's whole numbers; `measure` and `group` are codes.
    """

    unit_id: int
    measure: str
    school_year: int
    group: str
    value: int | None
    missing: str | None
    margin: int | None
    source_id: int


class UnitHead(NamedTuple):
    """A state, district or school by its number here, its official code and its name; `kind` is the source's word."""

    id: int
    code: str
    name: str
    level: str
    kind: str
    parent_id: int | None
    county_id: int | None


def units(session: Session, *, state: str, level: UnitLevel | str = UnitLevel.DISTRICT) -> dict[int, UnitHead]:
    """Every unit of a level in a state, by its number here, in the order of their codes."""
    unit = SchoolUnit
    statement = (
        columns(unit.id, unit.code, unit.name, unit.level, unit.kind, unit.parent_id, unit.county_id)
        .join(Jurisdiction, col(Jurisdiction.id) == unit.jurisdiction_id)
        .where(col(Jurisdiction.code) == state, col(unit.level) == str(level))
        .order_by(col(unit.code))
    )
    return {row[0]: UnitHead(*row) for row in held_rows(session, statement)}


def figures(
    session: Session,
    *,
    state: str,
    measures: Collection[str],
    level: UnitLevel | str = UnitLevel.DISTRICT,
    years: Collection[int] = (),
    groups: Collection[str] = (),
    units: Collection[int] = (),
) -> list[FigureRow]:
    """The figures of some measures for the units of one level; no years, groups or units named means all of them.

    A figure behind the gate answers None and "suppressed", and so does every school's count of a group.
    """
    known = codes_of(session)
    statement = of_level(known, state, measures, level, years, groups)
    if units:
        statement = statement.where(col(Figure.unit_id).in_(sorted(units)))
    called, of, make = known.measures, known.groups, FigureRow._make
    return [
        make((unit, called[measure], year, of[group], *rest))
        for unit, measure, year, group, *rest in held_rows(session, statement)
    ]


def years_of(session: Session, *, state: str, measure: str) -> list[int]:
    """The school years for which any unit of a state has a figure of a measure, or a reason for none; oldest first."""
    statement = (
        columns(col(Figure.school_year))
        .select_from(SchoolUnit)
        .join(Jurisdiction, col(Jurisdiction.id) == SchoolUnit.jurisdiction_id)
        .join(Figure, col(Figure.unit_id) == SchoolUnit.id)
        .where(col(Jurisdiction.code) == state, col(Figure.measure_id).in_(codes_of(session).of_measures({measure})))
        .distinct()
    )
    return sorted(row[0] for row in held_rows(session, statement))


def measure_kinds(session: Session, codes: Collection[str]) -> dict[str, Kind]:
    """How the figures of each measure are added up; a share is weighted by the measure it is a share of."""
    measure = SchoolMeasure
    statement = columns(measure.code, measure.unit, measure.denominator_code, measure.sums, measure.suppressible).where(
        col(measure.code).in_(sorted(codes))
    )
    known = {}
    for code, unit, denominator, sums, suppressible in held_rows(session, statement):
        weight = denominator if unit == ValueUnit.SHARE else ""
        known[code] = Kind(code, weight, bool(sums), bool(suppressible))
    return known


def added_up(
    session: Session,
    *,
    state: str,
    measures: Collection[str],
    years: Collection[int] = (),
    groups: Collection[str] = (),
    into: UnitLevel = UnitLevel.DISTRICT,
    of: int | None = None,
) -> list[FigureRow]:
    """Figures of schools added up to their districts, or to the state; shares are weighted by their denominator.

    A district with a school whose figure is missing answers missing with its reason, never a part as the whole.
    Counts and shares of groups of students are masked wherever a district's own would be. `of` is one district.
    """
    return _added_up(session, state, measures, years, groups, of, {into})


def added_up_with_state(
    session: Session, *, state: str, measures: Collection[str], years: Collection[int], groups: Collection[str]
) -> list[FigureRow]:
    """`added_up` into the districts and into the state, from one reading of the schools."""
    return _added_up(session, state, measures, years, groups, None, {UnitLevel.DISTRICT, UnitLevel.STATE})


def _added_up(
    session: Session, state: str, measures: Collection[str], years: Collection[int], groups: Collection[str],
    of: int | None, into: set[UnitLevel],
) -> list[FigureRow]:  # fmt: skip
    kinds = {code: kind for code, kind in measure_kinds(session, measures).items() if kind.adds_up}
    weighing = {kind.weight for kind in kinds.values() if kind.weight}
    weights: dict[str, Students] = {code: {} for code in weighing}
    belongs = _belonging(session, state, UnitLevel.DISTRICT, of)
    counted, hidden = _parts(session, state, weighing, years, {EVERYBODY}, of)
    for part in counted:
        weights[part.measure][part.unit_id, part.school_year] = part.value  # type: ignore[index]
    parts, also_hidden = _parts(session, state, kinds, years, _whole_families(session, groups), of)
    masked = {(belongs[unit], measure, year) for unit, measure, year in hidden | also_hidden if unit in belongs}
    families = dict(session.exec(select(FigureGroup.code, FigureGroup.family)).all())
    sums = added(parts, belongs, kinds, weights)
    found = districts = masked_districts(sums, kinds, families, masked)
    if UnitLevel.STATE in into:
        whole = added(parts, _belonging(session, state, UnitLevel.STATE), kinds, weights)
        found = masked_state(whole, districts, kinds) + (districts if UnitLevel.DISTRICT in into else [])
    return [FigureRow(*row[:6], None, row.source_id) for row in found if not groups or row.group in groups]


def _parts(
    session: Session,
    state: str,
    measures: Collection[str],
    years: Collection[int],
    groups: Collection[str],
    of: int | None,
) -> tuple[list[Part], set[tuple[int, str, int]]]:
    """Schools' own figures with their values, for adding up alone and answered to nobody, and which are masked."""
    if not measures:
        return [], set()
    known = codes_of(session)
    asked = of_level(known, state, measures, UnitLevel.SCHOOL, years, groups)
    if of is not None:
        asked = asked.where(col(SchoolUnit.parent_id) == of)
    wanted = ("unit_id", "measure_id", "school_year", "group_id", "value", "missing_reason", "source_id", "hidden")
    bare = asked.with_only_columns(*(col(getattr(Figure, name)) for name in wanted), maintain_column_froms=True)
    parts, hidden, called, of_group = [], set(), known.measures, known.groups
    for unit, number, year, group, value, missing, source, masked in held_rows(session, cast("Select[Any]", bare)):
        measure = called[number]
        parts.append(Part(unit, measure, year, of_group[group], value, missing, source))
        if masked:
            hidden.add((unit, measure, year))
    return parts, hidden


def _whole_families(session: Session, groups: Collection[str]) -> set[str]:
    """Some groups with everybody and with all the others of their families: what masks one may mask another."""
    if not groups:
        return set()
    asked = select(FigureGroup.family).where(col(FigureGroup.code).in_(sorted(groups)))
    return {EVERYBODY, *session.exec(select(FigureGroup.code).where(col(FigureGroup.family).in_(asked)))}


def _belonging(session: Session, state: str, into: UnitLevel, of: int | None = None) -> dict[int, int]:
    """The district, or the state, each school is added up into; `of` is one district."""
    if of is not None:
        rows = held_rows(session, columns(SchoolUnit.id).where(col(SchoolUnit.parent_id) == of))
        return {row[0]: of for row in rows}
    schools = units(session, state=state, level=UnitLevel.SCHOOL)
    if into is UnitLevel.DISTRICT:
        return {school.id: school.parent_id for school in schools.values() if school.parent_id is not None}
    whole = next(iter(units(session, state=state, level=UnitLevel.STATE)), None)
    return {} if whole is None else dict.fromkeys(schools, whole)
