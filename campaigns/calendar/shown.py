"""Dates, decisions and tasks as markup."""

from dataclasses import dataclass
from datetime import date
from html import escape

from budget.calendar.queries import Decision
from budget.calendar.rules import Sure
from budget.calendar.shown import SURE_WORDS, budget_label, day_sentence
from campaigns.calendar import sentences as say
from campaigns.calendar.ahead import PlannedDay
from campaigns.calendar.queries import DatedTask, EventShown
from campaigns.calendar.rules import Sight
from coalition.programs.queries import GrantWindow
from data.language import _
from look import parts


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the agenda: its day, its text as markup, and the date behind it where there is one."""

    day: date
    body: str
    event: EventShown | None = None


def _tags(event: EventShown) -> str:
    said = [parts.tag(say.kind_words(event.form.kind), "info")]
    if event.cancelled is not None:
        said.append(parts.tag(_("cancelled"), "stop", "cross"))
    if event.form.sight is Sight.PUBLIC:
        said.append(parts.tag(_("public"), "ok"))
    elif event.form.sight is Sight.OWN:
        said.append(parts.tag(_("only us")))
    return " ".join(said)


def event_body(event: EventShown, *, today: date, named: bool = True) -> str:
    """A date: title (unless the page says it already), kind, hours, place, whose it is, and where it stands."""
    form = event.form
    words = f"<s>{escape(form.title)}</s>" if event.cancelled is not None else escape(form.title)
    title = f'<a class="name" href="/date?date={event.id}" target="_self">{words}</a> ' if named else ""
    facts = [say.hours_words(form), say.until_words(form, today=today), form.place]
    facts.append("" if event.is_own else event.organization)
    lines = [" · ".join(escape(fact) for fact in facts if fact), *(escape(line) for line in form.about.splitlines())]
    lines.append(_source(form.source_title, form.source_address))
    said = "".join(f"<small>{line}</small>" for line in lines if line)
    return f"<p>{title}{_tags(event)}</p>{said}"


def _source(title: str, address: str) -> str:
    if address.startswith("https://"):
        return f'<a href="{escape(address)}" rel="noopener">{escape(title or _("Source"))}</a>'
    return escape(title)


def decision_body(decision: Decision) -> str:
    """A budget decision: who decides, which budget, and how sure the day is."""
    sure = SURE_WORDS.get(decision.when.sure)
    tag = parts.tag(_(sure[0]), sure[1]) if sure else parts.tag(_("usual day"), "warn")
    if decision.when.sure is Sure.UNKNOWN:
        tag = parts.tag(_("no day known"))
    source = decision.announced or decision.decider
    said = f"{escape(budget_label(decision))}: {escape(_(decision.decider.does))}"
    said += f" · {escape(day_sentence(decision))}" if decision.when.on is None else ""
    link = _source(source.source_title, source.source_address)
    kind = parts.tag(_("Budget decision"), "info")
    return f"<p><b>{escape(_(decision.decider.who))}</b> {kind} {tag}</p><small>{said}</small><small>{link}</small>"


def planned_body(day: PlannedDay) -> str:
    """Something a campaign does by a day."""
    address = f"/campaign?campaign={day.campaign_id}"
    return (
        f"<p><b>{escape(day.words)}</b> {parts.tag(_('Our plan'))}</p>"
        f'<small><a href="{address}" target="_self">{escape(day.campaign)}</a></small>'
    )


def grant_body(window: GrantWindow, *, closes: bool) -> str:
    """A day of a programme's grant window: it opens, or closes."""
    words = _("The grant window closes") if closes else _("The grant window opens")
    address = f"/program?program={window.program_id}"
    return (
        f"<p><b>{escape(words)}</b> {parts.tag(_('Programme'))}</p>"
        f'<small><a href="{address}" target="_self">{escape(window.program)}</a></small>'
    )


def agenda_row(row: Row, *, today: date) -> str:
    """One line of the agenda with its day beside it."""
    return f'<div class="ct ct-date">{parts.day(row.day, today=today)}<div>{row.body}</div></div>'


def undated(decisions: list[Decision]) -> str:
    """Decisions whose day nobody knows yet, as one list."""
    rows = "".join(f"<li>{decision_body(decision)}</li>" for decision in decisions)
    return f'<ul class="ct ct-said ct-undated">{rows}</ul>'


def task_line(task: DatedTask, *, today: date, before: str = "", own: int | None = None) -> str:
    """When a task is due, what it leads up to and whose it is, beside its tick."""
    late = task.done is None and task.due is not None and task.due < today
    due = parts.day(task.due, today=today) if task.due else _("no day")
    said = [f"{due} {parts.tag(_('late'), 'stop')}" if late else due, escape(before)]
    if task.for_account_id is not None:
        said.append(_("yours") if task.for_account_id == own else _("somebody’s"))
    return f'<p class="ct ct-due">{" · ".join(one for one in said if one)}</p>'


def subscribe(address: str) -> str:
    """How a calendar program follows the public calendar."""
    told = _("Paste it where your calendar program says “subscribe” or “from URL”; it needs no sign-in.")
    return f'<p class="ct ct-say"><code>{escape(address)}</code></p>{parts.note(told)}'
