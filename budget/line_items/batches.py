"""Imports so far, and what each changed, as far as the viewer may know."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from budget.line_items.models import Appropriation, LineItem, Stage, WatchedLine
from data.imports.models import ImportBatch
from data.periods import FiscalYear
from data.provenance import Source
from data.records import columns

STARTER = "starter"  # the preset of the starter figures, which are of several states


@dataclass(frozen=True, slots=True)
class PastImport:
    """One import: its file, its counts, and whether it was undone."""

    id: int
    file_name: str
    title: str
    preset: str
    as_of: date | None
    rows: int
    inserted: int
    updated: int
    unchanged: int
    skipped: int
    rejected: int
    checks_failed: tuple[str, ...]
    applied_at: datetime
    undone_at: datetime | None


def past_imports(session: Session, *, limit: int = 20) -> tuple[PastImport, ...]:
    """The newest imports of budget tables first; each names its jurisdiction, other rooms' name none."""
    rows = session.execute(
        select(ImportBatch, Source.title)
        .outerjoin(Source, col(Source.id) == ImportBatch.source_id)
        .where(or_(col(ImportBatch.jurisdiction_id).is_not(None), col(ImportBatch.preset) == STARTER))
        .order_by(col(ImportBatch.id).desc())
        .limit(limit)
    )
    return tuple(
        PastImport(
            b.id or 0, b.file_name, title or b.file_name, b.preset, b.as_of, b.rows, b.inserted, b.updated,
            b.unchanged, b.skipped, b.rejected,
            tuple(str(check["sentence"]) for check in b.checks if not check["holds"]),
            b.applied_at, b.undone_at,
        )
        for b, title in rows
    )  # fmt: skip


def read_in_another_unit(session: Session, batch: ImportBatch) -> bool:
    """Whether the newest import of the same file that still stands read its amounts in another unit."""
    newest = session.exec(
        select(ImportBatch.unit)
        .where(
            ImportBatch.source_id == batch.source_id,
            ImportBatch.id != batch.id,
            col(ImportBatch.undone_at).is_(None),
        )
        .order_by(col(ImportBatch.id).desc())
    ).first()
    return newest is not None and newest != batch.unit


@dataclass(frozen=True, slots=True)
class Restatement:
    """A figure an import changed: what another document said before, and what is shown now (cents)."""

    line_item_id: int
    code: str | None
    name: str
    fiscal_year: FiscalYear
    stage: str
    before_cents: int
    after_cents: int
    watched: bool


def restatements(session: Session, batch_id: int, *, limit: int = 7) -> tuple[Restatement, ...]:
    """Where an import's figure differs from an older document's: watched lines first, then the largest."""
    now, before = aliased(Appropriation), aliased(Appropriation)
    watched = set(session.scalars(select(WatchedLine.line_item_id)))
    rows = session.execute(
        columns(
            LineItem.id, LineItem.code, LineItem.name, now.fiscal_year, Stage.short_name, before.amount_cents,
            now.amount_cents,
        )
        .select_from(now)
        .join(
            before,
            and_(
                col(before.line_item_id) == now.line_item_id,
                col(before.fiscal_year) == now.fiscal_year,
                col(before.stage_id) == now.stage_id,
                col(before.source_id) != now.source_id,
                col(before.amount_cents) != now.amount_cents,
                ~col(before.preferred),
            ),
        )
        .join(LineItem, col(LineItem.id) == now.line_item_id)
        .join(Stage, col(Stage.id) == now.stage_id)
        .where(col(now.batch_id) == batch_id, col(now.preferred))
        .order_by(col(before.source_id))
    )  # fmt: skip
    newest = {
        (line, year, stage): Restatement(line, code, name, FiscalYear(year), stage, was, is_now, line in watched)
        for line, code, name, year, stage, was, is_now in rows
    }
    found = list(newest.values())
    found.sort(key=lambda r: (not r.watched, -abs(r.after_cents - r.before_cents)))
    return tuple(found[:limit])
