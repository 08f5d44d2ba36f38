"""A known table is known by its header, whatever the order, the case and the dress of its columns."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.layouts.known import known_mappings
from budget.layouts.mappings import header_key
from budget.layouts.recognising import Layout, column_letter, left_out, recognise, snapshot_date
from budget.line_items.stages import Unit
from data.errors import CommonTableError, FileProblem
from data.periods import FiscalYear

BROWSER = "LineItem,LineItemName,FY16,FY17,FY18_Gov,FY18_HWM,FY18_Hou,FY18_SWM,FY18_Sen,FY18_Leg,FY18_GAA,FY18_Current"
TRACKING = "Account,Description,FY2015 House 1,FY2015 House Final,FY2015 Senate Final,FY2015 GAA"
ACTIONS = "Account,FY2017 Conference,FY2017 Vetoes,FY2017 Overrides,FY2017 GAA"
STAGES = {
    BROWSER: ["final", "final", "gov", "hwm", "hou", "swm", "sen", "leg", "signed", "current"],
    TRACKING: ["gov", "hou", "sen", "gaa"],
    ACTIONS: ["leg", "veto", "override", "gaa"],
}


def known(header: str, *, above: int = 0, preset: str | None = None) -> Layout:
    rows = [(n, ["Budget"] if n % 2 else []) for n in range(1, above + 1)]
    every = known_mappings()
    tried = [every[preset]] if preset else every.values()
    return recognise([*rows, (above + 1, header.split(","))], tried)


def spoken_of(layout: Layout) -> dict[str, tuple[FiscalYear | None, str]]:
    return {column.label: (column.fiscal_year, column.stage) for column in layout.columns}


def refusal(header: str, preset: str | None = None) -> str:
    with pytest.raises(CommonTableError) as refused:
        known(header, preset=preset)
    return str(refused.value)


@pytest.mark.parametrize("header", STAGES)
def test_each_published_table_is_known_with_its_stages(header: str) -> None:
    layout = known(header)
    assert [column.stage for column in layout.columns] == STAGES[header]
    assert layout.preset.key == ("budget-browser" if header == BROWSER else "commonwealth-summary")
    assert layout.preset.unit is (Unit.DOLLARS if header == BROWSER else Unit.THOUSANDS)
    assert (layout.preset.jurisdiction, layout.needs_fiscal_year) == ("ma", False)


@st.composite
def dressed(draw: st.DrawFn, header: str) -> tuple[list[int], list[str]]:
    """The same header as another hand would write it: which column went where, and the cells."""
    names = header.split(",")
    order = draw(st.permutations(range(len(names))))
    case = draw(st.sampled_from(("__str__", "upper", "lower", "title")))
    gap, around = draw(st.sampled_from(["_", " ", "  ", " _"])), draw(st.sampled_from(["", " ", "\t", "\n "]))
    cells = [getattr(names[n], case)().replace("_", gap).replace(" ", gap) + around for n in order]
    return list(order), cells


@pytest.mark.parametrize("header", STAGES)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_order_case_and_spacing_of_the_columns_do_not_matter(data: st.DataObject, header: str) -> None:
    plain = known(header)
    order, cells = data.draw(dressed(header))
    layout = recognise([(1, cells)], known_mappings().values())
    assert (tuple(order[place] for place in layout.name), layout.preset) == (plain.name, plain.preset)
    assert (None if layout.code is None else order[layout.code]) == plain.code
    found = {(order[c.index], c.fiscal_year, c.stage) for c in layout.columns}
    assert found == {(c.index, c.fiscal_year, c.stage) for c in plain.columns}


def test_a_years_two_and_four_digits_are_one_year() -> None:
    for header in (
        "LineItem,LineItemName,FY18_Gov",
        "LineItem,LineItemName,FY2018 Gov",
        "LineItem,LineItemName,fy 18 gov",
    ):
        assert set(spoken_of(known(header)).values()) == {(FiscalYear(2018), "gov")}


@pytest.mark.parametrize("header", ["House 1", "House 2", "Governor"])
def test_house_1_and_house_2_are_the_governors_bill_not_the_houses(header: str) -> None:
    layout = known(f"Account,FY2017 {header},FY2017 House Final")
    assert [column.stage for column in layout.columns] == ["gov", "hou"]


def test_house_of_the_budget_browser_is_the_house() -> None:
    assert spoken_of(known("LineItem,LineItemName,FY25 House"))["FY25 House"] == (FiscalYear(2025), "hou")


def test_gaa_is_as_signed_in_the_budget_browser_and_after_overrides_in_the_commonwealths_pages() -> None:
    assert spoken_of(known("LineItem,LineItemName,FY18_GAA"))["FY18_GAA"][1] == "signed"
    assert spoken_of(known("Account,FY2018 GAA"))["FY2018 GAA"][1] == "gaa"


@pytest.mark.parametrize("above", [1, 2, 7, 39])
def test_a_header_below_banners_and_blank_rows_is_found(above: int) -> None:
    assert known(TRACKING, above=above).header_row == above + 1


def test_a_header_below_the_fortieth_row_is_not_looked_for() -> None:
    with pytest.raises(FileProblem, match="No row of this file is a header we know"):
        known(TRACKING, above=40)


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("Account,FY2017 GAA,FY2017 GAA", "B", "C"),
        ("Account,FY2017 GAA,fy2017  gaa ", "B", "C"),
        ("LineItem,LineItemName,FY18_Gov,FY17,FY18 GOV", "C", "E"),
        ("LineItem,LineItemName,LineItem,FY17", "A", "C"),
    ],
)
def test_a_header_that_stands_twice_is_refused_with_both_columns(header: str, first: str, second: str) -> None:
    assert f"columns {first} and {second}. Remove or rename one of them." in refusal(header)


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("Account,FY2017 House 1,FY2017 House 2", "B", "C"),
        ("LineItem,LineItemName,FY18_Hou,FY18_House", "C", "D"),
        ("LineItem,LineItemName,FY18_Gov,FY2018_Gov", "C", "D"),
        ("Account,House,House Final", "B", "C"),
    ],
)
def test_two_columns_for_one_stage_of_one_year_are_refused_with_both_columns(
    header: str, first: str, second: str
) -> None:
    assert f"columns {first} and {second}" in refusal(header)


@pytest.mark.parametrize(
    "header",
    ["Name,Amount", "LineItem,LineItemName", "FY2017 GAA,FY2017 Conference", "LineItemName,FY99", "Account,Total", ""],
)
def test_an_unknown_header_is_answered_with_what_was_seen_and_what_we_know(header: str) -> None:
    said = refusal(header)
    assert said.startswith("No row of this file is a header we know; its first row holds ")
    assert "Known tables: Budget Browser table, Commonwealth budget summary," in said
    assert said.endswith("or give them a known table’s names.")
    if header:
        assert f"“{header.split(',')[0]}”" in said


def test_a_year_no_state_has_a_budget_for_is_refused() -> None:
    assert "FY0009 is not a fiscal year" in refusal("Account,FY0009 GAA")


def test_a_years_column_of_a_stage_we_do_not_know_is_named_not_dropped_in_silence() -> None:
    layout = known("LineItem,LineItemName,FY18_Gov,FY18_Supp,Notes")
    assert left_out(layout) == (
        "The column “FY18_Supp” was left out: the Budget Browser table has no such stage.",
        "Left out, as the Budget Browser table does not use them: “Notes”.",
    )
    assert left_out(known(BROWSER)) == ()


def test_headers_without_a_year_need_one_from_the_person() -> None:
    layout = known("Account,House 2,House Final,Senate Final,GAA")
    assert layout.needs_fiscal_year
    assert [column.fiscal_year for column in layout.columns] == [None] * 4


def test_a_preset_can_be_named_and_then_no_other_is_tried() -> None:
    assert known("Account,Name,FY18_GAA", preset="commonwealth-summary").preset.key == "commonwealth-summary"
    assert "No row of this file" in refusal(TRACKING, preset="budget-browser")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("ma_environment_lineitems_2017-08.csv", date(2017, 8, 1)),
        ("snapshot_2023-06-30.xlsx", date(2023, 6, 30)),
        ("2019_03_15 table.csv", date(2019, 3, 15)),
        ("ma_dese_fy2017_tracking.csv", None),
        ("budget.csv", None),
        ("account_12017-08.csv", None),
        ("2019-13.csv", None),
        ("2023-02-30.csv", None),
    ],
)
def test_a_snapshots_date_is_taken_from_its_files_name(name: str, day: date | None) -> None:
    assert snapshot_date(name) == day


def test_columns_have_the_letters_a_spreadsheet_shows() -> None:
    assert [column_letter(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@given(st.text())
def test_a_header_key_is_its_own_key(text: str) -> None:
    assert header_key(header_key(text)) == header_key(text)
