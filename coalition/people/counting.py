"""How many contacts there are where: told to the table by each organization, added up only over three or more."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from coalition.people.leaving_alone import own_organization
from coalition.people.left_alone import said_by
from coalition.people.models import Person, SharedCount
from data.access import Permission, requires
from data.audit import note_act, take_turn
from data.places import Place
from data.records import columns
from data.secret_key import secret_key

FEWEST = 3
EVERY_PLACE = "contacts by place"
Told = tuple[int | None, date]


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place, how many organizations told of it between which days, and their contacts; None where too few told.

    `organizations` and the days are None for fewer than three. Whoever has fewer than three contacts there is counted
    as an organization without a number, and `contacts` is a sum only of three numbers or more: of two, each teller
    would know the other’s.
    """

    place_id: int
    place: str
    organizations: int | None = None
    contacts: int | None = None
    first: date | None = None
    last: date | None = None


@requires(Permission.KEEP_CONTACTS)
def share_counts(session: Session, *, today: date) -> int:
    """Tell the table how many contacts this organization has in each county and district; how many places that is.

    What it told before is replaced. Fewer than three are told as such, and no total is.
    """
    take_turn(session)
    whose = said_by(secret_key(), EVERY_PLACE, own_organization(session))
    session.execute(delete(SharedCount).where(col(SharedCount.said_by) == whose))
    counted = select(Person.place_id, func.count()).where(
        col(Person.place_id).is_not(None), col(Person.erased_on).is_(None)
    )  # fmt: skip
    rows = [
        SharedCount(
            place_id=place_id or 0, said_by=whose, contacts=contacts if contacts >= FEWEST else None, as_of=today
        )
        for place_id, contacts in session.exec(counted.group_by(col(Person.place_id)))
    ]
    session.add_all(rows)
    note_act(session, "share contact counts", places=len(rows))
    return len(rows)


def contacts_by_place(session: Session) -> tuple[PlaceCount, ...]:
    """The one summary of contacts that crosses organizations: by place, by name; no other grouping and no total."""
    told: defaultdict[tuple[str, int], list[Told]] = defaultdict(list)
    s = SharedCount
    rows = columns(Place.name, s.place_id, s.contacts, s.as_of).join(Place, col(Place.id) == s.place_id)
    for name, place_id, contacts, as_of in session.execute(rows):
        told[name, place_id].append((contacts, as_of))
    return tuple(_summed(name, place_id, every) for (name, place_id), every in sorted(told.items()))


def _summed(name: str, place_id: int, told: list[Told]) -> PlaceCount:
    if len(told) < FEWEST:
        return PlaceCount(place_id, name)
    counts, days = [count for count, _day in told if count is not None], [day for _count, day in told]
    contacts = sum(counts) if len(counts) >= FEWEST else None
    return PlaceCount(place_id, name, len(told), contacts, min(days), max(days))
