"""The charts of a guide as SVG: one drawing 360 points wide for phone, page and paper, in color or in patterns."""

import re
import textwrap
from functools import lru_cache
from typing import Any

from campaigns.voter_guides.printing import Mark, Picture
from data.exports.pictures import as_svg

WIDTH = 360
LETTER = 8.4
"""How wide a letter of 13-point type is at most: pages are read in other faces than ours, some of them wide."""
MOST_LETTERS = int(WIDTH / LETTER)
LINE, BAR, GAP = 17, 16, 14
INK, BARS, OURS = "#1E2725", "#17594D", "#4F5A56"
HATCHED = "#123456"
"""Stands for the hatching in a spec, which knows colors only; `_hatched` puts the pattern in its place."""
_HATCH = (
    '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="5" height="5" fill="#fff"/><line x1="0" y1="0" x2="0" y2="5" stroke="#000" stroke-width="2.4"/>'
    "</pattern></defs>"
)
_CONFIG = {
    "background": "transparent", "view": {"stroke": None}, "mark": {"aria": False}, "font": "Public Sans, sans-serif",
    "text": {"font": "Public Sans, sans-serif", "fontSize": 13, "color": INK, "baseline": "middle"},
}  # fmt: skip
Layer = dict[str, Any]


@lru_cache(maxsize=512)
def chart_svg(picture: Picture, *, grey: bool = False) -> str:
    """The chart as an SVG element with its title and alternative text; equal charts give equal text."""
    spec = bars_spec(picture, grey=grey) if picture.form == "bars" else line_spec(picture, grey=grey)
    svg = as_svg(spec, title=picture.title.text, alt=picture.sentence.text).decode()
    return _hatched(svg) if grey else svg


def _hatched(svg: str) -> str:
    """Hatching for the bars, one pattern to a drawing."""
    pattern = f"hatch{abs(hash_of(svg))}"
    drawn = re.sub(re.escape(HATCHED), f"url(#{pattern})", svg, flags=re.IGNORECASE)
    return re.sub(r"(<svg[^>]*>)", lambda one: one[1] + _HATCH.replace("hatch", pattern), drawn, count=1)


def hash_of(text: str) -> int:
    """A small number of a text, the same in every process."""
    return sum((place + 1) * ord(letter) for place, letter in enumerate(text)) % 1_000_003


def bars_spec(picture: Picture, *, grey: bool = False) -> dict[str, Any]:
    """Bars from zero, each under its name with its figure at its end; a missing one is its reason in words."""
    shown = [mark for mark in (*picture.marks, picture.reference) if mark and mark.value is not None]
    room = min(150, max((len(mark.shown) for mark in shown), default=0) * LETTER + 10)
    rows, height = _bar_rows(picture)
    span = max([0.0, *(mark.value or 0 for mark in shown)]), min([0.0, *(mark.value or 0 for mark in shown)])
    scale = {"domain": [span[1], span[0] or 1], "range": [0, WIDTH - room], "nice": False}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    layers = [
        _words("label", {"datum": span[1], **{k: x[k] for k in ("type", "axis", "scale")}}, "top"),
        {
            "transform": [{"filter": "datum.value !== null"}],
            "mark": {"type": "bar", "height": BAR, **_fill(grey)},
            "encoding": {"x": x, "x2": {"datum": 0}, "y": _y("bar")},
        },
        {
            "transform": [{"filter": "datum.value !== null"}],
            "mark": {"type": "text", "align": "left", "dx": 6, "fontWeight": 600},
            "encoding": {"x": {**x, "field": "end"}, "y": _y("bar"), "text": {"field": "shown"}},
        },
        {
            "transform": [{"filter": "datum.value === null"}],
            "mark": {"type": "text", "align": "left", "dx": 6, "fontStyle": "italic"},
            "encoding": {"x": {"datum": 0, **_kind(x)}, "y": _y("bar"), "text": {"field": "shown"}},
        },
        _rule({"datum": 0, **_kind(x)}, {"strokeWidth": 1, "color": OURS}),
    ]
    if picture.reference and picture.reference.value is not None:
        layers += _reference(picture.reference, x, height)
    return _whole(layers, rows, height)


def _kind(x: Layer) -> Layer:
    return {name: x[name] for name in ("type", "axis", "scale")}


def _fill(grey: bool) -> Layer:
    return {"color": HATCHED, "stroke": "#000000", "strokeWidth": 1} if grey else {"color": BARS}


def _bar_rows(picture: Picture) -> tuple[list[Layer], float]:
    """Each bar with where its name and its middle stand, and the height of them all."""
    top: float = 2 * LINE if picture.reference and picture.reference.value is not None else 0
    rows = []
    for mark in picture.marks:
        label = textwrap.wrap(mark.label, MOST_LETTERS) or [""]
        middle = top + LINE * len(label) + BAR / 2 + 3
        rows.append({
            "label": label, "top": top + LINE / 2, "bar": middle, "value": mark.value, "shown": mark.shown,
            "end": max(mark.value or 0, 0),
        })  # fmt: skip
        top = middle + BAR / 2 + GAP
    return rows, max(top - GAP, 1) + 2


def _words(field: str, x: Layer, at: str) -> Layer:
    mark = {"type": "text", "align": "left", "dx": 6, "lineHeight": LINE}
    return {"mark": mark, "encoding": {"x": x, "y": _y(at), "text": {"field": field}}}


