"""Whose names, e-mails and telephones the store holds, to hold what leaves it against them; shown to nobody."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape

from sqlalchemy import Connection

from data.records import Record, columns
from data.row_security import ORGANIZATION, UPKEEP
from data.schema import every_table
from data.store import database_url, engines

# columns that together are one name, in the order they are said; a name said by its family first is tried as well
NAMES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "accounts": (("name",),),
    "audit_entries": (("actor",),),
    "community_authors": (("name",),),
    "contact_imports": (("applied_by",),),
    "correction_requests": (("answered_by",),),
    "directory_imports": (("applied_by",),),
    "funders": (("name",),),
    "guide_overrides": (("name",),),
    "import_batches": (("applied_by",),),
    "left_alone": (("said_by",),),
    "legislature_imports": (("applied_by",),),
    "mentors": (("given_name", "family_name"),),
    "nonpartisan_overrides": (("answered_by",),),
    "people": (("given_name", "family_name"),),
    "program_imports": (("applied_by",),),
    "saved_presets": (("saved_by",),),
    "scenarios": (("kept_by",),),
    "scholars": (("given_name", "family_name"),),
    "shared_counts": (("said_by",),),
    "signatures": (("signer",),),
    "stories": (("shown_as",),),
    "whip_evidence_witnesses": (("heard_by",),),
}
EMAILS: Mapping[str, tuple[str, ...]] = {
    "accounts": ("email",), "mentors": ("email",), "one_time_links": ("email",), "people": ("email",),
    "scholars": ("email",),
}  # fmt: skip
PHONES: Mapping[str, tuple[str, ...]] = {"people": ("phone",), "scholars": ("phone",)}
PUBLIC_FIGURES = {"legislators": ("name",), "legislator_names": ("name",), "candidates": ("name",)}
PUBLIC_PLACES = {"school_units": ("name",), "places": ("name",), "jurisdictions": ("name",)}

AT_ONCE = 10_000
FEWEST_WORDS, FEWEST_DIGITS = 2, 10
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.])\+?\(?\d[\d\s().-]{8,18}\d(?!\w)")
_TAG = re.compile(r"<(?:!--.*?--|[^>]*)>", re.DOTALL)
_OF_A_ROLE = re.compile(r"[^A-ZÀ-Þ]*")


def said(text: str) -> tuple[str, ...]:
    """The words of a text as names are compared: one case, no accents, each word whole."""
    if not text.isascii():
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).replace("’", "'")
    return tuple(_WORD.findall(text.casefold()))


def digits_of(text: str) -> str:
    """The ten digits of a telephone, without the country's 1; "" for fewer or more."""
    digits = re.sub(r"\D", "", text)
    digits = digits[1:] if len(digits) == FEWEST_DIGITS + 1 and digits.startswith("1") else digits
    return digits if len(digits) == FEWEST_DIGITS else ""


@dataclass(frozen=True)
class Personal:
    """What must not stand in a public file: names of two words or more by their first word, e-mails, telephones."""

    names: Mapping[str, frozenset[tuple[str, ...]]] = field(repr=False)
    emails: frozenset[str] = field(repr=False)
    phones: frozenset[str] = field(repr=False)

    def kind_found(self, text: str, *, but_for: frozenset[tuple[str, ...]] = frozenset()) -> str:
        """Which kind of personal data a text holds ("a name", "an e-mail address", "a telephone"), "" for none.

        `but_for` are names it holds on purpose. Marked-up text is read with its tags and without them, so that an
        address in a link counts too.
        """
        both: tuple[str, ...] = (text,)
        if "<" in text:
            both = (unescape(text), unescape(_TAG.sub(" ", text)))
        for one in both:
            if any(address.casefold().rstrip(".") in self.emails for address in _EMAIL.findall(one)):
                return "an e-mail address"
            if self.phones and any(digits_of(number) in self.phones for number in _PHONE.findall(one)):
                return "a telephone"
            if self._has_name(said(one), but_for):
                return "a name"
        return ""

    def _has_name(self, words: tuple[str, ...], but_for: frozenset[tuple[str, ...]]) -> bool:
        names = self.names
        if names.keys().isdisjoint(words):
            return False
        return any(
            words[place : place + len(name)] == name and name not in but_for
            for place, word in enumerate(words)
            if word in names
            for name in names[word]
        )


def personal_data(*, allowed: Iterable[str] = ()) -> Personal:
    """Everybody the store knows, past every rule of who sees what, but for public figures and the names `allowed`.

    A name that is part of the name of a school district or place is not told apart from it and is left out too.
    """
    every_table()
    with engines(database_url()).reading.connect().execution_options(store_upkeep=True) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT set_config(%s, %s, true)", (ORGANIZATION, UPKEEP))
        names = {words for table, groups in NAMES.items() for words in _names(connection, table, groups)}
        emails = {one.strip().casefold() for t, given in EMAILS.items() for one in _column(connection, t, given)}
        phones = {digits_of(one) for table, given in PHONES.items() for one in _column(connection, table, given)}
        public = {said(one) for table, given in PUBLIC_FIGURES.items() for one in _column(connection, table, given)}
        public |= {said(one) for one in allowed}
        left = _by_first_word(names - public)
        places = Personal(left, frozenset(), frozenset())
        for table, given in PUBLIC_PLACES.items():
            for one in _column(connection, table, given):
                names -= _within(places, said(one))
    return Personal(_by_first_word(names - public), frozenset(emails - {""}), frozenset(phones - {""}))


def _within(known: Personal, words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The known names that stand in some words."""
    starts = ((place, word) for place, word in enumerate(words) if word in known.names)
    return {name for place, word in starts for name in known.names[word] if words[place : place + len(name)] == name}


def _by_first_word(names: Iterable[tuple[str, ...]]) -> dict[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for name in names:
        if len(name) >= FEWEST_WORDS:
            found.setdefault(name[0], set()).add(name)
    return {first: frozenset(some) for first, some in found.items()}


def _column(connection: Connection, table: str, names: tuple[str, ...]) -> Iterable[str]:
    stored = Record.metadata.tables[table]
    for name in names:
        asked = columns(stored.c[name]).execution_options(yield_per=AT_ONCE)
        yield from (str(value) for value in connection.execute(asked).scalars() if value)


def _names(connection: Connection, table: str, groups: tuple[tuple[str, ...], ...]) -> Iterable[tuple[str, ...]]:
    """Each row's name as words, and where it has a family name that one first too; what has no capital is a role."""
    stored = Record.metadata.tables[table]
    for group in groups:
        asked = columns(*(stored.c[name] for name in group)).execution_options(yield_per=AT_ONCE)
        for row in connection.execute(asked):
            parts = [str(part) for part in row if part]
            if len(group) == 1 and _OF_A_ROLE.fullmatch(" ".join(parts)) and table not in ("accounts", "signatures"):
                continue
            yield said(" ".join(parts))
            if len(parts) > 1:
                yield said(" ".join(reversed(parts)))
