"""The grid behind the cells of an HTML table: where each stands once its spans are laid out, within the limits."""

import re
from typing import NamedTuple

from data.errors import FileProblem
from data.imports.amounts import looks_like_amount
from data.imports.cell_text import ForbiddenCharacter, checked_row_text, forbidden_in
from data.imports.limits import Limits

ALONE = "copy the one table needed and import it by itself"
LARGEST_SPAN = 65_534  # what browsers take, as HTML says
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Cell(NamedTuple):
    """A finished cell; `down` is 0 when it reaches to the end of its group of rows. `heads` columns below it."""

    text: str
    across: int
    down: int
    heads: bool


class PageRoom:
    """How many elements a page, and how many cells and characters its tables may still have, spans laid out."""

    def __init__(self, limits: Limits) -> None:
        self.rows, self.columns = limits.xlsx_rows, limits.xlsx_columns
        self._most_elements = self._elements = limits.html_elements
        self._most_cells = self._cells = limits.xlsx_cells
        self._most_characters = self._characters = limits.html_characters

    def take_element(self) -> None:
        self._elements -= 1
        if self._elements < 0:
            raise FileProblem(
                "The page has more than {most_elements:,} parts; {alone}.",
                most_elements=self._most_elements,
                alone=ALONE,
            )

    def take_cells(self, cells: int) -> None:
        self._cells -= cells
        if self._cells < 0:
            raise FileProblem(
                "The page’s tables have more than {most_cells:,} cells; {alone}.",
                most_cells=self._most_cells,
                alone=ALONE,
            )

    def take_characters(self, characters: int) -> None:
        self._characters -= characters
        if self._characters < 0:
            raise FileProblem(
                "The page’s tables hold more than {most_characters:,} characters; {alone}.",
                most_characters=self._most_characters,
                alone=ALONE,
            )


class Grid:
    """The row texts of one table, up to the last row with any; `filled` counts cells with text, repeats apart.

    A label that spans is repeated where it is needed to read the place it spans: down its rows, and, when it
    heads columns, across them. An amount, and the one text of a row, stands once; so nothing is counted twice.
    """

    def __init__(self, room: PageRoom) -> None:
        self.rows: list[str] = []
        self.filled = 0
        self._room = room
        self._done = 0
        self._carried: dict[int, tuple[int, str]] = {}  # column → rows still to fill, text

    def add_row(self, cells: list[Cell], where: str) -> None:
        """Place one row; `where` begins the sentence of a problem, as in "Table “Local aid”"."""
        self._done += 1
        placed = {column: text for column, (_, text) in self._carried.items()}
        carried = {column: (left - 1, text) for column, (left, text) in self._carried.items() if left != 1}
        filled = sum(1 for cell in cells if cell.text)
        self.filled += filled
        alone = filled + sum(1 for text in placed.values() if text) == 1
        column = 1
        for cell in cells:
            while column in self._carried:
                column += 1
            span = range(column, max(column, min(column + cell.across - 1, self._room.columns)) + 1)
            self._refuse_far(where, cell, column)
            shown = _shown_across(cell, span, alone)
            for place in span:  # where two cells overlap, the one from above stays
                if place in shown:
                    placed.setdefault(place, cell.text)
                if cell.down != 1:
                    below = cell.down - 1, _shown_below(cell, place in shown)
                    carried[place] = _longer(carried[place], below) if place in carried else below
            column = span.stop
            self._room.take_cells(len(span) - 1)
        self._room.take_cells(len(self._carried))
        self._carried = carried
        self._keep(where, {place: text for place, text in placed.items() if text})

    def end_group(self) -> None:
        """No cell reaches from one group of rows (head, body, foot) into the next."""
        self._carried = {}

    def _refuse_far(self, where: str, cell: Cell, column: int) -> None:
        if cell.text and column > self._room.columns:
            sentence = f"{where}, row {self._done} has values beyond {self._room.columns} columns; {ALONE}."
            raise FileProblem(sentence, row=self._done)

    def _keep(self, where: str, placed: dict[int, str]) -> None:
        if not placed:
            return
        if self._done > self._room.rows:
            raise FileProblem(
                "{where} has values below row {rows:,}; {alone}.",
                where=where,
                rows=self._room.rows,
                alone=ALONE,
                row=self._done,
            )
        texts = [placed.get(column, "") for column in range(1, max(placed) + 1)]
        self._room.take_characters(sum(map(len, texts)) + len(texts))
        try:
            text = checked_row_text(texts)
        except ForbiddenCharacter as found:
            raise forbidden_in(f"{where}, row", self._done, found) from found
        self.rows.extend([""] * (self._done - 1 - len(self.rows)))
        self.rows.append(text)


def _longer(above: tuple[int, str], added: tuple[int, str]) -> tuple[int, str]:
    """What fills a place that two cells reach into: the one from above, and nothing where the other goes on longer."""
    goes_on = above[0] > 0 and not 0 < added[0] <= above[0]
    return (added[0], "") if goes_on else above


def _shown_across(cell: Cell, span: range, alone: bool) -> range:
    return span if cell.heads and not alone else span[:1]


def _shown_below(cell: Cell, is_shown: bool) -> str:
    is_figure = looks_like_amount(cell.text) and not (cell.heads or YEAR.fullmatch(cell.text))
    return cell.text if is_shown and not is_figure else ""
