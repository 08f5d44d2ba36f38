"""How far a target is, and what a plan may say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.plans.rules import (
    COUNTED,
    OPEN,
    UNIT_OF,
    CampaignStatus,
    Measure,
    Progress,
    check_days,
    check_entered,
    check_target,
    is_late,
    status_of,
    words_of,
)
from campaigns.plans.sentences import AREA_NAMES, MEASURE_WORDS, STATUS_WORDS, amount_words
from campaigns.plans.shown import AREA_MARKS, STATUS_TAGS
from coalition.organizations.models import Area
from data.errors import InvalidInput

TODAY = date(2026, 11, 22)
amounts = st.integers(min_value=0, max_value=10**15)


@pytest.mark.parametrize(
    ("goal", "reached", "less", "missing"),
    [
        (26_000_000_00, 24_000_000_00, False, 2_000_000_00),
        (26_000_000_00, 26_000_000_00, False, 0),
        (81, 83, False, -2),
        (500, 1200, True, 700),
        (500, 500, True, 0),
        (500, 80, True, -420),
        (500, None, True, None),
        (81, 0, False, 81),
    ],
)
def test_the_gap_is_exact_and_knows_which_way_is_forward(
    goal: int, reached: int | None, less: bool, missing: int | None
) -> None:
    progress = Progress(goal, reached, None, less)
    assert progress.missing == missing
    assert progress.is_met == (missing is not None and missing <= 0)
    assert progress.moved is None


@given(amounts, amounts, amounts, st.booleans())
def test_what_was_moved_and_what_is_missing_add_up_to_the_whole_way(
    goal: int, reached: int, baseline: int, less: bool
) -> None:
    progress = Progress(goal, reached, baseline, less)
    way = baseline - goal if less else goal - baseline
    assert progress.missing is not None
    assert progress.moved is not None
    assert progress.missing + progress.moved == way


@given(amounts, amounts)
def test_a_target_and_its_mirror_are_equally_far(goal: int, reached: int) -> None:
    assert Progress(goal, reached, None, False).missing == Progress(reached, goal, None, True).missing


@pytest.mark.parametrize(
    ("said", "cure"),
    [
        ({"goal": -1}, "from 0 on"),
        ({"goal": 10**16}, "from 0 on"),
        ({"goal": 80, "baseline": 90}, "The start lies past the goal, although more is better"),
        ({"goal": 80, "baseline": 70, "less_is_better": True}, "although less is better"),
        ({"measure": Measure.ENACTED_AMOUNT, "has_line": True}, "needs its line item and fiscal year"),
        ({"measure": Measure.ENACTED_AMOUNT, "has_year": True}, "needs its line item and fiscal year"),
    ],
)
def test_a_target_that_cannot_be_measured_is_refused(said: dict[str, object], cure: str) -> None:
    usual: dict[str, object] = {
        "goal": 81, "baseline": None, "less_is_better": False, "has_line": False, "has_year": False,
    }  # fmt: skip
    asked = {**usual, **said}
    measure = asked.pop("measure", Measure.VOTES)
    with pytest.raises(InvalidInput, match=cure):
        check_target(measure, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("measure", "reached", "on", "source", "cure"),
    [
        (Measure.ACTIONS, 5, TODAY, "sheets", "counted from the store"),
        (Measure.VOTES, None, TODAY, "sheets", "Give the number"),
        (Measure.VOTES, -1, TODAY, "sheets", "0 or more"),
        (Measure.VOTES, 5, None, "sheets", "Give the day"),
        (Measure.VOTES, 5, date(2026, 11, 23), "sheets", "cannot lie ahead"),
        (Measure.VOTES, 5, TODAY, "  ", "Say where the number stands"),
    ],
)
def test_a_number_needs_its_day_and_its_source(
    measure: Measure, reached: int | None, on: date | None, source: str, cure: str
) -> None:
    with pytest.raises(InvalidInput, match=cure):
        check_entered(measure, reached=reached, on=on, source=source, today=TODAY)


def test_words_days_and_states() -> None:
    assert words_of("  so \n", "it") == "so"
    for text in ("", "  ", "x" * 2001):
        with pytest.raises(InvalidInput):
            words_of(text, "it")
    check_days(TODAY, TODAY)
    with pytest.raises(InvalidInput, match="end before it starts"):
        check_days(TODAY, date(2026, 1, 1))
    assert [one in OPEN for one in CampaignStatus] == [True, True, False, False, False, False]
    assert status_of("RUNNING") is CampaignStatus.RUNNING
    with pytest.raises(InvalidInput, match="planned, running, won"):
        status_of("open")
    assert is_late(date(2026, 11, 21), done=False, today=TODAY)
    assert not is_late(date(2026, 11, 21), done=True, today=TODAY)
    assert not is_late(None, done=False, today=TODAY)


def test_every_area_status_and_measure_has_its_words() -> None:
    assert set(AREA_NAMES) == set(AREA_MARKS) == set(Area)
    assert set(STATUS_WORDS) == set(STATUS_TAGS) == set(CampaignStatus)
    assert set(MEASURE_WORDS) == set(Measure) == set(UNIT_OF) | {Measure.OTHER}
    assert set(UNIT_OF) > COUNTED
    assert [amount_words(1, "votes"), amount_words(-1200, "people"), amount_words(-5, "cents")] == [
        "1 vote", "−1,200 people", "−$0.05",
    ]  # fmt: skip
