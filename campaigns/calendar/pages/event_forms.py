"""The forms of a date: add one, change it, plan the tasks before it, cancel or restore it."""

from datetime import date, time

import streamlit as st

from campaigns.calendar import sentences as say
from campaigns.calendar.commands import add_event, cancel_event, change_event, restore_event
from campaigns.calendar.models import EventKind
from campaigns.calendar.queries import EventShown
from campaigns.calendar.rules import TIME_ZONES, EventForm, Sight
from campaigns.calendar.task_commands import plan_tasks
from campaigns.calendar.templates import templates
from campaigns.nonpartisan.pages.panel import held_back_kept
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.language import _, ngettext
from data.store import open_session
from look.opened import as_opened, close_form
from look.show import keep_saved, refusal_shown

SAFE, CURE = "Nothing was saved; what you typed is still here.", "Correct it and save again."


def _when_fields(key: str, form: EventForm | None) -> tuple[date, time | None, date | None, time | None]:
    left, right = st.columns(2)
    starts = left.date_input(_("Day"), form.starts_on if form else "today", format="YYYY-MM-DD", key=f"{key}_on")
    at = right.time_input(_("Begins at"), form.starts_at if form else None, step=900, key=f"{key}_at")
    ends = left.date_input(
        _("Last day, if later"), form.ends_on if form else None, format="YYYY-MM-DD", key=f"{key}_until"
    )
    ends_at = right.time_input(_("Ends at"), form.ends_at if form else None, step=900, key=f"{key}_ends")
    st.caption(_("Leave the times empty for whole days."))
    return starts, at, ends, ends_at


def _fields(key: str, form: EventForm | None) -> EventForm:
    kinds, sights = list(EventKind), list(Sight)
    title = st.text_input(
        _("What"), form.title if form else "", max_chars=160, placeholder=_("House amendments due"), key=f"{key}_title"
    )
    kind = st.selectbox(
        _("Kind"), kinds, kinds.index(EventKind(form.kind)) if form else kinds.index(EventKind.DEADLINE),
        format_func=say.kind_words, key=f"{key}_kind",
    )  # fmt: skip
    starts, at, ends, ends_at = _when_fields(key, form)
    sight = st.selectbox(
        _("Who sees it"),
        sights,
        sights.index(form.sight) if form else 1,
        format_func=say.sight_words,
        key=f"{key}_sight",
    )
    place = st.text_input(_("Place"), form.place if form else "", max_chars=240, key=f"{key}_place")
    with st.expander(_("More: time zone, notes, source")):
        said = form.time_zone if form and form.time_zone else TIME_ZONES[0]
        zones = list(dict.fromkeys((said, *TIME_ZONES)))
        zone = st.selectbox(_("Time zone"), zones, format_func=say.zone_words, key=f"{key}_zone")
        about = st.text_area(_("Notes"), form.about if form else "", max_chars=4000, key=f"{key}_about")
        source = st.text_input(
            _("Where it was announced"), form.source_title if form else "", max_chars=160, key=f"{key}_source"
        )
        address = st.text_input(
            _("Its address"), form.source_address if form else "", placeholder="https://", key=f"{key}_address"
        )
    return EventForm(kind, title, starts, at, ends, ends_at, zone, place, about, sight, source, address)


def add_event_form() -> None:
    """Put one more date into the calendar, then open it."""
    made = 0
    with st.popover(_("Add a date"), icon=":material/event:", type="primary"), st.form("add_date", border=False):
        form = _fields("add", None)
        if st.form_submit_button(_("Save the date"), type="primary"):
            with refusal_shown(_(SAFE), _(CURE)), held_back_kept():
                with open_session(current_viewer(), writing=True) as session:
                    made = add_event(session, form=form, now=clock.now())
                keep_saved(_("Date saved"), [form.title])
    if made:
        st.switch_page("campaigns/calendar/pages/date.py", query_params={"date": str(made)})


def change_event_form(newest: EventShown, *, today: date) -> None:
    """Change a date; its open tasks move with it."""
    key = f"change_{newest.id}"
    event = as_opened(key, newest, field=lambda _event: f"{key}_title", shows=lambda one: one.form)
    with st.popover(_("Change it"), icon=":material/edit:"), st.form(key, border=False):
        form = _fields(key, event.form)
        if st.form_submit_button(_("Save the date"), type="primary"):
            close_form(key)
            with refusal_shown(_(SAFE), _(CURE)), held_back_kept():
                with open_session(current_viewer(), writing=True) as session:
                    _version, moved = change_event(
                        session, event_id=event.id, version=event.version, form=form, now=clock.now(), today=today
                    )
                tasks = ngettext("{n} open task moved with it.", "{n} open tasks moved with it.", moved)
                keep_saved(_("Date saved"), [form.title, *([tasks.format(n=moved)] if moved else [])])
                st.rerun()


def plan_form(event: EventShown, *, today: date) -> None:
    """Plan the tasks before a date back from a list of ours."""
    if event.template or event.cancelled is not None:
        return
    fits = [key for key, one in templates().items() if one.kind == event.form.kind]
    options = [*fits, *(key for key in templates() if key not in fits)]
    with st.popover(_("Plan the tasks before it"), icon=":material/checklist:"), st.form("plan", border=False):
        key = st.selectbox(_("For"), options, format_func=lambda one: _(templates()[one].name), key="plan_template")
        st.caption(_("A task whose day falls on a weekend is due the Friday before; one whose day has passed, today."))
        if st.form_submit_button(_("Plan the tasks"), type="primary"):
            with refusal_shown(_("Nothing was planned.")):
                with open_session(current_viewer(), writing=True) as session:
                    planned = plan_tasks(
                        session, event_id=event.id, version=event.version, template=key, now=clock.now(), today=today
                    )
                said = ngettext("{n} task is planned.", "{n} tasks are planned.", planned).format(n=planned)
                keep_saved(_("Planned"), [said])
                st.rerun()


def cancel_button(event: EventShown, *, today: date) -> None:
    """Cancel a date, or restore one that is cancelled."""
    if event.cancelled is None:
        if st.button(_("It does not take place"), icon=":material/event_busy:", key="cancel_date"):
            with refusal_shown(_("The date stands.")):
                with open_session(current_viewer(), writing=True) as session:
                    dropped = cancel_event(session, event_id=event.id, version=event.version, now=clock.now())
                gone = ngettext("{n} open task was dropped.", "{n} open tasks were dropped.", dropped).format(n=dropped)
                keep_saved(_("Cancelled"), [_("Calendar programs are told."), *([gone] if dropped else [])])
                st.rerun()
    elif st.button(_("It takes place after all"), icon=":material/undo:", key="restore_date"):
        with refusal_shown(_("The date stays cancelled.")):
            with open_session(current_viewer(), writing=True) as session:
                restore_event(session, event_id=event.id, version=event.version, now=clock.now(), today=today)
            keep_saved(_("Restored"), [event.form.title])
            st.rerun()
