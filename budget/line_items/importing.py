"""A budget table into the store: atomic, repeatable, counted row by row, undoable."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlmodel import Session

from budget.layouts.queries import chosen_mappings
from budget.layouts.recognising import left_out
from budget.layouts.rows import ParsedRow
from budget.layouts.tables import Table, find_table
from budget.line_items.batches import read_in_another_unit
from budget.line_items.confirming import (
    Confirmed,
    confirmed,
    evidence,
    reading_of,
    refuse_another_reading,
    source_of,
)
from budget.line_items.figures import FigureWriter, Statement
from budget.line_items.footnotes import Footnotes
from budget.line_items.import_report import Change, ImportOptions, ImportReport
from budget.line_items.lines import LineResolver
from budget.line_items.models import Appropriation
from budget.line_items.summaries import add_to_totals, keep_totals
from budget.line_items.table_reading import Reading
from budget.line_items.totals import TotalsCheck
from data.access import Permission, requires, viewer_of_session
from data.audit import note_act
from data.errors import FileProblem, InvalidInput
from data.imports.bulk import indexes_built_after
from data.imports.kept_files import keep, sha256_of
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.models import ImportBatch
from data.imports.reading import open_file
from data.missing import MissingReason
from data.money import dollars
from data.periods import FiscalYear
from data.provenance import Source

CHUNK_ROWS = 250
CHANGES_SHOWN = 200
LARGEST_LINE_CENTS = 200 * 10**11


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
    inner = session.begin_nested()
    mappings = chosen_mappings(session, options.preset, options.mapping)
    with open_file(path, name=file_name, limits=limits) as opened:
        sha256 = sha256_of(path)
        table = find_table(opened.sheets(), mappings, sheet=options.sheet)
        reading = Reading(table, (options.unit or table.layout.preset.unit).dollars, progress)
        ready = confirmed(session, reading.layout, options, file_name)
        source = source_of(session, sha256, file_name, table.sheet, ready, options)
        report = _new_report(ready, table, source, options)
        batch = _new_batch(session, sha256, file_name, report, ready, table, source)
        refuse_another_reading(session, source, batch.reading)
        with indexes_built_after(session, Appropriation):
            writer, one_agency = _apply(session, ready, batch, source, reading, report, options, progress)
        report.warnings.extend(opened.warnings)
    _refuse_implausible(report, options)
    if report.inserted + report.updated + report.unchanged == 0:
        raise FileProblem(_nothing_taken(report))
    if dry_run or not report.changed:
        inner.rollback()
        return report
    keep(path, sha256)
    close_batch(session, batch, report)
    if writer.only_added_lines and one_agency:
        add_to_totals(session, jurisdiction_id=ready.place.id or 0, agency=options.agency, added=writer.added)
    else:
        keep_totals(session, years=map(int, report.fiscal_years), jurisdiction_id=ready.place.id)
    inner.commit()
    return report


def _new_report(ready: Confirmed, table: Table, source: Source, options: ImportOptions) -> ImportReport:
    years = sorted({c.fiscal_year for c in ready.layout.columns if c.fiscal_year is not None})
    return ImportReport(
        preset=ready.layout.preset.key,
        unit=ready.unit,
        jurisdiction=ready.place.code,
        fiscal_years=tuple(years),
        as_of=source.published_on,
        source_title=source.title,
        evidence=(*table.said, *evidence(ready, table.layout, options, source)),
        warnings=list(left_out(table.layout)),
    )


def _new_batch(
    session: Session, sha256: str, file_name: str, report: ImportReport, ready: Confirmed, table: Table, source: Source
) -> ImportBatch:
    batch = ImportBatch(
        file_sha256=sha256,
        file_name=file_name,
        sheet=table.sheet,
        header_row=table.layout.header_row,
        reading=reading_of(ready, table.layout),
        mapping=ready.layout.preset.as_json(),
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
    ready: Confirmed,
    batch: ImportBatch,
    source: Source,
    reading: Reading,
    report: ImportReport,
    options: ImportOptions,
    progress: Callable[[int], None] | None,
) -> tuple[FigureWriter, bool]:
    """Chunk by chunk: parse, find the lines, write what is new, count every row once.

    Returns the writer, and whether all lines it made are spending of the agency the person named.
    """
    writer = FigureWriter(session, batch_id=batch.id or 0, source=source, anew=read_in_another_unit(session, batch))
    resolver = LineResolver(session, ready.place.id or 0, batch.id or 0, source.id or 0, options.agency)
    totals = TotalsCheck(ready.layout, ready.unit)
    notes = Footnotes(session, source_id=source.id or 0, batch_id=batch.id or 0)
    parsed = reading.parsed(ready, report.rejected)
    places = [(n, int(ready.layout.columns[n].fiscal_year or 0), ready.stage_ids[n]) for n in ready.order]
    while chunk := list(islice(parsed, CHUNK_ROWS)):
        items = [row for row in chunk if row.total is None]
        lines = resolver.lines_of(items, report.rejected)
        accepted = [(row, line) for row, line in zip(items, lines, strict=True) if line is not None]
        report.rejected_more += sum(row.postings - 1 for row, line in zip(items, lines, strict=True) if line is None)
        refused = {row.number for row, line in zip(items, lines, strict=True) if line is None}
        for row in chunk:
            if row.number not in refused:
                totals.see(row)
        outcomes = writer.write([(line, _statements(places, row)) for row, line in accepted], fresh=resolver.fresh)
        for (row, line), outcome in zip(accepted, outcomes, strict=True):
            report.count(outcome.row, row.postings)
            report.largest_cents = max(report.largest_cents, max(filter(None, row.amounts), default=0))
            notes.see(row, line)
            _note_changes(report, ready, row, outcome.changed, line in resolver.fresh)
        if progress is not None:
            progress(reading.rows)
    notes.keep(reading.reader.notes, report.warnings)
    _close_report(report, reading, writer, totals)
    totals.keep(session, ready.place.id or 0, source.id or 0, batch.id or 0, ready.stage_ids, options.agency)
    return writer, resolver.one_agency


def _close_report(report: ImportReport, reading: Reading, writer: FigureWriter, totals: TotalsCheck) -> None:
    """Every row of the file in one count, every figure in another, and the checks."""
    report.rows = reading.rows
    report.skipped = reading.totals + sum(reading.reader.skipped.values())
    report.say_skipped(reading.reader.skipped, reading.totals)
    report.figures_new, report.figures_restated, report.figures_same = writer.counts
    report.changed = writer.wrote
    report.rejected.sort(key=lambda rejection: rejection.row)
    report.checks.extend(totals.checks())


def _statements(places: list[tuple[int, int, int]], row: ParsedRow) -> Iterator[Statement]:
    """What a row says, by year and stage, made one at a time; `places` are (column, fiscal year, stage id)."""
    amounts, none_such, number = row.amounts, row.none_such, row.number
    for n, year, stage in places:
        if n in none_such:
            yield (year, stage, None, MissingReason.NO_SUCH_ITEM.value, number)
        elif amounts[n] is not None:
            yield (year, stage, amounts[n], None, number)


def _note_changes(
    report: ImportReport,
    ready: Confirmed,
    row: ParsedRow,
    changed: list[tuple[int, int, int | None]],
    fresh: bool,
) -> None:
    if fresh or not changed or len(report.changes) >= CHANGES_SHOWN:
        return
    by_place = {(int(c.fiscal_year or 0), ready.stage_ids[n]): n for n, c in enumerate(ready.layout.columns)}
    for year, stage_id, before in changed:
        n = by_place[year, stage_id]
        after = None if n in row.none_such else row.amounts[n]
        if before is None and after is None:
            continue
        report.changes.append(Change(row.code, row.name, FiscalYear(year), ready.stage_names[n], before, after))


def _refuse_implausible(report: ImportReport, options: ImportOptions) -> None:
    """No line of a state budget is above two hundred billion dollars: then the guessed unit is wrong."""
    if options.unit is None and report.largest_cents > LARGEST_LINE_CENTS:
        raise InvalidInput(
            "Read in {unit}, one amount would be {amount}, more than any state’s line. Say the "
            "unit: --unit dollars on the command line, or choose it on the page.",
            unit=report.unit.value,
            amount=dollars(report.largest_cents),
        )


def close_batch(session: Session, batch: ImportBatch, report: ImportReport) -> None:
    """Write a report's counts, rejections and checks to its batch, and the audit entry. Call it inside a command."""
    for count in ("rows", "inserted", "updated", "unchanged", "skipped"):
        setattr(batch, count, getattr(report, count))
    batch.rejected = report.rows_rejected
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
