"""Fiscal years: read as people write them, named for the year they end, half-open in days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import InvalidInput
from data.periods import FiscalYear, fiscal_year_of

JULY, APRIL, SEPTEMBER, OCTOBER, JANUARY = 7, 4, 9, 10, 1
days = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    "text", ["FY17", "FY2017", "fy 2017", "2017", "17", "Fiscal Year 2017", "FY_17", "'17", " FY17 "]
)
def test_a_fiscal_year_is_read_however_it_is_written(text: str) -> None:
    assert FiscalYear.parse(text) == FiscalYear(2017)
    assert FiscalYear.parse(text).label == "FY2017"


def test_two_digits_turn_to_the_last_century_at_seventy() -> None:
    assert [FiscalYear.parse(text).label for text in ("69", "70", "FY01", "FY99")] == [
        "FY2069",
        "FY1970",
        "FY2001",
        "FY1999",
    ]


@pytest.mark.parametrize("text", ["", "FY", "FY201", "20177", "2017-18", "seventeen", "FY2017 GAA", "-2017"])
def test_what_is_not_a_fiscal_year_is_answered_with_the_cure(text: str) -> None:
    with pytest.raises(InvalidInput, match=r"is not a fiscal year\. Write it as FY2017 or 2017\."):
        FiscalYear.parse(text)


@pytest.mark.parametrize("text", ["0000", "FY0000", "0001", "1492", "9999"])
def test_a_year_no_budget_has_is_refused_before_a_calendar_breaks_on_it(text: str) -> None:
    with pytest.raises(InvalidInput):
        FiscalYear.parse(text)


def test_fiscal_year_2021_runs_from_july_2020_to_june_2021() -> None:
    assert FiscalYear(2021).dates(JULY) == (date(2020, 7, 1), date(2021, 7, 1))
    assert fiscal_year_of(date(2020, 7, 1), JULY) == FiscalYear(2021)
    assert fiscal_year_of(date(2021, 6, 30), JULY) == FiscalYear(2021)
    assert fiscal_year_of(date(2021, 7, 1), JULY) == FiscalYear(2022)


@pytest.mark.parametrize(
    ("month", "first"),
    [
        (APRIL, date(2024, 4, 1)),
        (SEPTEMBER, date(2024, 9, 1)),
        (OCTOBER, date(2024, 10, 1)),
        (JANUARY, date(2025, 1, 1)),
    ],
)
def test_other_states_years_start_in_their_own_month(month: int, first: date) -> None:
    assert FiscalYear(2025).dates(month).start == first
    assert fiscal_year_of(first, month) == FiscalYear(2025)
    assert fiscal_year_of(first - timedelta(days=1), month) == FiscalYear(2024)


@given(days, st.integers(1, 12))
def test_every_day_lies_in_exactly_the_year_it_is_said_to(day: date, month: int) -> None:
    year = fiscal_year_of(day, month)
    start, end = year.dates(month)
    assert start <= day < end
    assert year.before.dates(month).end == start


def test_the_year_before_is_a_fiscal_year_too() -> None:
    assert FiscalYear(2000).before.label == "FY1999"
