"""Who of ours reaches a legislator, who took it on to ask, and when somebody last spoke with them; values out."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col

from campaigns.actions.models import Action, ActionSubject
from campaigns.legislators.models import LegislatorTie
from campaigns.whip_counts.models import WhipOwner
from campaigns.whip_counts.queries import Member
from campaigns.whip_counts.suggesting import Door, nearness
from coalition.organizations.models import Organization, Reach
from data.records import columns


@dataclass(frozen=True, slots=True)
class Contact:
    """When somebody of ours last spoke with a legislator, about anything, and which organization."""

    on: date
    kind: str
    organization: str


def doors(session: Session, members: Sequence[Member]) -> dict[int, tuple[Door, ...]]:
    """The organizations that reach each legislator, the nearest first: by a tie, or by members in the district."""
    ids = [one.id for one in members]
    places = {one.place_id for one in members if one.place_id is not None}
    tie, reach = LegislatorTie, Reach
    known = (
        columns(tie.legislator_id, tie.organization_id, Organization.name, tie.kind)
        .join(Organization, col(Organization.id) == col(tie.organization_id))
        .where(col(tie.legislator_id).in_(ids))
    )
    living = (
        columns(reach.place_id, reach.organization_id, Organization.name, reach.members)
        .join(Organization, col(Organization.id) == col(reach.organization_id))
        .where(col(reach.place_id).in_(places), col(reach.members) > 0, col(Organization.merged_into_id).is_(None))
    )
    there: defaultdict[int, dict[int, tuple[str, int]]] = defaultdict(dict)
    for place, organization, name, people in session.execute(living) if places else ():
        there[place][organization] = (name, people)
    found: defaultdict[int, list[Door]] = defaultdict(list)
    for legislator, organization, name, kind in session.execute(known):
        found[legislator].append(Door(organization, name, kind))
    for one in members:
        count = {number: people for number, (_name, people) in there[one.place_id or 0].items()}
        tied = [Door(d.organization_id, d.organization, d.tie, count.get(d.organization_id, 0)) for d in found[one.id]]
        known_here = {door.organization_id for door in tied}
        tied += [
            Door(number, name, "members", people)
            for number, (name, people) in there[one.place_id or 0].items()
            if number not in known_here
        ]
        found[one.id] = sorted(tied, key=nearness)
    return {one.id: tuple(found[one.id]) for one in members}


def last_contacts(session: Session, ids: Collection[int], *, day: date) -> dict[int, Contact]:
    """The latest logged action with each legislator up to a day, among those the viewer sees."""
    s = ActionSubject
    place = func.row_number().over(
        partition_by=col(s.legislator_id), order_by=(col(Action.on_date).desc(), col(Action.id).desc())
    )
    ranked = (
        columns(
            col(s.legislator_id).label("who"), col(Action.on_date).label("on_date"), col(Action.kind).label("kind"),
            col(Organization.name).label("organization"), place.label("place"),
        )
        .select_from(s)
        .join(Action, col(Action.id) == col(s.action_id))
        .join(Organization, col(Organization.id) == col(Action.organization_id))
        .where(col(s.legislator_id).in_(ids), col(Action.deleted).is_(None), col(Action.on_date) <= day)
        .subquery()
    )  # fmt: skip
    c = ranked.c
    rows = session.execute(columns(c.who, c.on_date, c.kind, c.organization).where(c.place == 1))
    return {who: Contact(*said) for who, *said in rows}


def owners(session: Session, count_id: int) -> dict[int, tuple[int, str]]:
    """(organization, its name) that took it on to ask each legislator, by the legislator's number."""
    o = WhipOwner
    wanted = (
        columns(o.legislator_id, o.organization_id, Organization.name)
        .join(Organization, col(Organization.id) == col(o.organization_id))
        .where(col(o.whip_count_id) == count_id)
    )
    return {who: (number, name) for who, number, name in session.execute(wanted)}
