"""What people can talk about: each room says how its records are called and which page they have."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

Names = Callable[[Any, Collection[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class TalkedAbout:
    """A record people talk about: what it is called, and the page and address it has."""

    kind: str
    number: int
    name: str
    page: str
    parameter: str


_kinds: dict[str, tuple[str, str, Names]] = {}


def talked_about(kind: str, *, page: str, parameter: str) -> Callable[[Names], Names]:
    """Declare how records of a kind, such as "line-item", are called, for a session and their numbers.

    Those that are gone, or that the session's viewer may not see, are not among the names.
    """

    def declare(names: Names) -> Names:
        _kinds[kind] = (page, parameter, names)
        return names

    return declare


def is_talked_about(kind: str) -> bool:
    """Whether some room declared this kind of record."""
    return kind in _kinds


def records_named(session: Any, wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int], TalkedAbout]:
    """Records by kind and number, with their names; whichever the viewer may not see is left out."""
    by_kind: defaultdict[str, set[int]] = defaultdict(set)
    for kind, number in wanted:
        by_kind[kind].add(number)
    found: dict[tuple[str, int], TalkedAbout] = {}
    for kind in by_kind.keys() & _kinds.keys():
        page, parameter, names = _kinds[kind]
        for number, name in names(session, by_kind[kind]).items():
            found[(kind, number)] = TalkedAbout(kind, number, name, page, parameter)
    return found
