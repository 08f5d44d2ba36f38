"""Job 6, Saturday's sign-ups on a phone: in at most four clicks and thirty seconds the file is in, and Undo stays."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Serve

VISIT = Callable[[str], Page]
SETTLE = Callable[[Page], None]
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
OURS = SAMPLES / "contacts_plain.csv"
SIGNUPS = SAMPLES / "contacts_mobilize_signups.csv"
MOST_CLICKS, MOST_SECONDS = 4, 30


@pytest.fixture(scope="module")
def app_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard whose organization has 31 contacts, four of whom opted out."""
    with serve(tmp_path_factory.mktemp("signups"), ["contact", "import", str(OURS)]) as address:
        yield address


@pytest.mark.parametrize("width", [390])
def test_saturdays_signups_are_in_within_four_clicks_and_can_be_taken_back(
    visit: VISIT, settled: SETTLE, width: int
) -> None:
    page = visit("/import-contacts")
    clicks = 0

    def click(what: Locator) -> None:
        nonlocal clicks
        clicks += 1
        what.click()
        settled(page)

    started = time.monotonic()
    with page.expect_file_chooser() as chooser:
        click(page.get_by_test_id("stFileUploader").locator("button").first)
    chooser.value.set_files(SIGNUPS)
    looks_like = "Looks like Mobilize signups (92 rows): 61 new, 24 known, 3 need a choice, 4 opted out."
    expect(page.get_by_text(looks_like)).to_be_visible()
    settled(page)
    radio = page.get_by_role("radiogroup", name="Row 16 is")
    click(radio.get_by_text("Somebody new"))
    expect(page.get_by_text("Importing adds 62 contacts")).to_be_visible()
    click(page.get_by_role("button", name="Import these contacts"))
    card = page.get_by_role("status")
    expect(card.get_by_text("62 contacts are new.")).to_be_visible()
    assert clicks <= MOST_CLICKS
    assert time.monotonic() - started < MOST_SECONDS
    settled(page)
    past = page.locator(".ct-batch").first
    expect(past).to_contain_text("92 rows: 62 new, 26 known, 4 opted out")
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= width

    click(page.get_by_role("button", name="Undo import 2"))
    expect(page.get_by_role("heading", name="Import undone")).to_be_visible()
    expect(page.get_by_text(looks_like)).to_be_visible()
