"""The home page as markup: a change with its day, area and source; what waits; the three areas; values in."""

from collections.abc import Sequence
from datetime import date
from html import escape

from budget.line_items.listing import ListedLine
from campaigns.overview import home_sentences as home_say
from campaigns.overview import sentences as say
from campaigns.overview.areas import AreaOf, share_reached
from campaigns.overview.changed import Change
from campaigns.overview.sentences import Said
from campaigns.overview.waiting import Waiting
from campaigns.plans import sentences as plan_say
from campaigns.plans.queries import TargetOf
from campaigns.plans.rules import MONEY
from campaigns.plans.shown import AREA_MARKS
from campaigns.whip_counts.sentences import short_line
from campaigns.whip_counts.standings import Standing
from coalition.organizations.models import Area
from data.language import _
from look import parts


def pillar(area: Area) -> str:
    """An area by icon, name and hue."""
    mark, hue = AREA_MARKS[area]
    return f'<span class="ct-pillar ct-p-{hue}">{parts.icon(mark)} {escape(say.area_words(area))}</span>'


def change_day(change: Change, *, today: date) -> str:
    return parts.day(change.on, today=today)


def change_words(change: Change, said: Said, *, linked: bool = True) -> str:
    """A change's sentence, with its area, else its kind, and where it came from; the name too where no link has it."""
    name = "" if linked else f"<b>{escape(said.name)}</b> "
    where = pillar(change.area) if change.area is not None else f"<span>{escape(say.kind_words(change.kind))}</span>"
    source = f"<span>{escape(said.source)}</span>" if said.source else ""
    return (
        f'<p class="ct ct-changed">{name}{parts.with_figures(said.sentence)}</p>'
        f'<p class="ct ct-changed-meta">{where} {source}</p>'
    )


def waiting_note(one: Waiting, *, today: date) -> str:
    note = home_say.waiting_note(one, today=today)
    return parts.note(note) if note else ""


def three_areas(areas: Sequence[AreaOf]) -> str:
    """The three areas in columns, each with a sentence and its targets; a bar where there is a true whole."""
    return f'<div class="ct ct-areas">{"".join(map(_area, areas))}</div>'


def _area(area: AreaOf) -> str:
    mark, hue = AREA_MARKS[area.area]
    several = len(area.campaigns) > 1
    rows = "".join(_target(campaign.name if several else "", target, hue) for campaign, target in area.shown)
    return (
        f'<section class="ct-area"><h3 class="ct-p-{hue}">{parts.icon(mark)} {escape(say.area_words(area.area))}</h3>'
        f'<p class="say">{escape(home_say.area_sentence(area))}</p>{f"<dl>{rows}</dl>" if rows else ""}</section>'
    )


def _target(campaign: str, target: TargetOf, hue: str) -> str:
    gap = plan_say.short_gap(target)
    share = share_reached(target)
    bar = "" if share is None else bar_of(share, hue)
    name = plan_say.target_name(target)
    name = f"{campaign}: {name}" if campaign else name
    shown = reached_words(target)
    return (
        f"<div><dt>{escape(name)}</dt><dd>{parts.with_figures(shown)}<small>{parts.with_figures(gap)}</small>"
        f"{bar}</dd></div>"
    )


def reached_words(target: TargetOf) -> str:
    """A target's number beside its goal: "7 of 12 actions", "$4,000,000 of $5,000,000"."""
    progress, unit = target.progress, target.unit
    if progress.reached is None:
        return _("No number yet")
    goal = plan_say.amount_words(progress.goal, unit)
    if progress.less_is_better:
        now = plan_say.amount_words(progress.reached, unit)
        return _("{now}; at most {goal}").format(now=now, goal=goal)
    now = plan_say.amount_words(progress.reached, unit) if unit == MONEY else f"{progress.reached:,}"
    return _("{now} of {goal}").format(now=now, goal=goal)


def bar_of(share: float, hue: str = "fund") -> str:
    """How much of a whole, as a bar; what it shows stands beside it in words."""
    value = f"{share * 100:.1f}"
    return f'<div class="ct-bar ct-p-{hue}" style="--v:{value}" aria-hidden="true"><i></i></div>'


def ask_bar(line: ListedLine) -> str:
    """How much of our ask a line has, in words and as a bar; nothing where there is no ask or no figure."""
    now, ask = line.view.standing, line.view.ask_cents
    if now is None or now.amount_cents is None or not ask or ask < 0:
        return ""
    share = now.amount_cents / ask
    words = _("{percent} of our ask").format(percent=f"{share:.1%}")
    return f'<div class="ct ct-askbar"><span>{escape(words)}</span>{bar_of(min(max(share, 0.0), 1.0))}</div>'


def standing_words(standing: Standing) -> str:
    """Where a count stands: its sentence, and a bar of the votes needed."""
    tally = standing.tally
    bar = bar_of(min(tally.with_lean / tally.needed, 1.0), "public") if tally.needed > 0 else ""
    return parts.say(short_line(standing)) + (f'<div class="ct ct-askbar">{bar}</div>' if bar else "")
