"""The forms about one scholar: who she is, milestones, goals, tracks, terms and stories; each calls one command."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations.places import place_heads
from coalition.organizations.sentences import place_label
from coalition.programs import sentences as say
from coalition.programs.pages.program_forms import carry_out
from coalition.programs.queries import CohortShown
from coalition.programs.rules import (
    GoalCategory,
    GoalStatus,
    MilestoneKind,
    ScholarStatus,
    Track,
    next_milestone,
    school_year_of,
    term_words,
)
from coalition.programs.scholar_commands import (
    ScholarPlan,
    add_scholar,
    change_goal,
    change_scholar,
    keep_story,
    record_milestone,
    remove_milestone,
    set_goal,
    set_terms,
    set_tracks,
    withdraw_story,
)
from coalition.programs.scholar_queries import GoalShown, ScholarRecord, StoryKept
from data.language import _
from data.places import PlaceKind
from data.store import open_session
from look.opened import as_opened

DAY = "YYYY-MM-DD"


def _place(kind: PlaceKind, label: str, chosen: int | None, key: str) -> int | None:
    with open_session(current_viewer()) as session:
        names = {one.id: place_label(one) for one in place_heads(session) if one.kind is kind}
    options = list(names)
    at = options.index(chosen) if chosen in names else None
    return st.selectbox(label, options, at, format_func=names.__getitem__, key=key, placeholder=_("Not said"))


def scholar_form(program_id: int, cohorts: Sequence[CohortShown], record: ScholarRecord | None = None) -> None:
    """Take a scholar in, or change what is kept of her."""
    key = f"scholar_{record.listed.id}" if record else f"scholar_new_{program_id}"
    if record is not None:
        record = as_opened(key, record, field=lambda _one: f"{key}_given", shows=lambda one: one.version)
    label = _("Change the scholar") if record else _("Add a scholar")
    with st.popover(label, icon=":material/person:"):
        if not cohorts:
            st.caption(_("Add a cohort first: a scholar belongs to one."))
            return
        with st.form(key, border=False):
            plan = _plan(key, cohorts, record)
            if st.form_submit_button(_("Save the scholar"), type="primary"):
                if record is None:
                    carry_out(add_scholar, _("Scholar saved"), plan.given_name, plan=plan, now=clock.now())
                else:
                    said = {"scholar_id": record.listed.id, "version": record.version, "today": clock.now().date()}
                    carry_out(change_scholar, _("Scholar saved"), plan.given_name, form=key, plan=plan, **said)


def _plan(key: str, cohorts: Sequence[CohortShown], record: ScholarRecord | None) -> ScholarPlan:
    had, names = record.listed if record else None, {one.id: one.name for one in cohorts}
    left, right = st.columns(2)
    given = left.text_input(_("Given name"), had.given_name if had else "", max_chars=120, key=f"{key}_given")
    family = right.text_input(_("Family name"), had.family_name if had else "", max_chars=120, key=f"{key}_family")
    at = list(names).index(had.cohort_id) if had and had.cohort_id in names else 0
    cohort = st.selectbox(_("Cohort"), list(names), at, format_func=names.__getitem__, key=f"{key}_cohort")
    email = left.text_input(_("E-mail"), had.email if had else "", max_chars=254, key=f"{key}_email")
    phone = right.text_input(_("Telephone"), record.phone if record else "", max_chars=40, key=f"{key}_phone")
    district = left.text_input(_("School district"), had.district if had else "", max_chars=120, key=f"{key}_district")
    school = right.text_input(_("School"), had.school if had else "", max_chars=120, key=f"{key}_school")
    house = _place(PlaceKind.HOUSE, _("House district of the school"), had.house_place_id if had else None, f"{key}_h")
    senate = _place(PlaceKind.SENATE, _("Senate district of it"), had.senate_place_id if had else None, f"{key}_s")
    statuses = list(ScholarStatus)
    status = st.selectbox(
        _("Status"), statuses, statuses.index(had.status) if had else 0,
        format_func=lambda one: _(say.SCHOLAR_WORDS[one]), key=f"{key}_status",
    )  # fmt: skip
    group = had.group_code if had else ""
    return ScholarPlan(given, cohort, family, email, phone, district, school, house, senate, group, status)


def milestone_form(record: ScholarRecord) -> None:
    """Record a milestone: the next one is chosen already."""
    kinds, key = list(MilestoneKind), "milestone"
    coming = next_milestone(record.milestones)
    with st.popover(_("Record a milestone"), icon=":material/flag:"), st.form(key, border=False):
        kind = st.selectbox(
            _("Milestone"), kinds, kinds.index(coming) if coming else 0,
            format_func=lambda one: _(say.MILESTONE_WORDS[one]), key=f"{key}_kind",
        )  # fmt: skip
        today = clock.now().date()
        on = st.date_input(_("Day"), today, max_value=today, format=DAY, key=f"{key}_on")
        said = {"scholar_id": record.listed.id, "kind": kind}
        if st.form_submit_button(_("Save the milestone"), type="primary"):
            carry_out(record_milestone, _("Milestone saved"), _(say.MILESTONE_WORDS[kind]), on=on, today=today, **said)
        if st.form_submit_button(_("Take it back")):
            carry_out(remove_milestone, _("Milestone taken back"), _(say.MILESTONE_WORDS[kind]), **said)


def goal_form(record: ScholarRecord) -> None:
    """Write down a goal the scholar set."""
    with st.popover(_("Write down a goal"), icon=":material/target:"), st.form("goal_new", border=False):
        categories = list(GoalCategory)
        category = st.selectbox(
            _("Category"), categories, format_func=lambda one: _(say.CATEGORY_WORDS[one]), key="goal_category"
        )
        words = st.text_area(_("The goal, in the scholar’s words"), max_chars=4000, height=90, key="goal_words")
        today = clock.now().date()
        on = st.date_input(_("Set on"), today, max_value=today, format=DAY, key="goal_on")
        if st.form_submit_button(_("Save the goal"), type="primary"):
            said = {"scholar_id": record.listed.id, "category": category, "words": words, "on": on}
            carry_out(set_goal, _("Goal saved"), words, now=clock.now(), **said)


def goal_row(goal: GoalShown) -> None:
    """Say what became of a goal."""
    key = f"goal_{goal.id}"
    goal = as_opened(key, goal, field=lambda _one: f"{key}_words")
    with st.popover(_("What became of it"), icon=":material/edit:", type="tertiary"), st.form(key, border=False):
        statuses = list(GoalStatus)
        status = st.selectbox(
            _("It is now"), statuses, statuses.index(goal.status), format_func=lambda one: _(say.STATUS_WORDS[one]),
            key=f"{key}_status",
        )  # fmt: skip
        words = st.text_area(
            _("The goal, revised if it was"), goal.words, max_chars=4000, height=90, key=f"{key}_words"
        )
        today = clock.now().date()
        on = st.date_input(_("Day"), today, max_value=today, format=DAY, key=f"{key}_on")
        if st.form_submit_button(_("Save the goal"), type="primary"):
            said = {"goal_id": goal.id, "version": goal.version, "status": status, "words": words, "on": on}
            carry_out(change_goal, _("Goal saved"), words, form=key, now=clock.now(), **said)


def year_form(record: ScholarRecord) -> None:
    """Tracks of a school year, and terms of enrollment."""
    today = clock.now().date()
    year = school_year_of(today)
    with st.popover(_("Tracks and terms"), icon=":material/calendar_month:"):
        with st.form("tracks", border=False):
            tracks, years = list(Track), [year + 1, year, year - 1, year - 2]
            said = st.selectbox(
                _("School year"), years, 1, format_func=lambda one: f"{one - 1}–{one % 100:02d}", key="tracks_year"
            )
            has = [track for track in tracks if (said, track.value) in record.tracks]
            chosen = st.multiselect(
                _("Tracks, at least one"), tracks, has, format_func=lambda one: _(say.TRACK_WORDS[one]), key="tracks_of"
            )
            if st.form_submit_button(_("Save the tracks")):
                carry_out(set_tracks, _("Tracks saved"), scholar_id=record.listed.id, school_year=said, tracks=chosen)
        with st.form("terms", border=False):
            known = dict(record.terms)
            offered = sorted({f"{y}-{n}" for y in range(today.year - 4, today.year + 2) for n in (1, 2)} | set(known))
            terms = st.multiselect(_("Enrolled in"), offered, sorted(known), format_func=term_words, key="terms_of")
            done = st.checkbox(_("Completed in the last of them"), any(known.values()), key="terms_done")
            if st.form_submit_button(_("Save the terms")):
                last = max(terms, default="")
                carry_out(
                    set_terms, _("Terms saved"), scholar_id=record.listed.id,
                    terms={term: done and term == last for term in terms},
                )  # fmt: skip


def story_form(record: ScholarRecord) -> None:
    """Keep words the scholar lets out, for one use until a day."""
    today = clock.now().date()
    with st.popover(_("Keep a story with consent"), icon=":material/format_quote:"), st.form("story", border=False):
        words = st.text_area(_("The scholar’s words"), max_chars=4000, height=110, key="story_words")
        use = st.text_input(
            _("The use the scholar agreed to"), max_chars=120, key="story_use", placeholder=_("a legislator’s brief")
        )
        shown_as = st.text_input(
            _("How the scholar wants to be called"),
            max_chars=120,
            key="story_as",
            placeholder=_("a paraprofessional in Lowell"),
        )
        left, right = st.columns(2)
        given = left.date_input(_("Consent given on"), today, max_value=today, format=DAY, key="story_on")
        until = right.date_input(_("Holds until"), today + timedelta(days=365), format=DAY, key="story_until")
        if st.form_submit_button(_("Save the story"), type="primary"):
            said = {"words": words, "shown_as": shown_as, "use": use, "consented_on": given, "expires_on": until}
            carry_out(keep_story, _("Story saved"), scholar_id=record.listed.id, now=clock.now(), **said)


def story_row(story: StoryKept) -> None:
    """Take consent back."""
    if story.withdrawn_on is None and st.button(_("The scholar withdrew consent"), key=f"story_{story.id}_back"):
        carry_out(withdraw_story, _("Consent withdrawn"), story_id=story.id, today=clock.now().date())
