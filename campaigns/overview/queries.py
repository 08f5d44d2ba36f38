"""What the home page shows of budgets: the lines we watch, the decisions ahead, and which years are whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import distinct, exists, func
from sqlmodel import Session, col, select

from budget.calendar.queries import GroupedDecision, grouped_decisions, next_decisions
from budget.line_items.history import LineYears, year_view
from budget.line_items.listing import ListedLine
from budget.line_items.models import Appropriation, LineItem, StageTotal
from budget.line_items.queries import Place, asks_of, figures_of, line_heads, places_with_lines, stages_of, watched_ids
from budget.line_items.stages import LineItemKind
from budget.lineage.listing import lines_along
from data.periods import FiscalYear
from data.prices import fiscal_year_prices
from data.records import columns

MOST_DECISIONS = 5


def watched_lines(session: Session, *, today: date) -> tuple[ListedLine, ...]:
    """The lines we watch, each in the newest year that has a figure."""
    return lines_in_newest_year(session, watched_ids(session), today=today)


def lines_in_newest_year(session: Session, ids: Sequence[int], *, today: date) -> tuple[ListedLine, ...]:
    """Some lines, each in the newest year that has a figure; without one a line is left out."""
    heads = line_heads(session, ids)
    asks = asks_of(session, ids)
    found: dict[int, ListedLine] = {}
    for place in {head.place for head in heads}:
        newest: list[ListedLine] = []
        here = [head for head in heads if head.place == place]
        stages = stages_of(session, place)
        figures = figures_of(session, place, [head.id for head in here])
        prices = fiscal_year_prices(session, starts_month=place.starts_month)
        for head in here:
            line = LineYears(head, stages, figures[head.id], asks.get(head.id, {}), prices)
            year = _newest_year(line)
            if year is not None:
                newest.append(ListedLine(head, year_view(line, year, today=today)))
        found |= {line.head.id: line for line in lines_along(session, newest, prices)}
    return tuple(found[head.id] for head in heads if head.id in found)


def decisions_ahead(session: Session, *, today: date) -> tuple[GroupedDecision, ...]:
    """The next decisions on the lines we watch, soonest first: one entry for each place, budget and stage."""
    return grouped_decisions(next_decisions(session, watched_ids(session), today=today))[:MOST_DECISIONS]


def _newest_year(line: LineYears) -> FiscalYear | None:
    with_amount = [
        year
        for year, figures in line.figures.items()
        if any(figure.amount_cents is not None for figure in figures.values())
    ]
    return max(with_amount or line.figures, default=None)


@dataclass(frozen=True, slots=True)
class YearOnFile:
    """How many items the store holds for a state's year, and at how many stages."""

    place: Place
    fiscal_year: FiscalYear
    items: int
    stages: int


def years_on_file(session: Session, *, newest: int = 6) -> tuple[YearOnFile, ...]:
    """The newest years with items, state by state; category totals and per-pupil amounts are not items."""
    t = StageTotal
    found: list[YearOnFile] = []
    for place in places_with_lines(session):
        years = session.execute(
            columns(t.fiscal_year, func.count(distinct(col(t.stage_id))))
            .where(col(t.jurisdiction_id) == place.id, col(t.items) > 0, col(t.kind) == LineItemKind.ITEM.value)
            .group_by(col(t.fiscal_year))
            .order_by(col(t.fiscal_year).desc())
            .limit(newest)
        )
        found += [YearOnFile(place, FiscalYear(y), _items_of(session, place, y), stages) for y, stages in years.all()]
    return tuple(found)


def _items_of(session: Session, place: Place, year: int) -> int:
    """How many items have an amount at any stage of a year; each is looked up by its key, not the year scanned."""
    a = Appropriation
    has_amount = exists().where(
        col(a.line_item_id) == LineItem.id,
        col(a.fiscal_year) == year,
        col(a.preferred),
        col(a.amount_cents).is_not(None),
    )
    items = (
        select(func.count())
        .select_from(LineItem)
        .where(
            col(LineItem.jurisdiction_id) == place.id,
            col(LineItem.kind) == LineItemKind.ITEM.value,
            has_amount,
        )
    )
    return session.scalar(items) or 0
