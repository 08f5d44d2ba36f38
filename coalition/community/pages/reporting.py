"""Beneath each post and resource: ask the stewards to look at it."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community.case_commands import report
from coalition.community.moderation import LONGEST_REASON
from coalition.community.pages.saying import may_speak, voice
from coalition.community.queries import post_is_mine
from data.language import _
from data.store import open_session
from look import parts
from look.beside import beside
from look.show import html, keep_saved, refusal_shown


@beside("post")
def report_post(number: int) -> None:
    """The way to report a post of somebody else."""
    if not may_speak():
        return
    with open_session(current_viewer()) as session:
        if post_is_mine(session, number):
            return
    report_form(post_id=number)


def report_form(*, post_id: int | None = None, resource_id: int | None = None) -> None:
    """Ask the stewards to look at a post or a resource, with a reason."""
    key, done = f"{post_id or 0}_{resource_id or 0}", False
    with st.popover(_("Report"), icon=":material/flag:", type="tertiary"), st.form(f"report_{key}"):
        html(parts.note(_("Only the stewards learn who reports. You see under Civility what they decide.")))
        reason = st.text_area(_("What is wrong with it"), key=f"report_why_{key}", max_chars=LONGEST_REASON)
        as_pseudonym = voice(f"report_as_{key}")
        if st.form_submit_button(_("Send to the stewards"), type="primary"):
            with refusal_shown(_("Nothing was reported; what you typed stands."), _("Correct it and try again.")):
                with open_session(current_viewer(), writing=True) as session:
                    number = report(
                        session, reason=reason, now=clock.now(), post_id=post_id, resource_id=resource_id,
                        as_pseudonym=as_pseudonym,
                    )  # fmt: skip
                said = _("A steward looks at it. It is case {n}, under Civility.").format(n=number)
                keep_saved(_("Reported"), [said])
                done = True
    if done:
        st.rerun()
