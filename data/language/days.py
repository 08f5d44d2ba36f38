"""Days, months and weekdays in the language being spoken; figures stay as they are written in the United States."""

from datetime import date

from data.language import ENGLISH, spoken

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LETTERS = 3
LOCALES = {"es": "es_US"}


def month_name(month: int) -> str:
    """ "July", "julio"."""
    return MONTHS[month - 1] if spoken() == ENGLISH else _babel(date(2000, month, 1), "LLLL")


def short_month(month: int) -> str:
    """ "Jul", "jul"."""
    return month_name(month)[:LETTERS]


def weekday_name(weekday: int) -> str:
    """The name of a weekday, 0 for Monday: "Monday", "lunes"."""
    return WEEKDAYS[weekday] if spoken() == ENGLISH else _babel(date(2001, 1, 1 + weekday), "EEEE")


def short_weekday(weekday: int) -> str:
    """ "Mon", "lun"."""
    return weekday_name(weekday)[:LETTERS]


def short_day(when: date) -> str:
    """ "Jul 17, 2017", "17 jul 2017"."""
    month = short_month(when.month)
    return f"{month} {when.day}, {when.year}" if spoken() == ENGLISH else f"{when.day} {month} {when.year}"


def near_day(when: date) -> str:
    """A day of this year: "Mon, Jul 17", "lun 17 jul"."""
    weekday, month = short_weekday(when.weekday()), short_month(when.month)
    return f"{weekday}, {month} {when.day}" if spoken() == ENGLISH else f"{weekday} {when.day} {month}"


def long_day(when: date) -> str:
    """ "July 17, 2017", "17 de julio de 2017"."""
    month = month_name(when.month)
    return f"{month} {when.day}, {when.year}" if spoken() == ENGLISH else f"{when.day} de {month} de {when.year}"


def _babel(when: date, pattern: str) -> str:
    from babel.dates import format_date

    return str(format_date(when, pattern, locale=LOCALES[spoken()]))
