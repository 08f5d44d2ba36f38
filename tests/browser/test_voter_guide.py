"""Job 8: publish the county's bilingual guide in three clicks, and read both languages side by side."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests import stores
from tests.browser.conftest import Serve
from tests.campaigns.voter_guides.guide_room import ready_for_today

MOST_SECONDS = 20


@pytest.fixture(scope="module")
def app_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard with a guide whose checks all pass or are answered for."""
    folder: Path = tmp_path_factory.mktemp("guide")
    with serve(folder) as address:
        with stores.acting_on(f"sqlite:///{folder / 'commontable.db'}", folder):
            ready_for_today()
        yield address


@pytest.mark.parametrize("width", [1280])
def test_an_organizer_publishes_a_bilingual_edition_in_three_clicks(
    visit: Callable[[str], Page], settled: Callable[[Page], None], width: int
) -> None:
    page = visit("/guides")
    page.get_by_role("link", name="Ready to publish?").click()
    settled(page)
    expect(page.get_by_text("All fourteen checks pass.")).to_be_visible()
    started = time.monotonic()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Edition 1 published")).to_be_visible(timeout=MOST_SECONDS * 1000)
    settled(page)
    assert time.monotonic() - started < MOST_SECONDS

    expect(page.get_by_role("heading", name="What the budget does")).to_be_visible()
    expect(page.get_by_role("heading", name="Qué hace el presupuesto")).to_be_visible()
    english, spanish = (page.locator(f'section[lang="{language}"]').first for language in ("en", "es"))
    assert english.bounding_box()["y"] == spanish.bounding_box()["y"]  # type: ignore[index]
    numbers = [
        [text for text in one.locator(".ct-num").all_inner_texts() if any(sign.isdigit() for sign in text)]
        for one in (english, spanish)
    ]
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) > 10
    page.get_by_test_id("stButtonGroup").get_by_text("Español").click()
    settled(page)
    expect(page.get_by_role("heading", name="What the budget does")).to_have_count(0)
    answer = page.request.get(page.url.split("/edition")[0] + "/export/guide.pdf?edition=1&language=es")
    assert answer.body().startswith(b"%PDF")
