"""Jurisdictions: the state whose budget it is, and how its fiscal year runs."""

from enum import StrEnum

from sqlmodel import Field

from data.access import public
from data.records import Record


class BudgetCycle(StrEnum):
    ANNUAL = "annual"
    BIENNIAL = "biennial"
    UNKNOWN = ""


@public
class Jurisdiction(Record, table=True):
    """A state. `stage_list` names its ordered budget stages; `mark` how sure we are of these facts."""

    __tablename__ = "jurisdictions"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=8)
    name: str
    fiscal_year_starts_month: int = 7
    budget_cycle: str = Field(default=BudgetCycle.UNKNOWN, max_length=12)
    biennium_starts: str = Field(default="", max_length=4)
    stage_list: str = Field(default="general", max_length=12)
    mark: str = Field(default="", max_length=2)
    source_id: int | None = Field(default=None, foreign_key="sources.id")
