"""One meeting, for the chair on a phone: who is here, the quorum live, each motion with a tap per organization."""

from functools import partial

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from coalition.decisions import sentences as say
from coalition.decisions import shown
from coalition.decisions.commands import close_meeting, subject_of_meeting, tick_attendance
from coalition.decisions.meetings import MeetingRecord, meeting
from coalition.decisions.members import PrincipleSaid, principles
from coalition.decisions.pages.answering import PROBLEM, answers, condition_form, spoken, told
from coalition.decisions.pages.chairing import more_acts, result_button, standing
from coalition.decisions.pages.forms import minutes_form, motion_form
from coalition.decisions.queries import MotionRecord
from coalition.decisions.rules import day_where_we_meet
from data.access import Permission, may
from data.errors import CommonTableError, NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

viewer, now = current_viewer(), clock.now()
keeps = may(viewer, Permission.KEEP_DECISIONS)
LIST, DECISION = "coalition/decisions/pages/decisions.py", "coalition/decisions/pages/decision.py"


def meeting_of_address() -> tuple[MeetingRecord, tuple[PrincipleSaid, ...]]:
    """The meeting the address names, and the principles of its day. Raises NotFound."""
    number = number_of(st.query_params.get("meeting", ""))
    if number is None:
        raise NotFound(_("The meeting"))
    with open_session(viewer) as session:
        record = meeting(session, number, now=now)
        return record, principles(session, day=day_where_we_meet(record.rule, record.head.starts))


def tick(meeting_id: int, organization_id: int, key: str) -> None:
    """A tick was tapped; what is refused is said in the next run."""
    try:
        with open_session(current_viewer(), writing=True) as session:
            tick_attendance(
                session, meeting_id=meeting_id, organization_id=organization_id, here=st.session_state[key],
                now=clock.now(),
            )  # fmt: skip
    except CommonTableError as problem:
        st.session_state[PROBLEM] = str(problem)


def attendance(record: MeetingRecord) -> None:
    html(shown.quorum_bar(record.quorum))
    if not record.members:
        words = _("No organization is a member on this day.")
        html(parts.empty(words, _("Say in the directory who is; then tick who is here.")))
        return
    ticks = keeps and record.head.closed is None
    if not ticks:
        here = [one.name for one in record.members if one.id in record.present]
        html(parts.bullet_list(here) if here else parts.note(_("Nobody is ticked yet.")))
        return
    with st.container(key="seats", gap=None):
        for one in record.members:
            key = f"seat_{record.head.id}_{one.id}"
            st.session_state[key] = one.id in record.present
            with st.container(key=f"seat_row_{one.id}"):
                st.checkbox(spoken(one.name), key=key, on_change=partial(tick, record.head.id, one.id, key))


def motion_part(record: MotionRecord, shared: tuple[PrincipleSaid, ...]) -> None:
    if record.result is not None:
        html(shown.result_card(record.result, record.result_hash, record.rule.zone))
    else:
        html(f'<h3 class="ct ct-charttitle">{parts.with_figures(record.head.title)}</h3>')
        html(parts.note(say.where_words(record.head, record.rule.zone)), shown.motion_text(record.text))
        standing(record)
        with st.container(key=f"stands_{record.head.id}"):
            answers(record, shared)
        if keeps:
            with st.container(horizontal=True, key=f"motion_acts_{record.head.id}"):
                result_button(record)
                condition_form(record)
                more_acts(record)
        else:
            condition_form(record)
    link = _("Its page: history, conditions, publishing")
    st.page_link(DECISION, label=link, query_params={"motion": str(record.head.id)})


def ending(record: MeetingRecord) -> None:
    """Minutes and the end of the meeting."""
    with st.container(horizontal=True, key="meeting_acts"):
        minutes_form(record)
        if record.head.closed is None and st.button(_("Close the meeting"), icon=":material/check:", key="close"):
            with refusal_shown(_("Nothing was changed."), ""):
                with open_session(viewer, writing=True) as session:
                    close_meeting(session, meeting_id=record.head.id, version=record.version, now=clock.now())
                keep_saved(_("Meeting closed"), [say.quorum_words(record.quorum)])
                st.rerun()


def papers(record: MeetingRecord) -> None:
    for heading, words in ((_("Agenda"), record.agenda), (_("Minutes"), record.minutes)):
        if words:
            html(parts.heading(heading))
            html(*(parts.say(line) for line in words.splitlines() if line.strip()))
    number = record.head.id
    kinds = (("pdf", _("Minutes, PDF")), ("html", _("Minutes, HTML")), ("txt", _("Minutes, text")))
    html(parts.downloads([(words, f"/export/minutes.{kind}?meeting={number}") for kind, words in kinds]))


def show() -> None:
    try:
        record, shared = meeting_of_address()
    except NotFound as missing:
        st.title(_("Meeting"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(LIST, label=_("All decisions"))
        return
    st.title(parts.plain(record.head.title))
    show_saved()
    told()
    html(shown.meeting_line(record.head, record.rule.zone))
    attendance(record)
    html(parts.note(say.notice_words(record)))
    for one in record.motions:
        motion_part(one, shared)
    if not record.motions:
        html(parts.empty(_("No motion yet."), _("Put one: its text, then one tap per organization.")))
    if record.head.closed is None:
        motion_form(record.rule, meeting_id=record.head.id)
    papers(record)
    if keeps:
        ending(record)
    st.page_link(LIST, label=_("All decisions"), icon=":material/arrow_back:")
    history_panel(subject_of_meeting(record.head.id))


show()
