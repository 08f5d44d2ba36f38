"""Mentors, pairs and sessions of one's own programme as frozen values; nothing of them for anybody else."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, col, func, select

from coalition.mentoring.models import (
    Mentor,
    MentoringSession,
    Pair,
    PairPause,
    PersonalLink,
    SessionAttendance,
)
from coalition.mentoring.rules import Span, adherence, is_due, month_of
from coalition.programs.models import Scholar
from coalition.programs.rules import Share
from data.records import columns


@dataclass(frozen=True, slots=True)
class MentorShown:
    """A mentor with how many scholars they have today."""

    id: int
    given_name: str
    family_name: str
    email: str
    capacity: int
    since: date
    until: date | None
    version: int
    carries: int = 0

    @property
    def name(self) -> str:
        """Given and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def room(self) -> int:
        """How many more scholars they could take."""
        return max(self.capacity - self.carries, 0)


@dataclass(frozen=True, slots=True)
class PairShown:
    """A pair with what was logged of it: the months with a one-to-one session and the last one's day."""

    id: int
    mentor_id: int
    scholar_id: int
    mentor: str
    scholar: str
    span: Span
    version: int
    pauses: tuple[tuple[int, Span], ...] = ()
    months: frozenset[int] = frozenset()
    last: date | None = None

    def spans(self) -> tuple[Span, ...]:
        """The days it paused."""
        return tuple(span for _number, span in self.pauses)

    def adherence(self, today: date) -> Share:
        """Months with a session of the whole months it was active."""
        return adherence(self.span, self.spans(), self.months, today=today)

    def is_due(self, today: date) -> bool:
        """Whether it has no session this month yet, and should have one."""
        met = month_of(today) in self.months
        return is_due(self.span, self.spans(), met_this_month=met, today=today)


@dataclass(frozen=True, slots=True)
class SessionShown:
    """A session as staff see it. `with_whom` names the pair or the cohort; the note is for the scholar's page alone."""

    id: int
    pair_id: int | None
    cohort_id: int | None
    kind: str
    on_date: date
    minutes: int | None
    topic: str
    next_step: str
    private_note: str
    by_link: bool
    version: int
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class LinkShown:
    """A personal link without its secret."""

    id: int
    mentor_id: int | None
    scholar_id: int | None
    expires: datetime
    revoked: datetime | None


def mentors(
    session: Session, program_id: int, *, today: date, carries: Mapping[int, int] | None = None
) -> tuple[MentorShown, ...]:
    """The mentors of one's own programme by family name, with how many scholars each has today.

    `carries` says it where it is known already.
    """
    m = Mentor
    known = _carried(session, program_id, today) if carries is None else carries
    asked = columns(m.id, m.given_name, m.family_name, m.email, m.capacity, m.since, m.until, m.version)
    asked = asked.where(col(m.program_id) == program_id).order_by(col(m.family_name), col(m.given_name), col(m.id))
    rows: Any = session.execute(asked)
    return tuple(MentorShown(*(*row, known.get(row[0], 0))) for row in rows)


def _carried(session: Session, program_id: int, today: date) -> dict[int, int]:
    m, p = Mentor, Pair
    carried = (
        columns(p.mentor_id, func.count())
        .join(m, col(m.id) == col(p.mentor_id))
        .where(col(m.program_id) == program_id, col(p.starts) <= today, (col(p.ends).is_(None)) | (col(p.ends) > today))
        .group_by(col(p.mentor_id))
    )
    return dict(session.execute(carried).all())


def pairs(
    session: Session, program_id: int, *, scholar_id: int | None = None, mentor_id: int | None = None
) -> tuple[PairShown, ...]:
    """The pairs of one's own programme with what was logged of each; of one scholar or mentor, theirs."""
    p = Pair
    asked = (
        columns(
            p.id, p.mentor_id, p.scholar_id, Mentor.given_name, Mentor.family_name, Scholar.given_name,
            Scholar.family_name, p.starts, p.ends, p.version,
        )
        .join(Mentor, col(Mentor.id) == col(p.mentor_id))
        .join(Scholar, col(Scholar.id) == col(p.scholar_id))
        .where(col(Mentor.program_id) == program_id)
    )  # fmt: skip
    if scholar_id is not None:
        asked = asked.where(col(p.scholar_id) == scholar_id)
    if mentor_id is not None:
        asked = asked.where(col(p.mentor_id) == mentor_id)
    rows = session.execute(asked.order_by(col(p.starts), col(p.id))).all()
    narrowed = [row[0] for row in rows] if scholar_id is not None or mentor_id is not None else None
    logged, paused = _logged(session, program_id, narrowed), _pauses(session, program_id, narrowed)
    return tuple(
        PairShown(
            row[0], row[1], row[2], f"{row[3]} {row[4]}".strip(), f"{row[5]} {row[6]}".strip(), Span(row[7], row[8]),
            row[9], tuple(paused.get(row[0], ())), *logged.get(row[0], (frozenset(), None)),
        )
        for row in rows
    )  # fmt: skip


