"""The people of one's own organization who have a role in it."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from coalition.people.models import Person


@dataclass(frozen=True, slots=True)
class InRole:
    """A contact with the role or title their organization wrote down."""

    id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class InRoles:
    """The first of them by name, and how many there are in all."""

    people: tuple[InRole, ...]
    count: int


def people_in_roles(session: Session, *, size: int) -> InRoles:
    """Whoever of the viewer's organization bears a title, by name, at most `size` of them."""
    fits = (col(Person.title) != "", col(Person.erased_on).is_(None))
    count = session.exec(select(func.count()).select_from(Person).where(*fits)).one()
    rows = select(Person.id, Person.given_name, Person.family_name, Person.title).where(*fits)
    found = session.exec(rows.order_by(col(Person.name_key), col(Person.id)).limit(size))
    people = tuple(InRole(number or 0, f"{given} {family}".strip(), title) for number, given, family, title in found)
    return InRoles(people, count)
