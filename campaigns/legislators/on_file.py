"""What the store holds of some states' legislators and committees, read at once for an import to compare with."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from campaigns.legislators.models import (
    Chamber,
    Committee,
    CommitteeMember,
    Legislator,
    LegislatorIdentifier,
    LegislatorName,
    LegislatorOffice,
    LegislatorParty,
    Seat,
)
from campaigns.legislators.naming import name_key
from campaigns.legislators.rules import Held
from data.places import Jurisdiction, Place, PlaceKind
from data.records import columns

FIELDS = ("name", "given_name", "family_name", "name_key", "email", "website")
Office = tuple[str, str, str]
PLACES = {"lower": PlaceKind.HOUSE, "upper": PlaceKind.SENATE}


@dataclass(slots=True)
class PersonOnFile:
    """A legislator with all that belongs to them, as sets to compare with; `id` is None for one to be made."""

    id: int | None
    state: str
    fields: dict[str, str]
    identifiers: set[tuple[str, str]] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    seats: list[Held] = field(default_factory=list)
    parties: list[Held] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    source_id: int | None = None


@dataclass(slots=True)
class CommitteeOnFile:
    """A committee with its members: who (None: nobody on file) and as what, by printed name."""

    id: int | None
    state: str
    chamber: str
    name: str
    external_id: str
    parent_id: int | None
    members: dict[str, tuple[int | None, str]] = field(default_factory=dict)


@dataclass(slots=True)
class OnFile:
    """States in the store by code, their chambers, places, people and committees."""

    states: Mapping[str, int]
    chambers: Mapping[tuple[str, str], int]
    seats: Mapping[tuple[str, str], int]
    places: Mapping[tuple[str, str, str], int]
    people: dict[int, PersonOnFile]
    committees: dict[str, CommitteeOnFile]

    def place_of(self, state: str, seat: Held) -> int | None:
        """The district's place by its number or name as the legislature writes it, None where no such is on file."""
        return self.places.get((state, PLACES.get(seat.chamber, ""), name_key(seat.district)))


def on_file(session: Session, states: Collection[str]) -> OnFile:
    """All there is of these states' legislators; nine questions however many people there are."""
    of_states = select(Jurisdiction.code, Jurisdiction.id).where(col(Jurisdiction.code).in_(states))
    codes = {code: number or 0 for code, number in session.exec(of_states)}
    names = {number: code for code, number in codes.items()}
    chambers = columns(Chamber.id, Chamber.jurisdiction_id, Chamber.kind, Chamber.seats).where(
        col(Chamber.jurisdiction_id).in_(names)
    )
    found = [(number, (names[state], kind), seats) for number, state, kind, seats in session.execute(chambers)]
    places = columns(Place.id, Place.jurisdiction_id, Place.kind, Place.code).where(
        col(Place.jurisdiction_id).in_(names), col(Place.kind).in_(list(PLACES.values()))
    )
    return OnFile(
        codes,
        {key: number for number, key, _seats in found},
        {key: seats for _number, key, seats in found},
        {(names[state], kind, name_key(code)): number for number, state, kind, code in session.execute(places)},
        _people(session, names, {number: key[1] for number, key, _seats in found}),
        _committees(session, names),
    )


def _people(session: Session, states: Mapping[int, str], chambers: Mapping[int, str]) -> dict[int, PersonOnFile]:
    of_states = col(Legislator.jurisdiction_id).in_(states)
    l = Legislator  # noqa: E741
    wanted = columns(l.id, l.jurisdiction_id, l.source_id, *(getattr(l, name) for name in FIELDS))
    people = {
        number: PersonOnFile(number, states[state], dict(zip(FIELDS, values, strict=True)), source_id=source)
        for number, state, source, *values in session.execute(wanted.where(of_states))
    }

    def hanging(model: Any, *names: str) -> Any:
        wanted = columns(model.legislator_id, *(getattr(model, name) for name in names))
        return session.execute(wanted.join(Legislator, col(Legislator.id) == model.legislator_id).where(of_states))

    for number, scheme, value in hanging(LegislatorIdentifier, "scheme", "value"):
        people[number].identifiers.add((scheme, value))
    for number, key, name in hanging(LegislatorName, "name_key", "name"):
        people[number].names[key] = name
    for number, chamber, *span in hanging(Seat, "chamber_id", "district", "since", "until"):
        people[number].seats.append(Held(chambers[chamber], *span))
    for number, party, *days in hanging(LegislatorParty, "party", "since", "until"):
        people[number].parties.append(Held(party, "", *days))
    for number, *office in hanging(LegislatorOffice, "kind", "address", "voice"):
        people[number].offices.append((office[0], office[1], office[2]))
    return people


def _committees(session: Session, states: Mapping[int, str]) -> dict[str, CommitteeOnFile]:
    c = Committee
    wanted = columns(c.id, c.jurisdiction_id, c.chamber, c.name, c.external_id, c.parent_id)
    of_states = col(c.jurisdiction_id).in_(states)
    found = {
        number: CommitteeOnFile(number, states[state], *rest)
        for number, state, *rest in session.execute(wanted.where(of_states))
    }
    m = CommitteeMember
    members = columns(m.committee_id, m.name, m.legislator_id, m.role).join(c, col(c.id) == col(m.committee_id))
    for number, name, legislator_id, role in session.execute(members.where(of_states)):
        found[number].members[name] = (legislator_id, role)
    return {one.external_id: one for one in found.values()}
