"""What the tests of the other kinds of tables do again and again: write one, import it, look at its checks."""

from pathlib import Path
from typing import Any

from budget.line_items.import_report import ImportOptions, ImportReport
from budget.line_items.other_tables import import_table
from data.access import Viewer
from data.store import open_session
from tests.budget.line_items.room import Cells, as_csv, dump
from tests.support import ORGANIZER

NAMES = ["account", "name_as_printed", "seen_in"]
REPORTED = ["account_as_printed", "name", "conference_as_reported", "veto_as_reported", "after_veto_as_reported"]
TOTALS = ["snapshot", "category", "budget", "amount"]
AMENDMENTS = ["amendment_id", "number", "title", "chamber", "item", "from_amount", "to_amount"]


def take(path: Path, *, viewer: Viewer = ORGANIZER, dry_run: bool = False, **options: Any) -> ImportReport:
    """Import a file of any kind."""
    with open_session(viewer, writing=True) as session:
        return import_table(session, path=path, file_name=path.name, options=ImportOptions(**options), dry_run=dry_run)


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    """New, changed, the same, skipped, rejected; they must add up to the rows."""
    found = report.inserted, report.updated, report.unchanged, report.skipped, report.rows_rejected
    assert sum(found) == report.rows
    return found


def checks(report: ImportReport, *, holds: bool) -> list[str]:
    """The sentences of the checks that hold, or that do not."""
    return [check.sentence for check in report.checks if check.holds is holds]


def written(folder: Path, name: str, rows: Cells) -> Path:
    """A table in a file of its own folder, so that two may have one name."""
    folder.mkdir(exist_ok=True)
    return as_csv(folder / name, rows)


def facts(*tables: str) -> dict[str, list[dict[str, Any]]]:
    """What some tables hold."""
    whole = dump()
    return {table: whole[table] for table in tables}
