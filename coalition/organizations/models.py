"""Organizations, what they are called, how they stand to the table, and how many people they reach where."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, UniqueConstraint
from sqlmodel import Field, col

from data.access import EVERY_ROW, Permission, Viewer, child_of, holders_of, may, restricted
from data.records import Record

SHORT = 24
NAME = 160


class OrganizationKind(StrEnum):
    UNION = "union"
    PARENTS = "parents"
    STUDENTS = "students"
    FAITH = "faith"
    CIVIL_RIGHTS = "civil rights"
    COMMUNITY = "community"
    PROGRAMME = "programme"
    RESEARCH = "research"
    COALITION = "coalition"
    OTHER = "other"


class Standing(StrEnum):
    """How an organization stands to the coalition from a day on."""

    MEMBER = "member"
    ALLY = "ally"
    PROSPECT = "prospect"
    FORMER = "former"


class Area(StrEnum):
    """The coalition's three areas."""

    PUBLIC = "public"
    EQUITY = "equity"
    FUNDING = "funding"


def _named_in_public(viewer: Viewer) -> ColumnElement[bool]:
    return EVERY_ROW if may(viewer, Permission.SEE_COALITION) else col(Organization.published).is_(True)


@restricted(reads=_named_in_public, writes=Permission.KEEP_DIRECTORY)
class Organization(Record, table=True):
    """An organization. `name_key` is what names are compared by; `version` counts the changes.

    `is_host` marks the one that runs this table. A merged organization names the one that stands for it.
    """

    __tablename__ = "organizations"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=NAME)
    name_key: str = Field(index=True, max_length=NAME)
    kind: str = Field(default=OrganizationKind.OTHER, max_length=SHORT)
    about: str = ""
    website: str = Field(default="", max_length=400)
    published: bool = False
    is_host: bool = False
    merged_into_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    version: int = 1
    made: datetime


@child_of(Organization, "organization_id", writes=Permission.KEEP_DIRECTORY)
class OrganizationName(Record, table=True):
    """Another name an organization goes by, such as an abbreviation or a chapter’s spelling."""

    __tablename__ = "organization_names"
    __table_args__ = (UniqueConstraint("organization_id", "name_key"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    name: str = Field(max_length=NAME)
    name_key: str = Field(index=True, max_length=NAME)


@child_of(Organization, "organization_id", writes=Permission.KEEP_DIRECTORY)
class StandingChange(Record, table=True):
    """From a day on, an organization is a member, an ally, a prospect or no longer with us."""

    __tablename__ = "standing_changes"
    __table_args__ = (UniqueConstraint("organization_id", "since"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    standing: str = Field(max_length=SHORT)
    since: date
    note: str = ""


@child_of(Organization, "organization_id", writes=Permission.KEEP_DIRECTORY)
class OrganizationArea(Record, table=True):
    """One of the three areas an organization works in."""

    __tablename__ = "organization_areas"

    organization_id: int = Field(foreign_key="organizations.id", primary_key=True)
    area: str = Field(primary_key=True, max_length=SHORT)


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.KEEP_DIRECTORY)
class Reach(Record, table=True):
    """How many members an organization counts in a county or legislative district, as it said on a day."""

    __tablename__ = "reaches"
    __table_args__ = (UniqueConstraint("organization_id", "place_id"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    place_id: int = Field(foreign_key="places.id", index=True)
    members: int
    as_of: date
    said_in: str = ""


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.KEEP_DIRECTORY)
class Agreement(Record, table=True):
    """What an organization and the coalition agreed, with its days."""

    __tablename__ = "agreements"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    title: str = Field(max_length=NAME)
    agreed_on: date
    until: date | None = None
    note: str = ""


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.KEEP_DIRECTORY)
class Merge(Record, table=True):
    """Two records that were one organization, joined by a person; `moved` lists the rows, so it can be undone."""

    __tablename__ = "organization_merges"

    id: int | None = Field(default=None, primary_key=True)
    kept_id: int = Field(foreign_key="organizations.id", index=True)
    merged_id: int = Field(foreign_key="organizations.id", index=True)
    reason: str = ""
    moved: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    made: datetime
    undone: datetime | None = None


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.KEEP_DIRECTORY)
class ToldApart(Record, table=True):
    """Two organizations that look alike and are not the same, as a person said; `low_id` < `high_id`."""

    __tablename__ = "organizations_told_apart"

    low_id: int = Field(foreign_key="organizations.id", primary_key=True)
    high_id: int = Field(foreign_key="organizations.id", primary_key=True)


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.KEEP_DIRECTORY)
class DirectoryImport(Record, table=True):
    """A file of organizations applied to the directory. The counts add up to `rows`; the file itself is not kept.

    `rejections` lists row, column and reason.
    """

    __tablename__ = "directory_imports"

    id: int | None = Field(default=None, primary_key=True)
    file_sha256: str = Field(max_length=64)
    file_name: str = Field(default="", max_length=NAME)
    title: str = Field(default="", max_length=NAME)
    rows: int = 0
    added: int = 0
    known: int = 0
    repeated: int = 0
    waiting: int = 0
    rejected: int = 0
    rejections: list[dict[str, str | int | None]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    applied_at: datetime
    applied_by: str = Field(default="", max_length=NAME)
    undone_at: datetime | None = None


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.KEEP_DIRECTORY)
class DirectoryStatement(Record, table=True):
    """What one import says of one organization, and which of it the directory took; what undo works from."""

    __tablename__ = "directory_statements"

    import_id: int = Field(foreign_key="directory_imports.id", primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", primary_key=True, index=True)
    row: int
    made: bool = False
    said: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    took: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
