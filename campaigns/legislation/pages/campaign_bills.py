"""The bills a campaign is about, on the campaign's page."""

import streamlit as st

from campaigns.legislation import shown
from campaigns.legislation.queries import BillFilter, bills
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.language import _
from data.store import open_session
from look import parts
from look.show import html

BILL, LIST = "campaigns/legislation/pages/bill.py", "campaigns/legislation/pages/bills.py"


def campaign_bills(campaign_id: int) -> None:
    """One bill of each measure that we follow for this campaign, the most important first."""
    today = clock.now().date()
    with open_session(current_viewer()) as session:
        found = bills(session, BillFilter(campaign_id=campaign_id)).followed
    html(parts.heading(_("Bills")))
    for head in found:
        with st.container(key=f"watched_row_campaign_bill_{head.id}", gap=None):
            st.page_link(BILL, label=shown.link_label(head), query_params={"bill": str(head.id)})
            html(shown.under_number(head, today=today))
    if not found:
        html(parts.empty(_("No bill belongs to it yet."), _("Open a bill and name this campaign.")))
        st.page_link(LIST, label=_("All bills"), icon=":material/gavel:")
