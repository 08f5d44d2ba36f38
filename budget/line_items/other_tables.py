"""Any table a person gives: one of line amounts, or one of the other kinds, each taken by its own importer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from sqlmodel import Session

from budget.amendments.importing import AMENDMENTS, CHANGES, take_amendments, take_back_amendments
from budget.layouts.recognising import HEADER_SEARCH_ROWS, UnknownTable
from budget.line_items.account_names import take_account_names
from budget.line_items.confirming import PLACE_GUESSED, PLACE_SAID
from budget.line_items.given_table import MOST_ROWS, GivenRow, GivenTable
from budget.line_items.import_report import ImportOptions, ImportReport
from budget.line_items.importing import close_batch, import_file
from budget.line_items.queries import Place, place_of
from budget.line_items.reported_figures import TABLE, take_back_reported_figures, take_reported_figures
from budget.line_items.stages import Unit
from budget.line_items.summaries import keep_totals
from budget.line_items.table_kinds import KINDS, OtherHeader, TableKind, kind_of
from budget.line_items.totals_by_edition import take_category_totals
from data.access import Permission, requires, viewer_of_session
from data.audit import take_turn
from data.errors import FileProblem
from data.imports.kept_files import keep, sha256_of
from data.imports.limits import PAGE_LIMITS, Limits
from data.imports.models import ImportBatch
from data.imports.reading import open_file
from data.language import _

Progress = Callable[[int], None]
TAKES = {
    TableKind.AMENDMENTS: take_amendments,
    TableKind.ACCOUNT_NAMES: take_account_names,
    TableKind.REPORTED_FIGURES: take_reported_figures,
    TableKind.CATEGORY_TOTALS: take_category_totals,
}


@dataclass(frozen=True, slots=True)
class _Found:
    """The table of a file: where it stands, its rows under the header, and how many of them are blank."""

    sheet: str
    header: OtherHeader
    rows: list[GivenRow]
    blank: int


@requires(Permission.IMPORT_FIGURES)
def import_table(
    session: Session,
    *,
    path: Path,
    file_name: str,
    options: ImportOptions,
    limits: Limits = PAGE_LIMITS,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Take a file of any kind we know, all or nothing: line amounts as `import_file` does, else `import_other`.

    Raises what the two raise; a table of no kind is refused as `import_file` refuses it.
    """
    if options.preset in list(TableKind):
        return import_other(
            session, path=path, file_name=file_name, options=options, limits=limits, dry_run=dry_run, progress=progress
        )
    try:
        return import_file(
            session, path=path, file_name=file_name, options=options, limits=limits, dry_run=dry_run, progress=progress
        )
    except UnknownTable:
        found = None if options.preset or options.mapping else _find(path, file_name, options, limits)
        if found is None:
            raise
    return _take(session, found, path, file_name, options, dry_run, progress)


