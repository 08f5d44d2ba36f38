"""The files of contacts an organization imported, and where a contact's imports say something else than it does."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from coalition.people.models import ContactImport, ContactStatement, Person
from coalition.people.rules import email_key, name_key, phone_key
from data.imports.outcomes import PastImport, past_import


def past_contact_imports(session: Session, *, limit: int = 20) -> tuple[PastImport, ...]:
    """The newest imports of the viewer's organization first, called by the kind of file or its name."""
    found = session.exec(select(ContactImport).order_by(col(ContactImport.id).desc()).limit(limit))
    return tuple(past_import(one, one.title[:1].upper() + one.title[1:] or one.file_name) for one in found)


@dataclass(frozen=True, slots=True)
class SaidElsewhere:
    """What an import said of a contact in a field where the contact says something else."""

    field: str
    said: str
    title: str
    applied_at: datetime


def said_elsewhere(session: Session, person_id: int) -> tuple[SaidElsewhere, ...]:
    """The differing values that imports kept of one contact of the viewer's own, the newest first; ours stay."""
    person = session.exec(select(Person).where(Person.id == person_id)).first()
    rows = (
        select(ContactStatement, ContactImport)
        .join(ContactImport, col(ContactImport.id) == ContactStatement.import_id)
        .where(ContactStatement.person_id == person_id)
        .order_by(col(ContactImport.id).desc())
    )
    return tuple(
        SaidElsewhere(name, value, one.title, one.applied_at)
        for statement, one in session.exec(rows)
        for name, value in statement.said.items()
        if person is not None and differs(name, str(getattr(person, name, "")), value)
    )


def differs(field_name: str, ours: str, theirs: str) -> bool:
    """Whether two values of a field are not the same by what contacts are compared by; an empty one never differs."""
    compared = {"email": email_key, "phone": phone_key}.get(field_name, name_key)
    return bool(ours and theirs) and ours != theirs and compared(ours) != compared(theirs)
