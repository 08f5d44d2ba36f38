"""What counts as a change worth a sentence, which seven come first, and when a visit to the home page ends; pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar


class Kind(StrEnum):
    """What changed, in the order in which it comes first on the home page."""

    STAGE = "stage"
    RESTATED = "restated"
    LETTER = "letter"
    MOTION = "motion"
    COUNT = "count"
    POSITION = "position"
    BILL = "bill"
    DECISION = "decision"
    DEMAND = "demand"
    ACTIONS = "actions"
    FIGURES = "figures"
    THREAD = "thread"
    EDITION = "edition"
    IMPORT = "import"


MOST_SENTENCES = 7
MOST_OF_ONE_KIND = 2
FIRST_VISIT = timedelta(days=7)
VISIT_ENDS = timedelta(hours=4)
LOOK_AGAIN = timedelta(minutes=10)
RANK = {kind: place for place, kind in enumerate(Kind)}


class Ranked(Protocol):
    """What can be chosen among: a kind and the moment it became so."""

    @property
    def kind(self) -> Kind: ...
    @property
    def at(self) -> datetime: ...


R = TypeVar("R", bound=Ranked)


def first_seven(found: Iterable[R], *, most: int = MOST_SENTENCES) -> tuple[R, ...]:
    """The changes to tell first, newest first: by rank, but two of a kind at most while other kinds wait."""
    ranked = sorted(found, key=lambda one: (RANK[one.kind], -one.at.timestamp()))
    taken: Counter[Kind] = Counter()
    first: list[R] = []
    later: list[R] = []
    for one in ranked:
        taken[one.kind] += 1
        (first if taken[one.kind] <= MOST_OF_ONE_KIND else later).append(one)
    return newest_first([*first, *later][:most])


def newest_first(found: Sequence[R]) -> tuple[R, ...]:
    """Changes by day, the newest first; of one day in the order of their kinds."""
    return tuple(sorted(found, key=lambda one: (-one.at.date().toordinal(), RANK[one.kind], -one.at.timestamp())))


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit under way: when it began, the last look of it, and the last look of the visit before, if any."""

    began: datetime
    last_look: datetime
    before: datetime | None

    @property
    def since(self) -> datetime:
        """Since when changes are told during this visit."""
        return self.before if self.before is not None else self.began - FIRST_VISIT


def looked(visit: Visit | None, *, now: datetime) -> Visit:
    """The visit a look now belongs to: it ends after four hours without a look, and the next one begins."""
    if visit is None:
        return Visit(now, now, None)
    if now - visit.last_look >= VISIT_ENDS:
        return Visit(now, now, visit.last_look)
    return Visit(visit.began, max(now, visit.last_look), visit.before)


def is_worth_keeping(kept: Visit | None, visit: Visit) -> bool:
    """Whether a look has to be written down: a new visit, or more than a few minutes since the last one."""
    return kept is None or kept.began != visit.began or visit.last_look - kept.last_look >= LOOK_AGAIN
