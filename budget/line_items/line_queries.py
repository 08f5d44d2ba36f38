"""One line item whole: every document's statement, asks, names, amendments, and the row behind a figure."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam
from sqlmodel import Session, col, select

from budget.line_items.models import (
    Appropriation,
    LineItemName,
    LineNote,
    ReportedFigure,
    Stage,
    WatchedLine,
)
from budget.line_items.queries import AskOf, LineHead, asks_of, figures_of, line_head, stages_of
from budget.line_items.rules import Figure, StageOf
from data.missing import MissingReason
from data.periods import FiscalYear
from data.prices import Prices, fiscal_year_prices
from data.provenance import Source, SourceKind
from data.records import columns


@dataclass(frozen=True, slots=True)
class Document:
    """A source as a page prints it."""

    id: int
    title: str
    publisher: str
    address: str
    page: str
    published_on: date | None
    retrieved_on: date | None
    sha256: str
    kind: SourceKind
    note: str


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """What one document says at one stage of one year; `preferred` when it is the one we show."""

    fiscal_year: FiscalYear
    stage: StageOf
    figure: Figure
    preferred: bool
    because: str | None
    mark: str


@dataclass(frozen=True, slots=True)
class PrintedName:
    """A name the line was printed under, and the document."""

    name: str
    source_id: int


@dataclass(frozen=True, slots=True)
class NoteBeside:
    """What a document says beside the line's figures, such as a footnote, and the row it stands in."""

    text: str
    source_id: int
    row_number: int | None


@dataclass(frozen=True, slots=True)
class ToldFigure:
    """A figure in somebody's words; never summed."""

    fiscal_year: FiscalYear
    name: str
    stage: str
    as_reported: str
    note: str
    source_id: int


@dataclass(frozen=True, slots=True)
class LineRecord:
    """Everything the store holds of one line that the viewer may see."""

    head: LineHead
    stages: tuple[StageOf, ...]
    figures: dict[FiscalYear, dict[str, Figure]]
    statements: tuple[StatedFigure, ...]
    asks: dict[FiscalYear, AskOf]
    names: tuple[PrintedName, ...]
    told: tuple[ToldFigure, ...]
    notes: tuple[NoteBeside, ...]
    documents: dict[int, Document]
    prices: Prices
    watched: bool

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """The years with any figure, oldest first."""
        return tuple(sorted(self.figures))

    @property
    def conflicts(self) -> tuple[tuple[StatedFigure, ...], ...]:
        """The places where documents disagree, the preferred statement first in each."""
        places: dict[tuple[FiscalYear, str], list[StatedFigure]] = {}
        for said in self.statements:
            places.setdefault((said.fiscal_year, said.stage.code), []).append(said)
        differing = [
            group for group in places.values()
            if len({(s.figure.amount_cents, s.figure.missing) for s in group}) > 1
        ]  # fmt: skip
        return tuple(tuple(sorted(group, key=lambda said: not said.preferred)) for group in differing)


def line_record(session: Session, line_item_id: int) -> LineRecord:
    """One line whole. Raises NotFound."""
    head = line_head(session, line_item_id)
    stages = stages_of(session, head.place)
    statements = _statements(session, line_item_id, stages)
    names = tuple(
        PrintedName(name, source)
        for name, source in session.execute(
            select(LineItemName.name, LineItemName.source_id).where(LineItemName.line_item_id == line_item_id)
        )
    )
    told, notes = _told(session, line_item_id), _notes(session, line_item_id)
    wanted = {s.figure.source_id for s in statements}
    wanted |= {entry.source_id for group in (names, told, notes) for entry in group}
    return LineRecord(
        head=head,
        stages=stages,
        figures=figures_of(session, head.place, [line_item_id])[line_item_id],
        statements=statements,
        asks=asks_of(session, [line_item_id]).get(line_item_id, {}),
        names=names,
        told=told,
        notes=notes,
        documents=documents_of(session, wanted),
        prices=fiscal_year_prices(session, starts_month=head.place.starts_month),
        watched=session.scalar(select(WatchedLine.line_item_id).where(WatchedLine.line_item_id == line_item_id))
        is not None,
    )


def _statements(session: Session, line_item_id: int, stages: tuple[StageOf, ...]) -> tuple[StatedFigure, ...]:
    a = Appropriation
    by_code = {stage.code: stage for stage in stages}
    rows = session.execute(
        columns(
            a.fiscal_year, Stage.code, a.amount_cents, a.missing_reason, a.source_id, a.batch_id,
            a.row_number, a.preferred, a.preferred_because, a.mark,
        )
        .join(Stage, col(Stage.id) == a.stage_id)
        .where(col(a.line_item_id) == line_item_id)
        .order_by(col(a.fiscal_year), col(Stage.position), col(a.source_id))
    )  # fmt: skip
    return tuple(
        StatedFigure(
            FiscalYear(year),
            by_code[code],
            Figure(cents, MissingReason(missing) if missing else None, source, batch, row),
            preferred,
            because,
            mark,
        )
        for year, code, cents, missing, source, batch, row, preferred, because, mark in rows
    )


def _told(session: Session, line_item_id: int) -> tuple[ToldFigure, ...]:
    rows = session.execute(
        select(ReportedFigure, Stage.short_name)
        .join(Stage, col(Stage.id) == ReportedFigure.stage_id)
        .where(ReportedFigure.line_item_id == line_item_id)
        .order_by(col(ReportedFigure.fiscal_year), col(Stage.position))
    )
    return tuple(
        ToldFigure(FiscalYear(r.fiscal_year), r.name, stage, r.as_reported, r.note, r.source_id) for r, stage in rows
    )


def _notes(session: Session, line_item_id: int) -> tuple[NoteBeside, ...]:
    n = LineNote
    rows = session.execute(
        select(n.text, n.source_id, n.row_number).where(n.line_item_id == line_item_id).order_by(col(n.id))
    )
    return tuple(NoteBeside(*row) for row in rows)


def documents_of(session: Session, ids: set[int]) -> dict[int, Document]:
    """Sources by id, as a page prints them."""
    if not ids:
        return {}
    rows: Any = session.connection().execute(_documents_of(), {"ids": sorted(ids)})
    return {row[0]: Document(*(*row[:8], SourceKind(row[8]), row[9])) for row in rows}


@cache
def _documents_of() -> Select[Any]:
    s = Source
    return columns(
        s.id, s.title, s.publisher, s.address, s.page, s.published_on, s.retrieved_on, s.sha256, s.kind, s.note
    ).where(col(s.id).in_(bindparam("ids", expanding=True)))
