"""Jobs 1 and 3 on a phone: a logged meeting moves the count at once, and whom to call is two taps from home."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from coalition.accounts import clock
from tests.browser.conftest import Serve
from tests.campaigns.whip_counts import room
from tests.stores import acting_on

VISIT = Callable[[str], Page]
SETTLE = Callable[[Page], None]
MOST_SECONDS = 5
pytestmark = pytest.mark.parametrize("width", [390])


@pytest.fixture(scope="module")
def app_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard of this module's own: seven made-up legislators, a bill, and a count of it."""
    folder, today = tmp_path_factory.mktemp("whip"), clock.now().date()
    with serve(folder) as address:
        with acting_on(f"sqlite:///{folder / 'commontable.db'}", folder):
            measure = room.bill(on=today - timedelta(days=50))
            room.counted(measure, room.chamber(7), decision_on=today + timedelta(days=2))
            room.heard(measure, 2, room.SUPPORT)
            room.tie(3)
        yield address


def test_a_meeting_moves_the_count_and_the_list_of_whom_to_call_is_two_taps_away(
    visit: VISIT, settled: SETTLE, width: int
) -> None:
    page = visit("/log")
    page.get_by_role("textbox", name="What happened?").fill("Met Rep. Alder, leaning yes on HB 520")
    expect(page.get_by_text("We read this from your sentence.")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("HB 520 in the House (example): 1 → 2 of 4 needed.")

    page = visit("/")
    started = time.monotonic()
    page.get_by_role("link", name="HB 520 in the House (example)").first.click()
    expect(page.get_by_role("heading", name="2 votes to find")).to_be_visible()
    listed = page.get_by_role("region", name="Whom to ask")
    expect(listed).to_contain_text("Rep. Example Alder")
    assert time.monotonic() - started < MOST_SECONDS
    expect(listed.get_by_role("link", name="502-555-0101")).to_have_attribute("href", "tel:5025550101")
    expect(listed).to_contain_text("knows them")
    settled(page)

    who = page.get_by_role("combobox", name="Legislator")
    who.focus()
    page.keyboard.type("Cedar")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nobody contacted them yet.")).to_be_visible()
    settled(page)
    page.get_by_test_id("stButtonGroup").get_by_text("Strong support").click()
    page.get_by_role("button", name="Save what was heard").click()
    expect(page.get_by_role("status")).to_contain_text("Rep. Example Cedar: not contacted → strong support.")
    expect(page.get_by_role("status")).to_contain_text("2 → 3 of 4 needed.")
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= width
