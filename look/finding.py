"""What the one search box finds besides budget lines: each room says how its records are found by words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, or_
from sqlalchemy.orm import Mapped

from data.access import NO_ROW, Viewer
from data.search_words import WORD

MOST = 5
FEWEST_LETTERS = 2
MOST_WORDS = 8
CALLED_SO, BEGINS_SO, HAS_EACH, OTHERWISE = range(4)


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
    """The records that fit some words, by kind, the kind of the nearest title first; kinds without any are left out.

    Too few letters find nothing.
    """
    sought = words.strip()
    if len(sought) < FEWEST_LETTERS:
        return {}
    found = {what: find(viewer, sought, today) for what, find in _finders.items()}
    some = [(what, fitting) for what, fitting in found.items() if fitting]
    return dict(sorted(some, key=lambda one: min(nearness(each.title, sought) for each in one[1])))


def nearness(title: str, words: str) -> int:
    """How near a title is to what was typed: called just so, beginning so, with each word in it, or otherwise."""
    named, sought = WORD.findall(title.casefold()), WORD.findall(words.casefold())
    if named == sought:
        return CALLED_SO
    if named[: len(sought)] == sought:
        return BEGINS_SO
    return HAS_EACH if all(any(name.startswith(word) for name in named) for word in sought) else OTHERWISE


def holding(words: str, *texts: Mapped[str]) -> ColumnElement[bool]:
    """The condition that each word typed (the first eight) stands in one of some texts, in any case."""
    sought = WORD.findall(words.casefold())[:MOST_WORDS]
    lowered = [func.lower(text) for text in texts]
    found = [or_(*(text.contains(word, autoescape=True) for text in lowered)) for word in sought]
    return and_(*found) if found else NO_ROW


def nearest_first(words: str, name: Mapped[str]) -> ColumnElement[int]:
    """The order of rows by their name: called just so, beginning so, the rest."""
    typed = words.strip().casefold()
    lowered = func.lower(name)
    return case((lowered == typed, 0), (lowered.startswith(typed, autoescape=True), 1), else_=2)
