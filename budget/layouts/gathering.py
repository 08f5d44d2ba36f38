"""Tables with one amount to a row, or several postings to a line, gathered into one row for each line; pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from budget.layouts.mappings import Repeats
from budget.layouts.parsing import RowReader
from budget.layouts.recognising import FigureColumn, Layout
from budget.layouts.rows import ParsedRow, Rejection, Skipped
from budget.line_items.rules import name_key
from data.errors import FileProblem
from data.imports.amounts import MOST_CENTS
from data.periods import FiscalYear

MOST_LINES = 300_000
PROGRESS_ROWS = 5_000
Place = tuple[FiscalYear | None, str, int]
Identity = tuple[str | None, ...]


@dataclass(slots=True)
class _Line:
    """The postings of one line so far: the first as read, its rows, and cents by place."""

    first: ParsedRow
    rows: list[int] = field(default_factory=list)
    cents: dict[Place, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A table with one row for each line, its columns in order of year, and its printed totals last."""

    columns: tuple[FigureColumn, ...]
    rows: tuple[ParsedRow, ...]
    rejected: tuple[Rejection, ...]


def must_be_gathered(layout: Layout) -> bool:
    """Whether a line of the table may stand in several rows."""
    return layout.year is not None or layout.stage is not None or layout.preset.repeats is Repeats.ADDED_UP


def gathered(
    reader: RowReader, rows: Iterable[tuple[int, list[str]]], *, progress: Callable[[int], None] | None = None
) -> Gathered:
    """Read every row and add up the postings of each line. Exact repeats are separate postings.

    A line of which any row cannot be read is left out whole, because its sum would be short. Raises FileProblem
    for a table of more lines than can be held.
    """
    table = _Table(reader)
    for read, (number, cells) in enumerate(rows, 1):
        if progress is not None and read % PROGRESS_ROWS == 0:
            progress(read)
        table.add(number, cells)
    return table.whole()


@dataclass(slots=True)
class _Table:
    """The lines of a table while it is read; `spoiled` are those with a row that cannot be taken."""

    reader: RowReader
    lines: dict[Identity, _Line] = field(default_factory=dict)
    spoiled: dict[Identity, int] = field(default_factory=dict)
    totals: list[ParsedRow] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)

    def add(self, number: int, cells: list[str]) -> None:
        row = self.reader.read(number, cells)
        if isinstance(row, Skipped):
            return
        if isinstance(row, ParsedRow) and row.total is not None:
            self.totals.append(row)
            return
        layout, identity = self.reader.layout, identity_of(self.reader, cells)
        year = self.reader.year_of(number, cells) if layout.year is not None else None
        stage = self.reader.stage_of(number, cells) if layout.stage is not None else None
        for refused in (row, year, stage):
            if isinstance(refused, Rejection):
                self.rejected.append(refused)
                self.spoiled.setdefault(identity, number)
                return
        if isinstance(row, ParsedRow) and not isinstance(year, Rejection) and not isinstance(stage, Rejection):
            self._post(self._line(identity, row), row, year, stage)

    def _line(self, identity: Identity, row: ParsedRow) -> _Line:
        line = self.lines.get(identity)
        if line is None:
            if len(self.lines) >= MOST_LINES:
                raise FileProblem(
                    "The file has more than {most_lines:,} different lines; split it into smaller files.",
                    most_lines=MOST_LINES,
                )
            line = self.lines[identity] = _Line(row)
        return line

    def _post(self, line: _Line, row: ParsedRow, year: FiscalYear | None, stage: str | None) -> None:
        layout = self.reader.layout
        said = {
            (year or column.fiscal_year, stage or column.stage, n): cents
            for n, (column, cents) in enumerate(zip(layout.columns, row.amounts, strict=True))
            if cents is not None
        }
        if layout.preset.repeats is Repeats.REFUSED and said.keys() & line.cents.keys():
            self.rejected.append(_second_row(row, line.rows[0]))
            return
        line.rows.append(row.number)
        for place, cents in said.items():
            line.cents[place] = line.cents.get(place, 0) + cents

    def whole(self) -> Gathered:
        for identity, number in self.spoiled.items():
            self.rejected.extend(_left_out(self.lines.pop(identity, None), number))
        columns = _columns(self.reader.layout, self.lines.values())
        made = tuple(_rows(self.lines.values(), columns, self.rejected))
        totals = _placed(self.totals, self.reader, columns)
        return Gathered(tuple(column for _, column in columns), (*made, *totals), tuple(self.rejected))


_compared = lru_cache(maxsize=50_000)(name_key)


def identity_of(reader: RowReader, cells: list[str]) -> Identity:
    """The cells that tell one line from another, with the headings above them."""
    layout = reader.layout
    places = (layout.group, layout.kind, layout.code, *layout.name)
    own = tuple(_compared(cells[place]) if place is not None and place < len(cells) else None for place in places)
    return (reader.group, reader.part, *own)


def _second_row(row: ParsedRow, first: int) -> Rejection:
    label = row.code or row.name[:80]
    return Rejection(
        row.number,
        None,
        f"Row {row.number}: “{label}” already stands in row {first} for the same year and stage. Keep one of the "
        "two rows, or say that repeated rows are postings to be added up.",
    )


def _left_out(line: _Line | None, because: int) -> Iterator[Rejection]:
    """The other rows of a line that cannot be added up."""
    for number in line.rows if line else ():
        if number != because:
            reason = f"row {because} of the same line cannot be taken, and its sum would be short"
            yield Rejection(number, None, f"Row {number} is left out: {reason}.")


def _columns(layout: Layout, lines: Iterable[_Line]) -> list[tuple[Place, FigureColumn]]:
    """The columns a gathered table has: every year and stage any line speaks of."""
    seen = {place for line in lines for place in line.cents}
    ordered = sorted(seen, key=lambda place: (int(place[0] or 0), place[2], place[1]))
    return [
        (place, replace(layout.columns[place[2]], fiscal_year=place[0], stage=place[1], label=_label(layout, place)))
        for place in ordered
    ]


def _label(layout: Layout, place: Place) -> str:
    year, stage, n = place
    said = [layout.columns[n].label]
    said += [year.label] if year is not None and layout.year is not None else []
    said += [stage] if layout.stage is not None else []
    return " ".join(said)


def _rows(
    lines: Iterable[_Line], columns: list[tuple[Place, FigureColumn]], rejected: list[Rejection]
) -> Iterator[ParsedRow]:
    for line in lines:
        if any(abs(cents) >= MOST_CENTS for cents in line.cents.values()):
            reason = "adds up to more than any budget; check the unit of the file"
            rejected.extend(Rejection(number, None, f"Row {number}: its line {reason}.") for number in line.rows)
            continue
        amounts = [line.cents.get(place) for place, _ in columns]
        yield replace(line.first, amounts=amounts, none_such=frozenset(), postings=len(line.rows))


def _placed(
    totals: list[ParsedRow], reader: RowReader, columns: list[tuple[Place, FigureColumn]]
) -> Iterator[ParsedRow]:
    """Printed totals of a wide table, with an amount for each gathered column; a long table's total has no year."""
    if reader.layout.year is not None or reader.layout.stage is not None:
        return
    for total in totals:
        yield replace(total, amounts=[total.amounts[place[2]] for place, _ in columns])
