"""Whip counts, what each is about and who votes; values out, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from budget.amendments.models import Amendment
from campaigns.legislation.majorities import House, Majority, needed
from campaigns.legislation.measures import joined_measures
from campaigns.legislators.models import (
    Chamber,
    Committee,
    CommitteeMember,
    Legislator,
    LegislatorOffice,
    LegislatorParty,
    Seat,
)
from campaigns.legislators.naming import titled
from campaigns.legislators.sitting import sits_on
from campaigns.plans.models import Campaign
from campaigns.positions.rules import SubjectKind
from campaigns.positions.subjects import subject_heads
from campaigns.whip_counts.models import WhipCount
from campaigns.whip_counts.rules import Aim, to_stop
from data.errors import NotFound
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.records import columns

AMENDMENTS_PAGE = "budget/amendments/page.py"


@dataclass(frozen=True, slots=True)
class Topic:
    """What is decided: a measure, an amendment, or our ask for a line item in a fiscal year; one of them is set."""

    measure_id: int | None = None
    amendment_id: int | None = None
    line_item_id: int | None = None
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class CountOf:
    """A whip count. `about` is what is decided in words ("HB 520"), `title` its title; `page` where it stands.

    `measures` are all that are one with the topic's, the one kept first; () where it is about no measure. `room` is
    who votes ("House of Representatives"), `seats` how many it has; `member_title` such as "Representative".
    """

    id: int
    name: str
    topic: Topic
    measures: tuple[int, ...]
    about: str
    title: str
    page: str
    parameter: str
    page_id: int
    chamber_id: int | None
    committee_id: int | None
    room: str
    state: str
    state_code: str
    year_starts_month: int
    member_title: str
    seats: int
    question: str
    aim: str
    majority: Majority
    needed_by_hand: int | None
    away: int
    decision_on: date | None
    stale_after: int
    roll_call_id: int | None
    campaign_id: int | None
    campaign: str
    watched: bool
    version: int
    made: datetime

    def needed(self, *, vacant: int) -> int:
        """How many votes win what we want, with so many seats vacant: to pass it, or to stop it.

        Whoever sits on a committee under a name we do not know votes all the same: no seat of it counts as vacant.
        """
        if self.needed_by_hand is not None:
            return self.needed_by_hand
        house = House(self.seats, vacant if self.committee_id is None else 0, self.away)
        to_pass = needed(self.majority, house)
        return to_pass if self.aim == Aim.PASS else to_stop(to_pass, house.present)

    def is_open(self, day: date) -> bool:
        """Whether it is still to be decided: no roll call decided it, and its day has not passed."""
        return self.roll_call_id is None and (self.decision_on is None or self.decision_on >= day)


@dataclass(frozen=True, slots=True)
class Member:
    """Who votes. `name` bears the title; `district`, `party` and `phone` are "" where no source says them."""

    id: int
    name: str
    family_name: str
    district: str
    place_id: int | None
    party: str = ""
    phone: str = ""
    email: str = ""


def counts(
    session: Session,
    *,
    ids: Collection[int] | None = None,
    watched: bool | None = None,
    campaigns: Collection[int] | None = None,
) -> tuple[CountOf, ...]:
    """The whip counts, those decided soonest first and those without a day last; six statements at most."""
    w = WhipCount
    wanted = (
        columns(w, Chamber, Committee.name, Jurisdiction, Campaign.name)
        .outerjoin(Chamber, col(Chamber.id) == col(w.chamber_id))
        .outerjoin(Committee, col(Committee.id) == col(w.committee_id))
        .join(
            Jurisdiction,
            col(Jurisdiction.id) == func.coalesce(col(Chamber.jurisdiction_id), col(Committee.jurisdiction_id)),
        )
        .outerjoin(Campaign, col(Campaign.id) == col(w.campaign_id))
        .order_by(col(w.decision_on).is_(None), col(w.decision_on), col(w.id))
    )
    if ids is not None:
        wanted = wanted.where(col(w.id).in_(ids))
    if watched is not None:
        wanted = wanted.where(col(w.watched).is_(watched))
    if campaigns is not None:
        wanted = wanted.where(col(w.campaign_id).in_(campaigns))
    rows = session.execute(wanted).all()
    kept = joined_measures(session, {row[0].measure_id for row in rows if row[0].measure_id is not None})
    heads = _heads(session, [row[0] for row in rows], kept)
    sizes = _committee_sizes(session, {row[0].committee_id for row in rows if row[0].committee_id is not None})
    same: defaultdict[int, list[int]] = defaultdict(list)
    for number, one in sorted(kept.items(), key=lambda pair: (pair[0] != pair[1], pair[0])):
        same[one].append(number)
    return tuple(
        _count(*row, same=same[kept.get(row[0].measure_id, 0)], head=heads[row[0].id], sizes=sizes) for row in rows
    )


def _count(
    row: WhipCount, chamber: Chamber | None, committee: str | None, place: Jurisdiction, campaign: str | None, *,
    same: Sequence[int], head: tuple[str, str, str, str, int], sizes: Mapping[int, int],
) -> CountOf:  # fmt: skip
    return CountOf(
        row.id or 0, row.name, topic_of(row), tuple(same), *head, row.chamber_id, row.committee_id,
        chamber.name if chamber else committee or "", place.name, place.code, place.fiscal_year_starts_month,
        chamber.member_title if chamber else "", chamber.seats if chamber else sizes.get(row.committee_id or 0, 0),
        row.question, row.aim, Majority(row.majority), row.needed_by_hand, row.away, row.decision_on, row.stale_after,
        row.roll_call_id, row.campaign_id, campaign or "", row.watched, row.version, row.made,
    )  # fmt: skip


def topic_of(row: WhipCount) -> Topic:
    """What a whip count is about."""
    return Topic(row.measure_id, row.amendment_id, row.line_item_id, row.fiscal_year)


def count(session: Session, count_id: int) -> CountOf:
    """One whip count. Raises NotFound when there is none, or none that the viewer may see."""
    found = counts(session, ids=[count_id])
    if not found:
        raise NotFound("The whip count")
    return found[0]


def counts_about(session: Session, *, measures: Collection[int], lines: Collection[int]) -> tuple[CountOf, ...]:
    """The whip counts on some measures, under whichever of their numbers, and line items."""
    w, same = WhipCount, joined_measures(session, measures)
    about = select(w.id).where(or_(col(w.measure_id).in_(same), col(w.line_item_id).in_(lines)))
    ids = [number or 0 for number in session.exec(about)]
    return counts(session, ids=ids) if ids else ()


def _heads(
    session: Session, rows: Sequence[WhipCount], kept: Mapping[int, int]
) -> dict[int, tuple[str, str, str, str, int]]:
    """What each count is about, by its number: words, title, page, the page's parameter and number."""
    measures = {(SubjectKind.MEASURE, number) for number in kept.values()}
    lines = {(SubjectKind.LINE_ITEM, row.line_item_id) for row in rows if row.line_item_id is not None}
    known = subject_heads(session, measures | lines)
    texts = _amendments(session, {row.amendment_id for row in rows if row.amendment_id is not None})
    found: dict[int, tuple[str, str, str, str, int]] = {}
    for row in rows:
        measure = kept.get(row.measure_id or 0)
        head = known.get((SubjectKind.MEASURE, measure) if measure else (SubjectKind.LINE_ITEM, row.line_item_id or 0))
        if row.amendment_id is not None:
            words, title = texts.get(row.amendment_id, ("", ""))
            found[row.id or 0] = (words, title, AMENDMENTS_PAGE, "", 0)
        elif head is None:
            found[row.id or 0] = ("", "", "", "", 0)
        else:
            year = f", {FiscalYear(row.fiscal_year).label}" if row.fiscal_year else ""
            found[row.id or 0] = (f"{head.label}{year}", head.title, head.page, head.parameter, head.page_id)
    return found


