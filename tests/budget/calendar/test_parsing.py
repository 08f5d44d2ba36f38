"""The day of a decision: how the calendar words it, and the date that makes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.calendar.parsing import By, DaysAfter, InMonth, LegislativeDay, date_of, day_rule, days_after, month_of
from data.errors import FileProblem

MASSACHUSETTS_FY2027 = date(2026, 7, 1)
NONE_KNOWN: dict[str, date] = {}


def on(text: str, starts: date, **known: date) -> date | None:
    return date_of(day_rule(text), starts=starts, dates=known)


@pytest.mark.parametrize(
    ("text", "starts", "expected"),
    [
        ("4 wed jan", MASSACHUSETTS_FY2027, date(2026, 1, 28)),
        ("4 wed jan", date(2027, 7, 1), date(2027, 1, 27)),
        ("1 thu jan", MASSACHUSETTS_FY2027, date(2026, 1, 1)),  # the month begins on that weekday
        ("4 wed jan", date(2026, 1, 1), date(2025, 1, 22)),  # a fiscal year that is the calendar year
        ("by 07-01", MASSACHUSETTS_FY2027, date(2026, 7, 1)),
        ("by 07-02", MASSACHUSETTS_FY2027, date(2025, 7, 2)),
        ("by 04-15", date(2028, 7, 1), date(2028, 4, 15)),  # Kentucky's biennium FY2029 and FY2030
        ("by 02-29", date(2028, 7, 1), date(2028, 2, 29)),
        ("by 02-29", date(2027, 7, 1), date(2027, 2, 28)),  # no such day in a year that does not leap
    ],
)
def test_a_rule_gives_the_last_such_day_before_the_budget_takes_effect(text: str, starts: date, expected: date) -> None:
    assert on(text, starts) == expected


def test_days_after_another_stage_need_that_stages_day() -> None:
    assert on("10 days after leg", MASSACHUSETTS_FY2027) is None
    assert on("10 days after leg", MASSACHUSETTS_FY2027, leg=date(2026, 6, 29)) == date(2026, 7, 9)
    assert on("10 days after leg", date(2028, 7, 1), leg=date(2028, 2, 25)) == date(2028, 3, 6), "over a leap day"


def test_sundays_do_not_count_where_the_rule_says_so() -> None:
    saturday = date(2026, 4, 4)
    assert on("10 days after enacted without sundays", date(2026, 7, 1), enacted=saturday) == date(2026, 4, 16)


@given(st.dates(date(1970, 1, 1), date(2069, 12, 1)), st.integers(1, 99))
def test_without_sundays_is_never_sooner_and_never_on_one(start: date, days: int) -> None:
    found = days_after(start, days, sundays=False)
    assert found >= days_after(start, days, sundays=True)
    assert found.weekday() != 6


def test_a_month_without_a_day_is_a_month() -> None:
    assert on("apr", MASSACHUSETTS_FY2027) is None
    assert month_of(day_rule("apr"), starts=MASSACHUSETTS_FY2027) == date(2026, 4, 1)
    assert month_of(day_rule("by 07-01"), starts=MASSACHUSETTS_FY2027) is None


def test_a_legislative_day_is_no_day_of_the_calendar() -> None:
    assert day_rule("legislative day 10") == LegislativeDay(10)
    assert on("legislative day 10", date(2028, 7, 1)) is None


def test_each_wording_reads_as_its_kind() -> None:
    assert day_rule("") is None
    assert day_rule("by 07-01") == By(7, 1)
    assert day_rule("apr") == InMonth(4)
    assert day_rule("10 days after enacted without sundays") == DaysAfter(10, "enacted", sundays=False)


@pytest.mark.parametrize(
    "text", ["5 wed jan", "0 wed jan", "4 wed", "by 13-01", "by 02-30", "by 7-1", "april", "0 days after leg", "soon"]
)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(FileProblem, match="is not a rule for a day"):
        day_rule(text)


@given(
    st.integers(1, 4),
    st.integers(0, 6),
    st.sampled_from(("jan", "feb", "jun", "dec")),
    st.dates(date(1971, 1, 1), date(2069, 12, 1)),
)
def test_an_nth_weekday_is_that_weekday_within_the_year_before(
    nth: int, weekday: int, month: str, starts: date
) -> None:
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[weekday]
    found = on(f"{nth} {name} {month}", starts.replace(day=1))
    assert found is not None
    assert found.weekday() == weekday
    assert 7 * (nth - 1) < found.day <= 7 * nth
    assert 0 <= (starts.replace(day=1) - found).days <= 373
