"""One action, the positions it changed, the names heard before, and what was typed last; values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, case, cast, literal, or_
from sqlmodel import Session, col, func, select

from campaigns.actions.models import Action, ActionDraft, ActionSubject, SubjectKind
from campaigns.actions.parsing import LEGISLATOR, KnownLegislator
from campaigns.actions.rules import ActionForm, Subject, label_key
from campaigns.legislators.matching import matcher
from campaigns.plans.models import Campaign
from campaigns.plans.rules import OPEN
from coalition.organizations.models import Organization
from data.access import viewer_of_session
from data.records import columns

LATELY = 10_000  # things actions were about, by their numbers; few of them are names of nobody on file
MOST_NAMES = 500
AT_ONCE = 5_000  # a statement takes some tens of thousands of values at most


@dataclass(frozen=True, slots=True)
class Move:
    """Where somebody stood before an action and after it; `before` "" when nobody had said."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ActionShown:
    """An action with what it was about. Counts are people, None where nobody counted."""

    id: int
    organization_id: int
    organization: str
    is_own: bool
    by_account_id: int | None
    campaign: str
    form: ActionForm
    version: int
    made: datetime
    deleted: datetime | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody typed and did not save, with the key of their form."""

    form_key: str
    given: Mapping[str, Any]
    changed: datetime


def subjects_of(session: Session, action_ids: Sequence[int]) -> dict[int, tuple[Subject, ...]]:
    """What some actions were about, by action, in one question for each few thousand."""
    s = ActionSubject
    wanted = columns(s.action_id, s.kind, s.label, s.stance, s.line_item_id, s.legislator_id, s.measure_id).order_by(
        col(s.id)
    )
    found: dict[int, list[Subject]] = {}
    for start in range(0, len(action_ids), AT_ONCE):
        some = action_ids[start : start + AT_ONCE]
        for action_id, *said in session.execute(wanted.where(col(s.action_id).in_(some))):
            found.setdefault(action_id, []).append(Subject(*said))
    return {action_id: tuple(subjects) for action_id, subjects in found.items()}


def action_shown(session: Session, action_id: int) -> ActionShown | None:
    """An action as the viewer may see it; None for one that is not there or not theirs to see."""
    row = session.execute(
        columns(Action, Organization.name, Campaign.name)
        .join(Organization, col(Organization.id) == col(Action.organization_id))
        .outerjoin(Campaign, col(Campaign.id) == col(Action.campaign_id))
        .where(col(Action.id) == action_id)
    ).first()
    if row is None:
        return None
    action, organization, campaign = row
    form = ActionForm(
        **{
            name: getattr(action, name)
            for name in (
                "kind", "on_date", "title", "said", "outcome", "attempted", "reached", "moved", "took_part", "minutes",
                "cost_cents", "campaign_id", "shared",
            )
        },
        subjects=subjects_of(session, [action_id]).get(action_id, ()),
    )  # fmt: skip
    own = action.organization_id == viewer_of_session(session).organization_id
    return ActionShown(
        action_id, action.organization_id, organization, own, action.by_account_id, campaign or "", form,
        action.version, action.made, action.deleted,
    )  # fmt: skip


def stances_before(session: Session, people: Sequence[Subject], *, on: date) -> dict[str, str]:
    """The latest position heard of each up to a day, among the actions the viewer sees; by `who_is`.

    Somebody who is linked to a legislator is the same under every spelling.
    """
    s = ActionSubject
    numbers = {one.legislator_id for one in people if one.legislator_id is not None}
    keys = {label_key(one.label) for one in people if one.legislator_id is None}
    linked = literal("#") + cast(s.legislator_id, String)
    who = case((col(s.legislator_id).in_(numbers), linked), else_=col(s.label_key))
    newest = func.row_number().over(partition_by=who, order_by=(col(Action.on_date).desc(), col(Action.id).desc()))
    ranked = (
        columns(who.label("who"), col(s.stance), newest.label("place"))
        .join(Action, col(Action.id) == col(s.action_id))
        .where(
            col(s.kind) == SubjectKind.LEGISLATOR, col(s.stance) != "",
            or_(col(s.label_key).in_(keys), col(s.legislator_id).in_(numbers)),
            col(Action.deleted).is_(None), col(Action.on_date) <= on,
        )
        .subquery()
    )  # fmt: skip
    return {who: stance for who, stance, _ in session.execute(columns(ranked).where(ranked.c.place == 1))}


def who_is(one: Subject) -> str:
    """By what somebody is told apart from others: the record where the name is linked, else the name as compared."""
    return label_key(one.label) if one.legislator_id is None else f"#{one.legislator_id}"


def moves_of(session: Session, subjects: Sequence[Subject], *, on: date) -> tuple[Move, ...]:
    """The positions an action changes, asked before its own subjects are kept. A position, not a cause."""
    heard = [one for one in subjects if one.kind == SubjectKind.LEGISLATOR and one.stance]
    if not heard:
        return ()
    before = stances_before(session, heard, on=on)
    moves = [Move(one.label, before.get(who_is(one), ""), one.stance) for one in heard]
    return tuple(move for move in moves if move.before != move.after)


def known_legislators(session: Session, sentence: str = "", *, day: date | None = None) -> tuple[KnownLegislator, ...]:
    """Whom a sentence may mean: legislators on file who bear a name in it, then names the viewer's table heard lately.

    A name heard of that is linked to a record stands as the record's. The most frequent of the others come first.
    """
    printed = [match.group() for match in LEGISLATOR.finditer(sentence)]
    on_file = matcher(session, names=printed, day=day) if printed else None
    on_record = [] if on_file is None else sorted(on_file.titled.values())
    s = ActionSubject
    newest = session.scalar(select(func.max(s.id))) or 0
    lately = (
        columns(s.label, s.label_key)
        .where(col(s.id) > newest - LATELY, col(s.kind) == SubjectKind.LEGISLATOR, col(s.legislator_id).is_(None))
        .order_by(col(s.id).desc())
        .limit(LATELY)
        .subquery()
    )
    named = (
        columns(func.min(lately.c.label))
        .group_by(lately.c.label_key)
        .order_by(func.count().desc(), lately.c.label_key)
        .limit(MOST_NAMES)
    )
    heard = [label for (label,) in session.execute(named) if label not in on_record]
    known = [KnownLegislator(label, tuple(label.split()[2:])) for label in on_record]
    return (*known, *(KnownLegislator(label, tuple(label.split()[1:])) for label in heard))


def own_draft(session: Session) -> Draft | None:
    """One's own draft, if there is one."""
    draft = session.exec(select(ActionDraft)).first()
    return None if draft is None else Draft(draft.form_key, draft.given, draft.changed)


def last_choices(session: Session) -> tuple[str, int | None, bool] | None:
    """Kind, campaign and sharing of the viewer's latest action, to start the next form with; None for a first."""
    viewer = viewer_of_session(session)
    if viewer.organization_id is None:
        return None
    by = col(Action.by_account_id)
    mine = columns(Action.kind, Action.campaign_id, Action.shared).where(
        col(Action.organization_id) == viewer.organization_id,
        by.is_(None) if viewer.account_id is None else by == viewer.account_id,
    )
    row = session.execute(mine.order_by(col(Action.id).desc()).limit(1)).first()
    return None if row is None else (row[0], row[1], row[2])


def campaign_choices(session: Session) -> tuple[tuple[int, str], ...]:
    """The campaigns an action may belong to, by name; those that ended are left out."""
    wanted = columns(Campaign.id, Campaign.name).where(col(Campaign.status).in_(OPEN)).order_by(col(Campaign.name))
    return tuple((number, name) for number, name in session.execute(wanted))
