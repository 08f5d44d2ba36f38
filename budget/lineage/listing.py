"""Lines side by side, and a line year by year, against last year along their lineage.

The one place where the list, its files, the terminal and the home page get it, so that all show the same.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from budget.line_items.history import YearView, dollars_for, year_view
from budget.line_items.line_queries import LineRecord
from budget.line_items.list_queries import LineFilter
from budget.line_items.listing import ListedLine, Listing, listing
from budget.line_items.queries import Place
from budget.lineage.along import compared_along
from budget.lineage.queries import CameFrom, year_before
from data.periods import FiscalYear
from data.prices import Prices


def listing_along(
    session: Session, chosen: LineFilter, *, today: date, real: bool = False, as_of: str | None = None
) -> Listing:
    """`line_items.listing.listing`, each line compared with what it was the year before."""
    found = listing(session, chosen, today=today, real=real, as_of=as_of)
    return replace(found, lines=lines_along(session, found.lines, found.prices))


def lines_along(session: Session, lines: Iterable[ListedLine], prices: Prices) -> tuple[ListedLine, ...]:
    """Lines in the order given, each compared along its lineage; the store is asked once for a state's year."""
    every = tuple(lines)
    wanted: dict[tuple[Place, FiscalYear], list[int]] = defaultdict(list)
    for line in every:
        wanted[line.head.place, line.view.fiscal_year].append(line.head.id)
    came: dict[tuple[Place, FiscalYear], dict[int, CameFrom]] = {
        (place, year): year_before(session, place, year, ids) for (place, year), ids in wanted.items()
    }
    return tuple(
        replace(
            line,
            view=compared_along(
                line.view,
                came[line.head.place, line.view.fiscal_year],
                line.head.id,
                dollars_for(line.head, prices, line.view.base),
            ),
        )
        for line in every
    )


def years_along(session: Session, record: LineRecord, *, today: date) -> tuple[YearView, ...]:
    """Every year of a line as voted, each compared with what the line was the year before."""
    views = [year_view(record, year, today=today) for year in record.years]
    lines = lines_along(session, [ListedLine(record.head, view) for view in views], record.prices)
    return tuple(line.view for line in lines)
