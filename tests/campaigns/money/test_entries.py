"""Entries, income and totals in the store: nothing counts twice, restrictions hold, members see sums only."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaigns.lobbying.models import LobbyingAnswers
from campaigns.lobbying.recognising import SaidTo
from campaigns.money import income_queries
from campaigns.money.charts import plan_chart
from campaigns.money.commands import IncomeSaid, change_income, change_line, remove_income, remove_line
from campaigns.money.downloads import ledger_file, money_file
from campaigns.money.entries import CostSaid, change_cost, remove_cost
from campaigns.money.rules import CostCategory, Dated, EntryState, IncomeKind, Sums
from campaigns.money.sentences import forecast_sentence, plan_sentence
from data.access import Permission, requires
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.campaigns.money.room import GRANT, C, P, S, cost, entries, income, line, money, sums_of
from tests.campaigns.plans.room import NOW, TODAY, action, campaign, said
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD

LOST = "changed by somebody else since you opened it"


@pytest.mark.usefixtures("store")
def test_plan_and_actual_by_line_and_in_total_with_what_was_logged_beside_them() -> None:
    number = campaign()
    flyers, buses = line(number), line(number, "Buses", CostCategory.TRAVEL)
    cost(flyers, P, 300_000, date(2026, 10, 1))
    cost(flyers, S, 124_050, date(2026, 10, 12))
    cost(flyers, C, 90_000, date(2026, 12, 1))
    cost(buses, P, 200_000, date(2026, 12, 1))
    action(number, "a", cost_cents=4_000)
    action(number, "b")
    action(None, "c", cost_cents=77)
    action(number, "d", cost_cents=88, deleted=NOW)

    found = money(number)

    assert [one.sums for one in found.lines] == [Sums(300_000, 90_000, 124_050), Sums(200_000, 0, 0)]
    assert (found.logged_cents, found.logged_actions, found.total) == (4_000, 1, Sums(500_000, 90_000, 128_050))
    assert found.forecast_cents == 124_050 + 90_000 + 200_000 + 4_000
    assert plan_sentence(found) == "Of $5,000 planned, $1,280.50 is spent and $900 committed; $2,819.50 is left."
    assert "will have cost $4,180.50, $819.50 under the plan." in forecast_sentence(found)


@pytest.mark.usefixtures("store")
def test_an_entry_that_names_an_action_stands_for_the_cost_logged_with_it() -> None:
    number = campaign()
    flyers, rally = line(number), action(number, "a", cost_cents=62_500)
    planned = cost(flyers, P, 50_000, action_id=rally)
    assert (money(number).total.spent, planned.warnings) == (62_500, ())
    first = cost(flyers, C, 70_000, action_id=rally)
    assert "The $625 logged with the action are not counted beside this entry." in first.warnings
    cost(flyers, S, 5_000, action_id=rally)
    assert (money(number).logged_cents, money(number).total.actual) == (0, 75_000)
    said(remove_cost, entry_id=first.id, version=1)
    assert (money(number).logged_cents, money(number).total.actual) == (0, 5_000)
    spent = next(one for one in entries(number) if one.state is S)
    given = CostSaid(flyers, S, TODAY, 5_000)
    said(change_cost, entry_id=spent.id, version=1, said=given, today=TODAY)
    assert (money(number).logged_cents, money(number).total.actual) == (62_500, 67_500)


@pytest.mark.usefixtures("store")
def test_a_grant_that_may_not_pay_for_lobbying_refuses_such_a_cost_and_nothing_is_saved() -> None:
    number = campaign()
    flyers, grant = line(number), income(**GRANT)
    with pytest.raises(InvalidInput, match="may not pay for lobbying, and this cost is lobbying"):
        cost(flyers, S, 100, income_id=grant, is_lobbying=True)
    assert entries(number) == ()
    open_answer = cost(flyers, S, 100, income_id=grant)
    assert open_answer.warnings == ("“Example grant” may not pay for lobbying: say whether this cost is lobbying.",)
    with open_session(ORGANIZER) as session:
        (to_clear,) = income_queries.costs_to_clear(session, number)
    assert (to_clear.refusal, to_clear.entry.id) == ("", open_answer.id)
    given = CostSaid(flyers, S, TODAY, 100, income_id=grant, is_lobbying=True)
    with pytest.raises(InvalidInput, match="this cost is lobbying"):
        said(change_cost, entry_id=open_answer.id, version=1, said=given, today=TODAY)
    assert entries(number)[0].said_lobbying is None
    assert cost(flyers, S, 100, income_id=grant, is_lobbying=False).warnings == ()


@requires(Permission.LOG_ACTIONS)
def _answer(session: Any, *, row: LobbyingAnswers) -> None:
    session.add(row)


@pytest.mark.usefixtures("store")
def test_what_the_lobbying_ledger_says_of_the_action_overrules_a_no() -> None:
    number = campaign()
    flyers, grant, met = line(number), income(**GRANT), action(number, "a")
    cost(flyers, S, 100, income_id=grant, action_id=met, is_lobbying=False)
    answers = LobbyingAnswers(
        action_id=met, organization_id=1, said_to=SaidTo.LEGISLATURE.value, legislation=True, view=True, made=NOW
    )
    said(_answer, row=answers)
    assert entries(number)[0].is_lobbying is True
    with open_session(ORGANIZER) as session:
        (to_clear,) = income_queries.costs_to_clear(session, number)
    assert "this cost is lobbying" in to_clear.refusal
    with pytest.raises(InvalidInput, match="this cost is lobbying"):
        cost(flyers, S, 100, income_id=grant, action_id=met, is_lobbying=False)


@pytest.mark.usefixtures("sqlite_store")
def test_period_campaign_category_and_amount_of_an_income_hold() -> None:
    number, other = campaign(), campaign("Example: other")
    flyers, food = line(number), line(number, "Food", CostCategory.FOOD)
    grant = income(campaign_id=number, category="printing", **GRANT)
    with pytest.raises(InvalidInput, match="only, and this cost is food"):
        cost(food, S, 100, income_id=grant, is_lobbying=False)
    with pytest.raises(InvalidInput, match="pays for costs from 2026-09-01 to 2027-06-30 only"):
        cost(flyers, S, 100, date(2026, 8, 31), income_id=grant, is_lobbying=False)
    with pytest.raises(InvalidInput, match="is given for another campaign"):
        cost(line(other), S, 100, income_id=grant, is_lobbying=False)
    cost(flyers, C, 60_000, income_id=grant, is_lobbying=False)
    with pytest.raises(InvalidInput, match=r"has \$400 left, and this cost is \$400.01"):
        cost(flyers, S, 40_001, income_id=grant, is_lobbying=False)
    cost(flyers, S, 40_000, income_id=grant, is_lobbying=False)
    planned = cost(flyers, P, 100_000, income_id=grant, is_lobbying=False)
    assert planned.warnings == ()
    assert "and $1,000.01 is planned from it." in cost(flyers, P, 1, income_id=grant, is_lobbying=False).warnings[0]


@pytest.mark.usefixtures("sqlite_store")
def test_an_income_cannot_be_narrowed_below_what_it_pays_nor_go_while_it_pays() -> None:
    number = campaign()
    flyers, dues = line(number), income("Dues", 10_000)
    paid = cost(flyers, S, 6_000, income_id=dues, is_lobbying=True)

    def narrowed(cents: int = 10_000, **words: Any) -> int:
        given = IncomeSaid("Example members", IncomeKind.DUES, "Dues", cents, **words)
        return int(said(change_income, income_id=dues, version=1, said=given))

    with pytest.raises(InvalidInput, match=r"has \$59.99 left"):
        narrowed(5_999)
    with pytest.raises(InvalidInput, match="may not pay for lobbying"):
        narrowed(pays_lobbying=False)
    with pytest.raises(InvalidInput, match="may pay for food only"):
        narrowed(category="food")
    with pytest.raises(InvalidInput, match="pays for entries"):
        said(remove_income, income_id=dues, version=1)
    assert narrowed(6_000, campaign_id=number) == 2
    assert (money(number).received_cents, money(number).promised_cents) == (0, 6_000)
    given = IncomeSaid("Example members", IncomeKind.DUES, "Dues", 6_000, category="food")
    with pytest.raises(InvalidInput, match="The entry of 2026-11-22 stands against this"):
        said(change_income, income_id=dues, version=2, said=given)
    said(remove_cost, entry_id=paid.id, version=1)
    said(remove_income, income_id=dues, version=2)
    assert money(number).promised_cents == 0


@pytest.mark.usefixtures("sqlite_store")
def test_over_the_plan_and_outside_the_campaigns_days_is_saved_with_a_warning() -> None:
    number = campaign(starts=date(2026, 9, 1), ends=date(2026, 12, 31))
    flyers = line(number)
    cost(flyers, P, 1_000)
    assert cost(flyers, S, 1_500).warnings == ("“Flyers” is $5 over its plan of $10 now.",)
    assert cost(flyers, S, -1_500, date(2026, 8, 1)).warnings == ("The day lies outside the campaign’s own days.",)
    assert cost(flyers, S, 1, form_key="k").id == cost(flyers, S, 1, form_key="k").id
    assert money(number).total == Sums(1_000, 0, 1)


@pytest.mark.usefixtures("sqlite_store")
def test_what_cannot_be_is_refused_and_what_is_not_there_is_not_found() -> None:
    number = campaign()
    flyers = line(number, account="Expenses:Printing")
    for name, cure in ((" flyers ", "has a line “Flyers” already"), ("", "Give the line’s name")):
        with pytest.raises(InvalidInput, match=cure):
            line(number, name)
    with pytest.raises(InvalidInput, match="belongs to the line"):
        line(number, "Copies", account="Expenses:Printing")
    with pytest.raises(InvalidInput, match="on file with this funder"):
        [income(), income()]
    with pytest.raises(InvalidInput, match="more than 0"):
        income("None", 0)
    elsewhere = action(campaign("Example: other"), "a")
    with pytest.raises(InvalidInput, match="belongs to another campaign"):
        cost(flyers, S, 5, action_id=elsewhere)
    with pytest.raises(NotFound):
        cost(flyers, S, 5, income_id=99)
    with pytest.raises(NotFound):
        cost(flyers, S, 5, action_id=99)
    with pytest.raises(NotFound):
        cost(99, S, 5)
    one = cost(flyers, S, 5).id
    with pytest.raises(InvalidInput, match="has entries"):
        said(remove_line, line_id=flyers, version=1)
    given = CostSaid(flyers, S, TODAY, 7)
    assert said(change_cost, entry_id=one, version=1, said=given, today=TODAY).id == one
    with pytest.raises(InvalidInput, match=LOST):
        said(change_cost, entry_id=one, version=1, said=given, today=TODAY)
    said(change_line, line_id=flyers, version=1, name="Prints", category=CostCategory.PRINTING, account="")
    with pytest.raises(InvalidInput, match=LOST):
        said(change_line, line_id=flyers, version=1, name="Late", category=CostCategory.PRINTING, account="")


@pytest.mark.usefixtures("store")
def test_members_see_totals_and_nobody_else_sees_or_keeps_an_entry() -> None:
    number = campaign(published=True)
    flyers = line(number)
    grant = income(campaign_id=number, **GRANT)
    cost(flyers, S, 4_200, income_id=grant, memo="Maria Example", is_lobbying=False)
    action(number, "a", cost_cents=300)
    for viewer in (MEMBER, STAFF):
        seen = money(number, viewer)
        assert (seen.total, seen.received_cents, seen.forecast_cents) == (Sums(0, 0, 4_500), 100_000, None)
        assert entries(number, viewer) == ()
        with open_session(viewer) as session:
            assert income_queries.incomes(session) == ()
        with pytest.raises(NotAllowed):
            cost(flyers, S, 1, viewer=viewer)
        with pytest.raises(NotAllowed):
            ledger_file(viewer, {"campaign": str(number)}, "csv")
        assert b"4200" not in money_file(viewer, {"campaign": str(number)}, "csv").body.replace(b"42.00", b"")
    assert money(number, PUBLIC).is_empty
    with pytest.raises(NotAllowed):
        money_file(PUBLIC, {"campaign": str(number)}, "csv")
    assert b"Maria Example" in ledger_file(STEWARD, {"campaign": str(number)}, "csv").body


costs = st.lists(
    st.tuples(
        st.integers(0, 1), st.sampled_from(EntryState), st.integers(1, 10**8), st.integers(-60, 60), st.integers(0, 3),
    ),
    max_size=8,
)  # fmt: skip


@pytest.mark.usefixtures("sqlite_store")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(costs, st.lists(st.integers(0, 10**6), min_size=3, max_size=3))
def test_every_view_of_the_money_adds_up_to_the_entries_and_no_cost_counts_twice(
    given_costs: list[tuple[int, EntryState, int, int, int]], logged: list[int]
) -> None:
    known = _fresh()
    number = campaign(f"Example {known}")
    both = line(number), line(number, "Buses", CostCategory.TRAVEL)
    actions = [action(number, f"{known}-{n}", cost_cents=cents) for n, cents in enumerate(logged)]
    for at, state, cents, days, named in given_costs:
        on = date.fromordinal(TODAY.toordinal() + (-abs(days) if state is S else days))
        cost(both[at], state, cents, on, action_id=actions[named - 1] if named else None)

    found, listed = money(number), entries(number)

    told = {one.action_id for one in listed if one.state in (C, S)}
    beside = sum(cents for one, cents in zip(actions, logged, strict=True) if one not in told)
    by_hand = sums_of(Dated(one.state, one.on, one.amount_cents) for one in listed) + Sums(spent=beside)
    assert found.total == by_hand == money(number, MEMBER).total
    body = money_file(ORGANIZER, {"campaign": str(number)}, "csv").body.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    for column, cents in (("Planned", by_hand.planned), ("Committed", by_hand.committed), ("Spent", by_hand.spent)):
        assert sum(round(float(row[f"{column} (dollars)"]) * 100) for row in rows) == cents
    picture = plan_chart(found)
    assert picture is not None
    drawn = picture.spec["data"]["values"]
    assert round(sum(row["spent"] + row["committed"] for row in drawn) * 100) == by_hand.actual
    assert found.forecast_cents is not None
    assert by_hand.actual <= found.forecast_cents <= by_hand.actual + by_hand.planned


_made: list[int] = []


def _fresh() -> int:
    """A number no example of this run has had."""
    _made.append(len(_made))
    return _made[-1]
