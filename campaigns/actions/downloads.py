"""The files of actions a viewer may take: the list, and what they add up to."""

from collections.abc import Mapping

from campaigns.actions.exporting import actions_table, filters_said, moves_table, totals_table, workload_table
from campaigns.actions.summaries import counted, listed, what_moved, workload
from campaigns.actions.views import VIEWS, choices, filter_of, grouped, names_of, view_name
from coalition.accounts import clock
from data.access import Permission, Viewer, may
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.store import open_session


def _check(viewer: Viewer) -> None:
    if not may(viewer, Permission.SEE_COALITION):
        raise NotFound("This file")


@register("actions", TABLE_KINDS)
def actions_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The actions the page’s address shows, all pages of them."""
    _check(viewer)
    chosen = filter_of(query)
    with open_session(viewer) as session:
        filters = filters_said(chosen, names_of(chosen, choices(session)))
        actions = listed(session, chosen, size=None)
    return as_file(actions_table(actions, filters, today=clock.now().date()), kind)


@register("action-totals", TABLE_KINDS)
def totals_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """`?by=month` (or kind, area, organization): what the chosen actions add up to."""
    _check(viewer)
    chosen, view = filter_of(query), query.get("by", VIEWS[0])
    with open_session(viewer) as session:
        filters = filters_said(chosen, names_of(chosen, choices(session)))
        groups, total = grouped(session, chosen, view), counted(session, chosen)
    return as_file(totals_table(groups, total, filters, by=view, label=view_name(view)), kind)


@register("moves", TABLE_KINDS)
def moves_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Whose position changed in the chosen actions, all of them."""
    _check(viewer)
    chosen = filter_of(query)
    with open_session(viewer) as session:
        filters = filters_said(chosen, names_of(chosen, choices(session)))
        moves = what_moved(session, chosen)
    return as_file(moves_table(moves, filters), kind)


@register("workload", TABLE_KINDS)
def workload_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The open tasks of the viewer’s organization by person."""
    _check(viewer)
    today = clock.now().date()
    with open_session(viewer) as session:
        loads = workload(session, today=today)
    return as_file(workload_table(loads, own=viewer.account_id, today=today), kind)
