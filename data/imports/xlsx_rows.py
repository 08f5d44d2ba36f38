"""Rows of an XLSX workbook as text, in batches; the container is checked before openpyxl sees it."""

import datetime
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import BufferedReader
from itertools import repeat
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from data.errors import FileProblem
from data.imports.cell_text import ForbiddenCharacter, checked_row_text, column_letter, forbidden_in
from data.imports.limits import Limits
from data.imports.sheet_rows import NAME_CHARACTERS, SheetRows, in_batches
from data.imports.zip_limits import DAMAGED, opened_zip, refuse_document_types, refuse_hostile_zip

LARGEST_EXACT_FLOAT = 1e15
FLOAT_DIGITS = 15  # what a spreadsheet shows; the rest is the noise of binary sums


def workbook_table(stream: BufferedReader, limits: Limits) -> tuple[list[str], Iterator[SheetRows]]:
    """Warnings and visible sheets; raises FileProblem, also while the rows are read."""
    archive = opened_zip(stream)
    refuse_hostile_zip(archive, limits, unpacked=limits.xlsx_unpacked)
    _refuse_other_zip(set(archive.namelist()))
    refuse_document_types(archive)
    warnings.simplefilter("ignore")  # openpyxl reports what it leaves out; none of it is a cell
    with _damage_named():
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    sheets = [sheet for sheet in book.worksheets if isinstance(sheet, ReadOnlyWorksheet)]
    if len(sheets) > limits.xlsx_sheets:
        raise FileProblem(
            "The workbook has more than {xlsx_sheets} sheets; save the ones needed by themselves.",
            xlsx_sheets=limits.xlsx_sheets,
        )
    hidden = [sheet for sheet in sheets if sheet.sheet_state != "visible"]
    notes = [f"The hidden sheet “{_name(sheet)}” was left out." for sheet in hidden]
    return notes, _sheets(book, [sheet for sheet in sheets if sheet not in hidden], limits)


def _refuse_other_zip(names: set[str]) -> None:
    is_office = bool(names & {"mimetype", "[Content_Types].xml"})
    if is_office and any(name.startswith("xl/") for name in names) and "xl/workbook.bin" not in names:
        return
    if is_office:
        raise FileProblem("This is an office document but not an XLSX workbook; save it as XLSX or CSV and try again.")
    raise FileProblem("This is a ZIP file, not a table; unpack it and import the CSV or XLSX file inside.")


def _name(sheet: ReadOnlyWorksheet) -> str:
    return " ".join(str(sheet.title).split())[:NAME_CHARACTERS]


def _sheets(book: Workbook, sheets: list[ReadOnlyWorksheet], limits: Limits) -> Iterator[SheetRows]:
    room = _Room(limits)
    for sheet in sheets:
        yield SheetRows(_name(sheet), in_batches(_rows(book, sheet, room)))


class _Room:
    """Where values may stand on a sheet, and how many cells the workbook may still have."""

    def __init__(self, limits: Limits) -> None:
        self.rows, self.columns = limits.xlsx_rows, limits.xlsx_columns
        self._most = self._left = limits.xlsx_cells

    def take(self, cells: int) -> None:
        self._left -= cells
        if self._left < 0:
            raise FileProblem(
                "The workbook has more than {most:,} cells; save it as CSV and try again.", most=self._most
            )


class _Cells(WorkSheetParser):
    """openpyxl's reader of one sheet, which also tells a blank cell from a formula never computed."""

    where = ""

    def parse_cell(self, element: Element) -> dict[str, Any]:
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except ValueError as error:
            place = element.get("r", "")
            raise FileProblem(
                "{where}, cell {place} holds a value that cannot be read; type it again.", where=self.where, place=place
            ) from error
        if cell["value"] is None and _never_computed(element):
            place = f"{column_letter(cell['column'])}{cell['row']}"
            raise FileProblem(
                "{where}, cell {place} holds a formula without a saved value; open the file in a "
                "spreadsheet program, save it, and import it again.",
                where=self.where,
                place=place,
                row=cell["row"],
                column=column_letter(cell["column"]),
            )
        return cell


def _never_computed(element: Element) -> bool:
    if element.find(FORMULA_TAG) is None:
        return False
    return element.get("t") != "str" or element.find(VALUE_TAG) is None


def _rows(book: Any, sheet: Any, room: _Room) -> Iterator[str]:
    """The text of every row up to the last that has any; rows the sheet skips are empty."""
    where = f"Sheet “{_name(sheet)}”"
    done = 0
    with _damage_named(), sheet._get_source() as source:
        parser = _Cells(
            source,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        parser.where = where
        for number, cells in parser.parse():
            room.take(len(cells))
            texts = _texts(cells)
            if not texts:
                continue
            if number <= done:
                raise FileProblem(DAMAGED)
            _refuse_far(where, number, len(texts), room)
            yield from repeat("", number - done - 1)
            yield _checked(where, number, texts)
            done = number


def _checked(where: str, row: int, texts: list[str]) -> str:
    try:
        return checked_row_text(texts)
    except ForbiddenCharacter as found:
        raise forbidden_in(f"{where}, row", row, found) from found


def _refuse_far(where: str, row: int, columns: int, room: _Room) -> None:
    if row > room.rows:
        raise FileProblem(
            "{where} has values below row {rows:,}; delete them or save it as CSV.",
            where=where,
            rows=room.rows,
            row=row,
        )
    if columns > room.columns:
        raise FileProblem(
            "{where}, row {number} has values beyond {columns} columns; delete them.",
            where=where,
            number=row,
            columns=room.columns,
            row=row,
        )


def _texts(cells: list[dict[str, Any]]) -> list[str]:
    filled = {cell["column"]: text for cell in cells if (text := text_of(cell["value"]))}
    if not filled:
        return []
    return [filled.get(column, "") for column in range(1, max(filled) + 1)]


def text_of(value: object) -> str:
    """A cell's value as a person would type it; dates in ISO form, errors such as #REF! as they stand."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _float_text(value)
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


def _float_text(value: float) -> str:
    if not abs(value) < LARGEST_EXACT_FLOAT:
        return f"{value:e}"
    shown = float(f"{value:.{FLOAT_DIGITS}g}")
    return str(int(shown)) if shown.is_integer() else format(Decimal(repr(shown)), "f")


@contextmanager
def _damage_named() -> Iterator[None]:
    """openpyxl has no family of errors of its own: whatever it raises means the file is broken."""
    try:
        yield
    except (FileProblem, MemoryError):
        raise
    except Exception as error:
        raise FileProblem(DAMAGED) from error
