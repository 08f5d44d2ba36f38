"""Take back an import of contacts: what it brought goes, what other imports or people said stays, in any order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from coalition.people.gathering import KEPT_NAMES
from coalition.people.importing import OUT, fill, told_by
from coalition.people.known_people import MANY, standing_statements
from coalition.people.models import ContactImport, ContactStatement, OptOut, Person, PersonSource
from coalition.people.rules import Scope, email_key
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.imports.outcomes import Undone
from data.records import chunks, columns, references_to
from data.secret_key import secret_key

OURS = (PersonSource, ContactStatement, OptOut)


@dataclass(frozen=True, slots=True)
class _Taken:
    """What is looked up once for a chunk of contacts."""

    people: Mapping[int, Person]
    heirs: Mapping[int, list[ContactStatement]]
    opt_outs: Mapping[int, OptOut]
    in_use: set[int]


@requires(Permission.KEEP_CONTACTS)
def undo_contact_import(session: Session, *, import_id: int, now: datetime) -> Undone:
    """Take back one import of one's own organization, whole.

    A contact it brought goes, unless another import speaks of it, somebody changed it or something else is kept of
    it. What it completed is emptied again, or taken from the next import that says it. Raises NotFound, and
    InvalidInput when it is undone already.
    """
    take_turn(session)
    done = session.exec(select(ContactImport).where(ContactImport.id == import_id)).first()
    if done is None:
        raise NotFound("This import")
    if done.undone_at is not None:
        raise InvalidInput("This import is undone already.")
    mine = session.exec(select(ContactStatement).where(ContactStatement.import_id == import_id)).all()
    counts = [0, 0, 0]
    by_person = {one.person_id: one for one in mine}
    for some in chunks(by_person, MANY):
        for place, count in enumerate(_take_back(session, done, [by_person[number] for number in some])):
            counts[place] += count
    session.expunge_all()
    session.execute(delete(ContactStatement).where(col(ContactStatement.import_id) == import_id))
    found = session.exec(select(ContactImport).where(ContactImport.id == import_id)).one()
    found.undone_at = now
    session.add(found)
    session.flush()
    note_act(session, "undo contact import", subject=f"contact import {import_id}")
    return Undone(*counts)


def _take_back(session: Session, done: ContactImport, mine: Sequence[ContactStatement]) -> tuple[int, int, int]:
    ids = [one.person_id for one in mine]
    taken = _looked_up(session, done, ids)
    gone: list[int] = []
    restored = kept = 0
    for one in mine:
        person, heirs = taken.people.get(one.person_id), taken.heirs.get(one.person_id, [])
        if person is None:
            continue
        if one.made and not heirs and _is_as_imported(person, one, taken, done):
            gone.append(one.person_id)
            continue
        if one.made and heirs:
            heirs[0].made = True
            session.add(heirs[0])
        elif one.made:
            kept += 1
            continue
        restored += _give_back(session, person, one, heirs, taken.opt_outs.get(one.person_id), done)
    session.flush()
    _remove(session, gone)
    return len(gone), restored, kept


def _looked_up(session: Session, done: ContactImport, ids: list[int]) -> _Taken:
    organization_wide = OptOut.scope == Scope.ORGANIZATION.value
    people = session.exec(select(Person).where(col(Person.id).in_(ids), col(Person.erased_on).is_(None)))
    opt_outs = session.exec(select(OptOut).where(col(OptOut.person_id).in_(ids), organization_wide))
    return _Taken(
        {person.id or 0: person for person in people},
        standing_statements(session, set(ids), beside=done.id or 0),
        {opt_out.person_id: opt_out for opt_out in opt_outs},
        _in_use(session, ids, done),
    )


def _in_use(session: Session, ids: list[int], done: ContactImport) -> set[int]:
    """The contacts that something besides imports refers to: a consent, an action, an opt-out a person entered."""
    found: set[int] = set()
    for column in references_to(Person):
        if column.class_ not in OURS:
            found |= set(session.scalars(columns(column).where(column.in_(ids))))
    other = select(OptOut.person_id).where(
        col(OptOut.person_id).in_(ids),
        (col(OptOut.scope) != Scope.ORGANIZATION.value)
        | ~col(OptOut.told).startswith(told_by(done.title, ""), autoescape=True),
    )
    return found | set(session.exec(other))


def _is_as_imported(person: Person, one: ContactStatement, taken: _Taken, done: ContactImport) -> bool:
    """Whether a contact is still what the import made of it, and nobody does anything with it."""
    untouched = all(getattr(person, name) == (one.said[name] if name in one.took else "") for name in KEPT_NAMES)
    return untouched and not person.note and person.place_id is None and one.person_id not in taken.in_use


def _give_back(
    session: Session,
    person: Person,
    one: ContactStatement,
    heirs: Sequence[ContactStatement],
    opt_out: OptOut | None,
    done: ContactImport,
) -> int:
    """Empty what the import completed, or let the next import that says it have its say; 1 when anything changed."""
    fields = [name for name in one.took if name in KEPT_NAMES and getattr(person, name) == one.said[name]]
    next_said = {name: _next(session, name, heirs, lambda _: True) for name in fields}
    said = {name: value for name, value in next_said.items() if value != getattr(person, name)}
    if said:
        fill(person, said, _emails_of_others(session, person, said), secret_key())
        session.add(person)
    changed = bool(said)
    if "number" in one.took:
        changed = _give_back_number(session, person, one, heirs, done) or changed
    if OUT in one.took and opt_out is not None and opt_out.told == told_by(done.title, one.said[OUT]):
        header = _next(session, OUT, heirs, lambda _: True)
        changed = True
        if header:
            heir = next(heir for heir in heirs if OUT in heir.said)
            title = session.exec(select(ContactImport.title).where(ContactImport.id == heir.import_id)).one()
            opt_out.told = told_by(title, header)
            session.add(opt_out)
        else:
            session.delete(opt_out)
    return int(changed)


def _next(session: Session, name: str, heirs: Sequence[ContactStatement], fits: Callable[[str], bool]) -> str:
    """What the oldest other import says in a field, which is its own from now on; "" when none says anything."""
    for heir in heirs:
        value = heir.said.get(name, "")
        if value and fits(value):
            heir.took = [*dict.fromkeys([*heir.took, name])]
            session.add(heir)
            return value
    return ""


def _give_back_number(
    session: Session, person: Person, one: ContactStatement, heirs: Sequence[ContactStatement], done: ContactImport
) -> bool:
    number = one.said["number"]
    if _next(session, "number", heirs, lambda value: value == number):
        return False
    wanted = (
        col(PersonSource.person_id) == person.id,
        col(PersonSource.system) == done.system,
        col(PersonSource.number) == number,
    )
    session.execute(delete(PersonSource).where(*wanted))
    return True


def _emails_of_others(session: Session, person: Person, said: Mapping[str, str]) -> set[str]:
    key = email_key(said.get("email", ""))
    others = select(Person.email_key).where(Person.email_key == key, Person.id != person.id)
    return {key} if key and session.exec(others).first() else set()


def _remove(session: Session, gone: Sequence[int]) -> None:
    for some in chunks(gone, MANY):
        for column in (ContactStatement.person_id, PersonSource.person_id, OptOut.person_id):
            session.execute(delete(column.class_).where(col(column).in_(some)))  # type: ignore[attr-defined]
        session.execute(delete(Person).where(col(Person.id).in_(some)))
