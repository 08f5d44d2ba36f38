"""The file of the record of changes, for those who may see it."""

from collections.abc import Mapping

from coalition.changes.exporting import change_table
from coalition.changes.queries import MOST_IN_A_FILE, ChangeFilter, changes, head
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.tables import as_csv, as_json
from data.reading_input import day_of
from data.store import open_session

WRITERS = {"csv": as_csv, "json": as_json}


@register("changes", tuple(WRITERS), noted=True)
def change_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The newest 200,000 changes that fit: `?act=set+ask&day=2026-11-22&record=line+item+12`."""
    if not may(viewer, Permission.SEE_AUDIT):
        raise NotFound("This file")
    wanted = ChangeFilter(query.get("act", ""), day_of(query.get("day", "")), query.get("record", ""))
    with open_session(viewer) as session:
        found = changes(session, wanted, limit=MOST_IN_A_FILE).changes
        end = head(session)
    filters = [(name, query[name]) for name in ("act", "day", "record") if query.get(name)]
    table = change_table(found, end, filters)
    return ExportFile(table.name, kind, WRITERS[kind](table))
