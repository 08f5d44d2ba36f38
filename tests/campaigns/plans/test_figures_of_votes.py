"""A target of votes is the whip count of its campaign, once there is one; else what a person entered."""

import pytest

from campaigns.legislation.majorities import Majority, Question
from campaigns.plans.objectives import enter_number
from campaigns.plans.queries import TargetOf
from campaigns.plans.rules import CampaignStatus, Measure
from data.access import Viewer
from tests.campaigns.plans.room import TODAY, campaign, objective, said, seen, target
from tests.campaigns.whip_counts import room
from tests.campaigns.whip_counts.room import LEANS, SUPPORT
from tests.support import MEMBER, PUBLIC

pytestmark = pytest.mark.usefixtures("store")


def votes(number: int, viewer: Viewer = MEMBER) -> TargetOf:
    (found,) = seen(number, viewer).targets
    return found


def test_the_only_whip_count_of_a_campaign_is_its_number_of_votes() -> None:
    number = campaign(published=True, status=CampaignStatus.RUNNING)
    wanted = target(objective(number), Measure.VOTES, 5)
    said(enter_number, target_id=wanted, version=1, reached=4, on=TODAY, source="On paper", today=TODAY)
    assert (votes(number).progress.reached, votes(number).number.is_counted) == (4, False)

    house, measure = room.chamber(7, seats=8), room.bill()
    count = room.counted(measure, house, campaign_id=number)
    room.heard(measure, 1, SUPPORT)
    room.heard(measure, 2, LEANS)

    counted = votes(number)
    assert (counted.progress.reached, counted.number.is_counted, counted.number.as_of) == (1, True, TODAY)
    assert counted.number.source.endswith("2 with those who lean our way.")
    assert counted.number.address == f"/whip-count?count={count}"
    assert votes(number, PUBLIC).progress.reached == 4  # the public knows what was entered, never the count

    room.counted(measure, house, campaign_id=number, question=Question.OVERRIDE, majority=Majority.ELECTED)
    assert votes(number).progress.reached == 4  # of two counts none is the campaign's
