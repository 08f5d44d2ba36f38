"""Which table of a file is read: the sheet named, the first that is known, or the Budget Browser's third block."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from budget.layouts.known import known_mappings
from budget.layouts.recognising import UnknownTable
from budget.layouts.tables import Row, find_table, is_unknown
from data.errors import FileProblem

FORM = [
    ["", "adjusted for inflation (CPI)", "NOT adjusted for inflation"],
    ["FY21", "3,300", "3,000"],
    ["FY22 GAA", "2,200", "2,100"],
    ["FY23 Gov", "1,100", "1,100"],
    [],
    ["Line items, adjusted for inflation (CPI)"],
    ["in FY23 dollars"],
    ["", "", "FY21", "FY22 GAA", "FY23 Gov"],
    ["1595-1200", "Example Trust", "1,100", "1,100", "0"],
    ["7061-0008", "Example Aid", "2,200", "1,100", "1,100"],
    [],
    ["Line items, NOT adjusted for inflation"],
    ["in dollars of each year"],
    ["", "", "FY21", "FY22 GAA", "FY23 Gov"],
    ["1595-1200", "Example Trust", "1,000", "1,050", "0"],
    ["7061-0008", "Example Aid", "2,000", "1,050", "1,100"],
    [],
    ["Source: an example"],
]


@dataclass(frozen=True)
class Sheet:
    name: str
    cells: list[list[str]]

    @property
    def rows(self) -> Iterator[Row]:
        return iter(list(enumerate(self.cells, 1)))


MAPPINGS = tuple(known_mappings().values())
KNOWN = Sheet("Budget", [["LineItem", "LineItemName", "FY17"], ["7061-0008", "Chapter 70", "5"]])
NOTES = Sheet("Notes", [["Only", "a note"]])


def test_the_budget_browsers_three_tables_are_told_apart_and_the_one_as_voted_is_read() -> None:
    table = find_table([Sheet("", FORM)], MAPPINGS)
    assert (table.layout.header_row, table.layout.code, table.layout.name) == (14, 0, (1,))
    assert [(c.label, c.stage) for c in table.layout.columns] == [
        ("FY21", "final"), ("FY22 GAA", "signed"), ("FY23 Gov", "gov")
    ]  # fmt: skip
    assert [cells[0] for _, cells in table.rows] == ["1595-1200", "7061-0008"]
    total = table.printed_total(unit=1)
    assert total is not None
    assert (total.number, total.amounts) == (2, [300_000, 210_000, 110_000])


def test_the_order_of_its_two_tables_of_line_items_does_not_matter() -> None:
    swapped = FORM[:5] + FORM[11:17] + FORM[5:11]
    assert find_table([Sheet("", swapped)], MAPPINGS).layout.header_row == 8


def test_without_a_table_as_voted_nothing_is_taken_for_one() -> None:
    with pytest.raises(FileProblem, match="NOT adjusted for inflation"):
        find_table([Sheet("", FORM[:11])], MAPPINGS)


def test_the_first_sheet_with_a_known_header_is_read_and_named() -> None:
    table = find_table([NOTES, KNOWN], MAPPINGS)
    assert (table.sheet, table.said) == ("Budget", ("It is read from “Budget”.",))


def test_a_sheet_can_be_named_and_another_name_is_answered_with_those_there_are() -> None:
    assert find_table([KNOWN, Sheet("Later", KNOWN.cells)], MAPPINGS, sheet="Later").sheet == "Later"
    with pytest.raises(FileProblem, match="no sheet “Lost”; it has “Notes”, “Budget”"):
        find_table([NOTES, KNOWN], MAPPINGS, sheet="Lost")
    with pytest.raises(UnknownTable):
        find_table([NOTES, KNOWN], MAPPINGS, sheet="Notes")


def test_a_table_nobody_knows_is_told_from_one_that_is_broken() -> None:
    unknown = [(NOTES.name, tuple(NOTES.rows))]
    double = [("", tuple(Sheet("", [["Account", "FY17 GAA", "FY17 GAA"], ["a", "1", "2"]]).rows))]
    assert is_unknown(unknown, MAPPINGS)
    assert not is_unknown(double, MAPPINGS)
    assert not is_unknown([(KNOWN.name, tuple(KNOWN.rows))], MAPPINGS)
