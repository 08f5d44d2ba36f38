"""Whip counts, and the evidence of where legislators stand; who heard it stays inside the own organization."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Index, or_
from sqlmodel import Field, col

from campaigns.whip_counts.rules import USUALLY_STALE_AFTER, Aim, Confidence
from data.access import NO_ROW, Permission, Viewer, child_of, holders_of, may, restricted
from data.records import Record

SHORT = 24
MAJORITY = 32
NAME = 160
ADDRESS = 400


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.PLAN_CAMPAIGNS)
class WhipCount(Record, table=True):
    """A question that legislators decide: on a measure, an amendment, or what we ask for a line item in a year.

    Of `measure_id`, `amendment_id` and `line_item_id` with `fiscal_year` one is set; of `chamber_id` and
    `committee_id` too. `aim` says whether we want it to pass or to be stopped; stances are always about the thing
    itself. `majority` is a `legislation.majorities.Majority`; `needed_by_hand` replaces it where a person knows
    better. `away` are members who hold a seat and will not vote. `roll_call_id` is the vote that decided it.
    """

    __tablename__ = "whip_counts"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=NAME)
    measure_id: int | None = Field(default=None, foreign_key="measures.id", index=True)
    amendment_id: int | None = Field(default=None, foreign_key="amendments.id", index=True)
    line_item_id: int | None = Field(default=None, foreign_key="line_items.id", index=True)
    fiscal_year: int | None = None
    chamber_id: int | None = Field(default=None, foreign_key="chambers.id", index=True)
    committee_id: int | None = Field(default=None, foreign_key="committees.id", index=True)
    question: str = Field(max_length=SHORT)
    aim: str = Field(default=Aim.PASS, max_length=SHORT)
    majority: str = Field(max_length=MAJORITY)
    needed_by_hand: int | None = None
    away: int = 0
    decision_on: date | None = None
    stale_after: int = USUALLY_STALE_AFTER
    roll_call_id: int | None = Field(default=None, foreign_key="roll_calls.id", index=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaigns.id", index=True)
    watched: bool = True
    version: int = 1
    made: datetime


@child_of(WhipCount, "whip_count_id", writes=Permission.PLAN_CAMPAIGNS)
class WhipOwner(Record, table=True):
    """Which organization took it on to ask a legislator, for one count."""

    __tablename__ = "whip_owners"

    whip_count_id: int = Field(foreign_key="whip_counts.id", primary_key=True)
    legislator_id: int = Field(foreign_key="legislators.id", primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    made: datetime


def _shared() -> ColumnElement[bool]:
    return col(Evidence.shared).is_(True)


def _own_or_shared(viewer: Viewer) -> ColumnElement[bool]:
    if not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    if viewer.organization_id is None:
        return _shared()
    return or_(col(Evidence.organization_id) == viewer.organization_id, _shared())


@restricted(reads=_own_or_shared, writes=Permission.LOG_ACTIONS, owner="organization_id", shared=_shared)
class Evidence(Record, table=True):
    """What one organization heard of where a legislator stood on a day; never changed, only taken back with a reason.

    `stance` is an `actions.rules.Stance`, the name and never a number. `form_key` makes a form sent twice one row.
    """

    __tablename__ = "whip_evidence"
    __table_args__ = (
        Index(None, "line_item_id", "fiscal_year"),
        Index(None, "organization_id", "form_key", unique=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    legislator_id: int = Field(foreign_key="legislators.id", index=True)
    measure_id: int | None = Field(default=None, foreign_key="measures.id", index=True)
    amendment_id: int | None = Field(default=None, foreign_key="amendments.id", index=True)
    line_item_id: int | None = Field(default=None, foreign_key="line_items.id")
    fiscal_year: int | None = None
    kind: str = Field(max_length=SHORT)
    stance: str = Field(max_length=SHORT)
    first_hand: bool
    confidence: str = Field(default=Confidence.MEDIUM, max_length=SHORT)
    on_date: date
    address: str = Field(default="", max_length=ADDRESS)
    note: str = ""
    shared: bool = True
    form_key: str = Field(max_length=64)
    made: datetime


@child_of(Evidence, "evidence_id", writes=Permission.LOG_ACTIONS)
class EvidenceTakenBack(Record, table=True):
    """That a piece of evidence no longer counts since a moment, and why; the evidence itself stays in the history."""

    __tablename__ = "whip_evidence_taken_back"

    evidence_id: int = Field(foreign_key="whip_evidence.id", primary_key=True)
    reason: str
    made: datetime


def _own_witness(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    return col(EvidenceWitness.organization_id) == viewer.organization_id


@restricted(reads=_own_witness, writes=Permission.LOG_ACTIONS, owner="organization_id")
class EvidenceWitness(Record, table=True):
    """The person who heard it, by name: seen inside that person's organization and nowhere else."""

    __tablename__ = "whip_evidence_witnesses"

    evidence_id: int = Field(foreign_key="whip_evidence.id", primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    heard_by: str = Field(max_length=NAME)
