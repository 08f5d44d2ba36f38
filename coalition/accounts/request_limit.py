"""How many pages and files an address without a sign-in may ask for in a minute."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from time import monotonic

PER_MINUTE = 120
MINUTE = 60.0
MOST_ADDRESSES = 50_000
SENTENCE = "That was a lot of pages from one place in a minute. Wait a moment, then load the page again."


class RequestLimit:
    """Counts what each address asked for in the last minute; a request beyond the limit is answered with 429.

    A browser on this machine is not counted, and an IPv6 network of one subscriber (/64) is one address.
    """

    def __init__(self, per_minute: int = PER_MINUTE, clock: Callable[[], float] = monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._asked: defaultdict[str, deque[float]] = defaultdict(deque)

    def seconds_to_wait(self, address: str) -> int:
        """Count one request; 0 when it may pass, else in how many seconds the next one may."""
        place = _counted_as(address)
        if not place:
            return 0
        now = self._clock()
        asked = self._asked[place]
        while asked and asked[0] <= now - MINUTE:
            asked.popleft()
        if len(asked) >= self._per_minute:
            return max(1, math.ceil(asked[0] + MINUTE - now))
        asked.append(now)
        if len(self._asked) > MOST_ADDRESSES:
            self._forget(now)
        return 0

    def _forget(self, now: float) -> None:
        """Drop the addresses that asked for nothing in the last minute, else the oldest of all."""
        for place in [place for place, asked in self._asked.items() if not asked or asked[-1] <= now - MINUTE]:
            del self._asked[place]
        while len(self._asked) > MOST_ADDRESSES:
            del self._asked[next(iter(self._asked))]


def _counted_as(address: str) -> str:
    """What an address is counted as; empty for this very machine and for what is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return _counted_as(str(found.ipv4_mapped))
        return "" if found.is_loopback else str(IPv6Address(int(found) >> 64 << 64))
    return "" if found.is_loopback else str(found)
