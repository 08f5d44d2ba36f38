"""Legislators as lists show them, one with all that is public of them, and the seats of each chamber; values out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_
from sqlmodel import Session, col, func, select

from campaigns.legislators.models import (
    Chamber,
    Committee,
    CommitteeMember,
    Legislator,
    LegislatorOffice,
    LegislatorParty,
    LegislatorTie,
    Seat,
)
from campaigns.legislators.naming import name_key, titled
from campaigns.legislators.rules import Held, current
from coalition.organizations.models import Organization
from data.places import Jurisdiction
from data.provenance import Source
from data.records import chunks, columns


@dataclass(frozen=True, slots=True)
class FilledSeats:
    """A chamber and how many of its seats somebody holds."""

    state: str
    state_name: str
    kind: str
    name: str
    seats: int
    filled: int

    @property
    def vacant(self) -> int:
        return max(self.seats - self.filled, 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which legislators a list shows; an empty field narrows nothing. `past`: also those who sit no more."""

    words: str = ""
    state: str = ""
    chamber: str = ""
    party: str = ""
    district: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A legislator in a list: the seat they hold, or held last; committees with their roles; who of ours reaches them.

    `name` with the chamber's title; `plain_name` without. `reached_by` is empty for those who may not see ties.
    """

    id: int
    name: str
    plain_name: str
    family_name: str
    state: str
    seat: Held
    sits: bool
    party: str
    committees: tuple[tuple[str, str], ...] = ()
    reached_by: tuple[str, ...] = ()
    email: str = ""
    voice: str = ""
    source_id: int | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A legislator whole, as published: every seat and party with its days, offices, committees, and the source."""

    id: int
    name: str
    plain_name: str
    state: str
    state_name: str
    seats: tuple[Held, ...]
    place_ids: tuple[int, ...]
    parties: tuple[Held, ...]
    offices: tuple[tuple[str, str, str], ...]
    committees: tuple[tuple[int, str, str, str], ...]
    email: str
    website: str
    source: str

    def current_seat(self, on: date) -> Held | None:
        """The seat held on a day, the newest where there are two; None for somebody who sits no more."""
        return next(reversed(current(self.seats, on=on)), None)


def filled_seats(session: Session, *, on: date) -> tuple[FilledSeats, ...]:
    """Every chamber that anybody on file sat in, with its seats filled on a day; by state and chamber."""
    sits = (or_(col(Seat.since).is_(None), col(Seat.since) <= on), or_(col(Seat.until).is_(None), col(Seat.until) > on))
    counted = (
        columns(Seat.chamber_id, func.count(func.distinct(Seat.legislator_id)))
        .where(*sits)
        .group_by(col(Seat.chamber_id))
    )
    filled: dict[int, int] = {row[0]: row[1] for row in session.execute(counted)}
    every = (
        columns(Jurisdiction.code, Jurisdiction.name, Chamber.kind, Chamber.name, Chamber.seats, Chamber.id)
        .join(Jurisdiction, col(Jurisdiction.id) == col(Chamber.jurisdiction_id))
        .where(col(Chamber.id).in_(select(Seat.chamber_id)))
        .order_by(col(Jurisdiction.name), col(Chamber.kind))
    )
    return tuple(
        FilledSeats(state, state_name, kind, name, seats, filled.get(number, 0))
        for state, state_name, kind, name, seats, number in session.execute(every)
    )


def legislators(session: Session, wanted: Wanted, *, on: date) -> tuple[Listed, ...]:
    """Those a list shows, by state, chamber and family name. A question for each table, whatever the number."""
    seats = _seats(session, wanted, on=on)
    if not seats:
        return ()
    parties = _latest_parties(session, seats)
    l = Legislator  # noqa: E741
    found: list[Listed] = []
    for some in chunks(seats):
        rows = columns(l.id, l.name, l.family_name, l.email, l.source_id).where(col(l.id).in_(some))
        if wanted.words:
            rows = rows.where(
                *(col(l.name_key).contains(word, autoescape=True) for word in name_key(wanted.words).split())
            )
        for number, name, family, email, source_id in session.execute(rows):
            state, title, seat = seats[number]
            found.append(
                Listed(
                    number, titled(title, name), name, family or name.split()[-1], state, seat,
                    bool(current([seat], on=on)), parties.get(number, ""), email=email, source_id=source_id,
                )
            )  # fmt: skip
    if wanted.party:
        found = [one for one in found if one.party == wanted.party]
    found.sort(key=lambda one: (one.state, one.seat.chamber, name_key(one.family_name), name_key(one.plain_name)))
    return _with_more(session, found)


def _seats(session: Session, wanted: Wanted, *, on: date) -> dict[int, tuple[str, str, Held]]:
    """The seat each holds, or held last where past ones are wanted too, with its state and the member's title."""
    rows = (
        columns(
            Seat.legislator_id, Jurisdiction.code, Chamber.member_title, Chamber.kind, Seat.district, Seat.since,
            Seat.until,
        )
        .join(Chamber, col(Chamber.id) == col(Seat.chamber_id))
        .join(Jurisdiction, col(Jurisdiction.id) == col(Chamber.jurisdiction_id))
    )  # fmt: skip
    if wanted.state:
        rows = rows.where(col(Jurisdiction.code) == wanted.state)
    held: defaultdict[int, list[tuple[str, str, Held]]] = defaultdict(list)
    for number, state, title, *seat in session.execute(rows):
        held[number].append((state, title, Held(*seat)))
    found = {}
    for number, theirs in held.items():
        last = max(theirs, key=lambda one: (bool(current([one[2]], on=on)), one[2].since or date.min))
        if not wanted.past and not current([last[2]], on=on):
            continue
        if wanted.chamber and last[2].chamber != wanted.chamber:
            continue
        if wanted.district and name_key(wanted.district) not in name_key(last[2].district):
            continue
        found[number] = last
    return found


