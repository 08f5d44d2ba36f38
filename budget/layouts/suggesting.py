"""What an unknown table's columns probably hold, each guess with its reason; pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from budget.layouts.mappings import (
    ANY_YEAR,
    MappedColumn,
    Mapping,
    Repeats,
    Role,
    YearFrom,
    header_key,
    header_pattern,
    mapping_of,
    place_of,
    year_of_cell,
    year_of_header,
)
from budget.layouts.parsing import REVENUE_WORDS, SPENDING_WORDS
from budget.layouts.recognising import HEADER_SEARCH_ROWS
from budget.line_items.rules import StageOf, name_key
from budget.line_items.stages import StageKind, Unit
from data.errors import CommonTableError, FileProblem
from data.imports.amounts import read_amount

Row = tuple[int, list[str]]
EIGHT_DIGITS = re.compile(r"[0-9]{4}-[0-9]{4}")
NUMBERED = re.compile(r"[0-9]{4}-[0-9]{4}|(?=.*[0-9])[A-Z0-9][A-Z0-9.\-/]{1,23}")
MOSTLY = 0.8
EXAMPLES = 3
LOOKED_BELOW = 11
HEADER_WORDS = {
    Role.NAME: {
        "name", "description", "title", "item", "program", "programme", "appropriation", "account name", "purpose",
        "line item name", "account description", "category", "account category", "object", "line item description",
    },
    Role.CODE: {
        "code", "number", "no", "account", "line item", "line", "account number", "item number", "line item number",
    },
    Role.GROUP: {"department", "agency", "office", "secretariat", "cabinet", "division", "organization", "ministry"},
    Role.NOTE: {"note", "notes", "comment", "comments", "remarks", "footnote", "footnotes"},
}  # fmt: skip
CHANGE_WORDS = ("change", "difference", "variance", "increase", "delta")
NUMBERS_THAT_NAME = {"code", "fund", "id", "row", "number", "no", "sort", "rank", "page", "position", "fte", "ftes"}
BEFORE_WORDS = {"prior", "previous", "last"}
STAGE_WORDS = {
    StageKind.PROPOSAL: {
        "governor", "governors", "proposed", "proposal", "recommended", "recommendation", "request", "gov",
    },
    StageKind.CONFERENCE: {"conference"},
    StageKind.EXECUTIVE: {"veto", "vetoes", "vetoed"},
    StageKind.OVERRIDE: {"override", "overrides"},
    StageKind.ENACTED: {"enacted", "adopted", "gaa", "approved", "appropriated", "appropriation", "signed", "act"},
    StageKind.ADJUSTMENT: {"current", "adjusted", "revised", "available", "supplementals", "amended"},
    StageKind.SPENDING: {"actual", "actuals", "spent", "expended", "expenditure", "expenditures", "spending"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SuggestedColumn:
    """A column of the file, a few of its cells, and what we think it holds and why."""

    index: int
    header: str
    examples: tuple[str, ...]
    mapped: MappedColumn
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What an unknown table probably is; the person decides. `repeats` says whether a line has several rows."""

    header_row: int
    columns: tuple[SuggestedColumn, ...]
    repeats: Repeats
    repeats_reason: str

    def mapping(self, *, jurisdiction: str, unit: Unit) -> Mapping:
        """The mapping as suggested."""
        return mapping_of([column.mapped for column in self.columns], jurisdiction, unit, self.repeats, ())


def suggest(rows: Sequence[Row], stages: Sequence[StageOf]) -> Suggestion:
    """Find the header and say what each column under it probably holds.

    `rows` are the first rows of the file, `stages` those of the budget it is thought to be of. Raises
    FileProblem when no row looks like a header.
    """
    place = _header_place(rows)
    number, header = rows[place]
    below = [cells for _, cells in rows[place + 1 :] if any(cells)]
    columns = [_column(n, cell, [_cell(cells, n) for cells in below], header, stages) for n, cell in enumerate(header)]
    named = _with_a_name(columns, below)
    repeats, reason = _repeats(named, below)
    return Suggestion(number, tuple(named), repeats, reason)


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""


