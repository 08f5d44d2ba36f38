"""Every worked measure of equity, and what is not said rather than said wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.equity import rules
from campaigns.equity.rules import Compared, Outcome, Scores, WhyNot

BLACK, OTHERS = Outcome(240, 1_200), Outcome(180, 2_700)


def test_a_risk_and_its_ratio_to_all_other_groups() -> None:
    assert rules.risk(BLACK).value == pytest.approx(0.20)
    assert rules.risk(OTHERS).value == pytest.approx(0.06667, abs=5e-6)
    assert rules.risk_ratio(BLACK, OTHERS).value == pytest.approx(3.00)


def test_zero_risk_in_the_comparison_leaves_the_ratio_undefined_not_infinite() -> None:
    answer = rules.relative_rate(BLACK, Outcome(0, 2_700))
    assert (answer.value, answer.why) == (None, WhyNot.ZERO_COMPARISON)


@pytest.mark.parametrize("outcome", [Outcome(5, 0), Outcome(5, None)])
def test_a_missing_denominator_is_a_reason(outcome: Outcome) -> None:
    assert rules.risk(outcome).why is WhyNot.NO_DENOMINATOR


def test_the_alternate_ratio_compares_with_the_state_where_the_district_has_too_few_others() -> None:
    found = rules.federal_risk_ratio(Outcome(18, 60), Outcome(4, 22), Outcome(9_000, 150_000))
    assert found.compared is Compared.REST_OF_STATE
    assert found.answer.value == pytest.approx(5.00)
    assert rules.federal_risk_ratio(BLACK, OTHERS, Outcome(9_000, 150_000)).compared is Compared.REST_OF_DISTRICT


@pytest.mark.parametrize(
    ("group", "state_others"),
    [
        (Outcome(9, 60), Outcome(9_000, 150_000)),  # cell below 10
        (Outcome(18, 29), Outcome(9_000, 150_000)),  # group below 30
        (Outcome(18, 60), Outcome(9, 150_000)),  # the state's others fail as well
        (Outcome(18, 60), None),
    ],
)
def test_neither_ratio_is_said_of_too_few(group: Outcome, state_others: Outcome | None) -> None:
    assert rules.federal_risk_ratio(group, Outcome(4, 22), state_others).answer.why is WhyNot.TOO_FEW


def test_at_least_means_the_number_itself_too() -> None:
    assert rules.meets(Outcome(10, 30))
    assert not rules.meets(Outcome(9, 30))
    assert not rules.meets(Outcome(10, 29))


def test_composition_says_share_of_the_suspended_beside_share_of_the_enrolled() -> None:
    found = rules.composition(BLACK, Outcome(420, 3_900))
    assert found.share.value == pytest.approx(0.5714, abs=5e-5)
    assert found.expected.value == pytest.approx(0.3077, abs=5e-5)
    assert found.ratio.value == pytest.approx(1.857, abs=5e-4)
    assert found.gap.value == pytest.approx(26.37, abs=5e-3)


def test_relative_rate_and_disparity_gap_against_a_reference_group() -> None:
    white = Outcome(120, 2_000)
    assert rules.relative_rate(BLACK, white).value == pytest.approx(3.33, abs=5e-3)
    assert rules.disparity_gap(BLACK, white).value == pytest.approx(14.0)


def test_educator_parity_as_a_ratio_and_a_gap() -> None:
    assert rules.parity_ratio(0.20, 0.77).value == pytest.approx(0.26, abs=5e-3)
    assert rules.parity_gap(0.20, 0.77).value == pytest.approx(57)
    assert rules.parity_ratio(0.20, 0.0).why is WhyNot.ZERO_COMPARISON
    assert rules.parity_gap(None, 0.77).why is WhyNot.MISSING


def test_students_for_each_teacher_of_the_same_group() -> None:
    assert rules.students_per_teacher(10_780, 200).value == pytest.approx(53.9)
    assert rules.students_per_teacher(3_220, 800).value == pytest.approx(4.0, abs=0.03)
    assert rules.students_per_teacher(50, 0).why is WhyNot.NO_DENOMINATOR


SCHOOLS = [(90, 10), (30, 70), (80, 120)]


def test_segregation_of_three_schools() -> None:
    own = [(a, a + b) for a, b in SCHOOLS]
    assert rules.dissimilarity(SCHOOLS).value == pytest.approx(0.40)
    assert rules.isolation(own).value == pytest.approx(0.61)
    assert rules.exposure([(a, b, a + b) for a, b in SCHOOLS]).value == pytest.approx(0.39)
    assert rules.normalized_exposure(own).value == pytest.approx(0.22)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=30))
def test_segregation_stays_between_none_and_all_and_two_groups_share_out_the_whole(
    places: list[tuple[int, int]],
) -> None:
    apart = rules.dissimilarity(places)
    if apart.value is None:
        assert not sum(a for a, _ in places) or not sum(b for _, b in places)
        return
    assert -1e-9 <= apart.value <= 1 + 1e-9
    alone = rules.isolation([(a, a + b) for a, b in places]).value or 0
    met = rules.exposure([(a, b, a + b) for a, b in places]).value or 0
    assert alone + met == pytest.approx(1)


def test_a_gap_in_percentage_points_with_its_margin() -> None:
    gap = rules.point_gap(0.52, 400, 0.31, 150)
    assert gap.value == pytest.approx(21.0)
    assert gap.margin == pytest.approx(8.9, abs=0.05)


def test_events_above_one_a_student_have_no_margin_of_a_share() -> None:
    assert rules.disparity_gap(Outcome(300, 200), Outcome(50, 100)).margin is None


def test_a_gap_in_standard_deviations() -> None:
    gap = rules.standardized_gap(Scores(512, 30, 400), Scores(488, 34, 150))
    assert isinstance(gap, rules.StandardGap)
    assert (round(gap.pooled, 3), round(gap.d, 3), round(gap.g, 3)) == (31.138, 0.771, 0.770)
    assert rules.standardized_gap(Scores(1, 0, 1), Scores(1, 0, 1)) is WhyNot.TOO_FEW


def test_cohens_h_of_two_shares() -> None:
    assert rules.cohens_h(0.52, 0.31) == pytest.approx(0.430, abs=5e-4)


def test_an_answer_is_a_number_or_a_reason_and_never_both() -> None:
    with pytest.raises(ValueError, match="a number or the reason"):
        rules.Answer()
    with pytest.raises(ValueError, match="a number or the reason"):
        rules.Answer(1.0, WhyNot.MISSING)