def _amendments(session: Session, ids: set[int]) -> dict[int, tuple[str, str]]:
    if not ids:
        return {}
    rows = session.execute(
        columns(Amendment.id, Amendment.identifier, Amendment.title).where(col(Amendment.id).in_(ids))
    )
    return {number: (identifier, title) for number, identifier, title in rows}


def _committee_sizes(session: Session, ids: set[int]) -> dict[int, int]:
    if not ids:
        return {}
    by = col(CommitteeMember.committee_id)
    rows = session.execute(columns(by, func.count()).where(by.in_(ids)).group_by(by))
    return dict(rows.all())


def members(session: Session, found: Sequence[CountOf], *, day: date) -> dict[int, tuple[Member, ...]]:
    """Who votes on each count on a day, by the count's number, by name; two statements, phones come apart."""
    chambers = {one.chamber_id for one in found if one.chamber_id is not None}
    committees = {one.committee_id for one in found if one.committee_id is not None}
    sitting = _seated(session, chambers, day) if chambers else {}
    joined = _joined(session, committees, day) if committees else {}
    return {one.id: sitting.get(one.chamber_id or 0, ()) or joined.get(one.committee_id or 0, ()) for one in found}


def _seated(session: Session, chambers: Collection[int], day: date) -> dict[int, tuple[Member, ...]]:
    wanted = (
        columns(
            Seat.chamber_id, Legislator.id, Chamber.member_title, Legislator.name, Legislator.family_name,
            Seat.district, Seat.place_id,
        )
        .join(Legislator, col(Legislator.id) == col(Seat.legislator_id))
        .join(Chamber, col(Chamber.id) == col(Seat.chamber_id))
        .where(col(Seat.chamber_id).in_(chambers), sits_on(day))
        .order_by(col(Legislator.name_key), col(Seat.id))
    )  # fmt: skip
    return _by_room(session.execute(wanted).all())


