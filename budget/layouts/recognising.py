"""Where a file's header is, which mapping it belongs to, and what stands in which column."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from budget.layouts.mappings import (
    ANY_YEAR,
    Mapping,
    Role,
    YearFrom,
    header_key,
    header_pattern,
    place_of,
    year_of_header,
)
from data.errors import FileProblem
from data.periods import FiscalYear

HEADER_SEARCH_ROWS = 40
FEW = 6


class UnknownTable(FileProblem):
    """No row of a file is a header we know: a person can say what its columns hold."""


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of amounts: its place in the row, its header as printed, and the stage it speaks of.

    `fiscal_year` None is said by the person, or, in a long table, by another column of each row. `years_before`
    is how many years before the file's own year it speaks of.
    """

    index: int
    label: str
    fiscal_year: FiscalYear | None
    stage: str
    years_before: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a file keeps what; `header_row` is the row number of the header, 1-based; the rest are columns.

    `year` and `stage` are the columns that say them row by row: such a table is long, one amount to a row.
    """

    preset: Mapping
    header_row: int
    code: int | None
    name: tuple[int, ...]
    columns: tuple[FigureColumn, ...]
    header: tuple[str, ...]
    group: int | None = None
    kind: int | None = None
    year: int | None = None
    stage: int | None = None
    change: int | None = None
    note: int | None = None

    @property
    def needs_fiscal_year(self) -> bool:
        return self.year is None and any(column.fiscal_year is None for column in self.columns)

    @property
    def needs_stage(self) -> bool:
        return self.stage is None and any(not column.stage for column in self.columns)

    def label(self, index: int | None) -> str:
        """A column's header, else its letter."""
        place = index or 0
        return (self.header[place] if place < len(self.header) else "") or column_letter(place)


SNAPSHOT = re.compile(r"(?<!\d)(20\d\d)[-_](0[1-9]|1[0-2])(?:[-_]([0-2]\d|3[01]))?")


def snapshot_date(file_name: str) -> date | None:
    """The date a file's name carries ("…_2017-08.csv": 1 August 2017); None when it carries none."""
    match = SNAPSHOT.search(file_name)
    if match is None:
        return None
    try:
        return date(int(match.group(1)), int(match.group(2)), int(match.group(3) or 1))
    except ValueError:
        return None


def column_letter(index: int) -> str:
    """A spreadsheet's name for a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def recognise(rows: Sequence[tuple[int, list[str]]], mappings: Iterable[Mapping]) -> Layout:
    """Find the header among the first rows and the mapping that explains most of its columns.

    Raises UnknownTable when no row is the header of any, with what was seen and what can be done.
    """
    candidates = tuple(mappings)
    for number, cells in rows[:HEADER_SEARCH_ROWS]:
        fitting = [layout for mapping in candidates if (layout := layout_of(mapping, number, cells)) is not None]
        if fitting:
            return max(fitting, key=_explained)
    raise UnknownTable(_unknown_header(rows, candidates))


def _explained(layout: Layout) -> int:
    return sum(1 for index, cell in enumerate(layout.header) if layout.preset.of(cell, index) is not None)


def _unknown_header(rows: Sequence[tuple[int, list[str]]], candidates: Sequence[Mapping]) -> str:
    first = next((cells for _, cells in rows if any(cells)), [])
    seen = ", ".join(f"“{cell[:40]}”" for cell in first[:FEW] if cell) or "nothing"
    known = ", ".join(mapping.title for mapping in candidates)
    return (
        f"No row of this file is a header we know; its first row holds {seen}. Known tables: {known}. "
        "Say what its columns hold (“Map the columns” on the import page), or give them a known table’s names."
    )


def layout_of(mapping: Mapping, number: int, cells: Sequence[str]) -> Layout | None:
    """The layout of a row as a header of a mapping's table; None when it is not one.

    Raises FileProblem for a header that stands twice, or two columns for one stage of one year.
    """
    found = [(n, column) for n, cell in enumerate(cells) if (column := mapping.of(cell, n)) is not None]
    places: dict[Role, list[int]] = {}
    for index, column in found:
        places.setdefault(column.role, []).append(index)
    both = places.get(Role.CODE_OR_NAME, [])
    names = places.get(Role.NAME, []) or both[:1]
    codes = places.get(Role.CODE, []) or [index for index in both if index not in names]
    if not names or not _has_what_it_needs(mapping, places):
        return None
    columns = tuple(
        _figure_column(index, cells[index], column.stage, column.year)
        for index, column in found
        if column.role is Role.AMOUNT
    )
    _refuse_doubles(cells, {index for index, column in found if column.header != place_of(index)})
    year = _one(places, Role.YEAR)
    if year is None:
        refuse_one_stage_twice(columns)
    return Layout(
        preset=mapping,
        header_row=number,
        code=codes[0] if codes else None,
        name=_name_places(mapping, names, cells),
        columns=columns,
        header=tuple(cells),
        group=_one(places, Role.GROUP),
        kind=_one(places, Role.KIND),
        year=year,
        stage=_one(places, Role.STAGE),
        change=_one(places, Role.CHANGE),
        note=_one(places, Role.NOTE),
    )


def _name_places(mapping: Mapping, names: list[int], cells: Sequence[str]) -> tuple[int, ...]:
    """The columns of a name in the mapping's order, so that another order in the file makes no other line."""
    if Role.CODE_OR_NAME in mapping.roles:
        return (names[0],)
    order = {column: n for n, column in enumerate(mapping.columns)}
    said = {place: column for place in names if (column := mapping.of(cells[place], place)) is not None}
    return tuple(sorted(names, key=lambda place: order[said[place]]))


