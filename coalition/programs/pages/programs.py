"""Programmes: their names and the numbers their staff let out; each one's own staff goes on behind its wall."""

from datetime import date

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.programs import queries, shown
from coalition.programs import sentences as say
from coalition.programs.pages.program_forms import program_form
from coalition.programs.queries import Figure, ProgramShown
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, show_saved

viewer = current_viewer()
PAGE = "coalition/programs/pages/program.py"


def listed(one: ProgramShown, found: list[Figure], today: date) -> None:
    with st.container(key=f"watched_row_program_{one.id}", gap=None):
        st.page_link(PAGE, label=parts.plain(one.name), query_params={"program": str(one.id)})
        html(shown.under_name(one), parts.note(say.figures_lede(found, today=today)))


def wall(*, is_staff: bool) -> None:
    """What is behind the wall, and for whoever is no staff, how names are reached."""
    html(parts.note(_(say.WALL_SAY)))
    if not is_staff and may(viewer, Permission.SEE_COALITION):
        html(parts.note(_(say.HOW_TO_REACH)))


def nothing(*, is_staff: bool) -> None:
    if is_staff:
        html(parts.empty(_("No programme yet."), _("Start yours: its name is enough; cohorts and scholars follow.")))
    elif not may(viewer, Permission.SEE_COALITION):
        html(parts.empty(_("No programme is public yet."), _("Come back once one publishes its numbers.")))
    else:
        html(
            parts.empty(_("No programme yet."), _("The staff of a programme starts it, with an account of that role."))
        )


def show() -> None:
    st.title(_("Programmes"))
    show_saved()
    today = clock.now().date()
    with open_session(viewer) as session:
        found, figures = queries.programs(session), queries.figures(session)
        windows, facts = queries.grant_windows(session, today=today), queries.published_facts(session)
        is_staff = queries.keeps_programmes(session)
    many = len(found)
    html(parts.lede(say.programs_lede(many)))
    wall(is_staff=is_staff)
    for one in found:
        listed(one, [figure for figure in figures if figure.program_id == one.id], today)
    if not found:
        nothing(is_staff=is_staff)
    if windows:
        html(parts.bullet_list([f"{one.program}: {say.grant_sentence(one, today=today)}" for one in windows]))
    if is_staff:
        program_form(None)
    html(parts.heading(_("A pathway that publishes its numbers")))
    html(parts.say(_(say.JET_SAY)))
    with st.expander(_("Facts Journey into Education & Teaching (JET) published, with their sources")):
        html(shown.facts_table(facts))


show()
