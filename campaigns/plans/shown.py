"""A campaign as markup: its areas, its targets as a table, and who does what by when."""

from collections.abc import Sequence
from datetime import date
from html import escape

from campaigns.actions.task_queries import TaskShown
from campaigns.plans import sentences as say
from campaigns.plans.queries import CampaignOf, ObjectiveOf, Taking, TargetOf
from campaigns.plans.rules import CampaignStatus, is_late
from coalition.organizations.models import Area
from data.language import _
from look import parts

AREA_MARKS = {Area.PUBLIC: ("school", "public"), Area.EQUITY: ("scale", "equity"), Area.FUNDING: ("coins", "fund")}
STATUS_TAGS = {
    CampaignStatus.PLANNED: ("info", "clock"),
    CampaignStatus.RUNNING: ("work", "pen"),
    CampaignStatus.WON: ("ok", "check"),
    CampaignStatus.PARTLY_WON: ("ok", "check"),
    CampaignStatus.LOST: ("stop", "cross"),
    CampaignStatus.STOPPED: ("", "dash"),
}


def area_heading(area: Area) -> str:
    """One of the three areas: its mark, its name, and a sentence on what it is."""
    mark, hue = AREA_MARKS[area]
    return (
        f'<h2 class="ct ct-h"><span class="ct-p-{hue}">{parts.icon(mark)}</span> {escape(_(say.AREA_NAMES[area]))}</h2>'
        + parts.note(_(say.AREA_SAY[area]))
    )


def area_name(area: Area) -> str:
    return _(say.AREA_NAMES[area])


def status_tag(status: CampaignStatus) -> str:
    kind, mark = STATUS_TAGS[status]
    return parts.tag(_(say.STATUS_WORDS[status]), kind, mark)


def under_name(campaign: CampaignOf) -> str:
    """What stands under a campaign's name: status, lead, days; and that it is for the coalition only."""
    kept = "" if campaign.published else _("for the coalition only")
    said = [escape(part) for part in (campaign.lead, say.days_words(campaign), kept) if part]
    return f'<p class="ct ct-under">{status_tag(campaign.status)} {" · ".join(said)}</p>'


def gap_lines(campaign: CampaignOf) -> str:
    """Each target with its gap in a few words."""
    if not campaign.targets:
        return parts.note(_("No target measures it yet."))
    return parts.bullet_list([f"{say.target_name(t)}: {say.short_gap(t)}" for t in campaign.targets])


def objective_heading(objective: ObjectiveOf) -> str:
    return f'<h3 class="ct ct-charttitle">{parts.with_figures(objective.words)}</h3>'


def target_words(target: TargetOf) -> str:
    """A target's name and sentence: what is wanted, and how far it is."""
    tag = parts.tag(_("met"), "ok", "check") if target.progress.is_met else ""
    moved = say.moved_sentence(target)
    return (
        f'<p class="ct ct-say"><b>{escape(say.target_name(target))}</b> {tag}</p>'
        + parts.say(say.gap_sentence(target))
        + (parts.note(moved) if moved else "")
    )


def target_table(targets: Sequence[TargetOf]) -> str:
    """Every target with its start, number, goal and gap, and where the number stands."""
    header = [_("Target"), _("Start"), _("Now"), _("Goal"), _("To go"), _("Better"), _("By"), _("Where it stands")]
    rows = [_target_row(target) for target in targets]
    return parts.table(header, rows, caption=_("The targets and their gaps"), numeric=(1, 2, 3, 4))


def _target_row(target: TargetOf) -> list[str]:
    progress, unit, number = target.progress, target.unit, target.number
    missing = progress.missing
    nothing = _("Kept") if number.is_kept else _("Not yet")
    now = escape(nothing if progress.reached is None else say.amount_words(progress.reached, unit))
    where = escape(number.source or number.missing)
    if number.address.startswith(("https://", "/")):
        where = f'<a href="{escape(number.address)}" rel="noopener">{where}</a>'
    if number.as_of is not None:
        where += f"<small>{escape(_('as of {day}').format(day=say.day_words(number.as_of)))}</small>"
    if number.so_far is not None:
        where += f"<small>{escape(say.so_far_sentence(target))}</small>"
    start = _("Not said") if progress.baseline is None else say.amount_words(progress.baseline, unit)
    unknown = _("Kept") if number.is_kept else _("Not known yet")
    to_go = unknown if missing is None else say.amount_words(max(missing, 0), unit)
    by = say.day_words(target.due) if target.due else _("No day")
    better = _("less") if progress.less_is_better else _("more")
    cells = (start, now, say.amount_words(progress.goal, unit), to_go, better, by)
    return [
        escape(say.target_name(target)),
        *(cell if place == 1 else escape(cell) for place, cell in enumerate(cells)),
        where,
    ]


def _when(due: date | None, *, today: date) -> str:
    """The day something is due."""
    return f"<time>{escape(_('No day'))}</time>" if due is None else parts.day(due, today=today)


def _state(due: date | None, *, done: bool, today: date) -> str:
    """A word for what is done, or should have been."""
    if done:
        return " " + parts.tag(_("done"), "ok", "check")
    return " " + parts.tag(_("late"), "stop", "clock") if is_late(due, done=done, today=today) else ""


def work_list(campaign: CampaignOf, tasks: Sequence[TaskShown], *, today: date) -> str:
    """Who does what by when: tactics and the open tasks of one's own organization, soonest first; done ones last."""
    found: list[tuple[tuple[bool, date], str, str, str]] = []
    for objective in campaign.objectives:
        for tactic in objective.tactics:
            done = tactic.done is not None
            mark = _state(tactic.due, done=done, today=today)
            who = tactic.organization or _("Nobody took it on yet")
            order = (done, tactic.due or date.max)
            when = _when(tactic.due, today=today)
            found.append((order, when, parts.with_figures(tactic.words) + mark, who))
    for task in tasks:
        order = (False, task.due or date.max)
        words = parts.with_figures(task.title) + _state(task.due, done=False, today=today)
        found.append((order, _when(task.due, today=today), words, _("A task of your organization")))
    return parts.changes([(when, words, who) for _order, when, words, who in sorted(found, key=lambda one: one[0])])


def taking_list(taking: Sequence[Taking]) -> str:
    """Who takes part, and what each took on."""
    return parts.bullet_list([f"{one.name}: {one.part}" if one.part else one.name for one in taking])
