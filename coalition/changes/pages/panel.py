"""What any record's page shows of its history: collapsed, newest first, and read only when it is opened."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes import shown, wording
from coalition.changes.commands import put_back_change
from coalition.changes.queries import AT_ONCE, history
from coalition.changes.rules import Change
from coalition.changes.undoing import offered
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved

PROBLEM = "put_back_problem"


def history_panel(*subjects: str) -> None:
    """The expander “History” of one record, for those who see who changed what; others see nothing.

    `subjects` are the names the log has for the record, such as "line item 12"; the first also names the widgets.
    """
    if not may(current_viewer(), Permission.SEE_AUDIT):
        return
    key = f"history_{subjects[0].replace(' ', '_')}"
    opened = st.expander(_("History"), key=key, on_change="rerun")
    if not opened.open:
        return
    with opened:
        shown_count = st.session_state.get(f"{key}_count", AT_ONCE)
        with open_session(current_viewer()) as session:
            page = history(session, *subjects, limit=shown_count)
        say_problem()
        if not page.changes:
            html(parts.empty(_("Nothing was changed here yet."), _("Each change will stand here, with who and why.")))
            return
        change_list(page.changes, key=key)
        if page.older is not None and st.button(_("Older changes"), key=f"{key}_older"):
            st.session_state[f"{key}_count"] = shown_count + AT_ONCE
            st.rerun()


def change_list(changes: tuple[Change, ...], *, key: str, pages: Mapping[str, str] | None = None) -> None:
    """Changes, newest first, each with a button where it can be put back; `pages` are those of several records."""
    today, can = clock.now().date(), offered(changes)
    waiting: list[Change] = []
    for change in changes:
        waiting.append(change)
        if change.number in can:
            html(shown.entries(waiting, today=today, pages=pages, goes_on=True))
            waiting = []
            with st.container(key=f"put_back_row_{key}_{change.number}"):
                put_back_button(change, key)
    if waiting:
        html(shown.entries(waiting, today=today, pages=pages))


def put_back_button(change: Change, key: str) -> None:
    words = wording.act_words(change.act)
    st.button(
        _("Put this back"),
        key=f"{key}_put_back_{change.number}",
        icon=":material/undo:",
        help=parts.plain(_("Undoes entry {n}: {act}.").format(n=change.number, act=words)),
        on_click=partial(put_back, change.number),
    )


def put_back(number: int) -> None:
    """Put one edit back for whoever looks now; the sentence of what is refused is shown in the next run."""
    try:
        with open_session(current_viewer(), writing=True) as session:
            change = put_back_change(session, number=number)
    except CommonTableError as problem:
        st.session_state[PROBLEM] = str(problem)
        return
    keep_saved(_("Put back"), [f"{wording.record_words(change)}: {wording.act_words(change.act)}."])


def say_problem() -> None:
    """What the last putting back was refused for, once."""
    problem = st.session_state.pop(PROBLEM, None)
    if problem:
        html(parts.stop(problem, _("Nothing was changed."), ""))
