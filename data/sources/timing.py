"""Time as a client sees it: when it may ask again, how long it waits, what a source asks it to wait."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Timing:
    """The clock, the wait and the chance that a client uses; tests bring their own."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Callable[[], float] = random.random


class Pace:
    """Keeps a pause between two questions to one source."""

    def __init__(self, pause: float, timing: Timing) -> None:
        self._pause, self._timing = pause, timing
        self._last: float | None = None

    def wait(self) -> None:
        """Return when the next question may be asked."""
        if self._last is not None:
            early = self._last + self._pause - self._timing.monotonic()
            if early > 0:
                self._timing.sleep(early)
        self._last = self._timing.monotonic()


def asked_wait(retry_after: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or a date; None for none or nonsense."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max((moment - now).total_seconds(), 0.0)


def own_wait(attempt: int, chance: float, *, first: float = 1.0, longest: float = 60.0) -> float:
    """Our own wait before attempt 2, 3, …: it doubles, and `chance` (0 to 1) spreads it over its upper half."""
    whole = min(first * 2.0 ** (attempt - 1), longest)
    return whole / 2 + whole / 2 * chance
