"""Chart colours and type for Vega-Lite specs, by mode; drawn on screen and in pictures alike."""

from typing import Any

COLOURS = {
    "light": {
        "ink": "#1E2725", "ink2": "#4F5A56", "line": "#E4E0D6", "axis": "#8A8473", "pine": "#17594D",
        "faint": "#8A8473",
    },
    "dark": {
        "ink": "#EDEBE3", "ink2": "#B4BFB9", "line": "#2C3B36", "axis": "#70827B", "pine": "#7FCBB7",
        "faint": "#7C8D86",
    },
}  # fmt: skip
FONT = "PublicSans, Public Sans, system-ui, sans-serif"


def colours(mode: str) -> dict[str, str]:
    return COLOURS["dark" if mode == "dark" else "light"]


def config(mode: str) -> dict[str, Any]:
    """The `config` block of a spec: no grid but the horizontal, no legend, 13 px type."""
    c = colours(mode)
    text = {
        "labelFont": FONT, "titleFont": FONT, "labelColor": c["ink2"], "titleColor": c["ink2"],
        "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal",
    }  # fmt: skip
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "padding": {"left": 0, "right": 76, "top": 24, "bottom": 0},
        "axis": {**text, "grid": False, "domain": False, "ticks": False, "labelPadding": 8},
        "axisX": {
            "domain": True, "domainColor": c["axis"], "ticks": True, "tickColor": c["axis"], "tickSize": 4,
            "labelAngle": 0, "labelFlush": False,
        },
        "axisY": {"grid": True, "gridColor": c["line"], "tickCount": 4},
        "legend": {"disable": True},
        "text": {"font": FONT, "fontSize": 13, "color": c["ink"]},
    }  # fmt: skip


def on_screen(mode: str) -> dict[str, Any]:
    """`config` for a chart that a page shows with one alt text: its single marks are not read out one by one."""
    return config(mode) | {"mark": {"aria": False}}
