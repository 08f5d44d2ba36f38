"""The pictures of a district: end labels of lines that lie close together, and none outside the chart."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from budget.districts.charts import LABEL_ROOM, LINE_HEIGHT, Series, levels_chart

CENTS = st.integers(0, 10**12)


def end_labels(*cents: int | None) -> list[float]:
    """Where the end labels of lines stand, in pixels from the top, from the topmost down."""
    series = [Series(f"Line {n}", (10**9, amount)) for n, amount in enumerate(cents)]
    spec = levels_chart(["2015-16", "2016-17"], series, "light", dollars="as printed").spec
    top = spec["encoding"]["y"]["scale"]["domainMax"]
    labels = [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    places = [(layer["data"]["values"][0]["amount"], layer["mark"]["dy"]) for layer in labels]
    return sorted(LINE_HEIGHT * (1 - amount / top) + dy for amount, dy in places)


@given(st.lists(st.none() | CENTS, min_size=1, max_size=4))
def test_no_end_label_stands_on_another_or_below_the_chart(cents: list[int | None]) -> None:
    at = end_labels(*cents)
    assert len(at) == len(cents)
    assert all(low - high >= LABEL_ROOM - 0.01 for high, low in pairwise(at))
    assert at[-1] <= LINE_HEIGHT - LABEL_ROOM / 2 + 0.01


def test_a_line_that_ends_at_nothing_says_0_dollars() -> None:
    spec = levels_chart(
        ["2015-16"], [Series("Capital outlay", (0,)), Series("State", (10**9,))], "dark", dollars=""
    ).spec
    assert "Capital outlay $0" in [layer["mark"].get("text") for layer in spec["layer"]]
