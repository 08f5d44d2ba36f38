"""The files of a programme: the numbers its staff let out, and for that staff alone the pairs."""

from collections.abc import Mapping

from coalition.accounts import clock
from coalition.organizations.places import place_heads
from coalition.organizations.sentences import place_label
from coalition.programs import queries
from coalition.programs.exporting import meetings_table, numbers_table
from coalition.programs.measures import coordinator
from data.access import Viewer
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.tables import Table, as_csv, as_json
from data.exports.xlsx import as_xlsx
from data.reading_input import number_of
from data.store import open_session

TABLES = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}
TABLE_KINDS = tuple(TABLES)


def _program_in(query: Mapping[str, str]) -> int:
    number = number_of(query.get("program", ""))
    if number is None:
        raise NotFound("The programme")
    return number


def _file(table: Table, kind: str) -> ExportFile:
    return ExportFile(table.name, kind, TABLES[kind](table))


@register("program-numbers", TABLE_KINDS)
def numbers_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?program=3`: the numbers let out, as far as the viewer may see them."""
    with open_session(viewer) as session:
        one = queries.program(session, _program_in(query))
        found = queries.figures(session, one.id)
        ids = {int(figure.part) for figure in found if figure.part.isdigit()}
        places = {str(place.id): place_label(place) for place in place_heads(session, ids)}
    return _file(numbers_table(one, found, places), kind)


@register("program-pairs", TABLE_KINDS, noted=True)
def pairs_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?program=3`: the pairs of one's own programme, without notes. NotFound for anybody but its staff."""
    with open_session(viewer) as session:
        seen = coordinator(session, _program_in(query), today=clock.now().date())
    return _file(meetings_table(seen), kind)
