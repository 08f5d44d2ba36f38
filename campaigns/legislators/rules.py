"""What a source's seats and parties mean for those on file: which go on, which end, who sits twice at once."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple


class Held(NamedTuple):
    """A district's seat in a chamber, or a party (`district` empty), from a day until another; None: not told."""

    chamber: str
    district: str
    since: date | None = None
    until: date | None = None


def overlap(one: Held, other: Held) -> bool:
    """Whether two spans share a day; an end that is not told is open, and `until` is the first day after."""
    first = one.until is None or other.since is None or other.since < one.until
    return first and (other.until is None or one.since is None or one.since < other.until)


def _same(one: Held, other: Held) -> bool:
    return (one.chamber, one.district) == (other.chamber, other.district)


def held_after(standing: Sequence[Held], told: Sequence[Held], *, today: date) -> list[Held]:
    """The spans after a source told all it knows: told ones as told, earlier ones kept, open ones not told ended.

    An open span that the source tells no more ends on the day the newest told one begins, else today. A day the
    source leaves out stays as it was; a span of which both know some days is one.
    """
    after: list[Held] = []
    left = list(standing)
    for new in _joined(told):
        fitting = [one for one in left if _same(one, new) and overlap(one, new)]
        if fitting:
            same = max(fitting, key=_order)
            left.remove(same)
            new = new._replace(since=new.since or same.since)
        after.append(new)
    begins = max((one.since for one in told if one.until is None and one.since is not None), default=None)
    for one in left:
        if any(_same(one, new) and overlap(one, new) for new in after):
            continue
        if one.until is not None or not told:
            after.append(one)
            continue
        ended = begins if begins is not None and (one.since is None or begins > one.since) else today
        if one.since is None or one.since < ended:
            after.append(one._replace(until=ended))
    return _each_once(after)


def _each_once(spans: Iterable[Held]) -> list[Held]:
    """Of spans of one seat that begin together, the longest: a source may tell the first of two terms twice."""
    longest: dict[tuple[str, str, date | None], Held] = {}
    for one in spans:
        key = (one.chamber, one.district, one.since)
        longest[key] = max(one, longest.get(key, one), key=lambda span: span.until or date.max)
    return sorted(longest.values(), key=_order)


def _joined(told: Iterable[Held]) -> list[Held]:
    """Spans of one seat that share days as one, from the first day told to the last."""
    joined: list[Held] = []
    for one in sorted(dict.fromkeys(told), key=_order):
        same = next((kept for kept in joined if _same(kept, one) and overlap(kept, one)), None)
        if same is None:
            joined.append(one)
            continue
        since = min((day for day in (same.since, one.since) if day is not None), default=None)
        until = None if same.until is None or one.until is None else max(same.until, one.until)
        joined[joined.index(same)] = same._replace(since=since, until=until)
    return joined


def held_with(standing: Sequence[Held], known: Iterable[Held]) -> list[Held]:
    """The spans with those a list of one year adds where none shares days with it; it ends and alters none."""
    after = list(standing)
    for one in known:
        if not any(_same(one, other) and overlap(one, other) for other in after):
            after.append(one)
    return _each_once(after)


def _order(one: Held) -> tuple[date, date, str, str]:
    return one.since or date.min, one.until or date.max, one.chamber, one.district


def sits_twice(spans: Sequence[Held]) -> tuple[Held, Held] | None:
    """Two seats in different chambers that share a day, if there are any."""
    pairs = ((one, other) for place, one in enumerate(spans) for other in spans[place + 1 :])
    return next(((a, b) for a, b in pairs if a.chamber != b.chamber and overlap(a, b)), None)


def current(spans: Iterable[Held], *, on: date) -> list[Held]:
    """Those that hold on a day."""
    return [one for one in spans if (one.since is None or one.since <= on) and (one.until is None or one.until > on)]
