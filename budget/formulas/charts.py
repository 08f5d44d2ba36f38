"""A SEEK worksheet as a picture: what is added, what is taken away and what the state pays, bar by bar."""

from dataclasses import dataclass
from typing import Any

from budget.formulas.rules import ADDED, TAKEN, SeekResult
from budget.line_items.charts import Picture
from data.language import _
from data.money import prose_dollars, short_dollars
from look.chart_theme import colours, on_screen

SHORT_WORDS = {
    "guaranteed": "Guaranteed base",
    "at_risk": "At risk",
    "exceptional": "Exceptional child",
    "home_hospital": "Home, hospital",
    "lep": "Limited English",
    "local_effort": "Local 30 cents",
    "capital_outlay": "Capital outlay",
    "state": "The state pays",
}
ROW_HEIGHT = 34


@dataclass(frozen=True, slots=True)
class Step:
    """A bar from one amount to another, in cents; `kind` is added, taken or total."""

    code: str
    start_cents: int
    end_cents: int
    kind: str


def steps_of(result: SeekResult) -> tuple[Step, ...]:
    """The worksheet as steps up, steps down and what is left; empty when an amount is missing."""
    steps, reached = [], 0
    for code in (*ADDED, *TAKEN):
        cents = result.line(code).amount_cents
        if cents is None:
            return ()
        after = reached + cents if code in ADDED else reached - cents
        steps.append(Step(code, reached, after, "added" if code in ADDED else "taken"))
        reached = after
    return (*steps, Step("state", 0, result.state.cents or 0, "total"))


def worksheet_chart(result: SeekResult, mode: str = "light") -> Picture | None:
    """The steps as horizontal bars, each with its amount; None when an amount is missing."""
    steps = steps_of(result)
    if not steps:
        return None
    c = colours(mode)
    rows = [
        {
            "step": _(SHORT_WORDS[step.code]), "start": step.start_cents / 100, "end": step.end_cents / 100,
            "kind": step.kind, "right": max(step.start_cents, step.end_cents) / 100, "said": _said(step),
        }
        for step in steps
    ]  # fmt: skip
    largest = max(row["right"] for row in rows)  # type: ignore[type-var]
    y = {"field": "step", "type": "nominal", "sort": None, "title": None, "axis": {"grid": False}}
    scale = {"zero": True, "domainMax": largest * 1.5}  # type: ignore[operator]
    x = {"field": "start", "type": "quantitative", "title": None, "scale": scale, "axis": None}
    kinds = {"domain": ["added", "taken", "total"], "range": [c["faint"], c["line"], c["pine"]]}
    bar = {
        "mark": {"type": "bar", "height": 18, "stroke": c["axis"], "strokeWidth": 1},
        "encoding": {"y": y, "x": x, "x2": {"field": "end"},
                     "color": {"field": "kind", "type": "nominal", "scale": kinds}},
    }  # fmt: skip
    text = {
        "mark": {"type": "text", "align": "left", "dx": 6, "color": c["ink"], "fontWeight": 600},
        "encoding": {"y": y, "x": {**x, "field": "right"}, "text": {"field": "said"}},
    }
    spec: dict[str, Any] = {
        "config": on_screen(mode) | {"padding": {"left": 0, "right": 8, "top": 4, "bottom": 4}},
        "width": "container", "height": ROW_HEIGHT * len(rows), "data": {"values": rows}, "layer": [bar, text],
    }  # fmt: skip
    return Picture(spec, _alt(steps), _("Dollars; what is added, then what is taken away, then what is left."))


def _said(step: Step) -> str:
    cents = abs(step.end_cents - step.start_cents)
    return f"−{short_dollars(cents)}" if step.kind == "taken" else short_dollars(cents)


def _alt(steps: tuple[Step, ...]) -> str:
    first, last = steps[0], steps[-1]
    top = max(step.end_cents for step in steps)
    return _("Bar chart: the guaranteed base of {base} and the add-ons reach {top}; less the local effort and capital "
             "outlay the state pays {state}.").format(
        base=prose_dollars(first.end_cents), top=prose_dollars(top), state=prose_dollars(last.end_cents)
    )  # fmt: skip
