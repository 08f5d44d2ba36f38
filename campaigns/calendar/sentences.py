"""Dates and tasks in words; values in, sentences out."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from budget.calendar.shown import left_words
from campaigns.calendar.models import EventKind
from campaigns.calendar.queries import DatedTask, EventShown
from campaigns.calendar.rules import EventForm, Sight, Template, Urgency, missing_of, urgency
from data.language import _, ngettext
from data.language.days import month_name
from look import parts


def kind_words(kind: str) -> str:
    """A kind of date as people call it."""
    names = {
        EventKind.SESSION: _("Session"), EventKind.BUDGET: _("Budget"), EventKind.BOARD: _("Board"),
        EventKind.ELECTION: _("Election"), EventKind.HEARING: _("Hearing"), EventKind.MEETING: _("Meeting"),
        EventKind.DEADLINE: _("Deadline"),
    }  # fmt: skip
    return names[EventKind(kind)]


def sight_words(sight: Sight) -> str:
    """Who sees a date."""
    names = {
        Sight.OWN: _("Only our organization"),
        Sight.TABLE: _("Everybody at the table"),
        Sight.PUBLIC: _("Everybody, on the public calendar"),
    }
    return names[sight]


def urgency_words(one: Urgency) -> str:
    """A part of the list of tasks."""
    names = {
        Urgency.LATE: _("Late"), Urgency.WEEK: _("This week"), Urgency.LATER: _("Later"),
        Urgency.NO_DAY: _("Without a day"),
    }  # fmt: skip
    return names[one]


def month_words(month: date) -> str:
    """ "January 2027"."""
    return _("{month} {year}").format(month=month_name(month.month), year=month.year)


def zone_words(name: str) -> str:
    """A time zone as people call it."""
    names = {
        "America/New_York": _("Eastern time"), "America/Kentucky/Louisville": _("Louisville time"),
        "America/Chicago": _("Central time"), "America/Denver": _("Mountain time"),
        "America/Phoenix": _("Arizona time"), "America/Los_Angeles": _("Pacific time"),
        "America/Anchorage": _("Alaska time"), "Pacific/Honolulu": _("Hawaii time"),
        "America/Puerto_Rico": _("Puerto Rico time"),
    }  # fmt: skip
    return names.get(name, name)


def clock_words(at: time) -> str:
    """ "9 a.m.", "1:30 p.m."."""
    hour = at.hour % 12 or 12
    said = f"{hour}:{at.minute:02d}" if at.minute else f"{hour}"
    return f"{said} {_('a.m.') if at.hour < 12 else _('p.m.')}"


def hours_words(form: EventForm) -> str:
    """ "9 a.m. to 1:30 p.m., Eastern time"; empty for whole days."""
    if form.starts_at is None:
        return ""
    said = clock_words(form.starts_at)
    if form.ends_at is not None and form.ends_on in (None, form.starts_on):
        said = _("{starts} to {ends}").format(starts=said, ends=clock_words(form.ends_at))
    return f"{said}, {zone_words(form.time_zone)}"


def until_words(form: EventForm, *, today: date) -> str:
    """ "until Fri, Apr 16, 5 p.m."; empty for a date of one day."""
    if form.ends_on is None or form.ends_on == form.starts_on:
        return ""
    said = _("until {day}").format(day=parts.day_words(form.ends_on, today=today))
    return f"{said}, {clock_words(form.ends_at)}" if form.ends_at else said


def missing_words(template: Template, open_keys: Sequence[str]) -> str:
    """ "2 sponsors, the filing"; empty when nothing is missing."""
    said = [_(step.one if count == 1 else step.many).format(n=count) for step, count in missing_of(template, open_keys)]
    return ", ".join(said)


def deadline_sentence(event: EventShown, template: Template, tasks: Sequence[DatedTask], *, today: date) -> str:
    """ "House amendments due in 3 days: 2 sponsors missing."; empty for a date that has passed or is cancelled."""
    days = (event.form.starts_on - today).days
    if days < 0 or event.cancelled is not None or not tasks:
        return ""
    missing = missing_words(template, [task.key for task in tasks if task.done is None])
    ending = _("{what} missing").format(what=missing) if missing else _("everything is done")
    return _("{title} {when}: {ending}.").format(title=event.form.title, when=left_words(days), ending=ending)


def tasks_sentence(tasks: Sequence[DatedTask], *, today: date) -> str:
    """What is open in one sentence: "5 tasks are open, 2 of them late."."""
    if not tasks:
        return _("Nothing is open.")
    late = sum(urgency(task.due, today=today) is Urgency.LATE for task in tasks)
    said = ngettext("{n} task is open", "{n} tasks are open", len(tasks)).format(n=f"{len(tasks):,}")
    return _("{open}, {n} of them late.").format(open=said, n=f"{late:,}") if late else f"{said}."


def calendar_sentence(days: Sequence[date], *, today: date) -> str:
    """How many dates lie ahead, and how far away the next one is."""
    ahead = [day for day in days if day >= today]
    if not ahead:
        return _("No date lies ahead.")
    soon = sum(day < today + timedelta(days=7) for day in ahead)
    said = ngettext("{n} date lies ahead", "{n} dates lie ahead", len(ahead)).format(n=f"{len(ahead):,}")
    if soon:
        return _("{dates}, {n} of them within a week.").format(dates=said, n=f"{soon:,}")
    return _("{dates}; the next one is {when}.").format(dates=said, when=left_words((min(ahead) - today).days))
