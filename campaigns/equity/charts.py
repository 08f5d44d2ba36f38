"""Indicators as Vega-Lite specs: dots with their margins, a line over years, and dots beside money."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from budget.districts.sentences import year_words
from campaigns.equity.queries import DistrictRow
from campaigns.equity.rows import Said
from campaigns.equity.sentences import gap_words, points
from data.language import _
from look.chart_theme import colours, on_screen

MOST_DOTS = 20
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its spec with the data inside, and its alt text."""

    spec: Spec
    alt: str


def gaps_chart(rows: Sequence[DistrictRow], mode: str, *, width: Any = "container") -> Picture:
    """A dot for each district with its margin as a line, in the order given; the axis holds 0."""
    shown = [row for row in rows if row.said.gap is not None][:MOST_DOTS]
    values = [_dot(row.unit.name, row.said) for row in shown]
    c = colours(mode)
    spec: Spec = {
        "config": on_screen(mode) | {"padding": {"left": 0, "right": 12, "top": 4, "bottom": 0}},
        "width": width,
        "height": {"step": 26},
        "data": {"values": values},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": [row["name"] for row in values], "title": None,
                  "axis": {"labelLimit": 190, "grid": False}},
        },
        "layer": [
            {"data": {"values": [{"at": 0}]}, "mark": {"type": "rule", "color": c["axis"]},
             "encoding": {"x": {"field": "at", "type": "quantitative"}, "y": None}},
            {"mark": {"type": "rule", "color": c["pine"], "strokeWidth": 2},
             "encoding": {"x": {"field": "low", "type": "quantitative", "title": _("Percentage points"),
                                "axis": {"tickCount": 6}},
                          "x2": {"field": "high"}}},
            {"mark": {"type": "point", "filled": True, "size": 60, "color": c["pine"]},
             "encoding": {"x": {"field": "gap", "type": "quantitative"},
                          "tooltip": [{"field": "name", "type": "nominal", "title": _("District")},
                                      {"field": "words", "type": "nominal", "title": _("Gap")}]}},
        ],
    }  # fmt: skip
    said = "; ".join(f"{row['name']} {row['words']}" for row in values)
    return Picture(spec, _("Dot plot of gaps in percentage points with their margins: {said}.").format(said=said))


def _dot(name: str, said: Said) -> dict[str, Any]:
    gap, margin = said.gap or 0.0, said.margin or 0.0
    return {
        "name": name, "gap": round(gap, 2), "low": round(gap - margin, 2), "high": round(gap + margin, 2),
        "words": gap_words(said),
    }  # fmt: skip


def years_chart(by_year: dict[int, Said], mode: str, *, width: Any = "container") -> Picture:
    """One district's gap over the years, its margin as a band; a year without it is a gap in the line."""
    known = {year: said for year, said in by_year.items() if said.gap is not None}
    values = [{**_dot(year_words(year), said)} for year, said in known.items()]
    c = colours(mode)
    x = {"field": "name", "type": "ordinal", "title": None, "scale": {"domain": [year_words(y) for y in by_year]}}
    spec: Spec = {
        "config": on_screen(mode) | {"padding": {"left": 0, "right": 16, "top": 8, "bottom": 0}},
        "width": width,
        "height": 200,
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "rule", "color": c["pine"], "strokeWidth": 2},
             "encoding": {"x": x, "y": {"field": "low", "type": "quantitative", "title": None},
                          "y2": {"field": "high"}}},
            {"mark": {"type": "line", "color": c["pine"], "strokeWidth": 1.5, "opacity": 0.5},
             "encoding": {"x": x, "y": {"field": "gap", "type": "quantitative"}}},
            {"mark": {"type": "point", "filled": True, "size": 60, "color": c["pine"]},
             "encoding": {"x": x, "y": {"field": "gap", "type": "quantitative"},
                          "tooltip": [{"field": "name", "type": "nominal", "title": _("School year")},
                                      {"field": "words", "type": "nominal", "title": _("Gap")}]}},
        ],
    }  # fmt: skip
    said = "; ".join(f"{one['name']} {one['words']}" for one in values)
    return Picture(spec, _("The gap by school year, in percentage points: {said}.").format(said=said))


def money_chart(rows: Sequence[tuple[DistrictRow, int]], mode: str, *, money: str, width: Any = "container") -> Picture:
    """A dot for each district: spending per pupil across, the gap up; both of one school year."""
    values = [
        {"name": row.unit.name, "dollars": cents / 100, "gap": round(_level(row.said), 2),
         "words": f"${cents // 100:,}", "gap_words": gap_words(row.said)}
        for row, cents in rows
    ]  # fmt: skip
    c = colours(mode)
    spec: Spec = {
        "config": on_screen(mode) | {"padding": {"left": 0, "right": 16, "top": 8, "bottom": 0}},
        "width": width,
        "height": 260,
        "data": {"values": values},
        "mark": {"type": "circle", "color": c["pine"], "size": 44, "opacity": 0.55},
        "encoding": {
            "x": {"field": "dollars", "type": "quantitative", "scale": {"zero": False}, "title": _("Dollars a pupil"),
                  "axis": {"format": "$,.0f", "tickCount": 5}},
            "y": {"field": "gap", "type": "quantitative", "title": None},
            "tooltip": [
                {"field": "name", "type": "nominal", "title": _("District")},
                {"field": "words", "type": "nominal", "title": _("A pupil")},
                {"field": "gap_words", "type": "nominal", "title": _("Gap")},
            ],
        },
    }  # fmt: skip
    alt = _("Scatter of {n} districts: {money} across, percentage points up.").format(n=len(values), money=money)
    return Picture(spec, alt)


def _level(said: Said) -> float:
    return said.gap if said.gap is not None else said.value or 0.0


__all__ = ["Picture", "gaps_chart", "money_chart", "points", "years_chart"]
