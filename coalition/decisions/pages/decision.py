"""One motion: its text, where every organization stands, and once it is decided the card that never changes."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from coalition.decisions import sentences as say
from coalition.decisions import shown
from coalition.decisions.lists import published_result
from coalition.decisions.members import PrincipleSaid, principles
from coalition.decisions.motion_commands import subject_of_motion
from coalition.decisions.pages.answering import answers, condition_form, leave_off_form, told
from coalition.decisions.pages.chairing import (
    condition_check,
    more_acts,
    publish_button,
    result_button,
    standing,
    withdraw_button,
)
from coalition.decisions.queries import MotionRecord, motion
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.beside import show_beside
from look.show import html, show_saved

viewer, now = current_viewer(), clock.now()
keeps = may(viewer, Permission.KEEP_DECISIONS)
LIST, MEETING = "coalition/decisions/pages/decisions.py", "coalition/decisions/pages/meeting.py"


def motion_of_address() -> tuple[MotionRecord, tuple[PrincipleSaid, ...]]:
    """The motion the address names, and the principles of its day. Raises NotFound."""
    number = number_of(st.query_params.get("motion", ""))
    if number is None:
        raise NotFound(_("The motion"))
    with open_session(viewer) as session:
        record = motion(session, number, now=now)
        return record, principles(session, day=record.day)


def still_open(record: MotionRecord, shared: tuple[PrincipleSaid, ...]) -> None:
    html(shown.motion_line(record.head, record.rule.zone, today=now.date()))
    if record.by_organization:
        html(parts.note(_("Put by {name}.").format(name=record.by_organization)))
    html(shown.motion_text(record.text))
    standing(record)
    with st.container(key=f"stands_{record.head.id}"):
        answers(record, shared)
    with st.container(horizontal=True, key="motion_acts"):
        if keeps:
            result_button(record)
        condition_form(record)
        leave_off_form(record)
        if keeps:
            more_acts(record)
        else:
            withdraw_button(record)
    html(parts.heading(_("Where everybody stands")))
    html(shown.positions_table(shown.rows_now(record), _("Where every member organization stands")))
    html(parts.note(_("Silence is no consent: whoever did not answer is listed as such.")))


def with_result(record: MotionRecord) -> None:
    if record.result is not None:
        html(shown.result_card(record.result, record.result_hash, record.rule.zone, titled=False))
    kinds = (("pdf", _("Result card, PDF")), ("html", "HTML"), ("txt", _("Text")))
    number = record.head.id
    html(parts.downloads([(words, f"/export/decision.{kind}?motion={number}") for kind, words in kinds]))
    with st.container(horizontal=True, key="result_acts"):
        if keeps:
            publish_button(record)
        leave_off_form(record)


def conditions(record: MotionRecord) -> None:
    if not record.conditions:
        return
    html(parts.heading(_("Conditions")), shown.conditions(record.conditions, today=now.date()))
    if keeps and not record.is_open:
        with st.container(horizontal=True, key="condition_acts"):
            for one in record.conditions:
                condition_check(one)


def left_off(record: MotionRecord) -> None:
    if record.left_off:
        html(parts.heading(_("Not named under this decision")))
        lines = [f"{one.organization}: {one.reason}" if one.reason else one.organization for one in record.left_off]
        html(parts.bullet_list(lines))


def for_members(record: MotionRecord, shared: tuple[PrincipleSaid, ...]) -> None:
    if record.is_open:
        still_open(record, shared)
    else:
        with_result(record)
    conditions(record)
    left_off(record)
    if record.history:
        with st.expander(_("Every answer, newest first")):
            html(shown.history(record.history, record.rule.zone))
    if record.is_open:
        with st.expander(_("The rule it is decided by")):
            html(parts.bullet_list(say.rule_sentences(record.rule)))
    if record.head.meeting_id is not None:
        label, query = _("The meeting"), {"meeting": str(record.head.meeting_id)}
        st.page_link(MEETING, label=label, icon=":material/groups:", query_params=query)
    show_beside("motion", record.head.id)


def missing(problem: NotFound) -> None:
    st.title(_("Decision"))
    html(parts.stop(str(problem), _("Nothing was changed."), _("Choose one from the list.")))


def show() -> None:
    try:
        if may(viewer, Permission.SEE_COALITION):
            record, shared = motion_of_address()
            st.title(parts.plain(record.head.title))
            show_saved()
            told()
            for_members(record, shared)
            history_panel(subject_of_motion(record.head.id))
        else:
            with open_session(viewer) as session:
                result = published_result(session, number_of(st.query_params.get("motion", "")) or 0)
            st.title(parts.plain(result.title))
            html(shown.public_result(result))
    except NotFound as problem:
        missing(problem)
    st.page_link(LIST, label=_("All decisions"), icon=":material/arrow_back:")


show()
