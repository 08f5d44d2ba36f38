"""One programme: for its own staff who is due, at risk and full, and its measures; for others what was let out."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from coalition.mentoring.pages.session_forms import group_form, log_form
from coalition.programs import queries, shown
from coalition.programs import sentences as say
from coalition.programs.charts import counts_chart, months_chart
from coalition.programs.commands import subject_of
from coalition.programs.measures import Coordinator, coordinator
from coalition.programs.pages.letting_out import let_out_part, numbers_part
from coalition.programs.pages.program_forms import (
    cohort_form,
    mentor_form,
    mentor_row,
    pair_form,
    program_form,
    show_link,
)
from coalition.programs.pages.scholar_forms import scholar_form
from coalition.programs.pages.staying_in_touch import links_part, remind_part, retention_part
from coalition.programs.queries import ProgramShown
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.beside import show_beside
from look.frame import mode
from look.show import html, show_saved

viewer = current_viewer()
LIST, SCHOLAR = "coalition/programs/pages/programs.py", "coalition/programs/pages/scholar.py"
IMPORT = "coalition/programs/pages/import_programme.py"
LISTED = 25


def due_part(seen: Coordinator) -> None:
    """The page's first word: pairs without a session this month."""
    html(parts.lede(say.due_lede(len(seen.due), len(seen.active_pairs))))
    html(parts.counts(shown.figures_behind(seen)))
    with st.container(horizontal=True, key="acts"):
        log_form(seen)
        group_form(seen)
        pair_form(seen)
        mentor_form(seen.program.id)
        cohort_form(seen.program.id)
        scholar_form(seen.program.id, seen.cohorts)
        remind_part(seen)
    if seen.pairs:
        kinds = ("csv", "xlsx", "json")
        links = [(kind.upper(), f"/export/program-pairs.{kind}?program={seen.program.id}") for kind in kinds]
        html(parts.downloads(links))
    if seen.due:
        html(parts.heading(_("Without a session this month")), shown.due_list(seen.due, seen.today))
    elif not seen.pairs:
        what = _("No pair yet.")
        act = _("Begin with a cohort, then scholars and mentors, then pairs; or import them from a file.")
        html(parts.empty(what, act))


def care_part(seen: Coordinator) -> None:
    html(parts.heading(_("At risk of inactivity")))
    if seen.at_risk:
        html(shown.risk_list(seen.at_risk, seen.risks))
    else:
        html(parts.note(_("Nobody right now.")))
    html(parts.note(say.risk_rule()))
    if seen.without_track:
        names = ", ".join(one.name for one in seen.scholars if one.id in seen.without_track)
        html(parts.say(_("Without a track this school year (one is required): {names}.").format(names=names)))


def scholars_part(seen: Coordinator) -> None:
    names = {one.id: one.name for one in seen.cohorts}
    html(parts.heading(_("Scholars")))
    if not seen.scholars:
        html(parts.empty(_("No scholar yet."), _("Add one, or import a list of them.")))
        return
    find = st.text_input(_("Find a scholar"), key="find_scholar", placeholder=_("Name, school or district"))
    words = find.casefold().split()
    found = [
        one for one in seen.scholars
        if all(word in f"{one.name} {one.school} {one.district}".casefold() for word in words)
    ]  # fmt: skip
    for one in found[:LISTED]:
        with st.container(key=f"watched_row_scholar_{one.id}", gap=None):
            st.page_link(SCHOLAR, label=parts.plain(one.name), query_params={"scholar": str(one.id)})
            html(shown.scholar_line(one, names.get(one.cohort_id, "")))
    if len(found) > LISTED:
        html(parts.note(_("And {n} more: find them by name.").format(n=len(found) - LISTED)))
    elif not found:
        html(parts.note(_("Nobody fits these words.")))


