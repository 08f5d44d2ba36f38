"""Tables known by the set of their headers, in any order: which layout a header is of, and what each column means."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

HEADER_SEARCH_ROWS = 40
NOT_TAKEN = ""
ANY_LAYOUT = "any"


@dataclass(frozen=True, slots=True)
class HeaderSet:
    """A layout of files somebody’s program writes. `meanings` maps a header’s key to what its column holds.

    A header is of this layout when it has at least one header out of each of `signs`. `refusal` is the sentence
    for a layout that is recognised and cannot be taken.
    """

    key: str
    title: str
    system: str
    refusal: str
    meanings: Mapping[str, str]
    signs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is taken: its place in the row, its header as printed, and what it holds."""

    index: int
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A header and its layout. `columns` are those taken, the preferred one first where two hold the same."""

    layout: HeaderSet
    header_row: int
    header: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def not_taken(self) -> tuple[str, ...]:
        """The headers of the columns that are left out, on one line each."""
        taken = {column.index for column in self.columns}
        return tuple(" ".join(h.split()) for n, h in enumerate(self.header) if h.strip() and n not in taken)

    def at(self, *meanings: str) -> tuple[int, ...]:
        """The places of the columns that hold one of the meanings, the preferred one first."""
        return tuple(column.index for column in self.columns if column.meaning in meanings)

    def label(self, *meanings: str) -> str:
        """The header of the first column with one of the meanings, as the person sees it; "" for none."""
        return next((" ".join(c.label.split()) for c in self.columns if c.meaning in meanings), "")


def header_key(text: str) -> str:
    """A header as compared: case, signs, underscores, line breaks and surrounding space make no difference."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).casefold()).split())


def set_key(header: Iterable[str]) -> str:
    """The header of a table as a set, so that the same report with its columns moved is known again."""
    return "|".join(sorted({key for cell in header if (key := header_key(cell))}))


def layout_of(header: Sequence[str], layouts: Iterable[HeaderSet]) -> HeaderSet | None:
    """The layout whose signs a header bears; of several, the one that explains most of it."""
    keys = {header_key(cell) for cell in header} - {""}
    fitting = [one for one in layouts if one.signs and all(sign & keys for sign in one.signs)]
    return max(fitting, key=lambda one: (len(one.signs), len(keys & one.meanings.keys())), default=None)


def columns_of(header: Sequence[str], meanings: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns that mean something, in the order of `meanings`, which puts the preferred spelling first."""
    order = {key: place for place, key in enumerate(meanings)}
    found = [
        (order[key], Column(index, label, meanings[key]))
        for index, label in enumerate(header)
        if (key := header_key(label)) in order and meanings[key] != NOT_TAKEN
    ]
    return tuple(column for _, column in sorted(found, key=lambda pair: (pair[0], pair[1].index)))


def find_table(
    rows: Iterable[tuple[int, Sequence[str]]], layouts: Sequence[HeaderSet], *, chosen: Mapping[str, str] | None = None
) -> FoundTable | None:
    """The first row that is the header of a known layout, or that a person’s choice of columns fits; else None.

    `chosen` maps header keys to meanings; it stands before every layout.
    """
    for number, header in rows:
        if number > HEADER_SEARCH_ROWS:
            return None
        if chosen is not None:
            by_hand = columns_of(header, chosen)
            if by_hand and {header_key(cell) for cell in header} - {""} <= chosen.keys():
                layout = HeaderSet("chosen", "", "", "", chosen, ())
                return FoundTable(layout, number, tuple(header), by_hand)
            continue
        known = layout_of(header, layouts)
        if known is not None:
            return FoundTable(known, number, tuple(header), columns_of(header, known.meanings))
    return None


def first_header(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[int, tuple[str, ...]] | None:
    """The row that probably is the header of a table nobody mapped: the first one with most of the widest’s cells."""
    near = [(number, tuple(cells)) for number, cells in rows if number <= HEADER_SEARCH_ROWS and any(cells)]
    widest = max((sum(1 for cell in cells if cell) for _, cells in near), default=0)
    return next(((n, cells) for n, cells in near if 2 * sum(1 for cell in cells if cell) > widest), None)
