"""The day of a decision as the reference calendar words it, and the date that makes in one budget; pure."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from data.errors import FileProblem

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SUNDAY = 6
A_LEAP_YEAR = 2028
NTH = re.compile(rf"([1-4]) ({'|'.join(WEEKDAYS)}) ({'|'.join(MONTHS)})")
BY = re.compile(r"by (\d\d)-(\d\d)")
IN_MONTH = re.compile(rf"({'|'.join(MONTHS)})")
AFTER = re.compile(r"([1-9]\d?) days after (\w+)( without sundays)?")
LEGISLATIVE = re.compile(r"legislative day ([1-9]\d?)")


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """ "4 wed jan": the fourth Wednesday of January; `weekday` counts from Monday, 0."""

    nth: int
    weekday: int
    month: int


@dataclass(frozen=True, slots=True)
class By:
    """ "by 07-01": on or before July 1."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class InMonth:
    """ "apr": some day of April."""

    month: int


@dataclass(frozen=True, slots=True)
class DaysAfter:
    """ "10 days after leg": within ten days of another stage; "without sundays" when Sundays do not count."""

    days: int
    stage_code: str
    sundays: bool


@dataclass(frozen=True, slots=True)
class LegislativeDay:
    """ "legislative day 10": on or before the day the chambers meet for the tenth time; no calendar gives it."""

    number: int


DayRule = NthWeekday | By | InMonth | DaysAfter | LegislativeDay


def day_rule(text: str) -> DayRule | None:
    """Read a rule such as "4 wed jan"; None for an empty cell. Raises FileProblem for anything else."""
    if not text:
        return None
    if found := NTH.fullmatch(text):
        return NthWeekday(int(found[1]), WEEKDAYS.index(found[2]), MONTHS.index(found[3]) + 1)
    if found := BY.fullmatch(text):
        month, day = int(found[1]), int(found[2])
        if 1 <= month <= len(MONTHS) and 1 <= day <= monthrange(A_LEAP_YEAR, month)[1]:
            return By(month, day)
    if found := IN_MONTH.fullmatch(text):
        return InMonth(MONTHS.index(found[1]) + 1)
    if found := AFTER.fullmatch(text):
        return DaysAfter(int(found[1]), found[2], sundays=found[3] is None)
    if found := LEGISLATIVE.fullmatch(text):
        return LegislativeDay(int(found[1]))
    raise FileProblem(
        "“{text}” is not a rule for a day. Write it as “4 wed jan”, “by 07-01” or “10 days after leg”.", text=text
    )


def date_of(rule: DayRule | None, *, starts: date, dates: Mapping[str, date]) -> date | None:
    """The day a rule gives for the budget that takes effect on `starts`: the last such day up to then.

    `dates` are the known days of other stages by code. None where no single day follows from the rule.
    """
    if isinstance(rule, NthWeekday):
        return last_until(starts, lambda year: _nth_weekday(rule, year))
    if isinstance(rule, By):
        return last_until(starts, lambda year: date(year, rule.month, min(rule.day, monthrange(year, rule.month)[1])))
    if isinstance(rule, DaysAfter) and rule.stage_code in dates:
        return days_after(dates[rule.stage_code], rule.days, sundays=rule.sundays)
    return None


def month_of(rule: DayRule | None, *, starts: date) -> date | None:
    """The first day of the month a rule names without a day; None for every other rule."""
    if isinstance(rule, InMonth):
        return last_until(starts, lambda year: date(year, rule.month, 1))
    return None


def last_until(starts: date, in_year: Callable[[int], date]) -> date:
    """A day of the calendar in the year that ends when a budget takes effect."""
    found = in_year(starts.year)
    return found if found <= starts else in_year(starts.year - 1)


def _nth_weekday(rule: NthWeekday, year: int) -> date:
    first = date(year, rule.month, 1)
    return first + timedelta(days=(rule.weekday - first.weekday()) % 7 + 7 * (rule.nth - 1))


def days_after(start: date, days: int, *, sundays: bool) -> date:
    """So many days after a day, which itself does not count; with `sundays` False they do not either."""
    if sundays:
        return start + timedelta(days=days)
    found = start
    while days:
        found += timedelta(days=1)
        days -= found.weekday() != SUNDAY
    return found
