"""Scorecards, answered with frozen values: what is scored and what is not, each member's answers, and the score."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import func
from sqlmodel import Session, col, select

from campaigns.legislation.models import Bill, BillSponsor, LegislativeSession, RollCall, RollCallKind, Vote
from campaigns.legislation.roll_calls import RollCallHead, districts_of, parties_of, roll_call_heads
from campaigns.legislation.vote_rules import day_within
from campaigns.legislators.matching import HOUSES
from campaigns.legislators.models import Chamber, Legislator, Seat
from campaigns.legislators.sitting import sits_on
from campaigns.scorecards.models import Scorecard, ScoredVote
from campaigns.scorecards.rules import Absence, Given, Score, by_party, measured, score, sponsorship, together
from data.errors import NotFound
from data.places import Jurisdiction
from data.records import chunks, columns


@dataclass(frozen=True, slots=True)
class Term:
    """A session and chamber that scorecards can be made of; `roll_calls` counts those on file."""

    session_id: int
    code: str
    state: str
    state_name: str
    chamber: str
    chamber_name: str
    seats: int | None
    day: date | None
    roll_calls: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """Something a scorecard counts: a roll call, or (`roll_call` None) who sponsors the bill."""

    id: int
    bill_id: int
    number: str
    title: str
    ours: str
    why: str
    roll_call: RollCallHead | None

    @property
    def label(self) -> str:
        return f"{self.number}" if self.roll_call else f"{self.number} (sponsors)"


@dataclass(frozen=True, slots=True)
class Unscored:
    """A roll call of the session and chamber that the scorecard does not count."""

    roll_call: RollCallHead
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class MemberScore:
    """A member with an answer for each item, in the items' order, and the score."""

    id: int
    name: str
    party: str
    district: str
    answers: tuple[Given, ...]
    score: Score


@dataclass(frozen=True)
class ScorecardOf:
    """A scorecard with its setting, what it counts and does not, and everybody's answers."""

    id: int
    name: str
    version: int
    term: Term
    absence: Absence
    fewest: int
    items: tuple[Item, ...]
    unscored: tuple[Unscored, ...]
    members: tuple[MemberScore, ...]
    unknown_names: int

    @cached_property
    def chamber_score(self) -> Score:
        return together(one.score for one in self.members)

    @cached_property
    def parties(self) -> Mapping[str, Score]:
        return by_party({one.id: one.score for one in self.members}, {one.id: one.party for one in self.members})


@dataclass(frozen=True, slots=True)
class ListedCard:
    """A scorecard in the list."""

    id: int
    name: str
    state_name: str
    code: str
    chamber: str
    items: int


def terms(session: Session) -> tuple[Term, ...]:
    """Every session and chamber with roll calls on file."""
    by = (col(Bill.session_id), col(RollCall.chamber))
    asked = (
        columns(*by, func.count())
        .join(Bill, col(Bill.id) == RollCall.bill_id)
        .where(col(RollCall.kind) == RollCallKind.ROLL_CALL, col(RollCall.chamber).in_(HOUSES))
        .group_by(*by)
        .order_by(*by)
    )
    counts = {(term, chamber): count for term, chamber, count in session.execute(asked)}
    return _terms(session, counts)


def _terms(session: Session, wanted: Mapping[tuple[int, str], int]) -> tuple[Term, ...]:
    """Some sessions and chambers, each with how many roll calls are said of it."""
    s, j = LegislativeSession, Jurisdiction
    rows = session.execute(
        columns(s.id, s.code, s.starts, j.code, j.name, Chamber.kind, Chamber.name, Chamber.seats)
        .join(j, col(j.id) == s.jurisdiction_id)
        .outerjoin(Chamber, col(Chamber.jurisdiction_id) == j.id)
        .where(col(s.id).in_({number for number, _chamber in wanted}))
    ).all()
    terms = {number: (code, state, name, day_within(code, starts)) for number, code, starts, state, name, *_ in rows}
    houses = {(number, kind): (called, seats) for number, *_, kind, called, seats in rows}
    found = []
    for (number, chamber), count in wanted.items():
        code, state, name, day = terms[number]
        called, seats = houses.get((number, chamber), ("", None))
        found.append(Term(number, code, state, name, chamber, called, seats, day, count))
    return tuple(found)


def scorecards(session: Session) -> tuple[ListedCard, ...]:
    """The scorecards in the making, the newest first."""
    by = col(ScoredVote.scorecard_id)
    counts = dict(session.execute(columns(by, func.count()).group_by(by)).all())
    asked = (
        columns(Scorecard.id, Scorecard.name, Jurisdiction.name, LegislativeSession.code, Scorecard.chamber)
        .join(LegislativeSession, col(LegislativeSession.id) == Scorecard.session_id)
        .join(Jurisdiction, col(Jurisdiction.id) == LegislativeSession.jurisdiction_id)
        .order_by(col(Scorecard.id).desc())
    )
    return tuple(
        ListedCard(number, name, place, code, chamber, counts.get(number, 0))
        for number, name, place, code, chamber in session.execute(asked)
    )


