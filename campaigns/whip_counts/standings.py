"""Where a count stands on a day: positions, the tally, whom to ask, how it moved, and how right it was."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import Session, col

from campaigns.actions.models import ActionSubject
from campaigns.legislation.models import RollCall
from campaigns.whip_counts.pieces import pieces, votes_on
from campaigns.whip_counts.queries import CountOf, Member, count, counts, counts_about, how_to_reach, members
from campaigns.whip_counts.reaching import Contact, doors, last_contacts, owners
from campaigns.whip_counts.rules import (
    EvidenceKind,
    Origin,
    Outcome,
    Piece,
    Position,
    Tally,
    counts_on,
    firm,
    leaning,
    outcomes,
    position,
    positions,
    tally,
)
from campaigns.whip_counts.suggesting import Candidate, Door, Part, usual_reserve, whom_to_ask
from data.records import columns


@dataclass(frozen=True, slots=True)
class Standing:
    """A count as of a day. `found` is the position of each member by number, `pieces` all evidence of whenever."""

    count: CountOf
    day: date
    members: tuple[Member, ...]
    pieces: tuple[Piece, ...]
    found: Mapping[int, Position]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Row:
    """A member with all that decides whether and by whom they are asked. `part` None: not on the list."""

    member: Member
    position: Position
    doors: tuple[Door, ...]
    contact: Contact | None
    owner_id: int | None
    owner: str
    part: Part | None


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which somebody's position changed by the evidence, with our votes before and after."""

    on: date
    member: Member
    before: str
    after: str
    votes_before: int
    votes_after: int


@dataclass(frozen=True, slots=True)
class Whip:
    """All that a count's page shows: the standing, every member as a row in the order of asking, and its changes."""

    standing: Standing
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    decided: tuple[Outcome, ...] = ()
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class CountMove:
    """What an action did to a count: our votes with those who lean, before and after, of those needed."""

    count: CountOf
    before: int
    after: int
    needed: int


def standing_of(one: CountOf, people: tuple[Member, ...], given: Iterable[Piece], *, day: date) -> Standing:
    """A count as of a day from what was read of it."""
    every = tuple(given)
    found = positions(every, [member.id for member in people], day=day, stale_after=one.stale_after)
    vacant = max(one.seats - len(people), 0)
    counted = tally(found.values(), seats=one.seats, needed=one.needed(vacant=vacant), aim=one.aim)
    return Standing(one, day, people, every, found, counted)


def standings(session: Session, found: Sequence[CountOf], *, day: date) -> tuple[Standing, ...]:
    """Some counts as of a day, in the order given, in a number of statements that does not grow with them."""
    if not found:
        return ()
    who, evidence = members(session, found, day=day), pieces(session, found)
    return tuple(standing_of(one, who[one.id], evidence[one.id], day=day) for one in found)


def watched_standings(session: Session, *, day: date) -> tuple[Standing, ...]:
    """The watched counts that are not decided yet, as of a day."""
    return standings(session, [one for one in counts(session, watched=True) if one.is_open(day)], day=day)


def standing_on(session: Session, count_id: int, *, day: date) -> Standing:
    """One count as of a day, without whom to ask. Raises NotFound."""
    (found,) = standings(session, [count(session, count_id)], day=day)
    return found


def whip(session: Session, count_id: int, *, day: date) -> Whip:
    """One count as of a day, in a fixed number of statements. Raises NotFound."""
    standing = standing_on(session, count_id, day=day)
    decided, decided_on = _decided(session, standing)
    return Whip(standing, _rows(session, standing), changes(standing), decided, decided_on)


def _rows(session: Session, standing: Standing) -> tuple[Row, ...]:
    """Every member: those to be asked in the order of asking, then the others by name."""
    ids = [member.id for member in standing.members]
    reached, spoken = doors(session, standing.members), last_contacts(session, ids, day=standing.day)
    spoken = _with_contacts_heard(spoken, standing)
    took, said = owners(session, standing.count.id), how_to_reach(session, ids)
    candidates = [
        Candidate(m.id, m.family_name or m.name, standing.found[m.id], reached[m.id]) for m in standing.members
    ]
    reserve = usual_reserve(standing.tally.firm_gap)
    listed = {one.legislator_id: (place, part) for place, (one, part) in enumerate(
        whom_to_ask(candidates, standing.tally, reserve=reserve)
    )}  # fmt: skip

    def row(member: Member) -> Row:
        party, phone = said[member.id]
        number, owner = took.get(member.id, (None, ""))
        return Row(
            replace(member, party=party, phone=phone), standing.found[member.id], reached[member.id],
            spoken.get(member.id), number, owner, listed[member.id][1] if member.id in listed else None,
        )  # fmt: skip

    order = sorted(standing.members, key=lambda m: (listed.get(m.id, (len(ids), None))[0], m.family_name or m.name))
    return tuple(row(member) for member in order)


