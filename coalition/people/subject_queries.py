"""Everything this organization knows of one person, to hand to that person: from every table that refers to them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from coalition.people.contact_queries import Details, contact
from coalition.people.models import Consent, OptOut, Person, PersonSource
from data.audit import AuditEntry
from data.records import references_to

IN_DETAILS = {Consent, OptOut, PersonSource}


@dataclass(frozen=True, slots=True)
class Subject:
    """What is known of a person: the contact, the rows of other tables by table, and what was done with it, when."""

    details: Details
    rows: tuple[tuple[str, Mapping[str, Any]], ...]
    acts: tuple[tuple[str, str], ...]


def everything_about(session: Session, person_id: int, *, today: date) -> Subject:
    """All that the viewer’s organization keeps of one contact. NotFound for a stranger’s and a missing one alike."""
    details = contact(session, person_id, today=today)
    rows = []
    for column in references_to(Person):
        if column.class_ not in IN_DETAILS:
            found = session.exec(select(column.class_).where(column == person_id))
            rows += [(str(column.class_.__tablename__), json.loads(row.model_dump_json())) for row in found]
    acts = select(AuditEntry.at, AuditEntry.act).where(AuditEntry.subject == f"contact {person_id}")
    done = tuple((at, act) for at, act in session.exec(acts.order_by(col(AuditEntry.id))))
    return Subject(details, tuple(rows), done)
