"""When pairs met, against months counted by hand; who may be paired; what a session may say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.mentoring.rules import (
    Span,
    active_months,
    adherence,
    check_pair,
    check_session_day,
    is_due,
    is_open,
    link_ends,
    may_add,
    minutes_of,
    month_of,
    together,
    whole_months,
)
from coalition.programs.rules import Share
from data.errors import InvalidInput

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
MONDAY = Span(date(2026, 1, 12))


def months(*said: tuple[int, int]) -> set[int]:
    return {month_of(date(year, month, 1)) for year, month in said}


def test_adherence_counts_whole_months_only_and_leaves_months_with_a_pause_out_of_both_sides() -> None:
    # A pair since 12 January 2026 that ended on 10 August; paused from 20 April to 5 May.
    # Whole months: Feb, Mar, Apr, May, Jun, Jul (January and August are partial). April and May had a pause: out.
    # Left: Feb, Mar, Jun, Jul. Met in January, February, April, June and twice in July: 3 of these 4.
    pair, pause = Span(date(2026, 1, 12), date(2026, 8, 10)), Span(date(2026, 4, 20), date(2026, 5, 5))
    met = months((2026, 1), (2026, 2), (2026, 4), (2026, 6), (2026, 7))
    assert active_months(pair, [pause], today=TODAY) == months((2026, 2), (2026, 3), (2026, 6), (2026, 7))
    assert adherence(pair, [pause], met, today=TODAY) == Share(3, 4)


def test_this_month_is_partial_until_it_is_over() -> None:
    pair = Span(date(2026, 9, 1))
    assert list(whole_months(pair, today=date(2026, 11, 30))) == [
        month_of(date(2026, 9, 1)),
        month_of(date(2026, 10, 1)),
    ]
    assert len(whole_months(pair, today=date(2026, 12, 1))) == 3
    assert adherence(Span(date(2026, 11, 1)), [], [], today=TODAY).percent is None  # nothing to keep yet


def test_a_pause_that_goes_on_takes_every_month_since() -> None:
    assert active_months(Span(date(2026, 7, 1)), [Span(date(2026, 9, 30))], today=TODAY) == months((2026, 7), (2026, 8))


def test_a_pause_that_ends_on_the_first_does_not_take_that_month() -> None:
    pauses = [Span(date(2026, 8, 3), date(2026, 9, 1))]
    assert active_months(Span(date(2026, 8, 1)), pauses, today=TODAY) == months((2026, 9), (2026, 10))


def test_pairs_together_are_all_their_months_not_the_mean_of_their_shares() -> None:
    assert together([Share(1, 1), Share(2, 9)]) == Share(3, 10)


@given(
    st.dates(date(2020, 1, 1), date(2026, 11, 1)),
    st.integers(1, 900),
    st.lists(st.dates(date(2020, 1, 1), date(2026, 11, 22)), max_size=40),
)
def test_nobody_meets_in_more_months_than_they_had(starts: date, days: int, met: list[date]) -> None:
    share = adherence(Span(starts, starts + timedelta(days=days)), [], {month_of(day) for day in met}, today=TODAY)
    assert 0 <= share.part <= share.of <= days // 28


def test_a_pair_is_due_while_it_is_active_unpaused_and_has_no_session_this_month() -> None:
    assert is_due(MONDAY, [], met_this_month=False, today=TODAY)
    assert not is_due(MONDAY, [], met_this_month=True, today=TODAY)
    assert not is_due(MONDAY, [Span(date(2026, 11, 1))], met_this_month=False, today=TODAY)
    assert not is_due(Span(date(2026, 1, 12), date(2026, 11, 22)), [], met_this_month=False, today=TODAY)


def pairing(**said: object) -> None:
    known: dict[str, object] = {
        "mentor_email": "ruth@example.org", "scholar_email": "ada@example.org", "span": MONDAY, "others": (),
        "carried": 0, "capacity": 4,
    }  # fmt: skip
    check_pair(**{**known, **said})  # type: ignore[arg-type]


def test_a_mentor_takes_four_and_nobody_mentors_herself_or_is_paired_twice() -> None:
    pairing(carried=3)
    with pytest.raises(InvalidInput, match="has 4 scholars in that time and takes 4"):
        pairing(carried=4)
    with pytest.raises(InvalidInput, match="Nobody mentors herself"):
        pairing(scholar_email="ruth@example.org")
    with pytest.raises(InvalidInput, match="a pair in that time already"):
        pairing(others=[Span(date(2025, 1, 1))])
    pairing(others=[Span(date(2025, 1, 1), date(2026, 1, 12))])  # it ended the day this one begins
    pairing(mentor_email="", scholar_email="")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 11, 23), "in the future"),
        (date(2026, 1, 11), "began on 2026-01-12"),
        (date(2026, 6, 1), "ended on 2026-06-01"),
    ],
)
def test_a_session_lies_within_its_pair_and_not_ahead(on: date, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        check_session_day(on, Span(date(2026, 1, 12), date(2026, 6, 1)), today=TODAY)


@pytest.mark.parametrize(("typed", "minutes"), [("45", 45), (" 1 ", 1), ("720", 720), ("", None)])
def test_minutes_as_typed(typed: str, minutes: int | None) -> None:
    assert minutes_of(typed) == minutes


@pytest.mark.parametrize("typed", ["0", "721", "-5", "4.5", "forty", "٤٥", "9" * 5000])
def test_minutes_that_cannot_be(typed: str) -> None:
    with pytest.raises(InvalidInput, match="whole number"):
        minutes_of(typed)


def test_a_link_ends_with_its_cohort_or_after_twelve_months() -> None:
    assert link_ends(now=NOW, cohort_ends=[date(2027, 1, 1)]) == datetime(2027, 1, 1, tzinfo=UTC)
    assert link_ends(now=NOW, cohort_ends=[date(2030, 1, 1)]) == NOW + timedelta(days=365)
    assert link_ends(now=NOW, cohort_ends=[None, date(2027, 1, 1)]) == NOW + timedelta(days=365)
    assert link_ends(now=NOW, cohort_ends=[]) == NOW + timedelta(days=365)
    assert is_open(expires=NOW + timedelta(seconds=1), revoked=None, now=NOW)
    assert not is_open(expires=NOW, revoked=None, now=NOW)
    assert not is_open(expires=NOW + timedelta(days=1), revoked=NOW, now=NOW)


def test_a_link_takes_twenty_entries_a_day() -> None:
    assert may_add(used_on=TODAY, uses=19, today=TODAY)
    assert not may_add(used_on=TODAY, uses=20, today=TODAY)
    assert may_add(used_on=date(2026, 11, 21), uses=20, today=TODAY)
