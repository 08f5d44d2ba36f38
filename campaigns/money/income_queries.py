"""Income and what it has paid, and the costs somebody has to look at; answered with frozen values."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.money.models import Funder, Income
from campaigns.money.paying import paid_from, restrictions_of
from campaigns.money.queries import EntryOf, entries
from campaigns.money.rules import ACTUAL, Cost, IncomeKind, Restrictions, needs_answer, refusal_of


@dataclass(frozen=True, slots=True)
class IncomeOf:
    """Money given, what it may pay for, and what it has paid or promised, in cents."""

    id: int
    funder: str
    kind: IncomeKind
    restrictions: Restrictions
    purpose: str
    received_on: date | None
    paid_cents: int
    planned_cents: int
    version: int

    @property
    def left_cents(self) -> int:
        return self.restrictions.amount_cents - self.paid_cents


@dataclass(frozen=True, slots=True)
class CostToClear:
    """A cost that its income may not pay, or that somebody has to answer for; `refusal` empty for the latter."""

    entry: EntryOf
    refusal: str


def incomes(session: Session, *, campaign_id: int | None = None) -> tuple[IncomeOf, ...]:
    """What was given, by title: all of it, or what may pay for one campaign."""
    statement = select(Income, Funder.name).join(Funder, col(Funder.id) == Income.funder_id)
    if campaign_id is not None:
        statement = statement.where((col(Income.campaign_id) == campaign_id) | col(Income.campaign_id).is_(None))
    rows = session.execute(statement.order_by(col(Income.title), col(Income.id))).all()
    paid = paid_from(session, [income.id or 0 for income, _name in rows])
    return tuple(
        IncomeOf(
            row.id or 0, name, IncomeKind(row.kind), restrictions_of(row), row.purpose, row.received_on,
            paid[row.id or 0].actual, paid[row.id or 0].planned, row.version,
        )
        for row, name in rows
    )  # fmt: skip


def costs_to_clear(session: Session, campaign_id: int) -> tuple[CostToClear, ...]:
    """The costs of a campaign that their income may not pay by now, and those that need an answer about lobbying."""
    given = {income.id: income for income in incomes(session)}
    found = []
    for one in entries(session, campaign_id):
        income = given.get(one.income_id or 0)
        if income is None:
            continue
        cost = Cost(campaign_id, one.category, one.on, one.amount_cents, one.is_lobbying)
        own = one.amount_cents if one.state in ACTUAL else 0
        refusal = refusal_of(income.restrictions, cost, paid_cents=income.paid_cents - own if own else 0)
        if refusal or needs_answer(income.restrictions, cost):
            found.append(CostToClear(one, refusal))
    return tuple(found)
