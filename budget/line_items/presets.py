"""Known budget tables, recognised by their normalised header set whatever the order or case."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from budget.line_items.stages import Unit
from data.errors import FileProblem
from data.periods import FiscalYear

SPACES = re.compile(r"[\s_]+")
YEAR_AND_STAGE = re.compile(r"^fy ?(\d{4}|\d{2})\b ?(.*)$")
HEADER_SEARCH_ROWS = 40


@dataclass(frozen=True, slots=True)
class Preset:
    """A published table's form: how it calls its columns, and what it means by them."""

    key: str
    title: str
    publisher: str
    jurisdiction: str
    unit: Unit
    unit_evidence: str
    code_headers: frozenset[str]
    name_headers: frozenset[str]
    stages: Mapping[str, str]
    zero_all_year_means_none: bool


BUDGET_BROWSER = Preset(
    key="budget-browser",
    title="Budget Browser table",
    publisher="Massachusetts Budget and Policy Center",
    jurisdiction="ma",
    unit=Unit.DOLLARS,
    unit_evidence="The Budget Browser prints whole dollars.",
    code_headers=frozenset({"lineitem", "line item", "line item number"}),
    name_headers=frozenset({"lineitemname", "line item name", "name"}),
    stages={
        "": "final", "gov": "gov", "hwm": "hwm", "hou": "hou", "house": "hou", "swm": "swm", "sen": "sen",
        "senate": "sen", "leg": "leg", "gaa": "signed", "current": "current",
    },
    zero_all_year_means_none=True,
)  # fmt: skip

COMMONWEALTH = Preset(
    key="commonwealth-summary",
    title="Commonwealth budget summary",
    publisher="Commonwealth of Massachusetts",
    jurisdiction="ma",
    unit=Unit.THOUSANDS,
    unit_evidence="The Commonwealth’s summary pages print thousands of dollars.",
    code_headers=frozenset({"account"}),
    name_headers=frozenset({"description", "account description", "account name", "account"}),
    stages={
        "house 1": "gov", "house 2": "gov", "governor": "gov", "house ways and means": "hwm",
        "house final": "hou", "house": "hou", "senate ways and means": "swm", "senate final": "sen",
        "senate": "sen", "conference": "leg", "vetoes": "veto", "overrides": "override", "gaa": "gaa",
    },
    zero_all_year_means_none=False,
)  # fmt: skip

PRESETS = {preset.key: preset for preset in (BUDGET_BROWSER, COMMONWEALTH)}


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of amounts: its place in the row, its header as printed, and the stage it speaks of."""

    index: int
    label: str
    fiscal_year: FiscalYear | None
    stage: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a file keeps what; `header_row` is the row number of the header, 1-based."""

    preset: Preset
    header_row: int
    code: int | None
    name: int
    columns: tuple[FigureColumn, ...]
    header: tuple[str, ...]

    @property
    def needs_fiscal_year(self) -> bool:
        return any(column.fiscal_year is None for column in self.columns)


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


def header_key(text: str) -> str:
    """A header as compared: one case, single spaces, underscores as spaces."""
    return SPACES.sub(" ", text).strip().casefold()


def column_letter(index: int) -> str:
    """A spreadsheet's name for a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = ascii_uppercase[rest] + letters
    return letters


def recognise(rows: Sequence[tuple[int, list[str]]], *, preset: str | None = None) -> Layout:
    """Find the header among the first rows and the preset it belongs to.

    Raises FileProblem when no row is a known header, with what was seen and what can be done.
    """
    if preset is not None and preset not in PRESETS:
        raise FileProblem(f"There is no preset “{preset}”. Choose one of: {', '.join(PRESETS)}.")
    candidates = [PRESETS[preset]] if preset else list(PRESETS.values())
    for number, cells in rows[:HEADER_SEARCH_ROWS]:
        for candidate in candidates:
            layout = _layout(candidate, number, cells)
            if layout is not None:
                return layout
    raise FileProblem(_unknown_header(rows))


def is_header(cells: list[str], *, preset: str) -> bool:
    """Whether a row is the header of a preset's table."""
    return _layout(PRESETS[preset], 1, cells) is not None


def _unknown_header(rows: Sequence[tuple[int, list[str]]]) -> str:
    first = next((cells for _, cells in rows if any(cells)), [])
    seen = ", ".join(f"“{cell}”" for cell in first[:6] if cell) or "nothing"
    return (
        f"No row of this file is a header we know; its first row holds {seen}. Known tables are the Budget "
        "Browser’s (LineItem, LineItemName, FY18_Gov …) and the Commonwealth’s summaries (Account, FY2017 "
        "House 1 … GAA, or Conference, Vetoes, Overrides, GAA). Give the columns these names and try again."
    )


def _layout(preset: Preset, number: int, cells: list[str]) -> Layout | None:
    keys = [header_key(cell) for cell in cells]
    columns = [c for index, key in enumerate(keys) if (c := _figure_column(preset, index, cells[index], key))]
    names = [index for index, key in enumerate(keys) if key in preset.name_headers]
    codes = [index for index, key in enumerate(keys) if key in preset.code_headers]
    if not columns or not names:
        return None
    name = next((index for index in names if index not in codes), names[0])
    code = next((index for index in codes if index != name), None)
    if preset is BUDGET_BROWSER and code is None:
        return None
    _refuse_doubles(keys, cells)
    refuse_one_stage_twice(columns)
    return Layout(preset, number, code, name, tuple(columns), tuple(cells))


def _figure_column(preset: Preset, index: int, label: str, key: str) -> FigureColumn | None:
    match = YEAR_AND_STAGE.match(key)
    if match is None:
        stage = preset.stages.get(key) if key else None
        return FigureColumn(index, label, None, stage) if stage else None
    stage = preset.stages.get(match.group(2))
    return FigureColumn(index, label, FiscalYear.parse(match.group(1)), stage) if stage else None


def refuse_one_stage_twice(columns: Sequence[FigureColumn]) -> None:
    """Raise FileProblem when two columns speak of one stage of one year, such as “House 1” and “House 2”."""
    seen: dict[tuple[FiscalYear | None, str], FigureColumn] = {}
    for column in columns:
        first = seen.setdefault((column.fiscal_year, column.stage), column)
        if first is not column:
            raise FileProblem(
                f"“{first.label}” and “{column.label}” are one stage of one year, in columns "
                f"{column_letter(first.index)} and {column_letter(column.index)}. Remove one of them.",
                column=column.label,
            )


def left_out(layout: Layout) -> tuple[str, ...]:
    """A sentence for each column of a fiscal year whose stage the preset does not know."""
    read = {column.index for column in layout.columns}
    return tuple(
        f"The column “{label}” was left out: the {layout.preset.title} has no such stage."
        for index, label in enumerate(layout.header)
        if index not in read and YEAR_AND_STAGE.match(header_key(label))
    )


def _refuse_doubles(keys: list[str], cells: list[str]) -> None:
    seen: dict[str, int] = {}
    for index, key in enumerate(keys):
        if key and key in seen:
            raise FileProblem(
                f"The header “{cells[index]}” stands twice, in columns {column_letter(seen[key])} and "
                f"{column_letter(index)}. Remove or rename one of them.",
                column=cells[index],
            )
        seen[key] = index
