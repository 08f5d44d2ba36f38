"""Job 12, what changed this week: seven sentences at most with no click, each a link, printable, and in Spanish."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve

Visit = Callable[[str], Page]
MOST_WORDS = 200  # what is read aloud in a minute and a quarter, in silence in less than one
ROW = '[class*="st-key-change_row"]'


@pytest.fixture(scope="module")
def app_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard with the example coalition, in place of the one with the starter figures alone."""
    with serve(tmp_path_factory.mktemp("changed"), ["example", "load"]) as address:
        yield address


@pytest.mark.parametrize("width", [390])
def test_monday_s_changes_are_read_without_a_click_and_each_leads_to_its_record(visit: Visit) -> None:
    page = visit("/")

    rows = page.locator(ROW)
    expect(rows.first).to_be_visible()
    assert 1 <= rows.count() <= 7
    for place in range(rows.count()):
        expect(rows.nth(place).get_by_role("link")).to_have_count(1)
        expect(rows.nth(place).locator("time")).to_have_attribute("datetime", re.compile(r"\d{4}-\d\d-\d\d"))
    assert len(" ".join(rows.all_inner_texts()).split()) <= MOST_WORDS
    expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    page.emulate_media(media="print")
    expect(rows.first).to_be_visible()
    expect(page.locator('[data-testid="stHeader"]')).to_be_hidden()
    page.emulate_media(media="screen")

    page.get_by_role("link", name="Join the letter on school buses (example)").click()
    expect(page.get_by_role("heading", name="Join the letter on school buses (example)").first).to_be_visible()


def test_the_digest_of_a_day_comes_in_spanish_and_loads_nothing(visit: Visit) -> None:
    page = visit("/what-changed?since=2026-11-01")

    with page.expect_download() as arriving:
        page.get_by_role("link", name="In Spanish").press("Enter")
    digest = arriving.value.path().read_text(encoding="utf-8")

    assert '<html lang="es">' in digest
    assert "Join the letter on school buses (example)" in digest
    assert "Waiting for you" not in digest
    assert not re.search(r"<(img|link|script|table)\b|\bsrc=|url\(", digest)
