"""Money as people read it: exact cents, short summaries, shares, and rounding that is never a float's."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.money import dollars, percent, prose_dollars, rounded, short_dollars

cents = st.integers(-(10**19), 10**19)


@pytest.mark.parametrize(
    ("amount", "exact", "short", "prose"),
    [
        (0, "$0", "$0", "$0"),
        (1, "$0.01", "$0.01", "$0.01"),
        (150, "$1.50", "$1.50", "$1.50"),
        (-51_000_000, "−$510,000", "−$510,000", "−$510,000"),
        (2_457_275_300, "$24,572,753", "$24.57M", "$24.57 million"),
        (462_600_000_000, "$4,626,000,000", "$4.63B", "$4.63 billion"),
        (99_999_999, "$999,999.99", "$999,999.99", "$999,999.99"),
        (100_000_000, "$1,000,000", "$1.00M", "$1.00 million"),
        (-520_845_500_000, "−$5,208,455,000", "−$5.21B", "−$5.21 billion"),
        (100_500_000, "$1,005,000", "$1.01M", "$1.01 million"),
    ],
)
def test_an_amount_is_written_exactly_shortly_and_in_prose(amount: int, exact: str, short: str, prose: str) -> None:
    assert (dollars(amount), short_dollars(amount), prose_dollars(amount)) == (exact, short, prose)


def test_the_last_cents_below_a_billion_are_not_a_thousand_million() -> None:
    assert short_dollars(99_999_999_999) == "$1.00B"
    assert prose_dollars(-99_999_999_999) == "−$1.00 billion"
    assert short_dollars(99_999_499_999) == "$999.99M"


@given(cents)
def test_an_exact_amount_reads_back_to_the_same_cents(amount: int) -> None:
    text = dollars(amount).replace("−", "-").replace("$", "").replace(",", "")
    assert Fraction(text) * 100 == amount


@given(st.integers(-(10**30), 10**30), st.integers(-(10**15), 10**15).filter(bool))
def test_rounding_is_to_the_nearest_and_half_away_from_zero(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    whole = rounded(numerator, denominator)
    assert abs(whole - exact) <= Fraction(1, 2)
    if abs(whole - exact) == Fraction(1, 2):
        assert abs(whole) > abs(exact)


@given(cents)
def test_a_negative_amount_is_the_positive_one_with_a_minus(amount: int) -> None:
    for words in (dollars, short_dollars, prose_dollars):
        if amount:
            assert words(-abs(amount)) == "−" + words(abs(amount))


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (246, 1000, "24.6%"), (-246, 1000, "24.6%"), (1, 3, "33.3%"), (1, 2000, "0.1%"), (1, 2001, "0.0%"),
        (125, 10, "1,250.0%"), (5, -10, "50.0%"),
    ],
)  # fmt: skip
def test_a_share_has_one_decimal_and_no_sign(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


def test_a_share_of_nothing_is_refused_not_infinite() -> None:
    with pytest.raises(ValueError, match="other than 0"):
        percent(1, 0)
