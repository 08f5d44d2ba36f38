"""Tables and files say what the screen says: the same values, the same bytes every time."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from budget.line_items.commands import set_ask
from budget.line_items.exporting import file_name, history_table, line_table, lines_table
from budget.line_items.history import history
from budget.line_items.line_queries import LineRecord, documents_of, line_record
from budget.line_items.list_queries import LineFilter
from budget.line_items.listing import Listing, listing
from budget.line_items.queries import place_of
from budget.line_items.sentences import missing_words
from data.access import Viewer
from data.exports.tables import Missing, Table, as_csv, as_json, restored
from data.exports.xlsx import as_xlsx
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items.room import as_csv as file_of
from tests.budget.line_items.room import line_id, take
from tests.support import MEMBER, ORGANIZER, PUBLIC

FY2017, FY2025 = FiscalYear(2017), FiscalYear(2025)
TODAY = date(2026, 1, 1)


def record(name: str, place: str = "ma") -> LineRecord:
    with open_session(PUBLIC) as session:
        return line_record(session, line_id(session, name, place))


def listed(viewer: Viewer = PUBLIC, *, real: bool = False, words: str = "") -> tuple[Listing, Table]:
    """The list of FY2017 as the page fetches it, and its table."""
    with open_session(viewer) as session:
        found = listing(session, LineFilter(place_of(session, "ma"), FY2017, words, size=1000), today=TODAY, real=real)
        used = {line.view.standing.source_id or 0 for line in found.lines if line.view.standing}
        return found, lines_table(found, documents_of(session, used))


def column(table: Table, key: str) -> list[object]:
    n = [c.key for c in table.columns].index(key)
    return [row[n] for row in table.rows]


@pytest.mark.usefixtures("sqlite_snapshots")
def test_a_lines_table_has_every_statement_of_every_document_and_marks_the_one_shown() -> None:
    line = record("2000-1700")
    table = line_table(line)
    assert len(table.rows) == len(line.statements)
    for row, said in zip(table.rows, line.statements, strict=True):
        expected = said.figure.amount_cents
        assert row[4] == (Missing(missing_words(said.figure.missing)) if expected is None else expected)
        assert row[5] == ("yes" if said.preferred else "no")
        assert row[8] == line.documents[said.figure.source_id].title
        assert row[9] == str(said.figure.row_number)
    restated = [(row[4], row[5]) for row in table.rows if (row[2], row[3]) == ("FY2023", "Current appropriation")]
    assert restated == [(1_747_726_500, "no"), (1_825_917_400, "yes")]


@pytest.mark.usefixtures("sqlite_snapshots")
def test_no_such_item_leaves_a_reason_and_never_a_zero() -> None:
    amounts = column(line_table(record("1599-0039")), "amount")
    assert Missing("No such item this year") in amounts
    assert 0 not in amounts
    rows = list(csv.DictReader(io.StringIO(as_csv(line_table(record("1599-0039"))).decode("utf-8-sig"))))
    first = next(row for row in rows if row["Fiscal year"] == "FY2001")
    assert (first["Amount as voted (dollars)"], first["Amount as voted: missing because"]) == (
        "", "No such item this year",
    )  # fmt: skip


@pytest.mark.usefixtures("sqlite_started")
def test_real_dollars_name_their_year_in_the_header_and_their_index_in_a_note() -> None:
    table = line_table(record("7061-0008"), FY2025)
    assert [c.label for c in table.columns if c.key == "real_amount"] == ["Amount, in FY2025 dollars"]
    assert any("CUUR0000SA0" in note for note in table.notes)
    assert ("Dollars", "as voted and in FY2025 dollars") in table.filters
    assert line_table(record("7061-0008")).notes == ()


@pytest.mark.usefixtures("sqlite_started")
def test_the_history_table_is_the_history_of_the_chart() -> None:
    line = record("SEEK guaranteed base per pupil", "ky")
    points = history(line, FY2025)
    table = history_table(line, points, FY2025)
    gap = Missing("no settled figure")
    assert column(table, "amount") == [gap if p.voted_cents is None else p.voted_cents for p in points]
    assert column(table, "real_amount") == [gap if p.real_cents is None else p.real_cents for p in points]
    assert column(table, "fiscal_year") == [p.fiscal_year.label for p in points]
    assert [c.key for c in history_table(line, points, None).columns] == ["fiscal_year", "stage", "amount"]


@pytest.mark.usefixtures("sqlite_started")
@pytest.mark.parametrize("real", [False, True])
def test_the_lists_table_is_the_list(real: bool) -> None:
    found, table = listed(real=real)
    views = [line.view for line in found.lines]
    assert column(table, "amount") == [v.standing.amount_cents if v.standing else Missing("no figure") for v in views]
    changes = [v.since_last_year_cents for v in views]
    assert column(table, "change") == [Missing("no figure for last year") if c is None else c for c in changes]
    assert column(table, "code") == [line.head.code or "" for line in found.lines]
    labels = {c.key: c.label for c in table.columns}
    assert labels["amount"] == ("Amount, in FY2025 dollars" if real else "Amount")
    assert dict(table.filters)["Lines in this file"] == f"{len(found.lines)} of {found.count}"


@pytest.mark.usefixtures("sqlite_started")
def test_the_filter_is_printed() -> None:
    _, table = listed(words="chapter cities")
    assert dict(table.filters) == {
        "Jurisdiction": "Massachusetts", "Fiscal year": "FY2017", "Words": "chapter cities", "Agency": "any",
        "Only lines we watch": "no", "Dollars": "as voted", "Lines in this file": "1 of 1",
    }  # fmt: skip
    assert len(table.sources) == 1


@pytest.mark.usefixtures("sqlite_started")
def test_an_ask_is_in_a_members_file_and_not_in_the_publics_until_published_and_limits_in_none() -> None:
    for published in (False, True):
        with open_session(ORGANIZER, writing=True) as session:
            set_ask(
                session, line_item_id=line_id(session, "7061-0008"), fiscal_year=FY2017, ask_cents=501_234_500_000,
                acceptable_cents=498_765_400_000, floor_cents=487_654_300_000, published=published,
            )  # fmt: skip
        texts = {viewer.role: as_json(listed(viewer)[1]).decode() for viewer in (MEMBER, PUBLIC)}
        assert "501234500000" in texts[MEMBER.role]
        assert ("501234500000" in texts[PUBLIC.role]) == published
        for text in texts.values():
            assert "498765400000" not in text
            assert "487654300000" not in text


@pytest.mark.usefixtures("sqlite_started")
@pytest.mark.parametrize("write", [as_csv, as_json, as_xlsx], ids=["csv", "json", "xlsx"])
def test_the_same_values_are_the_same_bytes(write: Callable[[Table], bytes]) -> None:
    assert write(listed()[1]) == write(listed()[1])
    assert write(line_table(record("7061-0008"), FY2025)) == write(line_table(record("7061-0008"), FY2025))


@pytest.mark.usefixtures("sqlite_started")
def test_a_csv_reads_back_to_the_cents_and_words_of_the_table() -> None:
    for table in (listed()[1], line_table(record("7061-0008"), FY2025)):
        rows = list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"))))[1:]
        for cells, row in zip(rows, table.rows, strict=True):
            for cell, value in zip(cells, row, strict=False):
                if isinstance(value, Missing):
                    assert cell == ""
                elif isinstance(value, int):
                    assert round(float(cell) * 100) == value
                else:
                    assert restored(cell) == value


@pytest.mark.usefixtures("sqlite_started")
def test_a_workbook_has_typed_numbers_its_sources_and_its_filter() -> None:
    table = line_table(record("7061-0008"))
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(table)))
    assert [sheet.title for sheet in book.worksheets][1:] != []
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    numbers = {cell.value for cell in cells if isinstance(cell.value, int | float)}
    assert 4_628_014_000 in numbers
    words = {cell.value for cell in cells}
    assert {source.title for source in table.sources} <= words
    assert "Massachusetts" in words
    book.close()


@pytest.mark.usefixtures("sqlite_empty")
def test_a_line_that_looks_like_a_formula_leaves_as_text_and_comes_back(tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x.test","Chapter 70")'
    path = file_of(tmp_path / "t.csv", [["LineItem", "LineItemName", "FY17"], ["7061-0008", name, "5"]])
    take(path)
    table = line_table(record("7061-0008"))
    assert column(table, "name") == [name]
    line = as_csv(table).decode("utf-8-sig").splitlines()[1]
    assert not [cell for cell in next(csv.reader([line])) if cell.startswith(("=", "+", "-", "@"))]
    assert json.loads(as_json(table))["rows"][0]["name"] == name
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(table)))
    found = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == name]
    assert [cell.data_type for cell in found] == ["s"]
    book.close()


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("line item", "7061-0008"), "line-item-7061-0008"),
        (("history", "Educación — ñ_x"), "history-educacin-x"),
        (("x" * 80,), "x" * 60),
        (("—", "学校"), "line-items"),
        (("line items", "ma", "FY2017"), "line-items-ma-fy2017"),
    ],
)
def test_a_files_name_is_plain_letters_digits_and_hyphens(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name
