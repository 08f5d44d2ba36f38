"""Sources: the document behind every figure."""

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlmodel import Field, Session

from data.access import public
from data.errors import InvalidInput
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


def entered_source(session: Session, title: str, address: str) -> Source:
    """The document a person names for what they enter: a title, and an address that others can open.

    Its date of publication is not known; among documents it counts as of the day it was entered.
    """
    title, address = title.strip()[:300], address.strip()[:500]
    if not title:
        raise InvalidInput("Name the document it stands in, such as “Senate Ways and Means budget, section 2”.")
    if address and not address.startswith(("https://", "http://")):
        raise InvalidInput("The address must start with https:// so that others can open it.")
    now = datetime.now(UTC)
    source = Source(
        key=f"entered-{now.isoformat()}",
        title=title,
        address=address,
        retrieved_on=now.date(),
        kind=SourceKind.PUBLISHED if address else SourceKind.REPORTED,
        note="Entered by hand.",
    )
    session.add(source)
    session.flush()
    return source
