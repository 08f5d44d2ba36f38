"""Job 5 on a phone: see what changed since we agreed and sign it with two taps; an ally signs by a link."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from coalition.accounts import clock
from coalition.letters.commands import change_text
from coalition.letters.linking import make_link
from tests.browser.conftest import Serve
from tests.coalition.letters import desk
from tests.stores import acting_on
from tests.support import ORGANIZER

VISIT = Callable[[str], Page]
SETTLE = Callable[[Page], None]
TOKENS: list[str] = []
pytestmark = pytest.mark.parametrize("width", [390])


@pytest.fixture(scope="module")
def app_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard of this module's own: a letter our organization signed and whose text changed since."""
    folder = tmp_path_factory.mktemp("letter")
    with serve(folder) as address:
        with acting_on(f"sqlite:///{folder / 'commontable.db'}", folder):
            number = desk.letter()
            desk.signed(ORGANIZER, number)
            text = desk.TEXT.replace("$350,000", "$500,000")
            now = clock.now()
            desk.do(ORGANIZER, change_text, letter_id=number, version=1, text=text, now=now)
            TOKENS.append(
                desk.do(
                    ORGANIZER, make_link, letter_id=number, version=2, organization="Far Allies", now=now,
                    expires=now + timedelta(days=3),
                )
            )  # fmt: skip
        yield address


def test_what_changed_is_read_and_signed_with_two_taps(visit: VISIT, settled: SETTLE, width: int) -> None:
    page = visit("/letters")
    page.get_by_role("link", name="Keep the earmark").click()
    expect(page.get_by_text("From version 1 to version 2: 1 word came, 1 went.")).to_be_visible()
    expect(page.locator("del")).to_contain_text("$350,000")
    expect(page.locator("ins")).to_contain_text("$500,000")
    settled(page)
    page.get_by_role("button", name="Sign version 2").click()
    expect(page.get_by_text("Your organization stands under this text")).to_be_visible()


def test_an_ally_signs_by_a_link_and_the_keeper_confirms_it(
    page: Page, visit: VISIT, settled: SETTLE, width: int
) -> None:
    page.goto(f"/sign/{TOKENS[0]}")  # our own plain page: no dashboard runs on it
    expect(page.get_by_text("we ask for $500,000")).to_be_visible()
    page.get_by_label("Your name").fill("Lee Ally")
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", name="Signed")).to_be_visible()
    visit("/letter?letter=1")
    expect(page.get_by_text("Far Allies: Lee Ally, version 2")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Confirm it").click()
    expect(page.get_by_role("cell", name="Far Allies")).to_be_visible()
