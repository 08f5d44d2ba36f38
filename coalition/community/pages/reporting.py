"""Ask the stewards to look at a post or a resource: the link beneath it, and the form it opens under Civility."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community.case_commands import report
from coalition.community.cases import Item, item_to_report
from coalition.community.civility_shown import item_words
from coalition.community.moderation import LONGEST_REASON
from coalition.community.pages.saying import may_speak, voice
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

CIVILITY = "coalition/community/pages/civility.py"
KINDS = ("post", "resource")


def report_link(kind: str, number: int) -> None:
    """The way to report a post or a resource of somebody else."""
    query = {"report": f"{kind}-{number}"}
    st.page_link(CIVILITY, label=_("Report"), icon=":material/flag:", query_params=query)


def report_form() -> None:
    """The form for what the address names; nothing where it names nothing, and a sentence for what is not there."""
    kind, _dash, said = st.query_params.get("report", "").partition("-")
    number = number_of(said)
    if kind not in KINDS or number is None or not may_speak():
        return
    given = {f"{kind}_id": number}
    try:
        with open_session(current_viewer()) as session:
            item = item_to_report(session, **given)
    except NotFound as missing:
        html(parts.stop(str(missing), _("Nothing was reported."), _("Open it anew and report it from there.")))
        return
    _form(item, given)


def _form(item: Item, given: dict[str, int]) -> None:
    done = False
    html(parts.heading(_("Report to the stewards")), item_words(item))
    with st.form("report"):
        html(parts.note(_("Only the stewards learn who reports. You see below what they decide.")))
        reason = st.text_area(_("What is wrong with it"), key="report_why", max_chars=LONGEST_REASON)
        as_pseudonym = voice("report_as")
        if st.form_submit_button(_("Send to the stewards"), type="primary"):
            with refusal_shown(_("Nothing was reported; what you typed stands."), _("Correct it and try again.")):
                with open_session(current_viewer(), writing=True) as session:
                    number = report(session, reason=reason, now=clock.now(), as_pseudonym=as_pseudonym, **given)
                keep_saved(_("Reported"), [_("A steward looks at it. It is case {n} below.").format(n=number)])
                done = True
    if done:
        del st.query_params["report"]
        st.rerun()
