"""A table of school figures that nobody knows: what its columns probably hold, and how a person says it; pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz, process

from budget.districts.figure_layouts import ALL, FigureLayout, ValueColumn, Word, group_words, measure_names
from budget.districts.figure_values import NOT_PUBLISHED
from budget.districts.sentences_import import map_lacks_code, map_lacks_figure, map_lacks_year, mapped_title
from data.errors import InvalidInput
from data.imports.header_sets import Column, first_header, header_key
from data.periods import SchoolYear

MOSTLY, LIKE = 0.8, 75
NUMBER = re.compile(r"[-$(]*\s*[\d,]*\.?\d+\s*[%)]*|\*|")
YEARS = re.compile(r"(?:19|20)\d\d(?:[-–/ ]?(?:(?:19|20)?\d\d))?")
CODE_WORDS = {
    "code", "org code", "district code", "school code", "sch id", "id", "district id", "school id", "district number",
    "leaid", "nces id", "lea", "state id", "dist code", "district no",
}  # fmt: skip
NAME_WORDS = {"name", "district", "school", "district name", "school name", "dist name", "sch name", "lea name", "unit"}
YEAR_WORDS = {"year", "school year", "sy", "fiscal year", "academic year"}
GROUP_WORDS = {"group", "race", "demographic", "student group", "subgroup", "ethnicity", "gender", "race ethnicity"}


class Holds(StrEnum):
    """What a column of a mapped table holds."""

    NOTHING = ""
    CODE = "code"
    NAME = "name"
    YEAR = "year"
    GROUP = "group"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class MappedFigure:
    """A column: its place and header, what it holds, and for figures the measure and the group they are of."""

    index: int
    header: str
    holds: Holds
    measure: str = ""
    group: str = ALL


@dataclass(frozen=True, slots=True)
class FigureMapping:
    """How a person reads a table. `percent`: shares are printed as percents. `school_year` where no column says it."""

    state: str
    header_row: int
    columns: tuple[MappedFigure, ...]
    percent: bool = True
    school_year: int | None = None
    sheet: str = ""

    def layout(self) -> tuple[FigureLayout, tuple[Column, ...]]:
        """The table and its columns for `figure_parsing`. Raises InvalidInput for what the mapping lacks."""
        self._check()
        columns = tuple(
            Column(c.index, c.header or f"{c.index + 1}", MEANINGS[c.holds]) for c in self.columns if c.holds
        )
        values = {
            header_key(c.header): ValueColumn(c.measure, c.group, NOT_PUBLISHED)
            for c in self.columns
            if c.holds is Holds.FIGURE
        }
        words: Mapping[str, Mapping[str, Word]] = {
            header_key(c.header): {word: Word("", group, "") for word, group in group_words().items()}
            for c in self.columns
            if c.holds is Holds.GROUP
        }
        title = mapped_title(self.state.upper())
        share = "percent" if self.percent else "fraction"
        units = self.state if self.state in ("ky", "ma") else "plain"
        layout = FigureLayout("mapped", title, self.state, "", units, share, values, words, {}, self.school_year)
        return layout, columns

    def _check(self) -> None:
        holds = [column.holds for column in self.columns]
        if holds.count(Holds.CODE) != 1:
            raise InvalidInput(map_lacks_code())
        if not any(column.holds is Holds.FIGURE and column.measure for column in self.columns):
            raise InvalidInput(map_lacks_figure())
        if Holds.YEAR not in holds and self.school_year is None:
            raise InvalidInput(map_lacks_year())


MEANINGS = {
    Holds.CODE: "code", Holds.NAME: "name", Holds.YEAR: "year", Holds.GROUP: "key", Holds.FIGURE: "value",
}  # fmt: skip


def suggested_mapping(rows: Sequence[tuple[int, Sequence[str]]], state: str) -> FigureMapping | None:
    """What the columns of a table probably hold; None where no row looks like a header."""
    found = first_header(rows)
    if found is None:
        return None
    number, header = found
    below = [cells for n, cells in rows if n > number and any(cells)]
    columns = []
    for index, label in enumerate(header):
        cells = [cells[index].strip() for cells in below if index < len(cells) and cells[index].strip()]
        columns.append(_guess(index, label, cells))
    return FigureMapping(state, number, tuple(_one_each(columns)))


def _guess(index: int, label: str, cells: list[str]) -> MappedFigure:
    key = header_key(label)
    if key in CODE_WORDS:
        return MappedFigure(index, label, Holds.CODE)
    if key in YEAR_WORDS or (cells and _share(cells, lambda text: YEARS.fullmatch(text) is not None) >= MOSTLY):
        return MappedFigure(index, label, Holds.YEAR)
    if key in GROUP_WORDS and _share(cells, lambda text: text.casefold() in group_words()) >= MOSTLY:
        return MappedFigure(index, label, Holds.GROUP)
    if key in NAME_WORDS:
        return MappedFigure(index, label, Holds.NAME)
    if cells and _share(cells, lambda text: NUMBER.fullmatch(text) is not None) >= MOSTLY:
        measure = _measure_like(key)
        return MappedFigure(index, label, Holds.FIGURE if measure else Holds.NOTHING, measure, _group_in(key))
    return MappedFigure(index, label, Holds.NOTHING)


def _share(cells: list[str], holds: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if holds(cell)) / len(cells) if cells else 0.0


def _measure_like(key: str) -> str:
    """The measure whose name is most like a header without the words of its group; "" where none is like it."""
    names = {code: header_key(name) for code, name in measure_names().items()}
    bare = " ".join(word for word in key.split() if word not in group_words()) or key
    best = process.extractOne(bare, names, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE)
    return str(best[2]) if best else ""


def _group_in(key: str) -> str:
    """The group whose word a header has."""
    words = group_words()
    return next((words[word] for word in sorted(words, key=len, reverse=True) if f" {word} " in f" {key} "), ALL)


def _one_each(columns: list[MappedFigure]) -> list[MappedFigure]:
    """A table has one code, one year and one group; a second one holds nothing until the person says so."""
    seen: set[Holds] = set()
    kept = []
    for column in columns:
        single = column.holds in (Holds.CODE, Holds.YEAR, Holds.GROUP, Holds.NAME)
        if single and column.holds in seen:
            column = MappedFigure(column.index, column.header, Holds.NOTHING)
        seen.add(column.holds)
        kept.append(column)
    return kept


def year_given(text: str) -> int | None:
    """The school year a person wrote; None for nothing. Raises InvalidInput."""
    return int(SchoolYear.parse(text)) if text.strip() else None
