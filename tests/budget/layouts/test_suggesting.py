"""What an unknown table's columns hold is suggested with a reason, and never decided."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.layouts.mappings import Mapping, Repeats, Role, YearFrom, mapping_of
from budget.layouts.recognising import layout_of
from budget.layouts.suggesting import Suggestion, suggest
from budget.line_items.rules import StageOf
from budget.line_items.stages import StageKind, Unit
from data.errors import CommonTableError, FileProblem

STAGES = (
    StageOf("proposed", 10, "Proposed budget", "Proposed", StageKind.PROPOSAL, False),
    StageOf("adopted", 20, "Adopted budget", "Adopted", StageKind.ENACTED, False),
    StageOf("spent", 40, "Spent (actual spending)", "Spent", StageKind.SPENDING, False),
)
COUNTY = [
    ["Example County School Board"],
    ["FY2025 budget summary", "", "draft"],
    ["Fund No", "Department", "Account", "Description", "FY2024 Actual", "FY2025 Adopted", "2025-26 Proposed",
     "$ Change", "% Change", "Notes"],
    ["1000", "Instruction", "1000-2110", "Teachers", "$12,400,000", "$12,900,000", "$13,450,000", "$550,000",
     "4.3%", ""],
    ["1000", "Instruction", "1000-2120", "Paraeducators", "2,100,000", "2,250,000", "2,400,000", "150,000", "6.7%", ""],
]  # fmt: skip


def suggested(rows: list[list[str]]) -> Suggestion:
    return suggest(list(enumerate(rows, 1)), STAGES)


def roles(rows: list[list[str]]) -> dict[str, tuple[str, str]]:
    return {c.header: (c.mapped.role.value, c.mapped.stage) for c in suggested(rows).columns}


def test_a_counties_table_under_two_titles_is_understood() -> None:
    assert suggested(COUNTY).header_row == 3
    assert roles(COUNTY) == {
        "Fund No": ("left_out", ""), "Department": ("group", ""), "Account": ("code", ""), "Description": ("name", ""),
        "FY2024 Actual": ("amount", "spent"), "FY2025 Adopted": ("amount", "adopted"),
        "2025-26 Proposed": ("amount", "proposed"), "$ Change": ("change", ""), "% Change": ("left_out", ""),
        "Notes": ("note", ""),
    }  # fmt: skip


def test_every_suggestion_has_a_reason_and_examples_of_its_cells() -> None:
    for column in suggested(COUNTY).columns:
        assert column.reason.endswith(".")
        assert column.header == "Notes" or column.examples


def test_the_suggested_mapping_reads_the_table_and_next_years_too() -> None:
    mapping = suggested(COUNTY).mapping(jurisdiction="oakland", unit=Unit.DOLLARS)
    for shift in (0, 1):
        header = [
            cell.replace("2025-26", f"202{5 + shift}-2{6 + shift}").replace("FY2024", f"FY202{4 + shift}")
            for cell in COUNTY[2]
        ]
        layout = layout_of(mapping, 3, header)
        assert layout is not None
        years = [int(column.fiscal_year or 0) for column in layout.columns]
        assert years[0] == 2024 + shift
        assert years[2] == 2026 + shift


def test_a_mapping_comes_back_from_its_saved_form_as_it_was() -> None:
    mapping = suggested(COUNTY).mapping(jurisdiction="oakland", unit=Unit.THOUSANDS)
    assert Mapping.from_json(mapping.as_json()) == mapping
    assert Mapping.from_json(mapping.as_json()).reading == mapping.reading
    with pytest.raises(CommonTableError, match="cannot be read any more"):
        Mapping.from_json({"key": "old"})


def test_prior_year_and_no_year_are_told_apart() -> None:
    rows = [["Program", "Prior year actual", "Adopted"], ["Books", "5", "6"], ["Buses", "7", "8"]]
    years = {c.header: c.mapped.year for c in suggested(rows).columns if c.mapped.role is Role.AMOUNT}
    assert years == {"Prior year actual": YearFrom.BEFORE, "Adopted": YearFrom.FILE}


def test_postings_are_seen_by_their_repeats() -> None:
    row = ["FY20", "Mayor", "Expense", "Salaries"]
    long = [["Year", "Department", "Type", "Category", "Amount"], *([*row, str(n)] for n in range(20))]
    found = suggested(long)
    assert found.repeats is Repeats.ADDED_UP
    assert "19 of the first 20 rows repeat a line" in found.repeats_reason
    assert {c.header: c.mapped.role for c in found.columns} == {
        "Year": Role.YEAR, "Department": Role.GROUP, "Type": Role.KIND, "Category": Role.NAME, "Amount": Role.AMOUNT
    }  # fmt: skip


def test_a_column_without_a_header_is_named_by_its_place() -> None:
    rows = [["", "Program", "Adopted", "Adopted"], ["7061-0008", "Books", "5", "6"], ["7061-0012", "Buses", "7", "8"]]
    patterns = [c.mapped.header for c in suggested(rows).columns]
    assert patterns == ["#0", "program", "#2", "#3"]
    mapping = suggested(rows).mapping(jurisdiction="oakland", unit=Unit.DOLLARS)
    with pytest.raises(FileProblem, match="one stage of one year, in columns C and D"):
        layout_of(mapping, 1, rows[0])


def test_headers_of_two_years_may_be_mapped_to_different_stages() -> None:
    rows = [["Program", "FY2024 Budget", "FY2025 Budget"], ["Books", "5", "6"], ["Buses", "7", "8"]]
    program, before, now = (column.mapped for column in suggested(rows).columns)
    assert before.header == now.header == "{year} budget"
    chosen = [program, replace(before, stage="adopted"), replace(now, stage="proposed")]
    layout = layout_of(mapping_of(chosen, "oakland", Unit.DOLLARS, Repeats.REFUSED, STAGES), 1, rows[0])
    assert layout is not None
    assert [(column.label, column.stage) for column in layout.columns] == [
        ("FY2024 Budget", "adopted"), ("FY2025 Budget", "proposed")
    ]  # fmt: skip
    alike = [program, replace(before, stage="adopted"), replace(now, stage="adopted")]
    mapping = mapping_of(alike, "oakland", Unit.DOLLARS, Repeats.REFUSED, STAGES)
    assert {column.header for column in mapping.columns} == {"program", "{year} budget"}


@pytest.mark.parametrize("rows", [[], [["a"]], [["Name", "Amount"]], [["Name", "Note"], ["x", "y"]]])
def test_no_header_over_amounts_gets_a_sentence(rows: list[list[str]]) -> None:
    with pytest.raises(FileProblem, match="looks like a header over amounts"):
        suggested(rows)


texts = st.sampled_from(["", "FY17", "Name", "Amount", "5", "$1,000", "Revenue", "7061-0008", "4%", "Total"]) | st.text(
    max_size=12
)


@settings(max_examples=120, deadline=None)
@given(st.lists(st.lists(texts, max_size=6), max_size=12))
def test_any_rows_are_suggested_for_or_refused(rows: list[list[str]]) -> None:
    try:
        found = suggested(rows)
    except CommonTableError:
        return
    assert len(found.columns) == len(rows[found.header_row - 1])
    for role in (Role.NAME, Role.CODE, Role.GROUP, Role.KIND, Role.YEAR):
        assert sum(column.mapped.role is role for column in found.columns) <= 1
    mapping = found.mapping(jurisdiction="ma", unit=Unit.DOLLARS)
    assert Mapping.from_json(mapping.as_json()) == mapping
