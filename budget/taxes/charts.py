"""A rate's history as Vega-Lite specs: values in, a dict out, with words beside it."""

from collections.abc import Callable, Sequence
from typing import Any

from budget.line_items.charts import Picture
from budget.taxes.parameters import RateOnFile
from budget.taxes.rules import rate_words
from data.language import _
from data.money import short_dollars
from data.periods import SchoolYear
from look.chart_theme import colours, on_screen


def history_charts(rows: Sequence[RateOnFile], mode: str = "light") -> tuple[Picture, Picture, Picture]:
    """Rate, assessment and revenue by school year, to be read side by side; years without a figure are gaps."""
    known = by_year(rows)
    measures: tuple[tuple[str, str, Callable[[RateOnFile], float | None], Callable[[RateOnFile], str]], ...] = (
        (_("Rate, cents per $100"), "¢", lambda one: one.rate / 10, lambda one: rate_words(one.rate)),
        (
            _("Assessment, $ billion, worked out from revenue and rate"),
            "B",
            lambda one: None if one.assessed_cents is None else one.assessed_cents / 10**11,
            lambda one: short_dollars(one.assessed_cents or 0),
        ),
        (
            _("Revenue, $ million, as it came in or was expected"),
            "M",
            lambda one: None if one.revenue_cents is None else one.revenue_cents / 10**8,
            lambda one: short_dollars(one.revenue_cents or 0),
        ),
    )
    first, second, third = (_measure(known, *measure, mode) for measure in measures)
    return first, second, third


def by_year(rows: Sequence[RateOnFile]) -> dict[int, RateOnFile]:
    """One row a year: what was billed before what was levied; a rate only proposed is left out."""
    found: dict[int, RateOnFile] = {}
    for one in rows:
        if one.property_class == "real" and one.kind != "proposed":
            found[one.school_year] = one
    return found


def _measure(
    known: dict[int, RateOnFile],
    measure: str,
    unit: str,
    value: Callable[[RateOnFile], float | None],
    words: Callable[[RateOnFile], str],
    mode: str,
) -> Picture:
    values = [
        {
            "year": SchoolYear(year).label,
            "value": value(known[year]) if year in known else None,
            "exact": words(known[year]) if year in known else "",
        }
        for year in range(min(known), max(known) + 1)
    ]
    shown = [row for row in values if row["value"] is not None]
    ends = [str(shown[0]["year"]), str(shown[-1]["year"])]
    top = max(value(one) or 0 for one in known.values())
    spec = {
        "config": on_screen(mode) | {"padding": {"left": 0, "right": 28, "top": 8, "bottom": 0}},
        "width": "container",
        "height": 190,
        "data": {"values": values},
        "encoding": _axes(unit, ends, top * 1.2),
        "layer": _layers(measure, ends[1], colours(mode)["pine"]),
    }
    alt = _("Line chart: {measure}, from {first} in {start} to {last} in {end}; years not on file are gaps.").format(
        measure=measure, first=shown[0]["exact"], start=ends[0], last=shown[-1]["exact"], end=ends[1]
    )
    return Picture(spec, alt, measure)


def _axes(unit: str, ends: list[str], top: float) -> dict[str, Any]:
    label = "format(datum.value, ',') + '¢'" if unit == "¢" else f"'$' + format(datum.value, ',') + '{unit}'"
    return {
        "x": {"field": "year", "type": "ordinal", "title": None, "axis": {"values": ends, "labelOverlap": True}},
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": None,
            "scale": {"zero": True, "domainMax": top},
            "axis": {"tickCount": 3, "labelExpr": label},
        },
    }


def _layers(measure: str, last: str, colour: str) -> list[dict[str, Any]]:
    """The line, a point for each year on file, and the last value beside its point."""
    return [
        {"mark": {"type": "line", "color": colour, "strokeWidth": 2.5, "invalid": "break-paths-show-domains"}},
        {
            "transform": [{"filter": "datum.value !== null"}],
            "mark": {"type": "point", "filled": True, "size": 34, "color": colour},
            "encoding": {"tooltip": [{"field": "year", "title": _("Year")}, {"field": "exact", "title": measure}]},
        },
        {
            "transform": [{"filter": f"datum.year === '{last}'"}],
            "mark": {"type": "text", "align": "right", "dx": 22, "dy": -14, "fontWeight": 600, "color": colour},
            "encoding": {"text": {"field": "exact"}},
        },
    ]
