"""Contests on file: which office, when, who runs, and how many answered the same questions."""

import streamlit as st

from campaigns.voter_guides import sentences_contests as say
from campaigns.voter_guides import shown_contests as shown
from campaigns.voter_guides.contests import contests_listed
from campaigns.voter_guides.pages.contest_forms import contest_form
from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, show_saved

ONE = "campaigns/voter_guides/pages/contest.py"
viewer = current_viewer()


def show() -> None:
    st.title(_("Contests"))
    show_saved()
    today = now().date()
    with open_session(viewer) as session:
        found = contests_listed(session)
    if found:
        html(parts.lede(say.list_lede(found)))
    else:
        words = _("An organizer puts the office, its day and the official list of candidates on file.")
        html(parts.empty(_("No contest on file yet."), words))
    for one in found:
        with st.container(key=f"watched_row_contest_{one.id}", gap=None):
            title = f"{one.office}, {one.district}".removesuffix(", ")
            st.page_link(ONE, label=parts.plain(title), query_params={"contest": str(one.id)})
            html(shown.under(one, today=today))
    if may(viewer, Permission.PLAN_CAMPAIGNS):
        contest_form(None)
    if found:
        html(parts.note(_(say.ROTATION)))


show()
