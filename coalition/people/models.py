"""Contacts of one organization, their consents and what they opted out of."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, UniqueConstraint
from sqlmodel import Field, col

from data.access import NO_ROW, Permission, Viewer, child_of, holders_of, may, restricted
from data.records import Record

SHORT = 24
NAME = 120
HASH = 64


class OptOutScope(StrEnum):
    """How far a person’s “no” reaches."""

    CAMPAIGN = "campaign"
    ORGANIZATION = "organization"
    EVERYONE = "everyone"


def _own_contacts(viewer: Viewer) -> ColumnElement[bool]:
    if viewer.organization_id is None or not may(viewer, Permission.SEE_CONTACTS):
        return NO_ROW
    return col(Person.organization_id) == viewer.organization_id


@restricted(reads=_own_contacts, writes=Permission.KEEP_CONTACTS, owner="organization_id")
class Person(Record, table=True):
    """A contact of one organization, invisible to every other; who they are to somebody else is not known here.

    `email_key` and `name_key` are what contacts are compared by. After `keep_until` the contact is erased.
    """

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("organization_id", "email_key"),)

    id: int | None = Field(default=None, primary_key=True)
    organization_id: int = Field(foreign_key="organizations.id")
    given_name: str = Field(default="", max_length=NAME)
    family_name: str = Field(default="", max_length=NAME)
    name_key: str = Field(index=True, max_length=2 * NAME)
    email: str = Field(default="", max_length=254)
    email_key: str | None = Field(default=None, max_length=254)
    phone: str = Field(default="", max_length=40)
    postal_code: str = Field(default="", max_length=16)
    town: str = Field(default="", max_length=NAME)
    place_id: int | None = Field(default=None, foreign_key="places.id", index=True)
    title: str = Field(default="", max_length=NAME)
    note: str = ""
    keep_until: date | None = Field(default=None, index=True)
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
    """The keyed hash of an e-mail or telephone number nobody here may contact; who it is cannot be read from it."""

    __tablename__ = "left_alone"

    hash: str = Field(primary_key=True, max_length=HASH)
    since: date


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
