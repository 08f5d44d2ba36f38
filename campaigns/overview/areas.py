"""The three areas on the home page: the running campaigns of each and how far their targets are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from campaigns.plans.queries import CampaignOf, TargetOf, campaigns
from campaigns.plans.rules import CampaignStatus
from coalition.organizations.models import Area

MOST_TARGETS = 3


@dataclass(frozen=True, slots=True)
class AreaOf:
    """An area: its running campaigns, and of their targets those told of, with how many there are and are met."""

    area: Area
    campaigns: tuple[CampaignOf, ...]
    shown: tuple[tuple[CampaignOf, TargetOf], ...]
    targets: int
    met: int

    @property
    def to_go(self) -> int:
        return self.targets - self.met


def three_areas(session: Session, *, today: date) -> tuple[AreaOf, ...]:
    """The three areas in order, as far as the viewer may see their campaigns; a fixed number of statements."""
    running = campaigns(session, today=today, status=CampaignStatus.RUNNING)
    return tuple(_area(area, [one for one in running if one.area is area]) for area in Area)


def _area(area: Area, running: Sequence[CampaignOf]) -> AreaOf:
    every = [(one, target) for one in running for target in one.targets if not target.number.is_kept]
    # what has a number and is not met yet first: that is where there is something to do
    order = sorted(every, key=lambda pair: (pair[1].progress.reached is None, pair[1].progress.is_met, pair[1].id))
    met = sum(target.progress.is_met for _one, target in every)
    return AreaOf(area, tuple(running), tuple(order[:MOST_TARGETS]), len(every), met)


def share_reached(target: TargetOf) -> float | None:
    """How much of a target is reached, from 0 to 1; None where less is better, or there is no number or no whole."""
    progress = target.progress
    if progress.reached is None or progress.less_is_better or progress.goal <= 0:
        return None
    return min(max(progress.reached / progress.goal, 0.0), 1.0)
