"""Districts as Vega-Lite specs: revenue by level over years, bars of parts, and a map; values in, a dict out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any, NamedTuple

from data.county_shapes import counties_of
from data.language import _
from look.chart_theme import colours, on_screen

PALETTE = {
    "light": ("#17594D", "#8A5F00", "#44569F", "#B5522A"),
    "dark": ("#7FCBB7", "#F0B93A", "#A3B1EC", "#F0A07A"),
}
FIPS = {"ky": "21", "ma": "25"}
LINE_HEIGHT, LABEL_ROOM, LETTER_WIDTH = 260, 17, 7.6
BILLION, MILLION = 10**11, 10**8
Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: its spec with the data inside, its alt text, and the measure printed under its title."""

    spec: Spec
    alt: str
    measure: str


class Series(NamedTuple):
    """One line: its name, and cents by year in the chart's order, None for a gap."""

    name: str
    cents: tuple[int | None, ...]


class Bar(NamedTuple):
    """One bar: its name, its length, and the words beside it."""

    name: str
    value: float
    words: str


class Point(NamedTuple):
    """A district on the map; `own` is the one a page is about."""

    name: str
    longitude_e6: int
    latitude_e6: int
    students: int | None
    words: str
    own: bool = False


def _scale(series: Sequence[Series]) -> tuple[int, str]:
    largest = max((abs(c) for one in series for c in one.cents if c is not None), default=0)
    return next(((size, letter) for size, letter in ((BILLION, "B"), (MILLION, "M")) if largest >= size), (100, ""))


def levels_chart(
    years: Sequence[str], series: Sequence[Series], mode: str, *, dollars: str, width: Any = "container"
) -> Picture:
    """Each level's amount by year, a line each, named at its end; a year without a figure is a gap."""
    size, letter = _scale(series)
    palette = PALETTE["dark" if mode == "dark" else "light"]
    top = max((c for one in series for c in one.cents if c is not None), default=size) / size * 8 / 7
    apart = _apart([_last(one) for one in series], top * size)
    longest = max((len(f"{one.name} {_short(_last(one), size, letter)}") for one in series), default=0)
    room = 12 + round(longest * LETTER_WIDTH)
    layers: list[Spec] = []
    for one, colour, dy in zip(series, palette, apart, strict=False):
        layers += _line_layers(years, one, size, letter, colour, dy)
    spec = {
        "config": on_screen(mode) | {"padding": {"left": 0, "right": room, "top": 12, "bottom": 0}},
        "width": width,
        "height": LINE_HEIGHT,
        "encoding": {
            "x": {"field": "year", "type": "ordinal", "title": None, "scale": {"domain": list(years)},
                  "axis": {"values": shown_years(years), "labelOverlap": True}},
            "y": {"field": "amount", "type": "quantitative", "title": None,
                  "scale": {"zero": True, "domainMax": top},
                  "axis": {"labelExpr": f"datum.value === 0 ? '$0' : '$' + format(datum.value, ',') + '{letter}'"}},
        },
        "layer": layers,
    }  # fmt: skip
    return Picture(
        spec, _lines_alt(years, series, size, letter, dollars), _("By fiscal year, {dollars}.").format(dollars=dollars)
    )


def _last(one: Series) -> int | None:
    return next((cents for cents in reversed(one.cents) if cents is not None), None)


def _apart(lasts: Sequence[int | None], top: float) -> list[float]:
    """How far each end label moves from its line, so that none stands on another or below the chart."""
    at = {n: LINE_HEIGHT * (1 - cents / top) for n, cents in enumerate(lasts) if cents is not None}
    order = sorted(at, key=lambda place: at[place])
    placed: list[float] = []
    for n in order:
        placed.append(max(at[n], placed[-1] + LABEL_ROOM) if placed else at[n])
    lowest = LINE_HEIGHT - LABEL_ROOM / 2
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], lowest)
        lowest = placed[place] - LABEL_ROOM
    moved = {n: to - at[n] for n, to in zip(order, placed, strict=True)}
    return [moved.get(n, 0.0) for n in range(len(lasts))]


def _line_layers(years: Sequence[str], one: Series, size: int, letter: str, colour: str, dy: float) -> list[Spec]:
    rows = [
        {"year": year, "amount": None if cents is None else cents / size, "exact": _short(cents, size, letter)}
        for year, cents in zip(years, one.cents, strict=True)
    ]
    known = [row for row in rows if row["amount"] is not None]
    tooltip = [{"field": "year", "type": "nominal", "title": _("Year")},
               {"field": "exact", "type": "nominal", "title": one.name}]  # fmt: skip
    layers: list[Spec] = [
        {"data": {"values": rows},
         "mark": {"type": "line", "color": colour, "strokeWidth": 2.5, "invalid": "break-paths-show-domains"}},
        {"data": {"values": known}, "mark": {"type": "point", "filled": True, "size": 34, "color": colour},
         "encoding": {"tooltip": tooltip}},
    ]  # fmt: skip
    if known:
        words = f"{one.name} {known[-1]['exact']}"
        label = {"type": "text", "text": words, "color": colour, "fontWeight": 600, "align": "left", "dx": 9, "dy": dy}
        layers.append({"data": {"values": known[-1:]}, "mark": label})
    return layers


