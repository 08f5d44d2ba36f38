"""Following a line through its changes, backwards and forwards in time: pure decisions, ids and cents only."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from data.errors import InvalidInput
from data.periods import FiscalYear


class ChangeKind(StrEnum):
    RENAMED = "renamed"
    TRANSFERRED = "transferred"
    CONSOLIDATED = "consolidated"
    SPLIT = "split"
    ESTABLISHED = "established"
    ELIMINATED = "eliminated"


class Side(StrEnum):
    BEFORE = "before"
    AFTER = "after"


PERCENT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))? ?%?")
MANY = 10_000
# how many lines may stand on each side: (fewest, most) before, (fewest, most) after
ENDS = {
    ChangeKind.RENAMED: ((1, 1), (1, 1)),
    ChangeKind.TRANSFERRED: ((1, 1), (1, 1)),
    ChangeKind.CONSOLIDATED: ((2, MANY), (1, 1)),
    ChangeKind.SPLIT: ((1, 1), (2, MANY)),
    ChangeKind.ESTABLISHED: ((0, 0), (1, 1)),
    ChangeKind.ELIMINATED: ((1, 1), (0, 0)),
}
COUNT_WORDS = {(0, 0): "no line", (1, 1): "one line", (2, MANY): "two or more lines"}


@dataclass(frozen=True, slots=True)
class Change:
    """What `before` was until the year before `fiscal_year`, `after` is from that year on (line ids).

    A line may stand on both sides: one that took others in, or gave a part away, and kept its name.
    """

    id: int
    kind: ChangeKind
    fiscal_year: FiscalYear
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def lines(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys((*self.before, *self.after)))


Names = Mapping[int, str]
Place = tuple[int, FiscalYear]


class Changes:
    """Changes by the line and year at which something arrives in a line or leaves it."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.arrivals: dict[Place, Change] = {}
        self.departures: dict[Place, Change] = {}
        for change in changes:
            self.arrivals.update({(line, change.fiscal_year): change for line in change.after})
            self.departures.update({(line, change.fiscal_year): change for line in change.before})

    def years_of(self, line: int) -> list[FiscalYear]:
        """The years in which something arrives in a line or leaves it, oldest first."""
        places = self.arrivals.keys() | self.departures.keys()
        return sorted({year for other, year in places if other == line})

    def is_carried(self, line: int, year: FiscalYear) -> bool:
        """Whether a line stands for itself in a year: after it was made and before it became another."""
        known = self.years_of(line)
        past = [y for y in known if y <= year]
        if past:
            return (line, past[-1]) in self.arrivals
        first = self.arrivals.get((line, known[0])) if known else None
        return first is None or line in first.before


def check_change(change: Change, others: Sequence[Change], names: Names) -> None:
    """Refuse a change that cannot be: wrong sides, a second fate in one year, a loop. Raises InvalidInput."""
    _check_sides(change, names)
    year = change.fiscal_year
    known = Changes(others)
    for line in change.before:
        if (line, year) in known.departures:
            raise InvalidInput(
                "A change on record says already what became of {names} in {year}. Remove that "
                "change, or record both as one split.", names=names[line], year=year.label
            )  # fmt: skip
    for line in change.after:
        if (line, year) in known.arrivals:
            raise InvalidInput(
                "A change on record says already where {names} came from in {year}. Remove that "
                "change, or record both as one consolidation.", names=names[line], year=year.label
            )  # fmt: skip
    loop = loop_in([*others, change], year)
    if loop:
        said = " became ".join(names[line] for line in (*loop, loop[0]))
        raise InvalidInput(
            "These changes go in a circle in {year}: {said}. A line cannot come from itself. "
            "Choose another year, or remove one of the changes on record.", year=year.label, said=said
        )  # fmt: skip


def _check_sides(change: Change, names: Names) -> None:
    for lines, (fewest, most), side in zip(
        (change.before, change.after), ENDS[change.kind], ("before", "after"), strict=True
    ):
        if not fewest <= len(lines) <= most:
            words = COUNT_WORDS[fewest, most]
            raise InvalidInput(
                "“{kind}” has {words} {side} the change, not {n}.",
                kind=change.kind.value.capitalize(), words=words, side=side, n=len(lines)
            )  # fmt: skip
        twice = next((line for line in lines if lines.count(line) > 1), None)
        if twice is not None:
            raise InvalidInput("{names} stands twice {side} the change. Name it once.", names=names[twice], side=side)
    if change.kind in (ChangeKind.RENAMED, ChangeKind.TRANSFERRED) and change.before == change.after:
        raise InvalidInput(
            "{names} stands on both sides of the change. Choose two lines.", names=names[change.before[0]]
        )


def shares_of(text: str, lines: Sequence[int]) -> dict[int, int]:
    """Percents such as "60, 40" as hundredths of a percent by line; nothing typed is nothing stated.

    Raises InvalidInput unless there is one share for each line.
    """
    if not text.strip():
        return {}
    said = [PERCENT.fullmatch(part.strip()) for part in text.split(",")]
    if len(said) != len(lines) or None in said:
        raise InvalidInput("Write one share for each of the {n} lines after the split, such as 60, 40.", n=len(lines))
    found = [int(m[1]) * 100 + int((m[2] or "").ljust(2, "0")) for m in said if m]
    return dict(zip(lines, found, strict=True))


