"""How a chamber voted, answered with frozen values: a bill's roll calls, and one with everybody's answer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from campaigns.legislation.majorities import (
    OF_ELECTED,
    OF_VOTING,
    House,
    Majority,
    Question,
    met,
    needed,
    question_of,
    usual,
)
from campaigns.legislation.models import Bill, LegislativeSession, RollCall, RollCallKind, Vote, VoteOption
from campaigns.legislation.vote_rules import COLUMN_OF, Counts, day_within
from campaigns.legislators.matching import HOUSES
from campaigns.legislators.models import Chamber, LegislatorParty, Seat
from data.errors import NotFound
from data.places import Jurisdiction
from data.provenance import Source
from data.records import chunks, columns

NO_PARTY = ""


@dataclass(frozen=True, slots=True)
class BillHead:
    """The bill a vote is about; `day` is one of its session, for who sat then."""

    id: int
    number: str
    title: str
    session_id: int
    session_code: str
    state: str
    state_name: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Printed:
    """The counts a source printed, None where it printed none."""

    yes: int | None
    no: int | None
    not_voting: int | None
    absent: int | None

    def as_given(self) -> Mapping[str, int | None]:
        return {"yes": self.yes, "no": self.no, "not_voting": self.not_voting, "absent": self.absent}


@dataclass(frozen=True, slots=True)
class RollCallHead:
    """A decision of a chamber or committee: what was moved, when, how, and the counts of the answers on file.

    `chamber_name` and `seats` are the chamber's, "" and None for a committee or a chamber not on file.
    """

    id: int
    bill_id: int
    chamber: str
    chamber_name: str
    seats: int | None
    kind: RollCallKind
    on_date: date | None
    motion: str
    passed: bool | None
    printed: Printed
    counts: Counts
    address: str
    by_hand: bool

    @property
    def yes(self) -> int | None:
        """Votes in favor: those listed, else the source's count."""
        return self.counts.yes if self.counts.listed else self.printed.yes

    @property
    def no(self) -> int | None:
        return self.counts.no if self.counts.listed else self.printed.no


@dataclass(frozen=True, slots=True)
class VoteOf:
    """One member's answer, with the party and district of that day where they are on file."""

    name: str
    option: VoteOption
    said: str
    legislator_id: int | None
    party: str
    district: str


@dataclass(frozen=True, slots=True)
class Bar:
    """The rule the state usually decides such a question by, the votes it asks for, and whether it was met."""

    question: Question
    majority: Majority
    needed: int | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class RollCallRecord:
    """A roll call with its bill, everybody's answer, the majority it is measured by, and its document."""

    head: RollCallHead
    bill: BillHead
    votes: tuple[VoteOf, ...]
    bar: Bar | None
    source: str
    source_address: str

    def by_party(self) -> Mapping[str, tuple[VoteOf, ...]]:
        """Everybody's answer by party, the largest party first; no party on file is ""."""
        found: defaultdict[str, list[VoteOf]] = defaultdict(list)
        for vote in self.votes:
            found[vote.party].append(vote)
        order = sorted(found, key=lambda party: (party == NO_PARTY, -len(found[party]), party))
        return {party: tuple(found[party]) for party in order}


def bill_head(session: Session, bill_id: int) -> BillHead:
    """What names a bill, and a day of its session. Raises NotFound."""
    s, j = LegislativeSession, Jurisdiction
    asked = columns(Bill.id, Bill.number, Bill.title, s.id, s.code, j.code, j.name, s.starts)
    joined = asked.join(s, col(s.id) == Bill.session_id).join(j, col(j.id) == s.jurisdiction_id)
    row: Any = session.execute(joined.where(col(Bill.id) == bill_id)).first()
    if row is None:
        raise NotFound("The bill")
    number, printed, title, term, code, state, state_name, starts = row
    return BillHead(number, printed, title, term, code, state, state_name, day_within(code, starts))


def roll_calls_of(session: Session, bill_id: int) -> tuple[RollCallHead, ...]:
    """A bill's decisions on file, in order of day, those without a day last."""
    numbers = session.exec(select(RollCall.id).where(RollCall.bill_id == bill_id)).all()
    heads = roll_call_heads(session, [number or 0 for number in numbers])
    return tuple(sorted(heads, key=lambda one: (one.on_date or date.max, one.chamber, one.id)))


def roll_call_heads(session: Session, ids: Iterable[int]) -> tuple[RollCallHead, ...]:
    """Some decisions with the counts of their answers: two statements for each few hundred."""
    r = RollCall
    found: list[RollCallHead] = []
    for some in chunks(set(ids)):
        counts = counts_of(session, some)
        rows = session.execute(
            columns(r, Chamber.name, Chamber.seats)
            .join(Bill, col(Bill.id) == r.bill_id)
            .join(LegislativeSession, col(LegislativeSession.id) == Bill.session_id)
            .join(
                Chamber,
                (col(Chamber.jurisdiction_id) == LegislativeSession.jurisdiction_id) & (col(Chamber.kind) == r.chamber),
                isouter=True,
            )
            .where(col(r.id).in_(some))
        )
        found += [_head(row, name, seats, counts.get(row.id or 0, Counts())) for row, name, seats in rows]
    return tuple(found)


