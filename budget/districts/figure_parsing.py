"""Rows of a table of school figures → figures with their units: every row in one count, each gap with its reason."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from budget.districts.figure_layouts import ALL, FigureLayout, measure_units
from budget.districts.figure_values import NOT_PUBLISHED, Reading, reader_of
from budget.districts.figures_report import FigureCheck, RowsRead
from budget.districts.sentences_import import crossed, gap, in_cell, nothing_of, unknown_word
from budget.districts.unit_reading import IDENTITY, UnitsRead, districts_called
from data.errors import FileProblem, InvalidInput
from data.imports.header_sets import Column, header_key
from data.imports.outcomes import RejectedRow
from data.periods import SchoolYear

Said = tuple[str, str, int, str, int | None, str | None, int | None, int]
BLANK, NOTE = "blank", "note"
EVERY = 20_000


class Cells(dict[str, Reading]):
    """What the cells of one measure in one year say, each text read once; a gap's zeros and blanks are not published.

    `gap` counts them, as a list of the texts that were met; it is None where zeros count.
    """

    def __init__(self, read: Callable[[str], Reading], note: str | None) -> None:
        super().__init__()
        self.note = note
        self._read = read

    def __missing__(self, text: str) -> Reading:
        found = self._read(text)
        if self.note is not None and (found[0] == 0 or not text.strip()):
            found = (None, NOT_PUBLISHED)
        self[text] = found
        return found


class Plan(NamedTuple):
    """What the value columns of a row with certain words say: each with its place, places that stand in for it,
    measure, group and texts; how many cells are of two groups at once; and the column,
    where there is but one that nothing stands in for.
    """

    columns: list[tuple[int, tuple[int, ...], str, str, Cells]]
    crossing: int
    one: tuple[int, tuple[int, ...], str, str, Cells] | None


class FigureReader:
    """Reads one table. `units`, `read` and the checks are complete once all figures were taken."""

    def __init__(
        self, layout: FigureLayout, columns: Sequence[Column], *, progress: Callable[[int], None] | None = None
    ) -> None:
        self.layout = layout
        self.units = UnitsRead(layout.state, layout.units)
        self.read = RowsRead()
        self._progress = progress
        places = {column.index: column for column in columns}
        self._labels = {index: column.label for index, column in places.items()}
        by_meaning: dict[str, int] = {}
        for index, column in places.items():
            by_meaning.setdefault(column.meaning, index)
        self._identity = [(meaning, by_meaning[meaning]) for meaning in IDENTITY if meaning in by_meaning]
        self._year = by_meaning.get("year")
        self._keys = [n for n, column in places.items() if column.meaning == "key"]
        order = list(layout.words)
        self._keys.sort(key=lambda n: order.index(header_key(self._labels[n])))
        self._values = [(n, header_key(c.label)) for n, c in sorted(places.items()) if c.meaning == "value"]
        self._width = max([*places, 0]) + 1
        self._cells: dict[tuple[str, int, str], Cells] = {}
        self._gaps: Counter[str] = Counter()
        self._crossed = 0
        self._empty: defaultdict[tuple[str, int], int] = defaultdict(int)
        self._filled: Counter[tuple[str, int]] = Counter()

    def figures(self, rows: Iterable[tuple[int, list[str]]]) -> Iterator[Said]:
        """Every figure of the rows below the header, in the order of `data.sources.figures_said.FigureSaid`."""
        known: dict[tuple[str, ...], tuple[str, int]] = {}
        plans: dict[tuple[Any, ...], Plan] = {}
        who = [place for _, place in self._identity] + ([self._year] if self._year is not None else [])
        keys, width, read, gaps = self._keys, self._width, self.read, self._gaps
        last: list[str] = []
        code, year = "", 0
        for number, cells in rows:
            read.rows += 1
            if not number % EVERY and self._progress is not None:
                self._progress(number)
            if len(cells) < width:
                if not any(cells):
                    read.skipped[BLANK] += 1
                    continue
                cells = [*cells, *[""] * (width - len(cells))]
            try:
                name = [cells[n] for n in who]
                if name != last:  # the rows of a unit mostly stand together
                    found = known.get(tuple(name))
                    if found is None:
                        found = self._unit_of(cells)
                        if found is None:
                            continue
                        known[tuple(name)] = found
                    last = name
                    code, year = found
                words = (year, *[cells[n] for n in keys])
                plan = plans.get(words)
                if plan is None:
                    plan = plans[words] = self._plan(cells, year)
                if plan.crossing:
                    self._crossed += plan.crossing
                if plan.one is not None:
                    index, _, measure, group, texts = plan.one
                    value, missing = texts[cells[index]]
                    if texts.note is not None and missing == NOT_PUBLISHED:
                        gaps[texts.note] += 1
                    yield code, measure, year, group, value, missing, None, number
                    continue
                yield from self._wide(number, cells, code, year, plan)
            except FileProblem as problem:
                self._refuse(number, problem)
        self._check()

    def _wide(self, number: int, cells: list[str], code: str, year: int, plan: Plan) -> list[Said]:
        """The figures of a row with several; all or none, so that the row is in one count."""
        said: list[Said] = []
        has_text = False
        for index, others, measure, group, texts in plan.columns:
            text = cells[index]
            if others and not text.strip():
                text = next((cells[n] for n in others if cells[n].strip()), text)
            try:
                value, missing = texts[text]
            except FileProblem as problem:
                raise FileProblem(str(problem), column=self._labels[index]) from problem
            has_text = has_text or bool(text.strip())
            if texts.note is not None and missing == NOT_PUBLISHED:
                self._gaps[texts.note] += 1
            said.append((code, measure, year, group, value, missing, None, number))
        if not has_text:
            self._empty[code, year] += 1
        else:
            self._filled[self._district(code), year] += 1
        return said

    def _unit_of(self, cells: list[str]) -> tuple[str, int] | None:
        """The unit's code and the school year; None for a row of words under the table, which is counted."""
        said = {meaning: cells[n].strip() for meaning, n in self._identity}
        silent = not any(cells[n].strip() for n, _ in self._values)
        if silent and not (said.get("code") or said.get("district_code")):
            self.read.skipped[NOTE if any(cells) else BLANK] += 1
            return None
        try:
            year = self._year_of(cells)
            return self.units.code_of(said, year), year
        except FileProblem as problem:
            if silent:  # words under the table, such as a footnote
                self.read.skipped[NOTE] += 1
                return None
            column = next((self._labels[n] for m, n in self._identity if m in ("code", "district_code")), "")
            raise FileProblem(str(problem), column=problem.column or column) from problem

    def _year_of(self, cells: list[str]) -> int:
        if self._year is None:
            return self.layout.fixed_year or 0
        try:
            return int(SchoolYear.parse(cells[self._year]))
        except InvalidInput as problem:
            raise FileProblem(str(problem), column=self._labels[self._year]) from problem

    def _plan(self, cells: list[str], year: int) -> Plan:
        """Which measure and group each value column of a row with these words speaks of."""
        stem, group = "", ""
        for index in self._keys:
            words = self.layout.words[header_key(self._labels[index])]
            word = words.get(cells[index].strip().casefold())
            if word is None:
                raise FileProblem(unknown_word(cells[index].strip()), column=self._labels[index])
            if not stem.startswith("="):
                stem = word.measure if word.measure.startswith("=") else stem + word.measure
            group = word.group or group
            if word.note and all(check.sentence != word.note for check in self.read.checks):
                self.read.checks.append(FigureCheck(word.note))
        wanted: dict[tuple[str, str], list[int]] = {}
        crossing = 0
        for index, key in self._values:
            column = self.layout.columns[key]
            if column.group not in ("", ALL) and group not in ("", ALL):
                crossing += 1
                continue
            of = group if column.group in ("", ALL) and group else column.group or ALL
            wanted.setdefault((column.measure or stem.removeprefix("="), of), []).append(index)
        plan = [
            (places[0], tuple(places[1:]), measure, of, self._texts(measure, year, places[0]))
            for (measure, of), places in wanted.items()
        ]
        return Plan(plan, crossing, plan[0] if len(plan) == 1 and not plan[0][1] else None)

    def _texts(self, measure: str, year: int, index: int) -> Cells:
        unit = measure_units().get(measure)
        if unit is None:
            raise FileProblem(unknown_word(measure), column=self._labels[index])
        blank = self.layout.columns[header_key(self._labels[index])].blank
        key = (measure, year, blank)
        if key not in self._cells:
            gaps: Mapping[tuple[str, int], str] = self.layout.gaps
            note = next((gaps[k] for k in ((measure, year), (measure, 0), ("", year)) if k in gaps), None)
            self._cells[key] = Cells(reader_of(measure, unit, self.layout.share, blank), note)
        return self._cells[key]

    def _refuse(self, number: int, problem: FileProblem) -> None:
        column = problem.column or (self._labels[self._values[0][0]] if self._values else "")
        self.read.rejected.append(RejectedRow(number, column, in_cell(number, column, str(problem))))

    def _district(self, code: str) -> str:
        unit = self.units.said[code]
        return unit.parent if unit.level == "school" else code

    def _check(self) -> None:
        """What a person should know of the gaps of this file."""
        checks = self.read.checks
        checks += [FigureCheck(gap(note, count)) for note, count in self._gaps.items()]
        if self._crossed:
            checks.append(FigureCheck(crossed(self._crossed)))
        empty: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for (code, year), rows in self._empty.items():
            district = self._district(code)
            empty[year][district] = empty[year].get(district, 0) + rows
        for year, districts in sorted(empty.items()):
            mostly = {code: rows for code, rows in districts.items() if rows >= self._filled[code, year]}
            if mostly:
                named = districts_called(mostly, self.units)
                checks.append(FigureCheck(nothing_of(named, year, sum(mostly.values())), holds=False))
