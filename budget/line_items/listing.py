"""Lines side by side for one year: where each stands against last year and against our ask."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from budget.line_items.history import LineYears, YearView, year_view
from budget.line_items.list_queries import LineFilter, listed_lines
from budget.line_items.queries import LineHead, asks_of, figures_of, stages_of
from data.periods import FiscalYear
from data.prices import Prices, fiscal_year_prices


@dataclass(frozen=True, slots=True)
class ListedLine:
    """A line and its year."""

    head: LineHead
    view: YearView


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of lines of `count`, with the filter that chose them and the dollars they are shown in."""

    chosen: LineFilter
    lines: tuple[ListedLine, ...]
    count: int
    base: FiscalYear | None
    prices: Prices


def listing(
    session: Session, chosen: LineFilter, *, today: date, real: bool = False, as_of: str | None = None
) -> Listing:
    """The lines of a filter as the list page shows them; `real` uses the newest year with a whole index.

    `as_of` (a stage code) looks back to when that stage was the latest.
    """
    found = listed_lines(session, chosen)
    prices = fiscal_year_prices(session, starts_month=chosen.place.starts_month)
    base = prices.latest_whole_year() if real else None
    return Listing(
        chosen, _with_years(session, found.heads, chosen, prices, base, today, as_of), found.count, base, prices
    )


def _with_years(
    session: Session,
    heads: tuple[LineHead, ...],
    chosen: LineFilter,
    prices: Prices,
    base: FiscalYear | None,
    today: date,
    as_of: str | None,
) -> tuple[ListedLine, ...]:
    year, ids = chosen.fiscal_year, [head.id for head in heads]
    stages = stages_of(session, chosen.place)
    figures = figures_of(session, chosen.place, ids, [year, year.before])
    asks = asks_of(session, ids)
    return tuple(
        ListedLine(
            head,
            year_view(
                LineYears(head, stages, figures[head.id], asks.get(head.id, {}), prices),
                year,
                today=today,
                base=base,
                as_of=as_of,
            ),
        )
        for head in heads
    )
