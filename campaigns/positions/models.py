"""Positions organizations took, each change a row of its own; ballot questions; the rule for the coalition’s own."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, UniqueConstraint, and_
from sqlmodel import Field, col

from data.access import EVERY_ROW, Permission, Viewer, may, public, restricted
from data.records import Record

SHORT = 24
NAME = 160
ADDRESS = 400


@public
class BallotQuestion(Record, table=True):
    """A question put to the voters of a state on an election day; `number` as printed ("2", "Amendment 2")."""

    __tablename__ = "ballot_questions"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "election_on", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    election_on: date
    number: str = Field(max_length=SHORT)
    title: str = Field(max_length=NAME)
    address: str = Field(default="", max_length=ADDRESS)
    version: int = 1


def _published() -> ColumnElement[bool]:
    return and_(col(OrganizationPosition.published).is_(True), col(OrganizationPosition.is_current).is_(True))


def _shared() -> ColumnElement[bool]:
    return EVERY_ROW


def _seen(viewer: Viewer) -> ColumnElement[bool]:
    return EVERY_ROW if may(viewer, Permission.SEE_COALITION) else _published()


@restricted(reads=_seen, writes=Permission.LOG_ACTIONS, owner="organization_id", shared=_shared, published=_published)
class OrganizationPosition(Record, table=True):
    """What an organization stands for on one subject since a day. A change is a new row; `is_current` marks the last.

    The coalition sees every row, the public the current ones that are published. No row: no position taken yet.
    """

    __tablename__ = "organization_positions"
    __table_args__ = (Index(None, "subject_kind", "subject_id"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    subject_kind: str = Field(max_length=SHORT)
    subject_id: int
    stance: str = Field(max_length=SHORT)
    since: date
    reason: str = ""
    published: bool = False
    is_current: bool = True
    made: datetime


@public
class PositionRule(Record, table=True):
    """The rule by which the coalition's own position follows from its members'; one row, `id` 1, or the usual rule."""

    __tablename__ = "position_rules"

    id: int | None = Field(default=None, primary_key=True)
    fewest: int
    share_of: int
    share_in: int
    most_opposed: int = 0
    version: int = 1
