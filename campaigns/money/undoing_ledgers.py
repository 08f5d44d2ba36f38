"""Imported ledgers so far, and taking one back."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from campaigns.money.importing import PRESET
from campaigns.money.kept_totals import keep_costs_in_ledger, keep_line_totals
from campaigns.money.models import MoneyEntry, MoneyLine
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.models import ImportBatch


@dataclass(frozen=True, slots=True)
class UndoneLedger:
    """How many entries an undo took back, and how many stay because a person changed them since."""

    entries: int
    kept: int


@requires(Permission.PLAN_CAMPAIGNS)
def undo_ledger(session: Session, *, batch_id: int, now: datetime) -> UndoneLedger:
    """Take back one imported ledger; an entry that a person changed since stays, and is said.

    Raises NotFound and, the second time, InvalidInput.
    """
    take_turn(session)
    batch = session.exec(select(ImportBatch).where(ImportBatch.id == batch_id)).first()
    if batch is None or not batch.preset.startswith(PRESET):
        raise NotFound("Import {batch_id}", batch_id=batch_id)
    if batch.undone_at is not None:
        raise InvalidInput("Import {batch_id} was undone already.", batch_id=batch_id)
    rows = session.exec(select(MoneyEntry).where(MoneyEntry.batch_id == batch_id)).all()
    untouched = [row for row in rows if row.version == 1]
    lines = {row.line_id for row in rows}
    for row in untouched:
        session.delete(row)
    batch.undone_at = now
    session.add(batch)
    keep_line_totals(session, lines)
    keep_costs_in_ledger(session, [row.action_id for row in rows])
    _drop_lines(session, list(batch.mapping.get("lines", [])))
    cents = sum(row.amount_cents for row in untouched)
    note_act(session, "undo ledger", subject=f"batch {batch_id}", entries=len(untouched), cents=cents)
    return UndoneLedger(len(untouched), len(rows) - len(untouched))


def _drop_lines(session: Session, made: list[int]) -> None:
    """The lines an import made go with it, unless something stands in them by now."""
    for line in session.exec(select(MoneyLine).where(col(MoneyLine.id).in_(made))):
        used = session.exec(select(MoneyEntry.id).where(MoneyEntry.line_id == line.id)).first()
        if used is None:
            session.delete(line)
    session.flush()


@dataclass(frozen=True, slots=True)
class PastLedger:
    """A ledger that was imported, its counts, and whether it was undone."""

    id: int
    file_name: str
    rows: int
    inserted: int
    unchanged: int
    skipped: int
    rejected: int
    applied_at: datetime
    undone_at: datetime | None


def past_ledgers(session: Session, campaign_id: int) -> tuple[PastLedger, ...]:
    """The imports whose entries stand in a campaign, newest first; one that left none behind is gone with them."""
    mine = (
        select(MoneyEntry.batch_id)
        .join(MoneyLine, col(MoneyLine.id) == MoneyEntry.line_id)
        .where(MoneyLine.campaign_id == campaign_id, col(MoneyEntry.batch_id).is_not(None))
    )
    rows = session.exec(select(ImportBatch).where(col(ImportBatch.id).in_(mine)).order_by(col(ImportBatch.id).desc()))
    return tuple(
        PastLedger(
            b.id or 0, b.file_name, b.rows, b.inserted, b.unchanged, b.skipped, b.rejected, b.applied_at, b.undone_at
        )
        for b in rows
    )
