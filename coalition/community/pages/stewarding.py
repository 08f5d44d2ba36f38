"""What may be done with a case: decide, appeal, decide the appeal, silence; and another code of conduct."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community.case_commands import appeal_case, decide_appeal, decide_case, silence_author
from coalition.community.cases import Case
from coalition.community.conduct import Code, replace_code
from coalition.community.moderation import LONGEST_CODE, LONGEST_REASON, CaseOutcome, CaseStep
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look.show import keep_saved, refusal_shown

OUTCOMES = {CaseOutcome.KEPT: "Keep it", CaseOutcome.HIDDEN: "Hide it"}
ON_APPEAL = {CaseOutcome.KEPT: "Show it again", CaseOutcome.HIDDEN: "Leave it hidden"}


def do(command: Callable[..., object], title: str, said: str) -> bool:
    """Run one command; whether it was done, so that the page is shown anew."""
    done = []
    with refusal_shown(_("Nothing was changed; what you typed stands."), _("Correct it and try again.")):
        with open_session(current_viewer(), writing=True) as session:
            command(session)
        keep_saved(title, [said])
        done.append(title)
    return bool(done)


def case_acts(case: Case) -> None:
    """The forms for whatever the viewer may do with a case now."""
    if case.may_decide and case.step is CaseStep.DECIDE:
        _decide(case)
    elif case.may_decide and case.step is CaseStep.DECIDE_APPEAL:
        _on_appeal(case)
    elif case.step is CaseStep.DECIDE_APPEAL and may(current_viewer(), Permission.MODERATE):
        st.caption(_("You decided this case, or it is about your words. Another steward decides the appeal."))
    if case.step is CaseStep.APPEAL and case.is_author:
        _appeal(case)
    if may(current_viewer(), Permission.MODERATE) and not case.is_author:
        _silence(case)


def _decide(case: Case) -> None:
    done = False
    with st.form(f"decide_{case.id}_{case.version}"):
        outcome = st.radio(
            _("Decision"), list(OUTCOMES), None, format_func=lambda one: _(OUTCOMES[one]), horizontal=True,
            key=f"outcome_{case.id}",
        )  # fmt: skip
        whole = case.item.is_post and case.item.number == 1
        thread = whole and st.checkbox(_("Hide the whole thread, with its title"), key=f"thread_{case.id}")
        reason = st.text_area(_("Reason; all concerned read it"), key=f"why_{case.id}", max_chars=LONGEST_REASON)
        if st.form_submit_button(_("Decide"), type="primary") and outcome is not None:
            command = partial(
                decide_case, case_id=case.id, version=case.version, outcome=outcome, reason=reason,
                whole_thread=thread, now=clock.now(),
            )  # fmt: skip
            done = do(command, _("Decided"), _("Who reported it and who wrote it read your reason."))
    if done:
        st.rerun()


def _on_appeal(case: Case) -> None:
    done = False
    with st.form(f"appeal_decided_{case.id}_{case.version}"):
        outcome = st.radio(
            _("Decision on the appeal"), list(ON_APPEAL), None, format_func=lambda one: _(ON_APPEAL[one]),
            horizontal=True, key=f"on_appeal_{case.id}",
        )  # fmt: skip
        reason = st.text_area(_("Reason; all concerned read it"), key=f"appeal_why_{case.id}", max_chars=LONGEST_REASON)
        if st.form_submit_button(_("Decide the appeal"), type="primary") and outcome is not None:
            command = partial(
                decide_appeal, case_id=case.id, version=case.version, outcome=outcome, reason=reason, now=clock.now()
            )
            done = do(command, _("Appeal decided"), _("That is the last word in this case."))
    if done:
        st.rerun()


def _appeal(case: Case) -> None:
    done = False
    with st.form(f"appeal_{case.id}_{case.version}"):
        words = st.text_area(_("Why it should be shown again"), key=f"appeal_words_{case.id}", max_chars=LONGEST_REASON)
        if st.form_submit_button(_("Appeal"), type="primary"):
            command = partial(appeal_case, case_id=case.id, version=case.version, words=words, now=clock.now())
            done = do(command, _("Appealed"), _("Another steward looks at it."))
    if done:
        st.rerun()


def _silence(case: Case) -> None:
    done, today = False, clock.now().date()
    key, silent = f"silence_{case.id}", case.silenced_until is not None and case.silenced_until > clock.now()
    label = _("Let them write again") if silent else _("Let the author write nothing for a while")
    with st.expander(label), st.form(key):
        until = None
        if not silent:
            until = st.date_input(
                _("They may write again from"), today + timedelta(days=7), min_value=today + timedelta(days=1),
                key=f"until_{case.id}", format="YYYY-MM-DD",
            )  # fmt: skip
        reason = st.text_input(_("Reason"), key=f"silence_why_{case.id}")
        if st.form_submit_button(_("Save")):
            command = partial(silence_author, author_id=case.author.id, until=until, reason=reason, now=clock.now())
            done = do(command, _("Saved"), _("It stands in the record of changes."))
    if done:
        st.rerun()


def item_link(case: Case) -> None:
    """The way to what a case is about."""
    if case.item.is_post:
        query = {"thread": str(case.item.record_id), "post": str(case.item.number)}
        st.page_link("coalition/community/pages/thread.py", label=_("Open the thread"), query_params=query)
    else:
        query = {"resource": str(case.item.record_id)}
        st.page_link("coalition/community/pages/resource.py", label=_("Open the resource"), query_params=query)


def code_form(code: Code) -> None:
    """Put another code of conduct in force."""
    done = False
    with st.expander(_("Replace the code of conduct")), st.form("code"):
        words = st.text_area(_("In English"), code.words, height=280, key="code_en", max_chars=LONGEST_CODE)
        spanish = st.text_area(_("In Spanish"), code.words_es, height=280, key="code_es", max_chars=LONGEST_CODE)
        if st.form_submit_button(_("Put it in force")):
            command = partial(replace_code, words=words, words_es=spanish, now=clock.now())
            done = do(command, _("Code replaced"), _("Everybody is asked to agree before they write again."))
    if done:
        st.rerun()