def mentors_part(seen: Coordinator) -> None:
    html(parts.heading(_("Mentors and room")))
    if not seen.mentors:
        html(parts.empty(_("No mentor yet."), _("Add one; a mentor takes four scholars unless you say otherwise.")))
        return
    html(parts.say(shown.room_sentence(seen.mentors, seen.today)), shown.capacity_table(seen.mentors, seen.today))
    with st.expander(_("Links and changes")):
        html(parts.note(_("A link opens one page with four inputs on a mentor’s phone. It shows no notes.")))
        for one in seen.mentors:
            mentor_row(seen.program.id, one, today=seen.today)
    links_part(seen)


def measures_part(seen: Coordinator) -> None:
    measures = seen.measures
    html(parts.heading(_("Measures")), shown.adherence_part(measures), shown.completion_part(measures))
    goals = [(_(say.STATUS_WORDS[status]), count) for status, count in sorted(measures.statuses.items())]
    chart = counts_chart(goals, _("Bars: goals by status."), mode())
    if chart is not None:
        st.vega_lite_chart(spec=chart.spec, theme=None, alt=chart.alt)
        html(shown.goals_table(measures))
    html(shown.persistence_table(measures))
    html(f'<h3 class="ct ct-charttitle">{_("Median months to each milestone")}</h3>', parts.note(_(say.MONTHS_SAY)))
    months = months_chart(measures.months, mode())
    if months is None:
        html(parts.note(_("No milestone is recorded yet.")))
    else:
        st.vega_lite_chart(spec=months.spec, theme=None, alt=months.alt)
        html(shown.months_table(measures), parts.note(_(say.MTEL_SAY)))


def staff_page(seen: Coordinator) -> None:
    due_part(seen)
    names = {one.id: one.name for one in seen.cohorts}
    left, right = st.columns([3, 2], gap="large")
    with left:
        care_part(seen)
        html(parts.heading(_("Sessions this month")))
        if seen.sessions:
            html(shown.sessions_list(seen.sessions, names, seen.today))
        else:
            html(parts.empty(_("No session this month yet."), _("Log one above, or give mentors their links.")))
        measures_part(seen)
        scholars_part(seen)
    with right:
        mentors_part(seen)
        html(parts.heading(_("Cohorts")))
        if seen.cohorts:
            html(shown.cohort_table(seen.cohorts, seen.today))
            for one in seen.cohorts[:8]:
                cohort_form(seen.program.id, one)
        else:
            html(parts.empty(_("No cohort yet."), _("Add the first one: scholars who start together.")))
        let_out_part(seen.program)
        retention_part(seen)
        program_form(seen.program)
        st.page_link(
            IMPORT, label=_("Import scholars, mentors or pairs"), query_params={"program": str(seen.program.id)}
        )


def head(one: ProgramShown) -> None:
    html(parts.eyebrow([_("Programmes"), one.organization or one.name]))
    st.title(parts.plain(one.name))
    show_saved()
    html(shown.under_name(one))
    if one.about:
        html(parts.say(one.about))


def show() -> None:
    number, today = number_of(st.query_params.get("program", "")), clock.now().date()
    try:
        with open_session(viewer) as session:
            one = queries.program(session, number or 0)
            seen = coordinator(session, one.id, today=today) if one.is_own else None
            windows = [w for w in queries.grant_windows(session, today=today) if w.program_id == one.id]
    except NotFound as missing:
        st.title(_("Programme"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the list.")))
        st.page_link(LIST, label=_("All programmes"))
        return
    head(one)
    lines = [say.grant_sentence(window, today=today) for window in windows] + [say.cost_sentence(one)]
    html(parts.bullet_list([line for line in lines if line]))
    if seen is not None:
        show_link()
        staff_page(seen)
    else:
        numbers_part(one)
        html(parts.note(_(say.WALL_SAY)))
        if may(viewer, Permission.SEE_COALITION):
            html(parts.note(_(say.HOW_TO_REACH)))
    show_beside("program", one.id)
    history_panel(subject_of(one.id))


show()
