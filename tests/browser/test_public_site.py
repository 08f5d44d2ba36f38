"""The public site opened from a disk: readable by everybody, and no page asks any address."""

from dataclasses import replace
from pathlib import Path

import pytest
from axe_core_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from tests import stores
from tests.browser.test_accessibility import RUN, TAGS
from tests.campaigns.public_site.town import CHOICE, found_town, published


@pytest.fixture(scope="module")
def site(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk")
    with stores.sqlite_copy(sqlite_template, folder):
        found_town()
        published(folder / "public", replace(CHOICE, states=("ky",)))
    return folder / "public"


def test_pages_open_from_a_disk_without_a_violation_a_request_or_a_sideways_scroll(
    browser: Browser, site: Path
) -> None:
    pages = ["index.html", *sorted(f"line-items/{one.name}" for one in (site / "line-items").glob("ma-*.html"))[:1]]
    pages += ["es/districts/" + next((site / "es/districts").glob("ky-*.html")).name]
    asked: list[str] = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        for name in pages:
            page.goto((site / name).as_uri())
            for width in (1280, 390):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
            page.evaluate(AXE_SCRIPT)
            assert page.evaluate(RUN, {"runOnly": TAGS, "resultTypes": ["violations"]}) == [], (name, scheme)
        context.close()

    assert [url for url in asked if not url.startswith((site.as_uri(), "data:"))] == []


def test_a_link_leads_on_and_the_other_language_is_one_click_away(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())

    page.get_by_role("navigation").get_by_role("link", name="Line items").click()
    page.get_by_role("main").get_by_role("link").first.click()
    page.get_by_role("link", name="Español").click()

    assert page.locator("html").get_attribute("lang") == "es"
    assert page.locator("img").first.evaluate("image => image.naturalWidth") > 0
    page.close()
