"""A visitor chooses Spanish: the page says so to everybody, keeps it, and nothing grows too wide for a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HEIGHTS
from tests.browser.test_accessibility import WIDEST, violations

LINE = "/line-item?line=1&year=2017"
LANGUAGE = "document.documentElement.lang"


@pytest.mark.parametrize("width", [390])
def test_a_visitor_reads_everything_in_spanish_until_they_choose_english(
    visit: Callable[[str], Page], settled: Callable[[Page], None], width: int
) -> None:
    page = visit(LINE)
    assert page.evaluate(LANGUAGE) == "en"

    page.get_by_role("link", name="Español").click()
    page.wait_for_function(f"{LANGUAGE} === 'es'")
    settled(page)

    assert page.url.endswith(LINE)
    expect(page.get_by_text("Año fiscal", exact=True).first).to_be_visible()
    for wide, high in HEIGHTS.items():
        page.set_viewport_size({"width": wide, "height": high})
        settled(page)
        assert violations(page) == []
        assert page.evaluate(WIDEST) <= wide
    page.set_viewport_size({"width": 390, "height": HEIGHTS[390]})
    for path in ("/", "/log"):
        page.goto(path)
        settled(page)
        assert page.evaluate(LANGUAGE) == "es"
        assert page.evaluate(WIDEST) <= 390

    page.get_by_role("link", name="English").click()
    page.wait_for_function(f"{LANGUAGE} === 'en'")
    settled(page)
    expect(page.get_by_role("heading", name="Log an action")).to_be_visible()


def test_a_shared_link_opens_in_the_language_it_names(visit: Callable[[str], Page]) -> None:
    page = visit("/bills?lang=es")

    assert page.evaluate(LANGUAGE) == "es"
    expect(page.get_by_role("heading", name="Proyectos de ley")).to_be_visible()
