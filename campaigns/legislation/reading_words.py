"""How much of what happened the rules read: the share of actions with a step, and the words nothing reads."""

from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from campaigns.legislation.models import BillAction
from campaigns.legislation.steps import NO_STAGE


@dataclass(frozen=True, slots=True)
class Reading:
    """Actions on file, how many a rule reads, how many of these move a bill; `steps` counts each, most first."""

    actions: int
    read: int
    moving: int
    steps: tuple[tuple[str, int], ...]


def reading_of_actions(session: Session) -> Reading:
    """Every action on file by the step it was read as."""
    rows = session.execute(select(BillAction.step, func.count()).group_by(BillAction.step)).all()
    known = sorted(((step, count) for step, count in rows if step), key=lambda row: -row[1])
    every = sum(count for _step, count in rows)
    still = {step.value for step in NO_STAGE}
    return Reading(
        every, sum(n for _s, n in known), sum(n for step, n in known if step not in still), tuple(known)
    )  # fmt: skip


def unread_words(session: Session, *, limit: int = 100) -> tuple[tuple[str, int], ...]:
    """The words of actions that no rule reads, with how often each is on file, most first."""
    counted = func.count()
    rows = session.execute(
        select(BillAction.text, counted)
        .where(col(BillAction.step).is_(None))
        .group_by(BillAction.text)
        .order_by(counted.desc(), BillAction.text)
        .limit(limit)
    )
    return tuple((text, count) for text, count in rows)
