"""What contacts are compared by, whom a list may hold, what consent is in force and until when a contact is kept.

For bulk work, all pure: `checked(draft)` cleans one contact and says what to look at, `keys_of(draft)` gives what it
is compared by, `recognising.Known` and `recognising.match` say whether it is known here. Stored many at a time with
`commands.add_contacts`.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from coalition.accounts.rules import email_of
from data.errors import InvalidInput

LONGEST = {
    "given_name": 120, "family_name": 120, "email": 254, "phone": 40, "postal_code": 16, "town": 120, "title": 120,
    "note": 4000,
}  # fmt: skip
LONGEST_CAMPAIGN, LONGEST_PURPOSE, LONGEST_TOLD = 120, 120, 500
COLUMN_NAMES = {
    "given_name": "given name", "family_name": "family name", "email": "e-mail", "phone": "telephone",
    "postal_code": "postal code", "town": "town", "title": "title or role", "note": "note",
}  # fmt: skip

_UNPRINTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_ACCENTS = re.compile("[\u0300-\u036f]")
_AT = re.compile(r"[^\s@<>,;\"]{1,64}@[^\s@<>,;\"]{1,190}\.[^\s@<>,;.\"]{2,63}")
_EXTENSION = re.compile(r"(?:ext\.?|extension|x|#)\s*\d{1,6}\s*$", re.IGNORECASE)
_MIXED = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC")
SHORTEST_PHONE, LONGEST_PHONE, US_PHONE = 7, 15, 10


class Scope(StrEnum):
    """How far a person’s “no” reaches: one campaign, this organization, or everybody at the table."""

    CAMPAIGN = "campaign"
    ORGANIZATION = "organization"
    EVERYONE = "everyone"


class Notice(StrEnum):
    """What to look at in a contact that was taken as it is."""

    MARKS_REMOVED = "marks removed"
    MIXED_LETTERS = "mixed letters"
    INTERNATIONAL_EMAIL = "international e-mail"
    UNREADABLE_EMAIL = "unreadable e-mail"
    UNREADABLE_PHONE = "unreadable phone"


@dataclass(frozen=True, slots=True)
class Draft:
    """One contact as typed or read from a file. `sources` are (system, number) pairs, such as ("van", "1207")."""

    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    postal_code: str = ""
    town: str = ""
    place_id: int | None = None
    title: str = ""
    note: str = ""
    keep_until: date | None = None
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Keys:
    """What a contact is compared by; an empty or None key takes no part. `sources` as in `Draft`."""

    name: str = ""
    email: str | None = None
    phone: str | None = None
    postal: str = ""
    sources: tuple[tuple[str, str], ...] = ()


# --- words


def printed(words: str) -> str:
    """A single line without signs that do not print: direction marks, zero-width signs, control signs."""
    if _is_plain(words):
        return " ".join(words.split())
    breaks = words.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    kept = "".join(c for c in unicodedata.normalize("NFC", breaks) if unicodedata.category(c) not in _UNPRINTED)
    return " ".join(kept.split())


def _is_plain(words: str) -> bool:
    """Nothing but printed ASCII, as most cells are; what is asked of each letter needs no asking then."""
    return words.isascii() and words.isprintable()


def mixes_scripts(name: str) -> bool:
    """Whether one word of a name mixes alphabets that look alike, as a Cyrillic “а” inside “Maria” does."""
    if name.isascii():
        return False
    for word in re.split(r"[\W_]+", name):
        found = {unicodedata.name(c, "").split(" ")[0] for c in word if c.isalpha()}
        if len(found & set(_MIXED)) > 1:
            return True
    return False


def checked(draft: Draft) -> tuple[Draft, tuple[Notice, ...]]:
    """The contact as it will be kept, and what to look at; an address in an odd form is kept as written.

    InvalidInput for a column that is too long, and for a contact without name, e-mail and telephone.
    """
    clean: dict[str, Any] = {}
    marks = False
    for column, longest in LONGEST.items():
        typed: str = getattr(draft, column)
        if len(typed) > longest:
            raise InvalidInput(
                "The {column_names} has {n:,} letters, and {longest} fit. Shorten it and try again.",
                column_names=COLUMN_NAMES[column],
                n=len(typed),
                longest=longest,
            )
        clean[column] = _note(typed) if column == "note" else printed(typed)
        marks = marks or _lost_marks(typed)
    kept = replace(draft, **clean, sources=_sources(draft.sources))
    if not (kept.given_name or kept.family_name or kept.email or kept.phone):
        raise InvalidInput("A contact needs a name, an e-mail address or a telephone number. Fill in one of them.")
    return kept, tuple(_warnings(kept, marks=marks))


def _note(typed: str) -> str:
    lines = (printed(line) for line in typed.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip()


def _lost_marks(typed: str) -> bool:
    return not _is_plain(typed) and any(unicodedata.category(c) in _UNPRINTED and c not in "\r\n\t" for c in typed)


def _sources(sources: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    clean = ((printed(system)[:24].lower(), printed(number)[:80]) for system, number in sources)
    return tuple(sorted({(system, number) for system, number in clean if system and number}))


def _warnings(kept: Draft, *, marks: bool) -> Iterable[Notice]:
    if marks:
        yield Notice.MARKS_REMOVED
    if mixes_scripts(f"{kept.given_name} {kept.family_name}"):
        yield Notice.MIXED_LETTERS
    if kept.email and email_key(kept.email) is None:
        yield Notice.UNREADABLE_EMAIL
    elif not kept.email.isascii():
        yield Notice.INTERNATIONAL_EMAIL
    if kept.phone and phone_key(kept.phone) is None:
        yield Notice.UNREADABLE_PHONE


# --- keys


def name_key(given: str, family: str = "") -> str:
    """A name as compared: without case, accents and punctuation, one space between words; "" without any letter."""
    whole = unicodedata.normalize("NFKD", f"{printed(given)} {printed(family)}".casefold())
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", whole))
    joined = re.sub(r"['’ʼ`.]", "", plain)
    return " ".join(re.sub(r"[\W_]+", " ", joined).split())[: 2 * LONGEST["given_name"]]


def email_key(written: str) -> str | None:
    """An e-mail address as compared; international ones too. None when what is written cannot be one."""
    plain = printed(written)
    try:
        return email_of(plain)[1]
    except InvalidInput:
        pass
    folded = unicodedata.normalize("NFC", plain).casefold()
    usable = len(folded) <= LONGEST["email"] and not folded.isascii() and ".." not in folded
    return folded if usable and _AT.fullmatch(folded) else None


def phone_key(written: str) -> str | None:
    """A telephone number as compared: “+” and its digits, the country 1 where none is written; None for too few."""
    plain = unicodedata.normalize("NFKC", _EXTENSION.sub("", printed(written)))
    if plain.isascii():
        digits = "".join(filter(str.isdigit, plain))
    else:
        digits = "".join(str(unicodedata.decimal(c)) for c in plain if unicodedata.decimal(c, None) is not None)
    if not SHORTEST_PHONE <= len(digits) <= LONGEST_PHONE:
        return None
    if plain.lstrip("( ").startswith("+"):
        return f"+{digits}"
    if len(digits) == US_PHONE:
        return f"+1{digits}"
    return f"+{digits}" if len(digits) == US_PHONE + 1 and digits[0] == "1" else digits


def postal_key(written: str) -> str:
    """A postal code as compared: five digits of a ZIP code, else its letters and digits."""
    plain = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", printed(written))).upper()
    is_zip = plain.isascii() and plain.isdigit() and len(plain) in (5, 9)
    return plain[:5] if is_zip else plain


def campaign_key(name: str) -> str:
    """A campaign’s name as compared, so that two spellings of it are one."""
    return name_key(name)[:LONGEST_CAMPAIGN]


def keys_of(draft: Draft) -> Keys:
    """What a contact is compared by."""
    return Keys(
        name_key(draft.given_name, draft.family_name),
        email_key(draft.email),
        phone_key(draft.phone),
        postal_key(draft.postal_code),
        _sources(draft.sources),
    )


def changed_columns(before: Draft, after: Draft) -> tuple[str, ...]:
    """The names of the columns that differ; never what stands in them."""
    return tuple(f.name for f in fields(Draft) if getattr(before, f.name) != getattr(after, f.name))


# --- whom a list may hold


class Because(StrEnum):
    """Why a contact may not be contacted."""

    LEFT_ALONE = "left alone by everybody"
    EVERYONE = "opted out of everything here"
    ORGANIZATION = "opted out of this organization"
    CAMPAIGN = "opted out of this campaign"


def is_in_force(*, given_on: date, until: date | None, withdrawn_on: date | None, day: date) -> bool:
    """Whether a consent counts on a day: given by then, not withdrawn by then; `until` is its last day."""
    withdrawn = withdrawn_on is not None and withdrawn_on <= day
    return given_on <= day and not withdrawn and (until is None or day <= until)


# --- until when a contact is kept


class KeptFor(StrEnum):
    """Why we know somebody, which says how long we may."""

    CAMPAIGN = "campaign"
    EVENT = "event"


KEPT_MONTHS = {KeptFor.CAMPAIGN: 24, KeptFor.EVENT: 12}


def kept_until(reason: KeptFor, today: date) -> date:
    """The last day a contact is kept unless somebody says otherwise: `KEPT_MONTHS` after today.

    24 months after a campaign’s contact, 12 after an event.
    """
    months = today.month - 1 + KEPT_MONTHS[reason]
    year, month = today.year + months // 12, months % 12 + 1
    return date(year, month, min(today.day, 28))


def is_due(keep_until: date | None, today: date) -> bool:
    """Whether a contact is to be erased: its last day is over."""
    return keep_until is not None and keep_until < today
