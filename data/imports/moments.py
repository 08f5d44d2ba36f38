"""Days as people’s programs write them, 3/4/2026 among them: read in the one order the whole column agrees with."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

_SLASHED = re.compile(
    r"(?P<a>\d{1,2})[/.-](?P<b>\d{1,2})[/.-](?P<y>\d{4})(?:,?\s+(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?.{0,12}",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})[/-](?P<a>\d{1,2})[/-](?P<b>\d{1,2})(?:[T,\s]+(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2}))?)?"
    r"(?:\.\d+)?\s*(?P<half>[ap]\.?m\.?)?.{0,12}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DayOrder:
    """Whether the month stands before the day; `sure` is False when no day of the column says so."""

    month_first: bool = True
    sure: bool = True


def day_order_of(written: Iterable[str]) -> DayOrder:
    """The order the days of a column are written in.

    Without a day above 12, or with days of both kinds, the month is read first, unsurely.
    """
    above = [0, 0]
    asked = False
    for text in written:
        found = _SLASHED.fullmatch(text.strip())
        if found is not None:
            asked = True
            above[0] += int(found["a"]) > 12
            above[1] += int(found["b"]) > 12
    if not asked:
        return DayOrder()
    return DayOrder(month_first=not above[0] or above[1] > 0, sure=(above[0] > 0) != (above[1] > 0))


def moment_of(written: str, order: DayOrder) -> datetime | None:
    """A day and time as the file’s own clock shows it, without a zone; None for what is none."""
    text = written.strip()
    found = _YEAR_FIRST.fullmatch(text)
    month_first = True
    if found is None:
        found, month_first = _SLASHED.fullmatch(text), order.month_first
    if found is None:
        return None
    month, day = (found["a"], found["b"]) if month_first else (found["b"], found["a"])
    hour = int(found["h"] or 0)
    half = (found["half"] or "").lower()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return datetime(int(found["y"]), int(month), int(day), hour, int(found["m"] or 0), int(found["s"] or 0))  # noqa: DTZ001 - the file's own clock
    except ValueError:
        return None
