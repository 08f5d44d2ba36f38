"""A budget table into the store: atomic, repeatable, counted row by row, undoable."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from sqlmodel import Session, select

from budget.line_items.figures import FigureWriter, Outcome, Statement
from budget.line_items.lines import LineResolver
from budget.line_items.models import Stage
from budget.line_items.parsing import ParsedRow, Rejection, parse_row
from budget.line_items.presets import HEADER_SEARCH_ROWS, Layout, recognise
from budget.line_items.stages import MissingReason, Unit
from budget.line_items.totals import Check, TotalsCheck
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act
from data.errors import FileProblem, InvalidInput
from data.imports.kept_files import keep, sha256_of
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.models import ImportBatch
from data.imports.reading import open_file
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.provenance import Source, SourceKind

CHUNK_ROWS = 250
CHANGES_SHOWN = 200
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the person confirms; None takes the preset's guess, when there is evidence for one."""

    preset: str | None = None
    unit: Unit | None = None
    jurisdiction: str | None = None
    fiscal_year: FiscalYear | None = None
    as_of: date | None = None
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that differs from what the store preferred before; `before_cents` None when it is new."""

    code: str | None
    name: str
    fiscal_year: FiscalYear
    stage: str
    before_cents: int | None
    after_cents: int | None


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do. inserted + updated + unchanged + skipped + rejected = rows.

    `changed` is False when the store held every statement of this very file already; then there is no batch.
    """

    preset: str
    unit: Unit
    jurisdiction: str
    fiscal_years: tuple[FiscalYear, ...]
    as_of: date | None
    source_title: str
    rows: int = 0
    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    figures_new: int = 0
    figures_restated: int = 0
    figures_same: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    batch_id: int | None = None
    changed: bool = False

    def count(self, outcome: Outcome) -> None:
        """Add one row to the bucket its figures put it in."""
        match outcome:
            case Outcome.NEW:
                self.inserted += 1
            case Outcome.CHANGED:
                self.updated += 1
            case Outcome.SAME:
                self.unchanged += 1


@dataclass(frozen=True, slots=True)
class _Ready:
    """A layout with everything confirmed: whose budget, in what unit, of which years."""

    layout: Layout
    place: Jurisdiction
    unit: Unit
    stage_ids: tuple[int, ...]
    order: tuple[int, ...]


