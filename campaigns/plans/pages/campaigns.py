"""Campaigns by area: what each wants, and how far its targets are."""

import streamlit as st

from campaigns.plans import queries, shown
from campaigns.plans import sentences as say
from campaigns.plans.pages.campaign_forms import start_form
from campaigns.plans.queries import CampaignOf
from campaigns.plans.rules import CampaignStatus
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations.models import Area
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

viewer = current_viewer()
EVERY = ""


def chosen_status() -> CampaignStatus | None:
    """The status to list, kept in the address; None for every one."""
    options = [EVERY, *CampaignStatus]

    def words(status: str) -> str:
        return _("Every status") if status == EVERY else _(say.STATUS_WORDS[CampaignStatus(status)]).capitalize()

    def ask() -> str | None:
        chosen: str | None = st.selectbox(_("Status"), options, format_func=words, key="status", width=240)
        return chosen

    said = kept("status", options, EVERY, ask)
    return CampaignStatus(said) if said else None


def listed(campaign: CampaignOf) -> None:
    with st.container(key=f"watched_row_campaign_{campaign.id}", gap=None):
        st.page_link(
            "campaigns/plans/pages/campaign.py",
            label=parts.plain(campaign.name),
            query_params={"campaign": str(campaign.id)},
        )
        html(shown.under_name(campaign), shown.gap_lines(campaign))


def nothing(status: CampaignStatus | None, *, may_plan: bool) -> None:
    if status is not None:
        word = _(say.STATUS_WORDS[status])
        html(parts.empty(_("No {status} campaign here.").format(status=word), _("Choose every status to see all.")))
    elif may_plan:
        html(parts.empty(_("No campaign yet."), _("Start one: say what you want, then give it a number.")))
    else:
        html(parts.empty(_("No campaign yet."), _("An organizer of the coalition starts one.")))


def area(one: Area, found: tuple[CampaignOf, ...], status: CampaignStatus | None) -> None:
    may_plan = may(viewer, Permission.PLAN_CAMPAIGNS)
    html(shown.area_heading(one))
    here = [campaign for campaign in found if campaign.area is one]
    for campaign in here:
        listed(campaign)
    if not here:
        nothing(status, may_plan=may_plan)
    if may_plan:
        start_form(one)


def show() -> None:
    st.title(_("Campaigns"))
    show_saved()
    lede = st.empty()
    status = chosen_status()
    with open_session(viewer) as session:
        found = queries.campaigns(session, today=clock.now().date(), status=status)
    running = sum(campaign.status is CampaignStatus.RUNNING for campaign in found)
    to_go = say.targets_to_go(found)
    lede.html(parts.lede(say.count_sentence(len(found), running, to_go)))
    for one in Area:
        area(one, found, status)


show()
