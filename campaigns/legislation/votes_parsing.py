"""Tables of votes, one answer at a time: a row for each answer, or a row for each member and a column for each bill."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, islice
from typing import NamedTuple

from campaigns.legislation.rules import number_key
from data.errors import FileProblem

FEWEST_NUMBERS = 0.6  # of the headers of a wide table that must be bill numbers
NAME_HEADERS = {"", "name", "member", "membername", "legislator"}
BILL, PERSON, NAME, PRINTED, VOTE = "bill_id", "legislator_id", "membername", "billname", "vote"
HEADER_ROWS = 20
NAMES_READ = 2_000


class Layout(StrEnum):
    """How a table holds votes."""

    LONG = "one answer in a row"
    WIDE = "one bill in a column"


class Answer(NamedTuple):
    """One answer as printed; `row` and `column` say where. `bill` is a number, `nth` tells columns of one bill apart.

    `person` is the file's own number of a member, "" where it has none.
    """

    row: int
    column: str
    bill: str
    nth: int
    person: str
    name: str
    word: str


class Unnamed(NamedTuple):
    """A row of a wide table that names nobody, such as one of totals; `cells` hold something."""

    row: int
    cells: int


class VoteTable:
    """A recognised table: its layout, its header, and its answers, to be read once."""

    def __init__(self, layout: Layout, header: Sequence[str], rows: Iterator[tuple[int, list[str]]]) -> None:
        self.layout = layout
        self.header = [" ".join(cell.split()) for cell in header]
        ahead = NAMES_READ if layout is Layout.WIDE else 1
        self._first = [(number, cells) for number, cells in islice(rows, ahead) if cells]
        self._rows = chain(self._first, rows)

    def first_names(self) -> list[str]:
        """The names of a wide table, for telling which chamber it is of."""
        return [" ".join(cells[0].split()) for _row, cells in self._first if cells and cells[0].strip()]

    @property
    def first_bill(self) -> str:
        """The first bill as the file's own id has it, such as "ga2017HB116"; "" in a wide table."""
        if self.layout is Layout.WIDE or not self._first:
            return ""
        keys = [cell.casefold() for cell in self.header]
        place = keys.index(BILL) if BILL in keys else keys.index(PRINTED)
        cells = self._first[0][1]
        return cells[place] if place < len(cells) else ""

    def answers(self) -> Iterator[Answer | Unnamed]:
        """Every answer in the order of the file, blank ones too."""
        return self._long() if self.layout is Layout.LONG else self._wide()

    def _long(self) -> Iterator[Answer | Unnamed]:
        keys = [cell.casefold() for cell in self.header]
        person, name, vote = keys.index(PERSON), keys.index(NAME), keys.index(VOTE)
        printed = keys.index(PRINTED) if PRINTED in keys else keys.index(BILL)
        label, widest = self.header[vote], max(person, name, vote, printed)
        for row, cells in self._rows:
            if not cells:
                continue
            if len(cells) <= widest:
                cells = [*cells, *[""] * (widest + 1 - len(cells))]
            yield Answer(row, label, cells[printed], 1, cells[person], cells[name], cells[vote])

    def _wide(self) -> Iterator[Answer | Unnamed]:
        seen: Counter[str] = Counter()
        bills: list[tuple[int, str, str, int]] = []
        for place, cell in enumerate(self.header[1:], 1):
            if cell:
                key = number_key(cell) or cell
                seen[key] += 1
                bills.append((place, cell, key, seen[key]))
        for row, cells in self._rows:
            name = " ".join(cells[0].split()) if cells else ""
            if not name:
                if said := sum(1 for cell in cells[1:] if cell.strip()):
                    yield Unnamed(row, said)
                continue
            for place, column, bill, nth in bills:
                yield Answer(row, column, bill, nth, "", name, cells[place] if place < len(cells) else "")


def table_of(rows: Iterable[tuple[int, list[str]]]) -> VoteTable:
    """The table of votes in some rows, by its header. Raises FileProblem where there is none."""
    remaining = iter(rows)
    for tried, (_number, cells) in enumerate(remaining):
        if layout := layout_of(cells):
            return VoteTable(layout, cells, remaining)
        if tried >= HEADER_ROWS:
            break
    raise FileProblem(
        "This is no table of votes that is known. Give a table with the columns bill_id, legislator_id, MemberName, "
        "BillName and Vote, or one with a member in each row and a bill number over each column."
    )


def layout_of(header: Sequence[str]) -> Layout | None:
    """How a table with this header holds votes; None for another kind of table."""
    keys = [" ".join(cell.split()).casefold() for cell in header]
    if {PERSON, NAME, VOTE} <= set(keys) and {BILL, PRINTED} & set(keys):
        return Layout.LONG
    others = [cell for cell in keys[1:] if cell]
    if len(others) < 2 or keys[0] not in NAME_HEADERS:
        return None
    numbers = sum(number_key(cell) is not None for cell in others)
    return Layout.WIDE if numbers >= FEWEST_NUMBERS * len(others) else None