def _head(row: RollCall, name: str | None, seats: int | None, counts: Counts) -> RollCallHead:
    return RollCallHead(
        row.id or 0, row.bill_id, row.chamber, name or "", seats, RollCallKind(row.kind), row.on_date, row.motion,
        row.passed, Printed(row.yes, row.no, row.not_voting, row.absent), counts, row.address,
        row.external_key.startswith(BY_HAND),
    )  # fmt: skip


BY_HAND = "entered "


def counts_of(session: Session, ids: Iterable[int]) -> Mapping[int, Counts]:
    """How many answered how in some roll calls."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for some in chunks(set(ids)):
        asked = select(Vote.roll_call_id, Vote.option, func.count()).where(col(Vote.roll_call_id).in_(some))
        for number, option, count in session.execute(asked.group_by(col(Vote.roll_call_id), col(Vote.option))):
            found[number][COLUMN_OF[VoteOption(option)]] = count
    return {number: Counts(**given) for number, given in found.items()}


def roll_call_record(session: Session, roll_call_id: int) -> RollCallRecord:
    """One decision with everybody's answer. Raises NotFound."""
    heads = roll_call_heads(session, [roll_call_id])
    if not heads:
        raise NotFound("The roll call")
    head = heads[0]
    bill = bill_head(session, head.bill_id)
    source = session.execute(
        columns(Source.title, Source.address)
        .join(RollCall, col(RollCall.source_id) == Source.id)
        .where(col(RollCall.id) == roll_call_id)
    ).first()
    title, address = source if source else ("", "")
    return RollCallRecord(
        head,
        bill,
        votes_of(session, head, head.on_date or bill.day),
        bar_of(bill.state, head),
        title,
        head.address or address,
    )


def bar_of(state: str, head: RollCallHead) -> Bar | None:
    """The majority a decision is measured by, a veto's override by its own; None where no votes are known."""
    yes, no, present = head.yes, head.no, head.counts.present
    if yes is None or no is None or head.chamber not in HOUSES:
        return None
    question = question_of(head.motion)
    majority = usual(state, question)
    counted = head.seats if majority in OF_ELECTED else yes + no + (0 if majority in OF_VOTING else present)
    asked = None if counted is None else needed(majority, House(counted))
    return Bar(question, majority, asked, met(majority, yes=yes, no=no, present=present, elected=head.seats))


def votes_of(session: Session, head: RollCallHead, day: date | None) -> tuple[VoteOf, ...]:
    """Everybody's answer in a roll call by name, with party and district as of a day."""
    v = Vote
    asked = columns(v.name, v.option, v.said, v.legislator_id).where(col(v.roll_call_id) == head.id)
    rows = session.execute(asked).all()
    people = {row[3] for row in rows if row[3] is not None}
    parties = parties_of(session, people, day=day)
    districts = districts_of(session, people, chamber=head.chamber, day=day)
    votes = (
        VoteOf(name, VoteOption(option), said, person, parties.get(person or 0, ""), districts.get(person or 0, ""))
        for name, option, said, person in rows
    )
    return tuple(sorted(votes, key=lambda vote: vote.name.casefold()))


def parties_of(session: Session, people: Iterable[int], *, day: date | None) -> Mapping[int, str]:
    """The party of some legislators on a day; without a day the latest on file."""
    p = LegislatorParty
    found: dict[int, str] = {}
    for some in chunks(set(people)):
        asked = columns(p.legislator_id, p.party, p.since, p.until).where(col(p.legislator_id).in_(some))
        found |= _of_day(session.execute(asked.order_by(col(p.since), col(p.id))), day)
    return found


def districts_of(session: Session, people: Iterable[int], *, chamber: str, day: date | None) -> Mapping[int, str]:
    """The district some legislators sat for in a chamber on a day; without a day the latest on file."""
    found: dict[int, str] = {}
    for some in chunks(set(people)):
        asked = (
            columns(Seat.legislator_id, Seat.district, Seat.since, Seat.until)
            .join(Chamber, col(Chamber.id) == Seat.chamber_id)
            .where(col(Seat.legislator_id).in_(some), col(Chamber.kind) == chamber)
        )
        found |= _of_day(session.execute(asked.order_by(col(Seat.since), col(Seat.id))), day)
    return found


def _of_day(rows: Iterable[Any], day: date | None) -> dict[int, str]:
    """What held of each person on a day, of rows (person, word, since, until) in order; else the first on file."""
    found: dict[int, str] = {}
    for person, word, since, until in rows:
        holds = day is None or ((since is None or since <= day) and (until is None or until > day))
        if holds or person not in found:
            found[person] = word
    return found
