"""The directory: who is at the table, how each stands, what it works on and where it reaches."""

from urllib.parse import urlencode

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations import shown
from coalition.organizations.models import Area, OrganizationKind, Standing
from coalition.organizations.pages.adding import add_form
from coalition.organizations.places import reached_places
from coalition.organizations.queries import Directory, Wanted, directory, pairs_among, told_apart
from coalition.organizations.sentences import (
    AREA_WORDS,
    KIND_WORDS,
    STANDING_WORDS,
    directory_sentence,
    pair_sentence,
    place_label,
)
from data.access import Permission, may
from data.language import _, ngettext
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

PAGE_SIZE = 100
LONGEST_WORDS = 160
viewer = current_viewer()
inside = may(viewer, Permission.SEE_COALITION)
keeps = may(viewer, Permission.KEEP_DIRECTORY)
today = clock.now().date()


def choice(label: str, name: str, words: dict[str, str]) -> str:
    """One of a filter's values, kept in the address; the first one narrows nothing."""

    def ask() -> str | None:
        return st.selectbox(label, list(words), format_func=lambda value: words[value], key=name)

    return kept(name, list(words), "", ask)


def place_choice() -> int | None:
    with open_session(viewer) as session:
        places = {str(place.id): place_label(place) for place in reached_places(session)}
    if not places:
        return None
    return number_of(choice(_("County or district"), "reach", {"": _("Everywhere"), **places}))


def filters() -> Wanted:
    words = st.text_input(
        _("Find by name"),
        key="words",
        bind="query-params",
        max_chars=LONGEST_WORDS,
        placeholder=_("Teachers, NASW, Power Forward"),
    )
    standings = {"": _("Any standing"), **{str(one): _(STANDING_WORDS[one]) for one in Standing}}
    with st.container(horizontal=True, key="filters"):
        standing = choice(_("Standing"), "standing", {**standings, "none": _("Nothing said")})
        area = choice(_("Area"), "area", {"": _("Every area"), **{str(one): _(AREA_WORDS[one]) for one in Area}})
        kinds = {"": _("Every kind"), **{str(one): _(KIND_WORDS[one]) for one in OrganizationKind}}
        kind = choice(_("Kind"), "kind", kinds)
        place_id = place_choice() if inside else None
    return Wanted((words or "").strip(), standing, area, kind, place_id)


def pager(count: int) -> int:
    """The page of the list to show, counting from 1."""
    pages = [str(number) for number in range(1, max(1, -(-count // PAGE_SIZE)) + 1)]
    if len(pages) == 1:
        return 1
    return int(kept("page", pages, "1", lambda: st.selectbox(_("Page"), pages, width=120, key="page")))


def table(found: Directory) -> None:
    if not found.every:
        act = _("Add the first one below.") if keeps else _("Come back soon.")
        html(parts.empty(_("Here stand the organizations of the coalition. None is shown yet."), act))
        return
    if not found.fitting:
        html(parts.empty(_("No organization fits this filter."), _("Use fewer words, or another filter.")))
        return
    start = (pager(len(found.fitting)) - 1) * PAGE_SIZE
    some = found.fitting[start : start + PAGE_SIZE]
    html(shown.directory_table(found, some, public=not inside))
    html(parts.note(_("An ally works with us without having joined; a prospect is somebody we hope will join.")))


def names_to_decide(found: Directory) -> None:
    """Pairs that may be one organization, for those who may decide."""
    with open_session(viewer) as session:
        pairs = pairs_among(found.every, told_apart(session))
    if not pairs:
        return
    label = ngettext("{n} pair may be one organization", "{n} pairs may be one organization", len(pairs))
    with st.expander(label.format(n=len(pairs)), icon=":material/join_inner:"):
        html(parts.note(_("Nothing is merged by itself. Open one of the two to decide.")))
        for pair in pairs[:PAGE_SIZE]:
            st.page_link(
                "coalition/organizations/pages/organization.py",
                label=parts.plain(pair_sentence(pair)),
                query_params={"organization": str(pair.low_id)},
            )


def show() -> None:
    st.title(_("Organizations"))
    show_saved()
    wanted = filters()
    with open_session(viewer) as session:
        found = directory(session, wanted, day=today)
    html(parts.lede(directory_sentence(found, narrowed=wanted != Wanted())))
    table(found)
    if keeps:
        names_to_decide(found)
        add_form()
    if inside:
        st.page_link(
            "coalition/organizations/pages/coverage.py",
            label=_("Which districts nobody reaches"),
            icon=":material/map:",
        )
    chosen = {"words": wanted.words, "standing": wanted.standing, "area": wanted.area, "kind": wanted.kind}
    address = urlencode({**chosen, "reach": wanted.place_id or ""})
    html(parts.downloads([(k.upper(), f"/export/organizations.{k}?{address}") for k in ("csv", "xlsx", "json")]))


show()
