"""Sources: the document behind every figure."""

from datetime import date
from enum import StrEnum

from sqlmodel import Field

from data.access import public
from data.records import Record


class SourceKind(StrEnum):
    """How a figure came to be: printed by an authority, law, measured, told by someone, or our own work."""

    PUBLISHED = "published"
    STATUTE = "statute"
    MEASURED = "measured"
    REPORTED = "reported"
    OURS = "ours"


@public
class Source(Record, table=True):
    """A document. Of two that state one figure the newer is preferred: `published_on`, then `edition`."""

    __tablename__ = "sources"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=120)
    title: str
    publisher: str = ""
    address: str = ""
    page: str = ""
    published_on: date | None = None
    edition: int = 0
    retrieved_on: date | None = None
    sha256: str = Field(default="", max_length=64)
    kind: str = Field(max_length=12)
    note: str = ""
