"""The tasks before a date: planned back from its template once, moved when it moves, dropped when it is cancelled."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from campaigns.actions.models import Task
from campaigns.calendar.models import Event, EventTask
from campaigns.calendar.rules import due_day, planned_tasks
from campaigns.calendar.templates import templates
from data.access import viewer_of_session
from data.errors import InvalidInput, NotFound


def plan_again(session: Session, event: Event, *, now: datetime, today: date) -> int:
    """Add the tasks of a date's template that are not planned yet; how many. Nothing for a date without one."""
    template = templates().get(event.template)
    if template is None:
        return 0
    links = select(EventTask.key, EventTask.position).where(EventTask.event_id == event.id)
    known = {(key, position) for key, position in session.execute(links)}
    wanted = planned_tasks(template, event.starts_on, today=today)
    fresh = [one for one in wanted if (one.key, one.position) not in known]
    for one in fresh:
        task = Task(organization_id=event.organization_id, title=one.title, due=one.due, made=now)
        session.add(task)
        session.flush()
        session.add(
            EventTask(
                organization_id=event.organization_id, event_id=event.id or 0, task_id=task.id or 0, key=one.key,
                position=one.position, planned=one.due,
            )
        )  # fmt: skip
    session.flush()
    return len(fresh)


def _open_links(session: Session, event: Event) -> list[tuple[EventTask, Task]]:
    found = session.execute(
        select(EventTask, Task)
        .join(Task, col(Task.id) == EventTask.task_id)
        .where(EventTask.event_id == event.id, col(Task.done).is_(None))
    )
    return [(link, task) for link, task in found]


def move_tasks(session: Session, event: Event, *, today: date) -> int:
    """Give the open tasks of a moved date their new days; how many moved. What a person moved by hand stays there."""
    template = templates().get(event.template)
    if template is None:
        return 0
    days = {step.key: step.days_before for step in template.steps}
    moved = 0
    for link, task in _open_links(session, event):
        if task.due != link.planned or link.key not in days:
            continue
        due = due_day(event.starts_on, days[link.key], today=today)
        if due != task.due:
            task.due, link.planned, task.version, moved = due, due, task.version + 1, moved + 1
            session.add(task)
            session.add(link)
    return moved


def drop_open_tasks(session: Session, event: Event) -> int:
    """Take away the open tasks of a date that does not take place; how many.

    What is done stays, and so does what a person took on or gave another day.
    """
    links = [
        (link, task)
        for link, task in _open_links(session, event)
        if task.for_account_id is None and task.due == link.planned
    ]
    for link, _task in links:
        session.delete(link)
    session.flush()
    for _link, task in links:
        session.delete(task)
    return len(links)


def own_task(session: Session, task_id: int) -> Task:
    """A task of the viewer's own organization as it stands now. Raises NotFound."""
    task = session.get(Task, task_id, populate_existing=True)
    if task is None or task.organization_id != viewer_of_session(session).organization_id:
        raise NotFound("This task")
    return task


def check_template(event: Event, template: str) -> None:
    """Whether a date can be planned back by a template. Raises InvalidInput with the cure."""
    if template not in templates():
        raise InvalidInput("There is no such list of tasks. Choose one that is offered.")
    if event.cancelled is not None:
        raise InvalidInput("This date is cancelled. Restore it first, then plan its tasks.")
    if event.template and event.template != template:
        raise InvalidInput("The tasks before this date are planned already, from another list. They stay as they are.")
