"""Seats and parties over time: what a new list ends, keeps and merges."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaigns.legislators.rules import Held, current, held_after, held_with, overlap, sits_twice

TODAY = date(2026, 11, 22)
HOUSE_7 = Held("lower", "7", date(2023, 1, 4))
SENATE_3 = Held("upper", "3", date(2027, 1, 6))


def test_a_new_seat_ends_the_old_one_on_the_day_it_begins() -> None:
    after = held_after([HOUSE_7], [SENATE_3], today=TODAY)

    assert after == [HOUSE_7._replace(until=date(2027, 1, 6)), SENATE_3]


def test_a_list_without_days_ends_an_open_seat_today_and_keeps_the_day_we_know() -> None:
    assert held_after([HOUSE_7], [Held("lower", "8")], today=TODAY) == [
        Held("lower", "8"), HOUSE_7._replace(until=TODAY),
    ]  # fmt: skip
    assert held_after([HOUSE_7], [Held("lower", "7")], today=TODAY) == [HOUSE_7]


def test_a_list_of_one_year_ends_nothing_and_is_merged_into_the_term_that_covers_it() -> None:
    year = (date(2017, 1, 1), date(2018, 1, 1))
    assert held_with([HOUSE_7], [Held("lower", "9", *year)]) == [Held("lower", "9", *year), HOUSE_7]
    whole = Held("lower", "9", date(2011, 1, 1), date(2020, 1, 1))
    assert held_with([whole], [Held("lower", "9", *year)]) == [whole]
    assert held_after([Held("lower", "9", *year)], [whole], today=TODAY) == [whole]


def test_two_chambers_on_one_day_are_noticed_and_following_terms_are_not() -> None:
    assert sits_twice([HOUSE_7, SENATE_3]) == (HOUSE_7, SENATE_3)
    assert sits_twice([HOUSE_7._replace(until=date(2027, 1, 6)), SENATE_3]) is None
    assert current([HOUSE_7, SENATE_3], on=TODAY) == [HOUSE_7]


days = st.none() | st.dates(date(2010, 1, 1), date(2030, 1, 1))
spans = st.builds(
    lambda chamber, district, since, length: Held(
        chamber, district, since, since + timedelta(days=length) if since and length else None
    ),
    st.sampled_from(["lower", "upper"]), st.sampled_from("12"), days, st.none() | st.integers(1, 3000),
)  # fmt: skip


@given(st.lists(spans, max_size=4), st.lists(spans, min_size=1, max_size=3))
def test_a_list_told_twice_changes_nothing_the_second_time(standing: list[Held], told: list[Held]) -> None:
    once = held_after(standing, told, today=TODAY)

    assert held_after(once, told, today=TODAY) == once
    assert len({(one.chamber, one.district, one.since) for one in once}) == len(once)
    for one in told:
        assert any(one[:2] == kept[:2] and overlap(one, kept) for kept in once)
