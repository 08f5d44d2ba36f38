"""How we speak with each other: the code of conduct, one's own cases and pseudonym; for stewards cases and names."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community import civility_shown as shown
from coalition.community.cases import Case, decided_cases, my_cases, open_cases
from coalition.community.conduct import codes, has_agreed
from coalition.community.pages import names, stewarding
from coalition.community.pages.reporting import report_form
from coalition.community.pages.saying import agreed_first, may_speak
from data.access import Permission, may
from data.language import _, spoken
from data.store import open_session
from look import parts
from look.show import html, show_saved

viewer, now = current_viewer(), clock.now()
moderates = may(viewer, Permission.MODERATE)


def conduct() -> None:
    """The code of conduct in force; earlier ones in a fold."""
    with open_session(viewer) as session:
        versions, agreed = codes(session), has_agreed(session)
    now_in_force, *earlier = versions
    html(parts.heading(_("Code of conduct")))
    if not agreed and may_speak():
        agreed_first("civility")
    else:
        html(shown.code(now_in_force.in_language(spoken())))
        html(parts.note(_("You agreed to this code.") if agreed else _("You are only looking.")))
    for one in earlier:
        with st.expander(_("Earlier code, from {day}").format(day=one.since.date()) if one.since else _("Usual code")):
            html(shown.code(one.in_language(spoken())))
    if moderates and may_speak():
        stewarding.code_form(now_in_force)


def listed(cases: tuple[Case, ...], heading: str, *, acts: bool) -> None:
    html(parts.heading(heading))
    for case in cases:
        with st.container(key=f"hit_row_case_{heading}_{case.id}", gap="small"):
            html(shown.headline(case))
            if moderates:
                html(parts.note(shown.author_words(case, now=now)))
            if case.item.words:
                with st.expander(_("What was reported"), expanded=acts and case.may_decide):
                    html(shown.item_words(case.item))
            html(shown.steps(case, today=now.date()))
            if acts and may_speak():
                stewarding.case_acts(case)
            stewarding.item_link(case)


def of_stewards() -> None:
    with open_session(viewer) as session:
        waiting, decided = open_cases(session), decided_cases(session)
    html(parts.lede(shown.open_words(len(waiting))))
    if waiting:
        listed(waiting, _("Waiting"), acts=True)
    if decided:
        with st.expander(_("Decided cases ({n})").format(n=len(decided))):
            listed(decided, _("Decided"), acts=False)


def show() -> None:
    st.title(_("Civility"))
    show_saved()
    report_form()
    if moderates:
        of_stewards()
    with open_session(viewer) as session:
        own = my_cases(session)
    if own:
        listed(own, _("Your cases"), acts=True)
    elif not moderates:
        html(parts.lede(_("You have no case: nobody hid your words, and you reported nothing.")))
    conduct()
    names.pseudonym_part()
    names.keepers_part()


show()
