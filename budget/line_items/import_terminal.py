"""Files given on the command line: which they are, each tried in a transaction of its own, and what is said of it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from budget.line_items.import_report import ImportOptions, ImportReport
from budget.line_items.other_tables import import_table
from budget.line_items.undoing_imports import UndoReport
from data.errors import CommonTableError, InvalidInput
from data.imports.limits import TERMINAL_LIMITS
from data.language import _, ngettext

TABLE_ENDINGS = {".csv", ".tsv", ".txt", ".xlsx", ".htm", ".html"}
OpenStore = Callable[[], AbstractContextManager[Session]]
ShowProgress = Callable[[str], AbstractContextManager[Callable[[int], None]]]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file: a report, or why it was refused."""

    name: str
    report: ImportReport | None = None
    problem: CommonTableError | None = None

    def as_json(self) -> dict[str, Any]:
        """The file's report for programs, or the sentence it was refused with."""
        if self.report is not None:
            return {"file": self.name, **self.report.as_json()}
        return {"file": self.name, "refused": str(self.problem)}


@dataclass(frozen=True, slots=True)
class GivenFiles:
    """The files to import in order; `several` when a folder or more than one file was given.

    `left_out` are the files of the folders that are no tables by their ending.
    """

    paths: tuple[Path, ...]
    several: bool
    left_out: tuple[str, ...] = ()


def given_files(given: Sequence[Path], options: ImportOptions) -> GivenFiles:
    """Files as given, and a folder's tables in name order. Raises InvalidInput for options that fit one file only."""
    paths: list[Path] = []
    left_out: list[str] = []
    for path in given:
        if not path.is_dir():
            paths.append(path)
            continue
        inside = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
        tables = [one for one in inside if one.suffix.lower() in TABLE_ENDINGS]
        if not tables:
            endings = ", ".join(sorted(TABLE_ENDINGS))
            said = _("There is no table in the folder {folder}. Choose one with files that end in {endings}.")
            raise InvalidInput(said.format(folder=path, endings=endings))
        left_out += [one.name for one in inside if one not in tables]
        paths += tables
    paths = list(dict.fromkeys(paths))
    several = len(paths) > 1 or any(path.is_dir() for path in given)
    if len(paths) > 1 and options.document:
        raise InvalidInput(_("--document names the document that one file is. Import that file by itself."))
    return GivenFiles(tuple(paths), several, tuple(left_out))


def import_each(
    files: GivenFiles, options: ImportOptions, *, open_store: OpenStore, show_progress: ShowProgress, dry_run: bool
) -> Iterator[FileOutcome]:
    """Try every file, each in a transaction of its own, so that one that is refused does not keep out the others."""
    for path in files.paths:
        try:
            if not path.is_file():
                raise InvalidInput(_("There is no file {path}. Check the name and the folder.").format(path=path))
            with show_progress(path.name) as progress, open_store() as session:
                report = import_table(
                    session, path=path, file_name=path.name, options=options, limits=TERMINAL_LIMITS, dry_run=dry_run,
                    progress=progress,
                )  # fmt: skip
        except CommonTableError as problem:
            yield FileOutcome(path.name, problem=problem)
        else:
            yield FileOutcome(path.name, report)


def outcome_as_text(outcome: FileOutcome, *, dry_run: bool) -> str:
    """A file's heading, how it was read, its counts, its checks, and what became of it."""
    report = outcome.report
    if report is None:
        return "\n".join([*_heading(outcome.name), _("REFUSED: {why}").format(why=outcome.problem)])
    counts = _(
        "{rows} rows: {new} new, {changed} changed, {same} the same, {skipped} skipped, {rejected} rejected."
    ).format(
        rows=report.rows, new=report.inserted, changed=report.updated, same=report.unchanged, skipped=report.skipped,
        rejected=report.rows_rejected,
    )  # fmt: skip
    holds, differs = _("Holds: {sentence}"), _("DIFFERS: {sentence}")
    return "\n".join(
        [
            *_heading(outcome.name),
            *report.evidence,
            *report.warnings,
            counts,
            *(rejection.reason for rejection in report.rejected),
            *((holds if check.holds else differs).format(sentence=check.sentence) for check in report.checks),
            _ending(report, dry_run),
        ]
    )


def _heading(name: str) -> list[str]:
    return [name, "-" * len(name)]


def _ending(report: ImportReport, dry_run: bool) -> str:
    if dry_run:
        return _("Nothing was changed: this was a dry run.")
    if report.batch_id is None:
        return _("The store held everything in this file already; nothing was changed.")
    return _("This was import {n}; “commontable undo {n}” takes it back.").format(n=report.batch_id)


def summary_of(outcomes: Sequence[FileOutcome], files: GivenFiles, *, dry_run: bool) -> str:
    """The last lines: checks that differ, files left out, and in one line what became of how many files."""
    reports = [outcome.report for outcome in outcomes if outcome.report is not None]
    lines = []
    if files.left_out:
        lines.append(_("Left out, as their names are no table’s: {names}.").format(names=", ".join(files.left_out)))
    checks = [check for report in reports for check in report.checks]
    if checks:
        said = _("{n} checks were made: {holding} hold, {differing} differ.")
        holding = sum(check.holds for check in checks)
        lines.append(said.format(n=len(checks), holding=holding, differing=len(checks) - holding))
    changed = sum(report.changed for report in reports)
    refused = [f"{outcome.name} ({outcome.problem})" for outcome in outcomes if outcome.problem is not None]
    count = ngettext("{n} file", "{n} files", len(outcomes)).format(n=len(outcomes))
    taken = _("{n} would be taken") if dry_run else _("{n} taken")
    parts = [taken.format(n=changed), _("{n} unchanged").format(n=len(reports) - changed)]
    parts.append(_("{n} refused").format(n=len(refused)) + (f": {'; '.join(refused)}" if refused else ""))
    end = "" if refused else "."
    return "\n".join([*lines, f"{count}: {', '.join(parts)}{end}"])


def undo_sentence(report: UndoReport) -> str:
    """What an undo took back."""
    figures = ngettext("{n} figure", "{n} figures", report.figures).format(n=f"{report.figures:,}")
    lines = ngettext("{n} line", "{n} lines", report.lines).format(n=f"{report.lines:,}")
    names = ngettext("{n} other name", "{n} other names", report.names).format(n=f"{report.names:,}")
    said = _("Import {batch} is undone: {figures}, {lines} and {names} were taken back.")
    return " ".join([said.format(batch=report.batch_id, figures=figures, lines=lines, names=names), *report.also])


def refused(outcomes: Sequence[FileOutcome]) -> bool:
    """Whether any file was refused."""
    return any(outcome.problem is not None for outcome in outcomes)
