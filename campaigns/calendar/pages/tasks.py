"""What our organization has to do: late, this week, later; ticked where it stands."""

from datetime import timedelta

import streamlit as st

from campaigns.calendar import sentences as say
from campaigns.calendar.pages.task_rows import add_task_form, task_rows, tell_refusal
from campaigns.calendar.queries import DatedTask, event_names, open_tasks, tasks_done_since
from campaigns.calendar.rules import Urgency, urgency
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

ALL, MINE, NOBODYS = "", "mine", "nobody"
LATELY = timedelta(days=14)
viewer = current_viewer()
now = clock.now()
today = now.date()


def chosen(tasks: tuple[DatedTask, ...]) -> tuple[DatedTask, ...]:
    """The tasks the address asks for: everybody's, one's own, or nobody's yet."""
    names = {ALL: _("All of ours"), MINE: _("Mine"), NOBODYS: _("Nobody’s yet")}
    options = [ALL, NOBODYS] if viewer.account_id is None else list(names)

    def ask() -> str | None:
        return st.segmented_control(_("Whose"), options, format_func=names.__getitem__, key="whose", width="stretch")

    whose = kept("whose", options, ALL, ask)
    wanted = {MINE: viewer.account_id, NOBODYS: None}
    return tuple(task for task in tasks if whose == ALL or task.for_account_id == wanted[whose])


def part(one: Urgency, tasks: list[DatedTask], names: dict[int, str]) -> None:
    if tasks:
        html(parts.heading(say.urgency_words(one)))
        task_rows(tasks, today=today, before=names, acts=True)


def show() -> None:
    st.title(_("Tasks"))
    show_saved()
    tell_refusal()
    with open_session(viewer) as session:
        found, done = open_tasks(session), tasks_done_since(session, now - LATELY)
        names = event_names(session, {task.event_id for task in (*found, *done) if task.event_id})
    html(parts.lede(say.tasks_sentence(found, today=today)))
    if may(viewer, Permission.LOG_ACTIONS):
        add_task_form()
    listed = chosen(found)
    for one in Urgency:
        part(one, [task for task in listed if urgency(task.due, today=today) is one], names)
    if not listed:
        cure = _("Add one, or plan the tasks before a date in the calendar.")
        html(parts.empty(_("No open task here."), cure))
    if done:
        with st.expander(_("Done in the last two weeks")):
            task_rows(done, today=today, before=names)
    st.page_link("campaigns/calendar/pages/calendar.py", label=_("The calendar"))


show()
