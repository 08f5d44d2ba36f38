"""Campaigns, their objectives, measurable targets and tactics; the organizations that take part."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ColumnElement
from sqlmodel import Field, col

from campaigns.plans.rules import CampaignStatus
from data.access import EVERY_ROW, Permission, Viewer, child_of, holders_of, may, restricted
from data.records import Record

SHORT = 24
NAME = 160


def _shown_in_public(viewer: Viewer) -> ColumnElement[bool]:
    return EVERY_ROW if may(viewer, Permission.SEE_COALITION) else col(Campaign.published).is_(True)


@restricted(reads=_shown_in_public, writes=Permission.PLAN_CAMPAIGNS)
class Campaign(Record, table=True):
    """A campaign in one of the three areas; `area` is a `coalition.organizations.models.Area`."""

    __tablename__ = "campaigns"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=NAME)
    area: str = Field(max_length=SHORT)
    about: str = ""
    lead_organization_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    starts: date | None = None
    ends: date | None = None
    status: str = Field(default=CampaignStatus.PLANNED, max_length=SHORT)
    result: str = ""
    published: bool = False
    version: int = 1
    made: datetime


@child_of(Campaign, "campaign_id", writes=Permission.PLAN_CAMPAIGNS)
class CampaignPart(Record, table=True):
    """An organization that takes part in a campaign, and what it took on."""

    __tablename__ = "campaign_parts"

    campaign_id: int = Field(foreign_key="campaigns.id", primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", primary_key=True)
    part: str = ""


@child_of(Campaign, "campaign_id", writes=Permission.PLAN_CAMPAIGNS)
class Objective(Record, table=True):
    """What a campaign wants to reach, in words, in the order given."""

    __tablename__ = "objectives"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaigns.id", index=True)
    position: int = 0
    words: str
    version: int = 1


@child_of(Objective, "objective_id", writes=Permission.PLAN_CAMPAIGNS)
class Target(Record, table=True):
    """A number an objective is measured by; `goal` and `baseline` are in `unit` (cents for money).

    A figure of the store is named by its line item and fiscal year; `reached` is what a person entered for others,
    with the day it was so and where it stands. `less_is_better` says which way is forward.
    """

    __tablename__ = "targets"

    id: int | None = Field(default=None, primary_key=True)
    objective_id: int = Field(foreign_key="objectives.id", index=True)
    measure: str = Field(max_length=SHORT)
    words: str = ""
    unit: str = Field(default="", max_length=SHORT)
    line_item_id: int | None = Field(default=None, foreign_key="line_items.id", index=True)
    fiscal_year: int | None = None
    baseline: int | None = Field(default=None, sa_type=BigInteger)
    goal: int = Field(sa_type=BigInteger)
    less_is_better: bool = False
    reached: int | None = Field(default=None, sa_type=BigInteger)
    reached_on: date | None = None
    source: str = ""
    due: date | None = None
    version: int = 1


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.PLAN_CAMPAIGNS)
class Tactic(Record, table=True):
    """How an objective is pursued: what is done, by which organization, by when; never told to the public."""

    __tablename__ = "tactics"

    id: int | None = Field(default=None, primary_key=True)
    objective_id: int = Field(foreign_key="objectives.id", index=True)
    words: str
    organization_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    due: date | None = None
    done: datetime | None = None
    version: int = 1
