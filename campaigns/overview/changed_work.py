"""What changed in our work: whip counts that moved, positions taken, bills that moved, and actions logged."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import distinct, func
from sqlmodel import Session, col

from campaigns.actions.models import Action
from campaigns.legislation.models import Bill, LegislativeSession
from campaigns.legislation.steps import Step
from campaigns.overview.changed import (
    ActionsLogged,
    BillMoved,
    Change,
    CountMoved,
    PositionTaken,
    Span,
    at_day,
)
from campaigns.overview.following import areas_of_lines, areas_of_measures, measures_followed
from campaigns.overview.rules import Kind
from campaigns.overview.visits import in_utc
from campaigns.plans.models import Campaign
from campaigns.positions.models import OrganizationPosition
from campaigns.positions.rules import Stance, SubjectKind
from campaigns.positions.subjects import BILL_PAGE, subject_heads
from campaigns.whip_counts.standings import Standing, changes
from coalition.organizations.models import Area, Organization
from data.places import Jurisdiction
from data.records import columns

COUNT_PAGE = "campaigns/whip_counts/pages/whip_count.py"
POSITIONS_PAGE = "campaigns/positions/pages/positions.py"
ACTIONS_PAGE = "campaigns/actions/pages/actions.py"
SPANS = ((90, "90"), (365, "365"))


def counts_moved(session: Session, span: Span, standings: Sequence[Standing]) -> tuple[Change, ...]:
    """The counts among these whose votes or positions changed since, with our votes before and now."""
    areas = _campaign_areas(session, {one.count.campaign_id for one in standings if one.count.campaign_id})
    measures = areas_of_measures(session, {number for one in standings for number in one.count.measures})
    found = []
    for one in standings:
        moved = [change for change in changes(one) if change.on >= span.first_day]
        if not moved:
            continue
        heard = sum(piece.on is not None and span.first_day <= piece.on <= span.today for piece in one.pieces)
        fact = CountMoved(
            one.count.name, moved[0].votes_before, moved[-1].votes_after, one.tally.needed,
            len({change.member.id for change in moved}), heard,
        )  # fmt: skip
        address = (("count", str(one.count.id)),)
        area = areas.get(one.count.campaign_id or 0)
        area = area or next((measures[number] for number in one.count.measures if number in measures), None)
        found.append(Change(Kind.COUNT, one.count.id, at_day(moved[-1].on), COUNT_PAGE, address, fact, area))
    return tuple(found[: span.limit])


def _campaign_areas(session: Session, ids: set[int]) -> dict[int, Area]:
    if not ids:
        return {}
    rows = session.execute(columns(Campaign.id, Campaign.area).where(col(Campaign.id).in_(ids)))
    return {number: Area(area) for number, area in rows}


def positions_taken(session: Session, span: Span) -> tuple[Change, ...]:
    """The positions that organizations took since and still hold; the public sees published ones alone."""
    p = OrganizationPosition
    rows = session.execute(
        columns(p.id, p.made, p.subject_kind, p.subject_id, p.stance, Organization.name)
        .join(Organization, col(Organization.id) == col(p.organization_id))
        .where(col(p.made) >= span.since, col(p.is_current).is_(True))
        .order_by(col(p.id).desc())
        .limit(span.limit)
    ).all()
    heads = subject_heads(session, [(SubjectKind(row[2]), row[3]) for row in rows])
    measures = areas_of_measures(session, {row[3] for row in rows if row[2] == SubjectKind.MEASURE})
    lines = areas_of_lines(session, {row[3] for row in rows if row[2] == SubjectKind.LINE_ITEM})
    found = []
    for number, made, kind, subject, stance, organization in rows:
        head = heads.get((SubjectKind(kind), subject))
        if head is None:
            continue
        fact = PositionTaken(organization, Stance(stance), head.label, head.title, head.place)
        area = {SubjectKind.MEASURE: measures, SubjectKind.LINE_ITEM: lines}.get(SubjectKind(kind), {}).get(subject)
        address = (("about", head.key),)
        found.append(Change(Kind.POSITION, number, in_utc(made), POSITIONS_PAGE, address, fact, area))
    return tuple(found)


def bills_moved(session: Session, span: Span) -> tuple[Change, ...]:
    """The bills we follow that came to a further step since, each as far as it has come."""
    b, s = Bill, LegislativeSession
    rows = session.execute(
        columns(b.id, b.number, b.title, b.step, b.stepped_on, b.measure_id, Jurisdiction.name, s.code)
        .join(s, col(s.id) == col(b.session_id))
        .join(Jurisdiction, col(Jurisdiction.id) == col(s.jurisdiction_id))
        .where(
            col(b.stepped_on) >= span.first_day, col(b.stepped_on) <= span.today,
            col(b.measure_id).in_(measures_followed()),
        )
        .order_by(col(b.stepped_on).desc(), col(b.id).desc())
        .limit(span.limit)
    ).all()  # fmt: skip
    areas = areas_of_measures(session, {row[5] for row in rows})
    return tuple(
        Change(
            Kind.BILL, number, at_day(day), BILL_PAGE, (("bill", str(number)),),
            BillMoved(printed, title, Step(step) if step else None, f"{place} {code}"), areas.get(measure),
        )
        for number, printed, title, step, day, measure, place, code in rows
    )  # fmt: skip


def actions_logged(session: Session, span: Span) -> tuple[Change, ...]:
    """What was done since, the actions of a campaign in one; by the day of the action, deleted ones left out."""
    a = Action
    rows = session.execute(
        columns(
            a.campaign_id, Campaign.name, Campaign.area, func.count(), func.sum(a.reached), func.max(col(a.on_date)),
            func.count(distinct(col(a.organization_id))),
        )
        .select_from(a)
        .outerjoin(Campaign, col(Campaign.id) == col(a.campaign_id))
        .where(col(a.on_date) >= span.first_day, col(a.on_date) <= span.today, col(a.deleted).is_(None))
        .group_by(col(a.campaign_id), col(Campaign.name), col(Campaign.area))
        .order_by(func.max(col(a.on_date)).desc(), func.count().desc())
        .limit(span.limit)
    )  # fmt: skip
    back = span.today - span.first_day
    shown = next((name for days, name in SPANS if back <= timedelta(days=days)), "all")
    found = []
    for campaign, name, area, count, reached, last, organizations in rows:
        fact = ActionsLogged(name or "", count, None if reached is None else int(reached), organizations)
        address = (("span", shown), *((("campaign", str(campaign)),) if campaign else ()))
        known = Area(area) if area else None
        found.append(Change(Kind.ACTIONS, campaign or 0, at_day(last), ACTIONS_PAGE, address, fact, known))
    return tuple(found)
