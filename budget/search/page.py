"""Search: lines of every state by number, name, agency or wording, nearest first; and what other rooms find."""

from collections.abc import Sequence

import streamlit as st

from budget.line_items.queries import Place, places_with_lines
from budget.search import shown
from budget.search.queries import PAGE_SIZE, Hit, Hits, search_lines
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.language import _
from data.reading_input import number_of
from data.search_words import LONGEST_SEARCH
from data.store import open_session
from look import parts
from look.address import kept
from look.finding import BEGINS_SO, Found, found_elsewhere, nearness
from look.show import html

viewer = current_viewer()


def chosen_place() -> Place | None:
    """The state that was chosen, None for all; where only one has lines there is nothing to choose."""
    with open_session(viewer) as session:
        places = {place.code: place for place in places_with_lines(session)}
    if len(places) < 2:
        return None

    def ask() -> str | None:
        return st.selectbox(
            _("State"),
            ["", *places],
            format_func=lambda code: places[code].name if code else _("Every state"),
            key="place",
            width=280,
        )

    return places.get(kept("place", ["", *places], "", ask))


def asked_page() -> int:
    return number_of(str(st.session_state.get("page") or st.query_params.get("page", ""))) or 1


def row(hit: Hit, number: int, found: Hits) -> None:
    with st.container(key=f"hit_row_{number}", gap=None):
        address = {"line": str(hit.head.id)}
        if hit.wording:
            address["year"] = str(int(hit.wording.fiscal_year))
        st.page_link(
            "budget/line_items/pages/line_item.py", label=shown.title(hit.head, found.phrases), query_params=address
        )
        html(shown.under(hit, found.phrases))


def pager(found: Hits, page: int) -> None:
    pages = [str(number) for number in range(1, max(1, -(-found.count // PAGE_SIZE)) + 1)]
    if len(pages) == 1 and page == 1:
        return
    if int(kept("page", pages, "1", lambda: st.selectbox(_("Page"), pages, width=120, key="page"))) != page:
        st.rerun()


def show() -> None:
    st.title(_("Search"))
    words = st.text_input(
        _("Number, name, agency or wording; a person, a bill, a district, an organization"),
        key="words",
        bind="query-params",
        max_chars=LONGEST_SEARCH,
        placeholder=_("7061-0008, circuit breaker, rural school aid"),
    )
    place = chosen_place()
    if not words.strip():
        html(
            parts.empty(_("Nothing is searched for yet."), _("Write a number, or words of a name or a line’s wording."))
        )
        return
    page = asked_page()
    with open_session(viewer) as session:
        found = search_lines(session, words, place=place, offset=(page - 1) * PAGE_SIZE)
    name = place.name if place else ""
    others = found_elsewhere(viewer, words, today=clock.now().date()) if page == 1 else {}
    if not found.count and not others:
        html(parts.empty(*shown.no_hit(words, name)))
        return
    html(parts.lede(shown.summary(found, words, name) if found.count else shown.only_elsewhere(words)))
    near = [what for what, some in others.items() if any(nearness(each.title, words) <= BEGINS_SO for each in some)]
    for what in near:
        elsewhere(what, others[what])
    if near and found.count:
        html(parts.heading(_("Line items")))
    with st.container(gap=None, key="hits"):
        for number, hit in enumerate(found.hits):
            row(hit, number, found)
    if found.count:
        pager(found, page)
    for what, some in others.items():
        if what not in near:
            elsewhere(what, some)


def elsewhere(what: str, some: Sequence[Found]) -> None:
    """The records of one kind that fit: above the lines where one is called what was typed, else below."""
    html(parts.heading(_(what)))
    with st.container(gap=None):
        for one in some:
            st.page_link(one.page, label=parts.plain(one.title), query_params={one.parameter: str(one.number)})
            html(parts.note(one.under))


show()
