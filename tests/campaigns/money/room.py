"""What the tests of our own money do again and again: a budget line, an income, a cost, and the totals."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from campaigns.money import queries
from campaigns.money.commands import IncomeSaid, add_line, record_income
from campaigns.money.entries import CostSaid, Recorded, record_cost
from campaigns.money.queries import CampaignMoney, EntryOf
from campaigns.money.rules import CostCategory, Dated, EntryState, IncomeKind, Sums
from data.access import Viewer
from data.store import open_session
from tests.campaigns.plans.room import NOW, TODAY, said
from tests.support import ORGANIZER

P, C, S = EntryState.PLANNED, EntryState.COMMITTED, EntryState.SPENT
GRANT: dict[str, Any] = {
    "pays_from": date(2026, 9, 1), "pays_until": date(2027, 6, 30), "pays_lobbying": False,
}  # fmt: skip


def line(campaign_id: int, name: str = "Flyers", category: CostCategory = CostCategory.PRINTING, **words: Any) -> int:
    return int(said(add_line, campaign_id=campaign_id, name=name, category=category, **words))


def income(title: str = "Example grant", cents: int = 100_000, **words: Any) -> int:
    usual = {"received_on": date(2026, 9, 15)}
    given = IncomeSaid("Example Foundation", IncomeKind.GRANT, title, cents, **(usual | words))
    return int(said(record_income, said=given, now=NOW))


def cost(
    line_id: int, state: EntryState, cents: int, on: date = TODAY, /, viewer: Viewer = ORGANIZER, **words: Any
) -> Recorded:
    form_key = words.pop("form_key", "")
    with open_session(viewer, writing=True) as session:
        given = CostSaid(line_id, state, on, cents, **words)
        return record_cost(session, said=given, today=TODAY, now=NOW, form_key=form_key)


def money(campaign_id: int, viewer: Viewer = ORGANIZER) -> CampaignMoney:
    with open_session(viewer) as session:
        return queries.campaign_money(session, campaign_id, today=TODAY)


def entries(campaign_id: int, viewer: Viewer = ORGANIZER) -> tuple[EntryOf, ...]:
    with open_session(viewer) as session:
        return queries.entries(session, campaign_id)


def sums_of(costs: Iterable[Dated]) -> Sums:
    """The three sums of some costs, added up here again."""
    found = dict.fromkeys(EntryState, 0)
    for cost in costs:
        found[cost.state] += cost.amount_cents
    return Sums(found[EntryState.PLANNED], found[EntryState.COMMITTED], found[EntryState.SPENT])
