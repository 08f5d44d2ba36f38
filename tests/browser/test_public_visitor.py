"""A dashboard for the public: no sign-in yet, so nothing of the coalition's own is shown or sent."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Serve, under

VISIT = Callable[[str], Page]
ASKS = [
    ["ask", "7010-0005", "--fiscal-year", "2017", "--amount", "15111111", "--floor", "13222222", "--published"],
    ["ask", "7010-0012", "--fiscal-year", "2017", "--amount", "29333333", "--acceptable", "28444444"],
]
KEPT = ("13222222", "13,222,222", "29333333", "29,333,333", "28444444", "28,444,444")


@pytest.fixture(scope="module")
def app_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same dashboard at a public address, with one published ask and one that is not."""
    with serve(tmp_path_factory.mktemp("public"), *ASKS, as_public=True) as address:
        yield address


def test_the_menu_has_no_import_page(visit: VISIT) -> None:
    page = visit("/")

    assert under(page, "Money") == [
        "Line items",
        "Compare",
        "Districts",
        "Formulas",
        "Taxes",
        "Equity",
        "Where to grow next",
        "Amendments",
    ]
    assert page.get_by_text("You act as the organizer").count() == 0


def test_the_import_pages_address_opens_nothing(visit: VISIT, faults: list[str]) -> None:
    page = visit("/import")

    assert page.locator('input[type="file"]').count() == 0
    faults.clear()  # Chromium notes the page that is not there


def test_a_published_ask_is_seen_and_nothing_else_of_it(visit: VISIT) -> None:
    page = visit("/line-item?line=1&year=2017")

    expect(page.get_by_text("$15,111,111").first).to_be_visible()
    assert page.get_by_role("button", name="ask").count() == 0
    assert [kept for kept in KEPT if kept in page.content()] == []


def test_an_ask_that_is_not_published_is_nowhere_on_its_page(visit: VISIT) -> None:
    page = visit("/line-item?line=2&year=2017")

    assert [kept for kept in KEPT if kept in page.content()] == []
    assert page.locator(".asklabel").count() == 0


@pytest.mark.parametrize("line", [1, 2])
def test_an_export_holds_no_limit_of_an_ask(visit: VISIT, line: int) -> None:
    page = visit("/")

    sent = page.request.get(f"/export/line-item.json?line={line}&dollars=voted")

    assert sent.ok
    assert [kept for kept in KEPT if kept in sent.text()] == []
    assert json.loads(sent.text())
