"""The files of the lobbying ledger, built for whoever asks from the values the page shows."""

from collections.abc import Mapping
from datetime import date

from campaigns.lobbying.exporting import actions_table, averaging_table, schedule_table
from campaigns.lobbying.ledger import Ledger
from campaigns.lobbying.queries import ledger, unanswered_actions
from campaigns.lobbying.terminal import tax_year_in
from coalition.accounts import clock
from data.access import Viewer
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.store import open_session

MOST_ACTIONS = 100_000


def _today() -> date:
    return clock.now().date()


def _ledger(viewer: Viewer, query: Mapping[str, str]) -> Ledger:
    year = tax_year_in(query.get("year", ""))
    with open_session(viewer) as session:
        return ledger(session, year, today=_today())


@register("lobbying-schedule-c", TABLE_KINDS)
def schedule_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Schedule C, Part II-A of one's own organization: `?year=2026`."""
    return as_file(schedule_table(_ledger(viewer, query)), kind)


@register("lobbying-four-years", TABLE_KINDS)
def averaging_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """The four-year averaging period: `?year=2026`."""
    return as_file(averaging_table(_ledger(viewer, query)), kind)


@register("lobbying-actions", TABLE_KINDS)
def actions_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Every action of a tax year with what it counts: `?year=2026`."""
    year = tax_year_in(query.get("year", ""))
    with open_session(viewer) as session:
        found = ledger(session, year, today=_today())
        waiting = unanswered_actions(session, found, limit=MOST_ACTIONS)
    return as_file(actions_table(found, waiting), kind)
