"""The number a target is measured by: from budget figures and logged actions, or as a person entered it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col

from budget.calendar.rules import Latest, latest_figure
from budget.line_items.line_queries import documents_of
from budget.line_items.queries import FiguresByYear, LineHead, figures_of, line_heads, stages_of
from budget.line_items.rules import StageOf, settled
from campaigns.actions.models import Action
from campaigns.plans.models import Target
from campaigns.plans.rules import Measure
from campaigns.whip_counts.queries import counts
from campaigns.whip_counts.standings import standings
from data.access import Permission, may, viewer_of_session
from data.language import _, ngettext
from data.periods import FiscalYear
from data.records import columns


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a target's unit, or None and the reason; where it stands, and as of which day.

    `so_far` is where a line item stands while its year is not settled; `is_kept` that the viewer may not know it,
    `is_counted` that a count of ours stands in for what a person would enter.
    """

    reached: int | None
    missing: str = ""
    source: str = ""
    address: str = ""
    as_of: date | None = None
    so_far: Latest | None = None
    is_kept: bool = False
    is_counted: bool = False


@dataclass(frozen=True, slots=True)
class ActionCounts:
    """How many actions of a campaign the viewer sees, and the people they reached and moved, where they say so."""

    actions: int = 0
    reached: int = 0
    say_reached: int = 0
    moved: int = 0
    say_moved: int = 0


NO_ACTIONS = ActionCounts()


def action_counts(session: Session, campaign_ids: Sequence[int]) -> dict[int, ActionCounts]:
    """What the logged actions of some campaigns add up to, each action once; deleted ones do not count."""
    a = Action
    rows = session.execute(
        columns(
            a.campaign_id, func.count(), func.coalesce(func.sum(a.reached), 0), func.count(col(a.reached)),
            func.coalesce(func.sum(a.moved), 0), func.count(col(a.moved)),
        )
        .where(col(a.campaign_id).in_(campaign_ids), col(a.deleted).is_(None))
        .group_by(col(a.campaign_id))
    )  # fmt: skip
    return {campaign: ActionCounts(*map(int, counts)) for campaign, *counts in rows}


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line's settled amount is looked for in."""

    head: LineHead
    stages: tuple[StageOf, ...]
    figures: FiguresByYear


def numbers_of(session: Session, targets: Iterable[tuple[int, Target]], *, today: date) -> dict[int, Number]:
    """Each target's number as of today, by target; given as (campaign, target). A few statements, none per target."""
    given = list(targets)
    lines = _lines(session, {target.line_item_id for _c, target in given if target.line_item_id is not None})
    sees_actions = may(viewer_of_session(session), Permission.SEE_COALITION)
    done = action_counts(session, list({campaign for campaign, _t in given})) if sees_actions else {}
    titles = _titles(session, lines, [target for _c, target in given])
    votes = (
        _votes(session, {c for c, target in given if target.measure == Measure.VOTES}, today) if sees_actions else {}
    )
    found = {}
    for campaign, target in given:
        measure = Measure(target.measure)
        if measure is Measure.ENACTED_AMOUNT:
            number = _enacted(target, lines, titles)
        elif measure in (Measure.ACTIONS, Measure.PEOPLE_REACHED, Measure.PEOPLE_MOVED):
            number = _counted(measure, done.get(campaign, NO_ACTIONS), sees_actions=sees_actions)
        elif measure is Measure.VOTES and campaign in votes:
            number = votes[campaign]
        else:
            number = _entered(target)
        found[target.id or 0] = number
    return found


def _lines(session: Session, ids: set[int]) -> dict[int, _Line]:
    heads = line_heads(session, sorted(ids))
    found: dict[int, _Line] = {}
    for place in dict.fromkeys(head.place for head in heads):
        here = [head for head in heads if head.place == place]
        stages = stages_of(session, place)
        figures = figures_of(session, place, [head.id for head in here])
        found |= {head.id: _Line(head, stages, figures[head.id]) for head in here}
    return found


def _titles(session: Session, lines: Mapping[int, _Line], targets: Sequence[Target]) -> dict[int, tuple[str, str]]:
    """The title and address of each document that states an amount of one of the targets' years."""
    ids = {
        figure.source_id
        for target in targets
        if (line := lines.get(target.line_item_id or 0)) is not None and target.fiscal_year is not None
        for figure in line.figures.get(FiscalYear(target.fiscal_year), {}).values()
    }
    return {number: (found.title, found.address) for number, found in documents_of(session, ids).items()}


def _enacted(target: Target, lines: Mapping[int, _Line], titles: Mapping[int, tuple[str, str]]) -> Number:
    line = lines.get(target.line_item_id or 0)
    if line is None or target.fiscal_year is None:
        return Number(None, _("The line item is no longer on file."))
    year = FiscalYear(target.fiscal_year)
    figures = line.figures.get(year, {})
    basis = settled(line.stages, figures)
    if basis is not None:
        title, address = titles.get(figures[basis.stage.code].source_id, ("", ""))
        source = f"{year.label} {basis.stage.name}: {title}" if title else f"{year.label} {basis.stage.name}"
        return Number(basis.amount_cents, source=source, address=address)
    reason = _("{line} of {year} is not enacted yet.").format(line=line.head.label, year=year.label)
    return Number(None, reason, so_far=latest_figure(line.stages, line.figures, year))


def _counted(measure: Measure, counts: ActionCounts, *, sees_actions: bool) -> Number:
    if not sees_actions:
        return Number(None, _("The coalition keeps this count to itself."), is_kept=True)
    source = _("Counted from the actions that your organization logged or others share.")
    if measure is Measure.ACTIONS:
        return Number(counts.actions, source=source)
    number, say = counts.reached, counts.say_reached
    if measure is Measure.PEOPLE_MOVED:
        number, say = counts.moved, counts.say_moved
    if not counts.actions:
        return Number(None, _("No action is logged for this campaign yet."))
    if not say:
        return Number(None, _("None of the logged actions says how many people."))
    told = ngettext("{say} of {n} action says so.", "{say} of {n} actions say so.", counts.actions)
    return Number(number, source=f"{source} {told.format(say=say, n=counts.actions)}")


def _votes(session: Session, campaigns: set[int], today: date) -> dict[int, Number]:
    """The firm votes of each campaign that has one whip count and no more, by campaign."""
    whips = counts(session, campaigns=campaigns) if campaigns else ()
    alone = [one for one in whips if sum(other.campaign_id == one.campaign_id for other in whips) == 1]
    found = {}
    for standing in standings(session, alone, day=today):
        words = _("Firm votes in the whip count “{name}”; {n} with those who lean our way.")
        source = words.format(name=standing.count.name, n=standing.tally.with_lean)
        address = f"/whip-count?count={standing.count.id}"
        number = Number(standing.tally.strong, source=source, address=address, as_of=today, is_counted=True)
        found[standing.count.campaign_id or 0] = number
    return found


def _entered(target: Target) -> Number:
    if target.reached is None:
        return Number(None, _("Nobody has entered a number yet."))
    return Number(target.reached, source=target.source, as_of=target.reached_on)
