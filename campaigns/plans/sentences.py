"""A campaign in sentences: what it wants, how far each target is, who does what by when."""

from collections.abc import Iterable
from datetime import date

from budget.calendar.shown import basis_words
from campaigns.plans.queries import CampaignOf, TargetOf
from campaigns.plans.rules import MONEY, CampaignStatus, Measure
from coalition.organizations.models import Area
from data.language import _, ngettext
from data.language.days import short_day
from data.money import dollars

AREA_NAMES = {
    Area.PUBLIC: "Keep public schools public",
    Area.EQUITY: "Equity for every student",
    Area.FUNDING: "Fully fund public schools",
}
AREA_SAY = {
    Area.PUBLIC: "Public money and public decisions stay with public schools.",
    Area.EQUITY: "Every student has what they need to learn, whoever they are.",
    Area.FUNDING: "The state pays for the schools its children need.",
}
STATUS_WORDS = {
    CampaignStatus.PLANNED: "planned",
    CampaignStatus.RUNNING: "running",
    CampaignStatus.WON: "won",
    CampaignStatus.PARTLY_WON: "partly won",
    CampaignStatus.LOST: "lost",
    CampaignStatus.STOPPED: "stopped",
}
MEASURE_WORDS = {
    Measure.ENACTED_AMOUNT: "enacted amount of a line item",
    Measure.ACTIONS: "actions logged",
    Measure.PEOPLE_REACHED: "people reached by the actions",
    Measure.PEOPLE_MOVED: "people moved by the actions",
    Measure.VOTES: "votes",
    Measure.SIGN_UPS: "sign-ups",
    Measure.OTHER: "another number",
}
ONE_OF = {"people": "person", "actions": "action", "votes": "vote", "sign-ups": "sign-up"}


def amount_words(amount: int, unit: str) -> str:
    """ "$26,000,000", "12 votes", "1 vote"."""
    if unit == MONEY:
        return dollars(amount)
    word = ONE_OF.get(unit, unit) if amount == 1 else unit
    return f"{'−' if amount < 0 else ''}{abs(amount):,} {_(word)}"


def day_words(day: date) -> str:
    """ "Jul 1, 2027"."""
    return short_day(day)


def target_name(target: TargetOf) -> str:
    """What a target is called: its own words, else what it counts."""
    if target.words:
        return target.words
    if target.line is not None and target.fiscal_year is not None:
        return _("{line} in {year}").format(line=target.line.label, year=target.fiscal_year.label)
    if target.measure is Measure.OTHER:
        return target.unit[:1].upper() + target.unit[1:]
    return _(MEASURE_WORDS[target.measure]).capitalize()


def goal_sentence(target: TargetOf) -> str:
    """ "At least $26,000,000 by Jul 1, 2027; more is better."."""
    goal = amount_words(target.progress.goal, target.unit)
    said = _("At most {goal}") if target.progress.less_is_better else _("At least {goal}")
    by = _(" by {day}").format(day=day_words(target.due)) if target.due else ""
    return f"{said.format(goal=goal)}{by}; {direction_words(target)}."


def direction_words(target: TargetOf) -> str:
    return _("less is better") if target.progress.less_is_better else _("more is better")


def gap_sentence(target: TargetOf) -> str:
    """How far a target is, exact and in its unit; why there is no number where there is none."""
    progress, unit = target.progress, target.unit
    goal = amount_words(progress.goal, unit)
    missing = progress.missing
    if missing is None or progress.reached is None:
        said = f"{target.number.missing} {so_far_sentence(target)}".strip()
        return _("{said} The target is {goal}; {better}.").format(said=said, goal=goal, better=direction_words(target))
    now = amount_words(progress.reached, unit)
    if missing > 0:
        return _("{gap} to go: {now} now, and the target is {goal}; {better}.").format(
            gap=amount_words(missing, unit), now=now, goal=goal, better=direction_words(target)
        )
    if missing == 0:
        return _("The target is met exactly: {now}; {better}.").format(now=now, better=direction_words(target))
    past = _("below") if progress.less_is_better else _("above")
    return _("The target is met: {now}, {past} {side} the {goal} we wanted; {better}.").format(
        now=now, past=amount_words(-missing, unit), side=past, goal=goal, better=direction_words(target)
    )


