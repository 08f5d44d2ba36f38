"""The gate over districts that only their schools speak for: whose schools' totals are masked with the district's."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

import numpy as np
from sqlalchemy import Integer, case, cast, func, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from budget.districts.models import Figure, FigureGroup, SchoolUnit, UnitLevel
from budget.districts.ties import Tied
from data.imports.bulk import held_rows
from data.places import Jurisdiction
from data.records import chunks, columns
from data.suppressed_tables import Table, masked_cells
from data.suppression import SmallCounts

EVERYBODY = "all"
Place = tuple[int, int]  # measure, school year


def hide_small_sums(
    session: Session, state: str, kinds: dict[int, Tied], years: Collection[int], rule: SmallCounts
) -> int:
    """Mask every school's total in a district whose own sum is small, or is needed to keep another's from being found.

    Only for a district that does not print the measure itself in that year is the sum all there is. Answers how many
    districts changed.
    """
    counts = [number for number, kind in kinds.items() if not kind.share]
    group = session.exec(select(FigureGroup.id).where(FigureGroup.code == EVERYBODY)).first()
    spoken = _spoken_for(session, state, counts, group or 0, years)
    sums: dict[Place, dict[int, tuple[int, int, int]]] = defaultdict(dict)
    for district, measure, year, total, lacking, hidden in _sums(session, state, counts, group or 0, years):
        sums[measure, year][district] = (int(total or 0), int(lacking), int(hidden))
    changed = 0
    for (measure, year), of in sorted(sums.items()):
        printed = spoken[measure, year]
        masked = _masked({district: said for district, said in of.items() if district not in printed}, rule)
        for hide in (True, False):
            turned = [d for d, (_, _, hidden) in of.items() if (d in masked) is hide and (hidden > 0) is not hide]
            _turn(session, turned, measure, year, group or 0, hide)
            changed += len(turned)
    return changed


def _masked(of: dict[int, tuple[int, int, int]], rule: SmallCounts) -> set[int]:
    """The districts to mask, as one column that adds up to the state."""
    districts = sorted(district for district, (_, lacking, _) in of.items() if not lacking)
    values = np.array([float(of[district][0]) for district in districts])
    column = np.concatenate([[values.sum()], values])[:, None]
    small = (column > 0) & (column < rule.least)
    small[0] = False
    nothing = np.zeros_like(small)
    table = Table(column, nothing, small, np.full_like(column, np.inf), (), True)
    mask = masked_cells(table, rule.least)[1:, 0]
    return {district for district, hide in zip(districts, mask, strict=True) if hide}


def _spoken_for(
    session: Session, state: str, counts: Collection[int], group: int, years: Collection[int]
) -> dict[Place, set[int]]:
    """The districts that print a measure themselves, by measure and year."""
    f = Figure
    statement = (
        columns(f.measure_id, f.school_year, f.unit_id)
        .join(SchoolUnit, col(SchoolUnit.id) == f.unit_id)
        .join(Jurisdiction, col(Jurisdiction.id) == SchoolUnit.jurisdiction_id)
        .where(
            col(Jurisdiction.code) == state,
            col(SchoolUnit.level) == UnitLevel.DISTRICT.value,
            col(f.measure_id).in_(sorted(counts)),
            col(f.group_id) == group,
        )
    )
    if years:
        statement = statement.where(col(f.school_year).in_(sorted(years)))
    printed: dict[Place, set[int]] = defaultdict(set)
    for measure, year, district in held_rows(session, statement):
        printed[measure, year].add(district)
    return printed


def _sums(
    session: Session, state: str, counts: Collection[int], group: int, years: Collection[int]
) -> Collection[tuple[Any, ...]]:
    f, school = Figure, aliased(SchoolUnit)
    lacking = func.sum(case((col(f.value).is_(None), 1), else_=0))
    statement = (
        columns(school.parent_id, f.measure_id, f.school_year, func.sum(f.value), lacking,
                func.sum(cast(f.hidden, Integer)))
        .join(school, col(school.id) == f.unit_id)
        .join(Jurisdiction, col(Jurisdiction.id) == school.jurisdiction_id)
        .where(
            col(Jurisdiction.code) == state,
            col(school.level) == UnitLevel.SCHOOL.value,
            school.parent_id.is_not(None),  # type: ignore[union-attr]
            col(f.measure_id).in_(sorted(counts)),
            col(f.group_id) == group,
        )
        .group_by(school.parent_id, col(f.measure_id), col(f.school_year))  # type: ignore[arg-type]
    )  # fmt: skip
    if years:
        statement = statement.where(col(f.school_year).in_(sorted(years)))
    return held_rows(session, statement)


def _turn(session: Session, districts: list[int], measure: int, year: int, group: int, hide: bool) -> None:
    for some in chunks(districts):
        session.execute(
            update(Figure)
            .where(
                col(Figure.unit_id).in_(select(SchoolUnit.id).where(col(SchoolUnit.parent_id).in_(some))),
                col(Figure.measure_id) == measure,
                col(Figure.school_year) == year,
                col(Figure.group_id) == group,
            )
            .values(hidden=hide)
            .execution_options(synchronize_session=False)
        )