def _joined(session: Session, committees: Collection[int], day: date) -> dict[int, tuple[Member, ...]]:
    seated = (
        columns(Seat.legislator_id, Seat.district, Seat.place_id, Chamber.member_title)
        .join(Chamber, col(Chamber.id) == col(Seat.chamber_id))
        .where(sits_on(day))
        .subquery()
    )
    wanted = (
        columns(
            CommitteeMember.committee_id, Legislator.id, seated.c.member_title, Legislator.name,
            Legislator.family_name, seated.c.district, seated.c.place_id,
        )
        .join(Legislator, col(Legislator.id) == col(CommitteeMember.legislator_id))
        .outerjoin(seated, seated.c.legislator_id == col(Legislator.id))
        .where(col(CommitteeMember.committee_id).in_(committees))
        .order_by(col(Legislator.name_key))
    )  # fmt: skip
    return _by_room(session.execute(wanted).all())


def _by_room(
    rows: Sequence[tuple[int, int, str | None, str, str, str | None, int | None]],
) -> dict[int, tuple[Member, ...]]:
    found: defaultdict[int, dict[int, Member]] = defaultdict(dict)
    for room, number, title, name, family, district, place in rows:
        found[room].setdefault(number, Member(number, titled(title or "", name), family, district or "", place))
    return {room: tuple(people.values()) for room, people in found.items()}


def how_to_reach(session: Session, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """(party, telephone) of some legislators by number, "" where no source says it; the capitol's number first."""
    o, p = LegislatorOffice, LegislatorParty
    parties = columns(p.legislator_id, p.party).where(col(p.legislator_id).in_(ids), col(p.until).is_(None))
    party = dict(session.execute(parties.order_by(col(p.since), col(p.id))).all())
    offices = columns(o.legislator_id, o.voice).where(col(o.legislator_id).in_(ids), col(o.voice) != "")
    phone: dict[int, str] = {}
    for number, voice in session.execute(offices.order_by(col(o.kind) != "capitol", col(o.id))):
        phone.setdefault(number, voice)
    return {number: (party.get(number, ""), phone.get(number, "")) for number in ids}
