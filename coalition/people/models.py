"""Contacts of one organization, their consents and what they opted out of."""

from datetime import date, datetime

from sqlalchemy import JSON, Column, ColumnElement, Index, UniqueConstraint
from sqlmodel import Field, col

from data.access import NO_ROW, Permission, Viewer, child_of, holders_of, may, restricted
from data.records import Record

SHORT = 24
NAME = 120
HASH = 64


def _own_contacts(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.SEE_CONTACTS):
        return NO_ROW
    return col(Person.organization_id) == viewer.organization_id


@restricted(reads=_own_contacts, writes=Permission.KEEP_CONTACTS, owner="organization_id")
class Person(Record, table=True):
    """A contact of one organization, invisible to every other; who they are to somebody else is not known here.

    `email_key` and `name_key` are what contacts are compared by; `email_hash` and `phone_hash` what `LeftAlone` is.
    After `keep_until` the contact is erased; a row that others still count stays without personal data, `erased_on`.
    """

    __tablename__ = "people"
    __table_args__ = (
        UniqueConstraint("organization_id", "email_key"),
        Index(None, "organization_id", "name_key", "id"),
        Index(None, "organization_id", "keep_until"),
    )

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    given_name: str = Field(default="", max_length=NAME)
    family_name: str = Field(default="", max_length=NAME)
    name_key: str = Field(max_length=2 * NAME)
    email: str = Field(default="", max_length=254)
    email_key: str | None = Field(default=None, max_length=254)
    email_hash: str = Field(default="", max_length=HASH)
    phone_hash: str = Field(default="", max_length=HASH)
    phone: str = Field(default="", max_length=40)
    postal_code: str = Field(default="", max_length=16)
    town: str = Field(default="", max_length=NAME)
    place_id: int | None = Field(default=None, foreign_key="places.id", index=True)
    title: str = Field(default="", max_length=NAME)
    note: str = ""
    keep_until: date | None = None
    erased_on: date | None = None
    version: int = 1
    made: datetime


@child_of(Person, "person_id", writes=Permission.KEEP_CONTACTS)
class PersonSource(Record, table=True):
    """The number a contact bears in another system, so that its next export finds them again."""

    __tablename__ = "person_sources"

    person_id: int = Field(foreign_key="people.id", primary_key=True)
    system: str = Field(primary_key=True, max_length=SHORT)
    number: str = Field(primary_key=True, max_length=80, index=True)


@child_of(Person, "person_id", writes=Permission.KEEP_CONTACTS)
class OptOut(Record, table=True):
    """A contact asked not to be contacted: for one campaign, by this organization, or by anybody here."""

    __tablename__ = "opt_outs"
    __table_args__ = (UniqueConstraint("person_id", "scope", "campaign_key"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people.id")
    scope: str = Field(max_length=SHORT)
    campaign: str = Field(default="", max_length=NAME)
    campaign_key: str = Field(default="", max_length=NAME)
    since: date
    told: str = ""


@restricted(reads=holders_of(Permission.SEE_CONTACTS), writes=Permission.KEEP_CONTACTS)
class LeftAlone(Record, table=True):
    """The keyed hash of an e-mail or telephone number nobody here may contact; who it is cannot be read from it.

    `said_by` is a keyed hash too, of the organization that was told, so that only that one takes it back.
    """

    __tablename__ = "left_alone"

    hash: str = Field(primary_key=True, max_length=HASH)
    said_by: str = Field(primary_key=True, max_length=HASH)
    since: date


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.KEEP_CONTACTS)
class SharedCount(Record, table=True):
    """How many contacts some organization has in a place, as it chose to tell the table; None is fewer than three.

    `said_by` is a keyed hash of the organization: nobody reads from a row whose count it is.
    """

    __tablename__ = "shared_counts"

    place_id: int = Field(foreign_key="places.id", primary_key=True)
    said_by: str = Field(primary_key=True, max_length=HASH)
    contacts: int | None = None
    as_of: date


@child_of(Person, "person_id", writes=Permission.KEEP_CONTACTS)
class Consent(Record, table=True):
    """What a contact agreed to, for which use, how they said so and until when."""

    __tablename__ = "consents"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="people.id", index=True)
    purpose: str = Field(max_length=NAME)
    given_on: date
    until: date | None = None
    withdrawn_on: date | None = None
    told: str = ""


def _own_imports(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.SEE_CONTACTS):
        return NO_ROW
    return col(ContactImport.organization_id) == viewer.organization_id


@restricted(reads=_own_imports, writes=Permission.KEEP_CONTACTS, owner="organization_id")
class ContactImport(Record, table=True):
    """A file of contacts one organization applied. The counts add up to `rows`; the file itself is not kept.

    `rejections` lists row, column and reason, without a word of the row.
    """

    __tablename__ = "contact_imports"

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    file_sha256: str = Field(max_length=HASH)
    file_name: str = Field(default="", max_length=NAME)
    title: str = Field(default="", max_length=NAME)
    system: str = Field(default="", max_length=40)
    rows: int = 0
    added: int = 0
    known: int = 0
    repeated: int = 0
    opted_out: int = 0
    waiting: int = 0
    rejected: int = 0
    rejections: list[dict[str, str | int | None]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    applied_at: datetime
    applied_by: str = Field(default="", max_length=NAME)
    undone_at: datetime | None = None


@child_of(ContactImport, "import_id", writes=Permission.KEEP_CONTACTS)
class ContactStatement(Record, table=True):
    """What one import says of one contact, by field, and which of it the contact took; what undo works from.

    It goes with the contact, and with the import when that is undone. `made`: the import brought the contact.
    `said_key` and `email_key` find the same row again.
    """

    __tablename__ = "contact_statements"

    import_id: int = Field(foreign_key="contact_imports.id", primary_key=True)
    person_id: int = Field(foreign_key="people.id", primary_key=True, index=True, ondelete="CASCADE")
    row: int
    made: bool = False
    said: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    took: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    said_key: str = Field(index=True, max_length=32)
    email_key: str | None = Field(default=None, index=True, max_length=254)


def _own_choices(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.SEE_CONTACTS):
        return NO_ROW
    return col(ChosenColumns.organization_id) == viewer.organization_id


@restricted(reads=_own_choices, writes=Permission.KEEP_CONTACTS, owner="organization_id")
class ChosenColumns(Record, table=True):
    """What an organization said the columns of an unknown table hold, found again by the set of its headers."""

    __tablename__ = "chosen_columns"
    __table_args__ = (UniqueConstraint("organization_id", "headers_key"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    headers_key: str = Field(max_length=HASH)
    columns: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
