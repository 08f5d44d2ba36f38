"""A scholar: next step, goals, path, sessions with their notes, and the stories with consent; for staff alone."""

from html import escape

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.mentoring import queries as mentoring
from coalition.mentoring.links import make_scholar_link, next_step_of
from coalition.mentoring.pages.session_forms import pair_row, session_form
from coalition.mentoring.queries import PairShown, SessionShown
from coalition.programs import queries, shown
from coalition.programs import sentences as say
from coalition.programs.pages.program_forms import make_link, show_link
from coalition.programs.pages.scholar_forms import (
    goal_form,
    goal_row,
    milestone_form,
    scholar_form,
    story_form,
    story_row,
    year_form,
)
from coalition.programs.rules import lacks_track, next_milestone, school_year_of, term_words
from coalition.programs.scholar_queries import ScholarRecord, scholar
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, show_saved

viewer = current_viewer()
LIST, PROGRAM = "coalition/programs/pages/programs.py", "coalition/programs/pages/program.py"
today = clock.now().date()
RECENT = 6


def goals_part(record: ScholarRecord) -> None:
    html(parts.heading(_("Goals")))
    for goal in record.goals:
        html(shown.goal_part(goal, today))
        goal_row(goal)
    if not record.goals:
        html(parts.empty(_("No goal yet."), _("Write down the first one in the scholar’s own words.")))


def path_part(record: ScholarRecord) -> None:
    html(parts.heading(_("Path")), shown.path_list(record, today), parts.note(_(say.MTEL_SAY)))
    if lacks_track((year for year, _track in record.tracks), school_year=school_year_of(today)):
        html(parts.say(_("No track this school year; one is required.")))
    tracks = ", ".join(f"{_(say.TRACK_WORDS[track])} {year - 1}–{year % 100:02d}" for year, track in say.tracks(record))
    terms = ", ".join(term_words(term) + (_(" (completed)") if done else "") for term, done in record.terms)
    lines = [
        _("Tracks: {tracks}").format(tracks=tracks) if tracks else "",
        _("Terms: {t}").format(t=terms) if terms else "",
    ]
    html(parts.bullet_list([line for line in lines if line]))


def sessions_part(sessions: tuple[SessionShown, ...], pairs: tuple[PairShown, ...]) -> None:
    html(parts.heading(_("Mentor and sessions")))
    for pair in pairs:
        html(parts.say(say.pair_sentence(pair.mentor, pair.span.starts, pair.span.ends, today=today)))
        html(parts.note(_("Months with a session: {share}.").format(share=say.share_words(pair.adherence(today)))))
        if pair.span.holds(today):
            pair_row(pair)
    if not pairs:
        html(parts.empty(_("No mentor yet."), _("Make a pair on the programme’s page.")))
    for one in sessions[:RECENT]:
        session_row(one)
    if sessions[RECENT:]:
        with st.expander(_("Older sessions")):
            for one in sessions[RECENT:]:
                session_row(one)


def session_row(one: SessionShown) -> None:
    with st.container(key=f"watched_row_session_{one.id}", gap=None):
        when = parts.day(one.on_date, today=today)
        minutes = "" if one.minutes is None else _(" · {n} minutes").format(n=one.minutes)
        html(f'<p class="ct ct-say"><b>{when}</b>{minutes} {escape(one.topic)}</p>')
        if one.next_step:
            html(parts.note(_("Next step: {step}").format(step=one.next_step)))
        if one.private_note:
            with st.expander(_("Private note")):
                st.text(one.private_note)
        session_form(one)


def stories_part(record: ScholarRecord) -> None:
    html(parts.heading(_("Stories and consent")))
    html(parts.note(_("A story crosses the wall only for the use it names, until its day, and never once withdrawn.")))
    for story in record.stories:
        html(shown.story_part(story, today))
        story_row(story)


def page(record: ScholarRecord) -> None:
    one = record.listed
    with open_session(viewer) as session:
        pairs = mentoring.pairs(session, record.program_id, scholar_id=one.id)
        sessions = mentoring.sessions_of_scholar(session, one.id)
        step, cohorts = next_step_of(session, one.id), queries.cohorts(session, record.program_id)
    html(parts.eyebrow([_("Programmes"), record.program, record.cohort]))
    st.title(parts.plain(one.name))
    show_saved()
    show_link()
    html(shown.scholar_line(one, record.cohort))
    html(parts.lede(say.scholar_lede(step, next_milestone(record.milestones), today=today)))
    with st.container(horizontal=True, key="acts"):
        milestone_form(record)
        goal_form(record)
        year_form(record)
        story_form(record)
        scholar_form(record.program_id, cohorts, record)
        if st.button(_("New link to the scholar’s own page"), key="scholar_link", icon=":material/link:"):
            make_link(make_scholar_link, "s", scholar_id=one.id)
    left, right = st.columns([3, 2], gap="large")
    with left:
        goals_part(record)
        sessions_part(sessions, pairs)
    with right:
        path_part(record)
        stories_part(record)
    st.page_link(PROGRAM, label=parts.plain(record.program), query_params={"program": str(record.program_id)})


def show() -> None:
    try:
        with open_session(viewer) as session:
            record = scholar(session, number_of(st.query_params.get("scholar", "")) or 0)
    except NotFound as missing:
        st.title(_("Scholar"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the programme’s page.")))
        if not may(viewer, Permission.KEEP_PROGRAMMES):
            html(parts.note(_(say.WALL_SAY)), parts.note(_(say.HOW_TO_REACH)))
        st.page_link(LIST, label=_("All programmes"))
        return
    page(record)


show()
