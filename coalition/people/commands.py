"""Keep contacts: add, change, say until when they are kept. Many at a time with `add_contacts`.

The audit names the contact’s number and the columns that changed, never what stood or stands in them. It is read
across organizations, so it does not say how many contacts one has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.people.contact_queries import draft_of, own_person
from coalition.people.leaving_alone import honour_erased, leave_alone_further, own_organization
from coalition.people.left_alone import hashes_of
from coalition.people.models import Person, PersonSource
from coalition.people.rules import Draft, Keys, Notice, changed_columns, checked, keys_of
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput
from data.places import Place
from data.records import chunks, columns
from data.secret_key import secret_key

ON_FILE = (
    "A contact with this e-mail address is on file already. Open that one, or say that two people share the address."
)
CHANGED_MEANWHILE = (
    "Somebody else changed this contact while you were writing. What you wrote still stands in the form: compare it "
    "with the contact as it is now, and save again."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept: the contact’s number, what to look at, and the names of the columns that changed."""

    id: int
    notices: tuple[Notice, ...]
    changed: tuple[str, ...]


@requires(Permission.KEEP_CONTACTS)
def add_contact(session: Session, *, draft: Draft, now: datetime, shares_email: bool = False) -> Kept:
    """Add one contact. `shares_email`: two people use the address, so it is no longer compared.

    Raises InvalidInput for what cannot be kept and for an e-mail address that is on file already.
    """
    take_turn(session)
    kept, notices = checked(draft)
    _check_place(session, kept.place_id)
    if not shares_email and keys_of(kept).email in _taken(session, [kept]):
        raise InvalidInput(ON_FILE)
    person = _add(session, [kept], now, shares_email=shares_email)[0]
    note_act(session, "add contact", subject=f"contact {person.id}", columns=list(changed_columns(Draft(), kept)))
    return Kept(person.id or 0, notices, changed_columns(Draft(), kept))


@requires(Permission.KEEP_CONTACTS)
def add_contacts(session: Session, *, drafts: Sequence[Draft], now: datetime) -> tuple[int, ...]:
    """Add many contacts, with one audit entry; their numbers, in the order given.

    Somebody whose e-mail address another contact bears is added with an address that is not compared. Raises
    InvalidInput for the first that cannot be kept: check each with `rules.checked` before.
    """
    take_turn(session)
    kept = [checked(draft)[0] for draft in drafts]
    people = _add(session, kept, now)
    note_act(session, "add contacts")
    return tuple(person.id or 0 for person in people)


@requires(Permission.KEEP_CONTACTS)
def change_contact(session: Session, *, person_id: int, version: int, draft: Draft, shares_email: bool = False) -> Kept:
    """Give a contact the columns of a draft, if it still is the version that was shown.

    Raises NotFound, and InvalidInput for what cannot be kept or when somebody else changed it meanwhile.
    """
    take_turn(session)
    person = own_person(session, person_id)
    if person.version != version:
        raise InvalidInput(CHANGED_MEANWHILE)
    kept, notices = checked(draft)
    _check_place(session, kept.place_id)
    if not shares_email and keys_of(kept).email in _taken(session, [kept], besides=person_id):
        raise InvalidInput(ON_FILE)
    changed = _change(session, person, kept, shares_email=shares_email)
    if changed:
        note_act(session, "change contact", subject=f"contact {person_id}", columns=list(changed))
    return Kept(person_id, notices, changed)


@requires(Permission.KEEP_CONTACTS)
def keep_until(session: Session, *, person_id: int, version: int, day: date | None) -> None:
    """Say the last day a contact is kept, None for as long as somebody needs it.

    Raises NotFound, and InvalidInput when somebody else changed the contact meanwhile.
    """
    take_turn(session)
    person = own_person(session, person_id)
    if person.version != version:
        raise InvalidInput(CHANGED_MEANWHILE)
    person.keep_until, person.version = day, version + 1
    session.add(person)
    note_act(session, "keep contact until", subject=f"contact {person_id}", columns=["keep_until"])


@requires(Permission.KEEP_CONTACTS)
def note_export(session: Session, *, what: str, person_id: int | None = None) -> None:
    """Write down that somebody took a list of contacts, or all that is known of one, out of here."""
    if person_id is None:
        note_act(session, "export contacts", subject=what)
    else:
        note_act(session, "export contact", subject=f"contact {person_id}")


def _check_place(session: Session, place_id: int | None) -> None:
    if place_id is not None and session.get(Place, place_id) is None:
        raise InvalidInput("This county or district is not on file. Choose one of the list.")


def _taken(session: Session, drafts: Sequence[Draft], *, besides: int | None = None) -> set[str]:
    """The e-mail keys of the drafts that other contacts of this organization bear."""
    found: set[str] = set()
    for some in chunks({key for draft in drafts if (key := keys_of(draft).email)}):
        rows = columns(Person.email_key).where(col(Person.email_key).in_(some))
        found |= set(session.scalars(rows if besides is None else rows.where(col(Person.id) != besides)))
    return found


def _add(session: Session, drafts: Sequence[Draft], now: datetime, *, shares_email: bool = False) -> list[Person]:
    organization_id = own_organization(session)
    secret, taken = secret_key(), _taken(session, drafts)
    people = []
    for draft in drafts:
        keys = keys_of(draft)
        compared = None if shares_email or keys.email in taken else keys.email
        if compared:
            taken.add(compared)
        person = Person(organization_id=organization_id, name_key=keys.name, email_key=compared, made=now)
        _fill(person, draft, keys, secret)
        people.append(person)
    session.add_all(people)
    session.flush()
    pairs = list(zip(people, drafts, strict=True))
    for person, draft in pairs:
        session.add_all(PersonSource(person_id=person.id or 0, system=s, number=n) for s, n in draft.sources)
    honour_erased(session, {person.id or 0: keys_of(draft) for person, draft in pairs})
    session.flush()
    return people


def _fill(person: Person, draft: Draft, keys: Keys, secret: bytes) -> None:
    person.given_name, person.family_name, person.title = draft.given_name, draft.family_name, draft.title
    person.email, person.phone, person.note = draft.email, draft.phone, draft.note
    person.postal_code, person.town, person.place_id = draft.postal_code, draft.town, draft.place_id
    person.keep_until, person.name_key = draft.keep_until, keys.name
    person.email_hash, person.phone_hash = hashes_of(secret, keys)


def _change(session: Session, person: Person, draft: Draft, *, shares_email: bool) -> tuple[str, ...]:
    changed = changed_columns(draft_of(session, person), draft)
    keys = keys_of(draft)
    compared = None if shares_email else keys.email
    if not changed and person.email_key == compared:
        return ()
    _fill(person, draft, keys, secret_key())
    person.email_key, person.version = compared, person.version + 1
    session.add(person)
    if "sources" in changed:
        _replace_sources(session, person.id or 0, draft.sources)
    if {"email", "phone"} & set(changed):
        leave_alone_further(session, person)
        honour_erased(session, {person.id or 0: keys})
    session.flush()
    return changed or ("email_key",)


def _replace_sources(session: Session, person_id: int, sources: Sequence[tuple[str, str]]) -> None:
    wanted = set(sources)
    for row in session.exec(select(PersonSource).where(PersonSource.person_id == person_id)).all():
        if (row.system, row.number) in wanted:
            wanted.discard((row.system, row.number))
        else:
            session.delete(row)
    session.add_all(PersonSource(person_id=person_id, system=s, number=n) for s, n in sorted(wanted))
