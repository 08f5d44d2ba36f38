"""What documents print or people tell of a whole year: totals beside their items, figures in words."""

from dataclasses import dataclass

from sqlalchemy import and_, func
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
    """Every total printed for a year, with the sum of its own document's items. Items only, once each."""
    a, t = Appropriation, PrintedTotal
    stages = dict(stages_with_ids(session, place))
    rows = session.execute(
        select(t, func.coalesce(func.sum(a.amount_cents), 0), func.count(col(a.amount_cents)))
        .outerjoin(
            a,
            and_(
                col(a.source_id) == t.source_id,
                col(a.fiscal_year) == t.fiscal_year,
                col(a.stage_id) == t.stage_id,
                col(a.line_item_id).in_(
                    select(LineItem.id).where(
                        LineItem.kind == LineItemKind.ITEM.value, LineItem.jurisdiction_id == place.id
                    )
                ),
            ),
        )
        .where(t.jurisdiction_id == place.id, t.fiscal_year == int(year))
        .group_by(col(t.id))
        .order_by(col(t.source_id), col(t.stage_id))
    )
    return tuple(
        TotalCheck(
            t_.label, t_.agency, stages[t_.stage_id], t_.amount_cents, int(total), items, t_.unit_cents,
            t_.source_id, t_.complete,
        )
        for t_, total, items in rows
    )  # fmt: skip
