"""Printed amounts read back to the cent, and nothing else is taken for one."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import FileProblem
from data.imports.amounts import read_amount

STYLES = (
    "{sign}{dollars}.{cents:02d}",
    "{sign}{dollars:,}.{cents:02d}",
    "{sign}${dollars:,}.{cents:02d}",
    "${sign}{dollars:,}.{cents:02d}",
    " {sign}$ {dollars:,}.{cents:02d} ",
)


@pytest.mark.parametrize(
    ("text", "unit", "cents"),
    [
        ("13,125,876", 1, 1_312_587_600),
        ("13125876", 1, 1_312_587_600),
        ("0", 1, 0),
        ("007", 1, 700),
        ("$1,234.50", 1, 123_450),
        ("1234.5", 1, 123_450),
        ("(1,234)", 1, -123_400),
        ("$(1,234)", 1, -123_400),
        ("($ 1,234 )", 1, -123_400),
        ("-$5", 1, -500),
        ("$-5", 1, -500),
        ("$ −5.25", 1, -525),
        ("12.345", 1_000, 1_234_500),
        ("12.3", 1_000, 1_230_000),
        ("0.001", 1_000_000, 100_000),
        ("1,234", 1_000_000, 123_400_000_000),
        ("999,999,999,999,999", 1, 99_999_999_999_999_900),
        (" " * 100 + "5", 1, 500),
        ("4,628 [1]", 1, 462_800),
        ("(4,628)[1, 12] ", 1, -462_800),
        ("$5 [*]", 1, 500),
    ],
)
def test_an_amount_is_read_in_cents(text: str, unit: int, cents: int) -> None:
    assert read_amount(text, unit=unit) == cents


@pytest.mark.parametrize("text", ["", "  ", "-", " – ", "—", "$ -", "$-", "— [1]", "- [a]"])
def test_a_blank_or_a_lone_dash_is_no_figure(text: str) -> None:
    assert read_amount(text, unit=1) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2027-07-01", "is a date"),
        ("[5]", "is not an amount"),
        ("-[5]", "is not an amount"),
        ("4,628 [7,000]", "is not an amount"),
        ("4,628 [house]", "holds letters"),
        ("4,628 [1] [2]", "is not an amount"),
        ("7/1/2027", "is a date"),
        ("12-Jan", "is a date"),
        ("Jul 2027", "is a date"),
        ("12.5%", "is a percentage"),
        ("1.2E+07", "“1.2E+07” was shortened by the spreadsheet; format the column as Number"),
        ("1e999999", "was shortened by the spreadsheet"),
        ("1234567890123456", "more than 15 digits"),
        ("1,234,567,890,123.456", "more than 15 digits"),
        ("=SUM(A1:A3)", "is a formula"),
        ("#REF!", "is a spreadsheet error"),
        ("about 5", "holds letters"),
        ("0x10", "holds letters"),
        ("555 Maria Street", "The cell holds letters"),
        ("1,23", "before every three digits"),
        ("1234,567", "before every three digits"),
        ("1.234,56", "before every three digits"),
        ("1 234", "before every three digits"),
        ("5-", "is not an amount"),
        ("+5", "is not an amount"),
        (".5", "is not an amount"),
        ("٣٤٥", "digits of another script"),
        ("１２", "digits of another script"),
        ("NaN", "says there is no figure"),
        ("-Infinity", "says there is no figure"),
        ("n/a", "says there is no figure"),
        ("1_000", "has an underscore"),
        ("1.234", "parts of a cent"),
        ("1.23456", "more decimals"),
        ("(5", "one parenthesis"),
        ("5)", "one parenthesis"),
        ("(-5)", "negative twice"),
        ("-(5)", "negative twice"),
        ("$$5", "two dollar signs"),
        ("9" * 5_000, "more than 60 characters"),
    ],
)
def test_what_is_not_an_amount_is_refused_with_its_cure(text: str, words: str) -> None:
    with pytest.raises(FileProblem) as refusal:
        read_amount(text, unit=1)
    assert words in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_an_amount_that_no_budget_reaches_points_to_the_unit() -> None:
    with pytest.raises(FileProblem, match="check the unit"):
        read_amount("999,999,999,999", unit=1_000_000)


def test_words_in_an_amount_cell_are_not_repeated() -> None:
    with pytest.raises(FileProblem) as refusal:
        read_amount("Maria Lopez", unit=1)
    assert "Maria" not in str(refusal.value)


def test_a_unit_nobody_prints_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="unit is 10"):
        read_amount("(5)", unit=10)


@given(cents=st.integers(-(10**15) + 1, 10**15 - 1), style=st.sampled_from(STYLES), minus=st.sampled_from("-−"))
def test_any_amount_reads_back_from_any_style(cents: int, style: str, minus: str) -> None:
    dollars, part = divmod(abs(cents), 100)
    text = style.format(sign=minus if cents < 0 else "", dollars=dollars, cents=part)
    assert read_amount(text, unit=1) == cents


@given(cents=st.integers(0, 10**15 - 1), style=st.sampled_from(["({}.{:02d})", "(${:,}.{:02d})", "$({:,}.{:02d})"]))
def test_any_amount_in_parentheses_is_negative(cents: int, style: str) -> None:
    assert read_amount(style.format(*divmod(cents, 100)), unit=1) == -cents


@given(thousandths=st.integers(0, 10**14 - 1), unit=st.sampled_from([1_000, 1_000_000]))
def test_any_amount_in_thousands_or_millions_is_exact(thousandths: int, unit: int) -> None:
    whole, part = divmod(thousandths % 10**11, 1000)
    assert read_amount(f"{whole:,}.{part:03d}", unit=unit) == (thousandths % 10**11) * unit // 10


AMOUNT_LIKE = st.text("0123456789,.$()-−–— %eE_/=#\n", max_size=80)


@given(
    text=st.text(max_size=80) | AMOUNT_LIKE | st.integers(0, 5000).map("( ".__mul__), unit=st.sampled_from([1, 1_000])
)
def test_any_text_is_an_amount_or_a_sentence(text: str, unit: int) -> None:
    started = time.perf_counter()
    with suppress(FileProblem):
        cents = read_amount(text, unit=unit)
        assert cents is None or abs(cents) < 10**17
    assert time.perf_counter() - started < 1
