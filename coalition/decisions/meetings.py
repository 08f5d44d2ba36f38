"""Meetings and who was there, answered with frozen values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from coalition.decisions.members import Member, members_on, rules_made
from coalition.decisions.models import Meeting, MeetingAttendance, Motion
from coalition.decisions.queries import MotionRecord, motion_records
from coalition.decisions.rules import Quorum, Rule, day_where_we_meet, quorum_of, rule_on
from data.errors import NotFound


@dataclass(frozen=True, slots=True)
class MeetingHead:
    """A meeting in a list: how many organizations came, and how many motions were put."""

    id: int
    title: str
    starts: datetime
    place: str
    closed: datetime | None
    came: int
    motions: int


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """One meeting with its attendance by organization and its motions in the order in which they were put."""

    head: MeetingHead
    notice_at: datetime | None
    agenda: str
    minutes: str
    version: int
    rule: Rule
    members: tuple[Member, ...]
    came: Mapping[int, datetime]
    left: Mapping[int, datetime]
    quorum: Quorum
    motions: tuple[MotionRecord, ...]

    @property
    def present(self) -> frozenset[int]:
        return frozenset(self.came.keys() - self.left.keys())


def meetings(session: Session, *, limit: int = 50) -> tuple[MeetingHead, ...]:
    """The meetings, newest first; three statements."""
    rows = session.exec(select(Meeting).order_by(col(Meeting.starts).desc(), col(Meeting.id).desc()).limit(limit)).all()
    return _meeting_heads(session, rows)


def _meeting_heads(session: Session, rows: Sequence[Meeting]) -> tuple[MeetingHead, ...]:
    ids = [row.id or 0 for row in rows]
    came = _many(session, MeetingAttendance.meeting_id, ids)
    put = _many(session, Motion.meeting_id, ids)
    return tuple(
        MeetingHead(
            row.id or 0, row.title, row.starts, row.place, row.closed, came.get(row.id or 0, 0), put.get(row.id or 0, 0)
        )
        for row in rows
    )


def _many(session: Session, column: Any, ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(select(column, func.count()).where(column.in_(ids)).group_by(column))
    return {row[0]: row[1] for row in rows} if ids else {}


def meeting(session: Session, meeting_id: int, *, now: datetime) -> MeetingRecord:
    """One meeting. Raises NotFound when there is none, or none that the viewer may see."""
    row = session.exec(select(Meeting).where(Meeting.id == meeting_id)).first()
    if row is None:
        raise NotFound("The meeting")
    rule = rule_on(rules_made(session), row.starts)
    seated = members_on(session, day_where_we_meet(rule, row.starts))
    rows = session.exec(select(MeetingAttendance).where(MeetingAttendance.meeting_id == meeting_id)).all()
    came = {one.organization_id: one.came for one in rows}
    left = {one.organization_id: one.left for one in rows if one.left is not None}
    quorum = quorum_of(rule, present=came.keys() - left.keys(), members=[one.id for one in seated])
    put = select(Motion).where(Motion.meeting_id == meeting_id).order_by(col(Motion.id))
    records = motion_records(session, session.exec(put).all(), now=now)
    return MeetingRecord(
        _meeting_heads(session, [row])[0], row.notice_at, row.agenda, row.minutes, row.version, rule, seated,
        came, left, quorum, records,
    )  # fmt: skip
