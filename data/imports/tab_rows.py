"""Tab-separated rows as a clipboard gives them: quotation marks that mean nothing, cells broken over lines."""

import csv
from collections import Counter
from collections.abc import Iterator

from data.imports.amounts import looks_like_amount
from data.imports.text_files import BrokenLine

MOST_LINES_OF_A_CELL = 20
SAMPLE_LINES = 50
NARROWEST = 3  # in a narrower table a broken row cannot be told from a title


def marks_quote(sample: str, *, whole: bool) -> bool:
    """Whether quotation marks enclose cells, as spreadsheets copy them; browsers copy them as plain letters."""
    try:
        for _ in csv.reader(sample.splitlines(keepends=True), delimiter="\t", strict=True):
            pass
    except csv.Error as error:
        return not whole and "end of data" in str(error)  # a cell may go on beyond the sample
    return True


def width_of(sample: str) -> int:
    """How many columns the table has: the widest that lines have often, for a broken row is only narrower."""
    lines = [line for line in sample.splitlines() if "\t" in line][:SAMPLE_LINES]
    widths = Counter(line.count("\t") + 1 for line in lines)
    return max((width for width, count in widths.items() if count > 1 and count >= len(lines) / 5), default=0)


class MendedRows:
    """Rows whose cells a browser broke over lines, put together again where their widths add up to `width`.

    A title, a blank line and a row that ends in an amount are never the beginning of a broken row.
    """

    def __init__(self, rows: Iterator[list[str]], width: int) -> None:
        self.mended = 0
        self._rows = rows
        self._width = width

    def __iter__(self) -> Iterator[list[str]]:
        begun: list[list[str]] = []
        try:
            for row in self._rows:
                if begun and self._goes_on(begun, row):
                    begun.append(row)
                    if self._width_of(begun) < self._width:
                        continue
                    self.mended += 1
                    row = _joined(begun)
                else:
                    yield from begun
                begun = []
                if self._begins(row):
                    begun = [row]
                else:
                    yield row
        except (csv.Error, BrokenLine):
            yield from begun
            raise
        yield from begun

    def warnings(self) -> list[str]:
        """One sentence when rows were put together."""
        if not self.mended:
            return []
        rows = "1 row was" if self.mended == 1 else f"{self.mended:,} rows were"
        return [f"{rows} put together from several lines, because a cell had a line break in it; check them."]

    def _begins(self, row: list[str]) -> bool:
        return 2 <= len(row) < self._width and _may_go_on(row)

    def _goes_on(self, begun: list[list[str]], row: list[str]) -> bool:
        return (
            1 <= len(row) < self._width
            and len(begun) < MOST_LINES_OF_A_CELL
            and _may_go_on(begun[-1])
            and self._width_of([*begun, row]) <= self._width
        )

    @staticmethod
    def _width_of(rows: list[list[str]]) -> int:
        return sum(map(len, rows)) - len(rows) + 1


def _may_go_on(row: list[str]) -> bool:
    return not looks_like_amount(row[-1].strip())


def _joined(rows: list[list[str]]) -> list[str]:
    whole = list(rows[0])
    for row in rows[1:]:
        whole[-1] = f"{whole[-1]} {row[0]}"
        whole += row[1:]
    return whole
