"""Two columns (a year at a stage) side by side over many lines: like for like, new and gone; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from budget.line_items.rules import FROM_CONFERENCE_ON, Figure, StageOf, path_steps, settled, settling_order
from budget.line_items.stages import LineItemKind, StageKind
from data.missing import MissingReason
from data.periods import FiscalYear

SETTLED = "settled"
BEFORE_A_CHAMBER = (StageKind.FLOOR, StageKind.CONFERENCE)
AFTER_ENACTMENT = (StageKind.ADJUSTMENT, StageKind.SPENDING)


@dataclass(frozen=True, slots=True)
class Column:
    """A year at a stage; `SETTLED` is where the year ended, by `settling_order`, line by line."""

    fiscal_year: FiscalYear
    stage_code: str = SETTLED


class Level(NamedTuple):
    """A line's amount in a column (cents), or the reason there is none; the stage and document it stands in.

    `derived` says that the amount is our sum of printed figures (conference plus vetoes).
    """

    amount_cents: int | None
    missing: MissingReason | None
    stage_code: str
    source_id: int | None
    derived: bool = False


def absent(stage_code: str) -> Level:
    """No document we hold prints the line in this column."""
    return Level(None, MissingReason.NOT_PUBLISHED, stage_code, None)


def level_at(stages: Sequence[StageOf], figures: Mapping[str, Figure], stage_code: str) -> Level:
    """The amount a line stands at in a column: printed, or for vetoes and overrides the level they leave."""
    if stage_code == SETTLED:
        return _settled_level(stages, figures)
    figure = figures.get(stage_code)
    if figure is None:
        return absent(stage_code)
    if figure.amount_cents is None:
        return Level(None, figure.missing or MissingReason.NOT_PUBLISHED, stage_code, figure.source_id)
    stage = next(s for s in stages if s.code == stage_code)
    if not stage.is_change:
        return Level(figure.amount_cents, None, stage_code, figure.source_id)
    return _level_left(stages, figures, stage, figure.source_id)


def _settled_level(stages: Sequence[StageOf], figures: Mapping[str, Figure]) -> Level:
    basis = settled(stages, figures)
    if basis is not None:
        return Level(basis.amount_cents, None, basis.stage.code, figures[basis.stage.code].source_id)
    for stage in settling_order(stages):
        if stage.code in figures:
            return Level(None, figures[stage.code].missing, stage.code, figures[stage.code].source_id)
    return absent(SETTLED)


def _level_left(stages: Sequence[StageOf], figures: Mapping[str, Figure], change: StageOf, source_id: int) -> Level:
    """The level after a signed change, as the strip shows it: the steps up to this stage."""
    until = {s.code: figures[s.code] for s in stages if s.code in figures and s.position <= change.position}
    steps = path_steps(stages, until, year_is_over=True)
    last = next((step for step in reversed(steps) if step.amount_cents is not None), None)
    if last is None or last.stage.kind not in FROM_CONFERENCE_ON:
        return absent(change.code)
    return Level(last.amount_cents, None, change.code, source_id, derived=True)


class NotJoined(StrEnum):
    """Why lines that changes lead from one year to another do not make one row."""

    ONE_SIDE = "established, eliminated, or not the line it was"
    MISSING = "a figure is missing"
    STAGES = "figures of one side settled at different stages"
    KINDS = "amounts that cannot be added up"


class Member(NamedTuple):
    """A line as it stands in one column."""

    id: int
    code: str | None
    name: str
    level: Level


class Lineage(NamedTuple):
    """The lines of each column that are the same money by changes on record (their ids).

    They are one row, or `apart` says why each stays a row of its own.
    """

    left: tuple[Member, ...]
    right: tuple[Member, ...]
    changes: tuple[int, ...]
    apart: NotJoined | None = None


class ComparedLine(NamedTuple):
    """A line in both columns, or the row of several along their lineage, named after the right column's.

    `ask_cents` is our ask for the right column's year.
    """

    id: int
    code: str | None
    name: str
    agency: str
    kind: str
    left: Level
    right: Level
    ask_cents: int | None = None
    lineage: Lineage | None = None

    @property
    def joined(self) -> Lineage | None:
        """The lineage of a row that several lines make; None for a line that stands for itself."""
        return self.lineage if self.lineage is not None and self.lineage.apart is None else None

    @property
    def label(self) -> str:
        return self.code or self.name

    @property
    def change_cents(self) -> int:
        """Right minus left, 0 unless both have a figure."""
        before, after = self.left.amount_cents, self.right.amount_cents
        return 0 if before is None or after is None else after - before


Lines = tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Items with a figure in both columns, in the left only (`vanished`), in the right only (`new`).

    `apart` holds earmarks, category totals and per-pupil amounts, which no sum includes. `prices_grew` is
    1 + inflation from the left year to the right one; None when unknown or the years are the same.
    """

    left: Column
    right: Column
    both: Lines
    vanished: Lines
    new: Lines
    apart: Lines
    left_cents: int
    right_cents: int
    vanished_cents: int
    new_cents: int
    prices_grew: Fraction | None = None

    @property
    def change_cents(self) -> int:
        """The like-for-like change: only lines with a figure in both columns."""
        return self.right_cents - self.left_cents

    @property
    def left_lines(self) -> int:
        """How many lines of the left column the like-for-like rows hold."""
        return sum(1 if row.joined is None else len(row.joined.left) for row in self.both)

    @property
    def right_lines(self) -> int:
        """How many lines of the right column the like-for-like rows hold."""
        return sum(1 if row.joined is None else len(row.joined.right) for row in self.both)

    @property
    def gains(self) -> Lines:
        """Lines that gained, most first."""
        return tuple(sorted((c for c in self.both if c.change_cents > 0), key=lambda c: (-c.change_cents, c.label)))

    @property
    def losses(self) -> Lines:
        """Lines that lost, most first."""
        return tuple(sorted((c for c in self.both if c.change_cents < 0), key=lambda c: (c.change_cents, c.label)))

    @property
    def real(self) -> Fraction | None:
        """The real like-for-like change as a fraction."""
        return real_change(self.left_cents, self.right_cents, self.prices_grew)


