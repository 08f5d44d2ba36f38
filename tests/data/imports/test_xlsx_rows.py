"""Cells of a workbook read as a person would type them, and what cannot be trusted is refused by its place."""

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from data.errors import FileProblem
from data.imports.reading import open_file
from tests.samples.workbooks import ONE_CELL, sheet_xml, workbook


def rows_of(path: Path) -> list[tuple[int, list[str]]]:
    """All rows of the first sheet."""
    with open_file(path, name=path.name) as file:
        return list(next(file.sheets()).rows)


def test_sheets_follow_each_other_and_one_may_be_left_unread(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        for name in ("First", "Second", "Secret", "Third"):
            sheet = book.add_worksheet(name)
            sheet.write_column("A1", [name, 1, 2])
            if name == "Secret":
                sheet.hide()
    with open_file(tmp_path / "t.xlsx", name="t.xlsx") as file:
        seen = [(sheet.name, next(sheet.rows)) for sheet in file.sheets()]
        assert file.kind == "xlsx"
        assert file.encoding is None
        assert file.warnings == ["The hidden sheet “Secret” was left out."]
    assert seen == [("First", (1, ["First"])), ("Second", (1, ["Second"])), ("Third", (1, ["Third"]))]


def test_cells_of_a_workbook_read_as_a_person_would_type_them(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx", {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        values = ["=1+1", True, 12, 12.0, 0.1 + 0.2, 1e-7, 123456789012345.0, 1.25e20]
        for column, value in enumerate(values):
            (sheet.write_string if isinstance(value, str) else sheet.write)(0, column, value)
        sheet.write_datetime(2, 0, datetime.date(2027, 7, 1))
        sheet.write_number(2, 1, 46569 + 13.5 / 24, book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
        sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
        sheet.write_formula(2, 4, "=2+2", None, 4)
    first, second, third = rows_of(tmp_path / "t.xlsx")
    assert first[1][:7] == ["=1+1", "TRUE", "12", "12", "0.3", "0.0000001", "123456789012345"]
    assert first[1][7:] == ["1.250000e+20"]
    assert second == (2, [])
    assert third == (3, ["2027-07-01", "2027-07-01 13:30:00", "", "#DIV/0!", "4"])


def test_a_formula_that_was_never_computed_is_refused_by_its_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Budget"
    book.active["A1"] = "amount"
    book.active["D4"] = "=SUM(A1:A3)"
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(FileProblem, match="Sheet “Budget”, cell D4 holds a formula without a saved value") as refusal:
        rows_of(tmp_path / "t.xlsx")
    assert (refusal.value.row, refusal.value.column) == (4, "D")


def test_a_formula_whose_answer_is_no_text_is_a_blank(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>A2</f><v></v></c></row>'
    assert rows_of(workbook(tmp_path / "t.xlsx", sheet_xml(cells))) == [(1, ["1"])]


def test_styled_blank_cells_far_away_are_nothing(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert rows_of(workbook(tmp_path / "t.xlsx", sheet_xml(ONE_CELL + far))) == [(1, ["1"])]


def test_a_cell_with_an_escaped_control_character_is_refused(tmp_path: Path) -> None:
    cell = '<row r="2"><c r="B2" t="str"><v>x&#133;y</v></c></row>'
    path = workbook(tmp_path / "t.xlsx", sheet_xml(ONE_CELL + cell))
    with pytest.raises(FileProblem, match="Sheet “Budget”, row 2, column B holds a character that is not text"):
        rows_of(path)
