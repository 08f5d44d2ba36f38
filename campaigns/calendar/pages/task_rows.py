"""Tasks with a tick: closed and taken up again where they stand, taken on, handed back or moved."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from campaigns.actions.task_commands import add_task, close_task, reopen_task
from campaigns.calendar import shown
from campaigns.calendar.queries import DatedTask
from campaigns.calendar.task_commands import hand_back_task, move_task, take_task
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

REFUSED = "task_refused"


def _run(act: Callable[..., Any], **given: Any) -> None:
    """Run one command before the page is drawn again; a refusal is told by `tell_refusal`."""
    try:
        with open_session(current_viewer(), writing=True) as session:
            act(session, **given)
    except CommonTableError as problem:
        st.session_state[REFUSED] = str(problem)


def tell_refusal() -> None:
    """What the last tick or button was refused for, once."""
    problem = st.session_state.pop(REFUSED, None)
    if problem:
        html(parts.stop(problem, _("Nothing was changed."), ""))


def _tick(task: DatedTask) -> None:
    if task.done is None:
        _run(close_task, task_id=task.id, now=clock.now())
    else:
        _run(reopen_task, task_id=task.id)


def task_rows(tasks: Sequence[DatedTask], *, today: date, before: dict[int, str], acts: bool = False) -> None:
    """Each task with its tick and its day; `before` names the dates; `acts` offers taking on and moving."""
    viewer = current_viewer()
    may_act = may(viewer, Permission.LOG_ACTIONS)
    for task in tasks:
        with st.container(key=f"task_row_{task.id}", horizontal=True, vertical_alignment="center", gap="small"):
            with st.container(gap=None):
                st.checkbox(
                    parts.plain(task.title), task.done is not None, key=f"tick_{task.id}_{task.version}",
                    disabled=not may_act, on_change=_tick, args=(task,),
                )  # fmt: skip
                named = before.get(task.event_id or 0, "")
                html(shown.task_line(task, today=today, before=named, own=viewer.account_id))
            if acts and may_act and task.done is None:
                _acts(task, own=viewer.account_id)


def _acts(task: DatedTask, *, own: int | None) -> None:
    with st.container(horizontal=True, width="content"):
        if own is not None and task.for_account_id is None:
            st.button(
                _("I do it"), key=f"take_{task.id}", on_click=_run, args=(take_task,), kwargs={"task_id": task.id}
            )
        if own is not None and task.for_account_id == own:
            given = {"task_id": task.id}
            st.button(_("Hand it back"), key=f"back_{task.id}", on_click=_run, args=(hand_back_task,), kwargs=given)
        with st.popover(_("Move"), type="tertiary"), st.form(f"move_{task.id}", border=False):
            due = st.date_input(_("By"), task.due, format="YYYY-MM-DD", key=f"move_to_{task.id}_{task.version}")
            if st.form_submit_button(_("Save the day"), type="primary"):
                with refusal_shown(_("Nothing was changed.")):
                    with open_session(current_viewer(), writing=True) as session:
                        move_task(session, task_id=task.id, version=task.version, due=due)
                    st.rerun()


def add_task_form() -> None:
    """Say one more thing our organization has to do."""
    with st.popover(_("Add a task"), icon=":material/add_task:", type="primary"), st.form("add_task", border=False):
        title = st.text_input(_("What has to be done"), max_chars=160, placeholder=_("Call the committee’s office"))
        due = st.date_input(_("By"), None, format="YYYY-MM-DD", key="add_task_due")
        mine = current_viewer().account_id is not None and st.checkbox(_("I do it"), key="add_task_mine")
        if st.form_submit_button(_("Save the task"), type="primary"):
            with refusal_shown(_("Nothing was saved."), _("Correct it and save again.")):
                owner = current_viewer().account_id if mine else None
                with open_session(current_viewer(), writing=True) as session:
                    add_task(session, title=title, due=due, now=clock.now(), for_account_id=owner)
                keep_saved(_("Task saved"), [title])
                st.rerun()
