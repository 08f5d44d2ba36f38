"""What is behind one legislator: who of us reaches them, our note, contacts, sponsorships, votes and amendments."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from budget.amendments.models import Amendment
from campaigns.actions.models import Action, ActionSubject
from campaigns.legislation.models import Bill, BillSponsor, LegislativeSession, RollCall, Vote
from campaigns.legislators.models import AmendmentSponsor, LegislatorNote, LegislatorTie
from coalition.organizations.models import Organization
from data.access import viewer_of_session
from data.records import columns

MOST = 12


@dataclass(frozen=True, slots=True)
class Tie:
    """That an organization reaches a legislator, and how; `is_own`: the viewer's."""

    organization: str
    kind: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class OwnNote:
    """The viewer's organization's note; version 0 when there is none."""

    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """A logged action that was about the legislator, as far as the viewer sees it."""

    action_id: int
    on_date: date
    kind: str
    organization: str
    stance: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Sponsored:
    """A bill or amendment the legislator put their name to."""

    id: int
    number: str
    title: str
    session: str
    is_primary: bool


@dataclass(frozen=True, slots=True)
class Voted:
    """A legislator's answer in a roll call."""

    bill_id: int
    number: str
    title: str
    motion: str
    on_date: date | None
    option: str


@dataclass(frozen=True, slots=True)
class Behind:
    """All of it; the counts are of every row, the lists are the newest."""

    ties: tuple[Tie, ...]
    note: OwnNote
    contacts: tuple[Contact, ...]
    bills: tuple[Sponsored, ...]
    bill_count: int
    votes: tuple[Voted, ...]
    vote_count: int
    amendments: tuple[Sponsored, ...]


def behind(session: Session, legislator_id: int, *, most: int = MOST) -> Behind:
    """What the viewer may know of a legislator; for the public no tie, note or contact."""
    bills = select(func.count()).select_from(BillSponsor).where(col(BillSponsor.legislator_id) == legislator_id)
    votes = select(func.count()).select_from(Vote).where(col(Vote.legislator_id) == legislator_id)
    return Behind(
        _ties(session, legislator_id), _note(session, legislator_id), _contacts(session, legislator_id, most),
        _bills(session, legislator_id, most), session.scalar(bills) or 0, _votes(session, legislator_id, most),
        session.scalar(votes) or 0, _amendments(session, legislator_id, most),
    )  # fmt: skip


def _ties(session: Session, legislator_id: int) -> tuple[Tie, ...]:
    own = viewer_of_session(session).organization_id
    t = LegislatorTie
    rows = (
        columns(Organization.name, t.kind, t.organization_id)
        .join(Organization, col(Organization.id) == col(t.organization_id))
        .where(col(t.legislator_id) == legislator_id)
        .order_by(col(Organization.name), col(t.kind))
    )
    return tuple(Tie(name, kind, number == own) for name, kind, number in session.execute(rows))


def _note(session: Session, legislator_id: int) -> OwnNote:
    row = session.exec(select(LegislatorNote).where(col(LegislatorNote.legislator_id) == legislator_id)).first()
    return OwnNote() if row is None else OwnNote(row.note, row.version)


def _contacts(session: Session, legislator_id: int, most: int) -> tuple[Contact, ...]:
    s = ActionSubject
    rows = (
        columns(Action.id, Action.on_date, Action.kind, Organization.name, s.stance, Action.outcome)
        .join(Action, col(Action.id) == col(s.action_id))
        .join(Organization, col(Organization.id) == col(Action.organization_id))
        .where(col(s.legislator_id) == legislator_id, col(Action.deleted).is_(None))
        .order_by(col(Action.on_date).desc(), col(Action.id).desc())
        .limit(most)
    )
    return tuple(Contact(*row) for row in session.execute(rows))


def _bills(session: Session, legislator_id: int, most: int) -> tuple[Sponsored, ...]:
    rows = (
        columns(Bill.id, Bill.number, Bill.title, LegislativeSession.code, BillSponsor.is_primary)
        .join(Bill, col(Bill.id) == col(BillSponsor.bill_id))
        .join(LegislativeSession, col(LegislativeSession.id) == col(Bill.session_id))
        .where(col(BillSponsor.legislator_id) == legislator_id)
        .order_by(col(BillSponsor.is_primary).desc(), col(Bill.id).desc())
        .limit(most)
    )
    return tuple(Sponsored(*row) for row in session.execute(rows))


def _votes(session: Session, legislator_id: int, most: int) -> tuple[Voted, ...]:
    rows = (
        columns(Bill.id, Bill.number, Bill.title, RollCall.motion, RollCall.on_date, Vote.option)
        .join(RollCall, col(RollCall.id) == col(Vote.roll_call_id))
        .join(Bill, col(Bill.id) == col(RollCall.bill_id))
        .where(col(Vote.legislator_id) == legislator_id)
        .order_by(func.coalesce(RollCall.on_date, date.min).desc(), col(RollCall.id).desc())
        .limit(most)
    )
    return tuple(Voted(*row) for row in session.execute(rows))


def _amendments(session: Session, legislator_id: int, most: int) -> tuple[Sponsored, ...]:
    a = Amendment
    rows = (
        columns(a.id, a.number, a.title, a.fiscal_year)
        .join(AmendmentSponsor, col(AmendmentSponsor.amendment_id) == col(a.id))
        .where(col(AmendmentSponsor.legislator_id) == legislator_id)
        .order_by(col(a.fiscal_year).desc(), col(a.id))
        .limit(most)
    )
    return tuple(
        Sponsored(number, printed, title, f"FY{year}", True) for number, printed, title, year in session.execute(rows)
    )
