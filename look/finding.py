"""What the one search box finds besides budget lines: each room says how its records are found by words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from data.access import Viewer

MOST = 5
FEWEST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A record that fits: what it is called, what stands below, and the page and address it has."""

    title: str
    under: str
    page: str
    parameter: str
    number: int


Find = Callable[[Viewer, str, date], Sequence[Found]]
_finders: dict[str, Find] = {}


def finds(what: str) -> Callable[[Find], Find]:
    """Declare how records of one kind, such as "Bills", are found; at most `MOST` are answered, nearest first."""

    def declare(find: Find) -> Find:
        _finders[what] = find
        return find

    return declare


def found_elsewhere(viewer: Viewer, words: str, *, today: date) -> dict[str, Sequence[Found]]:
    """The records that fit some words, by kind; kinds without any are left out. Too few letters find nothing."""
    sought = words.strip()
    if len(sought) < FEWEST_LETTERS:
        return {}
    found = {what: find(viewer, sought, today) for what, find in _finders.items()}
    return {what: some for what, some in found.items() if some}
