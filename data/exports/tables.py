"""Tables on their way out: what a file says about its values, and how CSV and JSON write them."""

import csv
import io
import json
import math
import re
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from data.errors import InvalidInput


class ColumnKind(StrEnum):
    """What a column holds. A fiscal or school year is text: it has a name, not a size."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"


UNITS: dict[ColumnKind, str] = {
    ColumnKind.TEXT: "words",
    ColumnKind.INTEGER: "a whole number",
    ColumnKind.MONEY: "US dollars (whole cents in JSON)",
    ColumnKind.NUMBER: "a number",
    ColumnKind.PERCENT: "a fraction of 1, to six digits: 0.25 is 25 percent",
    ColumnKind.DATE: "year-month-day",
}
_HEADER_UNITS = {ColumnKind.MONEY: " (dollars)", ColumnKind.PERCENT: " (fraction)"}
_TYPES: dict[ColumnKind, tuple[type, ...]] = {
    ColumnKind.TEXT: (str,),
    ColumnKind.INTEGER: (int,),
    ColumnKind.MONEY: (int,),
    ColumnKind.NUMBER: (int, float, Decimal),
    ColumnKind.PERCENT: (int, float, Decimal),
    ColumnKind.DATE: (date,),
}
MOST_ROWS = 200_000
"""What one file may hold."""

_NAME = re.compile(r"[a-z0-9-]{1,60}")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
_RUNS_AS_FORMULA = re.compile(r"[\s'\x00-\x1f\ufeff]*[=+\-@\t\r＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Missing:
    """A value that is not there, and why: never 0, never an empty cell without a reason."""

    reason: str

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise InvalidInput("A missing value needs its reason in words, such as “not yet published”.")


Value = str | int | float | Decimal | date | Missing


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` for programs (snake_case), `label` for people."""

    key: str
    label: str
    kind: ColumnKind

    @property
    def json_key(self) -> str:
        """The key in JSON, where money is cents and its name says so."""
        if self.kind is ColumnKind.MONEY and not self.key.endswith("_cents"):
            return f"{self.key}_cents"
        return self.key


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where figures of a table come from; an unknown part is ""."""

    title: str
    publisher: str
    address: str
    published_on: str
    retrieved_on: str
    kind: str
    sha256: str
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: money in integer cents, percents as fractions of 1, `name` for the file's name.

    Raises `InvalidInput` for a name, key or label that cannot be used, a row of another length, or a
    value of another kind than its column.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    filters: tuple[tuple[str, str], ...] = ()
    sources: tuple[SourceLine, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise InvalidInput("The file name “{said}” cannot be used: take up to 60 of a-z, 0-9, -.", said=self.name)
        _check_columns(self.columns)
        for number, row in enumerate(self.rows, start=1):
            _check_row(self.columns, row, number)

    @property
    def incomplete(self) -> tuple[int, ...]:
        """The positions of the columns in which at least one value is missing."""
        return tuple(sorted({i for row in self.rows for i, v in enumerate(row) if isinstance(v, Missing)}))


def _check_columns(columns: tuple[Column, ...]) -> None:
    if not columns:
        raise InvalidInput("A table needs at least one column.")
    for column in columns:
        if not _KEY.fullmatch(column.key):
            raise InvalidInput("The column key “{key}” cannot be used: take a-z, 0-9 and _.", key=column.key)
    keys = [key for column in columns for key in (column.json_key, f"{column.key}_missing")]
    if len(set(keys)) < len(keys) or len({column.label for column in columns}) < len(columns):
        raise InvalidInput("Two columns of this table have the same name: give each column its own.")


def _check_row(columns: tuple[Column, ...], row: tuple[Value, ...], number: int) -> None:
    if len(row) != len(columns):
        raise InvalidInput(
            "Row {number} has {n} values for {n_2} columns: give one value for each.",
            number=number,
            n=len(row),
            n_2=len(columns),
        )
    for column, value in zip(columns, row, strict=True):
        if not isinstance(value, Missing) and not _fits(column.kind, value):
            raise InvalidInput(
                "Row {number}, column “{header}”: {value!r} is not {units}; give such a value, or "
                "say why it is missing.",
                number=number,
                header=column.label,
                value=value,
                units=UNITS[column.kind],
            )


def _fits(kind: ColumnKind, value: Value) -> bool:
    if isinstance(value, (bool, datetime)) or not isinstance(value, _TYPES[kind]):
        return False
    return not isinstance(value, (float, Decimal)) or math.isfinite(value)


def neutral(text: str) -> str:
    """The text with a leading apostrophe where a spreadsheet could run it as a formula, else as it is.

    Text that already looks neutralised gets one more apostrophe, so `restored` is exact.
    """
    return f"'{text}" if _RUNS_AS_FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text before `neutral`."""
    return text[1:] if text.startswith("'") and _RUNS_AS_FORMULA.match(text) else text


