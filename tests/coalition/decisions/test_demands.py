"""A demand, its answers and their evidence; who is late; and what two people change at once."""

from datetime import timedelta

import pytest

from coalition.decisions.demands import (
    DemandPlan,
    DemandRecord,
    answer_demand,
    change_demand,
    demands,
    put_demand,
)
from coalition.decisions.rules import Outcome
from data.errors import InvalidInput, NotAllowed
from data.store import open_session
from tests.coalition.decisions.room import DAY, NOW, do, online
from tests.support import MEMBER, PUBLIC

pytestmark = pytest.mark.usefixtures("sqlite_store")
PLAN = DemandPlan("Example Commissioner", "Publish the figures", DAY - timedelta(days=20), "Example office", DAY)


def every() -> tuple[DemandRecord, ...]:
    with open_session(MEMBER) as session:
        return demands(session, today=DAY)


def test_a_demand_is_open_then_answered_then_judged_with_its_evidence() -> None:
    number = do(put_demand, plan=PLAN, now=NOW)
    said = {"demand_id": number, "words": "We look into it", "on_date": DAY - timedelta(days=9), "now": NOW}
    version = do(answer_demand, version=1, **said)
    with pytest.raises(InvalidInput, match="there already"):
        do(answer_demand, version=version, **said)
    judged = said | {"words": "A table is out", "on_date": DAY, "outcome": Outcome.PARTLY}
    with pytest.raises(InvalidInput, match="Say what shows"):
        do(answer_demand, version=version, **judged)
    with pytest.raises(InvalidInput, match="address a browser can open"):
        do(answer_demand, version=version, **judged, evidence="Table 3", address="javascript:alert(1)")
    do(answer_demand, version=version, **judged, evidence="Table 3", address="https://example.org/3")
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        do(answer_demand, version=version, **judged | {"words": "Again"}, evidence="Table 3")
    (found,) = every()
    assert (found.outcome, [one.outcome for one in found.answers]) == (Outcome.PARTLY, [Outcome.NONE, Outcome.PARTLY])
    plan = DemandPlan("Example Commissioner", "Publish everything", PLAN.asked_on)
    with pytest.raises(InvalidInput, match="its words stay"):
        do(change_demand, demand_id=number, version=found.version, plan=plan, today=DAY)


def test_whoever_has_not_answered_by_the_day_stands_first() -> None:
    do(put_demand, plan=PLAN, now=NOW)
    late = DemandPlan("Example Mayor", "Meet with us", DAY - timedelta(days=30), "", DAY - timedelta(days=1))
    do(put_demand, plan=late, now=NOW)
    assert [(one.official, one.is_late(DAY)) for one in every()] == [
        ("Example Mayor", True),
        ("Example Commissioner", False),
    ]


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (DemandPlan("", "Publish", DAY), "the official’s name"),
        (DemandPlan("Example Mayor", " ", DAY), "Give the demand"),
        (DemandPlan("Example Mayor", "Publish", DAY + timedelta(days=1)), "cannot lie ahead"),
        (DemandPlan("Example Mayor", "Publish", DAY, "", DAY - timedelta(days=1)), "due before it was asked"),
        (DemandPlan("Example Mayor", "x" * 2001, DAY), "at most 2,000"),
    ],
)
def test_a_demand_that_cannot_be_is_refused_with_the_cure(plan: DemandPlan, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        do(put_demand, plan=plan, now=NOW)


def test_a_demand_follows_from_what_was_decided_and_stays_with_the_coalition() -> None:
    plan = DemandPlan("Example Mayor", "Publish", DAY, motion_id=online())
    with pytest.raises(InvalidInput, match="agreed or carried"):
        do(put_demand, plan=plan, now=NOW)
    with pytest.raises(NotAllowed):
        do(put_demand, MEMBER, plan=PLAN, now=NOW)
    do(put_demand, plan=PLAN, now=NOW)
    with open_session(PUBLIC) as session:
        assert demands(session, today=DAY) == ()
