"""The history chart's spec: the values of the table, gaps as gaps, and words for who cannot see it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.line_items.charts import SHOWN_LABELS, Picture, history_chart
from budget.line_items.history import HistoryPoint
from data.exports.pictures import as_svg
from data.periods import FiscalYear

FY2025 = FiscalYear(2025)
M, B = 10**8, 10**11


def points(*voted: int | None, real: int = 2, first: int = 2010) -> list[HistoryPoint]:
    """A point for each year from `first`; real dollars are `real` times the voted ones."""
    return [
        HistoryPoint(FiscalYear(first + n), cents, None if cents is None else cents * real, "Enacted", "")
        for n, cents in enumerate(voted)
    ]


def values(picture: Picture, kind: str) -> list[Any]:
    return [row["amount"] for row in picture.spec["data"]["values"] if row["kind"] == kind]


def texts(picture: Picture) -> list[str]:
    return [layer["mark"]["text"] for layer in picture.spec["layer"] if layer["mark"].get("type") == "text"]


def test_the_spec_holds_the_points_and_nothing_else() -> None:
    chart = history_chart(points(5 * M, None, 7 * M), FY2025)
    assert values(chart, "voted") == [5.0, None, 7.0]
    assert values(chart, "real") == [10.0, None, 14.0]
    assert values(history_chart(points(5 * M, None), None), "real") == []


def test_a_year_without_a_figure_breaks_the_line_and_is_not_a_zero() -> None:
    chart = history_chart(points(5 * M, None, 7 * M), None)
    lines = [layer["mark"] for layer in chart.spec["layer"] if layer["mark"].get("type") == "line"]
    assert [line["invalid"] for line in lines] == ["break-paths-show-domains"]
    assert 0 not in values(chart, "voted")
    assert chart.alt.endswith("; one year without a figure.")


@pytest.mark.parametrize(
    ("largest", "shown", "unit"),
    [(999, 9.99, "dollars"), (M - 1, 999_999.99, "dollars"), (M, 1.0, "$ million"), (B, 1.0, "$ billion")],
)
def test_the_unit_fits_the_largest_amount_shown(largest: int, shown: float, unit: str) -> None:
    chart = history_chart(points(largest, real=1), None)
    assert values(chart, "voted") == [shown]
    assert unit in chart.measure
    assert "dollars" in history_chart(points(382_200), None, per_pupil=True).measure


def test_the_scale_starts_at_zero_so_that_a_small_change_does_not_look_large() -> None:
    assert history_chart(points(5 * M), None).spec["encoding"]["y"]["scale"]["zero"] is True


def test_every_series_is_named_with_its_dollars_at_its_ends() -> None:
    said = texts(history_chart(points(5 * M, 6 * M), FY2025))
    assert [text for text in said if "in FY2025 dollars" in text] == ["$10.00M in FY2025 dollars"]
    assert [text for text in said if "as voted" in text] == ["$5.00M as voted"]
    assert "adjusted" not in " ".join(said)


def test_the_alt_text_says_first_last_and_both_dollars() -> None:
    assert history_chart(points(5 * M, 6 * M), FY2025).alt == (
        "Line chart, FY2010 to FY2011: as voted from $5.00 million to $6.00 million; in FY2025 dollars from "
        "$10.00 million to $12.00 million."
    )
    assert history_chart(points(None), FY2025).alt == "No settled amounts are known."


def test_few_years_are_labelled_so_that_a_phone_can_show_them() -> None:
    labels = history_chart(points(*[M] * 21), None).spec["encoding"]["x"]["axis"]["values"]
    assert len(labels) == SHOWN_LABELS
    assert (labels[0], labels[-1]) == ("FY2010", "FY2030")
    assert history_chart(points(M, M), None).spec["encoding"]["x"]["axis"]["values"] == ["FY2010", "FY2011"]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_both_themes_draw(mode: str) -> None:
    chart = history_chart(points(5 * M, None, 7 * M), FY2025, mode)
    svg = as_svg({**chart.spec, "width": 720}, title="Chapter 70", alt=chart.alt).decode()
    assert svg.startswith("<svg")
    assert "Chapter 70" in svg


@settings(max_examples=50, deadline=None)
@given(st.lists(st.none() | st.integers(-B * 100, B * 100), max_size=30), st.booleans())
def test_any_history_becomes_a_spec(voted: list[int | None], real: bool) -> None:
    chart = history_chart(points(*voted), FY2025 if real else None)
    assert len(values(chart, "voted")) == len(voted)
    assert chart.alt.endswith(".")
