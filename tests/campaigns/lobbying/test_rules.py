"""The ceilings, the tax and the four-year test: every worked number of the law's pages, to the cent."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.lobbying.rules import (
    Ceilings,
    Election,
    YearOfTest,
    base_years,
    ceilings,
    days_of,
    excess,
    four_year_test,
    is_elected,
    tax_year_of,
)

# exempt-purpose dollars: the ceiling for all lobbying and the grass-roots one, in cents (rounded down)
CEILINGS = {
    0: (0, 0),
    50_000: (1_000_000, 250_000),
    120_000: (2_400_000, 600_000),
    250_000: (5_000_000, 1_250_000),
    500_000: (10_000_000, 2_500_000),
    500_001: (10_000_015, 2_500_003),  # 25,000.0375 dollars
    750_000: (13_750_000, 3_437_500),
    1_000_000: (17_500_000, 4_375_000),
    1_200_000: (19_500_000, 4_875_000),
    1_500_000: (22_500_000, 5_625_000),
    2_000_000: (25_000_000, 6_250_000),
    5_000_000: (40_000_000, 10_000_000),
    16_999_999: (99_999_995, 24_999_998),
    17_000_000: (100_000_000, 25_000_000),
    40_000_000: (100_000_000, 25_000_000),
}
# exempt purposes, all lobbying, grass roots (dollars): the excess taxed and the tax, in cents
TAXES = {
    (250_000, 12_000, 4_000): (0, 0),
    (250_000, 30_000, 20_000): (750_000, 187_500),
    (800_000, 160_000, 30_000): (1_500_000, 375_000),
    (800_000, 160_000, 55_000): (1_875_000, 468_750),
    (120_000, 24_000, 6_000): (0, 0),
    (120_000, 24_000, 7_000): (100_000, 25_000),
}
cents = st.integers(0, 5_000_000_000)


def of(dollars: int) -> Ceilings:
    return ceilings(dollars * 100)


def years(*rows: tuple[int, float, int]) -> list[YearOfTest]:
    """Base years from thousands of dollars: exempt purposes, all lobbying, grass roots."""
    return [YearOfTest(2020 + n, *(int(figure * 100_000) for figure in row)) for n, row in enumerate(rows)]


@pytest.mark.parametrize(("exempt", "both"), CEILINGS.items())
def test_the_ceilings_of_the_worked_table(exempt: int, both: tuple[int, int]) -> None:
    assert (of(exempt).total_cents, of(exempt).grass_roots_cents) == both


def test_what_is_allowed_is_exact_before_it_is_rounded_down() -> None:
    assert of(500_001).exact_grass_roots == Fraction(250_000_375, 100)
    assert of(500_001).grass_roots_cents == 2_500_003


@pytest.mark.parametrize(("year", "taxed"), TAXES.items())
def test_the_tax_is_a_quarter_of_the_larger_excess(year: tuple[int, int, int], taxed: tuple[int, int]) -> None:
    exempt, total, grass = year
    over = excess(of(exempt), total_cents=total * 100, grass_roots_cents=grass * 100)
    assert (over.taxed_cents, over.tax_cents) == taxed


def test_the_first_example_of_the_regulation_is_not_denied() -> None:
    test = four_year_test(years((400, 100, 0), (300, 100, 0), (600, 120, 0), (500, 100, 0)))
    assert (test.total_cents, test.allowed_total_cents) == (42_000_000, 53_250_000)
    assert not test.denied


def test_the_second_example_is_denied_for_grass_roots_alone() -> None:
    test = four_year_test(years((700, 120, 30), (800, 100, 60), (800, 100, 65), (900, 150, 65)))
    assert [of(y.exempt_purpose_cents // 100).total_cents for y in test.years] == [13e6, 14.5e6, 14.5e6, 16e6]
    assert [of(y.exempt_purpose_cents // 100).grass_roots_cents for y in test.years] == [
        3_250_000, 3_625_000, 3_625_000, 4_000_000,
    ]  # fmt: skip
    assert (test.total_cents, test.grass_roots_cents, test.allowed_grass_roots_cents) == (47e6, 22e6, 21_750_000)
    assert (test.total_exceeds, test.grass_roots_exceeds, test.denied) == (False, True, True)


def test_the_third_example_passes_two_years_of_a_first_election_and_fails_the_third() -> None:
    # ceilings 137,500 + 137,500 = 275,000, then 160,000 more
    first_two = years((750, 182, 0), (750, 224.75, 0))
    third = YearOfTest(2022, 90_000_000, 26_400_000, 0)

    two, three = four_year_test(first_two), four_year_test([*first_two, third])

    assert (two.total_cents, two.allowed_total_cents, two.denied) == (40_675_000, 41_250_000, False)
    assert (three.total_cents, three.allowed_total_cents, three.denied) == (67_075_000, 65_250_000, True)


def test_150_percent_exactly_is_still_allowed_and_a_cent_more_is_not() -> None:
    exact = YearOfTest(2026, 25_000_000, 7_500_000, 1_875_000)
    assert not four_year_test([exact]).denied
    assert four_year_test([YearOfTest(2026, 25_000_000, 7_500_001, 0)]).denied
    assert four_year_test([YearOfTest(2026, 25_000_000, 1_875_001, 1_875_001)]).denied


@pytest.mark.parametrize(
    ("elections", "year", "found"),
    [
        ([Election(2024)], 2023, ()),
        ([Election(2024)], 2024, (2024,)),
        ([Election(2024)], 2026, (2024, 2025, 2026)),
        ([Election(2024)], 2027, (2024, 2025, 2026, 2027)),
        ([Election(2024)], 2030, (2027, 2028, 2029, 2030)),
        ([Election(2020, 2022)], 2022, ()),
        # a second election has no exception: the years before it count
        ([Election(2020, 2022), Election(2024)], 2024, (2021, 2022, 2023, 2024)),
        ([], 2026, ()),
    ],
)
def test_the_first_three_years_of_the_first_election_count_election_years_only(
    elections: list[Election], year: int, found: tuple[int, ...]
) -> None:
    assert base_years(elections, year) == found


def test_an_election_holds_until_the_year_of_its_revocation() -> None:
    election = [Election(2021, 2024)]
    assert [year for year in range(2019, 2027) if is_elected(election, year)] == [2021, 2022, 2023]


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        (date(2026, 1, 1), 1, 2026),
        (date(2026, 12, 31), 1, 2026),
        (date(2026, 6, 30), 7, 2025),
        (date(2026, 7, 1), 7, 2026),
    ],
)
def test_a_tax_year_is_named_for_the_year_it_begins_in(day: date, month: int, year: int) -> None:
    assert tax_year_of(day, month) == year
    days = days_of(year, month)
    assert days.start <= day < days.end


def test_spending_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="never below 0"):
        ceilings(-1)


@given(cents, cents)
def test_more_spending_never_lowers_a_ceiling_and_adds_at_most_a_fifth(one: int, two: int) -> None:
    low, high = sorted((one, two))
    grown = ceilings(high).exact_total - ceilings(low).exact_total
    assert 0 <= grown <= Fraction(high - low, 5)  # so nothing jumps at a bracket's edge


@pytest.mark.parametrize("edge", [500_000, 1_000_000, 1_500_000, 17_000_000])
def test_the_ceiling_is_continuous_at_each_bracket(edge: int) -> None:
    below, at, above = (ceilings(edge * 100 + step).exact_total for step in (-1, 0, 1))
    assert 0 < at - below <= Fraction(1, 5)
    assert 0 <= above - at <= Fraction(1, 5)


@given(cents, cents, cents)
def test_the_tax_is_of_the_larger_excess_and_never_of_their_sum(exempt: int, total: int, grass: int) -> None:
    grass = min(grass, total)
    over = excess(ceilings(exempt), total_cents=total, grass_roots_cents=grass)
    alone = excess(ceilings(exempt), total_cents=total, grass_roots_cents=0).tax_cents
    only_grass = max(Fraction(0), (grass - ceilings(exempt).exact_grass_roots) / 4)
    assert over.tax_cents == max(alone, -(-only_grass.numerator // only_grass.denominator))
