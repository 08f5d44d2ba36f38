"""Figures that may be wrong: who keeps them answers here, and who asked reads the answer."""

from functools import partial

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community import corrections_shown as shown
from coalition.community.correction_commands import answer_correction
from coalition.community.corrections import Correction, answered_corrections, my_corrections, open_corrections
from coalition.community.moderation import LONGEST_REASON, CorrectionStatus
from coalition.community.pages.saying import may_speak
from coalition.community.pages.stewarding import do
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, show_saved

viewer, now = current_viewer(), clock.now()
keeps = may(viewer, Permission.IMPORT_FIGURES) and may_speak()
ANSWERS = {CorrectionStatus.CORRECTED: "I corrected it", CorrectionStatus.DECLINED: "It stays as it is"}


def answer_form(one: Correction) -> None:
    done = False
    with st.expander(_("Answer")), st.form(f"answer_{one.id}_{one.version}"):
        status = st.radio(
            _("Answer"), list(ANSWERS), None, format_func=lambda said: _(ANSWERS[said]), horizontal=True,
            key=f"status_{one.id}", label_visibility="collapsed",
        )  # fmt: skip
        words = st.text_area(
            _("What you found; whoever asked reads it"), key=f"answer_words_{one.id}", max_chars=LONGEST_REASON
        )
        if st.form_submit_button(_("Send the answer"), type="primary") and status is not None:
            command = partial(
                answer_correction, correction_id=one.id, version=one.version, status=status, answer=words,
                now=clock.now(),
            )  # fmt: skip
            done = do(command, _("Answered"), _("Whoever asked reads it here and in their digest."))
    if done:
        st.rerun()


def listed(found: tuple[Correction, ...], heading: str, *, answers: bool) -> None:
    html(parts.heading(heading))
    for one in found:
        with st.container(key=f"hit_row_correction_{answers}_{heading}_{one.id}", gap="small"):
            if one.about is not None:
                query = {one.about.parameter: str(one.about.number)}
                st.page_link(one.about.page, label=parts.plain(one.about.name), query_params=query)
            html(shown.correction(one, now=now))
            if answers and keeps:
                answer_form(one)


def show() -> None:
    st.title(_("Corrections"))
    show_saved()
    with open_session(viewer) as session:
        waiting, answered, mine = open_corrections(session), answered_corrections(session), my_corrections(session)
    html(parts.lede(shown.lede(len(waiting))))
    own_answered = tuple(one for one in mine if one.answered is not None)
    if own_answered:
        listed(own_answered, _("Answers to you"), answers=False)
    if waiting:
        listed(waiting, _("Waiting"), answers=True)
    others = tuple(one for one in answered if not one.is_mine)
    if others:
        with st.expander(_("Answered ({n})").format(n=len(others))):
            listed(others, _("Answered"), answers=False)
    if not (waiting or answered):
        said = _("Under “Does a figure seem wrong?” on a line item, district, programme or tax page anybody can ask.")
        html(parts.empty(_("Nobody asked for a correction yet."), said))


show()