def _header_place(rows: Sequence[Row]) -> int:
    """The row of most words, without an amount, over rows with amounts."""
    widths = {place: len(_words_over_amounts(rows, place)) for place in range(min(len(rows), HEADER_SEARCH_ROWS))}
    best = max(widths, key=lambda place: (widths[place], -place), default=0)
    if not widths.get(best):
        raise FileProblem(
            "No row of this file looks like a header over amounts. Put the names of the columns in one row above the "
            "amounts, and try again."
        )
    return best


def _words_over_amounts(rows: Sequence[Row], place: int) -> list[str]:
    """The words of a row that may be a header; none for one that may not."""
    cells = rows[place][1]
    words = [cell for cell in cells if cell]
    if len(words) < 2 or any(_is_amount(cell) and year_of_cell(cell) is None for cell in words):
        return []
    below = [row for _, row in rows[place + 1 : place + 1 + LOOKED_BELOW] if any(row)]
    return words if any(_is_amount(_cell(row, n)) for row in below for n, cell in enumerate(cells) if cell) else []


def _is_amount(text: str) -> bool:
    try:
        return read_amount(text, unit=1_000) is not None
    except FileProblem:
        return False


def _column(
    index: int, header: str, cells: Sequence[str], row: Sequence[str], stages: Sequence[StageOf]
) -> SuggestedColumn:
    filled = [cell for cell in cells if cell]
    mapped, reason = _guess(header, filled, stages)
    twice = sum(1 for other in row if header_key(other) == header_key(header)) > 1
    pattern = header_pattern(header) if header and not twice else place_of(index)
    if pattern == ANY_YEAR and mapped.role is not Role.AMOUNT:
        pattern = place_of(index)
    examples = tuple(dict.fromkeys(filled))[:EXAMPLES]
    return SuggestedColumn(index, header, examples, replace(mapped, header=pattern), reason)


def _guess(header: str, filled: Sequence[str], stages: Sequence[StageOf]) -> tuple[MappedColumn, str]:
    """What a column holds, by its header's words and its cells."""
    key, words = name_key(header.replace("_", " ")), set(name_key(header.replace("_", " ")).split())
    if not filled:
        by_header = next((role for role in (Role.NOTE, Role.GROUP) if key in HEADER_WORDS[role]), Role.LEFT_OUT)
        return _as(by_header), "It is empty in the first rows."
    if _share(filled, lambda cell: name_key(cell) in REVENUE_WORDS | SPENDING_WORDS) >= MOSTLY:
        return _as(Role.KIND), "Its cells say revenue or expense."
    if _share(filled, lambda cell: year_of_cell(cell) is not None) >= MOSTLY and (
        words & {"year", "fy", "fiscal"} or any("fy" in cell.casefold() for cell in filled[:3])
    ):
        return _as(Role.YEAR), "Its cells are fiscal years."
    if _share(filled, _is_amount) >= MOSTLY:
        return _numbers(header, key, words, filled, stages)
    if words & {"stage", "phase", "version"}:
        return _as(Role.STAGE), "Its header says that it names the stage."
    if any(word in key for word in CHANGE_WORDS) and any("%" in cell for cell in filled):
        return _as(Role.LEFT_OUT), "It holds percentages, which follow from the amounts."
    if _share(filled, lambda cell: EIGHT_DIGITS.fullmatch(cell) is not None) >= MOSTLY:
        return _as(Role.CODE), "Its cells have the form of line item numbers."
    for role in (Role.NOTE, Role.GROUP, Role.CODE, Role.NAME):
        if key in HEADER_WORDS[role] and (role is not Role.CODE or _share(filled, _is_number) >= MOSTLY):
            return _as(role), f"Its header is “{header}”."
    if _share(filled, _is_number) >= MOSTLY and len(set(filled)) == len(filled):
        return _as(Role.CODE), "Its cells look like account numbers, each of them once."
    return _as(Role.LEFT_OUT), "Nothing in its header or cells says what it is for."


def _is_number(cell: str) -> bool:
    return NUMBERED.fullmatch(cell.upper()) is not None


