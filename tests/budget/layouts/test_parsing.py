"""One printed row becomes a line with its amounts, or one sentence that names row, column and cure."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.layouts.known import known_mappings
from budget.layouts.parsing import RowReader
from budget.layouts.recognising import Layout, recognise
from budget.layouts.rows import ParsedRow, Rejection, Skipped


def table(*header: str) -> Layout:
    return recognise([(1, list(header))], known_mappings().values())


def parse_row(layout: Layout, number: int, cells: Sequence[str], *, unit: int) -> ParsedRow | Rejection | Skipped:
    return RowReader(layout, unit).read(number, cells)


BROWSER = table("LineItem", "LineItemName", "FY17", "FY18_Gov", "FY18_Hou")
TRACKING = table("Account", "Description", "FY2015 House 1", "FY2015 GAA")
ACTIONS = table("Account", "FY2017 Conference", "FY2017 Vetoes")


def parsed(layout: Layout, *cells: str, unit: int = 1) -> ParsedRow:
    row = parse_row(layout, 7, cells, unit=unit)
    assert isinstance(row, ParsedRow), row
    return row


def rejected(layout: Layout, *cells: str, unit: int = 1) -> Rejection:
    row = parse_row(layout, 7, cells, unit=unit)
    assert isinstance(row, Rejection), row
    return row


def test_a_row_of_the_budget_browser_is_a_line_with_cents() -> None:
    row = parsed(BROWSER, "2200-0100", "Administration", "24,405,437", "$24,408,940", "24,958,940")
    assert (row.number, row.code, row.name, row.total) == (7, "2200-0100", "Administration", None)
    assert row.amounts == [2_440_543_700, 2_440_894_000, 2_495_894_000]


def test_a_row_in_thousands_with_a_veto_in_parentheses_or_with_a_minus() -> None:
    assert parsed(ACTIONS, "Literacy Programs", "2,200", "-600", unit=1000).amounts == [220_000_000, -60_000_000]
    assert parsed(ACTIONS, "Literacy Programs", "2,200", "(600)", unit=1000).amounts == [220_000_000, -60_000_000]


def test_zeros_of_a_year_in_which_the_line_prints_nothing_else_mean_no_such_item() -> None:
    assert parsed(BROWSER, "2200-0100", "A", "0", "0", "5").none_such == {0}
    assert parsed(BROWSER, "2200-0100", "A", "5", "0", "0").none_such == {1, 2}
    assert parsed(BROWSER, "2200-0100", "A", "0", "0", "0").none_such == {0, 1, 2}
    assert parsed(BROWSER, "2200-0100", "A", "5", "0", "").none_such == {1}


def test_a_zero_beside_another_stage_of_its_year_is_a_figure() -> None:
    assert parsed(BROWSER, "2200-0100", "A", "1", "5", "0").none_such == frozenset()


def test_the_commonwealths_zeros_are_figures() -> None:
    assert parsed(TRACKING, "7061-0008", "Chapter 70", "0", "0").none_such == frozenset()


def test_a_blank_cell_is_no_figure_and_no_zero() -> None:
    assert parsed(TRACKING, "7061-0008", "Chapter 70", "", "5").amounts == [None, 500]
    assert parsed(TRACKING, "7061-0008", "Chapter 70", "5").amounts == [500, None]
    assert parsed(TRACKING, "7061-0008", "Chapter 70", "—", "5").amounts == [None, 500]


@pytest.mark.parametrize(
    "name",
    ["TOTAL", "Total", "Grand Total", "Subtotal", "Sub-Total", "Totals", "TOTAL:", "Budgetary Direct Appropriations"],
)
def test_a_total_is_recognised_however_it_is_written(name: str) -> None:
    assert parsed(TRACKING, "", name, "5", "5").total is not None


@pytest.mark.parametrize("name", ["Totally New Program", "Lead Total Removal"])
def test_a_line_that_is_only_called_like_a_total_is_a_line(name: str) -> None:
    assert parsed(TRACKING, "", name, "5", "5").total is None


def test_a_row_with_a_number_is_never_a_total() -> None:
    assert parsed(TRACKING, "7061-0008", "Total Quality Initiative", "5", "5").total is None


@pytest.mark.parametrize("cells", [(), ("",), ("", "", "", ""), ("", "Elementary schools", "", ""), ("", "note")])
def test_blank_rows_and_headings_are_nothing(cells: tuple[str, ...]) -> None:
    assert isinstance(parse_row(TRACKING, 7, cells, unit=1), Skipped)


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        ("7.06E+07", "a spreadsheet shortened it"),
        ("7E7", "a spreadsheet shortened it"),
        ("70610008", "it does not have the form 7061-0008"),
        ("7061-008", "it does not have the form 7061-0008"),
        ("2001-07-01", "it does not have the form 7061-0008"),
        ("XXXX-XXXX", "it does not have the form 7061-0008"),
        ("７０６１-0008", "it does not have the form 7061-0008"),
        ("7061-0008\n", "it does not have the form 7061-0008"),
    ],
)
def test_a_number_that_is_none_is_refused_with_row_column_and_cure(code: str, cause: str) -> None:
    refused = rejected(TRACKING, code, "Chapter 70", "5", "5")
    assert (refused.row, refused.column) == (7, "Account")
    assert refused.reason == (
        f"Row 7, column Account: “{code}” is not a line item number: {cause}. "
        "Format the column as Text, type the number again and save."
    )


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1/7/2017", "is a date, not an amount; format the column as Number."),
        ("=B2+B3", "is a formula; in the spreadsheet, paste it as a value."),
        ("1" * 31, "has more than 15 digits, more than a spreadsheet keeps; correct it."),
        ("4.5E+09", "was shortened by the spreadsheet; format the column as Number."),
        ("about 2", "holds letters, not an amount; move the words to another column."),
        ("12,34", "is not an amount; write it like 1,234.56"),
    ],
)
def test_a_cell_that_is_no_amount_is_refused_with_row_column_and_cure(cell: str, said: str) -> None:
    refused = rejected(TRACKING, "7061-0008", "Chapter 70", "5", cell)
    assert (refused.row, refused.column) == (7, "FY2015 GAA")
    assert refused.reason.startswith("Row 7, column FY2015 GAA: ")
    assert said in refused.reason


def test_a_line_without_a_name_or_without_amounts_is_refused() -> None:
    assert rejected(TRACKING, "7061-0008", "", "5", "5").reason == (
        "Row 7, column Description: the line has no name. Add one."
    )
    assert "has a line item but no amounts" in rejected(TRACKING, "7061-0008", "Chapter 70", "", "-").reason


cells = st.sampled_from(["", "0", "5", "-5", "7061-0008", "Total", "1/7/2017", "7E7", "=1", "x" * 200]) | st.text()


@settings(max_examples=100, deadline=None)
@given(st.lists(cells, max_size=8), st.sampled_from([BROWSER, TRACKING, ACTIONS]), st.sampled_from([1, 1000, 10**6]))
def test_any_row_is_read_refused_or_nothing(row: list[str], layout: Layout, unit: int) -> None:
    found = parse_row(layout, 7, row, unit=unit)
    if isinstance(found, ParsedRow):
        assert len(found.amounts) == len(layout.columns)
        assert any(amount is not None for amount in found.amounts)
        assert all(found.amounts[n] == 0 for n in found.none_such)
        assert found.name
    if isinstance(found, Rejection):
        assert found.reason.startswith("Row 7")
        assert found.reason.endswith((".", "!"))
        assert len(found.reason) < 400
