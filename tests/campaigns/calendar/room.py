"""What the tests of the calendar do again and again: add a date, plan its tasks, look at it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from campaigns.calendar import queries
from campaigns.calendar.commands import add_event
from campaigns.calendar.queries import DatedTask, EventShown
from campaigns.calendar.rules import EventForm
from campaigns.calendar.task_commands import plan_tasks
from data.access import Role, Viewer
from data.schema import every_table
from data.store import open_session
from tests.support import ORGANIZER

NOW, TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22)
THEIRS = Viewer(Role.ORGANIZER, "Theo of theirs", 2)
DUE = date(2027, 4, 16)
FORM = EventForm("deadline", "House amendments due", DUE)
every_table()


def said(act: Callable[..., Any], /, viewer: Viewer = ORGANIZER, **words: Any) -> Any:
    """Call one command in a session of its own."""
    with open_session(viewer, writing=True) as session:
        return act(session, **words)


def dated(form: EventForm = FORM, viewer: Viewer = ORGANIZER) -> int:
    return int(said(add_event, viewer, form=form, now=NOW))


def planned(event_id: int, template: str = "house-amendments", version: int = 1, today: date = TODAY) -> int:
    return int(said(plan_tasks, event_id=event_id, version=version, template=template, now=NOW, today=today))


def seen(event_id: int, viewer: Viewer = ORGANIZER) -> EventShown:
    with open_session(viewer) as session:
        return queries.event(session, event_id)


def listed(viewer: Viewer) -> set[str]:
    with open_session(viewer) as session:
        return {event.form.title for event in queries.events(session)}


def tasks(viewer: Viewer = ORGANIZER) -> tuple[DatedTask, ...]:
    with open_session(viewer) as session:
        return queries.every_task(session)
