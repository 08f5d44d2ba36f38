"""One import: which file, read how, what it changed; the record that undo works from."""

from datetime import date, datetime
from typing import Any

from sqlmodel import JSON, Column, Field

from data.access import Permission, holders_of, restricted
from data.records import Record


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.IMPORT_FIGURES)
class ImportBatch(Record, table=True):
    """A file applied to the store. The counts always add up to `rows`, the rows in the file.

    `sheet` and `header_row` say where the table stood, `mapping` how its columns were read and `reading` tells
    one way of reading from another. `rejections` lists row, column and reason; `checks` what was compared with
    the file's own totals.
    """

    __tablename__ = "import_batches"

    id: int | None = Field(default=None, primary_key=True)
    file_sha256: str = Field(index=True, max_length=64)
    file_name: str = ""
    sheet: str = ""
    header_row: int = 0
    reading: str = Field(default="", max_length=64)
    mapping: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    preset: str = Field(max_length=40)
    unit: str = Field(default="", max_length=12)
    jurisdiction_id: int | None = Field(default=None, foreign_key="jurisdictions.id")
    as_of: date | None = None
    source_id: int | None = Field(default=None, foreign_key="sources.id")
    rows: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0
    rejections: list[dict[str, str | int | None]] = Field(default_factory=list, sa_column=Column(JSON))
    checks: list[dict[str, str | int | bool | None]] = Field(default_factory=list, sa_column=Column(JSON))
    applied_at: datetime
    applied_by: str = ""
    undone_at: datetime | None = None
