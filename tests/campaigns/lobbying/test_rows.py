"""The money of one action: paid time by the rate of its day, shares that add up, and nothing invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.lobbying.recognising import Answers, Call, Kind, SaidTo
from campaigns.lobbying.rows import COST, RATE, TIME, Rate, Said, allocate, cost_of, rate_on, staff_cents

DAY = date(2026, 3, 4)
RATES = (Rate("organizer", 4_000, date(2025, 1, 1)), Rate("organizer", 4_250, date(2026, 3, 4)))
DIRECT = Answers(SaidTo.LEGISLATURE, True, True)
GRASS = Answers(SaidTo.PUBLIC, True, True, frozenset({Call.CONTACT}))


@pytest.mark.parametrize(
    ("day", "cents"),
    [(date(2024, 12, 31), None), (date(2025, 1, 1), 4_000), (date(2026, 3, 3), 4_000), (date(2026, 3, 4), 4_250)],
)
def test_the_rate_is_the_one_in_force_on_the_day(day: date, cents: int | None) -> None:
    rate = rate_on(RATES, "organizer", day)
    assert (rate.cents_an_hour if rate else None) == cents


def test_paid_time_is_rounded_to_the_nearest_cent() -> None:
    assert staff_cents(45, 4_250) == 3_188  # 31.875
    assert staff_cents(1, 1) == 0


def test_spending_and_paid_time_count_together() -> None:
    row = cost_of(Said(DIRECT, "organizer", 120), RATES, day=DAY, action_cost_cents=10_000)
    assert (row.spent_cents, row.staff_cents, row.direct_cents, row.settled) == (10_000, 8_500, 18_500, True)


def test_volunteers_cost_nothing() -> None:
    row = cost_of(Said(GRASS, ""), RATES, day=DAY, action_cost_cents=0)
    assert (row.grass_roots_cents, row.staff_cents, row.settled) == (0, 0, True)


def test_what_nobody_said_is_missing_and_not_zero() -> None:
    nothing = cost_of(Said(DIRECT), RATES, day=DAY, action_cost_cents=None)
    assert (nothing.spent_cents, nothing.staff_cents, nothing.missing, nothing.settled) == (
        None, None, (COST, TIME), False,
    )  # fmt: skip
    too_early = cost_of(Said(DIRECT, "organizer", 60), RATES, day=date(2024, 1, 1), action_cost_cents=0)
    assert too_early.missing == (RATE,)


def test_what_is_no_lobbying_is_settled_without_its_costs() -> None:
    assert cost_of(Said(Answers(SaidTo.SCHOOL_BOARD)), (), day=DAY, action_cost_cents=None).settled


def test_what_the_action_says_it_cost_comes_before_the_answer() -> None:
    assert cost_of(Said(DIRECT, "", cost_cents=999), (), day=DAY, action_cost_cents=500).direct_cents == 500
    assert cost_of(Said(DIRECT, "", cost_cents=999), (), day=DAY, action_cost_cents=None).direct_cents == 999


def test_an_unanswered_action_counts_nothing() -> None:
    row = cost_of(Said(Answers()), RATES, day=DAY, action_cost_cents=50_000)
    assert (row.lobbying_cents, row.kind, row.settled) == (0, None, False)


def test_a_mixed_purpose_is_divided_by_its_shares() -> None:
    shares = ((Kind.DIRECT, 33), (Kind.GRASS_ROOTS, 33), (Kind.NONE, 34))
    row = cost_of(Said(DIRECT, "", shares=shares), (), day=DAY, action_cost_cents=100_01)
    assert (row.direct_cents, row.grass_roots_cents, row.none_cents) == (3_300, 3_300, 3_401)


def test_left_over_cents_go_to_the_largest_remainder_and_to_lobbying_before_not() -> None:
    assert allocate(1, {Kind.NONE: 1, Kind.DIRECT: 1}) == {Kind.NONE: 0, Kind.DIRECT: 1}
    assert allocate(100, {Kind.DIRECT: 1, Kind.GRASS_ROOTS: 1, Kind.NONE: 1}) == {
        Kind.DIRECT: 33, Kind.GRASS_ROOTS: 34, Kind.NONE: 33,
    }  # fmt: skip


@pytest.mark.parametrize("shares", [{Kind.DIRECT: 0}, {Kind.DIRECT: -1, Kind.NONE: 2}])
def test_shares_that_cannot_be_are_refused(shares: dict[Kind, int]) -> None:
    with pytest.raises(ValueError, match="whole numbers of 0 or more"):
        allocate(100, shares)


@given(st.integers(0, 10**12), st.lists(st.integers(0, 1000), min_size=3, max_size=3).filter(any))
def test_the_parts_always_add_up_and_stay_within_a_cent(cents: int, shares: list[int]) -> None:
    of_kind = dict(zip(Kind, shares, strict=True))
    parts = allocate(cents, of_kind)
    assert sum(parts.values()) == cents
    assert all(abs(parts[kind] * sum(shares) - cents * of_kind[kind]) < sum(shares) for kind in Kind)
