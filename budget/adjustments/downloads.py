"""The file of what happened to a line after enactment, built for whoever asks from the values the page shows."""

from collections.abc import Mapping
from datetime import date

from budget.adjustments.exporting import adjustments_table
from budget.adjustments.queries import after_enactment, every_year_after
from budget.line_items.downloads import line_of
from budget.line_items.line_queries import line_record
from data.access import Viewer
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.periods import FiscalYear
from data.store import open_session


@register("line-adjustments", TABLE_KINDS)
def adjustments_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A line after enactment, one year or every one on file: `?line=12&year=2025`."""
    year = FiscalYear.parse(query["year"]) if query.get("year") else None
    today = date.today()
    with open_session(viewer) as session:
        record = line_record(session, line_of(query))
        years = every_year_after(session, record, day=today)
        if year is not None:
            years = (after_enactment(session, record, year, day=today),)
    return as_file(adjustments_table(record.head, years), kind)
