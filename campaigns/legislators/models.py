"""Legislators, seats and committees as published, and what an organization of ours knows and keeps to itself."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Index, UniqueConstraint
from sqlmodel import Field, col

from data.access import NO_ROW, Permission, Viewer, holders_of, may, public, restricted
from data.records import Record

SHORT = 24
NAME = 160
EXTERNAL = 80


class ChamberKind(StrEnum):
    """Where a vote is taken or an act done; a joint committee is of both chambers."""

    LOWER = "lower"
    UPPER = "upper"
    JOINT = "joint"
    EXECUTIVE = "executive"


@public
class Chamber(Record, table=True):
    """A house of a legislature. `seats` counts the members it elects, whether a seat is filled or not."""

    __tablename__ = "chambers"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    kind: str = Field(max_length=SHORT)
    name: str = Field(max_length=NAME)
    member_title: str = Field(default="", max_length=SHORT)
    seats: int
    source_id: int | None = Field(default=None, foreign_key="sources.id")


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.IMPORT_FIGURES)
class LegislatureImport(Record, table=True):
    """A file or a sync of people, bills or votes, applied. The counts add up to `rows`; `kind` says what it held.

    Rows it made bear its number; what it changed is in `legislature_befores`. `rejections` lists row, column, reason.
    """

    __tablename__ = "legislature_imports"

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=SHORT)
    file_sha256: str = Field(default="", index=True, max_length=64)
    file_name: str = Field(default="", max_length=NAME)
    source_id: int | None = Field(default=None, foreign_key="sources.id")
    rows: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0
    rejections: list[dict[str, str | int | None]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    checks: list[dict[str, str | int | bool | None]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    applied_at: datetime
    applied_by: str = Field(default="", max_length=NAME)
    undone_at: datetime | None = None


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.IMPORT_FIGURES)
class LegislatureBefore(Record, table=True):
    """What a row held before an import changed or removed it; None where the import made it. Undo puts it back."""

    __tablename__ = "legislature_befores"

    import_id: int = Field(foreign_key="legislature_imports.id", primary_key=True)
    table_name: str = Field(primary_key=True, max_length=63)
    row_id: int = Field(primary_key=True)
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


@public
class Legislator(Record, table=True):
    """A person who sits or sat in a legislature. `name_key` is what names are compared by."""

    __tablename__ = "legislators"

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id", index=True)
    name: str = Field(max_length=NAME)
    given_name: str = Field(default="", max_length=NAME)
    family_name: str = Field(default="", max_length=NAME)
    name_key: str = Field(index=True, max_length=NAME)
    email: str = Field(default="", max_length=NAME)
    website: str = Field(default="", max_length=400)
    source_id: int | None = Field(default=None, foreign_key="sources.id")
    import_id: int | None = Field(default=None, foreign_key="legislature_imports.id", index=True)


@public
class LegislatorIdentifier(Record, table=True):
    """A number somebody gives a legislator: `scheme` is openstates, legiscan, malegislature, or a file's own."""

    __tablename__ = "legislator_identifiers"

    scheme: str = Field(primary_key=True, max_length=SHORT)
    value: str = Field(primary_key=True, max_length=EXTERNAL)
    legislator_id: int = Field(foreign_key="legislators.id", index=True)


@public
class LegislatorName(Record, table=True):
    """Another way a legislator's name is printed, such as "A. Camuel" or "Camuel, A."."""

    __tablename__ = "legislator_names"

    legislator_id: int = Field(foreign_key="legislators.id", primary_key=True)
    name_key: str = Field(primary_key=True, index=True, max_length=NAME)
    name: str = Field(max_length=NAME)


@public
class Seat(Record, table=True):
    """That a legislator held a district's seat from a day until another; `district` is text, such as "10th Bristol".

    `since` and `until` are the source's days, None where it gives none; `until` None: still sits.
    """

    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("legislator_id", "chamber_id", "district", "since"),
        Index(None, "chamber_id", "until"),
    )

    id: int | None = Field(default=None, primary_key=True)
    legislator_id: int = Field(foreign_key="legislators.id")
    chamber_id: int = Field(foreign_key="chambers.id")
    district: str = Field(max_length=NAME)
    place_id: int | None = Field(default=None, foreign_key="places.id", index=True)
    since: date | None = None
    until: date | None = None


