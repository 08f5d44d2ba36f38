"""What people say about a record, on the record's own page; nobody outside the coalition sees it."""

import streamlit as st

import coalition.community.pages.correction_panel  # noqa: F401 - says what stands beside figures
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community import sentences as say
from coalition.community import threads_shown as shown
from coalition.community.queries import Wanted, threads
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.beside import Part, beside
from look.show import html

LIST, THREAD = "coalition/community/pages/community.py", "coalition/community/pages/thread.py"
LAST = 3
PAGES = {
    "line item": "line-item", "bill": "bill", "letter": "letter", "legislator": "legislator", "district": "district",
    "organization": "organization", "motion": "decision", "campaign": "campaign", "program": "program",
}  # fmt: skip


def what_people_say(kind: str, number: int) -> None:
    """How many threads are about a record, the last three, and the way to start one."""
    viewer, now = current_viewer(), clock.now()
    if not may(viewer, Permission.SEE_COALITION):
        return
    with open_session(viewer) as session:
        found = threads(session, Wanted(about_kind=kind, about_id=number), limit=LAST)
    html(parts.heading(_("What people say")))
    if found.heads:
        html(parts.say(say.panel_words(found.count, is_more=found.is_more)))
    else:
        html(parts.empty(_("Nobody has talked about this yet."), _("Ask a question, or share what you know.")))
    for head in found.heads:
        with st.container(key=f"hit_row_thread_{head.id}", gap=None):
            st.page_link(THREAD, label=parts.plain(head.title), query_params={"thread": str(head.id)})
            html(shown.under(head, None, now=now))
    query = {"about": f"{kind}-{number}"}
    with st.container(horizontal=True, key="about_this"):
        if found.count > LAST:
            st.page_link(LIST, label=_("All threads about this"), query_params=query)
        st.page_link(LIST, label=_("Start a thread"), icon=":material/add_comment:", query_params=query)


def _of(kind: str) -> Part:
    def panel(number: int) -> None:
        what_people_say(kind, number)

    panel.__qualname__ = f"what_people_say_about_{kind}"
    return panel


for page, kind in PAGES.items():
    beside(page)(_of(kind))
