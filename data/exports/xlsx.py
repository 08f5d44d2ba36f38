"""Tables on their way out as XLSX: typed numbers, words that stay words, and where the figures come from."""

import io
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from data.exports.tables import UNITS, ColumnKind, Missing, SourceLine, Table, Value, check_size, fraction

_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""One fixed day, so that equal tables are equal bytes."""

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_NUMBER_FORMATS = {
    ColumnKind.INTEGER: "#,##0",
    ColumnKind.MONEY: "$#,##0.00",
    ColumnKind.PERCENT: "0.0%",
    ColumnKind.DATE: "yyyy-mm-dd",
}
_TEXT_WAS_CUT = -2
_CUT_AT = 16_000
_WIDTHS = range(10, 61)


@dataclass(frozen=True, slots=True)
class _Styles:
    header: Format
    words: Format
    missing: Format
    values: tuple[Format, ...]


def as_xlsx(table: Table) -> bytes:
    """The table as a workbook of three sheets: Data, Sources and About; equal tables are equal bytes.

    Money is dollars (cents are exact up to Excel's 15 digits), percents and dates are Excel's own, and a
    missing value is its reason in grey italics. Text is never a formula or a link; days before 1900,
    which Excel does not know, are text. Raises `InvalidInput` for more rows than one file may hold.
    """
    check_size(table)
    out = io.BytesIO()
    with Workbook(out, _SAFE) as book:
        book.set_properties({"title": table.title, "created": _CREATED})
        styles = _styles(book, table)
        _write_data(book.add_worksheet("Data"), table, styles)
        _write_words(book.add_worksheet("Sources"), _source_rows(table), styles)
        _write_words(book.add_worksheet("About"), _about_rows(table), styles)
    return out.getvalue()


def _styles(book: Workbook, table: Table) -> _Styles:
    top = {"valign": "top"}
    values = []
    for position, column in enumerate(table.columns):
        number_format = _NUMBER_FORMATS.get(column.kind, "General")
        if column.kind is ColumnKind.MONEY and _all_whole(table, position):
            number_format = "$#,##0"
        wrapped = column.kind is ColumnKind.TEXT
        values.append(book.add_format({**top, "num_format": number_format, "text_wrap": wrapped}))
    return _Styles(
        header=book.add_format({**top, "bold": True, "text_wrap": True, "bottom": 1}),
        words=book.add_format({**top, "text_wrap": True}),
        missing=book.add_format({**top, "text_wrap": True, "italic": True, "font_color": "#595959"}),
        values=tuple(values),
    )


def _all_whole(table: Table, position: int) -> bool:
    values = (row[position] for row in table.rows)
    return all(cents % 100 == 0 for cents in values if isinstance(cents, int))


def _write_data(sheet: Worksheet, table: Table, styles: _Styles) -> None:
    for position, column in enumerate(table.columns):
        longest = max((_width(row[position]) for row in table.rows), default=0)
        width = min(max(longest, len(column.label) + 2, _WIDTHS.start), _WIDTHS.stop)
        sheet.set_column(position, position, width)
        _write_text(sheet, 0, position, column.label, styles.header)
    for number, row in enumerate(table.rows, start=1):
        for position, value in enumerate(row):
            kind = table.columns[position].kind
            if isinstance(value, Missing):
                _write_text(sheet, number, position, value.reason, styles.missing)
            else:
                _write_value(sheet, number, position, kind, value, styles.values[position])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _write_value(sheet: Worksheet, row: int, position: int, kind: ColumnKind, value: Value, style: Format) -> None:
    if isinstance(value, date):
        if value.year >= 1900:
            sheet.write_datetime(row, position, value, style)
        else:
            _write_text(sheet, row, position, value.isoformat(), style)
    elif isinstance(value, (str, Missing)):
        _write_text(sheet, row, position, str(value), style)
    elif kind is ColumnKind.MONEY:
        sheet.write_number(row, position, value / 100, style)
    else:
        number = fraction(value) if kind is ColumnKind.PERCENT else value
        sheet.write_number(row, position, number, style)


def _write_text(sheet: Worksheet, row: int, position: int, text: str, style: Format) -> None:
    if sheet.write_string(row, position, text, style) == _TEXT_WAS_CUT:
        ending = " … (too long for a spreadsheet: the whole text is in the CSV and JSON files)"
        sheet.write_string(row, position, text[:_CUT_AT] + ending, style)


def _width(value: Value) -> int:
    """About how many characters a value takes on screen, with room for separators and signs."""
    if isinstance(value, Missing):
        return len(value.reason)
    if isinstance(value, str):
        return max(map(len, value.splitlines()), default=0)
    return 12 if isinstance(value, date) else len(f"{value:,}") + 3


def _source_rows(table: Table) -> list[tuple[str, ...]]:
    names = [field.name for field in fields(SourceLine)]
    header = tuple(name.replace("_", " ").capitalize() for name in names)
    return [header, *(tuple(getattr(source, name) for name in names) for source in table.sources)]


def _about_rows(table: Table) -> list[tuple[str, ...]]:
    return [
        ("About", table.title),
        *((f"Filter: {name}", value) for name, value in table.filters),
        *(("Note", note) for note in table.notes),
        *((f"Column: {column.label}", _meaning(column.kind)) for column in table.columns),
        ("Missing values", "Grey italic words say why a value is missing; none of them means zero."),
    ]


def _meaning(kind: ColumnKind) -> str:
    return "US dollars" if kind is ColumnKind.MONEY else UNITS[kind]


def _write_words(sheet: Worksheet, rows: list[tuple[str, ...]], styles: _Styles) -> None:
    for number, row in enumerate(rows):
        for position, words in enumerate(row):
            _write_text(sheet, number, position, words, styles.words if number else styles.header)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, max(1, len(rows[0]) - 1), 60 if len(rows[0]) == 2 else 24)
    sheet.freeze_panes(1, 0)
