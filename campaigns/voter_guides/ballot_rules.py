"""Ballot questions by rule: their election day, how their texts are folded, their committees and their money."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from data.errors import InvalidInput

LONGEST_TEXT = 20_000
AMOUNT = re.compile(r"\d{1,13}(?:\.\d{1,2})?")
COMMITTEE = re.compile(r"(?P<name>.+?)\s+(?P<number>\d{5,6})")
BULLET = re.compile(r"\s*(?=• )")
BLANK_LINE = re.compile(r"\n[ \t]*\n")
URGES = {
    "for": re.compile(r"\b(?:vote|urge)\s+no\b", re.IGNORECASE),
    "against": re.compile(r"\b(?:vote|urge)\s+yes\b", re.IGNORECASE),
}
FIRST_YEAR, LAST_YEAR = 1900, 2100
KINDS_OF_MONEY = ("raised_cents", "spent_cents", "in_kind_cents")


@dataclass(frozen=True, slots=True)
class CommitteeMoney:
    """What one committee reported in cents, or several together; None where the document says nothing."""

    raised_cents: int | None
    spent_cents: int | None
    in_kind_cents: int | None


@dataclass(frozen=True, slots=True)
class SideMoney:
    """The committees' money on one side. `reported` None: the document says nothing; empty: it lists no committee."""

    reported: tuple[CommitteeMoney, ...] | None

    @property
    def together(self) -> CommitteeMoney | None:
        """The sums; None where no committee reported, and a part is None where one did not say it."""
        if not self.reported:
            return None
        return CommitteeMoney(*(_sum([getattr(one, kind) for one in self.reported]) for kind in KINDS_OF_MONEY))


def _sum(parts: Sequence[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if len(known) == len(parts) else None


def money_of(finances: Mapping[str, Any] | None, side: str) -> SideMoney:
    """The money of one side ("for", "against") as a sheet keeps it."""
    kept = None if finances is None else finances.get(side)
    if kept is None:
        return SideMoney(None)
    return SideMoney(tuple(CommitteeMoney(*(one.get(kind) for kind in KINDS_OF_MONEY)) for one in kept))


def general_election(year: int) -> date:
    """The Tuesday after the first Monday of November (2 U.S.C. 7 names the day; states vote on questions then)."""
    first = date(year, 11, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return monday + timedelta(days=1)


def year_of(text: str) -> int:
    """A year as a document prints it. Raises InvalidInput."""
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput("“{said}” is not a year. Write it as 2024.", said=text[:40])
    return year


def cents_in(text: str) -> int:
    """Dollars as a document writes them, such as 889526.25, in cents. Raises InvalidInput."""
    if not AMOUNT.fullmatch(text):
        raise InvalidInput("“{said}” is not an amount in dollars. Write it as 889526.25.", said=text[:40])
    return int(Decimal(text) * 100)


def folded(text: str) -> str:
    """A text without the line breaks of its column: one line to a paragraph or a bullet, a blank line between."""
    paragraphs = (" ".join(part.split()) for part in BLANK_LINE.split(text))
    lines = (line for paragraph in paragraphs for line in BULLET.split(paragraph))
    return "\n\n".join(line for line in lines if line)


def paragraphs_of(text: str) -> tuple[tuple[str, bool], ...]:
    """The paragraphs of a folded text, each with whether it is a bullet (its sign left out)."""
    parts = (part.strip() for part in text.split("\n\n"))
    return tuple((part.removeprefix("• "), part.startswith("• ")) for part in parts if part)


def committee_parts(printed: str) -> tuple[str, str]:
    """A committee's name and the number a state gave it, "" for none: "Yes on 1 95510" is "Yes on 1" and "95510"."""
    found = COMMITTEE.fullmatch(printed.strip())
    return (found["name"].strip(), found["number"]) if found else (printed.strip(), "")


def urges_the_other_side(argument: str, side: str) -> bool:
    """Whether an argument filed on one side asks for the other side's vote: two texts may have run together."""
    return bool(URGES[side].search(argument))
