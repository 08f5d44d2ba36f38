"""Chapter 70, steps 4 and 5: three amounts of which the largest is paid, held against published aid."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.formulas.chapter70 import KeyFactors, aid_cents, aid_table
from budget.formulas.parameters import final_minimum, kept_factors

BOSTON = next(row for row in kept_factors()[2018] if row.district == "Boston")
amounts = st.integers(0, 10**12)
factors = st.builds(
    KeyFactors, st.just("00350000"), st.just("Example"), st.just(2018), st.integers(0, 70_000), amounts, amounts,
    amounts,
)  # fmt: skip


@pytest.mark.parametrize(
    ("budget", "required", "prior", "minimum", "pupils", "aid"),
    [
        (1_000, 400, 500, 30, 1, 600),  # the foundation budget asks for more than was paid before
        (1_000, 700, 500, 30, 2, 560),  # last year's aid and the minimum
        (1_000, 700, 500, 0, 2, 500),  # held harmless
        (1_000, 1_200, 0, 0, 10, 0),  # a contribution above the foundation budget takes nothing back
    ],
)
def test_the_largest_of_three_is_paid(
    budget: int, required: int, prior: int, minimum: int, pupils: int, aid: int
) -> None:
    row = KeyFactors("1", "Example", 2018, pupils, budget * 100, required * 100, prior * 100)
    assert aid_cents(row, minimum * 100) == aid * 100


@pytest.mark.parametrize(("year", "met"), [(2018, 19), (2022, 16)])
def test_most_of_the_published_aid_comes_out_to_the_dollar_and_the_rest_is_never_less(year: int, met: int) -> None:
    minimum = final_minimum(year)
    assert minimum is not None
    table = aid_table(kept_factors()[year], fiscal_year=year, minimum_cents=minimum.cents, what_if_cents=minimum.cents)
    assert table.reproduced == (met, 20)
    assert all((one.beyond_cents or 0) >= 0 for one in table.districts)
    assert table.cost_cents == 0
    assert table.changed == ()


def test_boston_at_three_debated_amounts() -> None:
    prior, pupils = 216_128_435, 64_602
    aids = [aid_cents(BOSTON, minimum * 100) // 100 for minimum in (30, 60, 100)]
    assert aids == [prior + minimum * pupils for minimum in (30, 60, 100)]
    assert aids[0] == 218_066_495  # as published


def test_a_table_names_who_gains_and_what_it_costs() -> None:
    rows = kept_factors()[2018]
    table = aid_table(rows, fiscal_year=2018, minimum_cents=3_000, what_if_cents=10_000)
    assert table.cost_cents == sum(aid_cents(row, 10_000) - aid_cents(row, 3_000) for row in rows)
    assert len(table.changed) == 15
    assert [one.factors.district for one in table.changed][:2] == ["Boston", "Everett"]
    boston = next(one for one in table.districts if one.factors.district == "Boston")
    assert boston.what_if_spending_cents == boston.factors.required_contribution_cents + boston.what_if_cents
    assert boston.spending_cents == 904_327_137_00  # the published requirement


@given(factors, st.integers(0, 50_000), st.integers(0, 50_000))
def test_more_minimum_aid_never_means_less_and_never_more_than_it_per_pupil(
    row: KeyFactors, minimum: int, more: int
) -> None:
    change = aid_cents(row, minimum + more) - aid_cents(row, minimum)
    assert 0 <= change <= more * row.enrollment
    assert aid_cents(row, minimum) >= row.prior_aid_cents


@given(factors)
def test_a_district_on_foundation_aid_gains_nothing_from_a_small_minimum(row: KeyFactors) -> None:
    on_foundation = replace(row, foundation_budget_cents=row.prior_aid_cents + row.required_contribution_cents + 10**7)
    assert aid_cents(on_foundation, 0) == aid_cents(on_foundation, 10**7 // max(1, row.enrollment))
