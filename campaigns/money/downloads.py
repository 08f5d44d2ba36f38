"""The files of our own money, built for whoever asks from the values the page shows."""

from collections.abc import Mapping

from campaigns.money import queries
from campaigns.money.exporting import ledger_table, money_table
from campaigns.plans.downloads import campaign_in
from campaigns.plans.queries import campaign
from coalition.accounts import clock
from data.access import Permission, Viewer, may
from data.errors import NotAllowed
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.store import open_session


def _check(viewer: Viewer, permission: Permission) -> None:
    if not may(viewer, permission):
        raise NotAllowed(permission.value)


@register("our-money", TABLE_KINDS)
def money_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Plan against actual of a campaign, for the coalition: `?campaign=3`."""
    _check(viewer, Permission.SEE_COALITION)
    today = clock.now().date()
    with open_session(viewer) as session:
        found = campaign(session, campaign_in(query), today=today)
        money = queries.campaign_money(session, found.id, today=today)
    return as_file(money_table(money, found.name, today=today), kind)


@register("our-ledger", TABLE_KINDS, noted=True)
def ledger_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """Every entry of a campaign's ledger, for those who keep it: `?campaign=3`."""
    _check(viewer, Permission.PLAN_CAMPAIGNS)
    with open_session(viewer) as session:
        found = campaign(session, campaign_in(query), today=clock.now().date())
        entries = queries.entries(session, found.id)
    return as_file(ledger_table(entries, found.name), kind)
