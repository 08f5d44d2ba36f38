"""What an income pays for, and whether it may: what the commands ask before they write."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from campaigns.money.classification import actions_that_lobby, lobbying_answer
from campaigns.money.models import Income, MoneyEntry, MoneyLine
from campaigns.money.rules import ACTUAL, Cost, EntryState, Restrictions, Sums, refusal_of
from data.errors import InvalidInput
from data.records import columns


def restrictions_of(row: Income) -> Restrictions:
    """What an income may pay for."""
    return Restrictions(
        row.title, row.amount_cents, row.campaign_id, row.category, row.pays_from, row.pays_until, row.pays_lobbying
    )


def paid_from(session: Session, income_ids: Sequence[int], *, without_entry: int = 0) -> defaultdict[int, Sums]:
    """What some incomes are planned to pay, have promised and have paid, in cents; one entry can be left out."""
    e = MoneyEntry
    rows = session.execute(
        columns(e.income_id, e.state, func.sum(e.amount_cents))
        .where(col(e.income_id).in_(income_ids), col(e.id) != without_entry)
        .group_by(col(e.income_id), col(e.state))
    )
    found: defaultdict[int, Sums] = defaultdict(Sums)
    for income, state, cents in rows:
        found[income] += Sums(**{str(state): int(cents)})
    return found


def answer_of(session: Session, row: MoneyEntry) -> bool | None:
    """Whether an entry is lobbying: the stricter of what was answered and what its action is."""
    said = actions_that_lobby(session, [] if row.action_id is None else [row.action_id])
    return lobbying_answer(row.is_lobbying, said.get(row.action_id or 0))


def refusal_for(session: Session, row: MoneyEntry, line: MoneyLine, income: Income) -> str:
    """Why an income may not pay an entry, in a sentence; empty when it may."""
    cost = Cost(line.campaign_id, line.category, row.on_date, row.amount_cents, answer_of(session, row))
    paid = paid_from(session, [income.id or 0], without_entry=row.id or 0)[income.id or 0].actual
    return refusal_of(restrictions_of(income), cost, paid_cents=paid if EntryState(row.state) in ACTUAL else 0)


def check_paid(session: Session, condition: ColumnElement[bool]) -> None:
    """Raise InvalidInput when an income pays for a cost that it may not pay, as both stand now."""
    rows = session.execute(
        select(MoneyEntry, MoneyLine, Income)
        .join(MoneyLine, col(MoneyLine.id) == MoneyEntry.line_id)
        .join(Income, col(Income.id) == MoneyEntry.income_id)
        .where(condition)
        .order_by(col(MoneyEntry.on_date), col(MoneyEntry.id))
    ).all()
    for row, line, income in rows:
        refusal = refusal_for(session, row, line, income)
        if refusal:
            raise InvalidInput(
                "The entry of {on_date} stands against this. {refusal}", on_date=row.on_date, refusal=refusal
            )
