"""What people say: every thread, the last to be written in first, and a search over all posts."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community import sentences as say
from coalition.community import threads_shown as shown
from coalition.community.pages.saying import THREAD, may_speak, start_form
from coalition.community.queries import PAGE_SIZE, VIEWS, ThreadHead, Threads, Wanted, threads, unread_mentions
from coalition.community.search import search_posts
from data.language import _
from data.reading_input import number_of
from data.search_words import LONGEST_SEARCH
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved
from look.talked_about import TalkedAbout, is_talked_about, records_named

viewer, now = current_viewer(), clock.now()


def about_of_address() -> tuple[str, int] | None:
    """The record the address asks for, such as "line-item-12"."""
    kind, _dash, number = st.query_params.get("about", "").rpartition("-")
    found = number_of(number)
    return (kind, found) if found is not None and is_talked_about(kind) else None


def everything() -> None:
    """Ask for every thread again, whatever it is about."""
    st.query_params.pop("about", None)


def asked_page() -> int:
    return number_of(str(st.session_state.get("page") or st.query_params.get("page", ""))) or 1


def pager(count: int) -> None:
    pages = [str(number) for number in range(1, max(1, -(-count // PAGE_SIZE)) + 1)]
    if len(pages) == 1 and asked_page() == 1:
        return
    before = asked_page()
    if int(kept("page", pages, "1", lambda: st.selectbox(_("Page"), pages, width=120, key="page"))) != before:
        st.rerun()


def row(head: ThreadHead, about: TalkedAbout | None) -> None:
    with st.container(key=f"hit_row_{head.id}", gap=None):
        st.page_link(THREAD, label=parts.plain(head.title), query_params={"thread": str(head.id)})
        html(shown.under(head, about, now=now))


def searched(words: str) -> None:
    """The posts that fit some words."""
    with open_session(viewer) as session:
        found = search_posts(session, words, limit=PAGE_SIZE, offset=(asked_page() - 1) * PAGE_SIZE)
    html(parts.say(say.search_words(found.count, words, is_more=found.is_more)))
    for hit in found.hits:
        with st.container(key=f"hit_row_{hit.thread_id}_{hit.number}", gap=None):
            query = {"thread": str(hit.thread_id), "post": str(hit.number)}
            st.page_link(THREAD, label=parts.plain(hit.title_text), query_params=query)
            html(shown.search_under(hit, now=now))
    if not found.hits:
        html(parts.empty(_("No post fits these words."), _("Use fewer words, or only the beginning of the last one.")))
    pager(found.count)


def chosen_view() -> str:
    def ask() -> str | None:
        return st.segmented_control(
            _("Show"), VIEWS, required=True, key="view", format_func=lambda one: _(say.VIEW_WORDS[one])
        )

    return kept("view", VIEWS, "", ask)


def listed(about: tuple[str, int] | None) -> None:
    view = chosen_view()
    wanted = Wanted(view, *(about or ("", None)))
    with open_session(viewer) as session:
        found = threads(session, wanted, offset=(asked_page() - 1) * PAGE_SIZE)
        named = unread_mentions(session)
        records = records_named(
            session, {head.about for head in found.heads if head.about} | ({about} if about else set())
        )
    record = records.get(about) if about else None
    html(parts.lede(say.lede(found, wanted, about=record.name if record else "", named=named)))
    if record is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="about_record"):
            label = parts.plain(f"{say.record_words(record.kind)}: {record.name}")
            query = {record.parameter: str(record.number)}
            st.page_link(record.page, label=label, icon=":material/link:", query_params=query)
            st.button(_("All threads"), key="everything", type="tertiary", on_click=everything)
    if may_speak():
        start_form(about if record else None)
    rows(found, records, view)


def rows(found: Threads, records: dict[tuple[str, int], TalkedAbout], view: str) -> None:
    for head in found.heads:
        row(head, records.get(head.about) if head.about else None)
    if not found.heads:
        html(parts.empty(*say.none_words(view)))
    pager(found.count)


def show() -> None:
    st.title(_("Community"))
    show_saved()
    words = st.text_input(
        _("Search what people said"), key="words", bind="query-params", max_chars=LONGEST_SEARCH,
        placeholder=_("bus routes, mentors, how to read a budget line"),
    )  # fmt: skip
    if (words or "").strip():
        searched(words.strip())
    else:
        listed(about_of_address())


show()
