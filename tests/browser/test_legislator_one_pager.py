"""Job 10: a teacher with an appointment types a name and has one printed side, in two clicks and five seconds."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from campaigns.actions.commands import log_action
from campaigns.actions.rules import ActionForm, Stance, Subject
from campaigns.legislators.commands import keep_note, set_ties
from campaigns.legislators.models import TieKind
from campaigns.legislators.one_pager import Edition, one_pager
from campaigns.legislators.printing import sheet_html
from campaigns.legislators.sheet import sheet_of
from coalition.accounts import clock
from tests.browser.conftest import Serve
from tests.campaigns.legislators import room
from tests.campaigns.legislators.room import NOW, committee, number, person, said, take, zipped
from tests.stores import acting_on
from tests.support import ORGANIZER

MOST_CLICKS, MOST_SECONDS = 2, 5


def fill(folder: Path) -> bytes:
    """A made-up legislator with all there can be, and their page as long as it gets."""
    room.founded()
    many = {
        f"c{n}": committee(f"c{n}", f"Committee on long names {n}", {"Ana Example": ("1", "vice chair")})
        for n in range(12)
    }
    take(zipped(folder, {"a": person("1", "Ana Example"), **many}))
    ana = number("Ana Example")
    said(set_ties, legislator_id=ana, kinds=list(TieKind), now=NOW)
    said(keep_note, legislator_id=ana, version=0, note="What to mind (example). " * 100, now=NOW)
    about = (Subject("legislator", "Rep. Ana Example", Stance.LEANING_SUPPORT),)
    today = clock.now().date()
    for one in range(9):
        form = ActionForm("meeting", today, outcome="Wants the cost per scholar. " * 9, subjects=about)
        said(log_action, form=form, key=str(one), today=today, now=NOW)
    return sheet_html(sheet_of(one_pager(ORGANIZER, ana, Edition.INTERNAL, today=today)))


@pytest.fixture(scope="module")
def longest_sheet() -> dict[str, bytes]:
    """Filled once the dashboard stands."""
    return {}


@pytest.fixture(scope="module")
def app_address(
    serve: Serve, tmp_path_factory: pytest.TempPathFactory, longest_sheet: dict[str, bytes]
) -> Iterator[str]:
    """A dashboard of this module's own."""
    folder = tmp_path_factory.mktemp("legislators")
    with serve(folder) as address:
        with acting_on(f"sqlite:///{folder / 'commontable.db'}", folder):
            longest_sheet["html"] = fill(folder)
        yield address


def test_a_name_typed_and_two_clicks_give_one_printed_side(
    visit: Callable[[str], Page], settled: Callable[[Page], None], browser: Browser, longest_sheet: dict[str, bytes]
) -> None:
    page = visit("/legislators")
    started = time.monotonic()
    page.get_by_label("Find by name").fill("ana exa")
    page.get_by_label("Find by name").press("Enter")
    page.get_by_role("link", name="Rep. Ana Example").click()
    settled(page)
    expect(page.get_by_role("heading", name="Rep. Ana Example")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="One page for the visit, PDF").click()
    document = Path(taken.value.path()).read_bytes()
    spent = time.monotonic() - started

    assert spent <= MOST_SECONDS, f"{MOST_CLICKS} clicks took {spent:.1f} seconds"
    assert document.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in document
    assert re.findall(rb"/Count (\d+)", document)[0] == b"1"
    printed = browser.new_page()
    printed.set_content(longest_sheet["html"].decode())
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed.pdf(prefer_css_page_size=True))) == 1
    printed.close()