def _numbers(
    header: str, key: str, words: set[str], filled: Sequence[str], stages: Sequence[StageOf]
) -> tuple[MappedColumn, str]:
    """A column of numbers: amounts at a stage, a change, or numbers that name something."""
    if words & NUMBERS_THAT_NAME and not any("$" in cell or "," in cell for cell in filled):
        code = words & {"code", "number", "no"} and len(set(filled)) == len(filled)
        if code:
            return _as(Role.CODE), "Its header says that its numbers are names, and each stands once."
        return _as(Role.LEFT_OUT), "Its header says that its numbers count or name something; they are no amounts."
    if any(word in key for word in CHANGE_WORDS):
        return _as(Role.CHANGE), "Its header speaks of a change; it is held against the columns it follows from."
    stage = stage_of_words(header, stages)
    year, said = _year_from(header, words)
    told = f"Its cells are amounts; {said}"
    if stage is None:
        return _as(Role.AMOUNT, year=year), f"{told} Its header does not say which stage it is."
    return _as(Role.AMOUNT, stage.code, year), f"{told} “{header}” is taken for “{stage.name}”."


def _year_from(header: str, words: set[str]) -> tuple[YearFrom, str]:
    try:
        named = year_of_header(header)
    except CommonTableError:
        named = None
    if named is not None:
        return YearFrom.HEADER, f"its header names {named.label}."
    if words & BEFORE_WORDS:
        return YearFrom.BEFORE, "its header speaks of the year before."
    return YearFrom.FILE, "its header names no year."


def stage_of_words(text: str, stages: Sequence[StageOf]) -> StageOf | None:
    """The stage a header or cell speaks of: by its own name first, then by the words of its kind."""
    pattern = name_key(header_pattern(text).replace(ANY_YEAR, " "))
    words = set(pattern.split())
    for stage in stages:
        if pattern and pattern in (stage.code, name_key(stage.name), name_key(stage.short_name)):
            return stage
    for kind, known in STAGE_WORDS.items():
        of_kind = [stage for stage in stages if stage.kind is kind]
        if words & known and of_kind:
            return of_kind[-1] if kind is StageKind.ENACTED else of_kind[0]
    return None


def _as(role: Role, stage: str = "", year: YearFrom = YearFrom.HEADER) -> MappedColumn:
    return MappedColumn("", role, stage, year)


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(1 for cell in cells if test(cell)) / len(cells)


def _with_a_name(columns: Sequence[SuggestedColumn], below: Sequence[Sequence[str]]) -> list[SuggestedColumn]:
    """Where no header says “name”, the column of the most different words is the name; amounts learn their year."""
    found = list(columns)
    for role in (Role.NAME, Role.CODE, Role.GROUP, Role.KIND, Role.YEAR, Role.STAGE):
        for column in [column for column in found if column.mapped.role is role][1:]:
            left = replace(column.mapped, role=Role.LEFT_OUT)
            found[column.index] = replace(column, mapped=left, reason="Another column before it holds the same.")
    roles = {column.mapped.role for column in found}
    if Role.NAME not in roles:
        words = [
            (len({_cell(cells, column.index) for cells in below if _cell(cells, column.index)}), -column.index)
            for column in found
            if column.mapped.role is Role.LEFT_OUT and any(any(map(str.isalpha, text)) for text in column.examples)
        ]
        if words:
            place = -max(words)[1]
            named = replace(found[place].mapped, role=Role.NAME)
            reason = "It holds more different words than any other column."
            found[place] = replace(found[place], mapped=named, reason=reason)
    if Role.YEAR in roles:
        found = [
            replace(column, mapped=replace(column.mapped, year=YearFrom.COLUMN))
            if column.mapped.role is Role.AMOUNT
            else column
            for column in found
        ]
    return found


def _repeats(columns: Sequence[SuggestedColumn], below: Sequence[Sequence[str]]) -> tuple[Repeats, str]:
    """Whether a line stands in several rows: then they are postings to be added up."""
    identity = {Role.CODE, Role.NAME, Role.GROUP, Role.KIND, Role.YEAR, Role.STAGE}
    places = [column.index for column in columns if column.mapped.role in identity]
    keys = [tuple(_cell(cells, place) for place in places) for cells in below]
    lines = [key for key, cells in zip(keys, below, strict=True) if any(_is_amount(cell) for cell in cells)]
    again = len(lines) - len(set(lines))
    if again > len(lines) // 10 and any(column.mapped.role is Role.YEAR for column in columns):
        return Repeats.ADDED_UP, f"{again} of the first {len(lines)} rows repeat a line: they look like postings."
    return Repeats.REFUSED, "Each line stands in one row, as far as the first rows show."
