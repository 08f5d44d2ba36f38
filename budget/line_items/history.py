"""A line's year and its history as a page shows them, as voted or in one year's dollars; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from budget.line_items.line_queries import LineRecord
from budget.line_items.queries import AskOf, FiguresByYear, LineHead
from budget.line_items.rules import (
    AskResult,
    Basis,
    EnactmentCheck,
    Figure,
    StageOf,
    Step,
    StepState,
    ask_result,
    enactment_check,
    path_steps,
    settled,
)
from budget.line_items.stages import LineItemKind
from data.money import rounded
from data.periods import FiscalYear
from data.prices import Prices

NO_FIGURES: Mapping[str, Figure] = {}


@dataclass(frozen=True, slots=True)
class Dollars:
    """As voted (`base` None), or in the dollars of a base year; `year` is the year the money was voted for."""

    prices: Prices
    base: FiscalYear | None
    whole: bool = True

    def of(self, cents: int, year: FiscalYear) -> int | None:
        """Cents as shown; None when there is no price index for the year. Real money in whole dollars."""
        if self.base is None:
            return cents
        real = self.prices.real_cents(cents, of=year, into=self.base)
        return real if real is None or not self.whole else rounded(real, 100) * 100


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of a line: its steps, what it compares with, and how it stands to our ask (all cents as shown).

    `last_year_as` tells, in words, which lines last year's amount stood under where they were others, or why a
    change leaves nothing to compare with; empty where the line was itself.
    """

    fiscal_year: FiscalYear
    steps: tuple[Step, ...]
    is_open: bool
    last_year: Basis | None
    ask: AskOf | None
    ask_cents: int | None
    check: EnactmentCheck | None
    base: FiscalYear | None
    last_year_as: str = ""

    @property
    def standing(self) -> Step | None:
        """The last step with a figure: where the line stands."""
        return next((step for step in reversed(self.steps) if step.amount_cents is not None), None)

    @property
    def since_last_year_cents(self) -> int | None:
        now = self.standing
        if now is None or now.amount_cents is None or self.last_year is None:
            return None
        return now.amount_cents - self.last_year.amount_cents

    @property
    def gap_cents(self) -> int | None:
        """Standing minus ask; negative is below the ask."""
        now = self.standing
        if now is None or now.amount_cents is None or self.ask_cents is None:
            return None
        return now.amount_cents - self.ask_cents

    @property
    def result(self) -> AskResult | None:
        """Where the standing amount falls against ask, acceptable and floor, as voted."""
        now = self.standing
        if now is None or now.amount_cents is None or self.ask is None or self.base is not None:
            return None
        return ask_result(
            now.amount_cents,
            ask=self.ask.ask_cents,
            acceptable=self.ask.acceptable_cents,
            floor=self.ask.floor_cents,
        )


def dollars_for(head: LineHead, prices: Prices, base: FiscalYear | None) -> Dollars:
    """How a line's money is shown; per-pupil amounts keep their cents."""
    return Dollars(prices, base, whole=head.kind is not LineItemKind.PER_PUPIL)


@dataclass(frozen=True, slots=True)
class LineYears:
    """What a year's view is made from: a line, its stages, its preferred figures and our asks by year."""

    head: LineHead
    stages: Sequence[StageOf]
    figures: FiguresByYear
    asks: Mapping[FiscalYear, AskOf]
    prices: Prices


def year_view(
    line: LineYears | LineRecord,
    year: FiscalYear,
    *,
    today: date,
    base: FiscalYear | None = None,
    as_of: str | None = None,
) -> YearView:
    """One year of a line. `as_of` (a stage code) looks back to when that stage was the latest."""
    figures = line.figures.get(year, NO_FIGURES)
    is_over = today >= year.dates(line.head.place.starts_month).end
    if as_of is not None:
        reach = next((s.position for s in line.stages if s.code == as_of), 0)
        figures = {s.code: figures[s.code] for s in line.stages if s.code in figures and s.position <= reach}
        is_over = False
    steps = path_steps(line.stages, figures, year_is_over=is_over)
    shown = dollars_for(line.head, line.prices, base)
    ask = line.asks.get(year)
    before = settled(line.stages, line.figures.get(year.before, NO_FIGURES))
    return YearView(
        fiscal_year=year,
        steps=_shown_steps(steps, shown, year),
        is_open=any(step.state is StepState.LATEST for step in steps),
        last_year=_shown_basis(before, shown, year.before),
        ask=ask,
        ask_cents=shown.of(ask.ask_cents, year) if ask else None,
        check=enactment_check(line.stages, figures),
        base=base,
    )


def _shown_steps(steps: tuple[Step, ...], shown: Dollars, year: FiscalYear) -> tuple[Step, ...]:
    """Steps in the dollars shown, each change the difference of the two levels as shown."""
    if shown.base is None:
        return steps
    level: int | None = None
    found = []
    for step in steps:
        amount = None if step.amount_cents is None else shown.of(step.amount_cents, year)
        change = None if step.change_cents is None or amount is None or level is None else amount - level
        found.append(replace(step, amount_cents=amount, change_cents=change))
        level = amount if amount is not None else level
    return tuple(found)


def _shown_basis(basis: Basis | None, shown: Dollars, year: FiscalYear) -> Basis | None:
    if basis is None:
        return None
    cents = shown.of(basis.amount_cents, year)
    return None if cents is None else Basis(cents, basis.stage)


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """A year's settled amount, as voted and in the base year's dollars (cents); None leaves a gap."""

    fiscal_year: FiscalYear
    voted_cents: int | None
    real_cents: int | None
    basis: str
    mark: str


def history(record: LineRecord, base: FiscalYear | None) -> tuple[HistoryPoint, ...]:
    """Every year from the first to the last settled one; years without a figure stay as gaps."""
    found = {year: settled(record.stages, figures) for year, figures in record.figures.items()}
    known = sorted(year for year, basis in found.items() if basis is not None)
    if not known:
        return ()
    shown = dollars_for(record.head, record.prices, base)
    marks = {(s.fiscal_year, s.stage.code): s.mark for s in record.statements if s.preferred}
    points = []
    for number in range(known[0], known[-1] + 1):
        year = FiscalYear(number)
        basis = found.get(year)
        if basis is None:
            points.append(HistoryPoint(year, None, None, "", ""))
            continue
        real = shown.of(basis.amount_cents, year) if base is not None else None
        mark = marks.get((year, basis.stage.code), "")
        points.append(HistoryPoint(year, basis.amount_cents, real, basis.stage.short_name, mark))
    return tuple(points)


@dataclass(frozen=True, slots=True)
class RealChange:
    """How buying power moved between two years: real cents then and now, in the base year's dollars."""

    first: FiscalYear
    last: FiscalYear
    then_cents: int
    now_cents: int
    base: FiscalYear


def real_change(points: tuple[HistoryPoint, ...], base: FiscalYear | None) -> RealChange | None:
    """First to last year with a real figure; None with fewer than two such years or a start at nothing or less."""
    known = [p for p in points if p.real_cents is not None]
    then = known[0].real_cents if known else None
    if base is None or len(known) < 2 or then is None or then <= 0:
        return None
    return RealChange(known[0].fiscal_year, known[-1].fiscal_year, then, known[-1].real_cents or 0, base)
