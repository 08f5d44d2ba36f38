"""Who decides next on a line and what we ask of them: figures and days in, a decision out; pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budget.calendar.parsing import DayRule, date_of, month_of
from budget.line_items.rules import Figure, StageOf, path_steps, settled
from budget.line_items.stages import StageKind
from data.missing import MissingReason
from data.periods import DateRange, FiscalYear, fiscal_year_of

DECIDED = (
    StageKind.PROPOSAL, StageKind.COMMITTEE, StageKind.FLOOR, StageKind.CONFERENCE, StageKind.EXECUTIVE,
    StageKind.OVERRIDE,
)  # fmt: skip
Figures = Mapping[str, Figure]
FiguresByYear = Mapping[FiscalYear, Figures]


class Sure(StrEnum):
    """How sure a day is: a document or person said it, law or the calendar sets it, it is usual, nobody knows."""

    ANNOUNCED = "announced"
    LAW = "law"
    USUAL = "usual"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """The day of a decision, or as much as is known: the rule, and the first day of the budget's fiscal year."""

    sure: Sure
    on: date | None
    month: date | None
    rule: DayRule | None
    starts: date

    @property
    def order(self) -> date:
        """Where it stands in a list of decisions: by its day, its month, else the day the money is needed."""
        return self.on or self.month or self.starts

    def days_left(self, today: date) -> int | None:
        """Negative when the day has passed; None without a day."""
        return (self.on - today).days if self.on else None


SURE_BY_MARK = {"C": Sure.LAW, "D": Sure.LAW, "G": Sure.USUAL}


def when_of(code: str, rule: DayRule | None, mark: str, *, starts: date, announced: Mapping[str, date]) -> When:
    """The announced day of a stage, else its usual day; a rule that could not be established (?) gives none."""
    if code in announced:
        return When(Sure.ANNOUNCED, announced[code], None, None, starts)
    sure = SURE_BY_MARK.get(mark, Sure.UNKNOWN)
    if rule is None or sure is Sure.UNKNOWN:
        return When(Sure.UNKNOWN, None, None, None, starts)
    on = date_of(rule, starts=starts, dates=announced)
    return When(sure, on, month_of(rule, starts=starts), rule, starts)


def is_known(figure: Figure | None) -> bool:
    """Whether a document speaks of a stage: an amount, or a reason other than "not yet"."""
    return figure is not None and (figure.amount_cents is not None or figure.missing is not MissingReason.NOT_YET)


def reached(stages: Sequence[StageOf], figures: Figures) -> int:
    """The position of the last stage a document speaks of; what was spent in the end is no step. -1 for none."""
    steps = (s for s in stages if s.kind is not StageKind.SPENDING)
    return max((s.position for s in steps if is_known(figures.get(s.code))), default=-1)


def _governor(stages: Sequence[StageOf]) -> int | None:
    return next((s.position for s in stages if s.kind is StageKind.EXECUTIVE), None)


def vetoed_cents(stages: Sequence[StageOf], figures: Figures) -> int:
    """What the Governor took: printed as a change, or as the act signed below what both chambers agreed on. 0: nothing.

    A cut between one chamber's own budget and the act may be the conference's, so it is not called a veto.
    """
    governor = _governor(stages)
    if governor is None:
        return 0
    amounts = {code: figure.amount_cents for code, figure in figures.items() if figure.amount_cents is not None}
    printed = [amounts[s.code] for s in stages if s.kind is StageKind.EXECUTIVE and s.code in amounts]
    if printed:
        return max(0, -sum(printed))
    agreed = [
        amounts[s.code] for s in stages
        if s.kind in (StageKind.CONFERENCE, StageKind.ENACTED) and s.position < governor and s.code in amounts
    ]  # fmt: skip
    signed = [
        amounts[s.code] for s in stages
        if s.kind is StageKind.ENACTED and s.position > governor and s.code in amounts
    ]  # fmt: skip
    return max(0, agreed[-1] - signed[0]) if agreed and signed else 0


def decided_stages(stages: Sequence[StageOf]) -> tuple[StageOf, ...]:
    """The stages at which somebody decides, in order.

    The Governor's action is one decision, whose result the act prints. Enrolling is both chambers' vote on
    the conference report. What happens after the act, and what was spent, is no step of the budget.
    """
    governor = _governor(stages)
    return tuple(
        stage
        for stage in stages
        if stage.kind in DECIDED
        or (stage.kind is StageKind.ENACTED and (governor is None or stage.position < governor))
    )


