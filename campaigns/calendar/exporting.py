"""Dates and tasks as an iCalendar file (RFC 5545), written by the icalendar library; values in, bytes out."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, Todo, vText

from budget.calendar.queries import Decision
from budget.calendar.rules import Sure
from budget.calendar.shown import budget_label
from campaigns.calendar import sentences as say
from campaigns.calendar.queries import DatedTask, EventShown
from campaigns.calendar.rules import EventForm, Sight, one_line
from data.language import _

PROGRAM = "-//Common Table//Calendar//EN"
REFRESH = "PT6H"


class Words(vText):
    """People's words, escaped as section 3.3.11 says; the library alone would turn a typed “\\N” into a line break."""

    def to_ical(self) -> bytes:
        escaped = str(self).replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
        return escaped.replace("\n", r"\n").encode()


def calendar_file(
    name: str,
    events: Sequence[EventShown],
    tasks: Sequence[DatedTask] = (),
    decisions: Sequence[Decision] = (),
    *,
    today: date,
) -> bytes:
    """A whole calendar: dates as VEVENT, tasks as VTODO, budget decisions with a known day as all-day VEVENT."""
    calendar = Calendar()
    for key, value in (("prodid", PROGRAM), ("version", "2.0"), ("calscale", "GREGORIAN"), ("x-wr-calname", name)):
        calendar.add(key, value)
    calendar.add("x-published-ttl", REFRESH)
    for zone in _zones(events):
        calendar.add_component(zone)
    uids = {event.id: event.uid for event in events}
    for event in events:
        calendar.add_component(_event(event))
    for decision in decisions:
        if decision.when.on is not None:
            calendar.add_component(_decision(decision, decision.when.on, today))
    for task in tasks:
        calendar.add_component(_task(task, uids.get(task.event_id or 0)))
    return bytes(calendar.to_ical())


def _zones(events: Iterable[EventShown]) -> list[Timezone]:
    """The rules of every zone used, over the years that the events span."""
    timed = [event for event in events if event.form.starts_at is not None and event.form.time_zone != "UTC"]
    if not timed:
        return []
    first = min(event.form.starts_on for event in timed)
    last = max(event.last_day for event in timed)
    span = date(first.year - 1, 1, 1), date(last.year + 2, 1, 1)
    names = sorted({event.form.time_zone for event in timed})
    return [_zone(name, *span) for name in names]


@cache
def _zone(name: str, first: date, last: date) -> Timezone:
    """A zone's rules, kept because finding them takes longer than everything else in a file."""
    return Timezone.from_tzid(name, first_date=first, last_date=last)


def _in_utc(moment: datetime) -> datetime:
    """A moment of the store, which keeps UTC and on SQLite does not say so; calendars count whole seconds."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return known.astimezone(UTC).replace(microsecond=0)


def _moment(day: date, at: time, time_zone: str) -> datetime:
    return datetime.combine(day, at, UTC if time_zone == "UTC" else ZoneInfo(time_zone))


def _add_span(part: Event, form: EventForm) -> None:
    """Whole days as DATE with the day after the last one as their end, else moments in their zone."""
    if form.starts_at is None:
        part.add("dtstart", form.starts_on)
        part.add("dtend", (form.ends_on or form.starts_on) + timedelta(days=1))
        return
    part.add("dtstart", _moment(form.starts_on, form.starts_at, form.time_zone))
    if form.ends_at is not None:
        part.add("dtend", _moment(form.ends_on or form.starts_on, form.ends_at, form.time_zone))


def _event(event: EventShown) -> Event:
    form, part = event.form, Event()
    part.add("uid", event.uid)
    part.add("dtstamp", _in_utc(event.changed))
    part.add("last-modified", _in_utc(event.changed))
    part.add("created", _in_utc(event.made))
    part.add("sequence", event.sequence)
    part.add("status", "CANCELLED" if event.cancelled is not None else "CONFIRMED")
    part.add("summary", Words(form.title))
    part.add("categories", [say.kind_words(form.kind)])
    part.add("class", "PUBLIC" if form.sight is Sight.PUBLIC else "PRIVATE")
    part.add("transp", "OPAQUE" if form.starts_at is not None else "TRANSPARENT")
    _add_span(part, form)
    source = _("Source: {title}").format(title=form.source_title) if form.source_title else ""
    about = "\n".join(words for words in (form.about, source) if words)
    for key, words in (("location", form.place), ("description", about)):
        if words:
            part.add(key, Words(words))
    if form.source_address:
        part.add("url", form.source_address)
    return part


def _decision(decision: Decision, day: date, today: date) -> Event:
    """A decision's day is not ours to confirm unless it was announced or is law."""
    sure = decision.when.sure in (Sure.ANNOUNCED, Sure.LAW)
    part, stamp = Event(), datetime.combine(today, time(), UTC)
    name = f"decision/{decision.place.code}/{int(decision.fiscal_year)}/{decision.stage.code}"
    part.add("uid", f"{uuid5(NAMESPACE_URL, name)}@commontable")
    part.add("dtstamp", stamp)
    part.add("status", "CONFIRMED" if sure else "TENTATIVE")
    part.add("summary", one_line(f"{_(decision.decider.who)}: {budget_label(decision)}"))
    part.add("description", f"{_(decision.decider.does)}. {decision.decider.source_title}")
    part.add("transp", "TRANSPARENT")
    part.add("dtstart", day)
    part.add("dtend", day + timedelta(days=1))
    return part


def task_uid(task: DatedTask) -> str:
    """The same for ever, and another one for every task of every store."""
    return f"{uuid5(NAMESPACE_URL, f'task/{task.organization_id}/{task.id}/{task.made.isoformat()}')}@commontable"


def _task(task: DatedTask, event_uid: str | None) -> Todo:
    part, stamp = Todo(), _in_utc(max(task.made, task.done or task.made))
    part.add("uid", task_uid(task))
    part.add("dtstamp", stamp)
    part.add("last-modified", stamp)
    part.add("sequence", task.version - 1)
    part.add("summary", Words(one_line(task.title)))
    part.add("status", "NEEDS-ACTION" if task.done is None else "COMPLETED")
    part.add("class", "PRIVATE")
    if task.due is not None:
        part.add("due", task.due)
    if task.done is not None:
        part.add("completed", _in_utc(task.done))
        part.add("percent-complete", 100)
    if event_uid:
        part.add("related-to", event_uid)
    return part
