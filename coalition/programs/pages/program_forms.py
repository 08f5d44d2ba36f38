"""The forms of a programme: itself, its cohorts, scholars, mentors and pairs; each calls one command."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.accounts.local_viewer import address_of
from coalition.mentoring.commands import MentorPlan, add_mentor, change_mentor, pair_up
from coalition.mentoring.links import make_mentor_link
from coalition.mentoring.queries import MentorShown
from coalition.mentoring.rules import CAPACITY, MOST_CAPACITY
from coalition.programs.commands import (
    ProgramPlan,
    add_cohort,
    change_cohort,
    change_program,
    remove_cohort,
    start_program,
)
from coalition.programs.measures import Coordinator
from coalition.programs.queries import CohortShown, ProgramShown
from coalition.programs.rules import ScholarStatus
from data.language import _
from data.money import dollars
from data.reading_input import cents_of
from data.store import open_session
from look import parts
from look.opened import as_opened, close_form
from look.show import keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved.", "Correct it and save again."
LINK = "personal_link_shown"


def carry_out(command: Callable[..., Any], title: str, *lines: str, form: Any = "", **said: Any) -> None:
    """Run one command and show what was saved after the rerun; a refusal stands under the form."""
    with refusal_shown(_(SAFE), _(CURE)):
        try:
            with open_session(current_viewer(), writing=True) as session:
                command(session, **said)
        finally:
            if form:
                close_form(form)
        keep_saved(title, lines)
        st.rerun()


def program_form(one: ProgramShown | None) -> None:
    """Start a programme, or change what is said of it."""
    key = f"program_{one.id}" if one else "program_new"
    label = _("Change the programme") if one else _("Start a programme")
    if one is not None:
        one = as_opened(key, one, field=lambda _one: f"{key}_name")
    with st.expander(label, icon=":material/school:", expanded=False), st.form(key, border=False):
        name = st.text_input(_("Name"), one.name if one else "", max_chars=120, key=f"{key}_name")
        about = st.text_area(_("What it is"), one.about if one else "", max_chars=4000, height=90, key=f"{key}_about")
        left, right = st.columns(2)
        opens = left.text_input(_("Grant window opens (MM-DD)"), one.grant_opens if one else "", placeholder="04-01")
        closes = right.text_input(_("Closes"), one.grant_closes if one else "", placeholder="06-01")
        typed = dollars(one.cost_cents) if one and one.cost_cents else ""
        cost = left.text_input(_("What a scholar costs in a year"), typed, placeholder="$4,000", key=f"{key}_cost")
        where = right.text_input(_("Where that stands"), one.cost_said_in if one else "", max_chars=200)
        published = st.checkbox(
            _("Anybody may know of this programme, and see the numbers you publish"), one.published if one else False
        )
        if st.form_submit_button(_("Save the programme"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)):
                plan = ProgramPlan(name, about, cents_of(cost), where, opens, closes, published)
                if one is None:
                    carry_out(start_program, _("Programme started"), name, plan=plan, now=clock.now())
                else:
                    said = {"program_id": one.id, "version": one.version, "plan": plan}
                    carry_out(change_program, _("Programme saved"), name, form=key, **said)


def cohort_form(program_id: int, one: CohortShown | None = None) -> None:
    """Add a cohort, or change one."""
    key = f"cohort_{one.id}" if one else "cohort_new"
    if one is not None:
        one = as_opened(key, one, field=lambda _one: f"{key}_name")
    label = _("Change {name}").format(name=parts.plain(one.name)) if one else _("Add a cohort")
    with st.popover(label, icon=":material/groups:"):
        _cohort_fields(program_id, one, key)
        if one is not None and not one.scholars and st.button(_("Remove this empty cohort"), key=f"{key}_remove"):
            carry_out(remove_cohort, _("Cohort removed"), one.name, form=key, cohort_id=one.id, version=one.version)


def _cohort_fields(program_id: int, one: CohortShown | None, key: str) -> None:
    with st.form(key, border=False):
        today = clock.now().date()
        name = st.text_input(_("Name"), one.name if one else "", max_chars=120, placeholder="2026", key=f"{key}_name")
        starts = st.date_input(_("Starts"), one.starts if one else today, format="YYYY-MM-DD", key=f"{key}_starts")
        ends = st.date_input(_("Ends, if known"), one.ends if one else None, format="YYYY-MM-DD", key=f"{key}_ends")
        if st.form_submit_button(_("Save the cohort"), type="primary"):
            if one is None:
                said: dict[str, Any] = {"program_id": program_id}
                carry_out(add_cohort, _("Cohort saved"), name, **said, name=name, starts=starts, ends=ends)
            else:
                said = {"cohort_id": one.id, "version": one.version, "name": name, "starts": starts, "ends": ends}
                carry_out(change_cohort, _("Cohort saved"), name, form=key, **said)


def mentor_form(program_id: int, one: MentorShown | None = None) -> None:
    """Add a mentor, or change one."""
    key = f"mentor_{one.id}" if one else "mentor_new"
    if one is not None:
        one = as_opened(key, one, field=lambda _one: f"{key}_given")
    with (
        st.popover(_("Change") if one else _("Add a mentor"), icon=":material/person_add:"),
        st.form(key, border=False),
    ):
        left, right = st.columns(2)
        given = left.text_input(_("Given name"), one.given_name if one else "", max_chars=120, key=f"{key}_given")
        family = right.text_input(_("Family name"), one.family_name if one else "", max_chars=120, key=f"{key}_family")
        email = st.text_input(_("E-mail"), one.email if one else "", max_chars=254, key=f"{key}_email")
        takes = st.number_input(
            _("Scholars at once"), 1, MOST_CAPACITY, one.capacity if one else CAPACITY, key=f"{key}_capacity"
        )
        since = st.date_input(
            _("Since"), one.since if one else clock.now().date(), format="YYYY-MM-DD", key=f"{key}_in"
        )
        until = st.date_input(_("Until, if over"), one.until if one else None, format="YYYY-MM-DD", key=f"{key}_out")
        if st.form_submit_button(_("Save the mentor"), type="primary"):
            plan = MentorPlan(given, since, family, email, int(takes), until)
            if one is None:
                carry_out(add_mentor, _("Mentor saved"), given, program_id=program_id, plan=plan, now=clock.now())
            else:
                said = {"mentor_id": one.id, "version": one.version, "plan": plan}
                carry_out(change_mentor, _("Mentor saved"), given, form=key, **said)


def pair_form(seen: Coordinator) -> None:
    """Pair a mentor with a scholar who has none."""
    mentored = {one.scholar_id for one in seen.active_pairs}
    waiting = {
        one.id: one.name for one in seen.scholars if one.status is ScholarStatus.ACTIVE and one.id not in mentored
    }
    free = {one.id: f"{one.name} ({one.carries}/{one.capacity})" for one in seen.mentors if one.room}
    with st.popover(_("Make a pair"), icon=":material/handshake:"):
        if not waiting or not free:
            st.caption(_("Every active scholar has a mentor, or no mentor has room."))
            return
        with st.form("pair_new", border=False):
            mentor = st.selectbox(_("Mentor"), list(free), format_func=free.__getitem__, key="pair_mentor")
            scholar = st.selectbox(_("Scholar"), list(waiting), format_func=waiting.__getitem__, key="pair_scholar")
            starts = st.date_input(_("From"), seen.today, format="YYYY-MM-DD", key="pair_starts")
            if st.form_submit_button(_("Save the pair"), type="primary"):
                said = {"mentor_id": mentor, "scholar_id": scholar, "starts": starts}
                carry_out(pair_up, _("Pair saved"), f"{free[mentor]} · {waiting[scholar]}", **said)


def make_link(command: Callable[..., str], path: str, **said: Any) -> None:
    """Make a personal link and show it once, after the rerun."""
    with refusal_shown(_("No link was made.")):
        with open_session(current_viewer(), writing=True) as session:
            token = command(session, now=clock.now(), **said)
        st.session_state[LINK] = address_of(f"/{path}/{token}")
        st.rerun()


def show_link() -> None:
    """The link that was just made, this once: only its hash is kept."""
    address = st.session_state.pop(LINK, None)
    if address:
        st.success(_("Copy this link and give it to its holder only. It is not shown again; an older one has ended."))
        st.code(address, language=None, wrap_lines=True)


def mentor_row(program_id: int, one: MentorShown, *, today: date) -> None:
    """What may be done for one mentor: a new link, other words."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"account_row_mentor_{one.id}"):
        st.text(one.name)
        is_here = one.until is None or one.until > today
        if is_here and st.button(_("New link to report with"), key=f"mentor_link_{one.id}", icon=":material/link:"):
            make_link(make_mentor_link, "m", mentor_id=one.id)
        mentor_form(program_id, one)
