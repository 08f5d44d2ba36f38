"""Actions, what each was about, drafts and the tasks that follow; an action belongs to the organization that did it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ColumnElement, Index, UniqueConstraint, and_, column, or_
from sqlmodel import Field, col

from data.access import NO_ROW, Permission, Viewer, child_of, may, restricted
from data.records import Record

SHORT = 24
NAME = 160


class ActionKind(StrEnum):
    MEETING = "meeting"
    CALL = "call"
    EMAIL = "e-mail"
    LETTER = "letter"
    TESTIMONY = "testimony"
    RALLY = "rally"
    CANVASS = "canvass"
    PHONE_BANK = "phone bank"
    TEXT_BANK = "text bank"
    TRAINING = "training"
    EVENT = "event"
    PRESS = "press"
    SOCIAL = "social"
    PETITION = "petition"
    OTHER = "other"


class SubjectKind(StrEnum):
    """What an action was about, or whom it reached."""

    LEGISLATOR = "legislator"
    BILL = "bill"
    LINE_ITEM = "line item"
    BOARD_ITEM = "board item"
    BALLOT_QUESTION = "ballot question"


def _shared() -> ColumnElement[bool]:
    return and_(col(Action.shared).is_(True), col(Action.deleted).is_(None))


def _own_or_shared(viewer: Viewer) -> ColumnElement[bool]:
    """A member sees what its own organization did and what others share; what was deleted is seen by its own."""
    if not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    if viewer.organization_id is None:
        return _shared()
    return or_(col(Action.organization_id) == viewer.organization_id, _shared())


@restricted(reads=_own_or_shared, writes=Permission.LOG_ACTIONS, owner="organization_id", shared=_shared)
class Action(Record, table=True):
    """One thing that was done, on a day. Counts are people, `minutes` working time, `cost_cents` money spent.

    None means that nobody said; 0 means that it was none. `took_part` are people of ours; the others are people we
    turned to: those tried, those reached among them, and those of the reached who changed their mind.
    `form_key` makes a form sent twice one action; `said` is the sentence as typed; `deleted` keeps the row for its
    history and out of every count.
    """

    __tablename__ = "actions"
    __table_args__ = (
        UniqueConstraint("organization_id", "form_key"),
        Index("ix_actions_day", "organization_id", "on_date"),
        Index(None, "on_date", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    campaign_id: int | None = Field(default=None, foreign_key="campaigns.id", index=True)
    kind: str = Field(max_length=SHORT)
    on_date: date
    title: str = Field(default="", max_length=NAME)
    said: str = ""
    outcome: str = ""
    attempted: int | None = None
    reached: int | None = None
    moved: int | None = None
    took_part: int | None = None
    minutes: int | None = None
    cost_cents: int | None = Field(default=None, sa_type=BigInteger)
    shared: bool = True
    by_account_id: int | None = Field(default=None, foreign_key="accounts.id", index=True)
    batch_id: int | None = Field(default=None, foreign_key="import_batches.id", index=True)
    form_key: str = Field(max_length=64)
    version: int = 1
    made: datetime
    deleted: datetime | None = None


@child_of(Action, "action_id", writes=Permission.LOG_ACTIONS)
class ActionSubject(Record, table=True):
    """One thing an action was about; several stand beside one action, which still counts once.

    `label` keeps the words as they were, so that the action still reads well when the record itself is gone.
    `stance` is where a legislator stood after it, as the organizer heard it, empty when it was not said.
    """

    __tablename__ = "action_subjects"
    # most subjects are linked to no record: with them in it, an index would look useless to the planner
    __table_args__ = (
        UniqueConstraint("action_id", "kind", "label_key"),
        *(
            Index(f"ix_action_subjects_{name}", name, sqlite_where=given, postgresql_where=given)
            for name, given in ((one, column(one).is_not(None)) for one in ("legislator_id", "measure_id"))
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="actions.id")
    kind: str = Field(max_length=SHORT)
    label: str = Field(max_length=NAME)
    label_key: str = Field(max_length=NAME, index=True)
    line_item_id: int | None = Field(default=None, foreign_key="line_items.id", index=True)
    legislator_id: int | None = Field(default=None, foreign_key="legislators.id")
    measure_id: int | None = Field(default=None, foreign_key="measures.id")
    stance: str = Field(default="", max_length=SHORT)


def _own_tasks(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    return col(Task.organization_id) == viewer.organization_id


@restricted(reads=_own_tasks, writes=Permission.LOG_ACTIONS, owner="organization_id")
class Task(Record, table=True):
    """Something an organization has to do by a day; `action_id` is the action it follows from, if any."""

    __tablename__ = "tasks"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaigns.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="actions.id", index=True)
    title: str = Field(max_length=NAME)
    due: date | None = None
    for_account_id: int | None = Field(default=None, foreign_key="accounts.id", index=True)
    done: datetime | None = None
    version: int = 1
    made: datetime


def _own_draft(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.LOG_ACTIONS):
        return NO_ROW
    mine = col(ActionDraft.by_account_id) == viewer.account_id
    nobodys = col(ActionDraft.by_account_id).is_(None)
    return and_(
        col(ActionDraft.organization_id) == viewer.organization_id, nobodys if viewer.account_id is None else mine
    )


@restricted(reads=_own_draft, writes=Permission.LOG_ACTIONS, owner="organization_id")
class ActionDraft(Record, table=True):
    """What somebody typed and did not save yet, so that a lost connection loses nothing; one for each person."""

    __tablename__ = "action_drafts"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    by_account_id: int | None = Field(default=None, foreign_key="accounts.id", index=True)
    form_key: str = Field(max_length=64)
    given: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    changed: datetime
