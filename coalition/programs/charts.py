"""Charts of a programme's measures, as final Vega-Lite specs: bars from zero, each labelled at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from coalition.programs.rules import Median, MilestoneKind
from coalition.programs.sentences import MILESTONE_WORDS, number_words
from data.language import _
from look.chart_theme import colours, on_screen

BAR, STEP = 18, 44


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its spec with the data inside, and its alt text."""

    spec: dict[str, Any]
    alt: str


def months_chart(months: Mapping[MilestoneKind, Median], mode: str = "light") -> Picture | None:
    """The median of months to each milestone that somebody reached; None when nobody reached any."""
    rows = [
        {"name": _(MILESTONE_WORDS[kind]), "value": float(one.value), "label": number_words(one.value)}
        for kind, one in months.items()
    ]
    return _bars(rows, _("Bars: median months to each milestone."), mode)


def counts_chart(counts: Sequence[tuple[str, int]], what: str, mode: str = "light") -> Picture | None:
    """Counts of something by kind; None of nothing."""
    rows = [{"name": name, "value": count, "label": f"{count:,}"} for name, count in counts]
    return _bars(rows, what, mode)


def _bars(rows: list[dict[str, Any]], what: str, mode: str) -> Picture | None:
    if not rows:
        return None
    c = colours(mode)
    top = max(row["value"] for row in rows) * 1.15 or 1
    name = {
        "type": "text", "align": "left", "baseline": "bottom", "dy": -BAR / 2 - 2, "color": c["ink"], "limit": 340,
    }  # fmt: skip
    value = {"type": "text", "align": "left", "dx": 6, "fontWeight": 600, "color": c["ink"]}
    settings = on_screen(mode)
    settings["padding"] = {"left": 2, "right": 30, "top": 8, "bottom": 4}
    spec = {
        "config": settings,
        "width": "container",
        "height": STEP * len(rows),
        "data": {"values": rows},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": None, "axis": None},
            "x": {"field": "value", "type": "quantitative", "scale": {"domain": [0, top], "nice": False}, "axis": None},
        },
        "layer": [
            {"mark": {"type": "bar", "size": BAR, "color": c["pine"]}},
            {"mark": name, "encoding": {"x": {"datum": 0}, "text": {"field": "name"}}},
            {"mark": value, "encoding": {"text": {"field": "label"}}},
        ],
    }
    said = ", ".join(f"{row['name']}: {row['label']}" for row in rows)
    return Picture(spec, f"{what} {said}.")
