"""The tables of school figures that are known by their headers, from `data/reference/`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from data.imports.header_sets import HeaderSet, header_key
from data.imports.known_headers import known_layouts
from data.reference_tables import rows_of

ALL = "all"


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """What a column of figures says: a measure, or the part of one that words of the row complete; and of whom.

    `blank` is why a cell without text has no figure.
    """

    measure: str
    group: str
    blank: str


@dataclass(frozen=True, slots=True)
class Word:
    """What a word of a row says of its figures: a part of the measure (“=…”: all of it), or the group, or both."""

    measure: str
    group: str
    note: str


@dataclass(frozen=True, slots=True)
class FigureLayout:
    """A kind of table. `units` names how its codes are read; `share` whether shares are fractions or percents.

    `columns`, `words` and `gaps` are keyed by header, by header and word, and by measure and school year; a gap says
    that a zero, or a blank, of that measure and year was not published. `fixed_year` is of all rows.
    """

    key: str
    title: str
    state: str
    publisher: str
    units: str
    share: str
    columns: Mapping[str, ValueColumn]
    words: Mapping[str, Mapping[str, Word]]
    gaps: Mapping[tuple[str, int], str] = field(default_factory=dict)
    fixed_year: int | None = None


@cache
def header_sets() -> tuple[HeaderSet, ...]:
    """Every known table, by the headers that tell it."""
    return known_layouts("figure")


@cache
def figure_layouts() -> Mapping[str, FigureLayout]:
    """Every known table by its key."""
    return {row["key"]: _layout(row) for _, row in rows_of("figure_layouts")}


def _layout(row: dict[str, str]) -> FigureLayout:
    key = row["key"]
    columns = {
        header_key(one["header"]): ValueColumn(one["measure"], one["group"], one["blank"] or "not_published")
        for _, one in rows_of("figure_columns")
        if one["layout"] == key and one["meaning"] == "value"
    }
    words: dict[str, dict[str, Word]] = {}
    for _, one in rows_of("figure_words"):
        if one["layout"] == key:
            said = Word(one["measure"], one["group"], one["note"])
            words.setdefault(header_key(one["header"]), {})[one["word"].casefold()] = said
    gaps = {
        (one["measure"], int(one["school_year"] or 0)): one["note"]
        for _, one in rows_of("figure_gaps")
        if one["layout"] == key
    }
    return FigureLayout(
        key, row["title"], row["state"], row["publisher"], row["units"], row["share"], columns, words, gaps
    )


@cache
def measure_units() -> Mapping[str, str]:
    """What each measure's whole numbers count (`budget.districts.models.ValueUnit`), by its code."""
    return {row["code"]: row["unit"] for _, row in rows_of("school_measures")}


@cache
def measure_names() -> Mapping[str, str]:
    """The name of each measure by its code."""
    return {row["code"]: row["name"] for _, row in rows_of("school_measures")}


@cache
def group_names() -> Mapping[str, str]:
    """The name of each group by its code, in order."""
    return {row["code"]: row["name"] for _, row in rows_of("figure_groups")}


@cache
def group_words() -> Mapping[str, str]:
    """Every word, in small letters, by which a table we know names a group, and the group's code."""
    words = {name.casefold(): code for code, name in group_names().items()}
    words |= {code: code for code in group_names()}
    for _, row in rows_of("figure_words"):
        if row["group"] and not row["measure"]:
            words.setdefault(row["word"].casefold(), row["group"])
    return words | {"african american": "black", "hispanic": "hispanic", "total": ALL, "all students": ALL}
