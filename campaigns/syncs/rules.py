"""What a sync decides: which session of a list is meant, and which General Court."""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from campaigns.legislation.rules import session_code
from data.errors import InvalidInput

YEAR = re.compile(r"(?:19|20)\d{2}")
EARLIEST, LATEST = 1986, 2069
YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
FIRST_COURT, LAST_COURT = 186, 250  # the interface's first, and far beyond any now


class Called(Protocol):
    """What a session is called."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


class Listed(Protocol):
    """A session as a source lists it, with the years it sits in."""

    @property
    def said(self) -> Called: ...
    @property
    def years(self) -> tuple[int, int]: ...


L = TypeVar("L", bound=Listed)


def session_of(listed: Sequence[L], code: str, state: str) -> L:
    """The session of a list that a person means by "194", "2017RS" or "2025". Raises InvalidInput naming the others.

    A session's own code comes first, then its name, then a year where only one session sits in it.
    """
    wanted = session_code(state, code)
    said = re.escape(code.casefold().strip())
    year = int(found[0]) if (found := YEAR.match(code.strip())) else 0
    ways = (
        [one for one in listed if session_code(state, one.said.code) == wanted],
        [one for one in listed if re.search(rf"\b{said}(?:st|nd|rd|th)?\b", one.said.name.casefold())],
        [one for one in listed if one.years[0] <= year <= one.years[1]],
    )
    for matching in ways:
        if len(matching) == 1:
            return matching[0]
    others = ", ".join(f"{one.said.code} ({one.said.name})" for one in listed[:8]) or "none"
    raise InvalidInput(
        "“{code}” is not one session of {state} there. Pass one of these with --session: {others}.",
        code=code,
        state=state.upper(),
        others=others,
    )


def years_named(first: int, last: int) -> str:
    """Years as a sync is called by them: "2015-2024", "2024", or "" for whichever are the latest.

    Raises InvalidInput for years that are none, or the later one first.
    """
    if not (first or last):
        return ""
    first, last = first or last, last or first
    if not EARLIEST <= first <= last <= LATEST:
        raise InvalidInput(
            "Pass the earlier year with --from-year and the later with --to-year, from {earliest} on.",
            earliest=EARLIEST,
        )
    return str(first) if first == last else f"{first}-{last}"


def years_of(named: str, latest: Sequence[int]) -> Sequence[int]:
    """The years that a sync's name means, one after another; the latest ones where it names none."""
    found = YEARS.fullmatch(named)
    return range(int(found[1]), int(found[2] or found[1]) + 1) if found else latest


def court_of(session: str) -> int:
    """The number of a General Court, from "194", "194th" or a year such as "2025". Raises InvalidInput."""
    said = session_code("ma", session)
    number = int(said) if said.isascii() and said.isdigit() else 0
    if not FIRST_COURT <= number <= LAST_COURT:
        raise InvalidInput(
            "“{session}” is not a General Court. Pass its number with --session, such as 194.", session=session[:12]
        )
    return number
