"""The files of a campaign's plan and targets, built for whoever asks from the values the page shows."""

from collections.abc import Mapping

from campaigns.plans import queries
from campaigns.plans.exporting import plan_table, targets_table
from coalition.accounts import clock
from data.access import Viewer
from data.errors import NotFound
from data.exports.registry import ExportFile, register
from data.exports.table_files import TABLE_KINDS, as_file
from data.reading_input import number_of
from data.store import open_session


def campaign_in(query: Mapping[str, str]) -> int:
    """The campaign an address names: `?campaign=3`. Raises NotFound."""
    number = number_of(query.get("campaign", ""))
    if number is None:
        raise NotFound("The campaign")
    return number


@register("campaign-plan", TABLE_KINDS)
def plan_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A campaign's objectives, targets and tactics: `?campaign=3`."""
    with open_session(viewer) as session:
        campaign = queries.campaign(session, campaign_in(query), today=clock.now().date())
        taking = queries.taking_part(session, campaign.id)
    return as_file(plan_table(campaign, taking), kind)


@register("campaign-targets", TABLE_KINDS)
def targets_file(viewer: Viewer, query: Mapping[str, str], kind: str) -> ExportFile:
    """A campaign's targets with their gaps: `?campaign=3`."""
    with open_session(viewer) as session:
        campaign = queries.campaign(session, campaign_in(query), today=clock.now().date())
    return as_file(targets_table(campaign), kind)
