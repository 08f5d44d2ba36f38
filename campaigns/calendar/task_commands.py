"""Plan the tasks before a date, take a task on, hand it back, or give it another day."""

from datetime import date, datetime

from sqlmodel import Session

from campaigns.calendar.commands import own_event, subject_of
from campaigns.calendar.planning import check_template, own_task, plan_again
from campaigns.calendar.rules import FIRST_DAY, LAST_DAY
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act
from data.errors import InvalidInput


@requires(Permission.LOG_ACTIONS)
def plan_tasks(session: Session, *, event_id: int, version: int, template: str, now: datetime, today: date) -> int:
    """Plan the tasks before a date of one's own back from a template; how many are new.

    Once: a second time adds nothing, also when some of them are done. Raises NotFound, InvalidInput.
    """
    event = own_event(session, event_id, version=version)
    check_template(event, template)
    event.template = template
    session.add(event)
    planned = plan_again(session, event, now=now, today=today)
    if planned:
        note_act(session, "plan tasks", subject=subject_of(event_id), template=template, tasks_planned=planned)
    return planned


@requires(Permission.LOG_ACTIONS)
def take_task(session: Session, *, task_id: int) -> None:
    """Take a task on oneself; a second time changes nothing. Raises NotFound, InvalidInput without an account."""
    own = viewer_of_session(session).account_id
    if own is None:
        raise InvalidInput("You work without an account, so a task cannot be yours. Make an account first.")
    _assign(session, task_id, own, "take task")


@requires(Permission.LOG_ACTIONS)
def hand_back_task(session: Session, *, task_id: int) -> None:
    """Make a task nobody's again. Raises NotFound."""
    _assign(session, task_id, None, "hand back task")


def _assign(session: Session, task_id: int, account_id: int | None, act: str) -> None:
    task = own_task(session, task_id)
    if task.for_account_id != account_id:
        task.for_account_id, task.version = account_id, task.version + 1
        session.add(task)
        note_act(session, act, subject=f"task {task_id}")


@requires(Permission.LOG_ACTIONS)
def move_task(session: Session, *, task_id: int, version: int, due: date | None) -> None:
    """Give a task another day, or none. Raises NotFound, and InvalidInput when somebody else was faster."""
    task = own_task(session, task_id)
    if task.version != version:
        raise InvalidInput("This task was changed by somebody else meanwhile. Look at it again, then move it.")
    if due is not None and not FIRST_DAY <= due <= LAST_DAY:
        raise InvalidInput("{day} is too far away. Give a day from 2000 to 2099.", day=due.isoformat())
    if task.due != due:
        task.due, task.version = due, task.version + 1
        session.add(task)
        note_act(session, "move task", subject=f"task {task_id}", columns=["due"])
