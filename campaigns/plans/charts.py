"""A target as a small Vega-Lite spec: the number is a bar from zero, the target a dashed rule."""

from dataclasses import dataclass
from typing import Any

from campaigns.plans.queries import TargetOf
from campaigns.plans.rules import MONEY
from campaigns.plans.sentences import gap_sentence, target_name
from data.language import _
from data.money import short_dollars
from look.chart_theme import colours, on_screen

HEIGHT = 66
BAR = 20
INSIDE = 0.35  # of the scale; a longer bar has room for its number
ON_BAR = {"light": "#FFFFFF", "dark": "#10201C"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its spec with the data inside, its alt text, and the measure printed under its title."""

    spec: dict[str, Any]
    alt: str
    measure: str


def _short(amount: int, unit: str) -> str:
    return short_dollars(amount) if unit == MONEY else f"{amount:,}"


def target_chart(target: TargetOf, mode: str = "light") -> Picture | None:
    """One target: solid bar for its number, hollow bar for a figure not enacted yet; None where there is neither."""
    progress, latest = target.progress, target.number.so_far
    now = progress.reached if progress.reached is not None else (latest.amount_cents if latest else None)
    if now is None:
        return None
    size = 100 if target.unit == MONEY else 1
    amounts = [now, progress.goal, progress.baseline or 0, size]
    c = colours(mode)
    top = max(amounts) * 1.2 / size
    layers = [_bar(now, size, c, solid=progress.reached is not None), *_goal(target, size, top, c)]
    layers.append(_now_label(now, target, size, top, "dark" if mode == "dark" else "light"))
    if progress.baseline:
        layers.append(_start(progress.baseline, size, c))
    settings = on_screen(mode)
    settings["padding"] = {"left": 2, "right": 8, "top": 22, "bottom": 0}
    spec = {
        "config": settings,
        "width": "container",
        "height": HEIGHT - 22,
        "encoding": {
            "x": {"type": "quantitative", "scale": {"domain": [0, top], "nice": False}, "axis": None},
            "y": {"value": (HEIGHT - 22) / 2},
        },
        "layer": layers,
    }
    measure = _("Bar from zero; the dashed rule is the target.")
    if progress.baseline:
        measure = _("Bar from zero; the dashed rule is the target, the tick is where it started.")
    return Picture(spec, f"{target_name(target)}: {gap_sentence(target)}", measure)


def _at(amount: int, size: int) -> dict[str, Any]:
    return {"x": {"datum": amount / size, "type": "quantitative"}}


def _bar(now: int, size: int, c: dict[str, str], *, solid: bool) -> dict[str, Any]:
    mark: dict[str, Any] = {"type": "bar", "size": BAR, "color": c["pine"]}
    if not solid:
        mark |= {"filled": False, "stroke": c["pine"], "strokeWidth": 2, "strokeDash": [3, 3]}
    return {
        "data": {"values": [{}]},
        "mark": mark,
        "encoding": {**_at(now, size), "x2": {"datum": 0}},
    }


def _goal(target: TargetOf, size: int, top: float, c: dict[str, str]) -> list[dict[str, Any]]:
    goal = target.progress.goal
    on_the_left = goal / size > top * 0.6
    text = _("target {amount}").format(amount=_short(goal, target.unit))
    rule = {"type": "rule", "color": c["pine"], "strokeDash": [5, 4], "strokeWidth": 2, "clip": False}
    label = {
        "type": "text", "text": text, "color": c["pine"], "fontWeight": 600,
        "align": "right" if on_the_left else "left", "dx": -2 if on_the_left else 2, "dy": -(HEIGHT - 22) / 2 - 10,
    }  # fmt: skip
    whole = {"y": {"value": 0}, "y2": {"value": HEIGHT - 22}}
    data: dict[str, Any] = {"data": {"values": [{}]}}
    return [
        {**data, "mark": rule, "encoding": {**_at(goal, size), **whole}},
        {**data, "mark": label, "encoding": _at(goal, size)},
    ]


def _now_label(now: int, target: TargetOf, size: int, top: float, mode: str) -> dict[str, Any]:
    """The number: at the foot of a long bar, clear of the target and the start, else beside the bar."""
    is_long, is_solid = now / size > top * INSIDE, target.progress.reached is not None
    colour = ON_BAR[mode] if is_long and is_solid else colours(mode)["ink"]
    mark = {
        "type": "text", "text": _short(now, target.unit), "align": "left", "dx": 8 if is_long else 6,
        "fontWeight": 600, "color": colour,
    }  # fmt: skip
    return {"data": {"values": [{}]}, "mark": mark, "encoding": _at(0 if is_long else now, size)}


def _start(baseline: int, size: int, c: dict[str, str]) -> dict[str, Any]:
    mark = {"type": "tick", "color": c["axis"], "thickness": 3, "size": BAR + 8}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": _at(baseline, size)}
