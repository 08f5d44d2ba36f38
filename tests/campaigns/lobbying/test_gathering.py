"""A year added up: warning levels, running sums by month, and the projection with its stated method."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.lobbying.gathering import Level, added_up, by_month, level_of, projection
from campaigns.lobbying.recognising import Answers, Call, Kind, SaidTo
from campaigns.lobbying.rows import Costed, Said, cost_of
from campaigns.lobbying.rules import days_of

YEAR = days_of(2026, 1)
DIRECT = Answers(SaidTo.LEGISLATURE, True, True)
GRASS = Answers(SaidTo.PUBLIC, True, True, frozenset({Call.CONTACT}))


def row(day: date, cents: int, said: Answers = DIRECT) -> tuple[date, Costed]:
    return day, cost_of(Said(said, ""), (), day=day, action_cost_cents=cents)


@pytest.mark.parametrize(
    ("spent", "level"),
    [(0, Level.FINE), (74_99, Level.FINE), (75_00, Level.NEAR), (89_99, Level.NEAR), (90_00, Level.CLOSE),
     (99_99, Level.CLOSE), (100_00, Level.OVER), (500_00, Level.OVER)],
)  # fmt: skip
def test_a_level_is_reached_exactly_at_its_percent(spent: int, level: Level) -> None:
    assert level_of(spent, 100_00) is level


def test_a_ceiling_of_nothing_is_reached_by_the_first_cent() -> None:
    assert (level_of(0, 0), level_of(1, 0)) == (Level.FINE, Level.OVER)


def test_kinds_are_summed_apart_and_a_shared_action_counts_under_each() -> None:
    shared = cost_of(
        Said(DIRECT, "", shares=((Kind.DIRECT, 50), (Kind.NONE, 50))), (), day=YEAR.start, action_cost_cents=100
    )
    sums = added_up([row(YEAR.start, 300)[1], row(YEAR.start, 500, GRASS)[1], shared])
    assert (sums.direct_cents, sums.grass_roots_cents, sums.none_cents, sums.total_cents) == (350, 500, 50, 850)
    assert (sums.direct, sums.grass_roots, sums.none) == (2, 1, 1)


def test_months_run_on_to_the_present_one() -> None:
    rows = [row(date(2026, 1, 31), 100), row(date(2026, 2, 1), 20, GRASS)]
    months = by_month(rows, YEAR, until=date(2026, 3, 9))
    assert [(m.starts.month, m.total_cents, m.grass_roots_cents) for m in months] == [
        (1, 100, 0), (2, 120, 20), (3, 120, 20),
    ]  # fmt: skip


def test_a_fiscal_year_runs_over_new_year() -> None:
    days = days_of(2026, 7)
    months = by_month([row(date(2027, 1, 5), 100)], days, until=date(2026, 9, 1))
    assert [(m.starts.month, m.total_cents) for m in months] == [
        (7, 0), (8, 0), (9, 0), (10, 0), (11, 0), (12, 0), (1, 100),
    ]  # fmt: skip


def test_the_projection_carries_the_pace_so_far_to_the_end_of_the_year() -> None:
    rows = [row(date(2026, 3, 1), 73_000), row(date(2026, 4, 1), 7_300, GRASS)]
    found = projection(rows, YEAR, today=date(2026, 5, 26))  # day 146 of 365: two fifths
    assert found is not None
    assert (found.total_cents, found.grass_roots_cents, found.day, found.days) == (200_750, 18_250, 146, 365)


def test_there_is_no_projection_early_in_the_year_or_after_it() -> None:
    rows = [row(date(2026, 1, 2), 500)]
    assert projection(rows, YEAR, today=date(2026, 2, 28)) is None  # day 59
    assert projection(rows, YEAR, today=date(2026, 3, 1)) is not None
    assert projection(rows, YEAR, today=date(2027, 1, 1)) is None


@given(
    st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 10**9)), max_size=20),
    st.dates(date(2026, 3, 1), date(2026, 12, 31)),
)
def test_a_projection_is_never_below_what_is_on_file(spent: list[tuple[date, int]], today: date) -> None:
    rows = [row(day, cents) for day, cents in spent]
    found = projection(rows, YEAR, today=today)
    assert found is not None
    assert found.total_cents >= added_up(one for _day, one in rows).total_cents
    if today == date(2026, 12, 31):
        assert found.total_cents == added_up(one for _day, one in rows).total_cents
