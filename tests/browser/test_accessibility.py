"""Every page in light and dark, on a desktop and a phone: axe finds nothing, nothing scrolls sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

VISIT = Callable[[str], Page]
PAGES = {
    "home": "/",
    "line-items": "/line-items?year=2017",
    "no line fits": "/line-items?words=zeppelin",
    "line-item": "/line-item?line=1&year=2017",
    "an unknown line": "/line-item?line=abc",
    "import": "/import",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Rule → why what is found under it is Streamlit's own and not ours to change.
STREAMLITS_OWN: dict[str, str] = {}
WIDEST = "() => Math.max(...['html', '[data-testid=\"stMain\"]'].map(s => document.querySelector(s).scrollWidth))"


def violations(page: Page) -> list[str]:
    found: dict[str, Any] = Axe().run(page, options={"runOnly": TAGS})
    return [
        f"{rule['id']}: {node['html'][:200]}"
        for rule in found["violations"]
        if rule["id"] not in STREAMLITS_OWN
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_page_can_be_used_by_everybody(visit: VISIT, name: str, width: int, color_scheme: str) -> None:
    page = visit(PAGES[name])

    assert violations(page) == []
    assert page.evaluate(WIDEST) <= width
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == color_scheme
    assert page.locator(".ct").first.evaluate("e => getComputedStyle(e).fontFamily").startswith("PublicSans")


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_open_forms_of_a_line_can_be_used_by_everybody(visit: VISIT, color_scheme: str) -> None:
    page = visit("/line-item?line=1&year=2017")

    for button, field in [("Set our ask", "Ask"), ("Add a stage amount", "Document")]:
        page.get_by_role("button", name=button).click()
        page.get_by_label(field, exact=True).wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")
