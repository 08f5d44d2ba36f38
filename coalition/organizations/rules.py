"""What organizations are compared by, what to look at in a name, how one stands on a day, and how counts are said."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.errors import InvalidInput

LONGEST_NAME = 160
LONGEST_ABOUT, LONGEST_ADDRESS, LONGEST_NOTE = 4000, 400, 500
MOST_TYPED = 4000
FEWEST_TOLD = 3
MOST_MEMBERS = 50_000_000

LEGAL = {
    "inc", "incorporated", "llc", "llp", "pllc", "ltd", "limited", "corp", "corporation", "501c3", "501c4", "501c5",
    "nfp", "pbc",
}  # fmt: skip
UNPRINTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
RIGHT_TO_LEFT = {"R", "AL"}
SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
# letters of other alphabets that are printed like ours: the first of each pair like the second
LIKE_LATIN = str.maketrans(dict(zip(
    "аеорсухіјѕһԁԛԝвкмнтзъьіυονρικατηχβεμζ",
    "aeopcyxijshdqwbkmht3bbiuovpikatnxbemz", strict=True,
)))  # fmt: skip


class Oddity(StrEnum):
    """What to look at in a name that was taken as it is."""

    MARKS_REMOVED = "marks removed"
    MIXED_LETTERS = "mixed letters"
    OTHER_LETTERS = "letters that look like ours"
    RIGHT_TO_LEFT = "right to left"


def clean_name(text: str) -> str:
    """A name as it is kept: invisible marks gone, spaces single. Raises InvalidInput when it cannot be a name."""
    if len(text) > MOST_TYPED:
        raise InvalidInput(
            "A name cannot have {n:,} letters. Give at most {longest_name}.", n=len(text), longest_name=LONGEST_NAME
        )
    name = _visible(text)
    if len(name) > LONGEST_NAME:
        raise InvalidInput(
            "A name cannot have {n:,} letters. Give at most {longest_name}.", n=len(name), longest_name=LONGEST_NAME
        )
    if not name_key(name):
        raise InvalidInput("A name needs at least one letter or digit. Give the organization’s name.")
    return name


def clean_text(text: str, longest: int, what: str) -> str:
    """A longer text as it is kept, its lines included. Raises InvalidInput with what it is when it is too long."""
    if len(text) > longest:
        raise InvalidInput(
            "{said} cannot have {n:,} letters. Give at most {longest:,}.", said=what, n=len(text), longest=longest
        )
    lines = (_visible(line) for line in text.splitlines())
    return "\n".join(lines).strip()


def clean_address(text: str) -> str:
    """A web address as it is kept, or nothing. Raises InvalidInput unless a browser can open it safely."""
    address = text.strip()
    if not address:
        return ""
    if "://" not in address and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", address, re.ASCII):
        address = f"https://{address}"
    if len(address) > LONGEST_ADDRESS or not re.fullmatch(
        r"https?://[\w.-]+(?::\d{1,5})?(?:[/?#][!-~]*)?", address, re.A
    ):
        raise InvalidInput("The website is not an address a browser can open. Write it as https://example.org.")
    return address


def _visible(text: str) -> str:
    kept = (
        letter if unicodedata.category(letter) not in UNPRINTED else " " if letter in "\t\r\n\x0b\x0c" else ""
        for letter in text
    )
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def name_key(name: str) -> str:
    """What names are compared by: no case, accents, punctuation, invisible marks or legal endings.

    Empty only for a name without a letter or digit. At most as long as a name may be.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", _visible(name)).casefold())
    letters = "".join(letter for letter in plain if unicodedata.category(letter) not in {"Mn", "Me", *UNPRINTED})
    spelled = re.sub(r"['’‘ʼ`´]", "", letters).replace("&", " and ").replace("+", " and ")
    spelled = re.sub(r"\b\w(?:\.\w)+\b\.?", lambda found: found.group().replace(".", "") + " ", spelled)
    words = re.sub(r"[\W_]+", " ", spelled.replace("501(c)", "501c").replace("501c(", "501c")).split()
    return " ".join(_without_endings(words))[:LONGEST_NAME].strip()


def _without_endings(words: list[str]) -> list[str]:
    while len(words) > 1 and words[-1] in LEGAL:
        words = words[:-1]
    return words


def oddities(text: str) -> tuple[Oddity, ...]:
    """What a person should look at in a name as it was typed, so that none can pass for another."""
    found = []
    if any(unicodedata.category(letter) in UNPRINTED for letter in text.strip()):
        found.append(Oddity.MARKS_REMOVED)
    words = re.findall(r"\w+", _visible(text))
    if any(len(_scripts(word)) > 1 for word in words):
        found.append(Oddity.MIXED_LETTERS)
    elif any(_scripts(word) - {"LATIN"} and looks_like(word).isascii() for word in words):
        found.append(Oddity.OTHER_LETTERS)
    if any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text):
        found.append(Oddity.RIGHT_TO_LEFT)
    return tuple(found)


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(letter, "") for letter in word if letter.isalpha())
    return {script for name in names for script in SCRIPTS if name.startswith(script)}


def looks_like(name: str) -> str:
    """A name's key with the letters of other alphabets that are printed like ours put as ours."""
    return name_key(name).translate(LIKE_LATIN)


@dataclass(frozen=True, slots=True)
class StandingFrom:
    """How an organization stands from a day on; `standing` is one of `models.Standing`."""

    standing: str
    since: date


def standing_on(changes: Iterable[StandingFrom], day: date) -> StandingFrom | None:
    """How an organization stands on a day: the newest change dated on or before it; None before the first."""
    past = [change for change in changes if change.since <= day]
    return max(past, key=lambda change: change.since, default=None)


@dataclass(frozen=True, slots=True)
class Counted:
    """Members counted together. `told` adds up the counts that may be told, `few` says how many counts may not.

    A sum never holds a count that is not told by itself, so none can be found by subtracting.
    """

    told: int = 0
    few: int = 0

    @property
    def is_any(self) -> bool:
        return self.told > 0 or self.few > 0


def counted(counts: Iterable[int]) -> Counted:
    """Several counts together, fewer than three kept out of the sum; a count of 0 is nobody."""
    told = few = 0
    for count in counts:
        if count >= FEWEST_TOLD:
            told += count
        elif count > 0:
            few += 1
    return Counted(told, few)


def checked_members(members: int) -> int:
    """A count of members that can be one. Raises InvalidInput."""
    if not 0 <= members <= MOST_MEMBERS:
        raise InvalidInput(
            "{members:,} cannot be a number of members. Give a whole number, 0 or more.", members=members
        )
    return members
