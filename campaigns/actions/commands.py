"""Log, change, delete and bring back actions; keep a draft. Sending the same form twice logs one action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from budget.line_items.models import LineItem
from campaigns.actions.linking import linked
from campaigns.actions.models import Action, ActionDraft, ActionKind, ActionSubject, SubjectKind
from campaigns.actions.queries import Move, moves_of
from campaigns.actions.rules import ActionForm, Subject, check_form, form_key, label_key
from campaigns.actions.task_commands import close_follow_ups, keep_follow_up, reopen_follow_ups
from campaigns.legislation.models import Measure
from campaigns.legislators.models import Legislator
from campaigns.plans.models import Campaign
from data.access import Permission, requires, viewer_of_session
from data.audit import changed, for_every_organization, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import changed_words, columns_of, newest

NUMBERS = (
    "kind", "on_date", "attempted", "reached", "moved", "took_part", "minutes", "cost_cents", "campaign_id", "shared",
)  # fmt: skip
WORDS = ("title", "said", "outcome")
LINKS = ("line_item_id", "legislator_id", "measure_id")
ACTION = "This action"
NO_ORGANIZATION = "Ask a steward to say which organization you belong to; an action belongs to the one that did it."


@dataclass(frozen=True, slots=True)
class Logged:
    """What was logged: `is_new` is False when this form was sent before. `moves` are positions that changed."""

    id: int
    is_new: bool
    moves: tuple[Move, ...] = ()
    task_id: int | None = None


def subject_of(action_id: int | None) -> str:
    """How the record of changes names an action."""
    return f"action {action_id}"


@requires(Permission.LOG_ACTIONS)
def log_action(session: Session, *, form: ActionForm, key: str, today: date, now: datetime) -> Logged:
    """Log what one's own organization did, with its follow-up. `key` is the form's, made when it was opened.

    Raises InvalidInput for what cannot have happened, NotFound when what it is linked to is gone meanwhile.
    """
    viewer = viewer_of_session(session)
    if viewer.organization_id is None:
        raise InvalidInput(NO_ORGANIZATION)
    take_turn(session)
    kept_key = form_key(viewer.organization_id, key)
    known = session.exec(
        select(Action.id).where(Action.organization_id == viewer.organization_id, Action.form_key == kept_key)
    ).first()
    if known is not None:
        return Logged(known, is_new=False)
    _check(session, form, today)
    action = Action(
        organization_id=viewer.organization_id, by_account_id=viewer.account_id, form_key=kept_key, made=now,
        **_columns(form),
    )  # fmt: skip
    session.add(action)
    session.flush()
    subjects = linked(session, form.subjects, day=form.on_date)
    moves = moves_of(session, subjects, on=form.on_date)
    _keep_subjects(session, action, subjects, is_new=True)
    task = keep_follow_up(session, action, form.follow_up, now=now)
    difference = changed({}, columns_of(action, NUMBERS))
    told = for_every_organization(difference, shared=action.shared)
    note_act(session, "log action", subject=subject_of(action.id), **told)
    drop_draft(session)
    return Logged(action.id or 0, True, moves, task)


@requires(Permission.LOG_ACTIONS)
def change_action(session: Session, *, action_id: int, version: int, form: ActionForm, today: date) -> int:
    """Correct an action of one's own organization; returns its version now.

    Raises NotFound, and InvalidInput for what cannot be or when somebody else was faster.
    """
    action = newest(session, Action, action_id, version=version, what=ACTION)
    _check(session, form, today, before=action.campaign_id)
    before, words = columns_of(action, NUMBERS), columns_of(action, WORDS)
    for name, value in _columns(form).items():
        setattr(action, name, value)
    subjects = _keep_subjects(session, action, linked(session, form.subjects, day=form.on_date))
    difference, said = changed(before, columns_of(action, NUMBERS)), changed_words(words, action)
    if not (difference["after"] or said or subjects):
        return action.version
    action.version += 1
    session.add(action)
    told = for_every_organization(difference, shared=before["shared"] and action.shared)
    words_changed = [*said, *(["subjects"] if subjects else [])]
    note_act(session, "change action", subject=subject_of(action_id), words=words_changed, **told)
    return action.version


@requires(Permission.LOG_ACTIONS)
def delete_action(session: Session, *, action_id: int, version: int, now: datetime) -> None:
    """Take an action out of every list and count; it can be brought back. Raises NotFound, InvalidInput."""
    action = newest(session, Action, action_id, version=version, what=ACTION)
    if action.deleted is not None:
        raise InvalidInput("This action is deleted already.")
    action.deleted, action.version = now, action.version + 1
    session.add(action)
    close_follow_ups(session, action_id, now=now)
    note_act(session, "delete action", subject=subject_of(action_id))


@requires(Permission.LOG_ACTIONS)
def bring_back_action(session: Session, *, action_id: int) -> None:
    """Undo a deletion. Raises NotFound, and InvalidInput when it stands."""
    action = session.get(Action, action_id)
    if action is None:
        raise NotFound(ACTION)
    if action.deleted is None:
        raise InvalidInput("This action stands; nothing has to be brought back.")
    reopen_follow_ups(session, action_id, closed=action.deleted)
    action.deleted, action.version = None, action.version + 1
    session.add(action)
    note_act(session, "bring back action", subject=subject_of(action_id))


def _columns(form: ActionForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in (*NUMBERS, *WORDS)}


def _check(session: Session, form: ActionForm, today: date, before: int | None = None) -> None:
    """What a form says can be, and everything it is linked to is there."""
    check_form(form, kinds=tuple(ActionKind), today=today)
    is_chosen_now = form.campaign_id not in (None, before)
    if is_chosen_now and session.exec(select(Campaign.id).where(Campaign.id == form.campaign_id)).first() is None:
        raise NotFound("The campaign you chose")
    records: tuple[tuple[str, Any, str], ...] = (
        ("line_item_id", LineItem, "A line item"), ("legislator_id", Legislator, "A legislator"),
        ("measure_id", Measure, "A bill"),
    )  # fmt: skip
    for name, model, what in records:
        given = {number for one in form.subjects if (number := getattr(one, name)) is not None}
        if given and given - set(session.exec(select(model.id).where(model.id.in_(given)))):
            raise NotFound("{said} this action is about", said=what)


def _keep_subjects(session: Session, action: Action, subjects: Sequence[Subject], *, is_new: bool = False) -> bool:
    """Make what an action is about exactly what was given; answers whether anything changed."""
    wanted = {(one.kind, label_key(one.label)): one for one in subjects if label_key(one.label)}
    if unknown := {kind for kind, _ in wanted} - set(SubjectKind):
        raise InvalidInput(
            "“{kind}” is not something an action can be about. Choose one of the list.", kind=unknown.pop()
        )
    of_action = select(ActionSubject).where(ActionSubject.action_id == action.id)
    found = {} if is_new else {(row.kind, row.label_key): row for row in session.exec(of_action)}
    for key in found.keys() - wanted.keys():
        session.delete(found[key])
    altered = found.keys() != wanted.keys()
    for key, one in wanted.items():
        row = found.get(key) or ActionSubject(
            action_id=action.id or 0, kind=one.kind, label=one.label.strip()[:160], label_key=key[1][:160]
        )
        said = {"label": one.label.strip()[:160], "stance": one.stance}
        said |= {name: getattr(one, name) for name in LINKS}
        altered |= any(getattr(row, name) != value for name, value in said.items())
        for name, value in said.items():
            setattr(row, name, value)
        session.add(row)
    session.flush()
    return altered


@requires(Permission.LOG_ACTIONS)
def keep_draft(session: Session, *, key: str, given: Mapping[str, Any], now: datetime) -> None:
    """Keep what somebody typed and did not save, in place of their last draft; the record of changes omits it."""
    viewer = viewer_of_session(session)
    if viewer.organization_id is None:
        raise InvalidInput(NO_ORGANIZATION)
    draft = session.exec(select(ActionDraft)).first()
    if draft is None:
        draft = ActionDraft(
            organization_id=viewer.organization_id, by_account_id=viewer.account_id, form_key=key, changed=now
        )
    draft.form_key, draft.given, draft.changed = key, dict(given), now
    session.add(draft)


@requires(Permission.LOG_ACTIONS)
def drop_draft(session: Session) -> None:
    """Forget one's own draft, if there is one."""
    for draft in session.exec(select(ActionDraft)):
        session.delete(draft)
