"""A line's history as a Vega-Lite spec: values in, a dict out, with the sentence and alt text beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from budget.line_items.history import HistoryPoint
from data.language import _
from data.money import prose_dollars, short_dollars
from data.periods import FiscalYear
from look.chart_theme import colours, config

SHOWN_LABELS = 4
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its spec with the data inside, its alt text, and the measure printed under its title."""

    spec: dict[str, Any]
    alt: str
    measure: str


def _scale(points: Sequence[HistoryPoint]) -> tuple[int, str, str]:
    largest = max((abs(c) for p in points for c in (p.voted_cents, p.real_cents) if c is not None), default=0)
    if largest >= 10**11:
        return 10**11, "B", _("$ billion")
    if largest >= 10**8:
        return 10**8, "M", _("$ million")
    return 100, "", _("dollars")


def history_chart(
    points: Sequence[HistoryPoint], base: FiscalYear | None, mode: str = "light", *, per_pupil: bool = False
) -> Picture:
    """Settled amounts by year: solid in the base year's dollars, dashed as voted. Missing years are gaps."""
    size, letter, unit = _scale(points)
    series = _series(points, base, size)
    spec = {
        "config": config(mode),
        "width": "container",
        "height": 260,
        "data": {"values": [row for rows in series.values() for row in rows]},
        "encoding": {
            "x": {
                "field": "year",
                "type": "ordinal",
                "title": None,
                "axis": {"values": _labels(points), "labelOverlap": True},
            },
            "y": {
                "field": "amount",
                "type": "quantitative",
                "title": None,
                "scale": {"zero": True, "nice": True, "domainMax": _headroom(points, size)},
                "axis": {"labelExpr": f"datum.value === 0 ? '$0' : '$' + format(datum.value, ',') + '{letter}'"},
            },
        },
        "layer": [layer for name, rows in series.items() for layer in _layers(name, rows, mode, base)],
    }
    measure = _("Settled amount each fiscal year, {unit}.").format(unit=unit)
    if per_pupil:
        measure = _("Amount per pupil each fiscal year, dollars.")
    return Picture(spec, _alt(points, base), measure)


def _headroom(points: Sequence[HistoryPoint], size: int) -> float:
    """The top of the scale: a sixth above the largest amount, so that its label has room."""
    largest = max((c for p in points for c in (p.voted_cents, p.real_cents) if c is not None), default=size)
    return max(largest, 1) / size * 7 / 6


def _series(points: Sequence[HistoryPoint], base: FiscalYear | None, size: int) -> dict[str, list[Row]]:
    def rows(kind: str, values: Sequence[int | None]) -> list[Row]:
        return [
            {"year": p.fiscal_year.label, "amount": None if cents is None else cents / size, "kind": kind,
             "exact": "" if cents is None else short_dollars(cents)}
            for p, cents in zip(points, values, strict=True)
        ]  # fmt: skip

    found = {"voted": rows("voted", [p.voted_cents for p in points])}
    if base is not None:
        found = {"real": rows("real", [p.real_cents for p in points]), **found}
    return found


def _layers(name: str, rows: list[Row], mode: str, base: FiscalYear | None) -> list[dict[str, Any]]:
    c = colours(mode)
    leading = name == "real" or base is None
    colour = c["pine"] if leading else c["faint"]
    line: dict[str, Any] = {
        "type": "line",
        "color": colour,
        "strokeWidth": 2.5,
        "invalid": "break-paths-show-domains",
    }
    if not leading:
        line["strokeDash"] = [5, 4]
    only = {"filter": f"datum.kind === '{name}'"}
    known = [row for row in rows if row["amount"] is not None]
    words = _("in {year} dollars").format(year=base.label) if name == "real" and base else _("as voted")
    layers: list[dict[str, Any]] = [
        {"transform": [only], "mark": line},
        {
            "transform": [only, {"filter": "datum.amount !== null"}],
            "mark": {"type": "point", "filled": True, "size": 30, "color": colour},
            "encoding": {
                "tooltip": [
                    {"field": "year", "type": "nominal", "title": _("Year")},
                    {"field": "exact", "type": "nominal", "title": words},
                ]
            },
        },
    ]
    if known:
        text_colour = c["pine"] if leading else c["ink2"]
        start = f"{known[0]['exact']} {words}"
        layers.append(_label(only, known[0], start, text_colour, align="left", dx=0, dy=-14 if leading else 18))
        if len(known) > 1:
            layers.append(
                _label(only, known[-1], known[-1]["exact"], text_colour, align="left", dx=8, dy=_apart(rows, leading))
            )
    return layers


def _label(only: dict[str, str], row: Row, text: str, colour: str, *, align: str, dx: int, dy: int) -> dict[str, Any]:
    mark = {"type": "text", "text": text, "color": colour, "fontWeight": 600, "align": align, "dx": dx, "dy": dy}
    return {"transform": [only, {"filter": f"datum.year === '{row['year']}'"}], "mark": mark}


def _apart(rows: list[Row], leading: bool) -> int:
    """End labels step apart, the leading series above, so that two close ends stay readable."""
    return (-14 if leading else 16) if len(rows) > 1 else 0


def _labels(points: Sequence[HistoryPoint]) -> list[str]:
    """First, last and at most two years between, so that labels stay horizontal on a phone."""
    years = [p.fiscal_year.label for p in points]
    if len(years) <= SHOWN_LABELS:
        return years
    step = (len(years) - 1) / (SHOWN_LABELS - 1)
    return [years[round(n * step)] for n in range(SHOWN_LABELS)]


def _alt(points: Sequence[HistoryPoint], base: FiscalYear | None) -> str:
    known = [p for p in points if p.voted_cents is not None]
    if not known:
        return _("No settled amounts are known.")
    first, last = known[0], known[-1]
    gaps = len(points) - len(known)
    said = _("Line chart, {first} to {last}: as voted from {start} to {end}").format(
        first=first.fiscal_year.label,
        last=last.fiscal_year.label,
        start=prose_dollars(first.voted_cents or 0),
        end=prose_dollars(last.voted_cents or 0),
    )
    if base is not None and first.real_cents is not None and last.real_cents is not None:
        said += _("; in {year} dollars from {start} to {end}").format(
            year=base.label, start=prose_dollars(first.real_cents), end=prose_dollars(last.real_cents)
        )
    if gaps == 1:
        return said + _("; one year without a figure.")
    return said + (_("; {gaps} years without a figure.").format(gaps=gaps) if gaps else ".")
