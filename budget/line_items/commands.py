"""What a person does to line items: ask, watch, enter an amount, undo an import."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, exists
from sqlmodel import Session, col, select

from budget.line_items.figures import FigureWriter, choose_preferred
from budget.line_items.footnotes import take_back_notes
from budget.line_items.models import (
    Appropriation,
    Ask,
    AskLimits,
    LineItem,
    LineItemName,
    ReplacedFigure,
    Stage,
    WatchedLine,
)
from budget.line_items.other_tables import take_back_other
from budget.line_items.stages import StageKind
from budget.line_items.summaries import keep_totals
from budget.line_items.totals import take_back_totals
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.models import ImportBatch
from data.money import dollars
from data.periods import FIRST_YEAR, LAST_YEAR, FiscalYear
from data.places import Jurisdiction
from data.provenance import entered_source
from data.records import references_to

LARGEST_CENTS = 10**17


def _line(session: Session, line_item_id: int) -> LineItem:
    line = session.exec(select(LineItem).where(LineItem.id == line_item_id)).first()
    if line is None:
        raise NotFound("The line item")
    return line


def _check_amount(label: str, cents: int | None, *, least: int = 0) -> None:
    if cents is not None and not least <= cents <= LARGEST_CENTS:
        raise InvalidInput(f"{label} cannot be {dollars(cents)}. Give an amount of {dollars(least)} or more.")


def _check_year(year: FiscalYear) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput(f"{year.label} is not a fiscal year this store keeps. Write it as FY2017 or 2017.")


def _check_at_stage(stage: Stage, cents: int) -> None:
    """A level is 0 or more; a veto takes away and an override gives back."""
    _check_amount("The amount", abs(cents) if stage.is_change else cents)
    is_veto = stage.kind == StageKind.EXECUTIVE
    if stage.is_change and cents and (cents > 0) == is_veto:
        act = "A veto takes away" if is_veto else "An override gives back"
        raise InvalidInput(f"{act}, so it cannot be {dollars(cents)}. Write {dollars(-cents)}.")


@requires(Permission.SET_ASKS)
def set_ask(
    session: Session,
    *,
    line_item_id: int,
    fiscal_year: FiscalYear,
    ask_cents: int,
    acceptable_cents: int | None = None,
    floor_cents: int | None = None,
    reason: str = "",
    published: bool = False,
) -> int:
    """Set or change what we ask for a line in a year; returns the ask's id.

    Floor ≤ acceptable ≤ ask, where given. Raises InvalidInput otherwise and NotFound for an unknown line.
    """
    line = _line(session, line_item_id)
    _check_year(fiscal_year)
    _check_amount("The ask", ask_cents, least=1)
    _check_amount("The acceptable amount", acceptable_cents)
    _check_amount("The floor", floor_cents)
    steps = [cents for cents in (floor_cents, acceptable_cents, ask_cents) if cents is not None]
    if steps != sorted(steps):
        raise InvalidInput("The floor may not be above the acceptable amount, nor that above the ask.")
    ask = session.exec(select(Ask).where(Ask.line_item_id == line_item_id, Ask.fiscal_year == int(fiscal_year))).first()
    ask = ask or Ask(line_item_id=line_item_id, fiscal_year=int(fiscal_year), ask_cents=0, set_at=datetime.now(UTC))
    ask.ask_cents, ask.reason, ask.published = ask_cents, reason.strip()[:2000], published
    ask.set_at = datetime.now(UTC)
    session.add(ask)
    session.flush()
    limits = session.get(AskLimits, ask.id) or AskLimits(ask_id=ask.id)
    limits.acceptable_cents, limits.floor_cents = acceptable_cents, floor_cents
    session.add(limits)
    note_act(session, "set ask", subject=line.code or line.name, fiscal_year=int(fiscal_year), cents=ask_cents)
    return ask.id or 0


@requires(Permission.WATCH_LINES)
def watch_line(session: Session, *, line_item_id: int) -> None:
    """Put a line on the home page; watching it twice changes nothing."""
    line = _line(session, line_item_id)
    if session.get(WatchedLine, line_item_id) is None:
        session.add(WatchedLine(line_item_id=line_item_id, since=datetime.now(UTC)))
        note_act(session, "watch line", subject=line.code or line.name)


@requires(Permission.WATCH_LINES)
def unwatch_line(session: Session, *, line_item_id: int) -> None:
    """Take a line off the home page."""
    watched = session.get(WatchedLine, line_item_id)
    if watched is not None:
        session.delete(watched)
        note_act(session, "unwatch line", subject=str(line_item_id))


@requires(Permission.IMPORT_FIGURES)
def record_amount(
    session: Session,
    *,
    line_item_id: int,
    fiscal_year: FiscalYear,
    stage_code: str,
    amount_cents: int,
    source_title: str,
    source_address: str = "",
) -> None:
    """Enter one figure by hand, with the document it was read from; a newer entry is preferred."""
    source = entered_source(session, source_title, source_address)
    line = enter_figure(
        session,
        FigureWriter(session, batch_id=0, source=source),
        line_item_id=line_item_id,
        fiscal_year=fiscal_year,
        stage_code=stage_code,
        amount_cents=amount_cents,
    )
    note_act(
        session,
        "enter amount",
        subject=line.code or line.name,
        fiscal_year=int(fiscal_year),
        stage=stage_code,
        cents=amount_cents,
    )
    keep_totals(session, years=[int(fiscal_year)], jurisdiction_id=line.jurisdiction_id)


def enter_figure(
    session: Session,
    writer: FigureWriter,
    *,
    line_item_id: int,
    fiscal_year: FiscalYear,
    stage_code: str,
    amount_cents: int,
) -> LineItem:
    """Check one figure that a person read from the writer's document, and write it. Call it inside a command."""
    line = _line(session, line_item_id)
    stage = session.exec(
        select(Stage)
        .join(Jurisdiction, col(Jurisdiction.stage_list) == Stage.stage_list)
        .where(Jurisdiction.id == line.jurisdiction_id, Stage.code == stage_code)
    ).first()
    if stage is None:
        raise InvalidInput(f"This state’s budget has no stage “{stage_code}”.")
    _check_year(fiscal_year)
    _check_at_stage(stage, amount_cents)
    writer.write([(line_item_id, [(int(fiscal_year), stage.id or 0, amount_cents, None, None)])], fresh=())
    return line


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
    if batch is None:
        raise NotFound(f"Import {batch_id}")
    if batch.undone_at is not None:
        raise InvalidInput(f"Import {batch_id} was undone already.")
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
