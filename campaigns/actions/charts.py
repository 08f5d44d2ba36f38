"""Actions by month as a Vega-Lite spec; months without an action stay in, as a gap of nothing done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from campaigns.actions.summaries import Group
from data.language import _
from data.language.days import short_month
from look.chart_theme import colours, on_screen

HEIGHT = 190


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its spec with the data inside, and its alt text."""

    spec: dict[str, Any]
    alt: str


def months_between(first: str, last: str) -> list[str]:
    """Every month from one to another, such as "2025-12" to "2026-02"."""
    year, month = (int(part) for part in first.split("-"))
    found = []
    while f"{year}-{month:02}" <= last:
        found.append(f"{year}-{month:02}")
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def month_name(month: str) -> str:
    """A month in words: "2026-03" is Mar 2026."""
    year, number = month.split("-")
    return f"{short_month(int(number))} {year}"


def by_month_chart(months: Sequence[Group], mode: str = "light") -> Picture | None:
    """Actions a month as bars from zero; None without any."""
    if not months:
        return None
    known = {group.name: group.counted.actions for group in months}
    span = months_between(months[0].name, months[-1].name)
    values = [{"month": month_name(name), "actions": known.get(name, 0)} for name in span]
    c, settings = colours(mode), on_screen(mode)
    settings["padding"] = {"left": 0, "right": 8, "top": 10, "bottom": 0}
    spec = {
        "config": settings,
        "width": "container",
        "height": HEIGHT,
        "data": {"values": values},
        "mark": {"type": "bar", "color": c["pine"], "cornerRadiusEnd": 2, "width": {"band": 0.7}},
        "encoding": {
            "x": {
                "field": "month", "type": "ordinal", "sort": None, "title": None,
                "axis": {"labelOverlap": True},
            },
            "y": {
                "field": "actions", "type": "quantitative", "title": None,
                "axis": {"tickMinStep": 1, "format": ",d"},
            },
            "tooltip": [
                {"field": "month", "title": _("Month")}, {"field": "actions", "format": ",d", "title": _("Actions")}
            ],
        },
    }  # fmt: skip
    alt = _("Bar chart of actions a month: {first} in {start}, {last} in {end}.").format(
        first=f"{values[0]['actions']:,}", start=values[0]["month"], last=f"{values[-1]['actions']:,}",
        end=values[-1]["month"],
    )  # fmt: skip
    return Picture(spec, alt)
