"""Jurisdictions: the state whose budget it is, and how its fiscal year runs; its counties and legislative districts."""

from enum import StrEnum

from sqlalchemy import UniqueConstraint
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


class PlaceKind(StrEnum):
    """A county, or a district of the lower or upper chamber of a legislature."""

    COUNTY = "county"
    HOUSE = "house"
    SENATE = "senate"


@public
class Place(Record, table=True):
    """A county or legislative district of a state. `code` is its official number or name, as text."""

    __tablename__ = "places"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "kind", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    kind: str = Field(max_length=12)
    code: str = Field(max_length=60)
    name: str = Field(max_length=120)
    source_id: int | None = Field(default=None, foreign_key="sources.id")
