"""The contacts on file that rows of a file may be, looked up many at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session, col, select

from coalition.people.models import Person, PersonSource
from coalition.people.recognising import Contact, Known, known_among
from coalition.people.rules import Keys, phone_key, postal_key
from data.records import chunks, columns


def known_contacts(session: Session, rows: Sequence[Keys]) -> Known:
    """The contacts of the viewer’s organization that share a source number, an e-mail or a name with a row.

    Give it to `recognising.match` with each row; `Known.remember` makes it find repeats within the file too.
    """
    found: set[int] = set()
    sources = {source for row in rows for source in row.sources}
    borne = columns(PersonSource.person_id, PersonSource.system, PersonSource.number)
    for some in chunks({number for _system, number in sources}):  # by number alone: SQLite plans a pair badly
        bearers = session.execute(borne.where(col(PersonSource.number).in_(some)))
        found |= {person_id for person_id, *source in bearers if tuple(source) in sources}
    wanted: tuple[tuple[Any, set[str]], ...] = (
        (col(Person.email_key), {row.email for row in rows if row.email}),
        (col(Person.name_key), {row.name for row in rows if row.name}),
    )
    for column, keys in wanted:
        for few in chunks(keys):
            found |= set(session.scalars(columns(Person.id).where(column.in_(few))))
    return known_among(_contacts(session, found))


def _contacts(session: Session, ids: set[int]) -> Iterator[Contact]:
    p = Person
    for some in chunks(ids):
        sources: dict[int, list[tuple[str, str]]] = {}
        for row in session.exec(select(PersonSource).where(col(PersonSource.person_id).in_(some))):
            sources.setdefault(row.person_id, []).append((row.system, row.number))
        people = columns(p.id, p.name_key, p.email_key, p.phone, p.postal_code)
        for number, name, email, phone, postal in session.execute(
            people.where(col(p.id).in_(some), col(p.erased_on).is_(None)).order_by(col(p.id))
        ):
            own = tuple(sources.get(number, ()))
            yield Contact(number, Keys(name, email, phone_key(phone), postal_key(postal), own))
