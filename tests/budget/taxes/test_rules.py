"""Every worked number of the rules: compensating and 4 percent rates, recall, bills, occupational tax, levy limit."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from budget.taxes.other_rules import home_share, levy_limit, occupational_tax, rate_per_thousand
from budget.taxes.parameters import Notice, notices, occupational_percents
from budget.taxes.rules import (
    WEEKS,
    Standing,
    Status,
    bill_of,
    check_rate,
    compensating_rate,
    four_percent_rate,
    percent_words,
    rate_words,
    revenue_of,
)
from data.errors import InvalidInput

MILLION, BILLION = 10**8, 10**11  # in cents
PRIOR, ASSESSED, NEW = 100 * MILLION, 15 * BILLION, 300 * MILLION
BASE = ASSESSED - NEW


def test_the_worked_levy_has_a_compensating_rate_of_68_1_and_a_4_percent_rate_of_70_8() -> None:
    compensating = compensating_rate(PRIOR, ASSESSED, NEW)

    assert (rate_words(compensating), rate_words(four_percent_rate(compensating))) == ("68.1¢", "70.8¢")
    assert revenue_of(BASE, compensating) == 10_010_700_000  # $100,107,000
    assert revenue_of(BASE, compensating) * 104 // 100 == 10_411_128_000  # $104,111,280
    assert percent_words(Standing(708, 681).growth, 4) == "3.9648%"


def test_the_compensating_rate_is_never_rounded_down_nor_past_the_next_tenth() -> None:
    assert Fraction(PRIOR * 100_000, BASE) > 680  # 68.0272…
    assert compensating_rate(68_000 * 10**5, 10_000_000 * 10**5) == 680  # exactly 68.0 stays


def test_the_compensating_rate_keeps_the_revenue_of_all_classes() -> None:
    kept = compensating_rate(PRIOR, ASSESSED, NEW, prior_all_cents=115 * MILLION, assessed_all_cents=16 * BILLION)
    assert kept == 719  # 115,000,000 / 16,000,000,000 × 100 = 71.875 cents
    low = compensating_rate(PRIOR, ASSESSED, NEW, prior_all_cents=100 * MILLION, assessed_all_cents=20 * BILLION)
    assert low == 681


@pytest.mark.parametrize(
    ("rate", "status", "tenths", "exact"),
    [
        (680, Status.NO_HEARING, 0, 0),
        (681, Status.NO_HEARING, 0, 0),
        (682, Status.HEARING, 0, 0),
        (708, Status.HEARING, 0, 0),
        (710, Status.RECALL, 2, Fraction(176, 100)),  # 71.0 − 70.824
    ],
)
def test_a_rate_stands_under_no_hearing_a_hearing_or_recall(
    rate: int, status: Status, tenths: int, exact: Fraction
) -> None:
    standing = Standing(rate, 681)
    assert (standing.status, standing.recallable_tenths, standing.recallable) == (status, tenths, exact)


def test_the_boards_own_4_percent_rate_counts_where_it_is_printed() -> None:
    assert Standing(763, 732).status is Status.RECALL
    assert Standing(763, 732, printed_four=763).status is Status.HEARING
    assert Standing(806, 707, printed_four=736).recallable_tenths == 70  # May 2020: "7.0 cents … subject to recall"


def test_a_home_of_100_000_dollars_pays_717_in_2025_26_and_704_in_2017_18() -> None:
    assert (bill_of(100_000_00, 717), bill_of(100_000_00, 704)) == (717_00, 704_00)


def test_a_home_of_250_000_dollars_pays_1792_50_and_with_the_homestead_exemption_1440_45() -> None:
    assert bill_of(250_000_00, 717) == 1_792_50
    assert bill_of(250_000_00, 717, exemption_cents=49_100_00) == 1_440_45
    assert bill_of(250_000_00, 717) - bill_of(250_000_00, 717, exemption_cents=49_100_00) == 352_05
    assert bill_of(250_000_00, 735) == 1_837_50
    assert bill_of(40_000_00, 717, exemption_cents=49_100_00) == 0


def test_from_73_6_to_81_6_a_200_000_dollar_home_pays_160_more() -> None:
    assert bill_of(200_000_00, 816) - bill_of(200_000_00, 736) == 160_00
    assert percent_words(Fraction(806 - 736, 736)) == "9.51%"


def test_a_bill_is_rounded_half_up_once_at_the_end() -> None:
    assert bill_of(100_000, 500, parts=WEEKS) == 10  # 500 / 52 = 9.6
    assert bill_of(50_000, 717) == 359  # 358.5 cents


@pytest.mark.parametrize("notice", [one for one in notices() if one.school_year in (2011, 2018, 2020, 2022)])
def test_the_boards_own_notices_add_up_to_the_dollar(notice: Notice) -> None:
    assert notice.compensating is not None
    assert notice.compensating_cents is not None
    assert abs(revenue_of(notice.assessed_cents, notice.compensating) - notice.compensating_cents) <= 100


@settings(deadline=None)
@given(
    prior=some.integers(10**9, 10**12),
    base=some.integers(10**11, 10**14),
    new=some.integers(0, 10**12),
)
def test_the_compensating_rate_brings_at_least_last_years_revenue_and_the_4_percent_rate_no_more_than_4_percent(
    prior: int, base: int, new: int
) -> None:
    try:
        rate = compensating_rate(prior, base + new, new)
    except InvalidInput:
        return
    assert rate * base >= prior * 100_000 > (rate - 1) * base
    four = four_percent_rate(rate)
    assert 100 * four <= 104 * rate < 100 * (four + 1)
    assert Standing(four, rate).status is not Status.RECALL
    assert Standing(four + 1, rate).status is Status.RECALL


@pytest.mark.parametrize(
    ("figures", "cure"),
    [
        ((PRIOR, 0, 0), "assessment must be more than"),
        ((0, ASSESSED, NEW), "revenue must be more than"),
        ((PRIOR, ASSESSED, -1), "without a minus sign"),
        ((PRIOR, ASSESSED, ASSESSED), "not less than the whole assessment"),
        ((PRIOR, ASSESSED // 1000, NEW // 1000), "in thousands of dollars"),
        ((PRIOR // 1000, ASSESSED, NEW), "revenue looks"),
    ],
)
def test_figures_that_cannot_be_are_refused_with_the_cure(figures: tuple[int, int, int], cure: str) -> None:
    with pytest.raises(InvalidInput, match=cure):
        compensating_rate(*figures)


@pytest.mark.parametrize(("rate", "cure"), [(0, "more than 0"), (7, "write 70.0"), (7_170, "too high")])
def test_a_rate_no_district_has_is_refused(rate: int, cure: str) -> None:
    with pytest.raises(InvalidInput, match=cure):
        check_rate(rate)


def test_louisville_takes_2_20_percent_of_a_residents_wages_and_1_45_of_the_others() -> None:
    percents = occupational_percents()
    resident = occupational_tax(100_000_00, percents, resident=True)
    other = occupational_tax(100_000_00, percents, resident=False)

    assert {share.code: share.cents for share in resident} == {
        "metro": 1_250_00,
        "transit": 200_00,
        "schools": 750_00,
    }
    assert (sum(s.cents for s in resident), sum(s.cents for s in other)) == (2_200_00, 1_450_00)
    assert sum(share.percent for share in resident) == 220
    with pytest.raises(InvalidInput, match="Wages"):
        occupational_tax(-1, percents, resident=True)


def test_a_levy_limit_grows_by_2_5_percent_new_growth_and_overrides_under_the_ceiling() -> None:
    town = levy_limit(100 * MILLION, 8 * BILLION, new_growth_cents=MILLION, overrides_cents=3 * MILLION)

    assert (town.grown_cents, town.limit_cents) == (102_500_000_00, 106_500_000_00)
    assert (town.ceiling_cents, town.room_cents) == (200 * MILLION, 93_500_000_00)
    assert rate_per_thousand(town.limit_cents, 8 * BILLION) == 13_31  # $13.3125
    assert home_share(3 * MILLION, 8 * BILLION, 500_000_00) == 187_50

    with_debt = levy_limit(100 * MILLION, 4 * BILLION, overrides_cents=MILLION, debt_cents=2 * MILLION)
    assert (with_debt.limit_cents, with_debt.most_cents, with_debt.capped) == (100 * MILLION, 102 * MILLION, True)
    under = levy_limit(100 * MILLION, 8 * BILLION, underrides_cents=MILLION)
    assert under.limit_cents == 101_500_000_00


@pytest.mark.parametrize(
    ("figures", "cure"),
    [
        ({"prior_limit_cents": 0}, "Last year’s levy limit"),
        ({"full_value_cents": 0}, "full value"),
        ({"full_value_cents": 8 * BILLION // 1000}, "in thousands"),
        ({"new_growth_cents": -1}, "New growth"),
    ],
)
def test_a_levy_limit_needs_its_denominators(figures: dict[str, int], cure: str) -> None:
    given_figures = {"prior_limit_cents": 100 * MILLION, "full_value_cents": 8 * BILLION} | figures
    with pytest.raises(InvalidInput, match=cure):
        levy_limit(**given_figures)
