"""Whether a row is somebody we know: by source number, e-mail, telephone and name, or name and postal code."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from coalition.people.rules import Keys


class Found(StrEnum):
    NEW = "new"
    KNOWN = "known"
    CHOICE = "needs a choice"


class By(StrEnum):
    """What told a row apart, or why a person has to choose."""

    NOTHING = "nothing like it on file"
    SOURCE = "source number"
    EMAIL = "e-mail"
    PHONE_AND_NAME = "telephone and name"
    NAME_AND_POSTAL = "name and postal code"
    SOURCE_AND_EMAIL_DIFFER = "source number and e-mail belong to two contacts"
    SOURCE_OF_SEVERAL = "several contacts bear this source number"
    EMAIL_OF_ANOTHER_NAME = "the e-mail is on file under another name"
    SEVERAL = "several contacts fit"
    SAME_NAME_OTHER_ADDRESS = "same name and postal code, but another e-mail or telephone"
    NAME_ALONE = "same name, and nothing else to tell them by"


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact on file (or earlier in the same file), by its keys."""

    id: int
    keys: Keys


@dataclass(frozen=True, slots=True)
class Match:
    """What a row is: new, the contact `id`, or one to choose among `candidates` (or as new)."""

    found: Found
    by: By
    id: int | None = None
    candidates: tuple[int, ...] = ()


@dataclass(slots=True)
class Known:
    """The contacts a file’s rows are compared with. `remember` adds rows of the file itself, so repeats are found."""

    by_source: dict[tuple[str, str], list[Contact]] = field(default_factory=dict)
    by_email: dict[str, list[Contact]] = field(default_factory=dict)
    by_name: dict[str, list[Contact]] = field(default_factory=dict)

    def remember(self, contact: Contact) -> None:
        """Compare the next rows with this contact too."""
        for source in contact.keys.sources:
            self.by_source.setdefault(source, []).append(contact)
        if contact.keys.email:
            self.by_email.setdefault(contact.keys.email, []).append(contact)
        if contact.keys.name:
            self.by_name.setdefault(contact.keys.name, []).append(contact)


def known_among(contacts: Iterable[Contact]) -> Known:
    """The contacts, ready to be compared with."""
    known = Known()
    for contact in contacts:
        known.remember(contact)
    return known


def match(keys: Keys, known: Known) -> Match:
    """What a row is, by the first key that tells: source number, e-mail, telephone and name, name and postal code."""
    return (
        _by_source(keys, known)
        or _by_email(keys, known)
        or _by_phone(keys, known)
        or _by_postal(keys, known)
        or _by_name_alone(keys, known)
        or Match(Found.NEW, By.NOTHING)
    )


def _known(contact: Contact, by: By) -> Match:
    return Match(Found.KNOWN, by, contact.id)


def _choice(contacts: Iterable[Contact], by: By) -> Match:
    return Match(Found.CHOICE, by, candidates=tuple(dict.fromkeys(contact.id for contact in contacts)))


def _one_or_choice(contacts: list[Contact], by: By) -> Match | None:
    if not contacts:
        return None
    several = len({contact.id for contact in contacts}) > 1
    return _choice(contacts, By.SEVERAL) if several else _known(contacts[0], by)


def _by_source(keys: Keys, known: Known) -> Match | None:
    found = [contact for source in keys.sources for contact in known.by_source.get(source, ())]
    if not found:
        return None
    if len({contact.id for contact in found}) > 1:
        return _choice(found, By.SOURCE_OF_SEVERAL)
    others = [c for c in known.by_email.get(keys.email or "", ()) if c.id != found[0].id]
    if others:
        return _choice([found[0], *others], By.SOURCE_AND_EMAIL_DIFFER)
    return _known(found[0], By.SOURCE)


def _by_email(keys: Keys, known: Known) -> Match | None:
    found = known.by_email.get(keys.email or "", [])
    if not found:
        return None
    agreeing = [contact for contact in found if names_agree(keys.name, contact.keys.name)]
    return _one_or_choice(agreeing, By.EMAIL) or _choice(found, By.EMAIL_OF_ANOTHER_NAME)


def _by_phone(keys: Keys, known: Known) -> Match | None:
    if not (keys.phone and keys.name):
        return None
    same = [c for c in known.by_name.get(keys.name, ()) if c.keys.phone == keys.phone]
    return _one_or_choice(same, By.PHONE_AND_NAME)


def _by_postal(keys: Keys, known: Known) -> Match | None:
    if not (keys.postal and keys.name):
        return None
    same = [c for c in known.by_name.get(keys.name, ()) if c.keys.postal == keys.postal]
    if any(_contradict(keys, contact.keys) for contact in same):
        return _choice(same, By.SAME_NAME_OTHER_ADDRESS)
    return _one_or_choice(same, By.NAME_AND_POSTAL)


def _by_name_alone(keys: Keys, known: Known) -> Match | None:
    """A row that bears a name and nothing that could tell it from its namesake on file, or the other way round."""
    bare = [c for c in known.by_name.get(keys.name, ()) if _nothing_to_compare(keys, c.keys)]
    return _choice(bare, By.NAME_ALONE) if keys.name and bare else None


def names_agree(one: str, other: str) -> bool:
    """Whether two names may be one person’s: one is missing, or the first words agree, if only as an initial."""
    if not one or not other:
        return True
    first, second = sorted((one.split()[0], other.split()[0]), key=len)
    return second.startswith(first) if len(first) == 1 else first == second


def _contradict(one: Keys, other: Keys) -> bool:
    return any(a and b and a != b for a, b in ((one.email, other.email), (one.phone, other.phone)))


def _nothing_to_compare(one: Keys, other: Keys) -> bool:
    facts = ((one.email, other.email), (one.phone, other.phone), (one.postal, other.postal))
    return not any(a and b for a, b in facts)
