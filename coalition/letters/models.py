"""Letters, the versions of their text, who signed which, and links by which others are asked to sign."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, Index, UniqueConstraint, and_
from sqlmodel import Field, col

from data.access import EVERY_ROW, NO_ROW, Permission, Viewer, may, restricted
from data.records import Record

SHORT = 24
NAME = 160
HASH = 64


def _is_inside(viewer: Viewer) -> bool:
    """At the table, or our own page that a link to sign opens."""
    door = may(viewer, Permission.KEEP_SIGN_INS) and viewer.account_id is None
    return door or may(viewer, Permission.SEE_COALITION)


def _seen(viewer: Viewer) -> ColumnElement[bool]:
    public = and_(col(Letter.published).is_(True), col(Letter.closed).is_not(None))
    return EVERY_ROW if _is_inside(viewer) else public


def _inside(viewer: Viewer) -> ColumnElement[bool]:
    return EVERY_ROW if _is_inside(viewer) else NO_ROW


@restricted(reads=_seen, writes=Permission.SPEAK_FOR_ORGANIZATION)
class Letter(Record, table=True):
    """A letter. `about` is what it concerns ("HB 520", "7061-0008"), `specific` whether that is specific legislation.

    `closed` ends signing, `sent` is the day it went out. `printed` is the letter as it was closed: its text and hash
    and who stood under it then. The public sees that alone, once the letter is closed and `published`.
    """

    __tablename__ = "letters"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=NAME)
    addressed_to: str = Field(default="", max_length=NAME)
    about: str = Field(default="", max_length=NAME)
    specific: bool = False
    deadline: date | None = None
    by_organization_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    closed: datetime | None = None
    printed: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    sent: date | None = None
    published: bool = False
    version: int = 1
    made: datetime


@restricted(reads=_inside, writes=Permission.SPEAK_FOR_ORGANIZATION)
class LetterVersion(Record, table=True):
    """One text of a letter, numbered from 1. Once somebody signed it, it never changes; a new text is a new version."""

    __tablename__ = "letter_versions"
    __table_args__ = (UniqueConstraint("letter_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letters.id")
    number: int
    text: str
    text_hash: str = Field(max_length=HASH)
    what_changed: str = ""
    by_account_id: int | None = Field(default=None, foreign_key="accounts.id")
    made: datetime


@restricted(reads=_inside, writes=Permission.SPEAK_FOR_ORGANIZATION)
class Signature(Record, table=True):
    """That an organization, or a person for themself, signed one version; withdrawn ones stay with their day.

    `organization_id` is None for an individual, and for an organization that is not at the table (`organization`).
    A signature by link counts once the organization confirmed it (`confirmed`).
    """

    __tablename__ = "signatures"
    __table_args__ = (Index(None, "version_id", "organization_id"),)

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letters.id", index=True)
    version_id: int = Field(foreign_key="letter_versions.id")
    text_hash: str = Field(max_length=HASH)
    organization_id: int | None = Field(default=None, foreign_key="organizations.id", index=True)
    organization: str = Field(default="", max_length=NAME)
    signer: str = Field(max_length=NAME)
    signer_title: str = Field(default="", max_length=NAME)
    is_individual: bool = False
    may_use_logo: bool = False
    signed: datetime
    confirmed: datetime | None = None
    withdrawn: datetime | None = None
    withdrawn_because: str = ""
    link_id: int | None = Field(default=None, foreign_key="sign_on_links.id")
    by_account_id: int | None = Field(default=None, foreign_key="accounts.id")


@restricted(reads=_inside, writes=Permission.SPEAK_FOR_ORGANIZATION)
class LetterComment(Record, table=True):
    """What an organization said about a version instead of signing, or staying off the letter (`stays_off`)."""

    __tablename__ = "letter_comments"

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letters.id", index=True)
    version_id: int = Field(foreign_key="letter_versions.id")
    organization_id: int = Field(foreign_key="organizations.id", index=True)
    words: str = ""
    stays_off: bool = False
    by_account_id: int | None = Field(default=None, foreign_key="accounts.id")
    made: datetime


@restricted(reads=_inside, writes=Permission.SPEAK_FOR_ORGANIZATION)
class SignOnLink(Record, table=True):
    """A link by which one organization is asked to sign without an account; kept as a hash, revocable, with an end."""

    __tablename__ = "sign_on_links"

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letters.id", index=True)
    token_hash: str = Field(unique=True, max_length=HASH)
    organization_id: int | None = Field(default=None, foreign_key="organizations.id")
    organization: str = Field(default="", max_length=NAME)
    expires: datetime
    revoked: datetime | None = None
    made: datetime
