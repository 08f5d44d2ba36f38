"""The rows of one table as lines with amounts: read as they come, or gathered first where a line has several."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from budget.layouts.gathering import Gathered, gathered, must_be_gathered
from budget.layouts.parsing import RowReader
from budget.layouts.recognising import Layout
from budget.layouts.rows import ParsedRow, Rejection, Skipped
from budget.layouts.tables import Row, Table
from budget.line_items.confirming import Confirmed


class Reading:
    """Reads one table once. `layout` has the columns it turned out to have, `reader` what was no line.

    `rows` counts the rows under the header read so far, `totals` the printed totals among them.
    """

    def __init__(self, table: Table, unit: int, progress: Callable[[int], None] | None) -> None:
        self.table = table
        self.unit = unit
        self.rows = self.totals = 0
        self.reader = RowReader(table.layout, unit)
        self.layout = table.layout
        self._gathered: Gathered | None = None
        if must_be_gathered(table.layout):
            self._gathered = gathered(self.reader, self._body(), progress=progress)
            self.layout = replace(table.layout, columns=self._gathered.columns)

    def _body(self) -> Iterator[Row]:
        header = self.table.layout.header_row
        for number, cells in self.table.rows:
            if number > header:
                self.rows += 1
                yield number, cells

    def parsed(self, ready: Confirmed, rejected: list[Rejection]) -> Iterator[ParsedRow]:
        """Every line and printed total with the amounts of the confirmed columns; `rejected` takes the rest."""
        rows = self._as_they_come(ready.layout, rejected) if self._gathered is None else self._kept(ready, rejected)
        for row in rows:
            self.totals += row.total is not None
            yield row
        total = self.table.printed_total(unit=self.unit)
        if total is not None:
            yield replace(total, amounts=[total.amounts[n] for n in ready.taken])

    def _as_they_come(self, layout: Layout, rejected: list[Rejection]) -> Iterator[ParsedRow]:
        self.reader = RowReader(layout, self.unit)
        read = self.reader.read
        for number, cells in self._body():
            row = read(number, cells)
            if isinstance(row, ParsedRow):
                yield row
            elif isinstance(row, Rejection):
                rejected.append(row)

    def _kept(self, ready: Confirmed, rejected: list[Rejection]) -> Iterator[ParsedRow]:
        if self._gathered is None:
            return
        rejected.extend(self._gathered.rejected)
        for row in self._gathered.rows:
            amounts = [row.amounts[n] for n in ready.taken]
            if any(amount is not None for amount in amounts):
                yield replace(row, amounts=amounts)
            else:
                self.reader.skipped[Skipped.OTHER_STAGE] += row.postings