def loop_in(changes: Sequence[Change], year: FiscalYear) -> tuple[int, ...]:
    """The lines that come from each other within one year, in order; empty when there is no such circle.

    Over several years there is none: every change leads from a year to a later one, so a line whose name
    comes back later descends from itself as it was then. One that keeps its name in a change stays itself.
    """
    next_lines: dict[int, set[int]] = {}
    for change in changes:
        if change.fiscal_year == year:
            for line in change.before:
                next_lines.setdefault(line, set()).update(other for other in change.after if other != line)
    for start in sorted(next_lines):
        found = _way_back(start, next_lines)
        if found:
            return found
    return ()


def _way_back(start: int, next_lines: Mapping[int, Collection[int]]) -> tuple[int, ...]:
    came_from: dict[int, int] = {}
    waiting = [start]
    while waiting:
        line = waiting.pop()
        for other in sorted(next_lines.get(line, ())):
            if other == start:
                way = [line]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if other not in came_from:
                came_from[other] = line
                waiting.append(other)
    return ()


def check_against_figures(
    change: Change, others: Sequence[Change], years: Mapping[int, Collection[FiscalYear]], names: Names
) -> None:
    """Refuse a change that the figures on file contradict. `years`: those with money other than 0, by line.

    Raises InvalidInput. A line that left has no money afterwards; one that is new had none before.
    """
    known = Changes(others)
    year = change.fiscal_year
    for line in change.before:
        back = [y for y in known.years_of(line) if y > year and (line, y) in known.arrivals]
        still = sorted(y for y in years.get(line, ()) if y >= year and (not back or y < back[0]))
        if still and line not in change.after:
            raise InvalidInput(
                "{names} still has money in {still}, so it cannot have been {kind} in {year}. Choose "
                "a later year, or “split” if it kept a part.",
                names=names[line], still=still[0].label, kind=change.kind.value, year=year.label
        )  # fmt: skip
    for line in change.after:
        left = [y for y in known.years_of(line) if y <= year and (line, y) in known.departures]
        already = sorted(y for y in years.get(line, ()) if y < year and (not left or y >= left[-1]))
        if already and line not in change.before:
            raise InvalidInput(
                "{names} has money in {already} already, before {year}. Choose an earlier year, or "
                "“consolidated” with this line on both sides if it took another one in.",
                names=names[line], already=already[0].label, year=year.label
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeriesYear:
    """The lines that together carry a series in a year; `broken_by` is the change that forbids comparing it."""

    fiscal_year: FiscalYear
    lines: frozenset[int]
    broken_by: int | None = None

    @property
    def comparable(self) -> bool:
        return self.broken_by is None


def follow(line: int, anchor: FiscalYear, changes: Iterable[Change], span: Sequence[FiscalYear]) -> list[SeriesYear]:
    """What a line of the year `anchor` was before and became later, within the first and last year of `span`.

    Renamed and transferred lines go on; consolidated ones as the sum of the parts before; a split one as the
    sum of all its parts. A single part compares with nothing across that year, and nor does what follows.
    A series ends where its last line is established or eliminated.
    """
    known = Changes(changes)
    start = SeriesYear(anchor, frozenset({line}))
    back = takewhile(lambda y: y.fiscal_year >= span[0], _steps(start, known, -1))
    on = takewhile(lambda y: y.fiscal_year <= span[-1], _steps(start, known, +1))
    return [*reversed(list(back)), start, *on]


def _steps(start: SeriesYear, known: Changes, direction: int) -> Iterator[SeriesYear]:
    step = _year_before if direction < 0 else _year_after
    now = step(start, known)
    while now.lines:
        yield now
        now = step(now, known)


def _year_before(now: SeriesYear, known: Changes) -> SeriesYear:
    lines: set[int] = set()
    broken = now.broken_by
    for line in now.lines:
        change = known.arrivals.get((line, now.fiscal_year))
        if change is None:
            lines |= set() if (line, now.fiscal_year) in known.departures else {line}
            continue
        lines |= set(change.before)
        if change.kind is ChangeKind.SPLIT and not now.lines.issuperset(change.after):
            broken = broken or change.id
    return SeriesYear(now.fiscal_year.before, frozenset(lines), broken)


def _year_after(now: SeriesYear, known: Changes) -> SeriesYear:
    year = FiscalYear(now.fiscal_year + 1)
    lines: set[int] = set()
    broken = now.broken_by
    for line in now.lines:
        change = known.departures.get((line, year))
        if change is None:
            lines |= set() if (line, year) in known.arrivals else {line}
            continue
        lines |= set(change.after)
        if change.kind is ChangeKind.CONSOLIDATED and not now.lines.issuperset(change.before):
            broken = broken or change.id
    return SeriesYear(year, frozenset(lines), broken)


@dataclass(frozen=True, slots=True)
class SeriesAmount:
    """A series' settled amount in a year (cents): the sum of its lines, each once.

    None leaves a gap: the year cannot be compared (`broken_by`), or `missing` lines have no settled figure.
    """

    fiscal_year: FiscalYear
    lines: tuple[int, ...]
    cents: int | None
    missing: tuple[int, ...] = ()
    broken_by: int | None = None


def amounts_along(
    series: Iterable[SeriesYear], settled: Mapping[int, Mapping[FiscalYear, int]]
) -> tuple[SeriesAmount, ...]:
    """The amount of every year of a series; a year in which any part is missing has none."""
    found = []
    for at in series:
        lines = tuple(sorted(at.lines))
        missing = tuple(line for line in lines if at.fiscal_year not in settled.get(line, {}))
        whole = at.comparable and not missing
        cents = sum(settled[line][at.fiscal_year] for line in lines) if whole else None
        found.append(SeriesAmount(at.fiscal_year, lines, cents, missing, at.broken_by))
    return tuple(found)
