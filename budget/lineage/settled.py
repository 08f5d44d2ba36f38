"""What each year of some lines ended at, with the document that says so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col

from budget.line_items.models import Appropriation, Stage
from budget.line_items.queries import Place, figures_of, stages_of
from budget.line_items.rules import Basis, settled
from data.periods import FiscalYear
from data.records import columns


@dataclass(frozen=True, slots=True)
class Settled:
    """What a line's year ended at: amount and stage, the document that says so, and how sure we are of it."""

    basis: Basis
    source_id: int
    mark: str


SettledByYear = dict[FiscalYear, Settled]


def settled_of(
    session: Session, place: Place, lines: Collection[int], years: Sequence[FiscalYear] | None = None
) -> dict[int, SettledByYear]:
    """What each year of some lines ended at, by line and year; `years` None: all."""
    if not lines:
        return {}
    stages = stages_of(session, place)
    marks = _marks(session, lines)
    found: dict[int, SettledByYear] = {}
    for line, by_year in figures_of(session, place, sorted(lines), years).items():
        found[line] = {}
        for year, figures in sorted(by_year.items()):
            basis = settled(stages, figures)
            if basis is not None:
                mark = marks.get((line, int(year), basis.stage.code), "")
                found[line][year] = Settled(basis, figures[basis.stage.code].source_id, mark)
    return found


def _marks(session: Session, lines: Collection[int]) -> dict[tuple[int, int, str], str]:
    """How sure we are of preferred figures, where a mark says so: (line, year, stage code) → mark."""
    a = Appropriation
    rows = session.execute(
        columns(a.line_item_id, a.fiscal_year, Stage.code, a.mark)
        .join(Stage, col(Stage.id) == a.stage_id)
        .where(col(a.line_item_id).in_(lines), col(a.preferred), col(a.mark) != "")
    )
    return {(line, year, code): mark for line, year, code, mark in rows}


def cents_of_bases(bases: Mapping[int, SettledByYear]) -> dict[int, dict[FiscalYear, int]]:
    """Settled amounts alone, by line and year."""
    return {line: {year: at.basis.amount_cents for year, at in years.items()} for line, years in bases.items()}
