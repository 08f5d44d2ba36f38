"""The files of organizations that were imported, with their counts."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from coalition.organizations.models import DirectoryImport
from data.imports.outcomes import Outcome, Tally


@dataclass(frozen=True, slots=True)
class PastDirectoryImport:
    """One import with its counts, which add up to its rows."""

    id: int
    title: str
    tally: Tally
    applied_at: datetime
    undone_at: datetime | None


def past_directory_imports(session: Session, *, limit: int = 20) -> tuple[PastDirectoryImport, ...]:
    """The newest imports of organizations first."""
    found = session.exec(select(DirectoryImport).order_by(col(DirectoryImport.id).desc()).limit(limit))
    return tuple(_past(one) for one in found)


def _past(one: DirectoryImport) -> PastDirectoryImport:
    tally = Tally()
    counts = (one.added, one.known, one.repeated, one.waiting, one.rejected)
    order = (Outcome.NEW, Outcome.KNOWN, Outcome.REPEATED, Outcome.WAITING, Outcome.REJECTED)
    tally.counts.update(dict(zip(order, counts, strict=True)))
    return PastDirectoryImport(one.id or 0, one.file_name or one.title, tally, one.applied_at, one.undone_at)
