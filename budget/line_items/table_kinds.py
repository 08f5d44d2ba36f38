"""Tables that hold no columns of line amounts: amendments, account names, reported figures, category totals; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from budget.layouts.mappings import header_key
from budget.layouts.recognising import HEADER_SEARCH_ROWS, column_letter
from data.errors import FileProblem
from data.language import _

AS_REPORTED = " as reported"


class TableKind(StrEnum):
    """What such a table lists, one to a row."""

    AMENDMENTS = "amendments"
    ACCOUNT_NAMES = "account-names"
    REPORTED_FIGURES = "reported-figures"
    CATEGORY_TOTALS = "category-totals"


@dataclass(frozen=True, slots=True)
class KindOfTable:
    """A kind by its headers as compared (`header_key`); `ending` is that of columns which may be several.

    `jurisdiction` is whose budget it is published for, `amounts` whether its figures are read in a unit.
    """

    kind: TableKind
    title: str
    headers: frozenset[str]
    ending: str = ""
    jurisdiction: str = "ma"
    amounts: bool = False

    def fits(self, keys: Sequence[str]) -> bool:
        """Whether a row of headers, as compared, has every column this kind needs."""
        return self.headers <= set(keys) and any(key.endswith(self.ending) for key in keys)

    def uses(self, key: str) -> bool:
        """Whether a column is one of this kind's."""
        return key in self.headers or bool(self.ending and key.endswith(self.ending))


KINDS = {
    known.kind: known
    for known in (
        KindOfTable(
            TableKind.AMENDMENTS,
            "table of floor amendments",
            frozenset({"amendment id", "number", "title", "chamber", "item", "from amount", "to amount"}),
            amounts=True,
        ),
        KindOfTable(
            TableKind.ACCOUNT_NAMES, "table of account names", frozenset({"account", "name as printed", "seen in"})
        ),
        KindOfTable(
            TableKind.REPORTED_FIGURES,
            "table of figures as reported",
            frozenset({"account as printed", "name"}),
            ending=AS_REPORTED,
        ),
        KindOfTable(
            TableKind.CATEGORY_TOTALS,
            "table of category totals by copy",
            frozenset({"snapshot", "category", "budget", "amount"}),
            amounts=True,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class OtherHeader:
    """The header row of such a table: its kind, its row number and its cells as printed."""

    known: KindOfTable
    row: int
    cells: tuple[str, ...]

    @property
    def kind(self) -> TableKind:
        return self.known.kind

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(header_key(cell) for cell in self.cells)

    def label(self, key: str) -> str:
        """A column's header as printed."""
        return next((cell for cell in self.cells if header_key(cell) == key), key)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns with a header that this kind does not use."""
        return tuple(cell for cell in self.cells if cell and not self.known.uses(header_key(cell)))


def kind_of(head_rows: Sequence[tuple[int, list[str]]]) -> OtherHeader | None:
    """The header of one of these kinds among a table's first rows; None when it is none of them.

    Raises FileProblem when a header it needs stands twice.
    """
    for number, cells in head_rows[:HEADER_SEARCH_ROWS]:
        keys = [header_key(cell) for cell in cells]
        for known in KINDS.values():
            if known.fits(keys):
                _refuse_doubles(known, cells, keys)
                return OtherHeader(known, number, tuple(cells))
    return None


def other_header(
    first_rows: Iterable[tuple[str, Sequence[tuple[int, list[str]]]]], *, sheet: str = ""
) -> OtherHeader | None:
    """The header of the first of a file's tables that is of one of these kinds, by each one's name and first rows."""
    wanted = (rows for name, rows in first_rows if not sheet or name == sheet)
    return next((found for rows in wanted if (found := kind_of(rows)) is not None), None)


def _refuse_doubles(known: KindOfTable, cells: Sequence[str], keys: Sequence[str]) -> None:
    first: dict[str, int] = {}
    for place, key in enumerate(keys):
        if known.uses(key) and first.setdefault(key, place) != place:
            raise FileProblem(
                _("The header “{cell}” stands twice, in columns {first} and {second}. Remove or rename one.").format(
                    cell=cells[place], first=column_letter(first[key]), second=column_letter(place)
                ),
                column=cells[place],
            )