@public
class LegislatorParty(Record, table=True):
    """The party a legislator belonged to, from a day until another; None where the source gives no day."""

    __tablename__ = "legislator_parties"

    id: int | None = Field(default=None, primary_key=True)
    legislator_id: int = Field(foreign_key="legislators.id", index=True)
    party: str = Field(max_length=NAME)
    since: date | None = None
    until: date | None = None


@public
class LegislatorOffice(Record, table=True):
    """Where a legislator is reached in office: the source's kind ("capitol", "district"), address and telephone."""

    __tablename__ = "legislator_offices"

    id: int | None = Field(default=None, primary_key=True)
    legislator_id: int = Field(foreign_key="legislators.id", index=True)
    kind: str = Field(default="", max_length=SHORT)
    address: str = Field(default="", max_length=400)
    voice: str = Field(default="", max_length=SHORT * 2)


@public
class Committee(Record, table=True):
    """A committee of a chamber or of both; a subcommittee names its parent."""

    __tablename__ = "committees"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "external_id"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    chamber: str = Field(max_length=SHORT)
    name: str = Field(max_length=400)
    name_key: str = Field(index=True, max_length=400)
    external_id: str = Field(max_length=EXTERNAL)
    parent_id: int | None = Field(default=None, foreign_key="committees.id", index=True)
    source_id: int | None = Field(default=None, foreign_key="sources.id")
    import_id: int | None = Field(default=None, foreign_key="legislature_imports.id", index=True)


@public
class CommitteeMember(Record, table=True):
    """Who sits on a committee and as what; `legislator_id` is None where the name is nobody's we know."""

    __tablename__ = "committee_members"
    __table_args__ = (UniqueConstraint("committee_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committees.id")
    legislator_id: int | None = Field(default=None, foreign_key="legislators.id", index=True)
    name: str = Field(max_length=NAME)
    role: str = Field(default="member", max_length=NAME)


@public
class AmendmentSponsor(Record, table=True):
    """A sponsor of a budget amendment as printed; `legislator_id` is None until somebody says who that is."""

    __tablename__ = "amendment_sponsors"

    amendment_id: int = Field(foreign_key="amendments.id", primary_key=True, ondelete="CASCADE")
    name: str = Field(primary_key=True, max_length=NAME)
    legislator_id: int | None = Field(default=None, foreign_key="legislators.id", index=True)


class TieKind(StrEnum):
    """How an organization of the coalition reaches a legislator."""

    CONSTITUENTS = "constituents"
    KNOWS = "knows"
    WORKED_WITH = "worked with"
    STAFF = "staff"


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.LOG_ACTIONS, owner="organization_id")
class LegislatorTie(Record, table=True):
    """That an organization reaches a legislator, and how; the coalition sees the organization, never a person."""

    __tablename__ = "legislator_ties"
    __table_args__ = (UniqueConstraint("organization_id", "legislator_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    legislator_id: int = Field(foreign_key="legislators.id", index=True)
    kind: str = Field(max_length=SHORT)
    made: datetime


def _own_note(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.SEE_COALITION):
        return NO_ROW
    return col(LegislatorNote.organization_id) == viewer.organization_id


@restricted(reads=_own_note, writes=Permission.LOG_ACTIONS, owner="organization_id")
class LegislatorNote(Record, table=True):
    """What one organization keeps about a legislator: who of its people knows them, what to mind. Never leaves it."""

    __tablename__ = "legislator_notes"
    __table_args__ = (UniqueConstraint("organization_id", "legislator_id"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    legislator_id: int = Field(foreign_key="legislators.id", index=True)
    note: str
    version: int = 1
    changed: datetime
