"""What the table shares: links and files, by tag and by words; something is shared here."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community import resources_shown as shown
from coalition.community.pages.resource_form import share_form
from coalition.community.pages.saying import may_speak
from coalition.community.resource_queries import PAGE_SIZE, SharedPage, resources
from data.language import _
from data.reading_input import number_of
from data.search_words import LONGEST_SEARCH
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

viewer, now = current_viewer(), clock.now()
RESOURCE = "coalition/community/pages/resource.py"
ALL, MOST_TAGS = "", 24


def asked_page() -> int:
    return number_of(str(st.session_state.get("page") or st.query_params.get("page", ""))) or 1


def read(words: str, tag: str) -> SharedPage:
    with open_session(viewer) as session:
        return resources(session, words=words, tag=tag, offset=(asked_page() - 1) * PAGE_SIZE)


def chosen_tag(tags: tuple[tuple[str, int], ...]) -> str:
    """The tag chosen, kept in the address; nothing to choose where nobody gave one."""
    named = [ALL, *(word for word, _count in tags[:MOST_TAGS])]
    asked = st.query_params.get("tag", "")
    if asked and asked not in named and asked in {word for word, _count in tags}:
        named.append(asked)
    if len(named) == 1:
        return ALL

    def ask() -> str | None:
        return st.pills(
            _("Tag"), named, key="tag", required=True, format_func=lambda one: parts.plain(one) if one else _("All")
        )

    return kept("tag", named, ALL, ask)


def listed(found: SharedPage, words: str, tag: str) -> None:
    html(parts.lede(shown.lede(found.count, words=words, chosen=tag)))
    for one in found.found:
        with st.container(key=f"hit_row_resource_{one.id}", gap=None):
            st.page_link(RESOURCE, label=parts.plain(one.title), query_params={"resource": str(one.id)})
            html(shown.under(one, now=now))
    if found.found:
        pager(found.count)
    elif words or tag:
        html(parts.empty(_("Nothing shared fits this."), _("Use fewer words, or another tag.")))
    else:
        html(parts.empty(_("Nothing is shared yet."), _("Share a link or a file that helped you.")))


def pager(count: int) -> None:
    pages = [str(number) for number in range(1, max(1, -(-count // PAGE_SIZE)) + 1)]
    if len(pages) == 1 and asked_page() == 1:
        return
    before = asked_page()
    if int(kept("page", pages, "1", lambda: st.selectbox(_("Page"), pages, width=120, key="page"))) != before:
        st.rerun()


def show() -> None:
    st.title(_("Resources"))
    show_saved()
    words = st.text_input(
        _("Search what was shared"), key="words", bind="query-params", max_chars=LONGEST_SEARCH,
        placeholder=_("testimony template, levy calculator, flyer in Spanish"),
    )  # fmt: skip
    said = (words or "").strip()
    tag = chosen_tag(read("", ALL).tags)
    if may_speak():
        share_form()
    listed(read(said, tag), said, tag)


show()
