"""Scorecards of a chamber and session, the answers they count as in line with ours, and what was published of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, UniqueConstraint
from sqlmodel import Field, col

from data.access import EVERY_ROW, Permission, Viewer, child_of, holders_of, may, restricted
from data.records import Record

SHORT = 24
NAME = 160


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.PLAN_CAMPAIGNS)
class Scorecard(Record, table=True):
    """A scorecard being made; `absence` is a `rules.Absence`, `fewest` the answers below which no score is given."""

    __tablename__ = "scorecards"
    __table_args__ = (UniqueConstraint("session_id", "chamber", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    session_id: int = Field(foreign_key="legislative_sessions.id")
    chamber: str = Field(max_length=SHORT)
    name: str = Field(max_length=NAME)
    absence: str = Field(max_length=SHORT)
    fewest: int
    version: int = 1
    made: datetime


@child_of(Scorecard, "scorecard_id", writes=Permission.PLAN_CAMPAIGNS)
class ScoredVote(Record, table=True):
    """A roll call or the sponsors of a bill that a scorecard counts, and the answer in line with our position."""

    __tablename__ = "scored_votes"
    __table_args__ = (
        UniqueConstraint("scorecard_id", "roll_call_id"),
        UniqueConstraint("scorecard_id", "sponsored_bill_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    scorecard_id: int = Field(foreign_key="scorecards.id")
    roll_call_id: int | None = Field(default=None, foreign_key="roll_calls.id", index=True)
    sponsored_bill_id: int | None = Field(default=None, foreign_key="bills.id", index=True)
    ours: str = Field(max_length=SHORT)
    why: str = ""


def _standing(viewer: Viewer) -> ColumnElement[bool]:
    return EVERY_ROW if may(viewer, Permission.SEE_COALITION) else col(ScorecardEdition.withdrawn).is_(None)


@restricted(reads=_standing, writes=Permission.PLAN_CAMPAIGNS)
class ScorecardEdition(Record, table=True):
    """What was published of a scorecard, as it stood and as it was checked; later votes or choices do not change it."""

    __tablename__ = "scorecard_editions"

    id: int | None = Field(default=None, primary_key=True)
    scorecard_id: int = Field(foreign_key="scorecards.id", index=True)
    title: str = Field(max_length=NAME)
    published_on: date
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    checks: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    sha256: str = Field(max_length=64)
    withdrawn: datetime | None = None
