"""A line's history along its lineage, as a chart and a table show it; pure."""

from collections.abc import Mapping
from dataclasses import replace

from budget.line_items.history import Dollars, HistoryPoint, YearView
from budget.line_items.rules import Basis
from budget.lineage.queries import CameFrom, LineSeries
from budget.lineage.rules import SeriesAmount
from budget.lineage.sentences import came_words

LEAST_SURE_FIRST = ("?", "G", "D", "C")


def all_points(series: LineSeries, shown: Dollars) -> tuple[HistoryPoint, ...]:
    """One point for every year of a series, in its order; a year without a whole amount is a gap."""
    return tuple(_point(series, at, shown) for at in series.amounts)


def points_along(series: LineSeries, shown: Dollars) -> tuple[HistoryPoint, ...]:
    """The points a chart draws: from the first to the last year with an amount, gaps between kept."""
    points = all_points(series, shown)
    known = [n for n, point in enumerate(points) if point.voted_cents is not None]
    return points[known[0] : known[-1] + 1] if known else ()


def _point(series: LineSeries, at: SeriesAmount, shown: Dollars) -> HistoryPoint:
    if at.cents is None:
        return HistoryPoint(at.fiscal_year, None, None, "", "")
    parts = [series.settled[line][at.fiscal_year] for line in at.lines]
    stages = dict.fromkeys(part.basis.stage.short_name for part in parts)
    marks = {part.mark for part in parts}
    mark = next((mark for mark in LEAST_SURE_FIRST if mark in marks), "")
    real = shown.of(at.cents, at.fiscal_year) if shown.base is not None else None
    return HistoryPoint(at.fiscal_year, at.cents, real, " + ".join(stages), mark)


def compared_along(view: YearView, came_from: Mapping[int, CameFrom], line: int, shown: Dollars) -> YearView:
    """A year's view that compares with what the line was the year before, where a change says so.

    `came_from` is `queries.year_before` for the view's year: lines that no change touches are not in it.
    """
    came = came_from.get(line)
    if came is None:
        return view
    basis = came.basis
    if basis is None:
        return replace(view, last_year=None, last_year_as=came_words(came))
    cents = shown.of(basis.amount_cents, view.fiscal_year.before)
    if cents is None:  # no price index
        return replace(view, last_year=None)
    return replace(view, last_year=Basis(cents, basis.stage), last_year_as=came_words(came))
