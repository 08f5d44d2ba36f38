"""The mappings a coalition saved, each under a name of its own."""

from datetime import datetime
from typing import Any

from sqlmodel import JSON, Column, Field

from data.access import Permission, holders_of, restricted
from data.records import Record


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=Permission.IMPORT_FIGURES)
class SavedPreset(Record, table=True):
    """A table's form as somebody mapped it; `mapping` is `mappings.Mapping.as_json()`."""

    __tablename__ = "saved_presets"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=60)
    title: str
    mapping: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    saved_at: datetime
    saved_by: str = ""