@requires(Permission.IMPORT_FIGURES)
def import_other(
    session: Session,
    *,
    path: Path,
    file_name: str,
    options: ImportOptions,
    limits: Limits = PAGE_LIMITS,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Take a table of one of the other kinds, all or nothing; `dry_run` reports without keeping.

    The counts are of its rows. Raises UnknownTable when it is of none of these kinds, FileProblem or
    InvalidInput with one sentence when it cannot be taken.
    """
    found = _find(path, file_name, options, limits)
    if found is None:
        titles = ", ".join(f"{known.title} ({known.kind})" for known in KINDS.values())
        said = _("This file is none of these: {titles}. Choose another file, or give its columns the names of one.")
        raise UnknownTable(said.format(titles=titles))
    return _take(session, found, path, file_name, options, dry_run, progress)


def _find(path: Path, file_name: str, options: ImportOptions, limits: Limits) -> _Found | None:
    """The first table of a file (or of the sheet named) that is of one of these kinds, read whole."""
    with open_file(path, name=file_name, limits=limits) as opened:
        for sheet in opened.sheets():
            if options.sheet and sheet.name != options.sheet:
                continue
            header = kind_of(list(islice(sheet.rows, HEADER_SEARCH_ROWS)))
            if header is None or options.preset not in (None, header.kind):
                continue
            break
        else:
            return None
    return _read(path, file_name, sheet.name, header, limits)


def _read(path: Path, file_name: str, name: str, header: OtherHeader, limits: Limits) -> _Found:
    """Every row under the header; the file is opened anew because its rows can be read once."""
    rows: list[GivenRow] = []
    blank = 0
    with open_file(path, name=file_name, limits=limits) as opened:
        sheet = next(sheet for sheet in opened.sheets() if sheet.name == name)
        for number, cells in sheet.rows:
            if number <= header.row:
                continue
            if not any(cells):
                blank += 1
                continue
            rows.append(GivenRow(number, dict(zip(header.keys, (cell.strip() for cell in cells), strict=False))))
            if len(rows) > MOST_ROWS:
                said = _("The file has more than {most} rows, too many for a {kind}. Split it into smaller files.")
                raise FileProblem(said.format(most=f"{MOST_ROWS:,}", kind=header.known.title))
    return _Found(name, header, rows, blank)


def _take(
    session: Session,
    found: _Found,
    path: Path,
    file_name: str,
    options: ImportOptions,
    dry_run: bool,
    progress: Progress | None,
) -> ImportReport:
    """Let the importer of the table's kind take it, and keep what it did or take it back."""
    inner = session.begin_nested()
    take_turn(session)
    given = _given(session, found, sha256_of(path), file_name, options)
    TAKES[found.header.kind](session, given=given)
    given.close(found.blank)
    report = given.report
    if progress is not None:
        progress(report.rows)
    if report.inserted + report.updated + report.unchanged == 0:
        raise FileProblem(_nothing_taken(report))
    if dry_run or not report.changed:
        inner.rollback()
        return report
    keep(path, given.sha256)
    close_batch(session, given.batch, report)
    if given.years:
        keep_totals(session, years=given.years, jurisdiction_id=given.place.id)
    inner.commit()
    return report


def _given(session: Session, found: _Found, sha256: str, file_name: str, options: ImportOptions) -> GivenTable:
    """The table with its place, an empty report and a batch of its own."""
    header, known = found.header, found.header.known
    place = place_of(session, options.jurisdiction or known.jurisdiction)
    batch = ImportBatch(
        file_sha256=sha256, file_name=file_name, sheet=found.sheet, header_row=header.row, reading=header.kind,
        preset=header.kind, unit=options.unit or Unit.DOLLARS, jurisdiction_id=place.id,
        applied_at=datetime.now(UTC), applied_by=viewer_of_session(session).name,
    )  # fmt: skip
    session.add(batch)
    session.flush()
    report = ImportReport(
        preset=header.kind, unit=options.unit or Unit.DOLLARS, jurisdiction=place.code, fiscal_years=(), as_of=None,
        source_title=f"{known.title.capitalize()}, {file_name}", evidence=_evidence(found, place, options),
    )  # fmt: skip
    if header.left_out:
        said = _("Left out, as a {kind} does not use them: {columns}.")
        columns = ", ".join(f"“{cell[:40]}”" for cell in header.left_out)
        report.warnings.append(said.format(kind=known.title, columns=columns))
    if options.stage:
        report.warnings.append(_("The stage you gave is not used: it picks columns of line amounts."))
    return GivenTable(header, found.rows, file_name, found.sheet, sha256, place, options, report, batch)


def _evidence(found: _Found, place: Place, options: ImportOptions) -> tuple[str, ...]:
    """Why we read the table as we do."""
    header = found.header
    said = [_("It is read from “{sheet}”.").format(sheet=found.sheet)] if found.sheet else []
    said.append(_("Row {row} is the header of a {kind}.").format(row=header.row, kind=header.known.title))
    if header.known.amounts:
        why = PLACE_SAID if options.unit else _("such tables print whole dollars.")
        said.append(_("Amounts are read in {unit}: {why}").format(unit=options.unit or Unit.DOLLARS, why=why))
    why = PLACE_SAID if options.jurisdiction else PLACE_GUESSED
    said.append(_("The jurisdiction is {place}: {why}").format(place=place.name, why=why))
    return tuple(said)


def _nothing_taken(report: ImportReport) -> str:
    if report.rejected:
        said = _("None of the file’s {n} rows can be taken; nothing was imported. The first reason: {reason}")
        return said.format(n=report.rows, reason=report.rejected[0].reason)
    return _("The file has a header but no row under it. Choose the file that holds the table.")


def take_back_other(session: Session, batch: ImportBatch) -> tuple[str, ...]:
    """Take back what an import made beside figures, names and lines; call it inside `undo_import`. Sentences."""
    made, linked = batch.mapping.get("made", {}), batch.mapping.get("linked", {})
    if batch.preset == TableKind.AMENDMENTS:
        return take_back_amendments(session, made=made.get(AMENDMENTS, []), linked=linked.get(CHANGES, []))
    if batch.preset == TableKind.REPORTED_FIGURES:
        return take_back_reported_figures(session, made=made.get(TABLE, []), linked=linked.get(TABLE, []))
    return ()
