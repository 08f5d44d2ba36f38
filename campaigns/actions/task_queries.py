"""The open tasks of one's own organization, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col

from campaigns.actions.models import Task
from data.records import columns


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task of one's own organization; `due` is None when no day was given, `done` when it is open."""

    id: int
    title: str
    due: date | None
    done: datetime | None
    action_id: int | None
    campaign_id: int | None
    for_account_id: int | None
    version: int

    def is_late(self, today: date) -> bool:
        """Whether it is open past its day."""
        return self.done is None and self.due is not None and self.due < today


def open_tasks(
    session: Session, *, campaign_id: int | None = None, action_id: int | None = None
) -> Sequence[TaskShown]:
    """The open tasks of one's own organization, the most urgent first; those without a day last."""
    wanted = columns(
        Task.id, Task.title, Task.due, Task.done, Task.action_id, Task.campaign_id, Task.for_account_id, Task.version
    ).where(col(Task.done).is_(None))
    if campaign_id is not None:
        wanted = wanted.where(col(Task.campaign_id) == campaign_id)
    if action_id is not None:
        wanted = wanted.where(col(Task.action_id) == action_id)
    rows = session.execute(wanted.order_by(col(Task.due).is_(None), col(Task.due), col(Task.id)))
    return tuple(TaskShown(*row) for row in rows)
