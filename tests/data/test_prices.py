"""Real dollars: fiscal-year averages of CPI-U, the worked numbers of rules.md e, and months that are missing."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from data.access import Permission, requires
from data.periods import FiscalYear
from data.prices import Prices, YearPrices, fiscal_year_prices
from data.reference_tables import load_foundation
from data.store import open_session
from tests.support import ORGANIZER, PUBLIC

AVERAGES = """
133.917 138.208 142.525 146.217 150.408 154.500 158.908 161.742 164.542 169.292 175.092 178.192 182.108
186.092 191.692 198.992 204.138 211.702 214.658 216.735 221.087 227.565 231.352 234.966 236.677 238.273
242.656 248.126 253.268 257.230 263.151 282.025 299.685 309.570 317.731 327.668
"""
FY2008, FY2021, FY2023, FY2024, FY2025, FY2026 = (FiscalYear(y) for y in (2008, 2021, 2023, 2024, 2025, 2026))


@requires(Permission.IMPORT_FIGURES)
def lay(session: Session) -> None:
    load_foundation(session)


@pytest.fixture
def prices(store: str) -> Prices:
    """The index as the store holds it, July to June."""
    with open_session(ORGANIZER, writing=True) as session:
        lay(session)
    with open_session(PUBLIC) as session:
        return fiscal_year_prices(session)


def exact(prices: YearPrices) -> Decimal:
    return Decimal(prices.total_thousandths) / prices.months / 1000


def test_the_worked_numbers_of_the_rules(prices: Prices) -> None:
    """rules.md e: averages, SEEK, JET, and cumulative inflation."""
    assert [str(round(exact(prices.years[year]), 3)) for year in sorted(prices.years)] == AVERAGES.split()
    assert prices.real_cents(382_200, of=FY2008, into=FY2025) == 573_621
    assert prices.real_cents(420_000, of=FY2024, into=FY2025) == 431_072
    assert prices.real_cents(35_000_000, of=FY2023, into=FY2025) == 37_107_580
    assert prices.real_cents(35_000_000, of=FY2023, into=FY2023) == 35_000_000
    cumulative = prices.years[FY2023].average / prices.years[FY2021].average - 1
    assert round(cumulative * 100, 2) == 13.88

    seek = prices.real_change(382_200, 432_600, of=FY2008, to=FY2025)
    rise = prices.real_change(420_000, 432_600, of=FY2024, to=FY2025)
    assert seek is not None
    assert rise is not None
    assert round(100 * seek[0] / seek[1], 1) == -24.6
    assert round(100 * rise[0] / rise[1], 3) == 0.354
    assert round(100 * (432_600 - 420_000) / 420_000, 2) == 3.0

    assert {year: p.months for year, p in prices.years.items() if p.months != 12} == {FY2026: 11}
    assert prices.latest_whole_year() == FY2025
    assert FiscalYear(2027) not in prices.years, "two months of a year are not its average"
    assert FiscalYear(1990) not in prices.years


@pytest.mark.usefixtures("prices")
def test_other_states_years_average_their_own_months() -> None:
    """New York's year starts in April, Texas's in September, Alabama's in October."""
    with open_session(PUBLIC) as session:
        found = {month: fiscal_year_prices(session, starts_month=month).years[FY2024] for month in (1, 4, 9, 10)}
    of_2024 = "308.417 310.326 312.332 313.548 314.069 314.175 314.540 314.796 315.301 315.664 315.493 315.605"
    of_2023 = "299.170 300.840 301.836 303.363 304.127 305.109 305.691 307.026 307.789 307.671 307.051 306.746"
    now, then = ([Decimal(value) for value in year.split()] for year in (of_2024, of_2023))
    expected = {1: now, 4: then[3:] + now[:3], 9: then[8:] + now[:8], 10: then[9:] + now[:9]}
    assert {month: exact(p) for month, p in found.items()} == {m: sum(v) / 12 for m, v in expected.items()}


ONE = Prices({FY2024: YearPrices(12_000_000, 12), FY2025: YearPrices(11_330_000, 11)})
money = st.integers(-(10**15), 10**15)


def test_an_unknown_year_has_no_real_value_and_no_real_change() -> None:
    assert ONE.real_cents(5, of=FY2008, into=FY2025) is None
    assert ONE.real_cents(5, of=FY2025, into=FY2008) is None
    assert ONE.real_change(5, 5, of=FY2008, to=FY2025) is None
    assert ONE.real_change(0, 5, of=FY2024, to=FY2025) is None
    assert Prices({}).latest_whole_year() is None


@given(money.filter(bool), money)
def test_real_change_is_one_plus_n_over_one_plus_i_less_one(before: int, after: int) -> None:
    change = ONE.real_change(before, after, of=FY2024, to=FY2025)
    assert change is not None
    nominal, inflation = Fraction(after - before, before), Fraction(3, 100)
    assert Fraction(*change) == (1 + nominal) / (1 + inflation) - 1


@given(money)
def test_money_of_a_year_in_its_own_dollars_is_itself_and_there_and_back_is_a_cents_rounding(cents: int) -> None:
    assert ONE.real_cents(cents, of=FY2025, into=FY2025) == cents
    there = ONE.real_cents(cents, of=FY2024, into=FY2025)
    assert there is not None
    back = ONE.real_cents(there, of=FY2025, into=FY2024)
    assert back is not None
    assert abs(back - cents) <= 1