def fraction(value: int | float | Decimal) -> Decimal:
    """A percent's fraction of 1 as every file writes it: six digits, half to even, no negative zero."""
    return round(_decimal(value), 6) + 0


def _decimal(value: int | float | Decimal) -> Decimal:
    return Decimal(str(float(value))) if isinstance(value, float) else Decimal(value)


def check_size(table: Table) -> None:
    """InvalidInput when a table has more rows than one file may hold."""
    if len(table.rows) > MOST_ROWS:
        raise InvalidInput(
            "The table has {n:,} rows and one file holds at most {most_rows:,}: narrow the "
            "filters, and take it in parts.",
            n=len(table.rows),
            most_rows=MOST_ROWS,
        )


def as_csv(table: Table) -> bytes:
    """The rows as CSV: UTF-8 with a byte-order mark and CRLF, because Excel guesses wrong without the
    first and RFC 4180 asks for the second.

    Money is plain dollars with two digits, percents are fractions with six, dates are ISO. A missing value
    is an empty cell with its reason in a last column, “<label>: missing because”. Text is `neutral`; filters,
    sources and notes are in the JSON and XLSX files. Raises `InvalidInput` for more than `MOST_ROWS`.
    """
    check_size(table)
    incomplete = table.incomplete
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    labels = [column.label + _HEADER_UNITS.get(column.kind, "") for column in table.columns]
    labels += [f"{table.columns[i].label}: missing because" for i in incomplete]
    writer.writerow(map(neutral, labels))
    for row in table.rows:
        cells = [_csv_cell(column.kind, value) for column, value in zip(table.columns, row, strict=True)]
        writer.writerow(cells + [_reason(row[i]) for i in incomplete])
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(kind: ColumnKind, value: Value) -> str:
    match value:
        case Missing():
            return ""
        case str():
            return neutral(value)
        case date():
            return value.isoformat()
    if kind is ColumnKind.MONEY:
        return f"{_decimal(value).scaleb(-2):.2f}"
    return f"{fraction(value) if kind is ColumnKind.PERCENT else _decimal(value):f}"


def _reason(value: Value) -> str:
    return neutral(value.reason) if isinstance(value, Missing) else ""


def as_json(table: Table) -> bytes:
    """The whole table as one JSON object in UTF-8, its text exactly as stored.

    Rows are objects by column key: money as whole cents under a key ending in `_cents`, percents as
    fractions, dates as ISO text. A missing value is null and its reason is under `<key>_missing`.
    Decimals keep 15 significant digits, as JSON readers do. Raises `InvalidInput` for more than `MOST_ROWS`.
    """
    check_size(table)
    whole = {
        "name": table.name,
        "title": table.title,
        "filters": [{"name": name, "value": value} for name, value in table.filters],
        "columns": [
            {"key": c.json_key, "label": c.label, "kind": c.kind, "unit": UNITS[c.kind]} for c in table.columns
        ],
        "rows": [_json_row(table.columns, row) for row in table.rows],
        "sources": [asdict(source) for source in table.sources],
        "notes": table.notes,
    }
    return (json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _json_row(columns: tuple[Column, ...], row: tuple[Value, ...]) -> dict[str, str | int | float | None]:
    cells: dict[str, str | int | float | None] = {}
    for column, value in zip(columns, row, strict=True):
        if isinstance(value, Missing):
            cells |= {column.json_key: None, f"{column.key}_missing": value.reason}
        else:
            cells[column.json_key] = _json_cell(column.kind, value)
    return cells


def _json_cell(kind: ColumnKind, value: str | int | float | Decimal | date) -> str | int | float:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    if kind is ColumnKind.PERCENT:
        return float(fraction(value))
    return float(value) if isinstance(value, Decimal) else value
