"""Dates an organization keeps, and which of its tasks a date was planned back to."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import ColumnElement, Index, UniqueConstraint, or_
from sqlmodel import Field, col

from data.access import NO_ROW, Permission, Viewer, may, restricted
from data.records import Record

SHORT = 24
NAME = 160
PLACE = 240


class EventKind(StrEnum):
    SESSION = "session"
    BUDGET = "budget"
    BOARD = "board"
    ELECTION = "election"
    HEARING = "hearing"
    MEETING = "meeting"
    DEADLINE = "deadline"


def _published() -> ColumnElement[bool]:
    return col(Event.published).is_(True)


def _shared() -> ColumnElement[bool]:
    return or_(col(Event.shared).is_(True), _published())


def _own_shared_or_published(viewer: Viewer) -> ColumnElement[bool]:
    """Everybody reads what is published; the table what is shared; an organization all of its own."""
    if not may(viewer, Permission.SEE_COALITION):
        return _published()
    if viewer.organization_id is None:
        return _shared()
    return or_(col(Event.organization_id) == viewer.organization_id, _shared())


@restricted(
    reads=_own_shared_or_published,
    writes=Permission.LOG_ACTIONS,
    owner="organization_id",
    shared=_shared,
    published=_published,
)
class Event(Record, table=True):
    """A date, for whole days or at a time of day as clocks show it in `time_zone`; `ends_on` is its last day.

    Clock time is kept rather than a moment, because a law may move the clocks before the day comes. `uid` stays the
    same for ever and `sequence` counts the changes, as calendar programs expect; a cancelled date stays, so that they
    learn of it.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_day", "organization_id", "starts_on"),
        Index("ix_events_published_day", "published", "starts_on"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    uid: str = Field(max_length=80, unique=True)
    kind: str = Field(max_length=SHORT)
    title: str = Field(max_length=NAME)
    about: str = ""
    starts_on: date
    starts_at: time | None = None
    ends_on: date | None = None
    ends_at: time | None = None
    time_zone: str = Field(default="", max_length=64)
    place: str = Field(default="", max_length=PLACE)
    published: bool = False
    shared: bool = True
    source_title: str = Field(default="", max_length=NAME)
    source_address: str = Field(default="", max_length=400)
    template: str = Field(default="", max_length=SHORT)
    sequence: int = 0
    version: int = 1
    cancelled: datetime | None = None
    made: datetime
    changed: datetime


def _own_links(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    return col(EventTask.organization_id) == viewer.organization_id


@restricted(reads=_own_links, writes=Permission.LOG_ACTIONS, owner="organization_id")
class EventTask(Record, table=True):
    """A task that was planned back from a date; `key` and `position` name the template's row it came from.

    `planned` is the day the plan gave it: a task that a person moved to another day stays where they put it.
    """

    __tablename__ = "event_tasks"
    __table_args__ = (UniqueConstraint("event_id", "key", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    event_id: int = Field(foreign_key="events.id")
    task_id: int = Field(foreign_key="tasks.id", unique=True)
    key: str = Field(max_length=SHORT)
    position: int = 1
    planned: date
