"""Where each sync of an official source stands, and what it already brought."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field

from data.access import Permission, child_of, holders_of, restricted
from data.records import Record

SHORT = 24
EXTERNAL = 80


class SyncPart(StrEnum):
    """What a sync brings."""

    PEOPLE = "people"
    BILLS = "bills"
    FIGURES = "figures"
    PRICES = "prices"


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.IMPORT_FIGURES)
class SourceSync(Record, table=True):
    """One source's people, bills, figures or prices, asked again and again; one row for all its runs.

    `session` is a legislature's; of figures and prices it is the years, such as 2015-2024, empty for the latest ones.

    `started` is when the latest run began, `ended` when it was through; a run that broke off has no `ended` and goes
    on from `cursor`, which is the source's own (a page, a moment). `finished` is when a run was last through to its
    end, `tried` when one was last tried, `problem` the sentence that try ended with. The counts are of the latest run;
    `expected` is None while the source has not told how many. `waiting` holds people and committees until the whole
    list is there, since whoever is missing from a whole list left. `import_id` is what the run's rows bear; figures
    and prices bear one of `batches` for each question. `notes` are what a person should read of it. `version` moves
    with every page, so that of two syncs at once one stops.
    """

    __tablename__ = "source_syncs"
    __table_args__ = (UniqueConstraint("source", "state", "session", "part"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str = Field(max_length=SHORT)
    state: str = Field(max_length=SHORT)
    session: str = Field(default="", max_length=SHORT)
    part: str = Field(max_length=SHORT)
    cursor: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    waiting: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    started: datetime
    tried: datetime
    ended: datetime | None = None
    finished: datetime | None = None
    expected: int | None = None
    brought: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0
    problem: str = ""
    import_id: int | None = Field(default=None, foreign_key="legislature_imports.id", index=True)
    batches: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))
    notes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))
    version: int = 1


@child_of(SourceSync, "sync_id", writes=Permission.IMPORT_FIGURES)
class SyncedItem(Record, table=True):
    """Something a sync brought, by the source's own key, with the mark it had then and the run that last saw it.

    `mark` is what the source calls a change hash, or a digest of its answer: while it stays, nothing is asked again.
    """

    __tablename__ = "synced_items"

    sync_id: int = Field(foreign_key="source_syncs.id", primary_key=True, ondelete="CASCADE")
    key: str = Field(primary_key=True, max_length=EXTERNAL)
    mark: str = Field(default="", max_length=EXTERNAL)
    number: str = Field(default="", max_length=SHORT)
    brought: datetime
