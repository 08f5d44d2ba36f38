"""Where our counts stand, in a sentence each, for the home page and a campaign's."""

import streamlit as st

from campaigns.whip_counts import sentences as say
from campaigns.whip_counts.queries import counts
from campaigns.whip_counts.standings import Standing, standings, watched_standings
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html

PAGE = "campaigns/whip_counts/pages/whip_count.py"


def where_we_stand() -> None:
    """The watched counts that are open, for the coalition only; nothing where there is none."""
    if not may(current_viewer(), Permission.SEE_COALITION):
        return
    with open_session(current_viewer()) as session:
        found = watched_standings(session, day=clock.now().date())
    _list(found)


def counts_of_campaign(campaign_id: int) -> None:
    """The counts that belong to a campaign, for the coalition only; nothing where there is none."""
    if not may(current_viewer(), Permission.SEE_COALITION):
        return
    with open_session(current_viewer()) as session:
        found = standings(session, counts(session, campaign_id=campaign_id), day=clock.now().date())
    _list(found)


def _list(found: tuple[Standing, ...]) -> None:
    if not found:
        return
    html(parts.heading(_("Where the votes stand")))
    for one in found:
        with st.container(key=f"watched_row_whip_{one.count.id}", gap=None):
            st.page_link(PAGE, label=parts.plain(one.count.name), query_params={"count": str(one.count.id)})
            html(parts.say(say.short_line(one)))
