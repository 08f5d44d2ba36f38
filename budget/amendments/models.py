"""Amendments as pasted: the text, each change to an item, the earmarks in it, and what became of it."""

from enum import StrEnum

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import JSON, Column, Field

from data.access import public
from data.records import Record


class Outcome(StrEnum):
    """What became of an amendment; a person says so, it is never inferred. Adopted in part is its own answer."""

    PENDING = "pending"
    ADOPTED = "adopted"
    ADOPTED_IN_PART = "adopted in part"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@public
class Amendment(Record, table=True):
    """A numbered text. `replaces` is the identifier it redrafts; `unread` what no rule understood, word for word."""

    __tablename__ = "amendments"
    __table_args__ = (UniqueConstraint("jurisdiction_id", "identifier"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction_id: int = Field(foreign_key="jurisdictions.id")
    fiscal_year: int = Field(index=True)
    identifier: str = Field(max_length=60)
    chamber: str = Field(default="", max_length=12)
    bill: str = Field(default="", max_length=20)
    number: str = ""
    title: str = ""
    sponsors: list[str] = Field(default_factory=list, sa_column=Column(JSON))
    text: str = ""
    replaces: str = Field(default="", max_length=60)
    fiscal_note_cents: int | None = Field(default=None, sa_type=BigInteger)
    folds: list[str] = Field(default_factory=list, sa_column=Column(JSON))
    unread: list[str] = Field(default_factory=list, sa_column=Column(JSON))
    outcome: str = Field(default=Outcome.PENDING, max_length=20)
    outcome_note: str = ""
    note: str = ""
    source_id: int = Field(foreign_key="sources.id")


@public
class AmendmentChange(Record, table=True):
    """One change to one item (cents only where the text gives figures); a new item names the one it follows."""

    __tablename__ = "amendment_changes"

    id: int | None = Field(default=None, primary_key=True)
    amendment_id: int = Field(foreign_key="amendments.id", ondelete="CASCADE", index=True)
    position: int = 0
    kind: str = Field(max_length=12)
    item_code: str = Field(default="", max_length=24)
    line_item_id: int | None = Field(default=None, foreign_key="line_items.id", ondelete="SET NULL", index=True)
    struck_cents: int | None = Field(default=None, sa_type=BigInteger)
    inserted_cents: int | None = Field(default=None, sa_type=BigInteger)
    words: str = ""
    after_item: str = Field(default="", max_length=24)


@public
class AmendmentEarmark(Record, table=True):
    """Dollars an amendment sets aside inside an item, and for what."""

    __tablename__ = "amendment_earmarks"

    id: int | None = Field(default=None, primary_key=True)
    change_id: int = Field(foreign_key="amendment_changes.id", ondelete="CASCADE", index=True)
    amount_cents: int = Field(sa_type=BigInteger)
    purpose: str = ""
