"""Campaigns for the terminal: the values the pages show, as JSON and as plain text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from campaigns.plans import sentences as say
from campaigns.plans.queries import CampaignOf, TargetOf
from campaigns.plans.rules import MONEY
from coalition.organizations.models import Area


def day_or_none(day: date | None) -> str | None:
    """A day as JSON writes it."""
    return day.isoformat() if day else None


def campaigns_as_json(campaigns: Sequence[CampaignOf]) -> list[dict[str, Any]]:
    """One entry for each campaign with its objectives, targets and tactics; money in cents."""
    return [_campaign(campaign) for campaign in campaigns]


def _campaign(campaign: CampaignOf) -> dict[str, Any]:
    return {
        "id": campaign.id,
        "name": campaign.name,
        "area": campaign.area.value,
        "status": campaign.status.value,
        "lead": campaign.lead or None,
        "starts": day_or_none(campaign.starts),
        "ends": day_or_none(campaign.ends),
        "published": campaign.published,
        "result": campaign.result,
        "objectives": [
            {
                "words": objective.words,
                "targets": [_target(target) for target in objective.targets],
                "tactics": [
                    {
                        "words": tactic.words,
                        "organization": tactic.organization or None,
                        "due": day_or_none(tactic.due),
                        "done": tactic.done is not None,
                    }
                    for tactic in objective.tactics
                ],
            }
            for objective in campaign.objectives
        ],
    }


def _target(target: TargetOf) -> dict[str, Any]:
    progress, number = target.progress, target.number
    return {
        "name": say.target_name(target),
        "measure": target.measure.value,
        "unit": "cents" if target.unit == MONEY else target.unit,
        "line_item": target.line.label if target.line else None,
        "fiscal_year": int(target.fiscal_year) if target.fiscal_year else None,
        "baseline": progress.baseline,
        "goal": progress.goal,
        "reached": progress.reached,
        "missing": number.missing or None,
        "to_go": None if progress.missing is None else max(progress.missing, 0),
        "better": "less" if progress.less_is_better else "more",
        "due": day_or_none(target.due),
        "as_of": day_or_none(number.as_of),
        "source": number.source or None,
        "sentence": say.gap_sentence(target),
    }


def campaigns_as_text(campaigns: Sequence[CampaignOf]) -> str:
    """Area by area, each campaign with its targets and their gaps."""
    if not campaigns:
        return "There is no campaign yet. Start one in the dashboard, under Campaigns."
    said: list[str] = []
    for area in Area:
        here = [campaign for campaign in campaigns if campaign.area is area]
        said.append(say.AREA_NAMES[area])
        said += [line for campaign in here for line in _lines(campaign)] or ["  No campaign."]
        said.append("")
    return "\n".join(said).rstrip()


def _lines(campaign: CampaignOf) -> list[str]:
    about = [say.STATUS_WORDS[campaign.status], campaign.lead, say.days_words(campaign)]
    lines = [f"  {campaign.id}. {campaign.name} ({', '.join(part for part in about if part)})"]
    lines.append(f"     {say.lede_of(campaign)}")
    return lines + [f"     - {say.target_name(target)}: {say.gap_sentence(target)}" for target in campaign.targets]
