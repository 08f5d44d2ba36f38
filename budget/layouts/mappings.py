"""What the columns of a table mean, as a preset remembers it or a person says it; pure values."""

import hashlib
import json
import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from budget.line_items.rules import StageOf, name_key
from budget.line_items.stages import Unit
from data.errors import InvalidInput
from data.periods import FiscalYear

SPACES = re.compile(r"[\s_]+")
YEAR = r"(?P<first>fy ?\d{4}|fy ?\d{2}|(?:19|20)\d{2})(?: ?[-–/] ?(?:fy ?)?(?P<last>(?:19|20)\d{2}|\d{2}))?"
YEAR_IN_HEADER = re.compile(rf"(?<![\w-]){YEAR}(?![\w-])")
YEAR_CELL = re.compile(YEAR)
ANY_YEAR = "{year}"
LONGEST_TITLE = 80


class Role(StrEnum):
    """What a column holds."""

    CODE = "code"
    CODE_OR_NAME = "code_or_name"
    NAME = "name"
    GROUP = "group"
    KIND = "kind"
    YEAR = "year"
    STAGE = "stage"
    AMOUNT = "amount"
    CHANGE = "change"
    NOTE = "note"
    LEFT_OUT = "left_out"


class YearFrom(StrEnum):
    """Where the fiscal year of a column of amounts is said."""

    HEADER = "header"
    FILE = "file"
    BEFORE = "before"
    COLUMN = "column"


class Repeats(StrEnum):
    """What a second row for one line means: a mistake, or one more posting of the same account."""

    REFUSED = "refused"
    ADDED_UP = "added_up"


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A header as compared (`header_pattern`) and what stands under it; `stage` is a stage code, for amounts.

    A column without a header of its own is named by its place: "#2" is the third.
    """

    header: str
    role: Role
    stage: str = ""
    year: YearFrom = YearFrom.HEADER


@dataclass(frozen=True, slots=True)
class Mapping:
    """A table's form. `stage_words` says which stage a cell of a stage column means."""

    key: str
    title: str
    columns: tuple[MappedColumn, ...]
    jurisdiction: str = ""
    unit: Unit = Unit.DOLLARS
    publisher: str = ""
    unit_evidence: str = ""
    repeats: Repeats = Repeats.REFUSED
    code_form: str = ""
    zero_all_year_means_none: bool = False
    stage_words: Map[str, str] | None = None

    def of(self, header: str, index: int) -> MappedColumn | None:
        """What a column holds; a pattern with a year also fits a header without one."""
        pattern = header_pattern(header)
        names = (place_of(index), pattern, f"{ANY_YEAR} {pattern}") if pattern else (place_of(index),)
        return next((column for name in names for column in self.columns if column.header == name), None)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(column.role for column in self.columns)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Map[str, Any]) -> Self:
        """A mapping as it was saved. Raises InvalidInput when it is not one."""
        try:
            columns = tuple(
                MappedColumn(c["header"], Role(c["role"]), c["stage"], YearFrom(c["year"])) for c in kept["columns"]
            )
            simple = {name: kept[name] for name in ("key", "title", "jurisdiction", "publisher", "unit_evidence")}
            return cls(
                columns=columns,
                unit=Unit(kept["unit"]),
                repeats=Repeats(kept["repeats"]),
                code_form=kept["code_form"],
                zero_all_year_means_none=kept["zero_all_year_means_none"],
                stage_words=kept["stage_words"],
                **simple,
            )
        except (KeyError, TypeError, ValueError) as problem:
            raise InvalidInput("This preset cannot be read any more. Map the columns anew and save it.") from problem

    @property
    def reading(self) -> str:
        """Tells one way of reading a file from another: a hash of everything that decides a figure but the unit."""
        decisive = {**asdict(self), "title": "", "publisher": "", "unit_evidence": "", "unit": "", "key": ""}
        return hashlib.sha256(json.dumps(decisive, sort_keys=True).encode()).hexdigest()


def mapping_of(
    columns: Sequence[MappedColumn], jurisdiction: str, unit: Unit, repeats: Repeats, stages: Sequence[StageOf]
) -> Mapping:
    """A mapping of a table somebody mapped; words in a stage column mean the stages they name.

    `columns` are all of the table's, in order.
    """
    words = {name_key(word): stage.code for stage in stages for word in (stage.code, stage.name, stage.short_name)}
    return Mapping(
        key="mapped",
        title="mapped table",
        columns=_told_apart(columns),
        jurisdiction=jurisdiction,
        unit=unit,
        repeats=repeats,
        stage_words=words,
    )


def _told_apart(columns: Sequence[MappedColumn]) -> tuple[MappedColumn, ...]:
    """Headers that differ in their year alone, and were mapped differently, are named by their places."""
    meant: dict[str, set[MappedColumn]] = {}
    for column in columns:
        meant.setdefault(column.header, set()).add(column)
    return tuple(
        replace(column, header=place_of(n)) if len(meant[column.header]) > 1 else column
        for n, column in enumerate(columns)
    )


def header_key(text: str) -> str:
    """A header as compared: one case, single spaces, underscores as spaces."""
    return SPACES.sub(" ", text).strip().casefold()


def place_of(index: int) -> str:
    """How a mapping names a column without a header of its own, by its place from 0."""
    return f"#{index}"


def header_pattern(text: str) -> str:
    """A header with its year taken out, so that next year's file is known too: "FY18_Gov" is "{year} gov"."""
    return YEAR_IN_HEADER.sub(ANY_YEAR, header_key(text), count=1)


def year_of_header(text: str) -> FiscalYear | None:
    """The fiscal year a header names, "2014-15 Available" FY2015; None when it names none."""
    match = YEAR_IN_HEADER.search(header_key(text))
    return _year(match) if match else None


def year_of_cell(text: str) -> FiscalYear | None:
    """The fiscal year a cell holds, such as FY16-17, 2016-2017 or 2017; None when it holds none."""
    match = YEAR_CELL.fullmatch(header_key(text))
    try:
        return _year(match) if match else None
    except InvalidInput:
        return None


def _year(match: "re.Match[str]") -> FiscalYear:
    """A span is named for the year it ends. Raises InvalidInput for a year no state has a budget for."""
    first = FiscalYear.parse(match["first"].removeprefix("fy").strip())
    if match["last"] is None:
        return first
    last = FiscalYear.parse(match["last"])
    return last if last == first + 1 else first
