"""When a pair met, when it should have, who may be paired, and what a session may say; pure.

Adherence is that of rules.md f: months with a logged meeting of the months a pair was active.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from coalition.programs.rules import Share
from data.errors import InvalidInput

CAPACITY, MOST_CAPACITY = 4, 50
MOST_MINUTES = 12 * 60
LONGEST_TOPIC, LONGEST_NOTE = 120, 4000
LINK_DAYS, ENTRIES_A_DAY = 365, 20
READ_BACK = timedelta(hours=24)


class SessionKind(StrEnum):
    ONE_TO_ONE = "one to one"
    WHOLE_GROUP = "whole group"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `starts` on; `ends` is the first day outside, None while it goes on."""

    starts: date
    ends: date | None = None

    def holds(self, day: date) -> bool:
        """Whether a day is inside."""
        return self.starts <= day and (self.ends is None or day < self.ends)


def month_of(day: date) -> int:
    """A month as a number that counts on over the years."""
    return day.year * 12 + day.month - 1


def whole_months(span: Span, *, today: date) -> range:
    """The months a span holds from their first day to their last, up to the month before this one."""
    first = month_of(span.starts) + (span.starts.day > 1)
    limit = min(span.ends or today, today)
    return range(first, max(first, month_of(limit)))


def months_touched(spans: Iterable[Span], *, until: date) -> set[int]:
    """Every month in which a day of the spans lies, up to the month of `until`."""
    touched: set[int] = set()
    for span in spans:
        last = until if span.ends is None else min(span.ends - timedelta(days=1), until)
        touched |= set(range(month_of(span.starts), month_of(last) + 1))
    return touched


def active_months(pair: Span, pauses: Iterable[Span], *, today: date) -> set[int]:
    """The whole months in which a pair was active: partial months, this month and months with a pause are out."""
    return set(whole_months(pair, today=today)) - months_touched(pauses, until=today)


def adherence(pair: Span, pauses: Iterable[Span], met_in: Collection[int], *, today: date) -> Share:
    """Months with a logged meeting of the months the pair was active; a month with a pause is on neither side."""
    active = active_months(pair, pauses, today=today)
    return Share(len(active & set(met_in)), len(active))


def together(shares: Iterable[Share]) -> Share:
    """The share over several pairs: all their months with a meeting of all their months."""
    listed = list(shares)
    return Share(sum(one.part for one in listed), sum(one.of for one in listed))


def is_due(pair: Span, pauses: Iterable[Span], *, met_this_month: bool, today: date) -> bool:
    """Whether a pair is active today, not paused, and has no session this month yet."""
    return pair.holds(today) and not any(pause.holds(today) for pause in pauses) and not met_this_month


def check_span(starts: date, ends: date | None, what: str) -> None:
    """Raise InvalidInput when something would end before it starts."""
    if ends is not None and ends <= starts:
        raise InvalidInput("{said} would end before it starts. Correct one of the two days.", said=what)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a day."""
    return (other.ends is None or one.starts < other.ends) and (one.ends is None or other.starts < one.ends)


def check_pair(
    *, mentor_email: str, scholar_email: str, span: Span, others: Iterable[Span], carried: int, capacity: int
) -> None:
    """Raise InvalidInput for a mentor paired with herself, the same pair twice at once, or no room left.

    `others` are the earlier spans of these two; `carried` how many scholars the mentor has in this span already.
    """
    check_span(span.starts, span.ends, "The pair")
    if mentor_email and mentor_email == scholar_email:
        raise InvalidInput("Mentor and scholar have the same e-mail address. Nobody mentors herself; choose another.")
    if any(overlap(span, other) for other in others):
        raise InvalidInput(
            "These two are a pair in that time already. End the earlier pair first, or choose a later day."
        )
    if carried >= capacity:
        raise InvalidInput(
            "This mentor has {carried} scholars in that time and takes {capacity}. End a pair, or raise the capacity.",
            carried=carried,
            capacity=capacity,
        )


def check_capacity(capacity: int) -> int:
    """The number of scholars a mentor takes. Raises InvalidInput for none, or more than anybody can."""
    if not 1 <= capacity <= MOST_CAPACITY:
        raise InvalidInput(
            "A mentor takes from 1 to {most_capacity} scholars. Correct the number.", most_capacity=MOST_CAPACITY
        )
    return capacity


def check_session_day(on: date, pair: Span | None, *, today: date) -> None:
    """Raise InvalidInput for a session in the future, before the pair began, or after it ended."""
    if on > today:
        raise InvalidInput("This day is in the future. Log a session once it took place.")
    if pair is not None and on < pair.starts:
        raise InvalidInput("The pair began on {starts}. Give that day or a later one.", starts=pair.starts)
    if pair is not None and pair.ends is not None and on >= pair.ends:
        raise InvalidInput("The pair ended on {ends}. Give an earlier day.", ends=pair.ends)


def minutes_of(text: str) -> int | None:
    """Minutes as typed; None for an empty field. Raises InvalidInput."""
    said = text.strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and 0 < int(said[:6]) <= MOST_MINUTES and len(said) <= 6):
        raise InvalidInput("Give the minutes as a whole number from 1 to 720, such as 45.")
    return int(said)


def link_ends(*, now: datetime, cohort_ends: Iterable[date | None]) -> datetime:
    """When a personal link ends: after twelve months, or with the last of the cohorts it is for, whichever is first."""
    longest = now + timedelta(days=LINK_DAYS)
    ends = list(cohort_ends)
    if not ends or any(day is None for day in ends):
        return longest
    last = max(day for day in ends if day is not None)
    return min(longest, datetime(last.year, last.month, last.day, tzinfo=now.tzinfo))


def is_open(*, expires: datetime, revoked: datetime | None, now: datetime) -> bool:
    """Whether a link still works."""
    return revoked is None and now < expires


def may_add(*, used_on: date | None, uses: int, today: date) -> bool:
    """Whether a link has entries left today."""
    return used_on != today or uses < ENTRIES_A_DAY
