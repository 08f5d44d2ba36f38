"""Where our counts stand, in a sentence each, for the home page and a campaign's."""

import streamlit as st

from campaigns.positions.subjects import measure_of
from campaigns.whip_counts import sentences as say
from campaigns.whip_counts.queries import counts, counts_about
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
        found = standings(session, counts(session, campaigns=[campaign_id]), day=clock.now().date())
    _list(found)


def counts_on(*, bill_id: int = 0, line_item_id: int = 0) -> None:
    """The counts on a bill's measure or a line item, for the coalition only; nothing where there is none."""
    if not may(current_viewer(), Permission.SEE_COALITION):
        return
    with open_session(current_viewer()) as session:
        measures = [measure_of(session, bill_id)] if bill_id else []
        about = counts_about(session, measures=measures, lines=[line_item_id] if line_item_id else [])
        found = standings(session, about, day=clock.now().date())
    _list(found)


def _list(found: tuple[Standing, ...]) -> None:
    if not found:
        return
    html(parts.heading(_("Where the votes stand")))
    for one in found:
        with st.container(key=f"watched_row_whip_{one.count.id}", gap=None):
            st.page_link(PAGE, label=parts.plain(one.count.name), query_params={"count": str(one.count.id)})
            html(parts.say(say.short_line(one)))