def scorecard(session: Session, scorecard_id: int) -> ScorecardOf:
    """One scorecard with everybody's answers: a dozen statements, whatever the store holds. Raises NotFound."""
    row = session.exec(select(Scorecard).where(Scorecard.id == scorecard_id)).first()
    if row is None:
        raise NotFound("The scorecard")
    (term,) = _terms(session, {(row.session_id, row.chamber): 0})
    items, unscored = _items(session, row)
    members, unknown = _members(session, term, items, Absence(row.absence), row.fewest)
    return ScorecardOf(
        scorecard_id, row.name, row.version, term, Absence(row.absence), row.fewest, items, unscored, members, unknown
    )


def _items(session: Session, row: Scorecard) -> tuple[tuple[Item, ...], tuple[Unscored, ...]]:
    """What is counted, and the roll calls of the session and chamber that are not."""
    scored = session.exec(
        select(ScoredVote).where(ScoredVote.scorecard_id == row.id).order_by(col(ScoredVote.id))
    ).all()
    asked = select(RollCall.id).join(Bill, col(Bill.id) == RollCall.bill_id)
    there = asked.where(
        Bill.session_id == row.session_id, RollCall.chamber == row.chamber,
        RollCall.kind == RollCallKind.ROLL_CALL.value,
    )  # fmt: skip
    heads = {head.id: head for head in roll_call_heads(session, [number or 0 for number in session.exec(there)])}
    bills = _bills(session, row.session_id)
    items = []
    for one in scored:
        head = heads.pop(one.roll_call_id or 0, None)
        bill = head.bill_id if head else one.sponsored_bill_id
        if bill in bills:
            items.append(Item(one.id or 0, bill, *bills[bill], one.ours, one.why, head))
    rest = sorted(heads.values(), key=lambda head: (bills[head.bill_id][0], head.on_date or date.max, head.id))
    return tuple(items), tuple(Unscored(head, *bills[head.bill_id]) for head in rest)


def _bills(session: Session, session_id: int) -> dict[int, tuple[str, str]]:
    asked = columns(Bill.id, Bill.number, Bill.title).where(col(Bill.session_id) == session_id)
    return {row[0]: (row[1], row[2]) for row in session.execute(asked)}


def _members(
    session: Session, term: Term, items: Sequence[Item], absence: Absence, fewest: int
) -> tuple[tuple[MemberScore, ...], int]:
    """Everybody who sat in the chamber or answered in it; and how many answers are of names nobody knows."""
    votes, unknown = _votes(session, [item.roll_call.id for item in items if item.roll_call])
    sponsors = _sponsors(session, [item.bill_id for item in items if item.roll_call is None])
    people = sitting(session, term) | {person for given in votes.values() for person in given}
    names = _names(session, people)
    parties = parties_of(session, people, day=term.day)
    districts = districts_of(session, people, chamber=term.chamber, day=term.day)
    answered = {person for given in votes.values() for person in given}
    seats_answered = {districts.get(person) for person in answered} - {None}
    found = []
    for person in people & names.keys():
        if votes and person not in answered and districts.get(person) in seats_answered:
            continue  # the seat is answered for: the same member twice on file, or who came or left in the year
        answers = tuple(
            measured(votes[item.roll_call.id].get(person), item.ours)
            if item.roll_call
            else sponsorship(person in sponsors[item.bill_id], item.ours)
            for item in items
        )
        made = score(answers, absence, fewest)
        party, district = parties.get(person, ""), districts.get(person, "")
        found.append(MemberScore(person, names[person], party, district, answers, made))
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id))), unknown


def _votes(session: Session, roll_calls: Sequence[int]) -> tuple[Mapping[int, Mapping[int, str]], int]:
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    unknown = 0
    for some in chunks(roll_calls):
        asked = columns(Vote.roll_call_id, Vote.legislator_id, Vote.option).where(col(Vote.roll_call_id).in_(some))
        for number, person, option in session.execute(asked):
            if person is None:
                unknown += 1
            else:
                found[number][person] = option
    return found, unknown


def _sponsors(session: Session, bills: Sequence[int]) -> Mapping[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for some in chunks(bills):
        asked = columns(BillSponsor.bill_id, BillSponsor.legislator_id).where(col(BillSponsor.bill_id).in_(some))
        for bill, person in session.execute(asked):
            if person is not None:
                found[bill].add(person)
    return found


def _names(session: Session, people: set[int]) -> dict[int, str]:
    """Names by family name first, as lists of members are sorted."""
    found: dict[int, str] = {}
    for some in chunks(people):
        asked = columns(Legislator.id, Legislator.name, Legislator.family_name, Legislator.given_name)
        for number, name, family, given in session.execute(asked.where(col(Legislator.id).in_(some))):
            found[number] = f"{family}, {given}" if family and given else name
    return found


def sitting(session: Session, term: Term) -> set[int]:
    """Who held a seat of the chamber on the session's day."""
    asked = (
        select(Seat.legislator_id)
        .join(Chamber, col(Chamber.id) == Seat.chamber_id)
        .join(Jurisdiction, col(Jurisdiction.id) == Chamber.jurisdiction_id)
        .where(col(Chamber.kind) == term.chamber, col(Jurisdiction.code) == term.state, sits_on(term.day))
    )
    return set(session.exec(asked))
