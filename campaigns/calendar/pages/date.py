"""One date: when and where, what is still missing before it, and the tasks that lead up to it."""

import streamlit as st

from budget.calendar.shown import day_words, left_words
from campaigns.calendar import queries, shown
from campaigns.calendar import sentences as say
from campaigns.calendar.commands import subject_of
from campaigns.calendar.pages.event_forms import cancel_button, change_event_form, plan_form
from campaigns.calendar.pages.task_rows import task_rows, tell_refusal
from campaigns.calendar.queries import DatedTask, EventShown
from campaigns.calendar.templates import templates
from campaigns.nonpartisan.pages.panel import held_back_panel
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, show_saved

LIST = "campaigns/calendar/pages/calendar.py"
viewer = current_viewer()
today = clock.now().date()


def facts(event: EventShown, tasks: tuple[DatedTask, ...]) -> None:
    """The answering sentence, then when, where, and whose it is."""
    form, days = event.form, (event.form.starts_on - today).days
    template = templates().get(event.template)
    sentence = say.deadline_sentence(event, template, tasks, today=today) if template else ""
    html(parts.lede(sentence or f"{day_words(form.starts_on)}, {left_words(days)}."))
    if event.cancelled is not None:
        html(parts.stop(_("This date does not take place."), _("It stays listed, so that calendars learn of it."), ""))
    html(shown.agenda_row(shown.Row(form.starts_on, shown.event_body(event, today=today, named=False)), today=today))
    html(parts.note(_("Who sees it: {who}.").format(who=say.sight_words(form.sight))))
    html(parts.downloads([("ICS", f"/export/date.ics?date={event.id}")]))


def lead_up(event: EventShown, tasks: tuple[DatedTask, ...]) -> None:
    html(parts.heading(_("Before it")))
    task_rows(tasks, today=today, before={}, acts=True)
    if not tasks:
        cure = _("Plan them back from a list, or add your own under Tasks.")
        html(parts.empty(_("No task leads up to it."), cure))


def show() -> None:
    try:
        with open_session(viewer) as session:
            event = queries.event(session, number_of(st.query_params.get("date", "")) or 0)
            tasks = queries.tasks_of(session, [event.id]).get(event.id, ())
    except NotFound as missing:
        st.title(_("Date"))
        html(parts.stop(str(missing), _("Nothing was changed."), _("Choose one from the calendar.")))
        st.page_link(LIST, label=_("The calendar"))
        return
    html(parts.eyebrow([_("Calendar"), say.kind_words(event.form.kind)]))
    st.title(parts.plain(event.form.title))
    show_saved()
    tell_refusal()
    facts(event, tasks)
    if event.is_own and may(viewer, Permission.LOG_ACTIONS):
        with st.container(horizontal=True, key="acts"):
            change_event_form(event, today=today)
            plan_form(event, today=today)
            cancel_button(event, today=today)
        held_back_panel("Date")
    if event.is_own and may(viewer, Permission.SEE_COALITION):
        lead_up(event, tasks)
    history_panel(subject_of(event.id))
    st.page_link(LIST, label=_("The calendar"))


show()
