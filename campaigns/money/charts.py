"""Plan against actual as a Vega-Lite spec: a bar of spent and committed for each line, a tick where the plan is."""

from dataclasses import dataclass
from typing import Any

from campaigns.money.queries import CampaignMoney
from campaigns.money.rules import Sums
from campaigns.money.sentences import LOGGED, left_words, plan_sentence
from data.language import _
from data.money import short_dollars
from look.chart_theme import colours, on_screen

ROW = 70
BAR = 16
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its spec with the data inside, its alt text, and the measure printed under its title."""

    spec: dict[str, Any]
    alt: str
    measure: str


def rows_of(money: CampaignMoney) -> tuple[tuple[str, Sums], ...]:
    """The lines as chart, table and files show them: every budget line, then what was logged with actions."""
    found = [(line.name, line.sums) for line in money.lines]
    if money.logged_actions:
        found.append((_(LOGGED), Sums(spent=money.logged_cents)))
    return tuple(found)


def plan_chart(money: CampaignMoney, mode: str = "light") -> Picture | None:
    """Spent and committed against the plan, line by line; None when there is nothing to draw."""
    rows = [_row(name, sums, place) for place, (name, sums) in enumerate(rows_of(money))]
    if not rows:
        return None
    c = colours(mode)
    top = max(max(row["planned"], row["spent"] + row["committed"], 1) for row in rows) * 1.05
    settings = on_screen(mode)
    settings["padding"] = {"left": 2, "right": 8, "top": 4, "bottom": 0}
    spec = {
        "config": settings,
        "width": "container",
        "height": ROW * len(rows),
        "data": {"values": rows},
        "encoding": {
            "y": {
                "field": "at", "type": "quantitative", "axis": None,
                "scale": {"domain": [0, ROW * len(rows)], "reverse": True, "nice": False},
            },
        },
        "layer": [
            _bar("zero", "spent", c["pine"], top),
            _bar("spent", "actual", c["pine"], top, hollow=True),
            _plan(c, top),
            _words("title", c["ink"], bold=True),
            _words("figures", c["ink2"], bold=False),
        ],
    }  # fmt: skip
    measure = _("Solid: spent. Outlined: committed. The tick is the plan. Dollars, from zero.")
    return Picture(spec, _alt(money), measure)


def _row(name: str, sums: Sums, place: int) -> Row:
    figures = _("{actual} of {planned}").format(actual=short_dollars(sums.actual), planned=short_dollars(sums.planned))
    return {
        "title": name if len(name) <= 40 else f"{name[:39]}…",
        "figures": f"{figures}, {left_words(sums.left)}" if sums.planned else short_dollars(sums.actual),
        "spent": max(sums.spent, 0) / 100,
        "committed": sums.committed / 100,
        "actual": max(sums.actual, 0) / 100,
        "planned": sums.planned / 100,
        "zero": 0,
        "at": place * ROW + 50,
        "above": place * ROW + 12,
        "below": place * ROW + 31,
    }


def _x(field: str, top: float) -> dict[str, Any]:
    return {"field": field, "type": "quantitative", "axis": None, "scale": {"domain": [0, top], "nice": False}}


def _bar(start: str, end: str, colour: str, top: float, *, hollow: bool = False) -> dict[str, Any]:
    mark: dict[str, Any] = {"type": "bar", "size": BAR - 2 if hollow else BAR, "color": colour, "orient": "horizontal"}
    if hollow:
        mark |= {"filled": False, "stroke": colour, "strokeWidth": 2}
    found: dict[str, Any] = {"mark": mark, "encoding": {"x": _x(start, top), "x2": {"field": end}}}
    return found | {"transform": [{"filter": f"datum.{end} > datum.{start}"}]}


def _plan(c: dict[str, str], top: float) -> dict[str, Any]:
    mark = {"type": "tick", "color": c["ink"], "thickness": 3, "size": BAR + 8, "orient": "vertical"}
    return {"mark": mark, "encoding": {"x": _x("planned", top)}, "transform": [{"filter": "datum.planned > 0"}]}


def _words(field: str, colour: str, *, bold: bool) -> dict[str, Any]:
    where = "above" if bold else "below"
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": colour, "fontWeight": 600 if bold else 400}
    place = {"field": where, "type": "quantitative"}
    return {
        "mark": mark,
        "encoding": {"x": {"value": 0}, "y": {**place, "axis": None}, "text": {"field": field, "type": "nominal"}},
    }


def _alt(money: CampaignMoney) -> str:
    lines = "; ".join(f"{name}: {left_words(sums.left)}" for name, sums in rows_of(money))
    return _("Bar chart, plan against actual. {sentence} {lines}.").format(sentence=plan_sentence(money), lines=lines)
