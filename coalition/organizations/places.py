"""Counties and legislative districts, and which of them no member organization reaches, from counts only."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from coalition.organizations.models import Reach, Standing, StandingChange
from coalition.organizations.rules import Counted, StandingFrom, counted, standing_on
from data.errors import InvalidInput
from data.places import Jurisdiction, Place, PlaceKind
from data.records import columns

KINDS = tuple(PlaceKind)


@dataclass(frozen=True, slots=True)
class PlaceHead:
    """A county or district with its state's two letters."""

    id: int
    state: str
    kind: PlaceKind
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class PlaceReached:
    """A place with how many member organizations reach it, and how many members they count there."""

    place: PlaceHead
    organizations: int
    members: Counted


@dataclass(frozen=True, slots=True)
class Coverage:
    """Every place of one kind in a state, in its order, as it is reached on a day."""

    state: str
    kind: PlaceKind
    places: tuple[PlaceReached, ...]

    @property
    def unreached(self) -> tuple[PlaceHead, ...]:
        """The places no member organization counts anybody in."""
        return tuple(one.place for one in self.places if not one.organizations)


def place_heads(session: Session, ids: Collection[int] | None = None) -> tuple[PlaceHead, ...]:
    """Places by their ids, else every one; by state, kind and the order of their list."""
    asked = columns(Place.id, Jurisdiction.code, Place.kind, Place.code, Place.name).join(
        Jurisdiction, col(Jurisdiction.id) == col(Place.jurisdiction_id)
    )
    if ids is not None:
        asked = asked.where(col(Place.id).in_(ids))
    rows = session.execute(asked.order_by(col(Jurisdiction.code), col(Place.id))).all()
    heads = [PlaceHead(id_, state, PlaceKind(kind), code, name) for id_, state, kind, code, name in rows]
    return tuple(sorted(heads, key=lambda head: (head.state, KINDS.index(head.kind), head.id)))


def reached_places(session: Session) -> tuple[PlaceHead, ...]:
    """The places in which some organization counts members."""
    return place_heads(session, list(session.exec(select(Reach.place_id).where(Reach.members > 0).distinct())))


def states_with_places(session: Session) -> Mapping[str, str]:
    """The names of the states whose counties and districts are known, by their two letters."""
    known = select(Place.jurisdiction_id).distinct()
    asked = select(Jurisdiction.code, Jurisdiction.name).where(col(Jurisdiction.id).in_(known))
    return {row[0]: row[1] for row in session.execute(asked.order_by(Jurisdiction.name))}


def coverage(session: Session, *, state: str, kind: PlaceKind, day: date) -> Coverage:
    """Which places of a kind in a state the member organizations of a day reach. Raises InvalidInput."""
    places = [head for head in place_heads(session) if head.state == state and head.kind is kind]
    if not places:
        raise InvalidInput("No counties or districts of “{state}” are on file. Choose ky or ma.", state=state)
    members = _members(session, day)
    counts: defaultdict[int, list[int]] = defaultdict(list)
    reaching = select(Reach.place_id, Reach.organization_id, Reach.members).where(Reach.members > 0)
    for place_id, organization_id, count in session.exec(reaching):
        if organization_id in members:
            counts[place_id].append(count)
    return Coverage(
        state,
        kind,
        tuple(PlaceReached(place, len(mine), counted(mine)) for place in places for mine in [counts[place.id]]),
    )


def _members(session: Session, day: date) -> set[int]:
    """The organizations that stand as members on a day."""
    said: defaultdict[int, list[StandingFrom]] = defaultdict(list)
    asked = columns(StandingChange.organization_id, StandingChange.standing, StandingChange.since)
    for number, standing, since in session.execute(asked):
        said[number].append(StandingFrom(standing, since))
    stands = {number: standing_on(changes, day) for number, changes in said.items()}
    return {number for number, now in stands.items() if now is not None and now.standing == Standing.MEMBER}
