"""What income may pay for, sums, and the forecast, by example and by property."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.money.classification import lobbying_answer
from campaigns.money.rules import (
    Cost,
    CostCategory,
    Dated,
    EntryState,
    IncomeKind,
    Restrictions,
    Sums,
    check_entry,
    check_period,
    forecast_cents,
    logged_costs,
    needs_answer,
    refusal_of,
)
from campaigns.money.sentences import CATEGORY_WORDS, INCOME_WORDS, STATE_WORDS
from data.errors import InvalidInput
from tests.campaigns.money.room import sums_of

TODAY = date(2026, 11, 22)
P, C, S = EntryState.PLANNED, EntryState.COMMITTED, EntryState.SPENT
GRANT = Restrictions(
    "Example grant", 1_000_00, campaign_id=1, category="printing", pays_from=date(2026, 9, 1),
    pays_until=date(2027, 6, 30), pays_lobbying=False,
)  # fmt: skip
FLYERS = Cost(1, "printing", TODAY, 400_00, is_lobbying=False)
dated = st.lists(
    st.builds(
        Dated,
        st.sampled_from(EntryState),
        st.dates(date(2026, 1, 1), date(2027, 12, 31)),
        st.integers(min_value=1, max_value=10**9),
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("cost", "paid", "cure"),
    [
        (FLYERS, 0, ""),
        (FLYERS, 600_00, ""),
        (FLYERS, 600_01, "has $399.99 left"),
        (FLYERS, 2_000_00, "has $0 left"),
        (Cost(1, "printing", TODAY, 400_00, True), 0, "may not pay for lobbying, and this cost is lobbying"),
        (Cost(1, "printing", TODAY, 400_00, None), 0, ""),
        (Cost(2, "printing", TODAY, 400_00, False), 0, "is given for another campaign"),
        (Cost(1, "food", TODAY, 400_00, False), 0, "may pay for printing only, and this cost is food"),
        (Cost(1, "printing", date(2026, 8, 31), 1, False), 0, "from 2026-09-01 to 2027-06-30 only"),
        (Cost(1, "printing", date(2026, 9, 1), 1, False), 0, ""),
        (Cost(1, "printing", date(2027, 6, 30), 1, False), 0, ""),
        (Cost(1, "printing", date(2027, 7, 1), 1, False), 0, "from 2026-09-01 to 2027-06-30 only"),
    ],
)
def test_a_grant_refuses_what_it_may_not_pay_with_the_cure(cost: Cost, paid: int, cure: str) -> None:
    refusal = refusal_of(GRANT, cost, paid_cents=paid)
    assert cure in refusal
    assert bool(refusal) == bool(cure)


def test_income_without_restrictions_pays_for_anything_up_to_its_amount() -> None:
    dues = Restrictions("Dues", 100)
    assert refusal_of(dues, Cost(9, "food", TODAY, 100, True), paid_cents=0) == ""
    assert needs_answer(GRANT, Cost(1, "printing", TODAY, 1, None))
    assert not needs_answer(dues, Cost(1, "printing", TODAY, 1, None))
    assert not needs_answer(None, Cost(1, "printing", TODAY, 1, None))


@pytest.mark.parametrize(
    ("said", "of_action", "answer"),
    [
        (None, None, None), (False, None, False), (None, False, False), (True, None, True), (None, True, True),
        (False, True, True), (True, False, True), (False, False, False), (True, True, True),
    ],
)  # fmt: skip
def test_the_stricter_answer_about_lobbying_counts(said: bool | None, of_action: bool | None, answer: bool) -> None:
    assert lobbying_answer(said, of_action) is answer


@pytest.mark.parametrize(
    ("costs", "forecast"),
    [
        ([], 0),
        ([(P, date(2026, 10, 1), 500)], 0),  # planned for a day that passed unspent
        ([(P, date(2026, 12, 1), 500)], 500),
        ([(S, date(2026, 10, 1), 300), (P, date(2026, 12, 1), 500)], 800),
        ([(P, date(2026, 12, 1), 500), (C, date(2026, 12, 5), 400)], 500),  # a commitment fulfils the plan
        ([(P, date(2026, 12, 1), 500), (C, date(2026, 12, 5), 700)], 700),
        ([(C, TODAY, 200)], 200),
        ([(P, TODAY, 200)], 0),
        ([(S, date(2026, 10, 1), 300), (S, date(2026, 10, 9), -100)], 200),
    ],
)
def test_the_forecast_by_example(costs: list[tuple[EntryState, date, int]], forecast: int) -> None:
    assert forecast_cents([Dated(*cost) for cost in costs], today=TODAY) == forecast


@given(dated)
def test_a_forecast_is_never_below_what_is_committed_and_spent_nor_above_that_and_the_plan(costs: list[Dated]) -> None:
    sums = sums_of(costs)
    assert sums.actual <= forecast_cents(costs, today=TODAY) <= sums.actual + sums.planned
    assert forecast_cents(costs, today=date.max) == sums.actual
    assert sums.left == sums.planned - sums.committed - sums.spent


@given(dated, dated)
def test_sums_of_two_ledgers_are_the_sums_of_both(some: list[Dated], others: list[Dated]) -> None:
    assert sums_of(some) + sums_of(others) == sums_of([*some, *others])
    assert sum([sums_of(some), sums_of(others)], Sums()) == sums_of([*others, *some])


@given(st.dictionaries(st.integers(1, 20), st.integers(1, 10**9)), st.sets(st.integers(1, 25)))
def test_a_logged_cost_counts_only_where_no_entry_speaks_of_its_action(costs: dict[int, int], told: set[int]) -> None:
    counted = logged_costs(costs, told)
    assert set(counted) == set(costs) - told
    assert sum(counted.values()) + sum(cents for action, cents in costs.items() if action in told) == sum(
        costs.values()
    )


@pytest.mark.parametrize(
    ("state", "on", "cents", "cure"),
    [
        (S, TODAY, 0, "An amount of 0"),
        (S, TODAY, 10**12, "more than a campaign spends"),
        (P, TODAY, -5, "Only money that was paid back"),
        (S, date(2026, 11, 23), 5, "cannot have been spent on a day that lies ahead"),
    ],
)
def test_an_amount_or_day_that_cannot_be_is_refused(state: EntryState, on: date, cents: int, cure: str) -> None:
    with pytest.raises(InvalidInput, match=cure):
        check_entry(state, on=on, amount_cents=cents, today=TODAY)


def test_every_state_kind_and_category_has_its_words() -> None:
    assert (set(STATE_WORDS), set(INCOME_WORDS), set(CATEGORY_WORDS)) == (
        set(EntryState), set(IncomeKind), set(CostCategory),
    )  # fmt: skip
    check_entry(S, on=TODAY, amount_cents=-5, today=TODAY)
    check_period(TODAY, None)
    with pytest.raises(InvalidInput, match="end before it starts"):
        check_period(TODAY, date(2026, 1, 1))