def so_far_sentence(target: TargetOf) -> str:
    """Where a line stands before its year is enacted: "Now the House’s figure is $2,000 below the target."."""
    latest = target.number.so_far
    if latest is None:
        return ""
    difference = latest.amount_cents - target.progress.goal
    basis, amount = basis_words(latest), dollars(latest.amount_cents)
    if difference == 0:
        return _("For now {basis}, {amount}, equals the target.").format(basis=basis, amount=amount)
    side = _("above") if difference > 0 else _("below")
    return _("For now {basis} is {amount}, {gap} {side} the target.").format(
        basis=basis, amount=amount, gap=dollars(abs(difference)), side=side
    )


def short_gap(target: TargetOf) -> str:
    """The gap in a few words, for a list: "$2,000,000 to go", "met", "no number yet"."""
    missing = target.progress.missing
    if target.number.is_kept:
        return _("kept by the coalition")
    if missing is None:
        latest = target.number.so_far
        if latest is None:
            return _("no number yet")
        difference = latest.amount_cents - target.progress.goal
        if difference == 0:
            return _("{basis} equals the target").format(basis=basis_words(latest))
        side = _("above") if difference > 0 else _("below")
        return _("{basis} is {gap} {side}").format(basis=basis_words(latest), gap=dollars(abs(difference)), side=side)
    if missing <= 0:
        return _("met, with {now}").format(now=amount_words(target.progress.reached or 0, target.unit))
    return _("{gap} to go").format(gap=amount_words(missing, target.unit))


def moved_sentence(target: TargetOf) -> str:
    """How far a number went since the start; empty where the start is not known."""
    moved = target.progress.moved
    if moved is None or target.progress.baseline is None:
        return ""
    start = amount_words(target.progress.baseline, target.unit)
    if moved == 0:
        return _("It stands where it started, at {start}.").format(start=start)
    way = _("forward") if moved > 0 else _("back")
    return _("It went {amount} {way} since the start, {start}.").format(
        amount=amount_words(abs(moved), target.unit), way=way, start=start
    )


def lede_of(campaign: CampaignOf) -> str:
    """The first thing to know: the result, else what is wanted and how many targets are met."""
    if campaign.result:
        return campaign.result
    if not campaign.objectives:
        return _("Nobody has said yet what this campaign wants to reach.")
    wanted = campaign.objectives[0].words.rstrip(".")
    if not campaign.targets:
        return _("We want: {wanted}. No target measures it yet.").format(wanted=wanted)
    known = [target for target in campaign.targets if not target.number.is_kept]
    if not known:
        return _("We want: {wanted}.").format(wanted=wanted)
    count, met = len(known), sum(target.progress.is_met for target in known)
    said = ngettext("{met} of {n} target is met", "{met} of {n} targets are met", count).format(met=met, n=count)
    said = said if met else _("No target is met yet")
    return _("We want: {wanted}. {said}.").format(wanted=wanted, said=said)


def targets_to_go(campaigns: Iterable[CampaignOf]) -> int:
    """How many targets of some campaigns are not met, as far as the viewer may know."""
    targets = (target for campaign in campaigns for target in campaign.targets)
    return sum(not target.progress.is_met and not target.number.is_kept for target in targets)


def days_words(campaign: CampaignOf) -> str:
    """ "Sep 1, 2026 to Jul 1, 2027"; empty where no day is set."""
    starts, ends = campaign.starts, campaign.ends
    if starts and ends:
        return _("{start} to {end}").format(start=day_words(starts), end=day_words(ends))
    if starts:
        return _("since {day}").format(day=day_words(starts))
    return _("until {day}").format(day=day_words(ends)) if ends else ""


def count_sentence(campaigns: int, running: int, to_go: int) -> str:
    """How many campaigns are listed, and how many targets wait."""
    if not campaigns:
        return _("No campaign here yet.")
    said = ngettext("{n} campaign", "{n} campaigns", campaigns).format(n=campaigns)
    run = _("{n} running").format(n=running)
    wait = ngettext("{n} target to go", "{n} targets to go", to_go).format(n=to_go)
    return f"{said}, {run}; {wait}."
