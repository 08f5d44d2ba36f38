"""How an edit is put back: each room registers a function for its acts, which does it by the room's own commands."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from coalition.changes.rules import Change

PutBack = Callable[[Session, Change], None]
_ways_back: dict[str, PutBack] = {}


def undoes(*acts: str) -> Callable[[PutBack], PutBack]:
    """Declare that a function puts back edits of these acts.

    It raises InvalidInput (`rules.require_unmoved`) unless what the edit left still stands, and writes by the
    room's commands, so that their rules hold and the putting back is in the log like any other act.
    """

    def declare(put_back: PutBack) -> PutBack:
        for act in acts:
            _ways_back[act] = put_back
        return put_back

    return declare


def way_back(act: str) -> PutBack | None:
    """The function that puts back edits of an act, None where no room offers one."""
    return _ways_back.get(act)


def why_put_back(change: Change) -> str:
    """The reason that stands in the log beside what was put back."""
    return f"Puts back entry {change.number}."


def offered(changes: Sequence[Change]) -> frozenset[int]:
    """The numbers of the edits to offer putting back: of each record and year the newest in this list.

    An older one cannot stand any more, unless it says the same; whether the newest does is asked when it is put back.
    """
    seen, numbers = set[tuple[Any, ...]](), set[int]()
    for change in sorted(changes, key=lambda one: -one.number):
        put_back = way_back(change.act)
        key = (put_back, change.subject, change.facts.get("fiscal_year"))
        if put_back is not None and change.moved and key not in seen:
            numbers.add(change.number)
        seen.add(key)
    return frozenset(numbers)
