"""What documents print or people tell of a whole year: totals beside their items, figures in words."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from budget.line_items.line_queries import ToldFigure
from budget.line_items.models import (
    Appropriation,
    LineItem,
    PrintedTotal,
    ReportedFigure,
    Stage,
)
from budget.line_items.queries import Place, stages_with_ids
from budget.line_items.rules import StageOf, total_agrees
from budget.line_items.stages import LineItemKind
from data.periods import FiscalYear
from data.records import columns

NamedTold = tuple[str, ToldFigure]


def told_in(session: Session, place: Place, year: FiscalYear) -> tuple[NamedTold, ...]:
    """Every figure of a year that somebody told in words, with the item's number where one was given."""
    rows = session.execute(
        select(ReportedFigure, Stage.short_name)
        .join(Stage, col(Stage.id) == ReportedFigure.stage_id)
        .where(col(ReportedFigure.jurisdiction_id) == place.id, col(ReportedFigure.fiscal_year) == int(year))
        .order_by(col(ReportedFigure.id))
    )
    return tuple(
        (r.item_code, ToldFigure(year, r.name, stage, r.as_reported, r.note, r.source_id)) for r, stage in rows
    )


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A printed total beside the sum of the items that the same document prints (cents)."""

    label: str
    agency: str
    stage: StageOf
    printed_cents: int
    sum_cents: int
    items: int
    unit_cents: int
    source_id: int
    complete: bool

    @property
    def holds(self) -> bool:
        return total_agrees(self.printed_cents, self.sum_cents, parts=self.items, unit_cents=self.unit_cents)


def total_checks(session: Session, place: Place, year: FiscalYear) -> tuple[TotalCheck, ...]:
    """Every total printed for a year, with the sum of its own document's items. Items only, once each.

    In a document that prints totals of several agencies, each is held against its agency's items.
    """
    stages = dict(stages_with_ids(session, place))
    t = PrintedTotal
    totals = session.exec(
        select(t)
        .where(t.jurisdiction_id == place.id, t.fiscal_year == int(year))
        .order_by(col(t.source_id), col(t.stage_id), col(t.id))
    ).all()
    sums = _sums_by_agency(session, place, year, {total.source_id for total in totals})
    agencies: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    for total in totals:
        agencies[total.source_id, total.stage_id].add(total.agency)
    found = []
    for total in totals:
        by_agency = sums.get((total.source_id, total.stage_id), {})
        of_group = total.agency if len(agencies[total.source_id, total.stage_id]) > 1 else ""
        parts = [by_agency.get(of_group, (0, 0))] if of_group else list(by_agency.values())
        found.append(
            TotalCheck(
                total.label, total.agency, stages[total.stage_id], total.amount_cents, sum(cents for cents, _ in parts),
                sum(items for _, items in parts), total.unit_cents, total.source_id, total.complete,
            )
        )  # fmt: skip
    return tuple(found)


def _sums_by_agency(
    session: Session, place: Place, year: FiscalYear, sources: set[int]
) -> dict[tuple[int, int], dict[str, tuple[int, int]]]:
    """What each document's items of a year add up to, (source, stage id) to agency to (cents, items)."""
    a, line = Appropriation, LineItem
    rows = session.execute(
        columns(a.source_id, a.stage_id, line.agency, func.sum(a.amount_cents), func.count(col(a.amount_cents)))
        .join(line, col(line.id) == a.line_item_id)
        .where(
            col(a.source_id).in_(sources),
            col(a.fiscal_year) == int(year),
            col(line.kind) == LineItemKind.ITEM.value,
            col(line.jurisdiction_id) == place.id,
        )
        .group_by(col(a.source_id), col(a.stage_id), col(line.agency))
    )
    found: defaultdict[tuple[int, int], dict[str, tuple[int, int]]] = defaultdict(dict)
    for source, stage, agency, cents, items in rows:
        found[source, stage][agency] = (int(cents or 0), items)
    return found
