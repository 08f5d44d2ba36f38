"""Our own money of a campaign, answered with frozen values: totals for members, entries for who keeps them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from campaigns.actions.models import Action
from campaigns.money.classification import actions_that_lobby, lobbying_answer
from campaigns.money.models import CostInLedger, Income, IncomeTotal, MoneyEntry, MoneyLine
from campaigns.money.rules import (
    CostCategory,
    Dated,
    EntryState,
    Sums,
    forecast_cents,
    logged_costs,
)
from data.access import Permission, may, viewer_of_session
from data.errors import NotFound
from data.records import columns


@dataclass(frozen=True, slots=True)
class LineOf:
    """A budget line with its sums, in cents; `forecast_cents` None for those who see totals only."""

    id: int
    name: str
    category: CostCategory
    account: str
    sums: Sums
    forecast_cents: int | None
    version: int


@dataclass(frozen=True, slots=True)
class CampaignMoney:
    """A campaign's own money, in cents. `logged_cents` are costs of actions that no entry of the ledger speaks of."""

    campaign_id: int
    lines: tuple[LineOf, ...]
    logged_cents: int
    logged_actions: int
    received_cents: int
    promised_cents: int

    @property
    def total(self) -> Sums:
        """Every line, and what was logged with actions."""
        return sum((line.sums for line in self.lines), Sums(spent=self.logged_cents))

    @property
    def forecast_cents(self) -> int | None:
        """What it will have cost at the end of the campaign; None for those who see totals only."""
        forecasts = [line.forecast_cents for line in self.lines if line.forecast_cents is not None]
        return None if len(forecasts) < len(self.lines) else sum(forecasts, self.logged_cents)

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.logged_actions or self.received_cents or self.promised_cents)


@dataclass(frozen=True, slots=True)
class EntryOf:
    """A cost as the ledger has it; `is_lobbying` is the stricter of the answer given and the action's own."""

    id: int
    line_id: int
    line: str
    category: CostCategory
    state: EntryState
    on: date
    amount_cents: int
    memo: str
    income_id: int | None
    income: str
    action_id: int | None
    said_lobbying: bool | None
    is_lobbying: bool | None
    batch_id: int | None
    row_number: int | None
    version: int


def campaign_money(session: Session, campaign_id: int, *, today: date) -> CampaignMoney:
    """A campaign's budget lines with their sums, the logged costs beside them, and what was given for it alone."""
    rows = session.exec(select(MoneyLine).where(MoneyLine.campaign_id == campaign_id).order_by(col(MoneyLine.id))).all()
    keeps = may(viewer_of_session(session), Permission.PLAN_CAMPAIGNS)
    dated = _dated(session, [row.id or 0 for row in rows]) if keeps else None
    given = session.exec(select(IncomeTotal).where(IncomeTotal.campaign_id == campaign_id)).first()
    logged = uncounted_costs(session, campaign_id)
    return CampaignMoney(
        campaign_id,
        tuple(
            LineOf(
                row.id or 0, row.name, CostCategory(row.category), row.account,
                Sums(row.planned_cents, row.committed_cents, row.spent_cents),
                None if dated is None else forecast_cents(dated[row.id or 0], today=today), row.version,
            )
            for row in rows
        ),
        sum(logged.values()),
        len(logged),
        given.received_cents if given else 0,
        given.promised_cents if given else 0,
    )  # fmt: skip


def _dated(session: Session, line_ids: Sequence[int]) -> defaultdict[int, list[Dated]]:
    e = MoneyEntry
    rows = session.execute(columns(e.line_id, e.state, e.on_date, e.amount_cents).where(col(e.line_id).in_(line_ids)))
    found: defaultdict[int, list[Dated]] = defaultdict(list)
    for line, state, on, cents in rows:
        found[line].append(Dated(EntryState(state), on, cents))
    return found


def uncounted_costs(session: Session, campaign_id: int) -> dict[int, int]:
    """The costs (cents) of a campaign's actions that the viewer sees and no entry speaks of, by action."""
    a = Action
    rows = session.execute(
        select(a.id, a.cost_cents).where(
            a.campaign_id == campaign_id, col(a.deleted).is_(None), col(a.cost_cents).is_not(None), a.cost_cents != 0
        )
    )
    costs = {action or 0: cents or 0 for action, cents in rows}
    told = session.scalars(select(CostInLedger.action_id).where(col(CostInLedger.action_id).in_(list(costs))))
    return logged_costs(costs, told)


def entries(session: Session, campaign_id: int) -> tuple[EntryOf, ...]:
    """Every entry of a campaign's ledger, newest first; none for those who see totals only."""
    return _entries(session, col(MoneyLine.campaign_id) == campaign_id)


def entry(session: Session, entry_id: int) -> EntryOf:
    """One entry. Raises NotFound."""
    for found in _entries(session, col(MoneyEntry.id) == entry_id):
        return found
    raise NotFound("The entry")


def _entries(session: Session, condition: Any) -> tuple[EntryOf, ...]:
    e, line = MoneyEntry, MoneyLine
    rows = session.execute(
        select(e, line.name, line.category, Income.title)
        .join(line, col(line.id) == e.line_id)
        .outerjoin(Income, col(Income.id) == e.income_id)
        .where(condition)
        .order_by(col(e.on_date).desc(), col(e.id).desc())
    ).all()
    said = actions_that_lobby(session, {row.action_id for row, *_ in rows if row.action_id is not None})
    return tuple(
        EntryOf(
            row.id or 0, row.line_id, name, CostCategory(category), EntryState(row.state), row.on_date,
            row.amount_cents, row.memo, row.income_id, title or "", row.action_id, row.is_lobbying,
            lobbying_answer(row.is_lobbying, said.get(row.action_id or 0)), row.batch_id, row.row_number, row.version,
        )
        for row, name, category, title in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActionToPay:
    """An action of a campaign that an entry may name."""

    id: int
    on: date
    kind: str
    title: str
    cost_cents: int | None


def actions_to_pay(session: Session, campaign_id: int, *, most: int = 200) -> tuple[ActionToPay, ...]:
    """The newest actions of a campaign that the viewer sees."""
    a = Action
    rows = session.execute(
        columns(a.id, a.on_date, a.kind, a.title, a.cost_cents)
        .where(col(a.campaign_id) == campaign_id, col(a.deleted).is_(None))
        .order_by(col(a.on_date).desc(), col(a.id).desc())
        .limit(most)
    )
    return tuple(ActionToPay(*row) for row in rows)
