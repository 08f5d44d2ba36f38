"""Fiscal years and school years: named for the calendar year in which they end."""

import re
from datetime import date
from typing import NamedTuple, Self

from data.errors import InvalidInput

CALENDAR_YEAR = re.compile(r"^(?:FY|fiscal year)?[ _]?('?\d{2}|\d{4})$", re.IGNORECASE)
SCHOOL_YEAR = re.compile(
    r"(?:SY ?)?(?:(?P<first>\d{4})(?:[-–/]?(?P<second>\d{4})|[-–/](?P<short>\d{2}))|(?P<single>\d{4}))",
    re.IGNORECASE,
)
TWO_DIGIT_PIVOT = 70
FIRST_YEAR, LAST_YEAR = 1970, 2069  # what two digits can mean; beyond lies a slip of the keyboard


class DateRange(NamedTuple):
    """Half-open: `start` is inside, `end` is not."""

    start: date
    end: date


class FiscalYear(int):
    """A fiscal year such as FY2017; an int for ordering and storage, never shown as one."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "FY17", "FY2017", "fy 2017" or "2017". Raises InvalidInput with the cure."""
        match = CALENDAR_YEAR.match(text.strip())
        if match is None:
            raise InvalidInput("“{text}” is not a fiscal year. Write it as FY2017 or 2017.", text=text)
        digits = match.group(1).lstrip("'")
        year = int(digits)
        if len(digits) == 2:
            year += 2000 if year < TWO_DIGIT_PIVOT else 1900
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise InvalidInput(
                "{cls} is not a fiscal year this store keeps. Write it as FY2017 or 2017.", cls=cls(year).label
            )
        return cls(year)

    @property
    def label(self) -> str:
        """ "FY2017"."""
        return f"FY{int(self):04d}"

    @property
    def before(self) -> "FiscalYear":
        return FiscalYear(self - 1)

    def dates(self, starts_month: int) -> DateRange:
        """The days of this year in a state whose fiscal year starts in `starts_month` (7: 1 July)."""
        first = int(self) if starts_month == 1 else int(self) - 1
        return DateRange(date(first, starts_month, 1), date(first + 1, starts_month, 1))


def fiscal_year_of(day: date, starts_month: int) -> FiscalYear:
    """The fiscal year a day falls in. Source: rules.md a.1, `date.year + (1 if date.month >= 7 else 0)`."""
    return FiscalYear(day.year + (1 if starts_month > 1 and day.month >= starts_month else 0))


def biennium_of(year: FiscalYear, *, starts: str) -> tuple[FiscalYear, FiscalYear]:
    """The two fiscal years of the biennium a year belongs to.

    `starts` says in which calendar years biennia begin: "even" (Kentucky: FY2027 and FY2028 begin on
    1 July 2026; KRS 446.010) or "odd".
    """
    begins_even = (year - 1) % 2 == 0
    first = year if begins_even == (starts == "even") else year.before
    return first, FiscalYear(first + 1)


class SchoolYear(int):
    """A school year by the calendar year it ends in: 2017 is 2016-17; an int for ordering and storage."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2016-17", "2016-2017", "20162017", "SY2017" or "2017" (the year it ends). Raises InvalidInput."""
        match = SCHOOL_YEAR.fullmatch(text.strip())
        if match is None:
            raise InvalidInput(
                "“{text}” is not a school year. Write it as 2016-17, or as 2017, the year it ends in.", text=text
            )
        first, second, single = match["first"], match["second"] or match["short"], match["single"]
        if single is not None:
            return cls(int(single))
        end = int(second) if len(second) == 4 else int(first) + 1
        if end != int(first) + 1 or f"{end % 100:02d}" != second[-2:]:
            raise InvalidInput(
                "“{text}” is not one school year. Write it as 2016-17, or as 2017, the year it ends in.", text=text
            )
        return cls(end)

    @property
    def label(self) -> str:
        """ "2016-17"."""
        return f"{int(self) - 1:04d}-{int(self) % 100:02d}"

    @property
    def fiscal_year(self) -> FiscalYear:
        """The fiscal year it lies in where fiscal years start in July, as in Kentucky and Massachusetts."""
        return FiscalYear(self)
