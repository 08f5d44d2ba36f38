"""The files of the formulas page, built for whoever asks from the address that holds the whole scenario."""

from collections.abc import Mapping

from budget.formulas.exporting import aid_file, seek_table
from budget.formulas.scenarios import aid_scenario, seek_scenario
from data.access import Viewer
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.store import open_session


@register("seek", TABLE_KINDS)
def seek_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A SEEK worksheet with its what-if: `?year=2017&pupils=…&new_base=4381`; without inputs the published one."""
    with open_session(viewer) as session:
        scenario = seek_scenario(session, query)
    return as_file(seek_table(scenario.asked, scenario.district, scenario.documents), kind)


@register("chapter-70", TABLE_KINDS)
def chapter_70_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Chapter 70 district by district at two levels of minimum aid: `?year=2018&minimum=100`."""
    with open_session(viewer) as session:
        scenario = aid_scenario(session, query)
    return as_file(aid_file(scenario.table, scenario.rows, scenario.documents), kind)
