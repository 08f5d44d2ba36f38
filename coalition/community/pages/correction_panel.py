"""Beside figures: tell whoever keeps them that one seems wrong."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community import corrections_shown as shown
from coalition.community.correction_commands import CorrectionPlan, request_correction
from coalition.community.corrections import FIGURE_PAGES, corrections_about
from coalition.community.moderation import LONGEST_REASON, CorrectionStatus
from coalition.community.pages.saying import agreed_first, may_speak, voice
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.beside import Part, beside
from look.show import html, keep_saved, refusal_shown

CORRECTIONS = "coalition/community/pages/corrections.py"
ON_PAGE = {"line-item": "line item"}


def correction_panel(kind: str, number: int) -> None:
    """How many figures of a record are in question, and the form to name one; for the coalition only."""
    viewer = current_viewer()
    if not may(viewer, Permission.SEE_COALITION):
        return
    with open_session(viewer) as session:
        known = corrections_about(session, kind, number)
    waiting = sum(one.status is CorrectionStatus.OPEN for one in known)
    with st.expander(_("Does a figure seem wrong?"), icon=":material/rule:"):
        if waiting:
            html(parts.note(shown.panel_words(waiting)))
            st.page_link(CORRECTIONS, label=_("All corrections"))
        if may_speak() and agreed_first(f"correction_{kind}"):
            _form(kind, number)


def _form(kind: str, number: int) -> None:
    key, done = f"{kind}_{number}", False
    with st.form(f"correction_{key}", border=False):
        figure = st.text_input(_("Which figure"), key=f"figure_{key}", max_chars=160, placeholder=_("FY2026, Governor"))
        left, right = st.columns(2)
        is_shown = left.text_input(_("What the page shows"), key=f"shown_{key}", max_chars=160)
        should_be = right.text_input(_("What it should be"), key=f"should_{key}", max_chars=160)
        because = st.text_area(_("Why"), key=f"because_{key}", height=90, max_chars=LONGEST_REASON)
        address = st.text_input(_("Link to a source"), key=f"source_{key}", placeholder="https://")
        as_pseudonym = voice(f"correction_as_{key}")
        if st.form_submit_button(_("Ask for a look")):
            plan = CorrectionPlan((kind, number), figure, is_shown, should_be, because, address)
            with refusal_shown(_("Nothing was sent; what you typed stands."), _("Correct it and try again.")):
                with open_session(current_viewer(), writing=True) as session:
                    request_correction(session, plan=plan, as_pseudonym=as_pseudonym, now=clock.now())
                keep_saved(
                    _("Asked"), [_("Whoever keeps the figures looks at it; the answer stands under Corrections.")]
                )
                done = True
    if done:
        st.rerun()


def _of(kind: str) -> Part:
    def panel(number: int) -> None:
        correction_panel(kind, number)

    panel.__qualname__ = f"correction_of_{kind}"
    return panel


for kind in FIGURE_PAGES:
    beside(ON_PAGE.get(kind, kind))(_of(kind))
