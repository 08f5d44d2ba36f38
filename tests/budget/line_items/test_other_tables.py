"""Tables of other places: Pennsylvania's headings, totals and notes; Oakland's postings; as their README says."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from budget.comparison.exporting import FROM_NOTHING, comparison_table
from budget.comparison.queries import Chosen, comparison
from budget.comparison.rules import Column
from budget.comparison.shown import compared_row
from budget.layouts.commands import forget_preset, save_preset
from budget.layouts.known import known_mappings
from budget.layouts.queries import all_mappings, saved_only
from budget.layouts.suggesting import suggest
from budget.line_items.file_rows import file_row
from budget.line_items.line_queries import line_record
from budget.line_items.list_queries import LineFilter, has_revenue, listed_lines
from budget.line_items.models import LineItem, LineNote
from budget.line_items.queries import place_of, stages_of
from budget.line_items.sentences import sides_sentences
from budget.line_items.shown import note_list
from budget.line_items.stages import LineItemKind, Unit
from budget.line_items.summaries import column_totals
from data.errors import CommonTableError, NotAllowed
from data.imports.reading import peek
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.budget.line_items.room import as_csv, real, take, take_back
from tests.notes import upkeep
from tests.support import MEMBER, ORGANIZER, PUBLIC

PENNSYLVANIA = "pa_general_fund_2015-16.csv"
OAKLAND = {
    "oakland_fy16-17_adjusted.csv": (11_231, "adjusted", 1_237_091_825, 1_239_428_331),
    "oakland_fy17-18_proposed.csv": (17_099, "proposed", 1_331_563_727, 1_331_563_727),
    "oakland_fy19-20_adopted.csv": (19_456, "adopted", 1_656_222_651, 1_656_222_651),
}


@pytest.mark.usefixtures("empty")
def test_pennsylvanias_file_is_read_whole_and_its_totals_hold() -> None:
    report = take(real(PENNSYLVANIA))
    assert (report.rows, report.inserted, report.skipped, report.rows_rejected) == (550, 396, 154, 0)
    assert "Rows that hold no line: 54 headings, 3 notes, 41 blank, 56 printed totals." in report.warnings
    failing = [check for check in report.checks if not check.holds]
    assert [check.name for check in failing] == ["change", "change"]
    assert len([check for check in report.checks if check.name == "total"]) == 112
    assert "Subtotal, row 187: the printed change is $676,804,000, but its columns differ by −$481,049,000" in (
        failing[0].sentence
    )
    assert "(the file says “< Net of restricted account transfer”)" in failing[0].sentence
    with open_session(PUBLIC) as session:
        totals = {(int(t.fiscal_year), t.stage_code): t for t in column_totals(session, place_of(session, "pa").id)}
    assert totals[2015, "adjusted"].amount_cents == 29_107_064_000_00
    assert totals[2016, "proposal"].amount_cents == 29_884_351_000_00


@pytest.mark.usefixtures("sqlite_empty")
def test_pennsylvanias_headings_are_agencies_and_its_marks_are_no_part_of_a_name() -> None:
    take(real(PENNSYLVANIA))
    with open_session(PUBLIC) as session:
        lines = {(line.agency, line.name): line for line in session.exec(select(LineItem))}
        notes = {note.line_item_id: note.text for note in session.exec(select(LineNote))}
    basic = lines["Education", "Basic Education Funding"]
    assert notes[basic.id or 0].startswith("Basic Education appropriation combines the Basic Ed Formula Enhancements")
    assert notes[lines["Education", "Office of Safe Schools Advocate"].id or 0] == (
        "Appropriated as Safe Schools Advocate in Executive Offices"
    )
    assert ("Judiciary", "Superior Court: Judges Expenses") in lines
    assert ("Judiciary", "Commonwealth Court: Judges Expenses") in lines
    assert ("Education", "Temple University: General Support") in lines
    assert ("Attorney General", "General Government Operations") in lines
    assert not any("*" in name or "Total" in name for _, name in lines)


@pytest.mark.usefixtures("empty")
def test_pennsylvania_again_changes_nothing_and_an_undo_takes_all_of_it_back() -> None:
    before = room.figures()
    first = take(real(PENNSYLVANIA))
    again = take(real(PENNSYLVANIA))
    assert (again.changed, again.unchanged, again.batch_id) == (False, 396, None)
    take_back(first.batch_id)
    assert room.figures() == before
    with open_session(PUBLIC) as session:
        assert session.exec(select(LineNote)).all() == []


def test_no_line_of_code_knows_pennsylvania_or_oakland() -> None:
    root = Path(__file__).resolve().parents[3]
    files = [path for area in ("budget", "campaigns", "data") for path in (root / area).rglob("*.py")]
    told = [path.name for path in files if any(w in path.read_text().casefold() for w in ("pennsylvania", "oakland"))]
    assert told == []


@pytest.mark.usefixtures("empty")
def test_oaklands_revenue_and_spending_are_as_its_readme_says_and_never_one_sum() -> None:
    for name, (rows, stage, revenue, spending) in OAKLAND.items():
        report = take(real(name))
        assert (report.rows, report.inserted + report.updated, report.rows_rejected) == (rows, rows, 0)
        year = report.fiscal_years[0]
        with open_session(PUBLIC) as session:
            place = place_of(session, "oakland")
            for kind, whole in ((LineItemKind.REVENUE, revenue), (LineItemKind.ITEM, spending)):
                found = column_totals(session, place.id, kind=kind)
                assert [t.amount_cents for t in found if (t.fiscal_year, t.stage_code) == (year, stage)] == [
                    whole * 100
                ]
        balance = next(check for check in report.checks if check.name == "balance")
        assert balance.sentence.endswith(", the same." if revenue == spending else "; revenue is $2,336,506 less.")


@pytest.mark.usefixtures("sqlite_empty")
def test_a_file_whose_name_says_no_stage_is_asked_for_it() -> None:
    path = real("oakland_fy19-20_adopted.csv")
    said = room.refusal(lambda: take(path, name="budget.csv"))
    assert said.startswith("The file does not say which stage of the budget its amounts are of.")
    report = take(path, name="budget.csv", stage="proposed")
    assert "The stage is “Proposed”: you said so." in report.evidence
    assert "import 1" in room.refusal(lambda: take(path, name="budget.csv", stage="adopted"))


COUNTY = [
    ["Example County School Board"],
    ["Department", "Program", "FY2024 Actual", "FY2025 Adopted", "Remark"],
    ["Instruction", "Books *", "$1,200", "1,300", ""],
    ["Instruction", "Buses", "800", "(50)", "Two routes end"],
    ["", "Total", "2,000", "1,250", ""],
    ["", "", "", "", "* Grades 3 to 8"],
]


def county(path: Path) -> dict[str, Any]:
    """The options of a person who took our suggestion for an unknown table."""
    with open_session(ORGANIZER) as session:
        stages = stages_of(session, place_of(session, "oakland"))
    suggestion = suggest(peek(path, name=path.name)[0].rows, stages)
    return {"mapping": suggestion.mapping(jurisdiction="oakland", unit=Unit.DOLLARS)}


@pytest.mark.usefixtures("empty")
def test_an_unknown_table_is_imported_by_the_mapping_a_person_took(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "county.csv", COUNTY)
    assert room.refusal(lambda: take(path)).startswith("No row of this file is a header we know")
    report = take(path, **county(path))
    assert (report.rows, report.inserted, report.skipped, report.rows_rejected) == (4, 2, 2, 0)
    assert [check.holds for check in report.checks] == [True, True]
    assert report.source_title == "county.csv"
    assert "Row 2 is the header." in report.evidence


@pytest.mark.usefixtures("empty")
def test_a_mapping_that_is_remembered_knows_the_table_by_itself_from_then_on(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "county.csv", COUNTY)
    with open_session(ORGANIZER, writing=True) as session:
        key = save_preset(session, mapping=county(path)["mapping"], title=" County   budget ")
    assert key == "county-budget"
    later = [
        [cell.replace("FY2024", "FY2025").replace("FY2025 Adopted", "FY2026 Adopted") for cell in row] for row in COUNTY
    ]
    report = take(as_csv(tmp_path / "later.csv", later))
    assert (report.preset, [int(y) for y in report.fiscal_years]) == ("county-budget", [2025, 2026])
    with open_session(ORGANIZER, writing=True) as session:
        forget_preset(session, key=key)
        assert key not in all_mappings(session)


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize(
    ("title", "said"),
    [("", "Give the preset a name"), ("***", "Give the preset a name"), ("x" * 81, "up to 80 characters"),
     ("Budget Browser table", "is the name of a table we know already")],
)  # fmt: skip
def test_a_preset_needs_a_name_of_its_own(tmp_path: Path, title: str, said: str) -> None:
    options = county(as_csv(tmp_path / "county.csv", COUNTY))
    with pytest.raises(CommonTableError, match=said), open_session(ORGANIZER, writing=True) as session:
        save_preset(session, mapping=options["mapping"], title=title)


@pytest.mark.usefixtures("sqlite_empty")
def test_a_saved_mapping_that_cannot_be_read_any_more_stops_nothing(tmp_path: Path) -> None:
    options = county(as_csv(tmp_path / "county.csv", COUNTY))
    with open_session(ORGANIZER, writing=True) as session:
        save_preset(session, mapping=options["mapping"], title="County")
    with upkeep() as connection:
        connection.execute(text("UPDATE saved_presets SET mapping = '{\"form\": 0}'"))
    with open_session(ORGANIZER) as session:
        assert saved_only(session) == ()
        assert list(all_mappings(session)) == list(known_mappings())


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("viewer", [MEMBER, PUBLIC])
def test_only_organizers_remember_mappings(viewer: object, tmp_path: Path) -> None:
    options = county(as_csv(tmp_path / "county.csv", COUNTY))
    with pytest.raises(NotAllowed), open_session(viewer, writing=True) as session:  # type: ignore[arg-type]
        save_preset(session, mapping=options["mapping"], title="County")


@pytest.mark.usefixtures("empty")
def test_the_same_file_read_in_another_way_is_refused_until_the_first_is_undone(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "lines.csv", [["LineItem", "LineItemName", "FY17_Gov"], ["7061-0008", "Chapter 70", "5"]])
    first = take(path)
    said = room.refusal(lambda: take(path, preset="commonwealth-summary"))
    assert "No row of this file is a header we know" in said
    renamed = {**county_like(path), "fiscal_year": None}
    assert f"(import {first.batch_id})" in room.refusal(lambda: take(path, **renamed))
    take_back(first.batch_id)
    assert take(path, **renamed).inserted == 1


def county_like(path: Path) -> dict[str, Any]:
    """The same file with its amounts said to be of another stage."""
    with open_session(ORGANIZER) as session:
        stages = stages_of(session, place_of(session, "ma"))
    mapping = suggest(peek(path, name=path.name)[0].rows, stages).mapping(jurisdiction="ma", unit=Unit.DOLLARS)
    columns = tuple(
        c if not c.header.startswith("{year}") else type(c)(c.header, c.role, "hou", c.year) for c in mapping.columns
    )
    return {
        "mapping": type(mapping)(
            **{**{f: getattr(mapping, f) for f in mapping.__dataclass_fields__}, "columns": columns}
        )
    }


@pytest.mark.usefixtures("empty")
def test_a_figure_that_was_added_up_opens_every_posting(tmp_path: Path) -> None:
    header = ["budget_year", "department", "account_type", "fund_code", "account_category", "amount"]
    salaries = ["FY19-20", "Mayor", "Expense", "1010", "Salaries"]
    rows = [header, [*salaries, "100"], ["FY19-20", "Mayor", "Expense", "1010", "Travel", "7"], [*salaries, "100"],
            ["FY18-19", *salaries[1:], "50"], [*salaries, "-30"]]  # fmt: skip
    report = take(as_csv(tmp_path / "x_adopted.csv", rows))
    assert (report.rows, report.inserted, report.figures_new) == (5, 5, 3)
    with open_session(ORGANIZER) as session:
        row = file_row(session, batch_id=report.batch_id or 0, row_number=2)
        alone = file_row(session, batch_id=report.batch_id or 0, row_number=3)
    assert (row.posted, [number for number, _ in row.postings]) == (3, [2, 4, 6])
    assert [cells[5] for _, cells in row.postings] == ["100", "100", "-30"]
    assert (alone.posted, alone.cells[4]) == (1, "Travel")


@pytest.mark.usefixtures("sqlite_empty")
def test_a_note_beside_a_line_stands_on_its_page_with_its_document() -> None:
    take(real(PENNSYLVANIA))
    with open_session(PUBLIC) as session:
        line = session.exec(select(LineItem).where(LineItem.name == "Basic Education Funding")).one()
        record = line_record(session, line.id or 0)
    assert [note.text[:25] for note in record.notes] == ["Basic Education appropria"]
    assert PENNSYLVANIA in note_list(record)


@pytest.mark.usefixtures("sqlite_empty")
def test_revenue_and_spending_are_listed_apart_with_their_totals_side_by_side() -> None:
    take(real("oakland_fy19-20_adopted.csv"))
    with open_session(PUBLIC) as session:
        place, year = place_of(session, "oakland"), FiscalYear(2020)
        sides = (LineItemKind.ITEM, LineItemKind.REVENUE)
        spending, revenue = (listed_lines(session, LineFilter(place, year, side=side)).count for side in sides)
        taken = column_totals(session, place.id, kind=LineItemKind.REVENUE)
        spent = column_totals(session, place.id)
        assert has_revenue(session, place)
        assert not has_revenue(session, place_of(session, "ma"))
    assert spending + revenue == 1751
    assert min(spending, revenue) > 100
    assert sides_sentences(year, {"adopted": "Adopted"}, spent, taken) == [
        "Adopted: spending $1,656,222,651, revenue $1,656,222,651."
    ]


@pytest.mark.usefixtures("sqlite_empty")
def test_a_comparison_is_of_one_side_of_the_budget_and_its_sums_are_whole() -> None:
    for name in ("oakland_fy17-18_proposed.csv", "oakland_fy19-20_adopted.csv"):
        take(real(name))
    columns = Column(FiscalYear(2018), "proposed"), Column(FiscalYear(2020), "adopted")
    with open_session(PUBLIC) as session:
        place = place_of(session, "oakland")
        for side in (LineItemKind.ITEM, LineItemKind.REVENUE):
            found = comparison(session, Chosen(place, *columns, side=side)).comparison
            assert found.apart == ()
            assert found.left_cents + found.vanished_cents == 1_331_563_727_00
            assert found.right_cents + found.new_cents == 1_656_222_651_00


@pytest.mark.usefixtures("sqlite_empty")
def test_a_change_from_less_than_nothing_is_an_amount_and_no_percentage() -> None:
    for name in ("oakland_fy17-18_proposed.csv", "oakland_fy19-20_adopted.csv"):
        take(real(name))
    columns = Column(FiscalYear(2018), "proposed"), Column(FiscalYear(2020), "adopted")
    with open_session(PUBLIC) as session:
        compared = comparison(session, Chosen(place_of(session, "oakland"), *columns))
    below = [line for line in compared.comparison.both if (line.left.amount_cents or 0) < 0]
    assert len(below) > 5
    for line in below:
        assert "%" not in compared_row(compared, line)
    rows = [
        row
        for row in comparison_table(compared, {}).rows
        if row[1:4] in {(c.code or "", c.name, c.agency) for c in below}
    ]
    assert [row.count(FROM_NOTHING) for row in rows] == [2] * len(below)
