"""The table of an opened file that can be read: which sheet, which header, which rows; pure."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Protocol

from budget.layouts.mappings import Mapping, header_key
from budget.layouts.recognising import HEADER_SEARCH_ROWS, Layout, UnknownTable, layout_of, recognise
from budget.layouts.rows import ParsedRow, TotalOf
from data.errors import FileProblem
from data.imports.amounts import read_amount

Row = tuple[int, list[str]]
BANNER_ROWS = 3
FORM_CODE, FORM_NAME = "line item number", "line item name"


class Sheet(Protocol):
    """What `data.imports.reading` gives for each table of a file."""

    @property
    def name(self) -> str: ...

    @property
    def rows(self) -> Iterator[Row]: ...


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a mapping explains. `rows` begin at the file's first row and may be read once.

    `printed` are totals of the layout's columns that the file keeps in another table, with their row number.
    """

    sheet: str
    layout: Layout
    rows: Iterator[Row]
    said: tuple[str, ...] = ()
    printed: dict[int, tuple[int, str]] | None = None

    def printed_total(self, *, unit: int) -> ParsedRow | None:
        """The totals kept apart, as one printed total."""
        if not self.printed:
            return None
        amounts: list[int | None] = [None] * len(self.layout.columns)
        for place, (_, text) in self.printed.items():
            amounts[place] = read_amount(text, unit=unit)
        first = min(number for number, _ in self.printed.values())
        return ParsedRow(first, None, "Total, not adjusted for inflation", amounts, total=TotalOf.ALL)


def find_table(sheets: Iterable[Sheet], mappings: Sequence[Mapping], *, sheet: str = "") -> Table:
    """The first table (or the sheet named) with a header one of the mappings knows.

    Raises FileProblem with what was seen when there is none.
    """
    problem: FileProblem | None = None
    names: list[str] = []
    for candidate in sheets:
        names.append(candidate.name)
        if sheet and candidate.name != sheet:
            continue
        rows = candidate.rows
        head = list(islice(rows, HEADER_SEARCH_ROWS))
        blocks = _three_blocks(candidate.name, head, rows, mappings)
        if blocks is not None:
            return blocks
        try:
            layout = recognise(head, mappings)
        except FileProblem as unknown:
            problem = problem or unknown
            continue
        said = (f"It is read from “{candidate.name}”.",) if candidate.name else ()
        return Table(candidate.name, layout, chain(head, rows), said)
    if sheet and problem is None:
        raise FileProblem(
            "The file has no sheet “{sheet}”; it has {names}.",
            sheet=sheet,
            names=", ".join(f"“{name}”" for name in names),
        )
    raise problem or FileProblem("The file is empty. Choose the file that holds the table.")


def is_unknown(
    first_rows: Iterable[tuple[str, Sequence[Row]]], mappings: Sequence[Mapping], *, sheet: str = ""
) -> bool:
    """Whether no mapping knows any of a file's tables, by each one's name and first rows."""

    @dataclass(frozen=True)
    class Peeked:
        name: str
        rows: Iterator[Row]

    try:
        find_table((Peeked(name, iter(rows)) for name, rows in first_rows), mappings, sheet=sheet)
    except UnknownTable:
        return True
    except FileProblem:
        return False
    return False


def _three_blocks(name: str, head: list[Row], rest: Iterator[Row], mappings: Sequence[Mapping]) -> Table | None:
    """The Budget Browser's own spreadsheet: totals, then line items in real dollars, then as voted.

    Only the last is read; the totals in its dollars are kept to check it. Source: files.md 8.
    """
    start = next((n for n, (_, cells) in enumerate(head) if _is_totals_header(cells)), None)
    mapping = next((m for m in mappings if any(c.header == FORM_CODE for c in m.columns)), None)
    if start is None or mapping is None:
        return None
    rows = chain(head[start + 1 :], rest)
    totals: dict[str, tuple[int, str]] = {}
    for number, cells in rows:
        if not any(cells):
            break
        if len(cells) > 2:
            totals[header_key(cells[0])] = (number, cells[2])
    layout = _nominal_block(rows, mapping)
    printed = {
        n: totals[header_key(column.label)]
        for n, column in enumerate(layout.columns)
        if totals.get(header_key(column.label), (0, ""))[1]
    }
    said = (
        "The file holds three tables: totals, line items adjusted for inflation, and line items as voted. The last "
        "is read, and the totals are held against it.",
    )
    return Table(name, layout, _until_blank(rows), said, printed)


def _is_totals_header(cells: list[str]) -> bool:
    keys = [header_key(cell) for cell in cells if cell]
    return len(keys) == 2 and keys[0].startswith("adjusted for inflation") and keys[1].startswith("not adjusted")


def _nominal_block(rows: Iterator[Row], mapping: Mapping) -> Layout:
    """The header of the table whose banner says that it is not adjusted, or of the last one."""
    above: deque[str] = deque(maxlen=BANNER_ROWS)
    for number, cells in rows:
        form = [FORM_CODE, FORM_NAME, *cells[2:]] if len(cells) > 2 and not any(cells[:2]) else []
        layout = layout_of(mapping, number, form) if form else None
        if layout is not None and any("not adjusted" in banner for banner in above):
            return layout
        above.append(header_key(" ".join(cells)))
    raise FileProblem(
        "This looks like the Budget Browser’s spreadsheet, but it has no table of line items under a heading that says "
        "“NOT adjusted for inflation”. Download it again, or copy that table into a file of its own."
    )


def _until_blank(rows: Iterator[Row]) -> Iterator[Row]:
    for number, cells in rows:
        if not any(cells):
            return
        yield number, cells
