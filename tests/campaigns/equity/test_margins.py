"""The survey's own formulas for its margins of error, each with its worked number."""

import pytest

from campaigns.equity import margins
from campaigns.equity.margins import Estimate, Reliability


def test_a_sum() -> None:
    found = margins.summed([Estimate(10_154_024, 3_778), Estimate(9_712_936, 3_911)])
    assert (found.value, round(found.margin, 2)) == (19_866_960, 5_437.76)


def test_of_several_zeros_only_the_largest_margin_counts() -> None:
    found = margins.summed([Estimate(100, 3), Estimate(0, 4), Estimate(0, 2), Estimate(0, 4)])
    assert found.margin == pytest.approx(5)


def test_a_share_of_a_whole() -> None:
    found = margins.proportion(Estimate(203_119, 5_070), Estimate(690_746, 831))
    assert found is not None
    assert (round(found.value, 5), round(found.margin, 5)) == (0.29406, 0.00733)


def test_a_share_without_a_root_takes_the_margin_of_a_ratio() -> None:
    part, whole = Estimate(50, 1), Estimate(100, 20)
    assert margins.proportion(part, whole) == margins.quotient(part, whole)
    assert margins.proportion(part, Estimate(0, 12)) is None


def test_a_ratio_a_product_and_a_change() -> None:
    found = margins.quotient(Estimate(226_840, 5_556), Estimate(203_119, 5_070))
    assert found is not None
    assert (round(found.value, 4), round(found.margin, 4)) == (1.1168, 0.0391)
    assert margins.product(Estimate(10, 1), Estimate(20, 2)).margin == pytest.approx((20**2 + 20**2) ** 0.5)
    change = margins.percent_change(Estimate(135_173, 3_860), Estimate(139_301, 4_047))
    assert change is not None
    assert (round(change.value, 3), round(change.margin, 3)) == (3.054, 4.198)


def test_whether_two_estimates_differ() -> None:
    z = margins.z_of_difference(Estimate(25, 2.0), Estimate(21, 1.5))
    assert z == pytest.approx(2.632, abs=5e-4)
    assert margins.z_of_difference(Estimate(1, 0), Estimate(2, 0)) is None


@pytest.mark.parametrize(
    ("margin", "trusted"),
    [
        (19.7, Reliability.RELIABLE),
        (19.8, Reliability.CAUTION),
        (65.8, Reliability.CAUTION),
        (66, Reliability.UNRELIABLE),
    ],
)
def test_how_far_an_estimate_can_be_trusted(margin: float, trusted: Reliability) -> None:
    assert margins.reliability(Estimate(100, margin)) is trusted


def test_zero_has_no_coefficient_of_variation_and_the_survey_s_codes_are_no_numbers() -> None:
    assert margins.reliability(Estimate(0, 12)) is None
    assert not margins.is_number(-666666666)
    assert not margins.is_number(None)
    assert margins.is_number(0)
