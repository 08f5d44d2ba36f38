"""Lobbying through a tax year against both ceilings, as a Vega-Lite spec: values in, a dict out."""

from typing import Any

from budget.line_items.charts import Picture
from campaigns.lobbying.ledger import Ledger
from campaigns.lobbying.sentences import year_words
from data.language import _
from data.language.days import short_month
from data.money import dollars
from look.chart_theme import colours, on_screen

DOLLAR = 100
Row = dict[str, Any]


def year_chart(ledger: Ledger, mode: str = "light") -> Picture:
    """Running sums by month, all lobbying in pine and grass roots in grey; a dashed rule is a ceiling, in dollars."""
    c = colours(mode)
    shown = [ledger.days.start.month + n for n in range(12)]
    names = [short_month((month - 1) % 12 + 1) for month in shown]
    total = [_row(names[n], m.total_cents) for n, m in enumerate(ledger.months)]
    grass = [_row(names[n], m.grass_roots_cents) for n, m in enumerate(ledger.months)]
    layers = _line(total, (c["pine"], c["pine"]), _("All lobbying"), dy=-26)
    layers += _line(grass, (c["faint"], c["ink2"]), _("Grass roots"), dy=10)
    if ledger.ceilings is not None:
        layers += _ceiling(ledger.ceilings.total_cents, c["pine"], _("ceiling, all lobbying"))
        layers += _ceiling(ledger.ceilings.grass_roots_cents, c["ink2"], _("ceiling, grass roots"))
    spec = {
        "config": on_screen(mode),
        "width": "container",
        "height": 260,
        "encoding": {
            "x": {
                "field": "month",
                "type": "ordinal",
                "title": None,
                "scale": {"domain": names},
                "axis": {"values": names[::3]},
            },
            "y": {
                "field": "amount",
                "type": "quantitative",
                "title": None,
                "scale": {"zero": True, "nice": True},
                "axis": {"labelExpr": "'$' + format(datum.value, ',')"},
            },
        },
        "layer": layers,
    }
    return Picture(
        spec, _alt(ledger), _("Lobbying from the beginning of the tax year to the end of each month, dollars.")
    )


def _row(month: str, cents: int) -> Row:
    return {"month": month, "amount": cents / DOLLAR, "exact": dollars(cents)}


def _line(rows: list[Row], colours_of: tuple[str, str], name: str, *, dy: int) -> list[Row]:
    """A line, its points and its name at the end; the colours of the line and of its words."""
    colour, words = colours_of
    if not rows:
        return []
    tooltip = [
        {"field": "month", "type": "nominal", "title": _("To the end of")},
        {"field": "exact", "type": "nominal", "title": name},
    ]
    return [
        {"data": {"values": rows}, "mark": {"type": "line", "color": colour, "strokeWidth": 2.5}},
        {
            "data": {"values": rows},
            "mark": {"type": "point", "filled": True, "size": 30, "color": colour},
            "encoding": {"tooltip": tooltip},
        },
        {
            "data": {"values": rows[-1:]},
            "mark": {
                "type": "text", "text": [name, rows[-1]["exact"]], "color": words, "fontWeight": 600, "align": "left",
                "dx": 8, "dy": dy,
            },
        },
    ]  # fmt: skip


def _ceiling(cents: int, colour: str, name: str) -> list[Row]:
    values = [{"amount": cents / DOLLAR}]
    only_y = {"x": None}
    text = f"{dollars(cents)} {name}"
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": colour, "strokeDash": [5, 4], "strokeWidth": 1.5},
            "encoding": only_y,
        },
        {
            "data": {"values": values},
            "mark": {
                "type": "text", "text": text, "color": colour, "fontWeight": 600, "align": "left", "x": 4, "dy": -9,
            },
            "encoding": only_y,
        },
    ]  # fmt: skip


def _alt(ledger: Ledger) -> str:
    said = _("Line chart of lobbying through {year}: {total} so far, of it {grass} grass roots").format(
        year=year_words(ledger),
        total=dollars(ledger.months[-1].total_cents if ledger.months else 0),
        grass=dollars(ledger.months[-1].grass_roots_cents if ledger.months else 0),
    )
    if ledger.ceilings is None:
        return f"{said}."
    return _("{said}; ceilings at {total} and {grass}.").format(
        said=said,
        total=dollars(ledger.ceilings.total_cents),
        grass=dollars(ledger.ceilings.grass_roots_cents),
    )
