"""The sums that members see, kept true by every command that changes an entry or an income."""

from collections.abc import Iterable

from sqlalchemy import func
from sqlmodel import Session, col, select

from campaigns.money.models import CostInLedger, Income, IncomeTotal, MoneyEntry, MoneyLine
from campaigns.money.rules import ACTUAL, EntryState
from data.records import columns


def keep_line_totals(session: Session, line_ids: Iterable[int]) -> None:
    """Count some lines' entries anew. Call it inside a command, after the change."""
    session.flush()
    ids = set(line_ids)
    e = MoneyEntry
    rows = session.execute(
        columns(e.line_id, e.state, func.sum(e.amount_cents))
        .where(col(e.line_id).in_(ids))
        .group_by(col(e.line_id), col(e.state))
    )
    sums = {(line, EntryState(state)): int(cents) for line, state, cents in rows}
    for line in session.exec(select(MoneyLine).where(col(MoneyLine.id).in_(ids))):
        number = line.id or 0
        line.planned_cents = sums.get((number, EntryState.PLANNED), 0)
        line.committed_cents = sums.get((number, EntryState.COMMITTED), 0)
        line.spent_cents = sums.get((number, EntryState.SPENT), 0)
        session.add(line)
    session.flush()


def keep_costs_in_ledger(session: Session, action_ids: Iterable[int | None]) -> None:
    """Note anew which of some actions an entry speaks of, so that no cost counts twice. Call it inside a command."""
    session.flush()
    ids = {action for action in action_ids if action is not None}
    if not ids:
        return
    e = MoneyEntry
    rows = session.execute(
        columns(e.action_id, func.count())
        .where(col(e.action_id).in_(ids), col(e.state).in_([state.value for state in ACTUAL]))
        .group_by(col(e.action_id))
    )
    counts = {action: int(count) for action, count in rows}
    stand = {
        row.action_id: row for row in session.exec(select(CostInLedger).where(col(CostInLedger.action_id).in_(ids)))
    }
    for action in ids:
        row = stand.get(action)
        if action in counts:
            row = row or CostInLedger(action_id=action, entries=0)
            row.entries = counts[action]
            session.add(row)
        elif row is not None:
            session.delete(row)
    session.flush()


def keep_income_totals(session: Session, campaign_ids: Iterable[int | None]) -> None:
    """Count anew what is given for some campaigns alone. Call it inside a command."""
    session.flush()
    for campaign in {one for one in campaign_ids if one is not None}:
        rows = session.execute(
            columns(Income.amount_cents, Income.received_on).where(col(Income.campaign_id) == campaign)
        ).all()
        total = session.get(IncomeTotal, campaign) or IncomeTotal(campaign_id=campaign)
        total.received_cents = sum(cents for cents, on in rows if on is not None)
        total.promised_cents = sum(cents for cents, on in rows if on is None)
        session.add(total)
    session.flush()
