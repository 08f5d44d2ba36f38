"""What a text is bound by, what changed between two of them, and what a letter may not be."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeVar

from data.errors import InvalidInput

LONGEST_TEXT = 40_000
LONGEST_LINE = 160
LONGEST_REASON = 1_000
WORD = re.compile(r"\s+|[^\s]+")
NOT_PRINTED = {"Cc", "Cf", "Cs", "Co", "Cn"}
T = TypeVar("T")


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, came or went."""

    change: Change
    words: str


def clean_text(text: str) -> str:
    """The text as it is kept: line ends as one sign, no blanks at the ends of lines, no signs that do not print.

    Raises InvalidInput for no text and for more than a letter holds.
    """
    if len(text) > 4 * LONGEST_TEXT:
        raise InvalidInput(_too_long(len(text)))
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in NOT_PRINTED)
    lines = [line.rstrip() for line in kept.split("\n")]
    cleaned = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    if not cleaned.strip():
        raise InvalidInput("The letter has no text yet. Write it, or paste it.")
    if len(cleaned) > LONGEST_TEXT:
        raise InvalidInput(_too_long(len(cleaned)))
    return cleaned


def _too_long(signs: int) -> str:
    return (
        f"This text has {signs:,} letters and signs; a letter holds {LONGEST_TEXT:,}. "
        "Put the long part into a document of its own and name it here."
    )


def clean_line(text: str, what: str, *, needed: bool = False) -> str:
    """One line of words, cut of blanks. Raises InvalidInput when it is too long, or missing where it is needed."""
    line = " ".join(text.split())
    if needed and not line:
        raise InvalidInput("{said} is missing. Fill it in.", said=what)
    if len(line) > LONGEST_LINE:
        raise InvalidInput(
            "{said} is longer than {longest_line} letters. Shorten it.", said=what, longest_line=LONGEST_LINE
        )
    return line


def text_hash(text: str) -> str:
    """What a signature is bound by: SHA-256 of the text as it is kept, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def red_line(before: str, after: str) -> tuple[Piece, ...]:
    """What went and what came from one text to the next, word by word.

    All pieces but the added ones, put together, are `before`; all but the removed ones are `after`. Words that stand
    everywhere in a long text do not begin a match: two long texts are compared in a second, not in minutes.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    pieces: list[Piece] = []
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        if op == "equal":
            pieces.append(Piece(Change.SAME, "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece(Change.REMOVED, "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece(Change.ADDED, "".join(new[j1:j2])))
    return tuple(pieces)


def words_changed(pieces: Iterable[Piece]) -> tuple[int, int]:
    """How many words came and how many went."""
    count = {Change.ADDED: 0, Change.REMOVED: 0, Change.SAME: 0}
    for piece in pieces:
        count[piece.change] += len(piece.words.split())
    return count[Change.ADDED], count[Change.REMOVED]


def alphabetised(signers: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """By name as people look it up: no case, no accents, and no leading article."""

    def key(one: T) -> str:
        plain = unicodedata.normalize("NFKD", name(one)).casefold()
        letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
        return re.sub(r"^(?:the|an?)\s+", "", letters.strip())

    return sorted(signers, key=key)


class State(StrEnum):
    """Where a letter is: taking signatures, past its last day, closed, or on its way."""

    OPEN = "open"
    PAST = "past its last day"
    CLOSED = "closed"
    SENT = "sent"


def state_of(*, closed: bool, sent: date | None, deadline: date | None, today: date) -> State:
    """The last day to sign is a day one may still sign."""
    if sent is not None:
        return State.SENT
    if closed:
        return State.CLOSED
    return State.PAST if deadline is not None and today > deadline else State.OPEN


def check_deadline(deadline: date | None, *, today: date) -> None:
    """Raises InvalidInput for a last day that is over."""
    if deadline is not None and deadline < today:
        raise InvalidInput("The last day to sign is over already. Choose today or a later day.")
