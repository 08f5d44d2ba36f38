"""Figures of a state's year that somebody told in words."""

from sqlmodel import Session, col, select

from budget.line_items.line_queries import ToldFigure
from budget.line_items.models import ReportedFigure, Stage
from budget.line_items.queries import Place
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