def _latest_parties(session: Session, ids: Mapping[int, object]) -> dict[int, str]:
    p = LegislatorParty
    latest: dict[int, tuple[bool, date, str]] = {}
    for some in chunks(ids):
        for number, party, since, until in session.execute(
            columns(p.legislator_id, p.party, p.since, p.until).where(col(p.legislator_id).in_(some))
        ):
            rank = (until is None, since or date.min, party)
            latest[number] = max(latest.get(number, rank), rank)
    return {number: rank[2] for number, rank in latest.items()}


def _with_more(session: Session, found: Sequence[Listed]) -> tuple[Listed, ...]:
    committees: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    ties: defaultdict[int, set[str]] = defaultdict(set)
    voices: dict[int, str] = {}
    m, t, o = CommitteeMember, LegislatorTie, LegislatorOffice
    for some in chunks(one.id for one in found):
        of_some = columns(m.legislator_id, Committee.name, m.role).join(
            Committee, col(Committee.id) == col(m.committee_id)
        )
        for number, name, role in session.execute(
            of_some.where(col(m.legislator_id).in_(some)).order_by(col(Committee.name))
        ):
            committees[number].append((name, role))
        reach = columns(t.legislator_id, Organization.name).join(
            Organization, col(Organization.id) == col(t.organization_id)
        )
        for number, name in session.execute(reach.where(col(t.legislator_id).in_(some))):
            ties[number].add(name)
        for number, voice in session.execute(
            columns(o.legislator_id, o.voice)
            .where(col(o.legislator_id).in_(some), col(o.voice) != "")
            .order_by(col(o.kind))
        ):
            voices.setdefault(number, voice)
    return tuple(
        replace(
            one, committees=tuple(committees[one.id]), reached_by=tuple(sorted(ties[one.id])),
            voice=voices.get(one.id, ""),
        )
        for one in found
    )  # fmt: skip


def profile(session: Session, legislator_id: int) -> Profile | None:
    """A legislator as published; None for a number that is nobody's."""
    row = session.execute(
        columns(Legislator, Jurisdiction.code, Jurisdiction.name, Source.title)
        .join(Jurisdiction, col(Jurisdiction.id) == col(Legislator.jurisdiction_id))
        .outerjoin(Source, col(Source.id) == col(Legislator.source_id))
        .where(col(Legislator.id) == legislator_id)
    ).first()
    if row is None:
        return None
    person, state, state_name, source = row
    seats = session.execute(
        columns(Chamber.kind, Seat.district, Seat.since, Seat.until, Seat.place_id, Chamber.member_title)
        .join(Chamber, col(Chamber.id) == col(Seat.chamber_id))
        .where(col(Seat.legislator_id) == legislator_id)
    ).all()
    seats = sorted(seats, key=lambda one: (one[3] is None, one[2] or date.min))
    p, o, m = LegislatorParty, LegislatorOffice, CommitteeMember
    parties = session.execute(columns(p.party, p.since, p.until).where(col(p.legislator_id) == legislator_id)).all()
    offices = columns(o.kind, o.address, o.voice).where(col(o.legislator_id) == legislator_id).order_by(col(o.id))
    committees = (
        columns(Committee.id, Committee.chamber, Committee.name, m.role)
        .join(Committee, col(Committee.id) == col(m.committee_id))
        .where(col(m.legislator_id) == legislator_id)
        .order_by(col(Committee.name))
    )
    title = seats[-1][5] if seats else ""
    return Profile(
        legislator_id, titled(title, person.name), person.name, state, state_name,
        tuple(Held(*one[:4]) for one in seats), tuple(one[4] for one in seats if one[4] is not None),
        tuple(sorted((Held(party, "", *days) for party, *days in parties), key=lambda one: one.since or date.min)),
        tuple((kind, address, voice) for kind, address, voice in session.execute(offices)),
        tuple((number, chamber, name, role) for number, chamber, name, role in session.execute(committees)),
        person.email, person.website, source or "",
    )  # fmt: skip


def choices(session: Session) -> tuple[dict[str, str], tuple[str, ...]]:
    """The states that have legislators on file, by code, and every party anybody belonged to, the largest first."""
    states = columns(Jurisdiction.code, Jurisdiction.name).where(
        col(Jurisdiction.id).in_(select(Legislator.jurisdiction_id))
    )
    p = LegislatorParty
    parties = columns(p.party).group_by(col(p.party)).order_by(func.count().desc(), col(p.party))
    return (
        {row[0]: row[1] for row in session.execute(states.order_by(col(Jurisdiction.name)))},
        tuple(session.scalars(parties)),
    )
