"""A table as a file of each kind a viewer may take."""

from collections.abc import Callable

from data.exports.registry import ExportFile
from data.exports.tables import Table, as_csv, as_json
from data.exports.xlsx import as_xlsx

TABLES: dict[str, Callable[[Table], bytes]] = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}
TABLE_KINDS = tuple(TABLES)


def as_file(table: Table, kind: str) -> ExportFile:
    """A table as a file of one of the three kinds."""
    return ExportFile(table.name, kind, TABLES[kind](table))
