"""Every page in light and dark, on a desktop and a phone: axe finds nothing, nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from axe_core_python.base import AXE_SCRIPT
from playwright.sync_api import Page

VISIT = Callable[[str], Page]
PAGES = {
    "home": "/",
    "line-items": "/line-items?year=2017",
    "line-item": "/line-item?line=1&year=2017",
    "import": "/import",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "options => axe.run(options).then(r => r.violations.flatMap(v => v.nodes.map(n => [v.id, n.html.slice(0, 300)])))"
NEVER = "\0"
# Rule → the sign of what it finds that is Streamlit's own: the spin buttons of an empty st.date_input have no value,
# and the field to drop a file on is named although it is marked as a mere drawing.
STREAMLITS_OWN = {
    "aria-required-attr": 'role="spinbutton" aria-valuetext="Empty"',
    "presentation-role-conflict": 'data-testid="stFileUploaderDropzone"',
}
WIDEST = "() => Math.max(...['html', '[data-testid=\"stMain\"]'].map(s => document.querySelector(s).scrollWidth))"


def violations(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT)
    found: list[list[str]] = page.evaluate(RUN, {"runOnly": TAGS, "resultTypes": ["violations"]})
    return [f"{rule}: {markup}" for rule, markup in found if STREAMLITS_OWN.get(rule, NEVER) not in markup]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_a_page_can_be_used_by_everybody(visit: VISIT, name: str, width: int, color_scheme: str) -> None:
    page = visit(PAGES[name])

    assert violations(page) == []
    assert page.evaluate(WIDEST) <= width
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == color_scheme
    assert page.locator(".ct").first.evaluate("e => getComputedStyle(e).fontFamily").startswith("PublicSans")


@pytest.mark.parametrize("address", ["/line-items?words=zeppelin", "/line-item?line=abc"])
def test_a_page_with_nothing_to_show_can_be_used_by_everybody(visit: VISIT, address: str) -> None:
    assert violations(visit(address)) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_open_forms_of_a_line_can_be_used_by_everybody(visit: VISIT, color_scheme: str) -> None:
    page = visit("/line-item?line=1&year=2017")

    for button, field in [("Set our ask", "Ask"), ("Add a stage amount", "Document")]:
        page.get_by_role("button", name=button).click()
        page.get_by_label(field, exact=True).wait_for()
        assert violations(page) == []
        page.keyboard.press("Escape")
