"""Two columns over many lines, answered with frozen values: columns only, never a record per line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from budget.comparison.joined import joined
from budget.comparison.rules import SETTLED, Column, ComparedLine, Comparison, Level, absent, compare, level_at
from budget.line_items.history import Dollars
from budget.line_items.list_queries import LineFilter, narrowed
from budget.line_items.models import Appropriation, Ask, LineItem, Stage
from budget.line_items.queries import Place, stages_of
from budget.line_items.rules import Figure, StageOf, settling_order
from budget.line_items.stages import LineItemKind
from budget.lineage.groups import Group, groups_between
from budget.lineage.queries import RecordedChange, changes_between
from data.imports.bulk import held_rows
from data.missing import MissingReason
from data.periods import FiscalYear
from data.prices import Prices, fiscal_year_prices
from data.records import columns

Levels = dict[int, Level]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Two columns and the lines to hold against each other; every part is kept in the page's address."""

    place: Place
    left: Column
    right: Column
    agency: str = ""
    words: str = ""
    watched: bool = False
    real: bool = False
    side: LineItemKind = LineItemKind.ITEM

    @property
    def lines(self) -> LineFilter:
        year = self.right.fiscal_year
        return LineFilter(self.place, year, self.words, self.agency, self.watched, side=self.side)


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with what names its parts. `base` is the year of the dollars shown, None for as voted.

    `changes` are those along which lines are held together; `brought` counts the lines they bring in from
    outside the choice.
    """

    chosen: Chosen
    stages: tuple[StageOf, ...]
    comparison: Comparison
    base: FiscalYear | None
    changes: tuple[RecordedChange, ...] = ()
    brought: int = 0


def comparison(session: Session, chosen: Chosen) -> Compared:
    """Every line of the filter with a figure in either column, held against what it was by the changes on record.

    Amounts in cents, as voted or in one year's dollars: those of the newest year with a whole price index. The
    real change is always given.
    """
    stages = stages_of(session, chosen.place)
    prices = fiscal_year_prices(session, starts_month=chosen.place.starts_month)
    along = _along(session, chosen, _heads(session, chosen))
    lines = _lines(session, chosen, stages, along)
    outside = {head[0] for head in along.brought}
    brought = sum(1 for c in lines if c.id in outside and (c.left.amount_cents, c.right.amount_cents) != (None, None))
    base = prices.latest_whole_year() if chosen.real and can_be_real(prices, chosen.left, chosen.right) else None
    if base is not None:
        lines = [_in_real(line, chosen, Dollars(prices, base)) for line in lines]
    grew = None if base is not None else prices_grew(prices, chosen.left.fiscal_year, chosen.right.fiscal_year)
    if along.groups:
        lines = joined(lines, along.groups)
    found = compare(lines, chosen.left, chosen.right, side=chosen.side, prices_grew=grew)
    return Compared(chosen, stages, found, base, along.changes, brought)


def _lines(session: Session, chosen: Chosen, stages: tuple[StageOf, ...], along: "_Along") -> list[ComparedLine]:
    """The lines with a figure in either column, and all those of the groups."""
    left = _levels(session, chosen.place, stages, chosen.left)
    right = _levels(session, chosen.place, stages, chosen.right)
    asks = _asks(session, chosen.right.fiscal_year)
    nothing_left, nothing_right = absent(chosen.left.stage_code), absent(chosen.right.stage_code)
    moved = frozenset(line for group in along.groups for line in group.lines)
    return [
        ComparedLine(
            line, code, name, agency, kind, left.get(line, nothing_left), right.get(line, nothing_right), asks.get(line)
        )
        for line, code, name, agency, kind in (*along.heads, *along.brought)
        if line in left or line in right or line in moved
    ]


def can_be_real(prices: Prices, left: Column, right: Column) -> bool:
    """Whether both years have a price index, so that neither is left in other dollars than the other."""
    return {left.fiscal_year, right.fiscal_year} <= prices.years.keys()


def can_be_real_for(session: Session, place: Place, left: Column, right: Column) -> bool:
    """`can_be_real` by the prices in the store."""
    return can_be_real(fiscal_year_prices(session, starts_month=place.starts_month), left, right)


def prices_grew(prices: Prices, left: FiscalYear, right: FiscalYear) -> Fraction | None:
    """1 + inflation from one fiscal year to another, exactly; None when unknown or it is one year."""
    then, now = prices.years.get(left), prices.years.get(right)
    if then is None or now is None or left == right:
        return None
    return Fraction(now.total_thousandths * then.months, then.total_thousandths * now.months)


def _heads(session: Session, chosen: Chosen) -> Sequence[tuple[Any, ...]]:
    """Id, number, name, agency and kind of the lines that fit; watched lines only as far as the viewer may know."""
    line = LineItem
    statement = narrowed(columns(line.id, line.code, line.name, line.agency, line.kind), chosen.lines)
    if chosen.watched:
        return [tuple(row) for row in session.execute(statement)]
    return held_rows(session, statement)


class _Along(NamedTuple):
    """The lines of a choice, the groups they stand in, those that a group brings from outside, and the changes."""

    heads: Sequence[tuple[Any, ...]]
    groups: tuple[Group, ...] = ()
    brought: Sequence[tuple[Any, ...]] = ()
    changes: tuple[RecordedChange, ...] = ()


def _along(session: Session, chosen: Chosen, heads: Sequence[tuple[Any, ...]]) -> _Along:
    """Every group, from the left column to the right, in which one of some lines stands."""
    first, last = sorted((chosen.left.fiscal_year, chosen.right.fiscal_year))
    told = changes_between(session, chosen.place, first, last) if first < last else ()
    if not told:
        return _Along(heads)
    lines = {head[0] for head in heads}
    groups = [g for g in groups_between([r.change for r in told], first, last) if not g.lines.isdisjoint(lines)]
    if chosen.left.fiscal_year == last:
        groups = [group.turned for group in groups]
    outside = {line for group in groups for line in group.lines} - lines
    line = LineItem
    statement = columns(line.id, line.code, line.name, line.agency, line.kind).where(col(line.id).in_(outside))
    used = {change for group in groups for change in group.changes}
    return _Along(
        heads,
        tuple(groups),
        held_rows(session, statement) if outside else (),
        tuple(recorded for recorded in told if recorded.change.id in used),
    )


def _asks(session: Session, year: FiscalYear) -> Mapping[int, int]:
    rows = session.execute(select(Ask.line_item_id, Ask.ask_cents).where(Ask.fiscal_year == int(year)))
    return {row[0]: row[1] for row in rows}


def _in_real(line: ComparedLine, chosen: Chosen, dollars: Dollars) -> ComparedLine:
    shown = dollars if line.kind != LineItemKind.PER_PUPIL else replace(dollars, whole=False)
    left, right = chosen.left.fiscal_year, chosen.right.fiscal_year
    return line._replace(
        left=_level_in_real(line.left, shown, left),
        right=_level_in_real(line.right, shown, right),
        ask_cents=None if line.ask_cents is None else shown.of(line.ask_cents, right),
    )


def _level_in_real(level: Level, dollars: Dollars, year: FiscalYear) -> Level:
    return level if level.amount_cents is None else level._replace(amount_cents=dollars.of(level.amount_cents, year))


def _levels(session: Session, place: Place, stages: tuple[StageOf, ...], column: Column) -> Levels:
    """What every line stands at in a column: line id → level."""
    if column.stage_code == SETTLED:
        found: Levels = {}
        for stage in reversed(settling_order(stages)):
            found |= {
                line: level
                for line, level in _printed(session, place, column.fiscal_year, stage.code).items()
                if level.amount_cents is not None or line not in found
            }
        return found
    stage = next(s for s in stages if s.code == column.stage_code)
    if not stage.is_change:
        return _printed(session, place, column.fiscal_year, stage.code)
    return _after_changes(session, place, stages, column)


def _printed(session: Session, place: Place, year: FiscalYear, stage_code: str) -> Levels:
    """The figures printed at one stage: the amounts from the index alone, then the few reasons of missing ones."""
    a = Appropriation
    stage_id = _stage_id(session, place, stage_code)
    here = (col(a.fiscal_year) == int(year), col(a.stage_id) == stage_id, col(a.preferred))
    rows = held_rows(session, columns(a.line_item_id, a.amount_cents, a.source_id).where(*here))
    found = {line: Level(cents, None, stage_code, source) for line, cents, source in rows}
    if any(cents is None for _, cents, _ in rows):
        missing = columns(a.line_item_id, a.missing_reason).where(*here, col(a.amount_cents).is_(None))
        for line, reason in held_rows(session, missing):
            found[line] = found[line]._replace(missing=MissingReason(reason or MissingReason.NOT_PUBLISHED))
    return found


def _stage_id(session: Session, place: Place, stage_code: str) -> int:
    found = session.scalars(select(Stage.id).where(Stage.stage_list == place.stage_list, Stage.code == stage_code))
    return found.one() or 0


def _after_changes(session: Session, place: Place, stages: tuple[StageOf, ...], column: Column) -> Levels:
    """The levels that vetoes or overrides left, for the lines that have such a change or say why not."""
    reach = next(s.position for s in stages if s.code == column.stage_code)
    figures: dict[int, dict[str, Figure]] = {}
    for stage in stages:
        if stage.position > reach:
            continue
        for line, level in _printed(session, place, column.fiscal_year, stage.code).items():
            said = Figure(level.amount_cents, level.missing, level.source_id or 0)
            figures.setdefault(line, {})[stage.code] = said
    changed = {line: said for line, said in figures.items() if column.stage_code in said}
    return {line: level_at(stages, said, column.stage_code) for line, said in changed.items()}
