"""The coalition's own position follows from its rule; who said nothing counts for no side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.positions.rules import (
    USUAL,
    Because,
    CoalitionRule,
    Stance,
    Tally,
    check_rule,
    coalition_position,
    tally,
)
from data.errors import InvalidInput

S, A, N, W = Stance.SUPPORT, Stance.OPPOSE, Stance.NEUTRAL, Stance.WITHDRAWN
CASES = [
    ("nobody took a position", [None] * 9, None, Because.NOBODY),
    ("two of nine are too few", [S, S, *[None] * 7], None, Because.TOO_FEW),
    ("three of nine support, six said nothing", [S, S, S, *[None] * 6], S, Because.MET),
    ("two of three, one neutral", [S, S, N], S, Because.MET),
    ("one of three, two neutral", [S, N, N], None, Because.NO_SHARE),
    ("one against divides the coalition", [S, S, S, A], None, Because.DIVIDED),
    ("all against", [A, A, A], A, Because.MET),
    ("a position taken back is none", [S, S, W], None, Because.TOO_FEW),
]


@pytest.mark.parametrize(("_case", "stances", "stance", "because"), CASES, ids=[one[0] for one in CASES])
def test_the_rule_decides(_case: str, stances: list[Stance | None], stance: Stance | None, because: Because) -> None:
    derived = coalition_position(tally(stances))
    assert (derived.stance, derived.because) == (stance, because)


def test_another_rule_may_allow_some_on_the_other_side() -> None:
    assert coalition_position(Tally(support=9, oppose=1), CoalitionRule(5, 3, 4, most_opposed=1)).stance is S


@pytest.mark.parametrize(
    "rule", [CoalitionRule(0), CoalitionRule(3, 1, 2), CoalitionRule(3, 4, 3), CoalitionRule(3, 2, 3, -1)]
)
def test_a_rule_both_sides_could_meet_is_refused(rule: CoalitionRule) -> None:
    with pytest.raises(InvalidInput):
        check_rule(rule)


@given(st.lists(st.sampled_from([S, A, N, W, None])), st.integers(0, 20))
def test_who_says_nothing_changes_no_position(stances: list[Stance | None], silent: int) -> None:
    before = coalition_position(tally(stances))
    after = coalition_position(tally([*stances, *[None] * silent]))
    assert (after.stance, after.because) == (before.stance, before.because)
    assert after.tally.took + after.tally.silent == len(stances) + silent


@given(st.lists(st.sampled_from([S, A, N, None])))
def test_sides_are_treated_alike(stances: list[Stance | None]) -> None:
    swap = {S: A, A: S, N: N, None: None}
    mirrored = coalition_position(tally([swap[one] for one in stances]), USUAL)
    assert mirrored.stance == (swap[found] if (found := coalition_position(tally(stances)).stance) else None)
