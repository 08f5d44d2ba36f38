"""Meetings and who was there, motions and every organization's position on them, demands and what became of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field

from coalition.decisions.rules import EASTERN, MotionStatus, Outcome, QuorumKind
from data.access import Permission, child_of, holders_of, public, restricted
from data.records import Record

SHORT = 24
NAME = 160
HASH = 64
SEEN = holders_of(Permission.SEE_COALITION)


@restricted(reads=SEEN, writes=Permission.KEEP_DECISIONS)
class DecisionRule(Record, table=True):
    """How the table decides from a day on; before the first row, `rules.USUAL`. Never edited."""

    __tablename__ = "decision_rules"

    id: int | None = Field(default=None, primary_key=True)
    since: date = Field(unique=True)
    quorum_kind: str = Field(default=QuorumKind.SHARE, max_length=SHORT)
    quorum_count: int | None = None
    quorum_numerator: int = 1
    quorum_denominator: int = 2
    quorum_is_more_than: bool = True
    fallback_numerator: int = 2
    fallback_denominator: int = 3
    rounds: int = 2
    notice_hours: int = 48
    online: bool = True
    block_needs_principle: bool = True
    time_zone: str = Field(default=EASTERN, max_length=SHORT * 2)
    reason: str = ""
    made: datetime


@restricted(reads=SEEN, writes=Permission.KEEP_DECISIONS)
class Principle(Record, table=True):
    """A principle all members agreed to; a block cites one."""

    __tablename__ = "principles"

    id: int | None = Field(default=None, primary_key=True)
    position: int = 0
    words: str
    since: date
    until: date | None = None


@restricted(reads=SEEN, writes=Permission.KEEP_DECISIONS)
class Meeting(Record, table=True):
    """A meeting of the table; `notice_at` is when everybody was told. `closed` ends taking attendance."""

    __tablename__ = "meetings"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=NAME)
    starts: datetime = Field(index=True)
    place: str = Field(default="", max_length=NAME)
    notice_at: datetime | None = None
    agenda: str = ""
    minutes: str = ""
    closed: datetime | None = None
    version: int = 1
    made: datetime


@child_of(Meeting, "meeting_id", writes=Permission.KEEP_DECISIONS)
class MeetingAttendance(Record, table=True):
    """That an organization was there; one row for each, whoever spoke for it."""

    __tablename__ = "meeting_attendances"

    meeting_id: int = Field(primary_key=True, foreign_key="meetings.id", ondelete="CASCADE")
    organization_id: int = Field(primary_key=True, foreign_key="organizations.id")
    came: datetime
    left: datetime | None = None


@restricted(reads=SEEN, writes=Permission.SPEAK_FOR_ORGANIZATION)
class Motion(Record, table=True):
    """A motion, in a meeting or online until `closes`. Its text is bound by `text_hash`; a changed text is a new round.

    `result` is the frozen card: text, counts, every organization's position, quorum and rule in force, with its
    `result_hash`. Once it is there, nothing of the motion changes.
    """

    __tablename__ = "motions"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int | None = Field(default=None, foreign_key="meetings.id", index=True)
    title: str = Field(max_length=NAME)
    text: str
    text_hash: str = Field(max_length=HASH)
    campaign_name: str = Field(default="", max_length=NAME)
    by_organization_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    round: int = 1
    by_vote: bool = False
    opened: datetime
    closes: datetime | None = None
    status: str = Field(default=MotionStatus.OPEN, max_length=SHORT, index=True)
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    result_hash: str = Field(default="", max_length=HASH)
    closed: datetime | None = None
    published: bool = False
    version: int = 1


@child_of(Motion, "motion_id", writes=Permission.SPEAK_FOR_ORGANIZATION)
class MotionPosition(Record, table=True):
    """Where an organization stood in a round, each change a row of its own; `is_current` marks the last one.

    `by_organization_id` is for whom the person spoke who entered it: a keeper of decisions may tick for another one.
    """

    __tablename__ = "motion_positions"
    __table_args__ = (Index(None, "motion_id", "round", "organization_id"),)

    id: int | None = Field(default=None, primary_key=True)
    motion_id: int = Field(foreign_key="motions.id")
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    round: int
    stand: str = Field(max_length=SHORT)
    principle_id: int | None = Field(default=None, foreign_key="principles.id")
    reason: str = ""
    by_account_id: int | None = Field(default=None, foreign_key="accounts.id")
    by_organization_id: int | None = Field(default=None, foreign_key="organizations.id")
    is_current: bool = True
    made: datetime


@child_of(Motion, "motion_id", writes=Permission.SPEAK_FOR_ORGANIZATION)
class MotionCondition(Record, table=True):
    """What an organization's support hangs on; checked later: kept, not kept, or still open (None)."""

    __tablename__ = "motion_conditions"

    id: int | None = Field(default=None, primary_key=True)
    motion_id: int = Field(foreign_key="motions.id", index=True)
    organization_id: int = Field(foreign_key="organizations.id")
    words: str
    due: date | None = None
    kept: bool | None = None
    checked: date | None = None
    note: str = ""
    version: int = 1


@child_of(Motion, "motion_id", writes=Permission.SPEAK_FOR_ORGANIZATION)
class MotionOptOut(Record, table=True):
    """An organization that is not named under what was decided, as it may ask before and after; at most once each."""

    __tablename__ = "motion_opt_outs"

    motion_id: int = Field(primary_key=True, foreign_key="motions.id")
    organization_id: int = Field(primary_key=True, foreign_key="organizations.id")
    reason: str = ""
    made: datetime


@public
class PublishedDecision(Record, table=True):
    """What of a result everybody may read; the motion itself, its positions and conditions stay with the coalition.

    `organization_ids` are those that went along and did not ask to be left off; whoever reads it is told the names
    only of organizations that are named in public.
    """

    __tablename__ = "published_decisions"

    motion_id: int = Field(primary_key=True, foreign_key="motions.id")
    title: str = Field(max_length=NAME)
    text: str
    status: str = Field(max_length=SHORT)
    decided: date
    counts: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    organization_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    members: int
    result_hash: str = Field(max_length=HASH)
    made: datetime


@restricted(reads=SEEN, writes=Permission.KEEP_DECISIONS)
class Demand(Record, table=True):
    """A demand or pledge put to an official, who is named in words (`official`, `office`)."""

    __tablename__ = "demands"

    id: int | None = Field(default=None, primary_key=True)
    motion_id: int | None = Field(default=None, foreign_key="motions.id", index=True)
    official: str = Field(max_length=NAME)
    office: str = Field(default="", max_length=NAME)
    words: str
    asked_on: date
    answer_due: date | None = None
    version: int = 1
    made: datetime


@child_of(Demand, "demand_id", writes=Permission.KEEP_DECISIONS)
class DemandAnswer(Record, table=True):
    """What the official said or did, the evidence for it, and how it was judged then."""

    __tablename__ = "demand_answers"
    __table_args__ = (UniqueConstraint("demand_id", "on_date", "words"),)

    id: int | None = Field(default=None, primary_key=True)
    demand_id: int = Field(foreign_key="demands.id", index=True)
    on_date: date
    words: str
    evidence: str = ""
    address: str = Field(default="", max_length=400)
    outcome: str = Field(default=Outcome.NONE, max_length=SHORT)
    made: datetime
