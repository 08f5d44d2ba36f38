"""The files of this room: minutes, result cards, and tables of decisions and demands; for the coalition only."""

from collections.abc import Mapping

from coalition.accounts import clock
from coalition.decisions.demands import demands
from coalition.decisions.exporting import decisions_table, demands_table
from coalition.decisions.lists import motions_numbered
from coalition.decisions.meetings import meeting
from coalition.decisions.paper import decision_paper, minutes_paper
from coalition.decisions.queries import motion
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.exports.document_files import DOCUMENT_KINDS, document_file
from data.exports.registry import ExportFile, register
from data.exports.tables import as_csv, as_json
from data.exports.xlsx import as_xlsx
from data.reading_input import number_of
from data.store import open_session

TABLES = {"csv": as_csv, "json": as_json, "xlsx": as_xlsx}


def _number(query: Mapping[str, str], name: str, what: str) -> int:
    number = number_of(query.get(name, ""))
    if number is None:
        raise NotFound(what)
    return number


@register("minutes", DOCUMENT_KINDS, noted=True)
def minutes_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?meeting=3`: attendance, motions, positions and conditions of a meeting."""
    number = _number(query, "meeting", "The meeting")
    with open_session(viewer) as session:
        record = meeting(session, number, now=clock.now())
    return document_file(minutes_paper(record), f"minutes-{number}", kind)


@register("decision", DOCUMENT_KINDS, noted=True)
def decision_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?motion=3`: one motion with its result card."""
    number = _number(query, "motion", "The motion")
    with open_session(viewer) as session:
        record = motion(session, number, now=clock.now())
    return document_file(decision_paper(record), f"decision-{number}", kind)


@register("decisions", tuple(TABLES), noted=True)
def decisions_file(viewer: Viewer, _query: Mapping[str, str], kind: str) -> ExportFile:
    """Every result with every member organization’s position."""
    _check_member(viewer)
    with open_session(viewer) as session:
        found = motions_numbered(session, now=clock.now())
    return ExportFile("decisions", kind, TABLES[kind](decisions_table(found)))


@register("demands", tuple(TABLES), noted=True)
def demands_file(viewer: Viewer, _query: Mapping[str, str], kind: str) -> ExportFile:
    """Every demand with its answers."""
    _check_member(viewer)
    today = clock.now().date()
    with open_session(viewer) as session:
        found = demands(session, today=today)
    return ExportFile("demands", kind, TABLES[kind](demands_table(found, today=today)))


def _check_member(viewer: Viewer) -> None:
    if not may(viewer, Permission.SEE_COALITION):
        raise NotFound("This file")
