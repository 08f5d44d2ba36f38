"""What a file of contacts is compared with: who is on file, what earlier imports said, and who is to be left alone."""

from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session, col, select

from coalition.people.comparing import Background, OnFile
from coalition.people.contact_file import fingerprint
from coalition.people.gathering import KEPT, GivenContact
from coalition.people.left_alone import hashes_of
from coalition.people.matching_queries import known_contacts
from coalition.people.models import ContactStatement, LeftAlone, Person, PersonSource
from coalition.people.queries import contactable
from coalition.people.recognising import Contact, Known
from data.access import viewer_of_session
from data.records import chunks, columns
from data.secret_key import secret_key

MANY = 5_000  # each statement looks through all contacts once to know whose they are


def background_of(session: Session, contacts: Sequence[GivenContact], fingerprints: Sequence[str]) -> Background:
    """The viewer's own contacts that the rows may be; `fingerprints` are the rows' own."""
    known = known_contacts(session, [contact.keys for contact in contacts])
    by_said = _statements(session, "said_key", set(fingerprints))
    by_email = _statements(session, "email_key", {c.keys.email for c in contacts if c.keys.email})
    on_file = people_on_file(session, {*_ids(known), *by_said.values(), *by_email.values()})
    for email, person_id in by_email.items():
        at = known.by_email.setdefault(email, [])
        if person_id in on_file and all(contact.id != person_id for contact in at):
            at.append(next((c for c in _every(known) if c.id == person_id), None) or _bare(contacts, email, person_id))
    seen = {said: person_id for said, person_id in by_said.items() if person_id in on_file}
    return Background(known, on_file, seen, _left_alone(session, contacts))


def _every(known: Known) -> Iterator[Contact]:
    for table in (known.by_source, known.by_email, known.by_name):
        for found in table.values():
            yield from found


def _ids(known: Known) -> set[int]:
    return {contact.id for contact in _every(known)}


def _bare(contacts: Sequence[GivenContact], email: str, person_id: int) -> Contact:
    """A contact an earlier import knew by this e-mail address, whatever name stands there now."""
    return Contact(person_id, next(c.keys for c in contacts if c.keys.email == email))


def _statements(session: Session, column: str, wanted: set[str]) -> dict[str, int]:
    """Which contact an import that stands said this of, the newest import's word last."""
    found: dict[str, int] = {}
    key = getattr(ContactStatement, column)
    for some in chunks(wanted, MANY):
        rows = columns(key, ContactStatement.person_id).where(key.in_(some))
        found.update((row[0], row[1]) for row in session.execute(rows.order_by(col(ContactStatement.import_id))))
    return found


def people_on_file(session: Session, ids: set[int]) -> dict[int, OnFile]:
    """The viewer's own contacts by number, with what they are compared by."""
    fields = [field.value for field in KEPT]
    out = contactable(session, sorted(ids)).left_out
    found: dict[int, OnFile] = {}
    for some in chunks(ids, MANY):
        sources, said = _sources(session, some), _said(session, some)
        wanted = columns(Person.id, *(getattr(Person, name) for name in fields))
        for number, *values in session.execute(wanted.where(col(Person.id).in_(some), col(Person.erased_on).is_(None))):
            found[number] = OnFile(
                number, dict(zip(fields, values, strict=True)), frozenset(sources.get(number, ())), number in out,
                frozenset(said.get(number, ())),
            )  # fmt: skip
    return found


def _sources(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    rows = columns(PersonSource.person_id, PersonSource.system, PersonSource.number)
    for person_id, system, number in session.execute(rows.where(col(PersonSource.person_id).in_(ids))):
        found.setdefault(person_id, []).append((system, number))
    return found


def _said(session: Session, ids: Sequence[int]) -> dict[int, set[tuple[str, str]]]:
    found: dict[int, set[tuple[str, str]]] = {}
    rows = columns(ContactStatement.person_id, ContactStatement.said)
    for person_id, said in session.execute(rows.where(col(ContactStatement.person_id).in_(ids))):
        found.setdefault(person_id, set()).update(said.items())
    return found


def _left_alone(session: Session, contacts: Sequence[GivenContact]) -> frozenset[int]:
    """The rows of people whom everybody here leaves alone, or whom this organization was told to."""
    if session.exec(select(LeftAlone.hash).limit(1)).first() is None:
        return frozenset()
    secret, own = secret_key(), viewer_of_session(session).organization_id
    rows: dict[str, set[int]] = {}
    for contact in contacts:
        for organization_id in (None, own):
            for digest in hashes_of(secret, contact.keys, organization_id=organization_id):
                if digest:
                    rows.setdefault(digest, set()).add(contact.row)
    hit = (select(LeftAlone.hash).where(col(LeftAlone.hash).in_(some)) for some in chunks(rows, MANY))
    return frozenset(row for wanted in hit for digest in session.exec(wanted) for row in rows[digest])


def standing_statements(session: Session, ids: set[int], *, beside: int) -> Mapping[int, list[ContactStatement]]:
    """What other imports that stand say of these contacts, the oldest first."""
    found: dict[int, list[ContactStatement]] = {}
    for some in chunks(ids, MANY):
        rows = select(ContactStatement).where(
            col(ContactStatement.person_id).in_(some), ContactStatement.import_id != beside
        )
        for one in session.exec(rows.order_by(col(ContactStatement.import_id))):
            found.setdefault(one.person_id, []).append(one)
    return found


def fingerprints_of(contacts: Sequence[GivenContact]) -> list[str]:
    """Each row's own fingerprint."""
    return [fingerprint(contact.said) for contact in contacts]
