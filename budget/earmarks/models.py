"""A line's language at a stage, and the earmarks we follow inside it."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from data.access import public
from data.records import Record


@public
class Earmark(Record, table=True):
    """An earmark is a line of its own (kind earmark) inside another; `words` is its purpose as worded.

    `inside_id` is None while nobody knows which line carries it. It is never added to that line's total.
    """

    __tablename__ = "earmarks"

    line_item_id: int = Field(primary_key=True, foreign_key="line_items.id", ondelete="CASCADE")
    inside_id: int | None = Field(default=None, foreign_key="line_items.id", ondelete="SET NULL", index=True)
    words: str = ""


@public
class LineLanguage(Record, table=True):
    """The wording of a line at one stage of one year, as a document prints it."""

    __tablename__ = "line_language"
    __table_args__ = (UniqueConstraint("line_item_id", "fiscal_year", "stage_id"),)

    id: int | None = Field(default=None, primary_key=True)
    line_item_id: int = Field(foreign_key="line_items.id", ondelete="CASCADE")
    fiscal_year: int
    stage_id: int = Field(foreign_key="stages.id")
    text: str
    source_id: int = Field(foreign_key="sources.id")