def stage_after(stages: Sequence[StageOf], position: int, *, vetoed: bool) -> StageOf | None:
    """The first decision past a position; overrides only where something was vetoed. None: the budget is settled."""
    ahead = (stage for stage in decided_stages(stages) if stage.position > position)
    return next((stage for stage in ahead if vetoed or stage.kind is not StageKind.OVERRIDE), None)


BudgetYears = Callable[[FiscalYear], tuple[FiscalYear, ...]]


@dataclass(frozen=True, slots=True)
class Open:
    """The budget being decided: its years (two in a biennium), the stage that comes next, the last one known."""

    years: tuple[FiscalYear, ...]
    stage: StageOf
    after: StageOf | None


def open_budget(
    stages: Sequence[StageOf], by_year: FiguresByYear, *, today: date, starts_month: int, budget_years: BudgetYears
) -> Open | None:
    """The newest budget of a line that is neither settled nor over; else the next one to be proposed.

    None for a stage list at which nobody decides.
    """
    known = [year for year, figures in by_year.items() if reached(stages, figures) >= 0]
    years = budget_years(max(known, default=fiscal_year_of(today, starts_month)))
    if known and today < years[0].dates(starts_month).end:
        here = [by_year[year] for year in years if year in by_year]
        position = max(reached(stages, figures) for figures in here)
        stage = stage_after(stages, position, vetoed=any(vetoed_cents(stages, figures) for figures in here))
        if stage is not None:
            return Open(years, stage, next(s for s in stages if s.position == position))
    if known:
        years = budget_after(years, budget_years)
    while years[0].dates(starts_month).start <= today:
        years = budget_after(years, budget_years)
    first = stage_after(stages, -1, vetoed=False)
    return Open(years, first, None) if first else None


def budget_after(years: tuple[FiscalYear, ...], budget_years: BudgetYears) -> tuple[FiscalYear, ...]:
    """The years of the budget bill that follows one."""
    return budget_years(FiscalYear(years[-1] + 1))


def plausible_days(years: tuple[FiscalYear, ...], starts_month: int) -> DateRange:
    """The days on which a budget can be decided: from a year before it takes effect until it ends."""
    first = years[0].dates(starts_month).start
    return DateRange(first.replace(year=first.year - 1), years[-1].dates(starts_month).end)


@dataclass(frozen=True, slots=True)
class Latest:
    """The newest amount (cents), and the stage and year it stands at; `of_last_year` when it is last year's."""

    amount_cents: int
    stage: StageOf
    fiscal_year: FiscalYear
    of_last_year: bool


def latest_figure(stages: Sequence[StageOf], by_year: FiguresByYear, year: FiscalYear) -> Latest | None:
    """Where a year stands, else where the year before it was settled."""
    steps = path_steps(stages, by_year.get(year, {}), year_is_over=False)
    for step in reversed(steps):
        if step.amount_cents is not None:
            return Latest(step.amount_cents, step.stage, year, of_last_year=False)
    basis = settled(stages, by_year.get(year.before, {}))
    return Latest(basis.amount_cents, basis.stage, year.before, of_last_year=True) if basis else None


class Act(StrEnum):
    SET_ASK = "set our ask"
    ASK = "ask for the amount"
    HOLD = "hold the figure"
    SIGN = "sign the item"
    OVERRIDE = "override the veto"


@dataclass(frozen=True, slots=True)
class Asking:
    """What to ask of those who decide; `gap_cents` is ask minus latest figure."""

    act: Act
    gap_cents: int | None = None


def what_to_ask(kind: StageKind, *, ask_cents: int | None, latest: Latest | None) -> Asking:
    """A Governor may not add and an override restores what was passed; before them the ask is an amount."""
    if ask_cents is None:
        return Asking(Act.SET_ASK)
    gap = None if latest is None else ask_cents - latest.amount_cents
    if kind is StageKind.OVERRIDE:
        return Asking(Act.OVERRIDE, gap)
    if kind is StageKind.EXECUTIVE and latest is not None:
        return Asking(Act.SIGN, gap)
    return Asking(Act.HOLD if gap is not None and gap <= 0 else Act.ASK, gap)
