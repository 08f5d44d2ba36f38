"""The day a stage of a budget is expected or was announced, as a document or a person said."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from data.access import public
from data.records import Record


@public
class DecisionDate(Record, table=True):
    """The announced day of one stage of one year; it overrules the usual day of the reference calendar."""

    __tablename__ = "decision_dates"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "fiscal_year", "stage_id"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    fiscal_year: int
    stage_id: int = Field(foreign_key="stages.id")
    on_date: date
    note: str = ""
    source_id: int = Field(foreign_key="sources.id")
