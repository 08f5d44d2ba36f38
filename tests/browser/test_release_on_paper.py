"""The page to send on release day, printed: the twenty lines we watch stand on one side of a sheet."""

import re
from datetime import date

import pytest
from playwright.sync_api import Browser

from budget.comparison.one_page import release_html
from budget.comparison.release import Release, ReleaseLine
from budget.comparison.rules import Level
from budget.line_items.queries import LineHead, Place
from budget.line_items.rules import StageOf
from budget.line_items.stages import LineItemKind, StageKind
from data.periods import FiscalYear

pytestmark = pytest.mark.browser
MASSACHUSETTS = Place(1, "ma", "Massachusetts", 7, "ma", "")
HOUSE = StageOf("hou", 30, "House budget", "House", StageKind.FLOOR, False)
SENATE = StageOf("swm", 40, "Senate Ways and Means budget", "Senate Ways & Means", StageKind.COMMITTEE, False)
ACT = StageOf("gaa", 100, "General Appropriations Act", "Enacted", StageKind.ENACTED, False)


def release(lines: int) -> Release:
    """As many lines as asked for, each with a long name and everything there is to compare with."""
    name = "Transportation of Pupils in Regional School Districts and Vocational Schools"
    watched = tuple(
        ReleaseLine(
            LineHead(n, f"7035-{n:04d}", name, "", LineItemKind.ITEM, MASSACHUSETTS),
            now=Level(4_628_014_000_00 + n, None, "swm", None),
            before=Level(4_607_666_000_00, None, "hou", None),
            last_year=Level(4_511_882_000_00, None, "gaa", None),
            ask_cents=4_700_000_000_00,
            prices_grew=None,
        )
        for n in range(lines)
    )
    return Release(MASSACHUSETTS, FiscalYear(2018), (HOUSE, SENATE, ACT), SENATE, HOUSE, watched, {})


@pytest.mark.parametrize("lines", [1, 8, 14, 20])
def test_the_lines_we_watch_print_on_one_side(browser: Browser, lines: int) -> None:
    page = browser.new_page()
    page.set_content(release_html(release(lines), today=date(2017, 5, 16)).decode())

    printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
    page.close()
