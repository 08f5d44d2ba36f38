"""Take back one import, whole: what it brought goes, and what it replaced speaks again."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, exists
from sqlmodel import Session, col, select

from budget.line_items.figures import choose_preferred
from budget.line_items.footnotes import take_back_notes
from budget.line_items.models import Appropriation, LineItem, LineItemName, ReplacedFigure
from budget.line_items.other_tables import take_back_other
from budget.line_items.summaries import keep_totals
from budget.line_items.totals import take_back_totals
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.models import ImportBatch
from data.records import references_to


@dataclass(frozen=True, slots=True)
class UndoReport:
    """How much an undo took back; `also` are sentences on what is neither a figure, a name nor a line."""

    batch_id: int
    figures: int
    lines: int
    names: int = 0
    also: tuple[str, ...] = ()


@requires(Permission.IMPORT_FIGURES)
def undo_import(session: Session, *, batch_id: int) -> UndoReport:
    """Take back everything one import brought, and let the documents before it speak again.

    Lines it made stay when something else uses them by now. Raises NotFound and, the second time, InvalidInput.
    """
    batch = session.exec(select(ImportBatch).where(ImportBatch.id == batch_id)).first()
    if batch is None or batch.jurisdiction_id is None:  # another room's import, which that room takes back
        raise NotFound("Import {batch_id}", batch_id=batch_id)
    if batch.undone_at is not None:
        raise InvalidInput("Import {batch_id} was undone already.", batch_id=batch_id)
    take_turn(session)
    years = _years_of(session, batch_id)
    figures = _take_back_figures(session, batch_id)
    take_back_totals(session, batch)
    take_back_notes(session, batch_id)
    of_batch = delete(LineItemName).where(col(LineItemName.batch_id) == batch_id)
    names = int(session.execute(of_batch).rowcount)  # type: ignore[attr-defined]
    also = take_back_other(session, batch)
    batch.undone_at = datetime.now(UTC)
    session.add(batch)
    session.flush()
    lines = _drop_unused_lines(session)
    note_act(session, "undo import", subject=f"batch {batch_id}", figures=figures, lines=lines)
    keep_totals(session, years=years)
    return UndoReport(batch_id, figures, lines, names, also)


def _years_of(session: Session, batch_id: int) -> list[int]:
    """The fiscal years an import speaks of; what it replaced stands in the same ones."""
    a = Appropriation
    return list(session.scalars(select(a.fiscal_year).where(a.batch_id == batch_id).distinct()))


def _take_back_figures(session: Session, batch_id: int) -> int:
    a = Appropriation
    shared = Appropriation.__table__.alias("shared")  # type: ignore[attr-defined]
    keys = list(
        session.execute(
            select(a.line_item_id, a.fiscal_year, a.stage_id)
            .join(
                shared,
                (shared.c.line_item_id == a.line_item_id)
                & (shared.c.fiscal_year == a.fiscal_year)
                & (shared.c.stage_id == a.stage_id)
                & (shared.c.source_id != a.source_id),
            )
            .where(a.batch_id == batch_id)
            .distinct()
        )
    )
    replaced = _replaced_by(session, batch_id)
    taken = session.execute(delete(a).where(col(a.batch_id) == batch_id)).rowcount  # type: ignore[attr-defined]
    for old in replaced:
        session.add(old.restored())
        session.delete(old)
    session.flush()
    choose_preferred(session, keys + [(o.line_item_id, o.fiscal_year, o.stage_id) for o in replaced])
    return int(taken)


def _replaced_by(session: Session, batch_id: int) -> list[ReplacedFigure]:
    """The figures to bring back. A later batch that replaced this one's brings back what this one had replaced."""
    r = ReplacedFigure
    older = {o.place: o for o in session.exec(select(r).where(r.batch_id == batch_id))}
    for later in session.exec(select(r).where(r.before_batch_id == batch_id)):
        before = older.pop(later.place, None)
        if before is None:
            session.delete(later)
        else:
            later.speak_for(before)
            session.add(later)
            session.delete(before)
    session.flush()
    return list(older.values())


def _drop_unused_lines(session: Session) -> int:
    """Drop the lines that undone imports made and nothing uses by now."""
    line = LineItem
    used = [exists().where(column == line.id) for column in references_to(line)]
    undone = select(ImportBatch.id).where(col(ImportBatch.undone_at).is_not(None))
    unused = select(line.id).where(col(line.batch_id).in_(undone), *(~use for use in used))
    ids = list(session.scalars(unused))
    for start in range(0, len(ids), 500):
        session.execute(delete(line).where(col(line.id).in_(ids[start : start + 500])))
    return len(ids)
