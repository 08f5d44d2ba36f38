"""Every whip count: votes, what is needed, the gap, when it is decided, and how it moved."""

import streamlit as st

from campaigns.whip_counts import shown
from campaigns.whip_counts.pages.count_forms import PAGE, start_form
from campaigns.whip_counts.queries import counts
from campaigns.whip_counts.standings import Standing, series, standings
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.show import html, show_saved

viewer = current_viewer()
today = clock.now().date()


def listed(found: list[Standing], heading: str) -> None:
    if not found:
        return
    html(parts.heading(heading))
    for one in found:
        with st.container(key=f"watched_row_whip_{one.count.id}", gap=None):
            st.page_link(PAGE, label=parts.plain(one.count.name), query_params={"count": str(one.count.id)})
            html(shown.listed(one, series(one), today=today))


def lede(found: list[Standing]) -> str:
    if not found:
        return _("Where each legislator stands, from evidence; how many votes are missing, and whom to ask.")
    missing = [one for one in found if one.tally.gap]
    said = ngettext("{n} count is open.", "{n} counts are open.", len(found)).format(n=len(found))
    if not missing:
        return said + " " + _("Each has enough votes with those who lean.")
    first = missing[0]
    words = ngettext("{n} vote to find for “{name}”.", "{n} votes to find for “{name}”.", first.tally.gap)
    return f"{said} {words.format(n=first.tally.gap, name=first.count.name)}"


def show() -> None:
    st.title(_("Whip counts"))
    show_saved()
    with open_session(viewer) as session:
        found = standings(session, counts(session), day=today)
    open_ones = [one for one in found if one.count.is_open(today)]
    html(parts.lede(lede(open_ones)))
    if may(viewer, Permission.PLAN_CAMPAIGNS):
        start_form()
    if not found:
        cure = _("Start one for a bill, an amendment or an ask.")
        starts = _("An organizer starts one.")
        html(parts.empty(_("No count yet."), cure if may(viewer, Permission.PLAN_CAMPAIGNS) else starts))
    listed(open_ones, _("Still open"))
    listed([one for one in found if not one.count.is_open(today)], _("Decided"))


show()
