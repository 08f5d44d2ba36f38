"""A guide's page by itself in Chromium: axe finds nothing, it fits a phone, and the keyboard gets past its top."""

from pathlib import Path
from typing import Literal

import pytest
from axe_core_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from campaigns.voter_guides.documents import guide_document
from campaigns.voter_guides.html_page import guide_html
from tests.browser.conftest import HEIGHTS
from tests.browser.test_accessibility import RUN, TAGS
from tests.campaigns.voter_guides.sample_content import CONTENT, FACTS

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("es", 390)])
def test_a_guide_is_for_everybody_light_and_dark_on_desk_and_phone(
    language: str, width: int, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "guide.html"
    file.write_bytes(guide_html(guide_document(CONTENT, language, FACTS)))
    asked: list[str] = []
    with browser.new_context(viewport={"width": width, "height": HEIGHTS[width]}) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri())
        page.evaluate(AXE_SCRIPT)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(RUN, {"runOnly": TAGS}) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
    assert set(asked) == {file.as_uri()}