def compare(
    lines: Iterable[ComparedLine],
    left: Column,
    right: Column,
    *,
    side: LineItemKind = LineItemKind.ITEM,
    prices_grew: Fraction | None = None,
) -> Comparison:
    """Sort lines into like for like, vanished, new and apart, and add up those of one side of the budget (cents).

    A line without a figure in either column is in none of them. A missing value is never counted as 0.
    """
    both: list[ComparedLine] = []
    vanished: list[ComparedLine] = []
    new: list[ComparedLine] = []
    apart: list[ComparedLine] = []
    left_cents = right_cents = vanished_cents = new_cents = 0
    for line in lines:
        before, after = line.left.amount_cents, line.right.amount_cents
        if before is None and after is None:
            continue
        if line.kind != side:
            apart.append(line)
        elif before is None:
            new.append(line)
            new_cents += after or 0
        elif after is None:
            vanished.append(line)
            vanished_cents += before
        else:
            both.append(line)
            left_cents += before
            right_cents += after
    return Comparison(
        left, right, tuple(both), _largest(vanished, "left"), _largest(new, "right"), tuple(apart),
        left_cents, right_cents, vanished_cents, new_cents, prices_grew,
    )  # fmt: skip


def _largest(lines: list[ComparedLine], side: str) -> Lines:
    return tuple(sorted(lines, key=lambda line: (-(getattr(line, side).amount_cents or 0), line.label)))


def real_change(before_cents: int, after_cents: int, prices_grew: Fraction | None) -> Fraction | None:
    """(1+n)/(1+i) − 1, never n − i. None without prices, or from nothing or less. Source: rules.md e."""
    if prices_grew is None or before_cents <= 0:
        return None
    return Fraction(after_cents, before_cents) / prices_grew - 1


def share_of_ask(amount_cents: int | None, ask_cents: int | None) -> Fraction | None:
    """An amount as a fraction of the ask, the one scale for lines of different size."""
    if amount_cents is None or not ask_cents:
        return None
    return Fraction(amount_cents, ask_cents)


def bases(lines: Iterable[ComparedLine], *, of_left: bool) -> Counter[str]:
    """At how many lines each stage is the one a column's amount stands at, by stage code."""
    return Counter((line.left if of_left else line.right).stage_code for line in lines)


def lines_of_unlike_kind(lines: Iterable[ComparedLine], stages: Sequence[StageOf]) -> int:
    """How many pairs set a proposal against an act, or an act against a later figure: their stage kinds differ."""
    kinds = {stage.code: stage.kind for stage in stages}
    return sum(1 for line in lines if kinds[line.left.stage_code] is not kinds[line.right.stage_code])


def stage_before(stages: Sequence[StageOf], stage_code: str) -> StageOf | None:
    """What a release is held against: what a chamber, or both, passed last; before that the Governor's proposal."""
    at = next(s.position for s in stages if s.code == stage_code)
    passed = [s for s in stages if s.position < at and s.kind in BEFORE_A_CHAMBER]
    proposed = [s for s in stages if s.position < at and s.kind is StageKind.PROPOSAL]
    earlier = passed or proposed
    return earlier[-1] if earlier else None


def stage_to_expect(stages: Sequence[StageOf], known: Iterable[str]) -> StageOf:
    """The stage a release page opens with: the next one to come out, else the last there is.

    Vetoes and overrides come one by one, as changes, and are not entered for a whole list.
    """
    levels = [s for s in stages if not s.is_change and s.kind not in AFTER_ENACTMENT]
    reached = max((s.position for s in levels if s.code in set(known)), default=-1)
    return next((s for s in levels if s.position > reached), levels[-1])


def years_to_start_with(items: Mapping[FiscalYear, int]) -> tuple[FiscalYear, FiscalYear]:
    """The two years a compare page opens with: the newest two in a row that are well filled.

    `items` counts each year's settled items; a year with less than half of the fullest one's is passed over.
    Without such a pair the newest year stands against itself.
    """
    whole = [year for year, count in items.items() if 2 * count >= max(items.values())]
    pairs = [year for year in whole if year.before in whole]
    newest = max(pairs or whole)
    return (newest.before if pairs else newest), newest
