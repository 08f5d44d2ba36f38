"""All changes, newest first: by act, day and record, with the way back where it is safe."""

from datetime import date

import streamlit as st

from coalition.accounts.current import current_viewer
from coalition.changes import shown, wording
from coalition.changes.opening import addresses
from coalition.changes.pages.panel import change_list, say_problem
from coalition.changes.queries import ChangeFilter, ChangePage, changes, head
from data.errors import InvalidInput
from data.language import _
from data.reading_input import day_of, number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

LONGEST_RECORD, ASKED = 200, "changes_asked"


def wanted() -> ChangeFilter:
    """What the address and the fields ask for."""
    acts = ["", *wording.known_acts()]
    with st.container(horizontal=True, key="change_filters", vertical_alignment="bottom"):
        act = kept("act", acts, "", lambda: st.selectbox(_("Act"), acts, format_func=act_choice, key="act", width=280))
        day = day_choice()
        record = record_choice()
    if st.session_state.get(ASKED, (act, day, record)) != (act, day, record):
        st.query_params.pop("below", None)
    st.session_state[ASKED] = act, day, record
    return ChangeFilter(act, day, record, number_of(st.query_params.get("below", "")))


def act_choice(act: str) -> str:
    return wording.act_words(act) if act else _("Every act")


def day_choice() -> date | None:
    """The day of the address, or the one chosen; it is a day of the clock in Greenwich, as the log keeps it."""
    if "day" not in st.session_state:
        try:
            st.session_state["day"] = day_of(st.query_params.get("day", ""))
        except InvalidInput:
            st.session_state["day"] = None
    chosen = st.date_input(_("Day"), key="day", format="YYYY-MM-DD", width=160)
    keep_in_address("day", chosen.isoformat() if isinstance(chosen, date) else "")
    return chosen if isinstance(chosen, date) else None


def record_choice() -> str:
    if "record" not in st.session_state:
        st.session_state["record"] = st.query_params.get("record", "")[:LONGEST_RECORD]
    typed = st.text_input(
        _("Record"), key="record", max_chars=LONGEST_RECORD, placeholder=_("line item 12"), width=220
    ).strip()
    keep_in_address("record", typed)
    return typed


def keep_in_address(name: str, value: str) -> None:
    if st.query_params.get(name, "") == value:
        return
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def below_the_list(page: ChangePage, asked: ChangeFilter) -> None:
    with st.container(horizontal=True, key="change_paging"):
        if page.older is not None and st.button(_("Older changes"), icon=":material/arrow_downward:"):
            st.query_params["below"] = str(page.older)
            st.rerun()
        if asked.below is not None and st.button(_("Newest changes"), icon=":material/arrow_upward:"):
            st.query_params.pop("below", None)
            st.rerun()
    day = asked.day.isoformat() if asked.day else ""
    files = [
        (kind.upper(), shown.export_address(kind, act=asked.act, day=day, record=asked.record))
        for kind in ("csv", "json")
    ]
    html(parts.downloads(files))


def show() -> None:
    st.title(_("Changes"))
    html(parts.lede(_("Who changed what, and why. Nothing here can be edited or taken away.")))
    show_saved()
    say_problem()
    asked = wanted()
    with open_session(current_viewer()) as session:
        page, end = changes(session, asked), head(session)
        pages = addresses(session, page.changes)
    if page.changes:
        change_list(page.changes, key="changes", pages=pages)
    elif end.entries:
        html(parts.empty(_("No change fits."), _("Choose another act or day, or clear the record.")))
    else:
        html(parts.empty(_("Nothing was changed yet."), _("The first change will stand here.")))
    below_the_list(page, asked)
    html(parts.note(shown.head_sentence(end)))


show()