def _has_what_it_needs(mapping: Mapping, places: dict[Role, list[int]]) -> bool:
    """Every role the mapping speaks of, but what a table can do without; a number or name counts as a name."""
    spare = {Role.CHANGE, Role.NOTE, Role.LEFT_OUT, Role.CODE_OR_NAME}
    wanted = mapping.roles - spare - ({Role.NAME} if Role.CODE_OR_NAME in mapping.roles else set())
    return Role.AMOUNT in places and wanted <= places.keys()


def _one(places: dict[Role, list[int]], role: Role) -> int | None:
    return places[role][0] if places.get(role) else None


def _figure_column(index: int, label: str, stage: str, year: YearFrom) -> FigureColumn:
    said = year_of_header(label) if year is YearFrom.HEADER else None
    return FigureColumn(index, label, said, stage, years_before=1 if year is YearFrom.BEFORE else 0)


def refuse_one_stage_twice(columns: Sequence[FigureColumn]) -> None:
    """Raise FileProblem when two columns speak of one stage of one year, such as “House 1” and “House 2”."""
    seen: dict[tuple[FiscalYear | None, int, str], FigureColumn] = {}
    for column in columns:
        first = seen.setdefault((column.fiscal_year, column.years_before, column.stage), column)
        if first is not column:
            raise FileProblem(
                "“{first}” and “{header}” are one stage of one year, in columns {column_letter} and "
                "{column_letter_2}. Remove one of them.",
                first=first.label,
                header=column.label,
                column_letter=column_letter(first.index),
                column_letter_2=column_letter(column.index),
                column=column.label,
            )


def left_out(layout: Layout) -> tuple[str, ...]:
    """A sentence for what a mapping does not take: years whose stage it does not know, and other columns by name."""
    header = enumerate(layout.header)
    unread = [label for index, label in header if label and layout.preset.of(label, index) is None]
    years = [label for label in unread if header_pattern(label).startswith(ANY_YEAR)]
    others = [label for label in unread if label not in years]
    said = [f"The column “{label}” was left out: the {layout.preset.title} has no such stage." for label in years]
    if others:
        names = ", ".join(f"“{label[:40]}”" for label in others[:FEW])
        more = f" and {len(others) - FEW} more" if len(others) > FEW else ""
        said.append(f"Left out, as the {layout.preset.title} does not use them: {names}{more}.")
    return tuple(said)


def _refuse_doubles(cells: Sequence[str], used: set[int]) -> None:
    seen: dict[str, int] = {}
    for index, cell in enumerate(cells):
        key = header_key(cell)
        first = seen.setdefault(key, index) if key else index
        if first != index and {first, index} & used:
            raise FileProblem(
                "The header “{cell}” stands twice, in columns {column_letter} and {column_letter_2}. "
                "Remove or rename one of them.",
                cell=cell,
                column_letter=column_letter(first),
                column_letter_2=column_letter(index),
                column=cell,
            )