def _short(cents: int | None, size: int, letter: str) -> str:
    if cents is None:
        return ""
    amount = cents / size
    if not cents:
        return "$0"
    return f"${amount:,.0f}{letter}" if not letter or amount >= 100 else f"${amount:,.1f}{letter}"


def _lines_alt(years: Sequence[str], series: Sequence[Series], size: int, letter: str, dollars: str) -> str:
    said = []
    for one in series:
        known = [(year, cents) for year, cents in zip(years, one.cents, strict=True) if cents is not None]
        if known:
            (first, start), (last, end) = known[0], known[-1]
            said.append(_("{name} from {start} in {first} to {end} in {last}").format(
                name=one.name, start=_short(start, size, letter), first=first, end=_short(end, size, letter), last=last
            ))  # fmt: skip
    return _("Line chart, {dollars}: {said}.").format(dollars=dollars, said="; ".join(said))


def shown_years(years: Sequence[str], most: int = 4) -> list[str]:
    """First, last and at most two years between, so that labels stay horizontal on a phone."""
    if len(years) <= most:
        return list(years)
    step = (len(years) - 1) / (most - 1)
    return [years[round(n * step)] for n in range(most)]


def _in_lines(name: str) -> str:
    """A bar's name in lines short enough for a phone, parted by a stroke."""
    return "|".join(wrap(name.replace("|", "/"), 20))


def bars_chart(bars: Sequence[Bar], mode: str, *, what: str, width: Any = "container") -> Picture:
    """A bar for each part, longest first where they are sorted so, its words at its end; bars start at zero."""
    c = colours(mode)
    values = [{**one._asdict(), "name": _in_lines(one.name)} for one in bars]
    largest = max((one.value for one in bars), default=1) or 1
    order = [_in_lines(one.name) for one in bars]
    spec = {
        "config": on_screen(mode) | {"padding": {"left": 0, "right": 8, "top": 4, "bottom": 0}},
        "width": width,
        "height": {"step": 38},
        "data": {"values": values},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": order, "title": None,
                  "axis": {"labelLimit": 160, "grid": False, "labelExpr": "split(datum.label, '|')"}},
            "x": {"field": "value", "type": "quantitative", "title": None, "axis": None,
                  "scale": {"domain": [0, largest * 1.45]}},
        },
        "layer": [
            {"mark": {"type": "bar", "color": c["pine"], "height": 18}},
            {"mark": {"type": "text", "align": "left", "dx": 6},
             "encoding": {"text": {"field": "words", "type": "nominal"}}},
        ],
    }  # fmt: skip
    said = "; ".join(f"{one.name} {one.words}" for one in bars)
    return Picture(spec, _("Bar chart, {what}: {said}.").format(what=what, said=said), what)


def districts_map(
    state: str, points: Sequence[Point], mode: str, *, county: str = "", width: Any = "container"
) -> Picture | None:
    """The state's counties with its districts as circles, their area the students; None for no shape or point."""
    shapes = counties_of(FIPS.get(state, "-"))
    if not shapes or not points:
        return None
    c = colours(mode)
    rows = [_point_row(point) for point in sorted(points, key=lambda p: -(p.students or 0))]
    shown = [{**shape, "own": shape["id"] == county} for shape in shapes]
    layers = [_land(shown, c), _dots(rows, c)]
    spec = {
        "config": on_screen(mode) | {"padding": 0},
        "width": width,
        "height": 300,
        "projection": {"type": "mercator"},
        "layer": layers,
    }
    alt = _("Map of {n} districts in {counties} counties; each circle’s area is the district’s students.").format(
        n=len(points), counties=len(shapes)
    )
    return Picture(
        spec,
        alt,
        _(
            "Circles stand where each district’s office is; their area is its students. The lines are counties: "
            "districts have no outlines here."
        ),
    )


def _land(shapes: Sequence[Spec], c: Mapping[str, str]) -> Spec:
    """The outlines, a page's own county filled."""
    return {
        "data": {"values": shapes},
        "mark": {"type": "geoshape", "stroke": c["axis"], "strokeWidth": 0.6},
        "encoding": {"color": {"condition": {"test": "datum.own", "value": c["line"]}, "value": "transparent"}},
    }


def _dots(rows: Sequence[Mapping[str, Any]], c: Mapping[str, str]) -> Spec:
    """A circle for each district, a page's own one filled."""
    return {
        "data": {"values": rows},
        "mark": {"type": "circle", "stroke": c["pine"], "strokeWidth": 1},
        "encoding": {
            "longitude": {"field": "longitude", "type": "quantitative"},
            "latitude": {"field": "latitude", "type": "quantitative"},
            "size": {"field": "students", "type": "quantitative", "scale": {"range": [12, 900]}, "legend": None},
            "color": {"condition": {"test": "datum.own", "value": c["pine"]}, "value": c["pine"]},
            "opacity": {"condition": {"test": "datum.own", "value": 1}, "value": 0.42},
            "tooltip": [
                {"field": "name", "type": "nominal", "title": _("District")},
                {"field": "words", "type": "nominal", "title": _("Students")},
            ],
        },
    }


def _point_row(point: Point) -> Mapping[str, Any]:
    return {
        "name": point.name,
        "longitude": point.longitude_e6 / 1_000_000,
        "latitude": point.latitude_e6 / 1_000_000,
        "students": point.students or 0,
        "words": point.words,
        "own": point.own,
    }
