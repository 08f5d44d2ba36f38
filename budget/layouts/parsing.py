"""A row of a budget table into a line and its amounts, or the reason it is not one; pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from budget.layouts.mappings import Role, header_key, year_of_cell
from budget.layouts.recognising import FigureColumn, Layout
from budget.layouts.rows import ParsedRow, Rejection, Skipped, total_of
from budget.line_items.rules import name_key
from budget.line_items.stages import LineItemKind
from data.errors import FileProblem
from data.imports.amounts import MOST_CENTS, read_amount
from data.periods import FiscalYear

PLAIN_AMOUNTS = re.compile(r"(?:(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15})(?: (?=[0-9])|$))++")
EXPONENT = re.compile(r"^\d+(\.\d+)?[eE][+-]?\d+$")
FOOTNOTE = re.compile(r"^(?P<name>.*?[^*†‡\s])\s*(?P<mark>\*{1,5}|†+|‡+)$", re.DOTALL)
NOTE_MARK = re.compile(r"^(?P<mark>\*{1,5}|†+|‡+)\s*(?P<text>.*)$", re.DOTALL)
REVENUE_WORDS = {"revenue", "revenues", "receipts", "income"}
SPENDING_WORDS = {
    "expense", "expenses", "expenditure", "expenditures", "spending", "appropriation", "appropriations",
}  # fmt: skip
LONGEST_CODE = 24
LONGEST_NOTE = 2_000


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table in order. `unit`: dollars per printed unit.

    Lines without a number are told apart by the headings they stand under; a table of numbers has no use for them.
    `skipped` counts the rows that are no lines, `notes` are (row, group, text) of what stands in rows of its own.
    """

    layout: Layout
    unit: int
    group: str | None = None
    part: str = ""
    skipped: Counter[Skipped] = field(default_factory=Counter)
    notes: list[tuple[int, str | None, str]] = field(default_factory=list)
    _code: "re.Pattern[str] | None" = None
    _simple: bool = False

    def __post_init__(self) -> None:
        form = self.layout.preset.code_form
        self._code = re.compile(re.escape(form).replace("N", "[0-9]")) if form else None
        extras = (self.layout.group, self.layout.kind, self.layout.note, self.layout.change, self.layout.year)
        numbered = self.layout.preset.roles & {Role.CODE, Role.CODE_OR_NAME}
        self._simple = bool(numbered) and all(place is None for place in extras)

    def read(self, number: int, cells: Sequence[str]) -> ParsedRow | Rejection | Skipped:
        """One row. A row with text and no amount is a heading or a note where the table has groups."""
        if not any(cells):
            return self._skip(Skipped.BLANK)
        layout = self.layout
        name = _cell(cells, layout.name[0]) if len(layout.name) == 1 else self._joined_name(cells)
        code = _cell(cells, layout.code) if layout.code is not None else ""
        if not self._simple and not code:
            skipped = self._not_a_line(number, cells, name)
            if skipped is not None:
                return skipped
        refused = self._refuse_identity(number, code, name)
        if refused:
            return refused
        amounts = _amounts(layout, number, cells, self.unit)
        if isinstance(amounts, Rejection):
            return amounts
        if all(amount is None for amount in amounts):
            if not code and self._simple:
                return self._skip(Skipped.HEADING)
            reason = f"Row {number} has a line item but no amounts. Add them or remove the row."
            return Rejection(number, None, reason)
        none_such = _none_such(layout.columns, amounts) if layout.preset.zero_all_year_means_none else frozenset[int]()
        if self._simple:
            return ParsedRow(number, code or None, name, amounts, none_such, None if code else total_of(name))
        return self._in_group(number, cells, code, name, amounts, none_such)

    def _joined_name(self, cells: Sequence[str]) -> str:
        """A name made of several columns; a bare number among them says what it numbers."""
        parts = [(place, text) for place in self.layout.name if (text := _cell(cells, place))]
        said = [f"{header_key(self.layout.label(place))} {text}" if text.isdigit() else text for place, text in parts]
        return " · ".join(said)

    def _skip(self, reason: Skipped) -> Skipped:
        self.skipped[reason] += 1
        return reason

    def _not_a_line(self, number: int, cells: Sequence[str], name: str) -> Skipped | None:
        """A heading of a group, a heading inside one, a note, or None for a row with any amount."""
        layout = self.layout
        if any(_cell(cells, column.index) for column in layout.columns) or layout.year is not None:
            return None
        heading = _cell(cells, layout.group) if layout.group is not None else ""
        note = _cell(cells, layout.note) if layout.note is not None else ""
        if (heading and not name) or (name and not note and layout.group is None):
            self.group, self.part = heading or name, ""
        elif name and not note:
            self.part = name
        elif note:
            self.notes.append((number, self.group, note[:LONGEST_NOTE]))
            return self._skip(Skipped.NOTE)
        else:
            return self._skip(Skipped.BLANK)
        return self._skip(Skipped.HEADING)

    def _in_group(
        self,
        number: int,
        cells: Sequence[str],
        code: str,
        name: str,
        amounts: list[int | None],
        none_such: frozenset[int],
    ) -> ParsedRow | Rejection:
        """A line under its headings: its agency, what of it stands in its name, its footnote."""
        layout = self.layout
        kind = self._kind(number, cells)
        if isinstance(kind, Rejection):
            return kind
        own_group = _cell(cells, layout.group) if layout.group is not None else ""
        footnote = FOOTNOTE.match(name)
        bare = footnote["name"] if footnote else name
        total = None if code or layout.year is not None else total_of(bare)
        inside = total is None and self.part not in ("", bare)
        row_name = f"{self.part}: {bare}" if inside else bare
        if own_group and layout.year is None:
            self.group = own_group
        group = own_group or self.group or ("" if layout.group is not None else None)
        change = _cell(cells, layout.change) if layout.change is not None else ""
        part = self.part
        note = _cell(cells, layout.note)[:LONGEST_NOTE] if layout.note is not None else ""
        if total is not None:
            self.part = ""
            if NOTE_MARK.match(note):
                self.notes.append((number, group, note))
        return ParsedRow(
            number,
            code or None,
            row_name,
            amounts,
            none_such,
            total,
            group,
            part,
            kind,
            note,
            footnote["mark"] if footnote else "",
            _change(change, self.unit),
        )

    def _kind(self, number: int, cells: Sequence[str]) -> LineItemKind | Rejection:
        if self.layout.kind is None:
            return LineItemKind.ITEM
        word = name_key(_cell(cells, self.layout.kind))
        if word in REVENUE_WORDS:
            return LineItemKind.REVENUE
        if word in SPENDING_WORDS:
            return LineItemKind.ITEM
        column = self.layout.label(self.layout.kind)
        said = f"Row {number}, column {column}: “{word[:30]}” is neither revenue nor spending."
        return Rejection(number, column, f"{said} Write Revenue or Expense.")

    def _refuse_identity(self, number: int, code: str, name: str) -> Rejection | None:
        if code and not self._is_code(code):
            column = self.layout.label(self.layout.code)
            form = self.layout.preset.code_form.replace("NNNN-NNNN", "7061-0008") or "a short number or letters"
            cause = "a spreadsheet shortened it" if EXPONENT.match(code) else f"it does not have the form {form}"
            return Rejection(
                number,
                column,
                f"Row {number}, column {column}: “{code[:30]}” is not a line item number: {cause}. "
                "Format the column as Text, type the number again and save.",
            )
        if not name:
            column = self.layout.label(self.layout.name[0])
            return Rejection(number, column, f"Row {number}, column {column}: the line has no name. Add one.")
        return None

    def _is_code(self, code: str) -> bool:
        if self._code is not None:
            return self._code.fullmatch(code) is not None
        return len(code) <= LONGEST_CODE and not (EXPONENT.match(code) and "E" in code.upper())

    def year_of(self, number: int, cells: Sequence[str]) -> FiscalYear | Rejection:
        """The fiscal year a row of a long table speaks of."""
        text = _cell(cells, self.layout.year or 0)
        year = year_of_cell(text)
        if year is None:
            column = self.layout.label(self.layout.year)
            said = f"Row {number}, column {column}: “{text[:30]}” is not a fiscal year. Write it as FY2017 or 2016-17."
            return Rejection(number, column, said)
        return year

    def stage_of(self, number: int, cells: Sequence[str]) -> str | Rejection:
        """The stage code a row of a long table speaks of, by the mapping's words."""
        text = _cell(cells, self.layout.stage or 0)
        words = self.layout.preset.stage_words or {}
        stage = words.get(name_key(text))
        if stage is None:
            column = self.layout.label(self.layout.stage)
            known = ", ".join(words) or "none"
            said = f"Row {number}, column {column}: “{text[:30]}” is not a stage this table knows ({known})."
            return Rejection(number, column, f"{said} Say what it means in the mapping.")
        return stage


def _change(text: str, unit: int) -> int | None:
    """A printed change, to be checked; one that cannot be read is not checked."""
    try:
        return read_amount(text, unit=unit)
    except FileProblem:
        return None


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


def _none_such(columns: Sequence[FigureColumn], amounts: Sequence[int | None]) -> frozenset[int]:
    """The zeros of every year in which the line prints nothing but zeros: no such item that year."""
    if 0 not in amounts:
        return frozenset()
    alive = {c.fiscal_year for c, amount in zip(columns, amounts, strict=True) if amount}
    return frozenset(n for n, c in enumerate(columns) if amounts[n] == 0 and c.fiscal_year not in alive)
