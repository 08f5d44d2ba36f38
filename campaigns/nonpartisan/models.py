"""Findings of the nonpartisan guard that a named person answered for, with the reason."""

from datetime import datetime

from sqlalchemy import ColumnElement, UniqueConstraint
from sqlmodel import Field, col

from data.access import NO_ROW, Permission, Viewer, may, restricted
from data.records import Record

SHORT = 24
NAME = 160


def _own(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    return col(NonpartisanOverride.organization_id) == viewer.organization_id


@restricted(reads=_own, writes=Permission.LOG_ACTIONS, owner="organization_id")
class NonpartisanOverride(Record, table=True):
    """A finding let stand in one text, by whom and why.

    `finding_key` is a hash of the rule and the words it is about, so that an edit elsewhere keeps the answer.
    """

    __tablename__ = "nonpartisan_overrides"
    __table_args__ = (UniqueConstraint("organization_id", "piece", "finding_key"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    piece: str = Field(max_length=NAME)
    finding_key: str = Field(max_length=64)
    rule: str = Field(max_length=SHORT)
    excerpt: str = ""
    answered_by: str = Field(max_length=NAME)
    reason: str
    by_account_id: int | None = Field(default=None, foreign_key="accounts.id", index=True)
    made: datetime
