"""The measures of a programme against examples worked by hand, and what its records may not say."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.programs.rules import (
    GoalStatus,
    MilestoneKind,
    Risk,
    Share,
    check_grant_window,
    check_milestone,
    check_story,
    completion,
    furthest,
    grant_window,
    lacks_track,
    may_cross,
    median,
    median_months,
    months_between,
    next_milestone,
    persistence,
    risk_of,
    school_year_of,
    term_of,
    term_words,
)
from data.errors import InvalidInput

TODAY = date(2026, 11, 22)
ENROLLED, CREDITS, LITERACY = "enrolled in college", "credits earned", "MTEL Communication and Literacy"


def test_completion_leaves_goals_that_are_only_set_or_revised_out_of_both_sides() -> None:
    # 6 met of 6 met + 3 in progress + 1 dropped; the 5 set and 2 revised count nowhere
    counts = {GoalStatus.MET: 6, GoalStatus.IN_PROGRESS: 3, GoalStatus.DROPPED: 1, GoalStatus.SET: 5}
    assert completion({**counts, GoalStatus.REVISED: 2}) == Share(6, 10)
    assert completion({GoalStatus.SET: 4}).percent is None  # nothing to count is not 0 %


def test_the_published_shares_of_the_check_in_round_as_published_and_are_not_normalised() -> None:
    # 68 % and 31 % of one number of goals: 29.24 and 13.33 of 43, so neither is made to fill the hundred
    assert (Share(68, 100).percent, Share(31, 100).percent) == (68, 31)
    assert (Share(2, 3).percent, Share(1, 3).percent, Share(1, 200).percent) == (67, 33, 1)


def test_persistence_leaves_those_who_completed_out_of_last_term() -> None:
    # last term 5, one of them completed: 4 could stay; 1 and 3 did, 9 is new and counts nowhere
    last = {1: False, 2: False, 3: False, 4: False, 5: True}
    assert persistence(last, [1, 3, 9, 5]) == Share(2, 4)
    assert persistence({1: True}, [1]).percent is None


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 1, 15), date(2025, 3, 14), 1),
        (date(2025, 1, 15), date(2025, 3, 15), 2),
        (date(2024, 9, 1), date(2026, 9, 1), 24),
        (date(2025, 3, 1), date(2025, 2, 1), 0),  # before the cohort began
    ],
)
def test_months_are_whole(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


def test_the_median_of_months_counts_only_who_reached_the_milestone() -> None:
    start = date(2024, 9, 1)
    reached = [
        (ENROLLED, start, date(2024, 9, 20)),  # 0
        (ENROLLED, start, date(2024, 12, 1)),  # 3
        (ENROLLED, start, date(2025, 2, 1)),  # 5
        (CREDITS, start, date(2025, 5, 1)),  # 8
        (CREDITS, start, date(2025, 6, 15)),  # 9: half-way is 8.5
    ]
    found = median_months(reached)
    assert found[MilestoneKind.ENROLLED].value == 3
    assert (found[MilestoneKind.CREDITS].value, found[MilestoneKind.CREDITS].of) == (Fraction(17, 2), 2)
    assert MilestoneKind.HIRED not in found


@given(st.lists(st.integers(0, 200), min_size=1))
def test_half_lie_on_each_side_of_a_median(numbers: list[int]) -> None:
    middle = median(numbers)
    assert middle is not None
    assert 2 * sum(n < middle.value for n in numbers) <= len(numbers)
    assert 2 * sum(n > middle.value for n in numbers) <= len(numbers)


def test_a_milestone_stands_on_the_one_before_it() -> None:
    with pytest.raises(InvalidInput, match=r"“enrolled in college” comes before “credits earned”.* Record it first"):
        check_milestone(MilestoneKind.CREDITS, TODAY, {}, today=TODAY)
    days = {ENROLLED: date(2025, 9, 1), CREDITS: date(2026, 2, 1)}
    with pytest.raises(InvalidInput, match="would lie before “credits earned”"):
        check_milestone(MilestoneKind.MTEL_LITERACY, date(2026, 1, 31), days, today=TODAY)
    with pytest.raises(InvalidInput, match="would lie after “credits earned”"):
        check_milestone(MilestoneKind.ENROLLED, date(2026, 2, 2), days, today=TODAY)
    with pytest.raises(InvalidInput, match="not in the future"):
        check_milestone(MilestoneKind.MTEL_LITERACY, date(2026, 11, 23), days, today=TODAY)
    check_milestone(MilestoneKind.MTEL_LITERACY, date(2026, 2, 1), days, today=TODAY)


def test_the_furthest_and_the_next_milestone_go_by_their_order_not_by_the_alphabet() -> None:
    assert furthest([LITERACY, ENROLLED, CREDITS]) is MilestoneKind.MTEL_LITERACY
    assert next_milestone([ENROLLED, CREDITS]) is MilestoneKind.MTEL_LITERACY
    assert next_milestone([kind.value for kind in MilestoneKind]) is None
    assert furthest([]) is None


def test_a_school_year_is_named_for_the_year_it_ends_in_and_wants_one_track() -> None:
    assert (school_year_of(date(2026, 6, 30)), school_year_of(date(2026, 7, 1))) == (2026, 2027)
    assert lacks_track([2025, 2026], school_year=2027)
    assert not lacks_track([2027], school_year=2027)


@pytest.mark.parametrize(
    ("last", "since", "mentor", "risk"),
    [
        (date(2026, 9, 23), date(2025, 9, 1), True, False),  # 60 days: not yet
        (date(2026, 9, 22), date(2025, 9, 1), True, True),  # 61 days
        (None, date(2026, 11, 1), True, False),  # new, nothing held yet
        (None, date(2026, 9, 1), True, True),
        (date(2026, 11, 20), date(2025, 9, 1), False, True),  # met lately, but nobody mentors
        (date(2025, 1, 1), date(2026, 11, 1), True, False),  # active again since November
    ],
)
def test_who_is_at_risk(last: date | None, since: date, mentor: bool, risk: bool) -> None:
    assert risk_of(last_session=last, since=since, has_mentor=mentor, today=TODAY).is_at_risk is risk


def test_the_rule_of_risk_is_more_than_sixty_days() -> None:
    assert [Risk(days, True).is_at_risk for days in (60, 61)] == [False, True]


def test_the_grant_window_is_this_years_until_its_last_day_then_next_years() -> None:
    days = ("04-01", "06-01")
    assert grant_window(*days, today=date(2027, 4, 15)) == (date(2027, 4, 1), date(2027, 6, 1))
    assert grant_window(*days, today=date(2027, 6, 1)) == (date(2027, 4, 1), date(2027, 6, 1))
    assert grant_window(*days, today=date(2027, 6, 2)) == (date(2028, 4, 1), date(2028, 6, 1))
    assert grant_window("11-15", "01-15", today=date(2027, 1, 3)) == (date(2026, 11, 15), date(2027, 1, 15))
    assert grant_window("", "", today=TODAY) is None


@pytest.mark.parametrize("days", [("04-01", ""), ("4/1", "06-01"), ("13-01", "06-01"), ("02-30", "06-01")])
def test_a_grant_window_that_cannot_be_is_refused(days: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput):
        check_grant_window(*days)


def test_a_story_crosses_for_the_use_it_names_until_its_day_and_not_once_withdrawn() -> None:
    told: dict[str, Any] = {
        "use": "A legislator’s brief",
        "consented_on": date(2026, 1, 1),
        "expires_on": date(2026, 11, 22),
    }
    assert may_cross(**told, wanted="a legislator’s  brief", withdrawn=None, on=TODAY)
    assert not may_cross(**told, wanted="newsletter", withdrawn=None, on=TODAY)
    assert not may_cross(**told, wanted="a legislator’s brief", withdrawn=None, on=date(2026, 11, 23))
    assert not may_cross(**told, wanted="a legislator’s brief", withdrawn=date(2026, 11, 1), on=TODAY)
    assert not may_cross(**told, wanted="a legislator’s brief", withdrawn=None, on=date(2025, 12, 31))
    with pytest.raises(InvalidInput, match="three years"):
        check_story(consented_on=TODAY, expires_on=date(2030, 1, 1), today=TODAY)
    with pytest.raises(InvalidInput, match="end before it began"):
        check_story(consented_on=TODAY, expires_on=TODAY, today=TODAY)


def test_a_term_sorts_and_reads() -> None:
    assert sorted([term_of("Fall 2026"), term_of("spring 2026"), term_of("2025-2")]) == ["2025-2", "2026-1", "2026-2"]
    assert term_words("2026-2") == "fall 2026"
    with pytest.raises(InvalidInput, match="spring 2026"):
        term_of("autumn 26")
