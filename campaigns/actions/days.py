"""Words that name a day, such as “3/4”, “yesterday” or “next Tuesday”, and the days they may mean."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
DAY_WORDS = re.compile(
    rf"""\b(?:
        (?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})
      | (?P<slash>\d{{1,2}}/\d{{1,2}}(?:/(?:\d{{4}}|\d{{2}}))?)(?![/\d])
      | (?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?
      | (?P<word>today|yesterday|tomorrow|the\sday\sbefore\syesterday)
      | (?P<ago>\d{{1,2}})\s+(?P<unit>days?|weeks?)\s+ago
      | in\s+(?P<ahead>\d{{1,2}})\s+(?P<unit_ahead>days?|weeks?)
      | (?:(?P<which>last|this|next|on)\s+)?(?P<weekday>{_WEEKDAY})\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days some words may mean, the likeliest first; more than one is a question for the person."""

    words: str
    start: int
    end: int
    days: tuple[date, ...]

    @property
    def is_ambiguous(self) -> bool:
        return len(self.days) > 1


def days_in(text: str, *, today: date, ahead: bool = False) -> tuple[Days, ...]:
    """Every mention of a day that exists, in order. What was done lies behind us; with `ahead`, what is due is near.

    “3/4” is March 4, as it is written here, and April 3 besides where both lie on the asked side of today.
    """
    found = (
        Days(match.group(), match.start(), match.end(), _meant(match, today, ahead))
        for match in DAY_WORDS.finditer(text)
    )
    return tuple(mention for mention in found if mention.days)


def _meant(match: re.Match[str], today: date, ahead: bool) -> tuple[date, ...]:
    part = match.groupdict()
    if part["iso"]:
        return _existing(*(int(piece) for piece in part["iso"].split("-")))
    if part["slash"]:
        return _by_slashes([int(piece) for piece in part["slash"].split("/")], today, ahead)
    if part["month"]:
        number = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(part["month"][:3].lower()))
        return _in_a_year(number, int(part["day"]), int(part["year"]) if part["year"] else None, today, ahead)
    if part["word"]:
        words = {"today": 0, "yesterday": -1, "tomorrow": 1}
        return (today + timedelta(days=words.get(part["word"].lower(), -2)),)
    if part["ago"] or part["ahead"]:
        count = int(part["ago"] or part["ahead"]) * (
            7 if (part["unit"] or part["unit_ahead"]).startswith("week") else 1
        )
        return (today + timedelta(days=-count if part["ago"] else count),)
    return _weekday(part["weekday"], (part["which"] or "").lower(), today, ahead)


def _existing(year: int, month: int, day: int) -> tuple[date, ...]:
    try:
        return (date(year, month, day),)
    except ValueError:
        return ()


def _in_a_year(month: int, day: int, year: int | None, today: date, ahead: bool) -> tuple[date, ...]:
    """The day in the year said, else the nearest one behind (or ahead of) today."""
    if year:
        return _existing(year, month, day)
    for near in (today.year, today.year + (1 if ahead else -1)):
        found = _existing(near, month, day)
        if found and (found[0] >= today if ahead else found[0] <= today):
            return found
    return ()


def _by_slashes(pieces: list[int], today: date, ahead: bool) -> tuple[date, ...]:
    first, second = pieces[:2]
    year = pieces[2] if len(pieces) == 3 else None
    full = None if year is None else year + 2000 if year < 100 else year
    readings = [_in_a_year(month, day, full, today, ahead) for month, day in ((first, second), (second, first))]
    return tuple(dict.fromkeys(day for reading in readings for day in reading))


def _weekday(word: str, which: str, today: date, ahead: bool) -> tuple[date, ...]:
    """A bare “Tuesday” is the latest one behind us; “next Tuesday” is two days, because people do not agree on it."""
    number = next(i for i, name in enumerate(WEEKDAYS) if name.startswith(word[:3].lower()))
    coming = today + timedelta(days=(number - today.weekday()) % 7 or 7)
    latest = today - timedelta(days=(today.weekday() - number) % 7)
    if which == "next":
        return (coming,) if number == today.weekday() else (coming, coming + timedelta(days=7))
    if which == "last":
        before = latest if latest != today else today - timedelta(days=7)
        return (before,)
    return (coming,) if ahead or (which == "this" and latest != today) else (latest,)
