"""The gate for small counts over the store's figures: sets `figures.hidden`, the same whoever asks and when."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import update
from sqlmodel import Session, col, select

from budget.districts.gating_schools import hide_small_sums
from budget.districts.models import Figure, FigureGroup, SchoolMeasure, SchoolUnit, UnitLevel, ValueUnit
from budget.districts.ties import Grid, Tied, YearOfFigures
from data.imports.bulk import held_rows
from data.missing import MissingReason
from data.places import Jurisdiction
from data.records import chunks, columns
from data.suppression import IN_FORCE, SmallCounts

EVENT = "event"
EVERYBODY = "all"
GENDER = "gender"
Key = tuple[int, int, int]  # measure, school year, group


def hide_small(
    session: Session,
    *,
    state: str,
    measures: Collection[str] = (),
    years: Collection[int] = (),
    rule: SmallCounts = IN_FORCE,
) -> int:
    """Mask and unmask the district and state figures of a state so that no small count can be found out.

    Call it, inside a command, after figures of `measures` (none named means any) in `years` (none: all) changed:
    every measure of those years is weighed anew, since each may give another away. Answers how many changed.
    """
    kinds = suppressible_measures(session)
    if measures and not set(measures) & {kind.code for kind in kinds.values()}:
        return 0
    held = _held(session, state, kinds, years)
    wanted: dict[Key, set[int]] = defaultdict(set)
    for year in sorted({row[2] for row in held}):
        for measure, group, units in _masked_in(session, [row for row in held if row[2] == year], kinds, rule):
            wanted[measure, year, group] |= units
    return _write(session, held, wanted) + hide_small_sums(session, state, kinds, years, rule)


def suppressible_measures(session: Session) -> dict[int, Tied]:
    """The measures the gate masks, by their number, as it must know them."""
    m = SchoolMeasure
    statement = columns(m.id, m.code, m.unit, m.counted, m.denominator_code).where(col(m.suppressible))
    return {
        row[0]: Tied(row[1], row[2] == ValueUnit.SHARE.value, row[3] == EVENT, row[4])
        for row in held_rows(session, statement)
    }


class GroupColumns(NamedTuple):
    """The column of each group (everybody is 0), the families that add up to everybody, and the two genders."""

    places: dict[int, int]
    families: tuple[tuple[int, ...], ...]
    halves: tuple[int, ...]


def group_columns(session: Session) -> GroupColumns:
    """Which column of a table each group has, the same in every table."""
    g = FigureGroup
    rows = session.exec(select(g.id, g.code, g.family, g.part).order_by(col(g.position), col(g.code))).all()
    ordered = sorted(rows, key=lambda row: row[1] != EVERYBODY)
    places = {row[0] or 0: at for at, row in enumerate(ordered)}
    families: dict[str, list[int]] = defaultdict(list)
    for number, code, family, part in ordered:
        if part and code != EVERYBODY:
            families[family].append(places[number or 0])
    tied = tuple(tuple(family) for family in families.values() if len(family) > 1)
    return GroupColumns(places, tied, tuple(families.get(GENDER, ())))


def _held(session: Session, state: str, kinds: Collection[int], years: Collection[int]) -> list[tuple[Any, ...]]:
    f = Figure
    statement = (
        columns(f.unit_id, f.measure_id, f.school_year, f.group_id, f.value, f.missing_reason, f.hidden,
                SchoolUnit.level)
        .join(SchoolUnit, col(SchoolUnit.id) == f.unit_id)
        .join(Jurisdiction, col(Jurisdiction.id) == SchoolUnit.jurisdiction_id)
        .where(
            col(Jurisdiction.code) == state,
            col(SchoolUnit.level).in_([UnitLevel.DISTRICT.value, UnitLevel.STATE.value]),
            col(f.measure_id).in_(sorted(kinds)),
        )
    )  # fmt: skip
    if years:
        statement = statement.where(col(f.school_year).in_(sorted(years)))
    return list(held_rows(session, statement))


def _masked_in(
    session: Session, held: list[tuple[Any, ...]], kinds: dict[int, Tied], rule: SmallCounts
) -> list[tuple[int, int, set[int]]]:
    """For each measure and group of one year the units to mask."""
    places, families, halves = group_columns(session)
    whole = sorted({row[0] for row in held if row[7] == UnitLevel.STATE.value})[:1]
    units = [whole[0] if whole else 0, *sorted({row[0] for row in held if row[7] != UnitLevel.STATE.value})]
    rows = {unit: at for at, unit in enumerate(units)}
    by_measure: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in held:
        if row[0] in rows:
            by_measure[row[1]].append(row)
    grids = {kinds[n].code: _grid(of, rows, places) for n, of in by_measure.items()}
    year = YearOfFigures(grids, {kind.code: kind for kind in kinds.values()}, families, rule, halves)
    masks = year.masks()
    groups = {at: number for number, at in places.items()}
    return [
        (n, groups[int(column)], {units[row] for row in np.nonzero(mask[:, column])[0]})
        for n in by_measure
        for mask in [masks[kinds[n].code]]
        for column in np.nonzero(mask.any(axis=0))[0]
    ]


def _grid(held: list[tuple[Any, ...]], rows: dict[int, int], places: dict[int, int]) -> Grid:
    shape = (len(rows), len(places))
    values, unknown = np.full(shape, np.nan), np.zeros(shape, dtype=np.bool_)
    at = np.array([[rows[row[0]], places[row[3]]] for row in held]).T
    values[at[0], at[1]] = [np.nan if row[4] is None else row[4] for row in held]
    unknown[at[0], at[1]] = [row[4] is None and row[5] == MissingReason.SUPPRESSED.value for row in held]
    return Grid(values, unknown)


def _write(session: Session, held: list[tuple[Any, ...]], wanted: dict[Key, set[int]]) -> int:
    """Only what changes is written, one statement for each measure, year and group."""
    turned: dict[tuple[Key, bool], set[int]] = defaultdict(set)
    for unit, measure, year, group, value, _, hidden, _ in held:
        key = (measure, year, group)
        hide = value is not None and unit in wanted.get(key, ())
        if hide != bool(hidden):
            turned[key, hide].add(unit)
    for (measure, year, group), hide in sorted(turned):
        for some in chunks(turned[(measure, year, group), hide]):
            session.execute(
                update(Figure)
                .where(
                    col(Figure.unit_id).in_(some),
                    col(Figure.measure_id) == measure,
                    col(Figure.school_year) == year,
                    col(Figure.group_id) == group,
                )
                .values(hidden=hide)
                .execution_options(synchronize_session=False)
            )
    return sum(map(len, turned.values()))
