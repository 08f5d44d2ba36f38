"""The evidence behind counts: what was recorded, logged actions, sponsors and votes, read where they stand."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Date, and_, func, or_
from sqlmodel import Session, col, select

from budget.amendments.models import Amendment
from campaigns.actions.models import Action, ActionSubject, SubjectKind
from campaigns.actions.rules import Stance
from campaigns.legislation.models import Bill, BillAction, BillSponsor, LegislativeSession, RollCall, RollCallKind, Vote
from campaigns.legislators.models import AmendmentSponsor
from campaigns.whip_counts.models import Evidence, EvidenceTakenBack, EvidenceWitness
from campaigns.whip_counts.queries import CountOf, Topic
from campaigns.whip_counts.recognising import is_on_passage, stance_of_vote
from campaigns.whip_counts.rules import Confidence, EvidenceKind, Origin, Piece, action_window
from coalition.organizations.models import Organization
from data.access import viewer_of_session
from data.periods import FiscalYear
from data.provenance import Source
from data.records import columns

Found = defaultdict[Topic, list[Piece]]
CAST = ("yes", "no")


def pieces(session: Session, counts: Sequence[CountOf]) -> dict[int, tuple[Piece, ...]]:
    """All evidence of each count by its number, whenever it was; six statements for any number of counts.

    Unshared evidence and actions of other organizations are not among it.
    """
    found: Found = defaultdict(list)
    measures = {number for count in counts for number in count.measures}
    topics = {count.topic for count in counts} | {Topic(measure_id=number) for number in measures}
    lines = {one.line_item_id for one in topics if one.line_item_id is not None}
    amendments = {one.amendment_id for one in topics if one.amendment_id is not None}
    _recorded(session, topics, found)
    if measures or lines:
        _logged(session, measures, lines, found)
    if measures:
        _sponsored(session, measures, found)
        _voted(session, measures, found)
    if amendments:
        _amendment_sponsored(session, amendments, found)
    return {count.id: tuple(dict.fromkeys(_of(count, found))) for count in counts}


def _of(count: CountOf, found: Found) -> Iterable[Piece]:
    """The evidence of one count: without the vote that decided it, and of a line item only the ask's own year.

    What was said of a number that became part of a measure is said of it; one action about two of them comes twice.
    """
    for topic in [Topic(measure_id=number) for number in count.measures] or [count.topic]:
        for piece in found[topic]:
            if not (piece.origin == Origin.VOTE and piece.number == count.roll_call_id):
                yield piece
    if count.topic.line_item_id is not None:
        year = count.topic.fiscal_year
        days = FiscalYear(year).dates(count.year_starts_month) if year else None
        since, until = action_window(
            decision_on=count.decision_on,
            year_starts=days.start if days else None,
            year_ends=days.end if days else None,
        )
        for piece in found[Topic(line_item_id=count.topic.line_item_id)]:
            if piece.on is not None and since <= piece.on <= until:
                yield piece


def _is_about(topics: Collection[Topic]) -> ColumnElement[bool]:
    """Only the kinds of topic that are asked for, so that each takes its own index."""
    e = Evidence
    measures = {one.measure_id for one in topics if one.measure_id is not None}
    amendments = {one.amendment_id for one in topics if one.amendment_id is not None}
    asks = [
        and_(col(e.line_item_id) == one.line_item_id, col(e.fiscal_year) == one.fiscal_year)
        for one in topics
        if one.line_item_id is not None
    ]
    given = [
        *([col(e.measure_id).in_(measures)] if measures else []),
        *([col(e.amendment_id).in_(amendments)] if amendments else []),
        *asks,
    ]
    return or_(*given)


def _recorded(session: Session, topics: Collection[Topic], found: Found) -> None:
    if not topics:
        return
    e = Evidence
    own = viewer_of_session(session).organization_id
    wanted = (
        columns(e, Organization.name, EvidenceWitness.heard_by, EvidenceTakenBack.made, EvidenceTakenBack.reason)
        .join(Organization, col(Organization.id) == col(e.organization_id))
        .outerjoin(EvidenceWitness, col(EvidenceWitness.evidence_id) == col(e.id))
        .outerjoin(EvidenceTakenBack, col(EvidenceTakenBack.evidence_id) == col(e.id))
        .where(_is_about(topics))
    )
    for row, organization, witness, taken_back, why in session.execute(wanted):
        topic = Topic(row.measure_id, row.amendment_id, row.line_item_id, row.fiscal_year)
        found[topic].append(
            Piece(
                row.legislator_id, row.stance, row.kind, row.on_date, Origin.RECORDED, row.id, row.made,
                row.first_hand, row.confidence, organization, witness or "", row.address, row.note, row.shared,
                row.organization_id == own, taken_back, why or "",
            )
        )  # fmt: skip


def _logged(session: Session, measures: set[int], lines: set[int], found: Found) -> None:
    """Actions that say where a legislator stood and were about a measure or a line item."""
    s, own = ActionSubject, viewer_of_session(session).organization_id
    given = [
        *([col(s.measure_id).in_(measures)] if measures else []),
        *([col(s.line_item_id).in_(lines)] if lines else []),
    ]
    about = columns(s.action_id, s.measure_id, s.line_item_id).where(or_(*given)).subquery()
    wanted = (
        columns(
            s.legislator_id, s.stance, Action.on_date, Action.id, Action.made, Organization.name, Action.shared,
            Action.organization_id, about.c.measure_id, about.c.line_item_id, Action.title,
        )
        .select_from(about)
        .join(Action, col(Action.id) == about.c.action_id)
        .join(s, col(s.action_id) == about.c.action_id)
        .join(Organization, col(Organization.id) == col(Action.organization_id))
        .where(
            col(Action.deleted).is_(None), col(s.kind) == SubjectKind.LEGISLATOR,
            col(s.legislator_id).is_not(None), col(s.stance) != "",
        )
    )  # fmt: skip
    for legislator, stance, on, number, made, organization, shared, owner, measure, line, title in session.execute(
        wanted
    ):
        topic = Topic(measure_id=measure) if measure in measures else Topic(line_item_id=line)
        found[topic].append(
            Piece(
                legislator, stance, EvidenceKind.CONTACT, on, Origin.ACTION, number, made,
                organization=organization, note=title, shared=shared, is_own=owner == own,
            )
        )  # fmt: skip


def _sponsored(session: Session, measures: set[int], found: Found) -> None:
    """Sponsors of a measure's bills; the day is the bill's own, else its first action's, else its session's first."""
    b = Bill
    first = select(func.min(BillAction.on_date)).where(BillAction.bill_id == b.id).correlate(b).scalar_subquery()
    on = func.coalesce(col(b.introduced), first, col(LegislativeSession.starts), type_=Date())
    wanted = (
        columns(b.measure_id, b.id, b.number, BillSponsor.legislator_id, on, b.address)
        .join(BillSponsor, col(BillSponsor.bill_id) == col(b.id))
        .join(LegislativeSession, col(LegislativeSession.id) == col(b.session_id))
        .where(col(b.measure_id).in_(measures), col(BillSponsor.legislator_id).is_not(None))
    )
    for measure, bill, number, legislator, day, address in session.execute(wanted):
        found[Topic(measure_id=measure)].append(
            _published(
                legislator,
                Stance.STRONG_SUPPORT,
                EvidenceKind.COSPONSORSHIP,
                day,
                Origin.SPONSOR,
                bill,
                address,
                number,
            )
        )


def _voted(session: Session, measures: set[int], found: Found) -> None:
    """Votes cast on the passage of a measure's bills; an amendment's or a procedural vote shows nothing of it."""
    r = RollCall
    wanted = (
        columns(Bill.measure_id, r.id, r.on_date, r.motion, r.address, Bill.number, Vote.legislator_id, Vote.option)
        .join(r, col(r.bill_id) == col(Bill.id))
        .join(Vote, col(Vote.roll_call_id) == col(r.id))
        .where(
            col(Bill.measure_id).in_(measures), col(r.kind) == RollCallKind.ROLL_CALL,
            col(Vote.legislator_id).is_not(None), col(Vote.option).in_(CAST),
        )
    )  # fmt: skip
    for measure, roll_call, day, motion, address, number, legislator, option in session.execute(wanted):
        stance = stance_of_vote(option)
        if stance is not None and is_on_passage(motion):
            found[Topic(measure_id=measure)].append(
                _published(legislator, stance, EvidenceKind.VOTE, day, Origin.VOTE, roll_call, address, number)
            )


def _amendment_sponsored(session: Session, amendments: set[int], found: Found) -> None:
    """Sponsors of an amendment; its day is that of the document it stands in."""
    s, a = AmendmentSponsor, Amendment
    wanted = (
        columns(s.amendment_id, s.legislator_id, a.identifier, Source.published_on, Source.address)
        .join(a, col(a.id) == col(s.amendment_id))
        .join(Source, col(Source.id) == col(a.source_id))
        .where(col(s.amendment_id).in_(amendments), col(s.legislator_id).is_not(None))
    )
    for amendment, legislator, identifier, day, address in session.execute(wanted):
        found[Topic(amendment_id=amendment)].append(
            _published(
                legislator, Stance.STRONG_SUPPORT, EvidenceKind.COSPONSORSHIP, day, Origin.SPONSOR, amendment, address,
                identifier,
            )
        )  # fmt: skip


def _published(
    legislator: int, stance: str, kind: str, day: date | None, origin: str, number: int, address: str, note: str
) -> Piece:
    """What a public document shows: first-hand and sure, of no organization of ours."""
    return Piece(
        legislator, stance, kind, day, origin, number, confidence=Confidence.HIGH, address=address, note=note
    )  # fmt: skip


def votes_on(session: Session, roll_call_id: int) -> dict[int, str]:
    """How each legislator answered in a roll call, as a `VoteOption`."""
    v = Vote
    wanted = columns(v.legislator_id, v.option).where(
        col(v.roll_call_id) == roll_call_id, col(v.legislator_id).is_not(None)
    )
    return dict(session.execute(wanted).all())
