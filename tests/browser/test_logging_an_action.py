"""Jobs 1 and 11 on a phone: an action logged with one sentence and three taps, and the lobbying limit looked up."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Serve
from tests.campaigns.lobbying.room import treasurers_year
from tests.stores import acting_on

VISIT = Callable[[str], Page]
SETTLE = Callable[[Page], None]
SENTENCE = "Met Rep. Example, 5 of us, leaning yes on 7061-0008, wants cost per scholar by 12/1/2027"
MOST_TAPS, MOST_SECONDS, MOST_TAPS_TO_CLASSIFY = 3, 20, 5
pytestmark = pytest.mark.parametrize("width", [390])


@pytest.fixture(scope="module")
def treasurers_action(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Filled once the dashboard stands: the number of an action of $100 that nobody classified yet."""
    return {}


@pytest.fixture(scope="module")
def app_address(
    serve: Serve, tmp_path_factory: pytest.TempPathFactory, treasurers_action: dict[str, int]
) -> Iterator[str]:
    """A dashboard of this module's own, with the treasurer's year of job 11 and no legislator met yet."""
    folder = tmp_path_factory.mktemp("actions")
    with serve(folder) as address:
        with acting_on(f"sqlite:///{folder / 'commontable.db'}", folder):
            treasurers_action["id"] = treasurers_year()[0]
        yield address


class Taps:
    """Taps, counted; after each the page is waited for."""

    def __init__(self, page: Page, settled: SETTLE) -> None:
        self._page, self._settled, self.count = page, settled, 0

    def __call__(self, what: Locator) -> None:
        self.count += 1
        what.click()
        self._settled(self._page)


def type_sentence(page: Page, settled: SETTLE, words: str) -> None:
    page.get_by_role("textbox", name="What happened?").fill(words)
    expect(page.get_by_text("We read this from your sentence.")).to_be_visible()
    settled(page)


def chosen(page: Page, group: str) -> list[str]:
    """The chips of a group that are pressed."""
    return chips(page, group).locator('[data-selected="true"]').all_inner_texts()


def chips(page: Page, group: str) -> Locator:
    return page.get_by_test_id("stButtonGroup").filter(has=page.get_by_text(group, exact=True))


def is_within(page: Page, width: int) -> bool:
    return bool(page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollWidth") <= width)


def test_a_lobby_day_meeting_is_logged_with_one_sentence_and_three_taps(
    visit: VISIT, settled: SETTLE, width: int
) -> None:
    page = visit("/log")
    type_sentence(page, settled, "Met Rep. Example, undecided on 7061-0008")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Rep. Example: Undecided, heard for the first time.")

    page = visit("/log")
    tap, started = Taps(page, settled), time.monotonic()
    type_sentence(page, settled, SENTENCE)
    assert chosen(page, "How") == ["Meeting"]
    assert chosen(page, "Who") == ["Rep. Example"]
    assert chosen(page, "Where they stand now") == ["Leaning support"]
    assert chosen(page, "About") == ["7061-0008"]
    tap(page.get_by_role("button", name="Save"))
    card = page.get_by_role("status")
    expect(card).to_contain_text("Rep. Example: Undecided before, Leaning support now.")
    assert tap.count <= MOST_TAPS
    assert time.monotonic() - started < MOST_SECONDS
    expect(card).to_contain_text("Meeting: Rep. Example, 7061-0008.")
    expect(card).to_contain_text("5 of ours took part")
    expect(card).to_contain_text("Follow-up for you: Wants cost per scholar, by ")
    assert is_within(page, width)

    tap(page.get_by_role("button", name="Undo"))
    assert page.get_by_role("textbox", name="What happened?").input_value() == ""
    expect(visit("/actions?words=7061-0008").get_by_text("1 action.", exact=True)).to_be_visible()


def test_a_refresh_loses_nothing_and_a_form_sent_twice_is_one_action(
    visit: VISIT, settled: SETTLE, page: Page, width: int
) -> None:
    visit("/log")
    type_sentence(page, settled, "Called Rep. Draft")
    chips(page, "When").get_by_text("Yesterday", exact=True).click()
    page.get_by_role("textbox", name="What happened?").fill("Called Rep. Draft, 25 minutes")
    expect(page.get_by_text("25 min", exact=True)).to_be_visible()  # the server has read both
    page.reload()
    settled(page)
    expect(page.get_by_text("This is what you typed and did not save.")).to_be_visible()
    assert page.get_by_role("textbox", name="What happened?").input_value() == "Called Rep. Draft, 25 minutes"
    assert chosen(page, "When") == ["Yesterday"]
    assert is_within(page, width)

    second = page.context.new_page()
    second.goto("/log")
    settled(second)
    assert second.get_by_role("textbox", name="What happened?").input_value() == "Called Rep. Draft, 25 minutes"
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_role("status")).to_contain_text("Saved already, once")

    second.goto("/actions?words=Draft")
    settled(second)
    expect(second.get_by_text("1 action, 25 min of work.")).to_be_visible()


def test_the_treasurer_sees_the_limit_and_classifies_a_lobby_day_within_five_taps(
    visit: VISIT, settled: SETTLE, width: int, treasurers_action: dict[str, int]
) -> None:
    page = visit("/lobbying?year=2026")
    expect(page.get_by_text("$14,200 of $60,000; grass roots $2,100 of $15,000 in 2026.")).to_be_visible()
    assert is_within(page, width)
    page.get_by_test_id("stButtonGroup").get_by_text("To classify (").click()
    expect(page.get_by_text("Who was it said to?")).to_be_visible()

    page = visit(f"/lobbying?year=2026&view=classify&action={treasurers_action['id']}")
    tap = Taps(page, settled)
    tap(chips(page, "Who was it said to?").get_by_text("Lawmakers, their staff"))
    tap(chips(page, "Was it about specific legislation?").get_by_text("Yes"))
    tap(chips(page, "Did it take a side on it?").get_by_text("Yes"))
    tap(chips(page, "Whose time was it?").get_by_text("Volunteers only"))
    assert is_within(page, width)
    tap(page.get_by_role("button", name="Save the answer"))
    expect(page.locator(".ct-saved")).to_contain_text("Answer saved")
    assert tap.count <= MOST_TAPS_TO_CLASSIFY
    expect(visit("/lobbying?year=2026").locator(".ct-lede")).to_contain_text("$14,300 of $60,000")
