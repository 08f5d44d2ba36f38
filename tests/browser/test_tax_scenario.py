"""Job 7: what would the 4 percent rate mean? One click changes a value within five seconds; the link keeps it."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

VISIT = Callable[[str], Page]
MOST_SECONDS = 5
pytestmark = pytest.mark.parametrize("width", [390])


def test_a_parent_sees_what_a_rate_means_moves_it_and_sends_the_link(
    visit: VISIT, settled: Callable[[Page], None], width: int
) -> None:
    page = visit("/taxes")
    columns = page.get_by_role("group", name="Three rates side by side")
    for name in ("Compensating rate", "4 percent rate", "Proposed rate"):
        expect(columns.get_by_role("row").filter(has_text=name)).to_be_visible()
    expect(columns).to_contain_text("$674,192,066")
    expect(columns).to_contain_text("$1,526")  # a $200,000 home at 76.3¢
    expect(page.get_by_text("opens a window of 50 days")).to_be_visible()

    slider = page.get_by_role("slider", name="Slide the rate")
    slider.focus()
    started = time.monotonic()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("1 tenth of a cent (0.1¢)")).to_be_visible()
    expect(columns).to_contain_text("$1,528")
    assert time.monotonic() - started < MOST_SECONDS
    settled(page)

    assert page.url.endswith("/taxes?place=jcps-2023&rate=76.4")
    page.reload()
    settled(page)
    expect(columns).to_contain_text("$1,528")
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= width
