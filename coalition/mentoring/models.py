"""Mentors and their pairs, the sessions they report, and the personal links they report with; behind the same wall."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, UniqueConstraint
from sqlmodel import Field

from coalition.programs.models import HASH, KEEP, NAME, SHORT, own_rows_of
from data.access import Viewer, child_of, restricted
from data.records import Record


def _own_mentors(viewer: Viewer) -> ColumnElement[bool]:
    return own_rows_of(viewer, Mentor)


def _own_sessions(viewer: Viewer) -> ColumnElement[bool]:
    return own_rows_of(viewer, MentoringSession)


@restricted(reads=_own_mentors, writes=KEEP, owner="organization_id")
class Mentor(Record, table=True):
    """A mentor; `capacity` is how many scholars they take at once."""

    __tablename__ = "mentors"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    program_id: int = Field(foreign_key="programs.id", index=True)
    given_name: str = Field(max_length=NAME)
    family_name: str = Field(default="", max_length=NAME)
    email: str = Field(default="", max_length=254)
    capacity: int = 4
    since: date
    until: date | None = None
    version: int = 1
    made: datetime


@child_of(Mentor, "mentor_id", writes=KEEP)
class Pair(Record, table=True):
    """A mentor and a scholar from a day on; `ends` is the first day they are a pair no more."""

    __tablename__ = "pairs"

    id: int | None = Field(default=None, primary_key=True)
    mentor_id: int = Field(foreign_key="mentors.id", index=True)
    scholar_id: int = Field(foreign_key="scholars.id", index=True)
    starts: date
    ends: date | None = None
    version: int = 1


@child_of(Pair, "pair_id", writes=KEEP)
class PairPause(Record, table=True):
    """Days a pair paused, `ends` outside; a month with one is in neither side of its adherence."""

    __tablename__ = "pair_pauses"

    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="pairs.id", index=True, ondelete="CASCADE")
    starts: date
    ends: date | None = None


@restricted(reads=_own_sessions, writes=KEEP, owner="organization_id")
class MentoringSession(Record, table=True):
    """One meeting of a pair, or of a whole cohort. `form_key` makes a form sent twice one session."""

    __tablename__ = "mentoring_sessions"
    __table_args__ = (
        UniqueConstraint("organization_id", "form_key"),
        Index(None, "pair_id", "on_date"),
        Index(None, "program_id", "on_date"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    program_id: int = Field(foreign_key="programs.id")
    pair_id: int | None = Field(default=None, foreign_key="pairs.id")
    cohort_id: int | None = Field(default=None, foreign_key="cohorts.id", index=True)
    kind: str = Field(max_length=SHORT)
    on_date: date
    minutes: int | None = None
    topic: str = Field(default="", max_length=NAME)
    next_step: str = ""
    private_note: str = ""
    by_link: bool = False
    form_key: str = Field(max_length=64)
    version: int = 1
    made: datetime


@child_of(MentoringSession, "session_id", writes=KEEP)
class SessionAttendance(Record, table=True):
    """A scholar who came to a whole-group session."""

    __tablename__ = "session_attendances"

    session_id: int = Field(primary_key=True, foreign_key="mentoring_sessions.id", ondelete="CASCADE")
    scholar_id: int = Field(primary_key=True, foreign_key="scholars.id")


def _own_links(viewer: Viewer) -> ColumnElement[bool]:
    return own_rows_of(viewer, PersonalLink)


@restricted(reads=_own_links, writes=KEEP, owner="organization_id")
class PersonalLink(Record, table=True):
    """A mentor's link to report with, or a scholar's to her own path: kept as a hash, for one person, revocable."""

    __tablename__ = "personal_links"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    token_hash: str = Field(unique=True, max_length=HASH)
    mentor_id: int | None = Field(default=None, foreign_key="mentors.id", index=True)
    scholar_id: int | None = Field(default=None, foreign_key="scholars.id", index=True)
    expires: datetime
    revoked: datetime | None = None
    used_on: date | None = None
    uses_that_day: int = 0
    made: datetime
