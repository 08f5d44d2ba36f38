"""What happened to a line after enactment, answered with frozen values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from budget.adjustments.models import Adjustment
from budget.adjustments.rules import AdjustmentKind, DatedChange, Standing, standing_after
from budget.line_items.history import NO_FIGURES
from budget.line_items.line_queries import Document, LineRecord, documents_of
from budget.line_items.queries import LineHead, line_heads
from data.periods import FiscalYear


@dataclass(frozen=True, slots=True)
class FiledAdjustment:
    """A dated change as recorded; `other` is the other line of a transfer."""

    id: int
    change: DatedChange
    title: str
    reason: str
    source_id: int
    other: LineHead | None


FiledByYear = Mapping[FiscalYear, tuple[FiledAdjustment, ...]]


@dataclass(frozen=True, slots=True)
class AfterEnactment:
    """A line's year after enactment: where it stands, what was recorded (oldest first), and the documents."""

    head: LineHead
    fiscal_year: FiscalYear
    standing: Standing
    filed: tuple[FiledAdjustment, ...]
    documents: Mapping[int, Document]
    day: date

    @property
    def year_is_over(self) -> bool:
        return self.day >= self.fiscal_year.dates(self.head.place.starts_month).end

    @property
    def basis_document(self) -> Document | None:
        """The document of the enacted amount."""
        basis = self.standing.basis
        return None if basis is None else self.documents.get(basis.source_id)


def adjustments_of(session: Session, line_item_id: int) -> FiledByYear:
    """Everything recorded of a line after enactment, by fiscal year, oldest first."""
    mine = select(Adjustment).where(Adjustment.line_item_id == line_item_id)
    rows = session.exec(mine.order_by(col(Adjustment.dated), col(Adjustment.id))).all()
    others = _other_lines(session, line_item_id, [row.transfer_id for row in rows if row.transfer_id is not None])
    found: defaultdict[FiscalYear, list[FiledAdjustment]] = defaultdict(list)
    for row in rows:
        change = DatedChange(AdjustmentKind(row.kind), row.dated, row.amount_cents)
        other = others.get(row.transfer_id) if row.transfer_id is not None else None
        found[FiscalYear(row.fiscal_year)].append(
            FiledAdjustment(row.id or 0, change, row.title, row.reason, row.source_id, other)
        )
    return {year: tuple(filed) for year, filed in sorted(found.items())}


def _other_lines(session: Session, line_item_id: int, transfers: list[int]) -> dict[int, LineHead]:
    """The line at the other end of some transfers, by transfer."""
    if not transfers:
        return {}
    ends = session.execute(
        select(Adjustment.transfer_id, Adjustment.line_item_id).where(
            col(Adjustment.transfer_id).in_(transfers), Adjustment.line_item_id != line_item_id
        )
    ).all()
    heads = {head.id: head for head in line_heads(session, [line for _, line in ends])}
    return {transfer: heads[line] for transfer, line in ends if transfer is not None}


def after_enactment(session: Session, record: LineRecord, year: FiscalYear, *, day: date) -> AfterEnactment:
    """One year of a line after enactment, as it stands on a day."""
    filed = adjustments_of(session, record.head.id).get(year, ())
    return _year_after(record, year, filed, _documents(session, record, filed), day)


def every_year_after(session: Session, record: LineRecord, *, day: date) -> tuple[AfterEnactment, ...]:
    """The years of a line for which anything after enactment is on file, oldest first."""
    filed = adjustments_of(session, record.head.id)
    documents = _documents(session, record, [one for year in filed.values() for one in year])
    years = sorted({*record.years, *filed})
    found = (_year_after(record, year, filed.get(year, ()), documents, day) for year in years)
    return tuple(after for after in found if not after.standing.is_silent)


def _documents(session: Session, record: LineRecord, filed: Iterable[FiledAdjustment]) -> dict[int, Document]:
    return record.documents | documents_of(session, {one.source_id for one in filed} - record.documents.keys())


def _year_after(
    record: LineRecord,
    year: FiscalYear,
    filed: tuple[FiledAdjustment, ...],
    documents: Mapping[int, Document],
    day: date,
) -> AfterEnactment:
    standing = standing_after(
        record.stages,
        record.figures.get(year, NO_FIGURES),
        [one.change for one in filed],
        day=day,
        dates={number: document.published_on for number, document in documents.items()},
    )
    return AfterEnactment(record.head, year, standing, filed, documents, day)
