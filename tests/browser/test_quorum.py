"""Job 4 on a phone: the chair counts the quorum with a tap for each organization and writes the result card."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Serve
from tests.coalition.decisions.room import TEXT, called, put, seven_members
from tests.stores import acting_on

VISIT = Callable[[str], Page]
SETTLE = Callable[[Page], None]
HERE = {"Example Apple": "Support", "Example Birch": "Support", "Example Cedar": "Can live with it",
        "Example Elm": "Stand aside"}  # fmt: skip
MOST_SECONDS = 60
pytestmark = pytest.mark.parametrize("width", [390])


@pytest.fixture(scope="module")
def monthly_call(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Filled once the dashboard stands: the number of a meeting that was called a week ago, with one motion."""
    return {}


@pytest.fixture(scope="module")
def app_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory, monthly_call: dict[str, int]) -> Iterator[str]:
    """A dashboard of this module's own, with seven member organizations."""
    folder = tmp_path_factory.mktemp("quorum")
    with serve(folder) as address:
        with acting_on(f"sqlite:///{folder / 'commontable.db'}", folder):
            now = datetime.now(UTC)
            seven_members()
            monthly_call["id"] = called(told=now - timedelta(days=7), starts=now, now=now)
            put(monthly_call["id"], now=now)
        yield address


def chips(page: Page, organization: str) -> Locator:
    return page.get_by_test_id("stButtonGroup").filter(has=page.get_by_text(organization, exact=True))


def test_a_tap_for_each_organization_counts_the_quorum_and_a_second_its_position(
    visit: VISIT, settled: SETTLE, width: int, monthly_call: dict[str, int]
) -> None:
    page = visit(f"/meeting?meeting={monthly_call['id']}")
    quorum, taps, started = page.locator(".ct-quorum"), 0, time.monotonic()
    expect(quorum).to_contain_text("0 of 7 present, 4 more for the quorum")
    for count, organization in enumerate(HERE, start=1):
        page.get_by_test_id("stCheckbox").filter(has_text=organization).locator("label").click()
        taps += 1
        expect(quorum).to_contain_text(f"{count} of 7 present")
    expect(quorum).to_contain_text("4 of 7 present, quorum met")
    for organization, stand in HERE.items():
        chips(page, organization).get_by_text(stand, exact=True).click()
        taps += 1
        chosen = chips(page, organization).locator('[data-selected="true"]')
        expect(chosen).to_have_text(stand)
    expect(page.get_by_text("Consensus so far: 2 support, 1 can live with it, 1 stand aside.")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Write the result").click()
    taps += 1
    card = page.get_by_role("region", name="Result")
    expect(card).to_contain_text("Agreed by consensus: 2 support, 1 can live with it, 1 stand aside, 3 did not answer.")
    assert time.monotonic() - started < MOST_SECONDS
    assert taps == 2 * len(HERE) + 1
    expect(card).to_contain_text(TEXT)
    expect(card).to_contain_text(str(datetime.now(UTC).year))
    expect(card).to_contain_text("4 of 7 member organizations present, 4 answered; 4 were needed.")
    expect(card).to_contain_text("Example Fir")
    expect(card).to_contain_text(re.compile(r"Text [0-9a-f]{12}…, card [0-9a-f]{12}…"))
    assert page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= width
    written = card.inner_text()

    page = visit(f"/meeting?meeting={monthly_call['id']}")
    assert page.get_by_role("region", name="Result").inner_text() == written
    expect(page.get_by_role("button", name="Write the result")).to_have_count(0)
    expect(chips(page, "Example Apple")).to_have_count(0)
