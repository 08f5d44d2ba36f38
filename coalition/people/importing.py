"""Contacts out of a file, whole or not at all, repeatable, counted row by row; fields we have are never overwritten."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.people.comparing import Choices
from coalition.people.contact_file import GivenFile, fingerprint
from coalition.people.import_preview import ContactReport, Work, reported, work_of
from coalition.people.known_people import MANY
from coalition.people.left_alone import hashes_of
from coalition.people.models import ContactImport, ContactStatement, OptOut, Person, PersonSource
from coalition.people.rules import Keys, Scope, email_key, name_key, phone_key
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.imports.outcomes import Outcome, Tally
from data.imports.own_rows import insert_own_rows
from data.language import _
from data.records import chunks
from data.secret_key import secret_key

PERSON_COLUMNS = (
    "given_name", "family_name", "name_key", "email", "email_key", "email_hash", "phone_hash", "phone", "postal_code",
    "town", "title", "note", "keep_until", "version", "made",
)  # fmt: skip
STATEMENT_COLUMNS = ("import_id", "person_id", "row", "made", "said", "took", "said_key", "email_key")
OUT = "opt_out"


@requires(Permission.KEEP_CONTACTS)
def import_contacts(session: Session, *, given: GivenFile, choices: Choices, now: datetime) -> ContactReport:
    """Put a file's people among the contacts of one's own organization, all or nothing.

    What we have is never overwritten: only empty fields are completed. Rows whose choice is open stay out, and
    whoever opted out stays out. A file that says nothing new changes nothing and leaves no import behind.
    """
    take_turn(session)
    work = work_of(session, given, choices)
    report = reported(work, given, now.date())
    if not report.changed:
        return report
    made = _new_import(session, given, report.tally, now)
    ids = _add(session, work, report.keep_until, now)
    _complete(session, work)
    people = {**ids, **{one.id: one.id for one in work.known}}
    _opt_out(session, work, people, given, now.date())
    _state(session, made.id or 0, work, people)
    report.import_id = made.id
    note_act(session, "import contacts", subject=f"contact import {made.id}")
    return report


def _new_import(session: Session, given: GivenFile, tally: Tally, now: datetime) -> ContactImport:
    viewer = viewer_of_session(session)
    made = ContactImport(
        organization_id=viewer.organization_id or 0,
        file_sha256=given.sha256,
        file_name=given.name[:120],
        title=given.title[:120],
        system=given.table.layout.system or given.table.layout.key,
        rows=tally.rows,
        added=tally.of(Outcome.NEW),
        known=tally.of(Outcome.KNOWN),
        repeated=tally.of(Outcome.REPEATED),
        opted_out=tally.of(Outcome.OPTED_OUT),
        waiting=tally.of(Outcome.WAITING),
        rejected=tally.of(Outcome.REJECTED),
        rejections=[rejection.as_json() for rejection in given.rejected],
        applied_at=now,
        applied_by=viewer.name[:120],
    )
    session.add(made)
    session.flush()
    return made


def _add(session: Session, work: Work, keep_until: date | None, now: datetime) -> dict[int, int]:
    """The new contacts; their numbers by the planned ones. An e-mail address somebody has is not compared twice."""
    secret = secret_key()
    taken = _emails_on_file(session, {one.contact.keys.email for one in work.newcomers if one.contact.keys.email})
    rows = []
    for one in work.newcomers:
        draft, keys = one.contact.draft, one.contact.keys
        compared = None if keys.email in taken else keys.email
        if compared:
            taken.add(compared)
        rows.append(
            (
                draft.given_name, draft.family_name, keys.name, draft.email, compared, *hashes_of(secret, keys),
                draft.phone, draft.postal_code, draft.town, draft.title, "", keep_until, 1, now,
            )
        )  # fmt: skip
    ids = insert_own_rows(session, Person, PERSON_COLUMNS, rows)
    numbers = {one.id: number for one, number in zip(work.newcomers, ids, strict=True)}
    sources = [(numbers[one.id], *pair) for one in work.newcomers for pair in one.contact.draft.sources]
    insert_own_rows(session, PersonSource, ("person_id", "system", "number"), sources)
    return numbers


def _emails_on_file(session: Session, wanted: set[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(wanted, MANY):
        found |= {key or "" for key in session.exec(select(Person.email_key).where(col(Person.email_key).in_(some)))}
    return found


def _complete(session: Session, work: Work) -> None:
    """Empty fields of contacts we have, and their numbers in the file's system."""
    secret = secret_key()
    sources = []
    for one in work.known:
        on_file = work.background.on_file[one.id]
        system = {pair[0] for pair in on_file.sources}
        new = [pair for pair in one.contact.draft.sources if pair[0] not in system]
        if new:
            work.took[one.id]["number"] = new[0][1]
            sources += [(one.id, *pair) for pair in new]
    insert_own_rows(session, PersonSource, ("person_id", "system", "number"), sources)
    changing = {number for number, took in work.took.items() if set(took) - {"number"}}
    emails = _emails_on_file(session, {key for n in changing if (key := email_key(work.took[n].get("email", "")))})
    for some in chunks(changing, MANY):
        for person in session.exec(select(Person).where(col(Person.id).in_(some))):
            fill(person, work.took[person.id or 0], emails, secret)
            session.add(person)
    session.flush()


def fill(person: Person, fields: Mapping[str, str], taken: set[str], secret: bytes) -> None:
    """Give a contact these fields and what follows from them; `taken` are e-mail keys of others."""
    for name, value in fields.items():
        if name != "number":
            setattr(person, name, value)
    person.name_key = name_key(person.given_name, person.family_name)
    if "email" in fields:
        key = email_key(person.email)
        person.email_key = None if key in taken else key
        if key:
            taken.add(key)
    keys = Keys(email=email_key(person.email), phone=phone_key(person.phone))
    person.email_hash, person.phone_hash = hashes_of(secret, keys)
    person.version += 1


def _opt_out(session: Session, work: Work, people: Mapping[int, int], given: GivenFile, day: date) -> None:
    """Who opted out in the file is out of this organization's lists from today on."""
    rows = [
        (people[one.id], Scope.ORGANIZATION.value, "", "", day, told_by(given.title, one.contact.opt_out))
        for one in (*work.newcomers, *work.known)
        if one.id in work.opting_out
    ]
    columns = ("person_id", "scope", "campaign", "campaign_key", "since", "told")
    insert_own_rows(session, OptOut, columns, rows)


def told_by(title: str, header: str) -> str:
    """Where an opt-out was said: the kind of file, where it is one we know, and its column."""
    return f"{title or _('A file')}: {header}"


def _state(session: Session, import_id: int, work: Work, people: Mapping[int, int]) -> None:
    """What the file says of each contact, and what the contact took of it."""
    rows = []
    for one in (*work.newcomers, *work.known):
        said = one.contact.said
        took = list(said) if one.id < 0 else [*work.took[one.id], *([OUT] if one.id in work.opting_out else [])]
        rows.append(
            (
                import_id, people[one.id], one.contact.row, one.id < 0, said, took, fingerprint(said),
                one.contact.keys.email,
            )
        )  # fmt: skip
    insert_own_rows(session, ContactStatement, STATEMENT_COLUMNS, rows)
