"""The files of a whip count, for the coalition only; who took one goes into the record of changes."""

from collections.abc import Mapping

from campaigns.whip_counts.exporting import evidence_table, sheet_page, sheet_table
from campaigns.whip_counts.standings import Whip, whip
from campaigns.whip_counts.views import chosen_rows, count_in, day_in, shown_in
from coalition.accounts import clock
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.store import open_session


def _found(viewer: Viewer, query: Mapping[str, str]) -> Whip:
    if not may(viewer, Permission.SEE_COALITION):
        raise NotFound("This file")
    with open_session(viewer) as session:
        return whip(session, count_in(query), day=day_in(query, today=clock.now().date()))


@register("call-sheet", (*TABLE_KINDS, "html"), noted=True)
def call_sheet_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Whom to call: `?count=3&show=list&as_of=2026-04-01`; `html` is for paper."""
    found, show = _found(viewer, query), shown_in(query)
    rows = chosen_rows(found, show)
    table = sheet_table(found, rows, show)
    return ExportFile(table.name, kind, sheet_page(found, rows, show)) if kind == "html" else as_file(table, kind)


@register("whip-evidence", TABLE_KINDS, noted=True)
def evidence_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The evidence behind a count: `?count=3&as_of=2026-04-01`."""
    return as_file(evidence_table(_found(viewer, query)), kind)
