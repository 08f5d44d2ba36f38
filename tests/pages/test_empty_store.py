"""A store with states, stages and prices and no figure: every page says what would be here."""

import pytest

from data.access import Viewer
from tests.budget.line_items import room
from tests.pages.conftest import Look
from tests.pages.dashboard import words
from tests.support import MEMBER, ORGANIZER, PUBLIC


@pytest.fixture(autouse=True)
def empty_store(sqlite_store: str) -> None:
    room.foundation()


@pytest.mark.parametrize(
    ("page", "viewer", "said"),
    [
        ("home", ORGANIZER, "Nothing here yet. Three things fill this page; begin with any of them."),
        ("home", MEMBER, "Nothing here yet."),
        ("home", PUBLIC, "The public record of the budgets this coalition follows."),
        ("line-items", ORGANIZER, "No line items yet. Import a budget file to start."),
        ("line-items", PUBLIC, "No line items yet."),
        ("line-item", ORGANIZER, "The line item was not found"),
        ("compare", PUBLIC, "No figures to compare yet. Import a budget file to start."),
        ("release", ORGANIZER, "No line is watched."),
        ("import", ORGANIZER, "Nothing imported yet. Drop a file above to start."),
    ],
)
def test_an_empty_page_says_what_would_be_here(look: Look, page: str, viewer: Viewer, said: str) -> None:
    app = look(page, viewer, line="1", year="2017")

    assert not app.exception
    assert said in words(app)
