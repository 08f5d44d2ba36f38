"""Tables of a web page as rows of text: what a person sees in each cell, and each table a sheet of its own."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any

from lxml import etree

from data.errors import FileProblem
from data.imports.html_cells import OpenCell, is_hidden, tidy
from data.imports.html_grid import ALONE, Cell, Grid, PageRoom
from data.imports.limits import Limits
from data.imports.sheet_rows import NAME_CHARACTERS, SheetRows, in_batches
from data.imports.text_files import Encoding, text_blocks

DEEPEST = 1_000
NOT_SHOWN = {"script", "style", "template"}
GROUPS = {"thead", "tbody", "tfoot"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = HEADINGS | GROUPS | {
    "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul",
}  # fmt: skip
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CURE = "open the page’s download link in a browser and save the file it offers"
NO_TABLE = f"This is a web page saved as {{suffix}}, without a table in it; {CURE}, or copy the table itself."
ONLY_LAYOUT = f"The tables of this web page have one cell each: they lay out the page and hold no figures; {CURE}."


def html_tables(
    stream: BufferedReader, encoding: Encoding, suffix: str, limits: Limits
) -> tuple[list[str], list[SheetRows]]:
    """Warnings, and the tables in the order they begin; raises FileProblem when there is none."""
    page = _Page(PageRoom(limits))
    target: Any = page  # its type would also have it told of comments and instructions
    parser = etree.HTMLParser(target=target, encoding="utf-8")
    for block in text_blocks(stream, encoding):
        if "\0" in block:
            raise FileProblem("The page holds a character that is not text (U+0000); {alone}.", alone=ALONE)
        parser.feed(block.encode())
    parser.close()
    page.finish()
    kept = [table for table in page.tables if table.grid.filled > 1]
    if not kept:
        raise FileProblem(ONLY_LAYOUT if page.tables else NO_TABLE.format(suffix=suffix))
    sheets = zip(_names(kept), kept, strict=True)
    return page.warnings(), [SheetRows(name, in_batches(iter(table.grid.rows))) for name, table in sheets]


def _names(tables: "list[_Table]") -> Iterator[str]:
    """A name for each table, no two the same."""
    seen: Counter[str] = Counter()
    for number, table in enumerate(tables, 1):
        name = table.name or f"Table {number}"
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _name(parts: list[str]) -> str:
    return " ".join(CONTROLS.sub("", tidy(parts)).split())[:NAME_CHARACTERS].strip()


class _Table:
    """A table being read, its open row and cell; it ends with the element at `depth`."""

    def __init__(self, depth: int, heading: str, room: PageRoom) -> None:
        self.depth = depth
        self.name = heading
        self.grid = Grid(room)
        self.in_head = False
        self.cell: OpenCell | None = None
        self.caption: list[str] | None = None
        self._room = room
        self._row: list[Cell] | None = None

    def open_row(self) -> None:
        self.close_row()
        self._row = []

    def open_cell(self, cell: OpenCell) -> None:
        self.close_cell()
        self._row = [] if self._row is None else self._row
        self.cell = cell

    def close_cell(self) -> None:
        if self.cell is None or self._row is None:
            return
        self._room.take_cells(1)
        cell = self.cell.finished()
        self.cell = None
        if cell.text or len(self._row) < self._room.columns:
            self._row.append(cell)
        if len(self._row) > self._room.columns:
            self.close_row()  # which refuses it

    def close_row(self) -> None:
        self.close_cell()
        if self._row is not None:
            self.grid.add_row(self._row, f"Table “{self.name}”" if self.name else "The page’s table")
        self._row = None

    def begin_group(self, tag: str) -> None:
        self.end_group()
        self.in_head = tag == "thead"

    def end_group(self) -> None:
        self.close_row()
        self.grid.end_group()
        self.in_head = False

    def end_caption(self) -> None:
        if self.caption is not None:
            self.name = _name(self.caption) or self.name
            self.caption = None


class _Page:
    """What lxml tells while it reads a page; no tree is built, so a deep or broken page costs nothing."""

    def __init__(self, room: PageRoom) -> None:
        self.tables: list[_Table] = []
        self._room = room
        self._open: list[_Table] = []
        self._depth = 0
        self._hidden_at = 0  # the depth of the element that hides everything in it
        self._hides_text = self._hides_table = False
        self._left_out = 0
        self._heading = ""
        self._heading_parts: list[str] | None = None

    def warnings(self) -> list[str]:
        """One sentence when the tables held text that a browser does not show."""
        if not self._left_out:
            return []
        places = "1 place" if self._left_out == 1 else f"{self._left_out:,} places"
        return [f"Text that the page hides (hidden parts, scripts, styles) was left out in {places}."]

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._room.take_element()
        if self._depth > DEEPEST:
            raise FileProblem(
                "The page nests its parts more than {deepest:,} deep; {alone}.", deepest=DEEPEST, alone=ALONE
            )
        if self._hidden_at:
            self._hides_table = self._hides_table or tag == "table"
        elif tag in NOT_SHOWN or (attributes and is_hidden(attributes)):
            self._hidden_at, self._hides_text = self._depth, False
            self._hides_table = tag == "table" or bool(self._open)
        else:
            self._start_shown(tag, attributes)

    def _start_shown(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in BLOCKS:
            self._break_line()
        if tag == "table":
            self._open_table(self._depth)
        elif tag == "tr":
            self._table().open_row()
        elif tag in GROUPS:
            self._table().begin_group(tag)
        elif tag in {"td", "th"}:
            table = self._table()
            table.open_cell(OpenCell(tag, attributes, depth=self._depth, in_head=table.in_head))
        elif tag in HEADINGS:
            self._heading_parts = []
        elif self._open:
            self._start_inside(tag, self._open[-1])

    def _start_inside(self, tag: str, table: _Table) -> None:
        if tag == "caption" and table.cell is None:
            table.caption = []
        elif tag == "sup" and table.cell is not None:
            table.cell.begin_raised()

    def end(self, tag: str) -> None:
        if self._hidden_at == self._depth:
            self._left_out += self._hides_text and self._hides_table
            self._hidden_at = 0
        elif not self._hidden_at:
            self._end_shown(tag)
        self._depth -= 1

    def _end_shown(self, tag: str) -> None:
        while self._open and self._open[-1].depth >= self._depth:
            self._close_table()
        if tag in HEADINGS and self._heading_parts is not None:
            self._heading = _name(self._heading_parts) or self._heading
            self._heading_parts = None
        if tag in BLOCKS:
            self._break_line()
        if self._open:
            self._end_inside(tag, self._open[-1])

    def _end_inside(self, tag: str, table: _Table) -> None:
        if tag == "caption":
            table.end_caption()
        elif tag == "sup" and table.cell is not None:
            table.cell.end_raised()
        elif tag in GROUPS:
            table.end_group()
        elif tag == "tr" and table.cell is None:
            table.close_row()
        elif tag in {"td", "th"} and table.cell is not None and table.cell.depth == self._depth:
            table.close_cell()

    def data(self, text: str) -> None:
        if self._hidden_at:
            self._hides_text = self._hides_text or not text.isspace()
            return
        if self._heading_parts is not None:
            self._heading_parts.append(text)
        if self._open and (caption := self._open[-1].caption) is not None:
            caption.append(text)
        elif self._open and (cell := self._open[-1].cell) is not None:
            cell.add(text)

    def close(self) -> None:
        """lxml says the page is over, also after a problem."""

    def finish(self) -> None:
        """End what the page left open."""
        while self._open:
            self._close_table()

    def _table(self) -> _Table:
        """The innermost open table; a row or cell pasted without its table opens one."""
        if not self._open:
            self._open_table(self._depth - 1)
        return self._open[-1]

    def _open_table(self, depth: int) -> None:
        if self._open and self._open[-1].cell is None:
            self._close_table()
        table = _Table(depth, self._heading, self._room)
        self.tables.append(table)
        self._open.append(table)

    def _close_table(self) -> None:
        table = self._open.pop()
        table.end_caption()
        table.end_group()

    def _break_line(self) -> None:
        if self._open and (cell := self._open[-1].cell) is not None:
            cell.end_line()
