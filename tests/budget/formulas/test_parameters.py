"""The rule sets by year: which numbers are in force, how sure each is, and where documents disagree."""

from decimal import Decimal

import pytest

from budget.formulas.parameters import (
    base_of,
    bases,
    final_minimum,
    kept_factors,
    minimum_aids,
    parameter_of,
    rivals_of,
    seek_rules,
    seek_years,
)
from data.errors import InvalidInput

BASES = {
    2008: (3822, "C"), 2009: (3866, "C"), 2010: (3866, "C"), 2011: (3868, "G"), 2012: (3903, "C"), 2014: (3827, "G"),
    2015: (3911, "G"), 2016: (3981, "G"), 2017: (3981, "C"), 2018: (3981, "C"), 2019: (4000, "C"), 2020: (4000, "C"),
    2021: (4000, "G"), 2022: (4000, "G"), 2023: (4100, "G"), 2024: (4200, "C"), 2025: (4326, "C"), 2026: (4586, "C"),
    2027: (4626, "C"), 2028: (4792, "C"),
}  # fmt: skip


def test_the_base_of_every_year_with_how_sure_it_is() -> None:
    used = {base.fiscal_year: (int(base.value), base.mark) for base in bases() if base.used}
    assert used == BASES
    assert seek_years() == tuple(range(2008, 2029))


def test_a_base_that_was_only_proposed_is_not_used() -> None:
    assert base_of(2013) is None
    assert [(int(base.value), base.stage) for base in bases() if base.fiscal_year == 2013] == [(3833, "gov")]


def test_the_two_bases_of_fy2027_are_both_kept_and_one_is_used() -> None:
    used = base_of(2027)
    assert used is not None
    assert used.value == 4626
    assert used.why
    assert [int(rival.value) for rival in rivals_of(2027)] == [4636]


def test_tier_1_rises_to_seventeen_and_a_half_percent_with_fy2025() -> None:
    assert seek_rules(2024).tier_1_share == Decimal("0.15")
    assert seek_rules(2025).tier_1_share == Decimal("0.175")
    tier_2 = parameter_of("tier_2_share", 2025)
    assert tier_2 is not None
    assert tier_2.mark == "G"


def test_a_yearly_share_of_transportation_is_not_carried_over() -> None:
    assert parameter_of("transportation_share", 2025) is None
    known = parameter_of("transportation_share", 2026)
    assert known is not None
    assert known.value == Decimal("0.82")


@pytest.mark.parametrize("year", [1999, 2029])
def test_a_year_without_rules_is_refused_with_the_years_there_are(year: int) -> None:
    with pytest.raises(InvalidInput, match="from FY2008 to FY2028"):
        seek_rules(year)


def test_minimum_aid_by_year_with_the_alternatives_that_were_debated() -> None:
    debated = [aid.cents // 100 for aid in minimum_aids() if aid.fiscal_year == 2023 and aid.status == "debated"]
    assert debated == [60, 75, 100]
    finals = {year: final_minimum(year) for year in (2023, 2024, 2025, 2026)}
    assert [(aid.cents // 100, aid.mark) for aid in finals.values() if aid] == [
        (60, "C"), (60, "G"), (104, "G"), (150, "G")]  # fmt: skip
    assert final_minimum(2030) is None


def test_the_kept_rows_have_the_aid_of_the_year_before_from_their_own_table() -> None:
    assert {year: len(rows) for year, rows in kept_factors().items()} == {2018: 20, 2022: 20}
    fall_river = next(row for row in kept_factors()[2018] if row.code == "00950000")
    assert fall_river.prior_aid_cents == 107_141_308_00