@requires(Permission.IMPORT_FIGURES)
def import_file(
    session: Session,
    *,
    path: Path,
    file_name: str,
    options: ImportOptions,
    limits: Limits = PAGE_LIMITS,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Read a file and put its figures into the store, all or nothing; `dry_run` reports without keeping.

    `progress` is called with the number of rows read so far. Raises FileProblem or InvalidInput with one
    sentence when the file cannot be taken; then nothing is changed.
    """
    sha256 = sha256_of(path)
    inner = session.begin_nested()
    with open_file(path, name=file_name, limits=limits) as opened:
        head, rows = _first_table(opened.sheets(), options)
        ready = _confirmed(session, recognise(head, preset=options.preset), options, head)
        source = _source(session, sha256, file_name, ready, options)
        report = _new_report(ready, source)
        batch = _new_batch(session, sha256, file_name, report, ready, source)
        _apply(session, ready, batch, source, rows, report, options, progress)
        report.warnings.extend(opened.warnings)
    if report.inserted + report.updated + report.unchanged == 0:
        raise FileProblem(_nothing_taken(report))
    if dry_run or not report.changed:
        inner.rollback()
        return report
    keep(path, sha256)
    _close_batch(session, batch, report)
    inner.commit()
    return report


def _first_table(sheets: Iterator[object], options: ImportOptions) -> tuple[list[Row], Iterator[Row]]:
    """The first sheet with a known header; the rows read to find it, and an iterator over all its rows."""
    problem: FileProblem | None = None
    for sheet in sheets:
        rows: Iterator[Row] = sheet.rows  # type: ignore[attr-defined]
        head = list(islice(rows, HEADER_SEARCH_ROWS))
        try:
            recognise(head, preset=options.preset)
        except FileProblem as unknown:
            problem = problem or unknown
            continue
        return head, _chained(head, rows)
    raise problem or FileProblem("The file is empty. Choose the file that holds the table.")


def _chained(head: list[Row], rest: Iterator[Row]) -> Iterator[Row]:
    yield from head
    yield from rest


def _confirmed(session: Session, layout: Layout, options: ImportOptions, head: list[Row]) -> _Ready:
    if layout.needs_fiscal_year and options.fiscal_year is None:
        raise InvalidInput(
            "The header does not say which fiscal year the amounts are for. Say it: --fiscal-year 2017 "
            "on the command line, or choose the year on the page."
        )
    columns = tuple(
        column if column.fiscal_year is not None else replace(column, fiscal_year=options.fiscal_year)
        for column in layout.columns
    )
    layout = replace(layout, columns=columns)
    code = options.jurisdiction or layout.preset.jurisdiction
    place = session.exec(select(Jurisdiction).where(Jurisdiction.code == code.lower())).first()
    if place is None:
        raise InvalidInput(f"There is no jurisdiction “{code}”. Pass a state’s two letters, such as ma.")
    known = session.exec(select(Stage).where(Stage.stage_list == place.stage_list)).all()
    ids = {stage.code: (stage.position, stage.id or 0) for stage in known}
    absent = sorted({c.stage for c in columns} - ids.keys())
    if absent:
        raise InvalidInput(
            f"{place.name}’s budget has no stage “{absent[0]}”, which the {layout.preset.title} names. "
            f"Pass --jurisdiction {layout.preset.jurisdiction}, or give the column one of its stages."
        )
    order = sorted(range(len(columns)), key=lambda n: (columns[n].fiscal_year or 0, ids[columns[n].stage][0]))
    stage_ids = tuple(ids[c.stage][1] for c in columns)
    return _Ready(layout, place, options.unit or layout.preset.unit, stage_ids, tuple(order))


def _source(session: Session, sha256: str, file_name: str, ready: _Ready, options: ImportOptions) -> Source:
    """The document this file is: one per content, so that importing it again speaks for the same source."""
    key = f"file-{sha256[:32]}"
    source = session.exec(select(Source).where(Source.key == key)).first()
    if source is None:
        source = Source(
            key=key,
            title=f"{ready.layout.preset.title}, {file_name}",
            publisher=ready.layout.preset.publisher,
            published_on=options.as_of,
            retrieved_on=datetime.now(UTC).date(),
            sha256=sha256,
            kind=SourceKind.PUBLISHED,
        )
        session.add(source)
        session.flush()
    return source


def _new_report(ready: _Ready, source: Source) -> ImportReport:
    years = sorted({c.fiscal_year for c in ready.layout.columns if c.fiscal_year is not None})
    return ImportReport(
        preset=ready.layout.preset.key,
        unit=ready.unit,
        jurisdiction=ready.place.code,
        fiscal_years=tuple(years),
        as_of=source.published_on,
        source_title=source.title,
    )


def _new_batch(
    session: Session, sha256: str, file_name: str, report: ImportReport, ready: _Ready, source: Source
) -> ImportBatch:
    batch = ImportBatch(
        file_sha256=sha256,
        file_name=file_name,
        preset=report.preset,
        unit=report.unit,
        jurisdiction_id=ready.place.id,
        as_of=source.published_on,
        source_id=source.id,
        applied_at=datetime.now(UTC),
        applied_by=viewer_of_session(session).name,
    )
    session.add(batch)
    session.flush()
    return batch


def _apply(
    session: Session,
    ready: _Ready,
    batch: ImportBatch,
    source: Source,
    rows: Iterator[Row],
    report: ImportReport,
    options: ImportOptions,
    progress: Callable[[int], None] | None,
) -> None:
    """Chunk by chunk: parse, find the lines, write what is new, count every row once."""
    writer = FigureWriter(session, batch_id=batch.id or 0, source=source)
    resolver = LineResolver(session, ready.place.id or 0, batch.id or 0, source.id or 0, options.agency)
    totals = TotalsCheck(ready.layout, ready.unit)
    parsed = _parsed(ready, rows, report)
    while chunk := list(islice(parsed, CHUNK_ROWS)):
        items = [row for row in chunk if not totals.is_total(row)]
        report.skipped += len(chunk) - len(items)
        lines = resolver.lines_of(items, report.rejected)
        accepted = [(row, line) for row, line in zip(items, lines, strict=True) if line is not None]
        for row, _ in accepted:
            totals.add(row)
        outcomes = writer.write(
            [(line, [_statement(ready, row, n) for n in ready.order if row.amounts[n] is not None])
             for row, line in accepted],
            fresh=resolver.fresh,
        )  # fmt: skip
        for (row, line), outcome in zip(accepted, outcomes, strict=True):
            report.count(outcome.row)
            _note_changes(report, ready, row, outcome.changed, line in resolver.fresh)
        if progress is not None:
            progress(report.rows)
    report.figures_new, report.figures_restated, report.figures_same = writer.counts
    report.changed = writer.wrote
    report.checks.extend(totals.checks())
    totals.keep(session, ready.place.id or 0, source.id or 0, batch.id or 0, ready.stage_ids, options.agency)


def _parsed(ready: _Ready, rows: Iterator[Row], report: ImportReport) -> Iterator[ParsedRow]:
    unit = ready.unit.dollars
    layout = ready.layout
    for number, cells in rows:
        if number <= layout.header_row:
            continue
        report.rows += 1
        row = parse_row(layout, number, cells, unit=unit)
        if row is None:
            report.skipped += 1
        elif isinstance(row, Rejection):
            report.rejected.append(row)
        else:
            yield row


def _statement(ready: _Ready, row: ParsedRow, n: int) -> Statement:
    amount = row.amounts[n]
    year = ready.layout.columns[n].fiscal_year or 0
    if n in row.none_such:
        return (int(year), ready.stage_ids[n], None, MissingReason.NO_SUCH_ITEM.value, row.number)
    return (int(year), ready.stage_ids[n], amount, None, row.number)


def _note_changes(
    report: ImportReport,
    ready: _Ready,
    row: ParsedRow,
    changed: list[tuple[int, int, int | None]],
    fresh: bool,
) -> None:
    if fresh or len(report.changes) >= CHANGES_SHOWN:
        return
    by_place = {(int(c.fiscal_year or 0), ready.stage_ids[n]): n for n, c in enumerate(ready.layout.columns)}
    for year, stage_id, before in changed:
        n = by_place[year, stage_id]
        column = ready.layout.columns[n]
        after = None if n in row.none_such else row.amounts[n]
        if before is None and after is None:
            continue
        report.changes.append(Change(row.code, row.name, FiscalYear(year), column.stage, before, after))


def _close_batch(session: Session, batch: ImportBatch, report: ImportReport) -> None:
    for count in ("rows", "inserted", "updated", "unchanged", "skipped"):
        setattr(batch, count, getattr(report, count))
    batch.rejected = len(report.rejected)
    batch.rejections = [{"row": r.row, "column": r.column, "reason": r.reason} for r in report.rejected]
    batch.checks = [check.as_json() for check in report.checks]
    session.add(batch)
    session.flush()
    report.batch_id = batch.id
    note_act(
        session,
        "import figures",
        subject=f"batch {batch.id}",
        file=batch.file_sha256,
        preset=batch.preset,
        rows=batch.rows,
        inserted=batch.inserted,
        updated=batch.updated,
        rejected=batch.rejected,
    )


def _nothing_taken(report: ImportReport) -> str:
    if report.rejected:
        return (
            f"None of the file’s {report.rows} rows can be taken; nothing was imported. "
            f"The first reason: {report.rejected[0].reason}"
        )
    return "The file has a header but no line items under it. Choose the file that holds the amounts."
