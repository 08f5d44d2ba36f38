"""What waits for the viewer and their organization: motions, letters, actions to classify, tasks, figures, mentions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, or_
from sqlmodel import Session, col

from campaigns.actions.models import Task
from campaigns.lobbying.queries import unanswered_count
from campaigns.overview.visits import in_utc
from coalition.community.models import AuthorAccount, CorrectionRequest, Mention
from coalition.community.moderation import CorrectionStatus
from coalition.decisions.lists import open_motions
from coalition.letters.queries import letters_to_sign
from data.access import Permission, may, viewer_of_session
from data.records import columns

TASKS_AHEAD = timedelta(days=7)
MOST_OF_ONE = 3


class Waits(StrEnum):
    """What waits, in the order of the card."""

    MOTION = "motion"
    LETTER = "letter"
    LOBBYING = "lobbying"
    TASK = "task"
    CORRECTION = "correction"
    MENTION = "mention"


PAGES = {
    Waits.MOTION: "coalition/decisions/pages/decision.py",
    Waits.LETTER: "coalition/letters/pages/letter.py",
    Waits.LOBBYING: "campaigns/lobbying/pages/lobbying.py",
    Waits.TASK: "campaigns/calendar/pages/tasks.py",
    Waits.CORRECTION: "coalition/community/pages/corrections.py",
    Waits.MENTION: "coalition/community/pages/community.py",
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits: its title ("" for a number of them), how many, until when or since when."""

    what: Waits
    title: str
    count: int
    due: date | None = None
    since: date | None = None
    address: tuple[tuple[str, str], ...] = ()
    signed: int = 0
    stands: int = 0

    @property
    def page(self) -> str:
        return PAGES[self.what]


def waiting_for(session: Session, *, now: datetime) -> tuple[Waiting, ...]:
    """What the viewer is asked to do, the most binding first; nothing for whoever is not at the table."""
    viewer = viewer_of_session(session)
    if not may(viewer, Permission.SEE_COALITION):
        return ()
    found = [*_motions(session, now), *_letters(session, now.date())]
    if viewer.organization_id is not None:
        found += [*_lobbying(session, now.date()), *_tasks(session, now.date())]
    return (*found, *_corrections(session), *_mentions(session))


def _motions(session: Session, now: datetime) -> list[Waiting]:
    heads = open_motions(session, viewer_of_session(session).organization_id, now=now)
    return [
        Waiting(
            Waits.MOTION, head.title, 1, in_utc(head.closes).date() if head.closes else None,
            in_utc(head.opened).date(), (("motion", str(head.id)),),
        )
        for head in heads
        if head.answered is False
    ]  # fmt: skip


def _letters(session: Session, today: date) -> list[Waiting]:
    return [
        Waiting(
            Waits.LETTER, one.title, 1, one.deadline, None, (("letter", str(one.id)),), one.ours or 0, one.number
        )
        for one in letters_to_sign(session, today=today)
    ]  # fmt: skip


def _lobbying(session: Session, today: date) -> list[Waiting]:
    if not may(viewer_of_session(session), Permission.LOG_ACTIONS):
        return []
    count, oldest = unanswered_count(session, today=today)
    return [Waiting(Waits.LOBBYING, "", count, since=oldest)] if count else []


def _tasks(session: Session, today: date) -> list[Waiting]:
    """The tasks due within a week that are the viewer's or nobody's, the soonest named; the others counted."""
    t, viewer = Task, viewer_of_session(session)
    mine = or_(col(t.for_account_id).is_(None), col(t.for_account_id) == (viewer.account_id or 0))
    rows = session.execute(
        columns(t.title, t.due, func.count().over())
        .where(col(t.done).is_(None), col(t.due) <= today + TASKS_AHEAD, mine)
        .order_by(col(t.due), col(t.id))
        .limit(MOST_OF_ONE)
    ).all()
    found = [Waiting(Waits.TASK, title, 1, due) for title, due, _all in rows]
    more = rows[0][2] - len(rows) if rows else 0
    return [*found, Waiting(Waits.TASK, "", more)] if more else found


def _corrections(session: Session) -> list[Waiting]:
    if not may(viewer_of_session(session), Permission.IMPORT_FIGURES):
        return []
    c = CorrectionRequest
    count, oldest = session.execute(
        columns(func.count(), func.min(col(c.made))).where(col(c.status) == CorrectionStatus.OPEN)
    ).one()
    return [Waiting(Waits.CORRECTION, "", count, since=in_utc(oldest).date())] if count else []


def _mentions(session: Session) -> list[Waiting]:
    account = viewer_of_session(session).account_id
    if account is None:
        return []
    m, a = Mention, AuthorAccount
    count = session.execute(
        columns(func.count())
        .select_from(m)
        .join(a, col(a.author_id) == col(m.author_id))
        .where(col(a.account_id) == account, col(m.seen).is_(None))
    ).scalar_one()
    return [Waiting(Waits.MENTION, "", count)] if count else []
