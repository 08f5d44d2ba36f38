"""The watch over every browser test can itself notice what it watches for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_dashboard_opens_as_its_visitor_asks(visit: Callable[[str], Page], width: int, color_scheme: str) -> None:
    page = visit("/")

    assert page.evaluate("innerWidth") == width
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (color_scheme == "dark")
    assert page.locator('[data-testid="stMainBlockContainer"] h1').first.is_visible()


def test_a_request_to_another_host_is_noticed(visit: Callable[[str], Page], faults: list[str]) -> None:
    page = visit("/")

    page.evaluate("fetch('http://elsewhere.invalid/pixel', {mode: 'no-cors'}).catch(() => null)")

    assert any("elsewhere.invalid" in fault for fault in faults)
    faults.clear()


def test_an_error_on_the_console_is_noticed(visit: Callable[[str], Page], faults: list[str]) -> None:
    visit("/").evaluate("console.error('broken')")

    assert len(faults) == 1
    assert faults.pop().startswith("console: broken")


def test_a_deep_link_opens_without_a_fault(visit: Callable[[str], Page]) -> None:
    page = visit("/line-items")

    assert page.locator('[data-testid="stMainBlockContainer"] h1').first.is_visible()
