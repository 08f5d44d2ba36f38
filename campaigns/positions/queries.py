"""Who stands where: each subject with the position of every member organization, and the coalition's own."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.positions.models import BallotQuestion, OrganizationPosition, PositionRule
from campaigns.positions.rules import USUAL, CoalitionRule, Derived, Stance, SubjectKind, coalition_position, tally
from campaigns.positions.subjects import (
    Subject,
    SubjectHead,
    about_one_of,
    joined_subjects,
    subject_heads,
)
from coalition.organizations.models import Organization
from coalition.organizations.queries import Wanted, directory
from data.access import Permission, may, viewer_of_session
from data.errors import NotFound
from data.places import Jurisdiction
from data.records import columns


@dataclass(frozen=True, slots=True)
class Member:
    """A member organization of the coalition on the day asked for."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Held:
    """The position an organization holds now; `id` is the row a form saw, `is_member` whether it counts."""

    id: int
    organization_id: int
    organization: str
    stance: Stance
    since: date
    reason: str
    published: bool
    is_member: bool


@dataclass(frozen=True, slots=True)
class SubjectPositions:
    """One subject: what organizations hold, members that took none, and the coalition's position by its rule.

    `derived` is None for the public, which sees published positions only and nothing worked out of the others.
    """

    head: SubjectHead
    held: tuple[Held, ...]
    silent: tuple[Member, ...]
    derived: Derived | None

    def by_stance(self, stance: Stance) -> tuple[Held, ...]:
        return tuple(one for one in self.held if one.stance is stance)

    def of(self, organization_id: int | None) -> Held | None:
        """What one organization holds."""
        return next((one for one in self.held if one.organization_id == organization_id), None)


@dataclass(frozen=True, slots=True)
class RuleOf:
    """The rule in force; `version` 0: nobody changed the usual one."""

    rule: CoalitionRule
    version: int


@dataclass(frozen=True, slots=True)
class Past:
    """A position as it was taken on a day, kept when it changed."""

    organization: str
    stance: Stance
    since: date
    reason: str
    published: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A ballot question on file."""

    id: int
    place: str
    election_on: date
    number: str
    title: str
    address: str


def rule_in_force(session: Session) -> RuleOf:
    """The coalition's rule, or the usual one while none is set."""
    row = session.get(PositionRule, 1)
    if row is None:
        return RuleOf(USUAL, 0)
    return RuleOf(CoalitionRule(row.fewest, row.share_of, row.share_in, row.most_opposed), row.version)


def members(session: Session, *, day: date) -> tuple[Member, ...]:
    """The member organizations on a day, by name."""
    found = directory(session, Wanted(standing="member"), day=day)
    return tuple(Member(one.id, one.name) for one in found.fitting)


def positions(session: Session, *, day: date, kind: SubjectKind | None = None) -> tuple[SubjectPositions, ...]:
    """Every subject somebody took a position on, measures first; with what each member organization holds."""
    p = OrganizationPosition
    wanted = select(p.subject_kind, p.subject_id).where(col(p.is_current).is_(True)).distinct()
    if kind is not None:
        wanted = wanted.where(p.subject_kind == kind)
    subjects = [(SubjectKind(one), number) for one, number in session.execute(wanted)]
    return _together(session, subjects, day)


def positions_on(session: Session, subject: Subject, *, day: date) -> SubjectPositions:
    """One subject, whether or not anybody took a position on it. Raises NotFound."""
    found = _together(session, [subject], day)
    if not found:
        raise NotFound("What the position is about")
    return found[0]


def _together(session: Session, subjects: Sequence[Subject], day: date) -> tuple[SubjectPositions, ...]:
    kept = joined_subjects(session, subjects)
    heads = subject_heads(session, set(kept.values()))
    every, rule = members(session, day=day), rule_in_force(session).rule
    held = _held(session, kept, frozenset(one.id for one in every))
    inside = may(viewer_of_session(session), Permission.SEE_COALITION)
    order = list(SubjectKind)
    wanted = sorted(heads.values(), key=lambda head: (order.index(head.kind), head.place, head.label))
    return tuple(_one(head, held.get((head.kind, head.id), []), every, rule if inside else None) for head in wanted)


def _one(
    head: SubjectHead, held: Sequence[Held], every: Sequence[Member], rule: CoalitionRule | None
) -> SubjectPositions:
    if rule is None:
        return SubjectPositions(head, tuple(one for one in held if one.stance is not Stance.WITHDRAWN), (), None)
    stances = {one.organization_id: one.stance for one in held if one.is_member}
    derived = coalition_position(tally(stances.get(member.id) for member in every), rule)
    spoke = {number for number, stance in stances.items() if stance is not Stance.WITHDRAWN}
    return SubjectPositions(head, tuple(held), tuple(one for one in every if one.id not in spoke), derived)


def _held(
    session: Session, kept: Mapping[Subject, Subject], member_ids: frozenset[int]
) -> Mapping[Subject, list[Held]]:
    """The current positions, by subject and by the organization's name; of two that became one the later is held."""
    if not kept:
        return {}
    p, o = OrganizationPosition, Organization
    asked = (
        columns(p.subject_kind, p.subject_id, p.id, p.organization_id, o.name, p.stance, p.since, p.reason, p.published)
        .join(o, col(o.id) == col(p.organization_id))
        .where(col(p.is_current).is_(True), about_one_of(kept), col(o.merged_into_id).is_(None))
    )
    found: defaultdict[Subject, dict[int, Held]] = defaultdict(dict)
    rows = session.execute(asked.order_by(col(p.since), col(p.id)))
    for kind, number, row_id, organization, name, stance, since, reason, published in rows:
        found[kept[SubjectKind(kind), number]][organization] = Held(
            row_id, organization, name, Stance(stance), since, reason, published, organization in member_ids
        )
    return {
        subject: sorted(held.values(), key=lambda one: one.organization.casefold()) for subject, held in found.items()
    }


def past_positions(session: Session, subject: Subject) -> tuple[Past, ...]:
    """Every position ever taken on a subject that the viewer may see, newest first."""
    p, o = OrganizationPosition, Organization
    asked = (
        columns(o.name, p.stance, p.since, p.reason, p.published)
        .join(o, col(o.id) == col(p.organization_id))
        .where(about_one_of(joined_subjects(session, [subject])), col(o.merged_into_id).is_(None))
        .order_by(col(p.since).desc(), col(p.id).desc())
    )
    return tuple(Past(name, Stance(stance), *rest) for name, stance, *rest in session.execute(asked))


def ballot_questions(session: Session) -> tuple[Question, ...]:
    """The ballot questions on file, the latest election first."""
    q = BallotQuestion
    asked = columns(q.id, Jurisdiction.name, q.election_on, q.number, q.title, q.address).join(
        Jurisdiction, col(Jurisdiction.id) == q.jurisdiction_id
    )
    return tuple(Question(*row) for row in session.execute(asked.order_by(col(q.election_on).desc(), col(q.number))))
