"""A row of a budget table into a line and its amounts, or the reason it cannot be taken; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from budget.line_items.presets import FigureColumn, Layout, column_letter
from budget.line_items.rules import name_key
from data.errors import FileProblem
from data.imports.amounts import MOST_CENTS, read_amount

CODE = re.compile(r"[0-9]{4}-[0-9]{4}")
TOTAL = re.compile(r"^(grand |sub ?)?totals?\b|^budgetary direct appropriations$")
PLAIN_AMOUNTS = re.compile(r"(?:(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?: (?=[0-9])|$))++")
EXPONENT = re.compile(r"^\d+(\.\d+)?[eE][+-]?\d+$")


@dataclass(frozen=True, slots=True)
class ParsedRow:
    """A line as printed: amounts in cents in the order of the layout's columns; None where nothing is printed.

    `none_such` marks amounts of 0 that this table prints for "no such item that year".
    """

    number: int
    code: str | None
    name: str
    is_total: bool
    amounts: list[int | None]
    none_such: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that was not taken: where, and one sentence why, with the cure and no personal data."""

    row: int
    column: str | None
    reason: str


def parse_row(layout: Layout, number: int, cells: Sequence[str], *, unit: int) -> ParsedRow | Rejection | None:
    """Read one row; None for a row with nothing in it. `unit` is dollars per printed unit."""
    if not any(cells):
        return None
    name = _cell(cells, layout.name)
    code = _cell(cells, layout.code) if layout.code is not None else ""
    is_total = TOTAL.match(name_key(name)) is not None and not code
    refused = _refuse_identity(layout, number, code, name)
    if refused:
        return refused
    amounts = _amounts(layout, number, cells, unit)
    if isinstance(amounts, Rejection):
        return amounts
    if all(amount is None for amount in amounts):
        return (
            None
            if not code
            else Rejection(number, None, f"Row {number} has a line item but no amounts. Add them or remove the row.")
        )
    none_such = _none_such(layout.columns, amounts) if layout.preset.zero_all_year_means_none else frozenset()
    return ParsedRow(number, code or None, name, is_total, amounts, none_such)


def _amounts(layout: Layout, number: int, cells: Sequence[str], unit: int) -> list[int | None] | Rejection:
    """The amounts of a row; a row of nothing but plain ones is read as one text, five times as fast."""
    printed = _printed(cells, layout.columns)
    text = " ".join(printed)
    amounts: list[int | None] = []
    if PLAIN_AMOUNTS.fullmatch(text):
        plain = [int(amount) * 100 * unit for amount in text.replace(",", "").split(" ")]
        if max(plain) < MOST_CENTS:
            amounts.extend(plain)
            return amounts
    for column, cell in zip(layout.columns, printed, strict=True):
        try:
            amounts.append(read_amount(cell, unit=unit))
        except FileProblem as problem:
            return Rejection(number, column.label, f"Row {number}, column {column.label}: {problem}")
    return amounts


def _printed(cells: Sequence[str], columns: Sequence[FigureColumn]) -> list[str]:
    try:
        return [cells[column.index] for column in columns]
    except IndexError:
        return [_cell(cells, column.index) for column in columns]


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _refuse_identity(layout: Layout, number: int, code: str, name: str) -> Rejection | None:
    if code and not CODE.fullmatch(code):
        column = layout.header[layout.code or 0] or column_letter(layout.code or 0)
        cause = "a spreadsheet shortened it" if EXPONENT.match(code) else "it does not have the form 7061-0008"
        return Rejection(
            number,
            column,
            f"Row {number}, column {column}: “{code[:30]}” is not a line item number: {cause}. "
            "Format the column as Text, type the number again and save.",
        )
    if not name:
        column = layout.header[layout.name] or column_letter(layout.name)
        return Rejection(number, column, f"Row {number}, column {column}: the line has no name. Add one.")
    return None


def _none_such(columns: Sequence[FigureColumn], amounts: Sequence[int | None]) -> frozenset[int]:
    """The zeros of every year in which the line prints nothing but zeros: no such item that year."""
    if 0 not in amounts:
        return frozenset()
    alive = {c.fiscal_year for c, amount in zip(columns, amounts, strict=True) if amount}
    return frozenset(n for n, c in enumerate(columns) if amounts[n] == 0 and c.fiscal_year not in alive)
