"""Erase a contact everywhere, one or all that are due; what others count stays as a row without personal data."""

from datetime import date
from typing import Any

from sqlalchemy import delete, exists
from sqlmodel import Session, select

from coalition.people.contact_queries import opt_outs_of, own_person
from coalition.people.leaving_alone import leave_alone
from coalition.people.models import Person
from coalition.people.queries import due_for_erasure
from coalition.people.rules import Scope
from data.access import RESTRICTED_TABLES, Permission, requires
from data.audit import note_act, take_turn
from data.records import references_to

PERSONAL = (
    "given_name", "family_name", "name_key", "email", "email_hash", "phone", "phone_hash", "postal_code", "town",
    "title", "note",
)  # fmt: skip


@requires(Permission.KEEP_CONTACTS)
def erase_contact(session: Session, *, person_id: int, today: date) -> None:
    """Erase one contact: every personal column, and every row of any room that goes with the person.

    Who opted out stays on the list of those not to be contacted, as a keyed hash, so that a file that brings them
    back is recognised. Raises NotFound.
    """
    take_turn(session)
    _erase(session, own_person(session, person_id), today)


@requires(Permission.KEEP_CONTACTS)
def erase_due(session: Session, *, today: date) -> int:
    """Erase every contact of this organization whose last day is over; how many that were."""
    take_turn(session)
    due = due_for_erasure(session, today=today)
    for one in due:
        _erase(session, own_person(session, one.id), today)
    note_act(session, "run retention")
    return len(due)


def _erase(session: Session, person: Person, today: date) -> None:
    person_id = person.id or 0
    opt_outs = opt_outs_of(session, person_id)
    if opt_outs:
        leave_alone(session, person, today, by_us_only=True)
    if any(said.scope is Scope.EVERYONE for said in opt_outs):
        leave_alone(session, person, today)
    counted = False
    for column in references_to(Person):
        if goes_with_the_person(column):
            session.execute(delete(column.class_).where(column == person_id))
        else:
            counted = counted or bool(session.execute(select(exists().where(column == person_id))).scalar())
    if counted:
        _blank(session, person, today)
    else:
        session.delete(person)
    session.flush()
    note_act(session, "erase contact", subject=f"contact {person_id}")


def goes_with_the_person(column: Any) -> bool:
    """Whether rows that refer to a contact by this column say something about them and are erased too.

    They do in a child table of people and where the column is declared with ON DELETE CASCADE.
    """
    rule = RESTRICTED_TABLES.get(column.class_)
    (key,) = column.property.columns[0].foreign_keys
    return (rule is not None and rule.parent is Person) or key.ondelete == "CASCADE"


def _blank(session: Session, person: Person, today: date) -> None:
    for column in PERSONAL:
        setattr(person, column, "")
    person.email_key = person.place_id = person.keep_until = None
    person.erased_on, person.version = today, person.version + 1
    session.add(person)
