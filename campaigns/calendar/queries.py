"""Dates and tasks that a viewer may see, as frozen values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from campaigns.actions.models import Task
from campaigns.calendar.models import Event, EventKind, EventTask
from campaigns.calendar.rules import EventForm, Sight
from coalition.organizations.models import Organization
from data.access import viewer_of_session
from data.errors import NotFound
from data.records import columns

DATE = "The date"
MOST = 500


@dataclass(frozen=True, slots=True)
class EventShown:
    """A date with its form; `is_own` when the viewer's organization keeps it, `organization` "" when it is unnamed."""

    id: int
    uid: str
    form: EventForm
    organization_id: int
    organization: str
    is_own: bool
    template: str
    sequence: int
    version: int
    cancelled: datetime | None
    made: datetime
    changed: datetime

    @property
    def last_day(self) -> date:
        """Its last day; its only one where it has one."""
        return self.form.ends_on or self.form.starts_on


@dataclass(frozen=True, slots=True)
class DatedTask:
    """A task of one's own organization, with the date it was planned back from and its step, if any."""

    id: int
    title: str
    due: date | None
    done: datetime | None
    made: datetime
    version: int
    for_account_id: int | None
    organization_id: int
    event_id: int | None
    key: str


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which dates: from a day on or before it, of a kind, ours only or others' only, of one organization."""

    since: date | None = None
    before: date | None = None
    kind: EventKind | None = None
    ours: bool | None = None
    organization_id: int | None = None


EVERYTHING = EventFilter()


def sight_of(event: Event) -> Sight:
    """Who sees a date, as one word."""
    if event.published:
        return Sight.PUBLIC
    return Sight.TABLE if event.shared else Sight.OWN


def form_of(event: Event) -> EventForm:
    """A date as a person said it."""
    return EventForm(
        event.kind, event.title, event.starts_on, event.starts_at, event.ends_on, event.ends_at, event.time_zone,
        event.place, event.about, sight_of(event), event.source_title, event.source_address,
    )  # fmt: skip


def _names(session: Session, events: Iterable[Event]) -> dict[int, str]:
    wanted = {event.organization_id for event in events}
    found = session.execute(select(Organization.id, Organization.name).where(col(Organization.id).in_(wanted)))
    return {number or 0: name for number, name in found}


def _shown(session: Session, rows: Sequence[Event]) -> tuple[EventShown, ...]:
    names, own = _names(session, rows), viewer_of_session(session).organization_id
    return tuple(
        EventShown(
            row.id or 0, row.uid, form_of(row), row.organization_id, names.get(row.organization_id, ""),
            own is not None and row.organization_id == own, row.template, row.sequence, row.version, row.cancelled,
            row.made, row.changed,
        )
        for row in rows
    )  # fmt: skip


def events(session: Session, chosen: EventFilter = EVERYTHING, *, most: int | None = MOST) -> tuple[EventShown, ...]:
    """The dates the viewer may see that fit, soonest first; with `before`, the latest first."""
    wanted, last_day = select(Event), func.coalesce(Event.ends_on, Event.starts_on)
    if chosen.since is not None:
        wanted = wanted.where(last_day >= chosen.since)
    if chosen.before is not None:
        wanted = wanted.where(last_day < chosen.before)
    if chosen.kind is not None:
        wanted = wanted.where(Event.kind == chosen.kind.value)
    if chosen.organization_id is not None:
        wanted = wanted.where(Event.organization_id == chosen.organization_id)
    if chosen.ours is not None:
        own = viewer_of_session(session).organization_id or 0
        wanted = wanted.where((Event.organization_id == own) if chosen.ours else (Event.organization_id != own))
    late_first = chosen.before is not None
    order = [col(Event.starts_on).desc() if late_first else col(Event.starts_on), col(Event.starts_at), col(Event.id)]
    return _shown(session, session.exec(wanted.order_by(*order).limit(most)).all())


def event(session: Session, event_id: int) -> EventShown:
    """One date. Raises NotFound, also for one the viewer may not see."""
    row = session.exec(select(Event).where(Event.id == event_id)).first()
    if row is None:
        raise NotFound(DATE)
    return _shown(session, [row])[0]


def event_names(session: Session, event_ids: Iterable[int]) -> dict[int, str]:
    """What some dates are called, as far as the viewer may know."""
    found = session.execute(select(Event.id, Event.title).where(col(Event.id).in_(list(event_ids))))
    return {number or 0: title for number, title in found}


def _tasks(session: Session, *conditions: ColumnElement[bool]) -> tuple[DatedTask, ...]:
    t, link = Task, EventTask
    wanted = (
        columns(
            t.id, t.title, t.due, t.done, t.made, t.version, t.for_account_id, t.organization_id, link.event_id,
            func.coalesce(link.key, ""),
        )
        .select_from(t)
        .outerjoin(link, col(link.task_id) == t.id)
        .where(*conditions)
        .order_by(col(t.due).is_(None), col(t.due), col(t.id))
    )  # fmt: skip
    return tuple(DatedTask(*row) for row in session.execute(wanted))


def open_tasks(session: Session) -> tuple[DatedTask, ...]:
    """What the viewer's organization still has to do, the most urgent first; those without a day last."""
    return _tasks(session, col(Task.done).is_(None))


def tasks_done_since(session: Session, moment: datetime) -> tuple[DatedTask, ...]:
    """What was ticked since a moment, so that a slip of the finger can be taken back; the last one first."""
    found = _tasks(session, col(Task.done) >= moment)
    return tuple(sorted(found, key=lambda task: (task.done is not None, task.done), reverse=True))


def every_task(session: Session) -> tuple[DatedTask, ...]:
    """Every task of the viewer's organization, done or not."""
    return _tasks(session)


def tasks_of(session: Session, event_ids: Iterable[int]) -> Mapping[int, tuple[DatedTask, ...]]:
    """The tasks planned back from some dates, by date; only those of the viewer's own organization."""
    found: dict[int, list[DatedTask]] = {}
    for task in _tasks(session, col(EventTask.event_id).in_(list(event_ids))):
        found.setdefault(task.event_id or 0, []).append(task)
    return {number: tuple(listed) for number, listed in found.items()}
