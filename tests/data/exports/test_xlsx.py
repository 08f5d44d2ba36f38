"""What a person opens in a spreadsheet: words stay words, cents stay exact, reasons are told."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell

from data.errors import InvalidInput
from data.exports import tables
from data.exports.tables import Column, ColumnKind, Missing, SourceLine, Table, Value, as_csv, as_json
from data.exports.xlsx import as_xlsx

ITEM = Column("item", "Line item", ColumnKind.TEXT)
HOUSE = Column("house", "House", ColumnKind.MONEY)
CHANGE = Column("change", "Change", ColumnKind.PERCENT)
PUPILS = Column("pupils", "Pupils", ColumnKind.INTEGER)
RATE = Column("rate", "Rate", ColumnKind.NUMBER)
FILED = Column("filed", "Filed on", ColumnKind.DATE)
MADE_ON = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
HOSTILE = (
    '=HYPERLINK("http://x.test")',
    "=1+1",
    "{=1}",
    "+1",
    "-1",
    "@A1",
    "\t=1",
    "http://x.test/",
    "mailto:a@b.test",
    "internal:Sheet2!A1",
    "12",
    "'=1",
    "\u202eevil",
    "a\nb",
    "_x0041_",
)
printable = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1)


def table(columns: tuple[Column, ...], *rows: tuple[Value, ...]) -> Table:
    return Table(name="asks", title="Asks", columns=columns, rows=rows)


def opened(content: Table) -> Workbook:
    return load_workbook(io.BytesIO(as_xlsx(content)))


def cells(content: Table, row: int = 2) -> tuple[Cell | MergedCell, ...]:
    return next(opened(content)["Data"].iter_rows(min_row=row, max_row=row))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_arrive_as_text_without_a_link(text: str) -> None:
    (cell,) = cells(table((ITEM,), (text,)))
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


def test_hostile_words_are_text_in_labels_reasons_sources_and_notes_too() -> None:
    source = SourceLine(*["=1+1"] * 8)
    content = Table(
        name="asks",
        title="=1+1",
        columns=(Column("a", "=1+1", ColumnKind.MONEY),),
        rows=((Missing("=1+1"),),),
        filters=(("=1+1", "=1+1"),),
        sources=(source,),
        notes=("=1+1",),
    )
    book = opened(content)
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in found} == {"s"}
    assert sum(cell.value == "=1+1" for cell in found) == 13


@settings(deadline=None, max_examples=40)
@given(st.lists(printable, min_size=1, max_size=20))
def test_any_words_read_back_as_they_were(texts: list[str]) -> None:
    sheet = opened(table((ITEM,), *((text,) for text in texts)))["Data"]
    read = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in read} == {"s"}
    assert [cell.value for cell in read] == texts


@pytest.mark.parametrize("text", ["\x00=1", "\x1f", "a\rb", "\ufffe", "\u2028"])
def test_characters_that_xml_cannot_hold_do_not_break_the_file(text: str) -> None:
    (cell,) = cells(table((ITEM,), (text,)))
    assert cell.data_type == "s"


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(min_value=-9 * 10**13, max_value=9 * 10**13), min_size=1, max_size=50))
def test_every_cent_survives(amounts: list[int]) -> None:
    sheet = opened(table((HOUSE,), *((cents,) for cents in amounts)))["Data"]
    read = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert [Decimal(str(dollars)) * 100 for dollars in read] == amounts


def test_money_shows_cents_only_where_there_are_any() -> None:
    columns = (HOUSE, Column("ask", "Ask", ColumnKind.MONEY))
    whole, with_cents = cells(table(columns, (100, 100), (Missing("not yet"), 105)))
    assert (whole.number_format, with_cents.number_format) == ("$#,##0", "$#,##0.00")


def test_numbers_percents_and_dates_are_typed() -> None:
    row = (612_345, 0.25, Decimal("104.8"), date(2026, 4, 1))
    pupils, change, rate, filed = cells(table((PUPILS, CHANGE, RATE, FILED), row))
    assert (pupils.value, pupils.number_format) == (612_345, "#,##0")
    assert (change.value, change.number_format) == (0.25, "0.0%")
    assert rate.value == 104.8
    assert isinstance(filed.value, datetime)
    assert filed.value.date() == date(2026, 4, 1)


def test_a_day_before_1900_is_text_because_excel_does_not_know_it() -> None:
    (cell,) = cells(table((FILED,), (date(1848, 3, 1),)))
    assert (cell.data_type, cell.value) == ("s", "1848-03-01")


def test_a_missing_amount_is_its_reason_in_grey_italics_and_not_zero() -> None:
    missing, zero = cells(table((HOUSE, PUPILS), (Missing("not yet"), 0)))
    assert (missing.value, missing.font.italic, missing.font.color.rgb) == ("not yet", True, "FF595959")
    assert (zero.value, zero.font.italic) == (0, False)


def test_the_header_stays_in_sight_and_can_be_filtered() -> None:
    sheet = opened(table((ITEM, HOUSE), ("a", 1), ("b", 2)))["Data"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert [cell.value for cell in sheet[1]] == ["Line item", "House"]


def test_a_table_without_rows_still_opens() -> None:
    assert opened(table((ITEM,)))["Data"].max_row == 1


def test_the_file_says_what_it_holds_and_where_the_figures_come_from() -> None:
    content = Table(
        name="asks",
        title="Asks and amounts",
        columns=(ITEM, HOUSE),
        rows=(),
        filters=(("Fiscal year", "FY2027"),),
        sources=(SourceLine("House 2", "Governor", "", "", "2026-02-01", "published", "ab12", ""),),
        notes=("Nominal.",),
    )
    book = opened(content)
    about = list(book["About"].iter_rows(values_only=True))
    assert about[:3] == [
        ("About", "Asks and amounts"),
        ("Filter: Fiscal year", "FY2027"),
        ("Note", "Nominal."),
    ]
    assert ("Column: House", "US dollars") in about
    header, line = book["Sources"].iter_rows(values_only=True)
    assert dict(zip(header, line, strict=True))["Retrieved on"] == "2026-02-01"


def test_equal_tables_are_equal_bytes() -> None:
    content = table((ITEM, HOUSE, FILED), ("a", 5, date(2026, 4, 1)), ("b", Missing("not yet"), date(1848, 1, 1)))
    assert as_xlsx(content) == as_xlsx(content)
    assert opened(content).properties.created == opened(content).properties.modified == MADE_ON


def test_words_too_long_for_a_cell_say_that_they_were_cut() -> None:
    (cell,) = cells(table((ITEM,), ("🏫" * 20_000,)))
    assert str(cell.value).endswith("the whole text is in the CSV and JSON files)")


@pytest.mark.parametrize("write", [as_csv, as_json, as_xlsx])
def test_more_rows_than_a_file_may_hold_are_refused(
    monkeypatch: pytest.MonkeyPatch, write: Callable[[Table], bytes]
) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    assert write(table((ITEM,), ("a",), ("b",)))
    with pytest.raises(InvalidInput, match="has 3 rows and one file holds at most 2: narrow the filters"):
        write(table((ITEM,), ("a",), ("b",), ("c",)))
