"""Lineage: changes from line to line, and pairs of lines a person said are not the same."""

from datetime import datetime

from sqlmodel import Field

from data.access import public
from data.records import Record


@public
class LineChange(Record, table=True):
    """From `fiscal_year` on, the lines before are the lines after; `kind` is a `rules.ChangeKind`.

    The source is the document that says so, or one of kind “ours” where we matched names ourselves.
    """

    __tablename__ = "line_changes"

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id", index=True)
    kind: str = Field(max_length=16)
    fiscal_year: int
    reason: str
    source_id: int = Field(foreign_key="sources.id")
    set_at: datetime


@public
class LineChangeEnd(Record, table=True):
    """A line on one side of a change; `share_hundredths` is its stated part in hundredths of a percent."""

    __tablename__ = "line_change_ends"

    change_id: int = Field(primary_key=True, foreign_key="line_changes.id", ondelete="CASCADE")
    line_item_id: int = Field(primary_key=True, foreign_key="line_items.id", index=True)
    side: str = Field(primary_key=True, max_length=8)
    share_hundredths: int | None = None


@public
class NotTheSame(Record, table=True):
    """Two lines whose names look alike and that a person told apart; the lower id stands first."""

    __tablename__ = "lines_not_the_same"

    line_item_id: int = Field(primary_key=True, foreign_key="line_items.id", ondelete="CASCADE")
    other_line_id: int = Field(primary_key=True, foreign_key="line_items.id", ondelete="CASCADE")
    set_at: datetime
