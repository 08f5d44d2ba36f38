"""Dates and the tasks before them, decided without a store: what may be said, when each task is due, which month."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from data.errors import InvalidInput

LONGEST_TITLE, LONGEST_PLACE, LONGEST_ABOUT = 160, 240, 4000
SATURDAY = 5
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
TIME_ZONES = (
    "America/New_York", "America/Kentucky/Louisville", "America/Chicago", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico", "UTC",
)  # fmt: skip


class Sight(StrEnum):
    """Who sees a date."""

    OWN = "own organization"
    TABLE = "the table"
    PUBLIC = "everybody"


@dataclass(frozen=True, slots=True)
class EventForm:
    """What a person says of a date; without `starts_at` it lasts whole days, and `ends_on` is its last one."""

    kind: str
    title: str
    starts_on: date
    starts_at: time | None = None
    ends_on: date | None = None
    ends_at: time | None = None
    time_zone: str = TIME_ZONES[0]
    place: str = ""
    about: str = ""
    sight: Sight = Sight.TABLE
    source_title: str = ""
    source_address: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do `days_before` a date, `count` times; `one` and `many` name what is missing without it."""

    key: str
    title: str
    count: int
    one: str
    many: str
    days_before: int


@dataclass(frozen=True, slots=True)
class Template:
    """The steps before one kind of date, the first one due first."""

    key: str
    name: str
    kind: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """A task as a template plans it: its title, and the day it is due."""

    key: str
    position: int
    title: str
    due: date


def one_line(words: str) -> str:
    """Words on one line, without control characters and half characters, which no calendar can carry."""
    return " ".join(many_lines(words).split())


def many_lines(words: str) -> str:
    """The same, with the line breaks as they were typed."""
    broken = "\n".join(words.splitlines())
    kept = (sign for sign in broken if sign == "\n" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def checked(form: EventForm) -> EventForm:
    """The form as it is kept: words cleaned, days and times compared. Raises InvalidInput with the cure."""
    title, place, about = one_line(form.title), one_line(form.place), many_lines(form.about)
    if not title:
        raise InvalidInput("Say what the date is, such as “House amendments due”.")
    for words, what, most in (
        (title, "title", LONGEST_TITLE), (place, "place", LONGEST_PLACE), (about, "description", LONGEST_ABOUT),
        (form.source_title, "name of the source", LONGEST_TITLE), (form.source_address, "source’s address", 400),
    ):  # fmt: skip
        if len(words) > most:
            raise InvalidInput("The {said} has more than {most:,} characters. Shorten it.", said=what, most=most)
    address = one_line(form.source_address)
    if address and not address.startswith("https://"):
        raise InvalidInput("The source’s address must begin with https://. Copy it from the browser.")
    _check_days(form)
    return EventForm(
        form.kind, title, form.starts_on, form.starts_at, form.ends_on, form.ends_at,
        form.time_zone if form.starts_at else "", place, about, form.sight, one_line(form.source_title), address,
    )  # fmt: skip


def _check_days(form: EventForm) -> None:
    last = form.ends_on or form.starts_on
    for day in (form.starts_on, last):
        if not FIRST_DAY <= day <= LAST_DAY:
            raise InvalidInput("{day} is too far away. Give a day from 2000 to 2099.", day=day.isoformat())
    if last < form.starts_on:
        raise InvalidInput("The last day is before the first. Correct one of them.")
    if form.starts_at is None:
        if form.ends_at is not None:
            raise InvalidInput("Give the time it begins too, or leave both times empty.")
        return
    if form.ends_on is not None and form.ends_at is None:
        raise InvalidInput("Give the time it ends on its last day, or leave the last day empty.")
    starts = moment_of(form.starts_on, form.starts_at, form.time_zone)
    if form.ends_at is not None and moment_of(last, form.ends_at, form.time_zone) <= starts:
        raise InvalidInput("It ends before it begins. Correct one of the times, or give the last day.")


def moment_of(day: date, at: time, time_zone: str) -> datetime:
    """A clock time in its zone. Raises InvalidInput for an unknown zone and for an hour the clocks leap over."""
    try:
        zone = ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidInput("There is no such time zone. Choose one of the list.") from None
    moment = datetime.combine(day, at, zone)
    if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise InvalidInput(
            "There is no {at:%H:%M} on {day}: the clocks leap over it that day. Give another time.",
            at=at,
            day=day.isoformat(),
        )
    return moment


def due_day(deadline: date, days_before: int, *, today: date) -> date:
    """When a task before a deadline is due.

    A day on a weekend becomes the Friday before; a day that has passed already becomes today. What belongs to the day
    itself stays on it, and nothing is due after the deadline.
    """
    day = deadline - timedelta(days=days_before)
    if days_before and day.weekday() >= SATURDAY:
        day -= timedelta(days=day.weekday() - SATURDAY + 1)
    return max(day, min(today, deadline))


def planned_tasks(template: Template, deadline: date, *, today: date) -> tuple[Planned, ...]:
    """Every task of a template for a deadline, the first one due first."""
    return tuple(
        Planned(
            step.key,
            position,
            f"{step.title} ({position} of {step.count})" if step.count > 1 else step.title,
            due_day(deadline, step.days_before, today=today),
        )
        for step in template.steps
        for position in range(1, step.count + 1)
    )


def missing_of(template: Template, open_keys: Iterable[str]) -> tuple[tuple[Step, int], ...]:
    """The steps that still have open tasks, each with how many, in the order they are due."""
    keys = list(open_keys)
    counted = ((step, keys.count(step.key)) for step in template.steps)
    return tuple((step, count) for step, count in counted if count)


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def by_month(days: Sequence[date]) -> dict[date, list[int]]:
    """The places of some days in their list, month by month, soonest first."""
    months: dict[date, list[int]] = {}
    for place in sorted(range(len(days)), key=lambda number: days[number]):
        months.setdefault(month_of(days[place]), []).append(place)
    return months


class Urgency(StrEnum):
    LATE = "late"
    WEEK = "this week"
    LATER = "later"
    NO_DAY = "no day"


def urgency(due: date | None, *, today: date) -> Urgency:
    """Where an open task belongs: late, due within seven days, later, or without a day."""
    if due is None:
        return Urgency.NO_DAY
    if due < today:
        return Urgency.LATE
    return Urgency.WEEK if due <= today + timedelta(days=6) else Urgency.LATER
