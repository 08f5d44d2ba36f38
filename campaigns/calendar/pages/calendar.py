"""What lies ahead, month by month: our dates, those of others, budget decisions, and our tasks beside them."""

from datetime import date

import streamlit as st

from budget.calendar.queries import Decision
from campaigns.calendar import sentences as say
from campaigns.calendar import shown
from campaigns.calendar.ahead import PlannedDay, decisions_ahead, planned_days
from campaigns.calendar.models import EventKind
from campaigns.calendar.pages.event_forms import add_event_form
from campaigns.calendar.pages.task_rows import task_rows, tell_refusal
from campaigns.calendar.queries import EventFilter, EventShown, events, open_tasks, tasks_of
from campaigns.calendar.rules import by_month
from campaigns.calendar.shown import Row
from campaigns.calendar.templates import templates
from campaigns.nonpartisan.pages.panel import held_back_panel
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.accounts.local_viewer import address_of
from coalition.programs.queries import grant_windows
from data.access import Permission, may
from data.language import _
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, show_saved

ANY, OURS, OTHERS, PAST = "", "ours", "others", "past"
DECISIONS, PLANS = "decisions", "plans"
TASKS_BESIDE = 12
viewer = current_viewer()
today = clock.now().date()
sees = may(viewer, Permission.SEE_COALITION)


def choice(name: str, label: str, names: dict[str, str]) -> str:
    """One filter, kept in the address."""
    options = list(names)
    return kept(
        name, options, ANY, lambda: st.selectbox(label, options, format_func=names.__getitem__, key=name, width=168)
    )


def choices() -> tuple[str, str, str]:
    """Whose dates, which kind, and whether those that lie ahead or those that passed."""
    kinds = {ANY: _("Every kind"), **{kind.value: say.kind_words(kind) for kind in EventKind}}
    kinds[DECISIONS] = _("Budget decisions")
    if sees:
        kinds[PLANS] = _("Our plans")
    with st.container(horizontal=True, key="switches"):
        whose = ANY
        if viewer.organization_id is not None and sees:
            whose = choice("whose", _("Whose"), {ANY: _("Everybody’s"), OURS: _("Ours"), OTHERS: _("Of others")})
        kind = choice("kind", _("Kind"), kinds)
        when = choice("when", _("When"), {ANY: _("Ahead"), PAST: _("Passed")})
    return whose, kind, when


def agenda(whose: str, kind: str, when: str) -> tuple[tuple[Row, ...], list[Decision], tuple[EventShown, ...]]:
    """The rows of the list, the decisions without a day, and the dates among the rows."""
    ours = {OURS: True, OTHERS: False}.get(whose)
    since, before = (None, today) if when == PAST else (today, None)
    one = EventKind(kind) if kind in set(EventKind) else None
    decisions: tuple[Decision, ...] = ()
    plans: tuple[PlannedDay, ...] = ()
    with open_session(viewer) as session:
        found = () if kind in (DECISIONS, PLANS) else events(session, EventFilter(since, before, one, ours))
        if when != PAST and whose == ANY and kind in (ANY, DECISIONS, EventKind.BUDGET):
            decisions = decisions_ahead(session, today=today)
        if when != PAST and whose != OTHERS and kind in (ANY, PLANS) and sees:
            plans = planned_days(session, since=today)
        ahead = when != PAST and whose == ANY and kind in (ANY, EventKind.DEADLINE)
        windows = grant_windows(session, today=today) if ahead else ()
    rows = [Row(event.form.starts_on, shown.event_body(event, today=today), event) for event in found]
    rows += [Row(each.when.order, shown.decision_body(each), None) for each in decisions if each.when.on]
    rows += [Row(plan.due, shown.planned_body(plan), None) for plan in plans]
    for window in windows:
        days = ((window.opens, False), (window.closes, True))
        rows += [Row(day, shown.grant_body(window, closes=closes), None) for day, closes in days if day >= today]
    return tuple(rows), [each for each in decisions if not each.when.on], found


def missing_before(found: tuple[EventShown, ...]) -> None:
    """What is still missing before our deadlines, soonest first."""
    planned = {event.id: event for event in found if event.template and event.is_own}
    with open_session(viewer) as session:
        tasks = tasks_of(session, planned)
    said = [
        say.deadline_sentence(event, templates()[event.template], tasks.get(number, ()), today=today)
        for number, event in planned.items()
        if event.template in templates()
    ]
    for sentence in [one for one in said if one][:3]:
        html(f'<p class="ct ct-caution">{parts.with_figures(sentence)}</p>')


def months(rows: tuple[Row, ...], *, past: bool) -> None:
    running = [row for row in rows if row.day < today and not past]
    if running:
        html(parts.heading(_("Running now")), *(shown.agenda_row(row, today=today) for row in running))
    listed = [row for row in rows if row.day >= today or past]
    found = by_month([row.day for row in listed])
    for month in sorted(found, reverse=past):
        places = reversed(found[month]) if past else found[month]
        html(parts.heading(say.month_words(month)), *(shown.agenda_row(listed[place], today=today) for place in places))


def nothing(*, filtered: bool) -> None:
    if filtered:
        html(parts.empty(_("No date fits."), _("Choose everybody’s dates and every kind to see all.")))
    elif may(viewer, Permission.LOG_ACTIONS):
        html(
            parts.empty(_("No date yet."), _("Add the next hearing, deadline or board meeting; tasks follow from it."))
        )
    else:
        html(parts.empty(_("No date yet."), _("Organizers of the coalition add them.")))


def beside() -> None:
    """Our open tasks, ticked where they stand."""
    with open_session(viewer) as session:
        tasks = open_tasks(session)
    html(parts.heading(_("Our tasks")), parts.say(say.tasks_sentence(tasks, today=today)))
    task_rows(tasks[:TASKS_BESIDE], today=today, before={})
    st.page_link("campaigns/calendar/pages/tasks.py", label=_("All our tasks"))


def take_along() -> None:
    """The calendar for other programs: the address of the public one, and the files."""
    html(parts.heading(_("In your own calendar")))
    html(shown.subscribe(address_of("/export/public-calendar.ics")))
    files = [(_("Public calendar ICS"), "/export/public-calendar.ics")]
    if sees and viewer.organization_id is not None:
        files.insert(0, (_("Ours, with tasks, ICS"), "/export/calendar.ics"))
    html(parts.downloads(files))


def days_of(rows: tuple[Row, ...]) -> list[date]:
    """The days of what takes place."""
    return [row.day for row in rows if row.event is None or row.event.cancelled is None]


def show() -> None:
    st.title(_("Calendar"))
    show_saved()
    tell_refusal()
    lede = st.empty()
    if may(viewer, Permission.LOG_ACTIONS):
        add_event_form()
        held_back_panel("Date")
    whose, kind, when = choices()
    rows, undated, found = agenda(whose, kind, when)
    lede.html(parts.lede(say.calendar_sentence(days_of(rows), today=today)))
    left, right = st.columns([3, 2], gap="large")
    with left:
        if sees and when != PAST:
            missing_before(found)
        months(rows, past=when == PAST)
        if not rows:
            nothing(filtered=bool(whose or kind or when))
        if undated:
            with st.expander(_("Budget decisions whose day is not known yet")):
                html(shown.undated(undated))
    with right:
        if sees:
            beside()
        take_along()


show()
