"""Imports of school figures so far, as far as the viewer may know."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from budget.districts.importing import PRESET
from budget.districts.starter import PRESET as STARTER
from data.imports.models import ImportBatch
from data.provenance import Source


@dataclass(frozen=True, slots=True)
class PastFigures:
    """One import: its document and file, its counts, which add up to `rows`, and whether it was undone."""

    id: int
    title: str
    file_name: str
    rows: int
    inserted: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int
    applied_at: datetime
    undone_at: datetime | None


def past_figure_imports(session: Session, *, limit: int = 30) -> tuple[PastFigures, ...]:
    """The newest imports of files first; what services were asked for stands among them, the starter does not."""
    b = ImportBatch
    rows = session.execute(
        select(b, Source.title)
        .outerjoin(Source, col(Source.id) == b.source_id)
        .where(col(b.preset).startswith(PRESET), b.preset != PRESET + STARTER)
        .order_by(col(b.id).desc())
        .limit(limit)
    )
    return tuple(
        PastFigures(
            one.id or 0, title or one.file_name, one.file_name, one.rows, one.inserted, one.updated, one.unchanged,
            one.skipped, one.rejected, one.applied_at, one.undone_at,
        )
        for one, title in rows
    )  # fmt: skip