def _logged(
    session: Session, program_id: int, pair_ids: list[int] | None
) -> dict[int, tuple[frozenset[int], date | None]]:
    """By pair: the months with a session, and the last one's day; gathered in the store, one row for each pair."""
    s = MentoringSession
    day = cast(col(s.on_date), String)
    month = func.substr(day, 1, 7)
    asked = columns(col(s.pair_id).label("pair"), month.label("month"), func.max(day).label("last"))
    asked = asked.where(col(s.program_id) == program_id, col(s.pair_id).is_not(None))
    if pair_ids is not None:
        asked = asked.where(col(s.pair_id).in_(pair_ids))
    each = asked.group_by(col(s.pair_id), month).subquery()
    gathered = columns(each.c.pair, func.aggregate_strings(each.c.month, " "), func.max(each.c.last))
    return {
        pair_id: (frozenset(map(_month_named, said.split())), date.fromisoformat(last[:10]))
        for pair_id, said, last in session.execute(gathered.group_by(each.c.pair))
    }


@lru_cache(maxsize=2400)
def _month_named(said: str) -> int:
    """The number of a month written as "2026-11"."""
    return int(said[:4]) * 12 + int(said[5:7]) - 1


def _pauses(session: Session, program_id: int, pair_ids: list[int] | None) -> dict[int, list[tuple[int, Span]]]:
    q = PairPause
    asked = columns(q.id, q.pair_id, q.starts, q.ends)
    if pair_ids is not None:
        asked = asked.where(col(q.pair_id).in_(pair_ids))
    else:
        asked = asked.join(Pair, col(Pair.id) == col(q.pair_id)).join(Mentor, col(Mentor.id) == col(Pair.mentor_id))
        asked = asked.where(col(Mentor.program_id) == program_id)
    found: dict[int, list[tuple[int, Span]]] = defaultdict(list)
    for number, pair_id, starts, ends in session.execute(asked.order_by(col(q.starts))):
        found[pair_id].append((number, Span(starts, ends)))
    return found


def group_attendance(session: Session, program_id: int) -> dict[int, date]:
    """By scholar: the day of the last whole-group session they came to."""
    s, a = MentoringSession, SessionAttendance
    asked = (
        columns(a.scholar_id, func.max(cast(col(s.on_date), String)))
        .join(s, col(s.id) == col(a.session_id))
        .where(col(s.program_id) == program_id, col(s.cohort_id).is_not(None))
        .group_by(col(a.scholar_id))
    )
    return {scholar_id: date.fromisoformat(day[:10]) for scholar_id, day in session.execute(asked)}


def _sessions() -> tuple[object, ...]:
    s = MentoringSession
    return (
        s.id, s.pair_id, s.cohort_id, s.kind, s.on_date, s.minutes, s.topic, s.next_step, s.private_note, s.by_link,
        s.version,
    )  # fmt: skip


def sessions_since(session: Session, program_id: int, *, since: date, most: int = 50) -> tuple[SessionShown, ...]:
    """The sessions of one's own programme from a day on, the newest first, each without its private note."""
    s = MentoringSession
    asked = (
        columns(*_sessions(), Scholar.given_name, Scholar.family_name)
        .join(Pair, col(Pair.id) == col(s.pair_id), isouter=True)
        .join(Scholar, col(Scholar.id) == col(Pair.scholar_id), isouter=True)
        .where(col(s.program_id) == program_id, col(s.on_date) >= since)
        .order_by(col(s.on_date).desc(), col(s.id).desc())
        .limit(most)
    )
    rows: Any = session.execute(asked)
    return tuple(SessionShown(*(*row[:8], "", *row[9:11], f"{row[11] or ''} {row[12] or ''}".strip())) for row in rows)


def sessions_of_scholar(session: Session, scholar_id: int, *, most: int = 100) -> tuple[SessionShown, ...]:
    """The one-to-one sessions of a scholar, the newest first, with their notes; and the group's she came to."""
    s = MentoringSession
    of_pair = select(Pair.id).where(Pair.scholar_id == scholar_id)
    came = select(SessionAttendance.session_id).where(SessionAttendance.scholar_id == scholar_id)
    asked = (
        columns(*_sessions())
        .where(col(s.pair_id).in_(of_pair) | col(s.id).in_(came))
        .order_by(col(s.on_date).desc(), col(s.id).desc())
        .limit(most)
    )
    return tuple(SessionShown(*row) for row in session.execute(asked))


def links(session: Session, *, mentor_ids: list[int], scholar_ids: list[int]) -> tuple[LinkShown, ...]:
    """The personal links of some mentors and scholars, without their secrets, the newest first."""
    k = PersonalLink
    asked = columns(k.id, k.mentor_id, k.scholar_id, k.expires, k.revoked).where(
        col(k.mentor_id).in_(mentor_ids) | col(k.scholar_id).in_(scholar_ids)
    )
    return tuple(LinkShown(*row) for row in session.execute(asked.order_by(col(k.id).desc())))