def _y(field: str) -> Layer:
    return {"field": field, "type": "quantitative", "axis": None, "scale": None}


def _rule(x: Layer, how: Layer) -> Layer:
    return {"data": {"values": [{}]}, "mark": {"type": "rule", **how}, "encoding": {"x": x}}


def _reference(mark: Mark, x: Layer, height: float) -> list[Layer]:
    """A dashed line across with its name and figure at the top, turned to the side that has room."""
    low, high = x["scale"]["domain"]
    right = (mark.value or 0) - low > (high - low) / 2
    words = textwrap.wrap(f"{mark.label}: {mark.shown}", MOST_LETTERS * 5 // 8)[:2]
    place = {"datum": mark.value, **_kind(x)}
    text = {"type": "text", "align": "right" if right else "left", "dx": 0, "lineHeight": LINE, "fontWeight": 600}
    return [
        {
            "data": {"values": [{"from": LINE * len(words) + 2, "to": height}]},
            "mark": {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 1.6, "color": INK},
            "encoding": {"x": place, "y": _y("from"), "y2": {"field": "to"}},
        },
        {
            "data": {"values": [{"words": words, "at": LINE / 2}]},
            "mark": text,
            "encoding": {"x": place, "y": _y("at"), "text": {"field": "words"}},
        },
    ]


def line_spec(picture: Picture, *, grey: bool = False) -> dict[str, Any]:
    """A line through the years from zero up; a missing year is a gap, the first and the last figure are written."""
    marks, height = picture.marks, 190
    known = [place for place, mark in enumerate(marks) if mark.value is not None]
    named = set(known) if len(known) <= 4 else {known[0], known[-1]}
    inset = max(30.0, max((len(marks[place].shown) for place in named), default=0) * LETTER / 2)
    step = (WIDTH - 8 - 2 * inset) / max(len(marks) - 1, 1)
    ticks = set(range(len(marks))) if len(marks) <= 4 else {0, len(marks) // 2, len(marks) - 1}
    rows = [
        {
            "x": inset + place * step, "value": mark.value, "label": mark.label if place in ticks else "",
            "shown": mark.shown if place in named else "", "bottom": height + 14, "above": height - 12,
            "reason": textwrap.wrap(mark.shown, 13) if mark.value is None and len(marks) <= 4 else [],
        }
        for place, mark in enumerate(marks)
    ]  # fmt: skip
    values = [mark.value for mark in (*marks, picture.reference) if mark and mark.value is not None]
    domain = [min([0.0, *values]), max([0.0, *values]) or 1]
    scale = {"domain": domain, "range": [height, 44], "nice": False}
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    return _whole(_line_layers(y, grey) + _line_reference(picture.reference, y), rows, height + 24)


def _line_layers(y: Layer, grey: bool) -> list[Layer]:
    x = {"field": "x", "type": "quantitative", "axis": None, "scale": None}
    color = "#000000" if grey else BARS
    zero = {"datum": 0, **_kind(y)}
    return [
        {"data": {"values": [{}]}, "mark": {"type": "rule", "color": OURS}, "encoding": {"y": zero}},
        {
            "mark": {"type": "line", "color": color, "strokeWidth": 2.5, "invalid": "break-paths-show-domains"},
            "encoding": {"x": x, "y": y},
        },
        {
            "transform": [{"filter": "datum.value !== null"}],
            "mark": {"type": "point", "filled": True, "size": 44, "color": color, "opacity": 1},
            "encoding": {"x": x, "y": y},
        },
        {
            "transform": [{"filter": "datum.value !== null"}],
            "mark": {"type": "text", "dy": -14, "fontWeight": 600},
            "encoding": {"x": x, "y": y, "text": {"field": "shown"}},
        },
        {"mark": {"type": "text"}, "encoding": {"x": x, "y": _y("bottom"), "text": {"field": "label"}}},
        {
            "transform": [{"filter": "datum.value === null"}],
            "mark": {"type": "text", "fontStyle": "italic", "baseline": "bottom", "lineHeight": LINE},
            "encoding": {"x": x, "y": _y("above"), "text": {"field": "reason"}},
        },
    ]


def _line_reference(mark: Mark | None, y: Layer) -> list[Layer]:
    if mark is None or mark.value is None:
        return []
    place = {"datum": mark.value, **_kind(y)}
    words = textwrap.wrap(f"{mark.label}: {mark.shown}", MOST_LETTERS)[:2]
    values = {"data": {"values": [{"words": words}]}}
    return [
        {**values, "mark": {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 1.6}, "encoding": {"y": place}},
        {
            **values,
            "mark": {
                "type": "text",
                "align": "right",
                "dy": -12 - LINE * (len(words) - 1),
                "lineHeight": LINE,
                "fontWeight": 600,
            },
            "encoding": {"x": {"value": WIDTH - 4}, "y": place, "text": {"field": "words"}},
        },
    ]


def _whole(layers: list[Layer], rows: list[Layer], height: float) -> dict[str, Any]:
    return {
        "config": _CONFIG, "autosize": {"type": "none"}, "padding": 2, "width": WIDTH - 4, "height": height,
        "data": {"values": rows}, "layer": layers, "resolve": {"scale": {"x": "shared", "y": "shared"}},
    }  # fmt: skip
