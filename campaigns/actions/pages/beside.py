"""What an organization did, on its own page: how much, and the last of it."""

import streamlit as st

from campaigns.actions import shown
from campaigns.actions.summaries import ActionFilter, counted, listed
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.beside import beside
from look.show import html

MOST = 5


@beside("organization")
def of_organization(organization_id: int) -> None:
    """The last actions of an organization that the viewer may see, with a link to all of them."""
    viewer = current_viewer()
    if not may(viewer, Permission.SEE_COALITION):
        return
    chosen = ActionFilter(organization_id=organization_id)
    with open_session(viewer) as session:
        sums, actions = counted(session, chosen), listed(session, chosen, size=MOST)
    html(parts.heading(_("What it did")))
    if not actions:
        html(parts.empty(_("No action is logged yet."), _("What it logs and shares appears here.")))
        return
    html(parts.say(shown.total_sentence(sums)))
    for action in actions:
        with st.container(gap=None):
            label, page = parts.plain(shown.listed_title(action)), "campaigns/actions/pages/action.py"
            st.page_link(page, label=label, query_params={"action": str(action.id)})
            html(shown.listed_line(action, today=clock.now().date()))
    st.page_link(
        "campaigns/actions/pages/actions.py", label=_("Everything it did"),
        query_params={"organization": str(organization_id)},
    )  # fmt: skip
