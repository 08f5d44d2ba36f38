"""What an organization has to do by a day: added by hand or as an action's follow-up, closed, taken up again."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from campaigns.actions.models import NAME, Action, Task
from campaigns.actions.rules import FollowUp
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act
from data.errors import InvalidInput, NotFound

TASK = "This task"


def _checked(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise InvalidInput("Say what has to be done.")
    if len(words) > NAME:
        raise InvalidInput("Say what has to be done in at most {name} characters.", name=NAME)
    return words


@requires(Permission.LOG_ACTIONS)
def add_task(
    session: Session,
    *,
    title: str,
    due: date | None,
    now: datetime,
    campaign_id: int | None = None,
    for_account_id: int | None = None,
) -> int:
    """Add a task of one's own organization; its id. Raises InvalidInput."""
    viewer = viewer_of_session(session)
    if viewer.organization_id is None:
        raise InvalidInput("Ask a steward to say which organization you belong to; a task belongs to one.")
    task = Task(
        organization_id=viewer.organization_id, title=_checked(title), due=due, made=now, campaign_id=campaign_id,
        for_account_id=for_account_id,
    )  # fmt: skip
    session.add(task)
    session.flush()
    note_act(session, "add task", subject=f"task {task.id}")
    return task.id or 0


def keep_follow_up(session: Session, action: Action, follow_up: FollowUp | None, *, now: datetime) -> int | None:
    """The task that follows from an action, inside the command that logs it; None when there is none."""
    if follow_up is None:
        return None
    task = Task(
        organization_id=action.organization_id, campaign_id=action.campaign_id, action_id=action.id,
        title=_checked(follow_up.title)[:NAME], due=follow_up.due, for_account_id=action.by_account_id, made=now,
    )  # fmt: skip
    session.add(task)
    session.flush()
    return task.id


def close_follow_ups(session: Session, action_id: int, *, now: datetime) -> None:
    """Close what an action asked for, inside the command that deletes it."""
    for task in session.exec(select(Task).where(Task.action_id == action_id, col(Task.done).is_(None))):
        task.done, task.version = now, task.version + 1
        session.add(task)


def reopen_follow_ups(session: Session, action_id: int, *, closed: datetime) -> None:
    """Open again what was closed with an action at that moment, inside the command that brings it back."""
    for task in session.exec(select(Task).where(Task.action_id == action_id, Task.done == closed)):
        task.done, task.version = None, task.version + 1
        session.add(task)


@requires(Permission.LOG_ACTIONS)
def close_task(session: Session, *, task_id: int, now: datetime) -> None:
    """Say that a task is done; a second time changes nothing. Raises NotFound."""
    task = _task(session, task_id)
    if task.done is None:
        task.done, task.version = now, task.version + 1
        session.add(task)
        note_act(session, "close task", subject=f"task {task_id}")


@requires(Permission.LOG_ACTIONS)
def reopen_task(session: Session, *, task_id: int) -> None:
    """Take a task up again. Raises NotFound."""
    task = _task(session, task_id)
    if task.done is not None:
        task.done, task.version = None, task.version + 1
        session.add(task)
        note_act(session, "reopen task", subject=f"task {task_id}")


def _task(session: Session, task_id: int) -> Task:
    task = session.get(Task, task_id, populate_existing=True)
    if task is None:
        raise NotFound(TASK)
    return task
