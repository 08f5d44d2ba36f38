"""What else is on file for a state's year: floor amendments, and figures told in words."""

from sqlmodel import Session, col, select

from budget.line_items.line_queries import Document, FloorAmendment, ToldFigure, amendment_of, documents_of
from budget.line_items.models import Amendment, ReportedFigure, Stage
from budget.line_items.queries import Place
from data.periods import FiscalYear

NamedAmendment = tuple[str, FloorAmendment]
NamedTold = tuple[str, ToldFigure]


def amendments_in(session: Session, place: Place, year: FiscalYear) -> tuple[NamedAmendment, ...]:
    """Every floor amendment of a year with the number of the item it changes."""
    rows = session.exec(
        select(Amendment)
        .where(Amendment.jurisdiction_id == place.id, Amendment.fiscal_year == int(year))
        .order_by(col(Amendment.identifier))
    )
    return tuple((row.item_code, amendment_of(row)) for row in rows)


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


def documents_behind(
    session: Session, amendments: tuple[NamedAmendment, ...], told: tuple[NamedTold, ...]
) -> dict[int, Document]:
    """The sources of both."""
    return documents_of(session, {a.source_id for _, a in amendments} | {t.source_id for _, t in told})