def _with_contacts_heard(spoken: Mapping[int, Contact], standing: Standing) -> dict[int, Contact]:
    """The last contacts, with those recorded as evidence of this count where they are later."""
    found = dict(spoken)
    for piece in standing.pieces:
        if piece.on is None or piece.kind != EvidenceKind.CONTACT or not counts_on(piece, standing.day):
            continue
        if piece.legislator_id not in found or found[piece.legislator_id].on < piece.on:
            found[piece.legislator_id] = Contact(piece.on, piece.kind, piece.organization)
    return found


def changes(standing: Standing) -> tuple[Change, ...]:
    """Each change of a position up to the standing's day, the earliest first; our votes are firm and leaning ones."""
    ours = {firm(standing.count.aim), leaning(standing.count.aim)}
    who = {member.id: member for member in standing.members}
    own: defaultdict[int, list[Piece]] = defaultdict(list)
    events: set[tuple[date, int]] = set()
    for piece in standing.pieces:
        if piece.legislator_id in who:
            own[piece.legislator_id].append(piece)
            days = (piece.on, piece.taken_back.date() if piece.taken_back else None)
            events |= {(day, piece.legislator_id) for day in days if day is not None and day <= standing.day}
    stood = {number: position([p for p in own[number] if p.on is None and p.taken_back is None], day=standing.day,
                              stale_after=standing.count.stale_after).stance for number in who}  # fmt: skip
    votes = sum(stance in ours for stance in stood.values())
    found: list[Change] = []
    for day, number in sorted(events):
        after = position(own[number], day=day, stale_after=standing.count.stale_after).stance
        before, stood[number] = stood[number], after
        if before != after:
            now = votes + (after in ours) - (before in ours)
            found.append(Change(day, who[number], before, after, votes, now))
            votes = now
    return tuple(found)


def series(standing: Standing, *, points: int = 12, days: int = 84) -> tuple[tuple[date, int], ...]:
    """Our votes, firm and leaning, at evenly spaced days up to the standing's own; empty before any evidence."""
    moved = changes(standing)
    if not moved:
        return ()
    first = max(moved[0].on - timedelta(days=1), standing.day - timedelta(days=days))
    span = max((standing.day - first).days, 1)
    at = sorted({first + timedelta(days=span * place // (points - 1)) for place in range(points)})
    start = moved[0].votes_before
    return tuple((day, next((one.votes_after for one in reversed(moved) if one.on <= day), start)) for day in at)


def evidence_of(standing: Standing, legislator_id: int) -> tuple[Piece, ...]:
    """What is known of one legislator up to the standing's day, the latest first; also what was taken back."""
    own = [piece for piece in standing.pieces if piece.legislator_id == legislator_id]
    seen = [piece for piece in own if piece.on is None or piece.on <= standing.day]
    return tuple(sorted(seen, key=lambda p: (p.on or date.min, p.made.isoformat() if p.made else ""), reverse=True))


def _decided(session: Session, standing: Standing) -> tuple[tuple[Outcome, ...], date | None]:
    """How the roll call that decided it compares with the count as of its day; nothing before the vote."""
    number = standing.count.roll_call_id
    if number is None:
        return (), None
    on = session.execute(columns(RollCall.on_date).where(col(RollCall.id) == number)).scalar()
    day = on or standing.count.decision_on or standing.day
    if day > standing.day:
        return (), None
    (sat,) = members(session, [standing.count], day=day).values()
    before = standing_of(standing.count, sat, standing.pieces, day=day)
    return outcomes(before.found, votes_on(session, number)), day


def count_moves(session: Session, action_id: int, *, day: date) -> tuple[CountMove, ...]:
    """What a logged action did to the counts it is evidence of: as they stand, against the same without it."""
    s = ActionSubject
    rows = session.execute(
        columns(s.measure_id, s.line_item_id, s.legislator_id, s.stance).where(col(s.action_id) == action_id)
    ).all()
    measures = {measure for measure, *_rest in rows if measure is not None}
    lines = {line for _measure, line, *_rest in rows if line is not None}
    if not (measures or lines) or not any(who is not None and stance for *_rest, who, stance in rows):
        return ()
    found: list[CountMove] = []
    for now in standings(session, counts_about(session, measures=measures, lines=lines), day=day):
        others = [piece for piece in now.pieces if (piece.origin, piece.number) != (Origin.ACTION, action_id)]
        if len(others) == len(now.pieces) or now.count.roll_call_id is not None:
            continue
        before = standing_of(now.count, now.members, others, day=day)
        found.append(CountMove(now.count, before.tally.with_lean, now.tally.with_lean, now.tally.needed))
    return tuple(found)
