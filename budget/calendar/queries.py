"""The next decision on each of some lines, answered with frozen values; announced days overrule usual ones."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from budget.calendar.models import DecisionDate
from budget.calendar.reference import Decider, deciders
from budget.calendar.rules import (
    Asking,
    Latest,
    Open,
    When,
    budget_after,
    latest_figure,
    open_budget,
    stage_after,
    vetoed_cents,
    what_to_ask,
    when_of,
)
from budget.line_items.models import Stage
from budget.line_items.queries import AskOf, FiguresByYear, LineHead, Place, asks_of, figures_of, line_heads, stages_of
from budget.line_items.rules import StageOf
from data.periods import FiscalYear, fiscal_year_of
from data.provenance import Source

# a budget is open from two years before it takes effect (a biennium's second year) until it ends
YEARS_BACK, YEARS_AHEAD = 3, 4


@dataclass(frozen=True, slots=True)
class Announced:
    """An announced day of a stage, and the document that says so."""

    on: date
    note: str
    source_title: str
    source_address: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A stage of a budget that somebody decides: who, when and by which source.

    `follows` is the stage its day is counted from ("10 days after the conference report").
    """

    place: Place
    years: tuple[FiscalYear, ...]
    stage: StageOf
    decider: Decider
    when: When
    announced: Announced | None
    follows: StageOf | None
    release_stage: StageOf | None

    @property
    def fiscal_year(self) -> FiscalYear:
        return self.years[0]


@dataclass(frozen=True, slots=True)
class NextDecision:
    """The decision that comes next for a line, where the line stands (cents), and what to ask."""

    head: LineHead
    decision: Decision
    after: StageOf | None
    latest: Latest | None
    ask_cents: int | None
    vetoed_cents: int
    asking: Asking


@dataclass(frozen=True, slots=True)
class GroupedDecision:
    """A decision and the lines it is next for."""

    decision: Decision
    heads: tuple[LineHead, ...]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """What the days of one place are made from."""

    place: Place
    stages: tuple[StageOf, ...]
    announced: Mapping[int, Mapping[str, Announced]]

    def decision(self, years: tuple[FiscalYear, ...], stage: StageOf) -> Decision:
        decider = deciders()[self.place.stage_list, stage.code]
        said = self.announced.get(int(years[0]), {})
        starts = years[0].dates(self.place.starts_month).start
        days = {code: told.on for code, told in said.items()}
        when = when_of(stage.code, decider.day, decider.mark, starts=starts, announced=days)
        counted_from = getattr(decider.day, "stage_code", "")
        return Decision(
            self.place,
            years,
            stage,
            decider,
            when,
            said.get(stage.code),
            next((s for s in self.stages if s.code == counted_from), None),
            next((s for s in self.stages if s.position >= stage.position and not s.is_change), None),
        )


def _calendar(session: Session, place: Place) -> _Calendar:
    return _Calendar(place, stages_of(session, place), announced_days(session, place))


def announced_days(session: Session, place: Place) -> dict[int, dict[str, Announced]]:
    """Every announced day of a place: first year of the budget → stage code → day and document."""
    rows = session.execute(
        select(DecisionDate, Stage.code, Source.title, Source.address)
        .join(Stage, col(Stage.id) == DecisionDate.stage_id)
        .join(Source, col(Source.id) == DecisionDate.source_id)
        .where(DecisionDate.jurisdiction_id == place.id)
    )
    found: defaultdict[int, dict[str, Announced]] = defaultdict(dict)
    for row, code, title, address in rows:
        found[row.fiscal_year][code] = Announced(row.on_date, row.note, title, address)
    return dict(found)


def next_decisions(session: Session, line_ids: Sequence[int], *, today: date) -> tuple[NextDecision, ...]:
    """The next decision on each line, in the order asked for; a few statements per place, none per line."""
    heads = line_heads(session, line_ids)
    asks = asks_of(session, line_ids)
    found: dict[int, NextDecision] = {}
    for place in dict.fromkeys(head.place for head in heads):
        here = [head for head in heads if head.place == place]
        calendar = _calendar(session, place)
        now = fiscal_year_of(today, place.starts_month)
        years = [FiscalYear(number) for number in range(now - YEARS_BACK, now + YEARS_AHEAD)]
        figures = figures_of(session, place, [head.id for head in here], years)
        for head in here:
            decided = _next_of(head, calendar, figures[head.id], asks.get(head.id, {}), today)
            if decided is not None:
                found[head.id] = decided
    return tuple(found[head.id] for head in heads if head.id in found)


def _next_of(
    head: LineHead, calendar: _Calendar, figures: FiguresByYear, asks: Mapping[FiscalYear, AskOf], today: date
) -> NextDecision | None:
    stages, place = calendar.stages, head.place
    opened = open_budget(stages, figures, today=today, starts_month=place.starts_month, budget_years=place.budget_years)
    if opened is None:
        return None
    year = _year_to_speak_of(opened, figures, asks)
    latest = latest_figure(stages, figures, year)
    ask = asks[year].ask_cents if year in asks else None
    return NextDecision(
        head,
        calendar.decision(opened.years, opened.stage),
        opened.after,
        latest,
        ask,
        vetoed_cents(stages, figures.get(year, {})),
        what_to_ask(opened.stage.kind, ask_cents=ask, latest=latest),
    )


def _year_to_speak_of(opened: Open, figures: FiguresByYear, asks: Mapping[FiscalYear, AskOf]) -> FiscalYear:
    """Of a biennium's two years the first we ask for, else the first with a figure."""
    wanted = [year for year in opened.years if year in asks] or [year for year in opened.years if year in figures]
    return (wanted or list(opened.years))[0]


def grouped_decisions(decisions: Sequence[NextDecision]) -> tuple[GroupedDecision, ...]:
    """One entry for each place, budget and stage, soonest first."""
    found: defaultdict[tuple[int, int, str], list[NextDecision]] = defaultdict(list)
    for each in decisions:
        decision = each.decision
        found[decision.place.id, int(decision.fiscal_year), decision.stage.code].append(each)
    groups = [GroupedDecision(group[0].decision, tuple(each.head for each in group)) for group in found.values()]
    return tuple(sorted(groups, key=lambda group: (group.decision.when.order, group.decision.place.name)))


def decision_after(
    session: Session, place: Place, year: FiscalYear, stage: StageOf, *, vetoed: bool, today: date
) -> Decision | None:
    """What comes after a stage of a year, else the next budget's first decision; None for a year that is over."""
    return _after(_calendar(session, place), year, stage, vetoed=vetoed, today=today)


def decisions_from(session: Session, first: Decision, *, today: date) -> tuple[Decision, ...]:
    """A decision and those that follow it in the same budget, in their order, as if nothing is vetoed."""
    calendar, chain = _calendar(session, first.place), [first]
    while True:
        last = chain[-1]
        after = _after(calendar, last.fiscal_year, last.stage, vetoed=False, today=today)
        if after is None or after.fiscal_year != first.fiscal_year or len(chain) > len(calendar.stages):
            return tuple(chain)
        chain.append(after)


def _after(calendar: _Calendar, year: FiscalYear, stage: StageOf, *, vetoed: bool, today: date) -> Decision | None:
    place = calendar.place
    years = place.budget_years(year)
    if today >= years[0].dates(place.starts_month).end:
        return None
    after = stage_after(calendar.stages, stage.position, vetoed=vetoed)
    if after is not None:
        return calendar.decision(years, after)
    first = stage_after(calendar.stages, -1, vetoed=False)
    return calendar.decision(budget_after(years, place.budget_years), first) if first else None
