"""Postings of one line are added up, exactly; a line of which one cannot be read is left out whole."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.layouts.gathering import Gathered, gathered, must_be_gathered
from budget.layouts.known import known_mappings
from budget.layouts.mappings import MappedColumn, Mapping, Repeats, Role, YearFrom
from budget.layouts.parsing import RowReader
from budget.layouts.recognising import Layout, layout_of, recognise
from budget.line_items.stages import LineItemKind
from data.periods import FiscalYear

FLOW = ["budget_year", "department", "account_type", "fund_code", "account_category", "amount"]
LONG = Mapping(
    key="long",
    title="long",
    columns=(
        MappedColumn("account", Role.CODE),
        MappedColumn("name", Role.NAME),
        MappedColumn("fiscal year", Role.YEAR),
        MappedColumn("stage", Role.STAGE),
        MappedColumn("amount", Role.AMOUNT, "", YearFrom.COLUMN),
    ),
    stage_words={"house": "hou", "senate": "sen"},
)


def flow(header: list[str] = FLOW) -> Layout:
    return recognise([(1, header)], known_mappings().values())


def long_table(mapping: Mapping = LONG) -> Layout:
    layout = layout_of(mapping, 1, ["Account", "Name", "Fiscal Year", "Stage", "Amount"])
    assert layout is not None
    return layout


def gather(layout: Layout, *rows: list[str], unit: int = 1) -> Gathered:
    return gathered(RowReader(layout, unit), list(enumerate(rows, 2)))


def sums(found: Gathered) -> dict[tuple[str | None, str], list[int | None]]:
    return {(row.group, row.name): row.amounts for row in found.rows}


def test_exact_repeats_are_separate_postings() -> None:
    row = ["FY19-20", "Mayor", "Expense", "1010", "Civilian Salaries", "100"]
    found = gather(flow(), row, row, [*row[:5], "-30"])
    assert sums(found) == {("Mayor", "Civilian Salaries · fund code 1010"): [17_000]}
    assert [(c.fiscal_year, c.stage) for c in found.columns] == [(FiscalYear(2020), "")]
    assert (found.rows[0].postings, found.rows[0].number, found.rejected) == (3, 2, ())


def test_another_order_of_the_columns_makes_no_other_line() -> None:
    cells = {"budget_year": "FY17-18", "department": "Finance", "account_type": "Revenue", "fund_code": "4500",
             "account_category": "Interest Income", "amount": "-15000.0"}  # fmt: skip
    other = ["amount", "account_category", "fund_code", "account_type", "department", "budget_year"]
    one, two = (gather(flow(order), [cells[name] for name in order]) for order in (FLOW, other))
    assert sums(one) == sums(two) == {("Finance", "Interest Income · fund code 4500"): [-1_500_000]}
    assert one.rows[0].kind is two.rows[0].kind is LineItemKind.REVENUE


def test_a_cell_that_is_missing_is_no_part_of_the_name() -> None:
    found = gather(flow(), ["FY16-17", "", "Expense", "1010", "", "7"])
    assert sums(found) == {("", "fund code 1010"): [700]}


def test_a_line_of_which_a_row_cannot_be_read_is_left_out_whole_and_every_row_is_said() -> None:
    row = ["FY19-20", "Mayor", "Expense", "1010", "Salaries", "100"]
    found = gather(flow(), row, [*row[:5], "about 5"], row, [*row[:4], "Travel", "9"])
    assert list(sums(found)) == [("Mayor", "Travel · fund code 1010")]
    assert sorted(r.row for r in found.rejected) == [2, 3, 4]
    assert "row 3 of the same line cannot be taken" in next(r.reason for r in found.rejected if r.row == 4)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["soon", "Mayor", "Expense", "1010", "Salaries", "5"], "“soon” is not a fiscal year"),
        (["FY19-20", "Mayor", "Loan", "1010", "Salaries", "5"], "is neither revenue nor spending"),
    ],
)
def test_a_cell_that_says_nothing_we_know_is_refused_with_row_and_column(cells: list[str], said: str) -> None:
    found = gather(flow(), cells)
    assert found.rows == ()
    assert said in found.rejected[0].reason
    assert found.rejected[0].reason.startswith("Row 2, column ")


def test_a_long_table_becomes_one_row_with_a_column_for_each_year_and_stage() -> None:
    found = gather(
        long_table(),
        ["7061-0008", "Chapter 70", "FY2017", "House", "4"],
        ["7061-0008", "Chapter 70", "2017", "senate", "5"],
        ["7061-0012", "Circuit Breaker", "FY18", "Senate", "6"],
        unit=1_000,
    )
    assert [(c.fiscal_year, c.stage) for c in found.columns] == [
        (FiscalYear(2017), "hou"), (FiscalYear(2017), "sen"), (FiscalYear(2018), "sen")
    ]  # fmt: skip
    assert [row.amounts for row in found.rows] == [[400_000, 500_000, None], [None, None, 600_000]]


def test_a_second_row_for_one_stage_is_refused_where_rows_are_no_postings() -> None:
    row = ["7061-0008", "Chapter 70", "FY2017", "House", "4"]
    found = gather(long_table(), row, [*row[:4], "5"])
    assert [row.amounts for row in found.rows] == [[400]]
    assert "already stands in row 2 for the same year and stage" in found.rejected[0].reason


def test_a_stage_nobody_named_is_refused_with_the_stages_known() -> None:
    found = gather(long_table(), ["7061-0008", "Chapter 70", "FY2017", "Committee", "4"])
    assert "“Committee” is not a stage this table knows (house, senate)" in found.rejected[0].reason


def test_a_wide_table_of_one_row_for_each_line_needs_no_gathering() -> None:
    wide = recognise([(1, ["LineItem", "LineItemName", "FY17"])], known_mappings().values())
    assert not must_be_gathered(wide)
    assert must_be_gathered(flow())
    assert must_be_gathered(long_table())


names = st.sampled_from(["Salaries", "Travel", "Books", "salaries "])
postings = st.lists(
    st.tuples(st.sampled_from(["Mayor", "", "Library"]), names, st.integers(-(10**9), 10**9)), max_size=40
)


@settings(max_examples=60, deadline=None)
@given(postings, st.randoms())
def test_whatever_the_order_the_sums_and_the_rows_are_all_there(
    rows: list[tuple[str, str, int]], chance: Random
) -> None:
    cells = [["FY19-20", office, "Expense", "1010", name, str(amount)] for office, name, amount in rows]
    shuffled = list(cells)
    chance.shuffle(shuffled)
    one, two = gather(flow(), *cells), gather(flow(), *shuffled)
    expected: Counter[tuple[str, str]] = Counter()
    for office, name, amount in rows:
        expected[office, name.strip().casefold()] += amount * 100
    for found in (one, two):
        got = {(row.group, row.name.split(" · ")[0].strip().casefold()): row.amounts[0] for row in found.rows}
        assert got == dict(expected)
        assert sum(row.postings for row in found.rows) + len(found.rejected) == len(rows)


def test_a_sum_beyond_any_budget_is_refused_with_every_row() -> None:
    row = ["FY19-20", "Mayor", "Expense", "1010", "Salaries", "999,999,999,999,999"]
    found = gather(flow(), row, row)
    assert found.rows == ()
    assert [r.row for r in found.rejected] == [2, 3]


def test_repeats_are_only_added_up_where_the_mapping_says_so() -> None:
    adding = Mapping(**{**{f: getattr(LONG, f) for f in LONG.__dataclass_fields__}, "repeats": Repeats.ADDED_UP})
    row = ["7061-0008", "Chapter 70", "FY2017", "House", "4"]
    assert [r.amounts for r in gather(long_table(adding), row, row).rows] == [[800]]
