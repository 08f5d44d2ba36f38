"""What a person does to line items: ask, watch, enter an amount."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from budget.line_items.figures import FigureWriter
from budget.line_items.models import Ask, AskLimits, LineItem, Stage, WatchedLine
from budget.line_items.rules import subject_of
from budget.line_items.stages import StageKind
from budget.line_items.summaries import keep_totals
from data.access import Permission, requires
from data.audit import changed, note_act
from data.errors import InvalidInput, NotFound
from data.money import dollars
from data.periods import FIRST_YEAR, LAST_YEAR, FiscalYear
from data.places import Jurisdiction
from data.provenance import entered_source

LARGEST_CENTS = 10**17


def _line(session: Session, line_item_id: int) -> LineItem:
    line = session.exec(select(LineItem).where(LineItem.id == line_item_id)).first()
    if line is None:
        raise NotFound("The line item")
    return line


def _check_amount(label: str, cents: int | None, *, least: int = 0) -> None:
    if cents is not None and not least <= cents <= LARGEST_CENTS:
        raise InvalidInput(
            "{label} cannot be {amount}. Give an amount of {amount_2} or more.",
            label=label,
            amount=dollars(cents),
            amount_2=dollars(least),
        )


def _check_year(year: FiscalYear) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput("{year} is not a fiscal year this store keeps. Write it as FY2017 or 2017.", year=year.label)


def _check_at_stage(stage: Stage, cents: int) -> None:
    """A level is 0 or more; a veto takes away and an override gives back."""
    _check_amount("The amount", abs(cents) if stage.is_change else cents)
    is_veto = stage.kind == StageKind.EXECUTIVE
    if stage.is_change and cents and (cents > 0) == is_veto:
        act = "A veto takes away" if is_veto else "An override gives back"
        raise InvalidInput(
            "{said}, so it cannot be {amount}. Write {amount_2}.",
            said=act,
            amount=dollars(cents),
            amount_2=dollars(-cents),
        )


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
    why: str = "",
) -> int:
    """Set or change what we ask for a line in a year; returns the ask's id. `why` is for the record of changes.

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
    before = {} if ask is None else ask_columns(ask, session.get(AskLimits, ask.id))
    ask = ask or Ask(line_item_id=line_item_id, fiscal_year=int(fiscal_year), ask_cents=0, set_at=datetime.now(UTC))
    ask.ask_cents, ask.reason, ask.published = ask_cents, reason.strip()[:2000], published
    ask.set_at = datetime.now(UTC)
    session.add(ask)
    session.flush()
    limits = session.get(AskLimits, ask.id) or AskLimits(ask_id=ask.id)
    limits.acceptable_cents, limits.floor_cents = acceptable_cents, floor_cents
    session.add(limits)
    note_act(
        session,
        "set ask",
        subject=subject_of(line_item_id),
        called=line.code or line.name,
        fiscal_year=int(fiscal_year),
        why=why,
        **changed(before, ask_columns(ask, limits)),
    )
    return ask.id or 0


@requires(Permission.SET_ASKS)
def withdraw_ask(session: Session, *, line_item_id: int, fiscal_year: FiscalYear, why: str = "") -> None:
    """Ask for nothing any more for a line in a year; what was asked stays in the record. Raises NotFound."""
    line = _line(session, line_item_id)
    ask = session.exec(select(Ask).where(Ask.line_item_id == line_item_id, Ask.fiscal_year == int(fiscal_year))).first()
    if ask is None:
        raise NotFound("The ask")
    limits = session.get(AskLimits, ask.id)
    note_act(
        session,
        "withdraw ask",
        subject=subject_of(line_item_id),
        called=line.code or line.name,
        fiscal_year=int(fiscal_year),
        before=ask_columns(ask, limits),
        why=why,
    )
    if limits is not None:
        session.delete(limits)
        session.flush()
    session.delete(ask)


def ask_columns(ask: Ask, limits: AskLimits | None) -> dict[str, Any]:
    """What a person sets of an ask, as the record of changes keeps it."""
    return {
        "ask_cents": ask.ask_cents,
        "acceptable_cents": limits.acceptable_cents if limits else None,
        "floor_cents": limits.floor_cents if limits else None,
        "reason": ask.reason,
        "published": ask.published,
    }


@requires(Permission.WATCH_LINES)
def watch_line(session: Session, *, line_item_id: int) -> None:
    """Put a line on the home page; watching it twice changes nothing."""
    line = _line(session, line_item_id)
    if session.get(WatchedLine, line_item_id) is None:
        session.add(WatchedLine(line_item_id=line_item_id, since=datetime.now(UTC)))
        _note_watching(session, "watch line", line, now_watched=True)


@requires(Permission.WATCH_LINES)
def unwatch_line(session: Session, *, line_item_id: int) -> None:
    """Take a line off the home page."""
    watched = session.get(WatchedLine, line_item_id)
    if watched is not None:
        session.delete(watched)
        _note_watching(session, "unwatch line", _line(session, line_item_id), now_watched=False)


def _note_watching(session: Session, act: str, line: LineItem, *, now_watched: bool) -> None:
    note_act(
        session,
        act,
        subject=subject_of(line.id or 0),
        called=line.code or line.name,
        before={"watched": not now_watched},
        after={"watched": now_watched},
    )


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
    line, cents_before = enter_figure(
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
        subject=subject_of(line_item_id),
        called=line.code or line.name,
        fiscal_year=int(fiscal_year),
        stage=stage_code,
        source=source.id,
        **changed({"amount_cents": cents_before}, {"amount_cents": amount_cents}),
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
) -> tuple[LineItem, int | None]:
    """Check and write one figure that a person read from the writer's document. Call it inside a command.

    Answers the line, and the cents that were shown before (None where there was no figure).
    """
    line = _line(session, line_item_id)
    stage = session.exec(
        select(Stage)
        .join(Jurisdiction, col(Jurisdiction.stage_list) == Stage.stage_list)
        .where(Jurisdiction.id == line.jurisdiction_id, Stage.code == stage_code)
    ).first()
    if stage is None:
        raise InvalidInput("This state’s budget has no stage “{stage_code}”.", stage_code=stage_code)
    _check_year(fiscal_year)
    _check_at_stage(stage, amount_cents)
    (outcome,) = writer.write([(line_item_id, [(int(fiscal_year), stage.id or 0, amount_cents, None, None)])], fresh=())
    return line, outcome.changed[0][2] if outcome.changed else amount_cents
