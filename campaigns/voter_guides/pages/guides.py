"""Voter guides: what is published for everybody, and for the coalition the guides in the making."""

import streamlit as st

from campaigns.voter_guides import shown
from campaigns.voter_guides.edition_queries import EditionHead, editions
from campaigns.voter_guides.guides import GuideListed, guides
from campaigns.voter_guides.pages.guide_forms import start_form
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.show import html, show_saved

viewer = current_viewer()
inside = may(viewer, Permission.SEE_COALITION)
may_plan = may(viewer, Permission.PLAN_CAMPAIGNS)
FOLDER = "campaigns/voter_guides/pages"


def under(one: GuideListed) -> str:
    """Place, election day and editions of a guide in the list."""
    today = clock.now().date()
    said = [one.place]
    if one.election_on is not None:
        said.append(_("election {day}").format(day=parts.day_words(one.election_on, today=today)))
    count = ngettext("{n} edition", "{n} editions", one.editions).format(n=one.editions)
    said.append(count if one.editions else _("not published yet"))
    return parts.note(" · ".join(said))


def making(found: tuple[GuideListed, ...]) -> None:
    html(parts.heading(_("In the making")))
    for one in found:
        with st.container(key=f"watched_row_guide_{one.id}", gap=None):
            label = parts.plain(one.title)
            st.page_link(f"{FOLDER}/guide.py", label=label, query_params={"guide": str(one.id)})
            html(under(one))
            if may_plan:
                ready = _("Ready to publish?")
                st.page_link(f"{FOLDER}/ready.py", label=ready, query_params={"guide": str(one.id)})
    if not found:
        act = _("Start one below: name the place and the day.") if may_plan else _("An organizer starts one.")
        html(parts.empty(_("No guide is being made."), act))
    if may_plan:
        start_form()


def published(found: tuple[EditionHead, ...]) -> None:
    html(parts.heading(_("Published")))
    today = clock.now().date()
    for one in found:
        with st.container(key=f"watched_row_edition_{one.id}", gap=None):
            label = parts.plain(one.title)
            st.page_link(f"{FOLDER}/edition.py", label=label, query_params={"edition": str(one.id)})
            html(shown.edition_line(one, today=today))
    if not found:
        html(
            parts.empty(_("No guide is published yet."), _("An edition appears here once it passed every check."))
        )  # fmt: skip


def show() -> None:
    st.title(_("Voter guides"))
    show_saved()
    html(
        parts.lede(
            _(
                "How our schools are doing, what the budget does, and what is on the ballot: in English and Spanish, "
                "for no party and no candidate."
            )
        )
    )
    with open_session(viewer) as session:
        out = editions(session)
        found = guides(session) if inside else ()
    if inside:
        making(found)
    published(out)


show()
