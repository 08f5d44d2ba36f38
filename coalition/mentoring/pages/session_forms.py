"""The forms of mentoring: a session of a pair or a cohort, a pause, an end; each calls one command."""

import secrets
from datetime import timedelta

import streamlit as st

from coalition.accounts import clock
from coalition.mentoring.commands import (
    SessionPlan,
    change_session,
    end_pair,
    end_pause,
    log_group_session,
    log_session,
    pause_pair,
    remove_session,
)
from coalition.mentoring.queries import PairShown, SessionShown
from coalition.mentoring.rules import LONGEST_NOTE, LONGEST_TOPIC, MOST_MINUTES
from coalition.programs.measures import Coordinator
from coalition.programs.pages.program_forms import carry_out
from coalition.programs.rules import ScholarStatus
from data.language import _
from look.opened import as_opened

KEY = "session_form_key"


def _form_key() -> str:
    """One key for each form that is filled, so that a double tap is one session; a saved one is followed by a new."""
    kept: str = st.session_state.setdefault(KEY, secrets.token_urlsafe(24))
    return kept


def _fields(key: str, one: SessionShown | None = None) -> SessionPlan:
    today = clock.now().date()
    left, right = st.columns(2)
    on = left.date_input(_("Day"), one.on_date if one else today, max_value=today, format="YYYY-MM-DD", key=f"{key}_on")
    minutes = right.number_input(
        _("Minutes"), 1, MOST_MINUTES, one.minutes if one else None, step=15, key=f"{key}_minutes"
    )
    topic = st.text_input(_("Topic"), one.topic if one else "", max_chars=LONGEST_TOPIC, key=f"{key}_topic")
    step = st.text_input(_("Next step"), one.next_step if one else "", max_chars=LONGEST_NOTE, key=f"{key}_step")
    note = st.text_area(
        _("Private note, for the programme’s staff only"), one.private_note if one else "", max_chars=LONGEST_NOTE,
        height=90, key=f"{key}_note",
    )  # fmt: skip
    by_link = one.by_link if one else False
    return SessionPlan(on, _form_key(), int(minutes) if minutes else None, topic, step, note, by_link)


def log_form(seen: Coordinator) -> None:
    """Log a one-to-one session: whoever is due comes first."""
    due = {one.id for one in seen.due}
    active = sorted(seen.active_pairs, key=lambda one: (one.id not in due, one.scholar))
    names = {one.id: f"{one.scholar} · {one.mentor}" for one in active}
    with st.popover(_("Log a session"), icon=":material/edit_calendar:", type="primary"):
        if not names:
            st.caption(_("No pair is active. Make a pair first."))
            return
        with st.form("session_new", border=False):
            pair = st.selectbox(_("Pair"), list(names), format_func=names.__getitem__, key="session_pair")
            plan = _fields("session_new")
            if st.form_submit_button(_("Save the session"), type="primary"):
                st.session_state.pop(KEY, None)
                carry_out(log_session, _("Session saved"), names[pair], pair_id=pair, plan=plan, now=clock.now())


def group_form(seen: Coordinator) -> None:
    """Log a session of a whole cohort, with who came."""
    names = {one.id: one.name for one in seen.cohorts}
    with st.popover(_("Log a group session"), icon=":material/groups_3:"):
        if not names:
            st.caption(_("No cohort yet. Add a cohort first."))
            return
        cohort = st.selectbox(_("Cohort"), list(names), format_func=names.__getitem__, key="group_cohort")
        there = {
            one.id: one.name for one in seen.scholars if one.cohort_id == cohort and one.status is ScholarStatus.ACTIVE
        }
        with st.form("group_new", border=False):
            came = st.multiselect(
                _("Who came"), list(there), list(there), format_func=there.__getitem__, key=f"group_came_{cohort}"
            )
            plan = _fields("group_new")
            if st.form_submit_button(_("Save the session"), type="primary"):
                st.session_state.pop(KEY, None)
                said = {"cohort_id": cohort, "came": came, "plan": plan, "now": clock.now()}
                carry_out(log_group_session, _("Group session saved"), names[cohort], **said)


def session_form(one: SessionShown) -> None:
    """Correct a session, or take it back."""
    key = f"session_{one.id}"
    one = as_opened(key, one, field=lambda _one: f"{key}_topic")
    with st.popover(_("Correct"), icon=":material/edit:", type="tertiary"):
        with st.form(key, border=False):
            plan = _fields(key, one)
            if st.form_submit_button(_("Save the session"), type="primary"):
                said = {"session_id": one.id, "version": one.version, "plan": plan, "today": clock.now().date()}
                carry_out(change_session, _("Session saved"), form=key, **said)
        if st.button(_("It did not take place: take it back"), key=f"{key}_gone"):
            carry_out(remove_session, _("Session taken back"), session_id=one.id, version=one.version)


def pair_row(one: PairShown) -> None:
    """Pause a pair, go on after a pause, or end it."""
    today, key = clock.now().date(), f"pair_{one.id}"
    with st.popover(_("Pause or end the pair"), icon=":material/pause:", type="tertiary"):
        paused = next((number for number, span in one.pauses if span.holds(today)), None)
        with st.form(f"{key}_pause", border=False):
            on = st.date_input(_("From this day on"), today, format="YYYY-MM-DD", key=f"{key}_on")
            label = _("They meet again") if paused else _("They pause")
            if st.form_submit_button(label):
                if paused:
                    carry_out(end_pause, _("The pause is over"), pause_id=paused, ends=on)
                else:
                    carry_out(pause_pair, _("The pair pauses"), pair_id=one.id, starts=on)
        with st.form(f"{key}_end", border=False):
            ends = st.date_input(
                _("First day they are no pair"), today + timedelta(days=1), format="YYYY-MM-DD", key=f"{key}_ends"
            )
            if st.form_submit_button(_("End the pair")):
                carry_out(end_pair, _("The pair has ended"), pair_id=one.id, version=one.version, ends=ends)
