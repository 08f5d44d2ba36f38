"""Whip counts on screen: the numbers, whom to ask, an earlier day, and what a member may not do."""

from datetime import timedelta

import pytest

from coalition.accounts import clock
from tests.campaigns.whip_counts import room
from tests.campaigns.whip_counts.room import LEANS, NOW, OPPOSES, SUPPORT, TODAY
from tests.pages.conftest import Look
from tests.pages.dashboard import markup
from tests.support import MEMBER, ORGANIZER, PUBLIC


@pytest.fixture
def count(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    house, measure = room.chamber(7, seats=8), room.bill()
    number = room.counted(measure, house)
    room.heard(measure, 1, SUPPORT, TODAY - timedelta(days=40), heard_by="<Wanda>")
    room.heard(measure, 2, LEANS)
    room.heard(measure, 2, OPPOSES, TODAY - timedelta(days=3))
    return str(number)


def test_the_page_says_the_count_the_majority_and_what_to_mind(count: str, look: Look) -> None:
    app = look("whip-count", MEMBER, count=count, who="1")
    seen = markup(app)
    assert not app.exception
    for words in (
        "1 firm yes, 1 leaning. We need 3 more", "5 is a majority of all members elected",
        "8 seats, 7 filled, 1 vacant",
        "1 position is older than 30 days; 1 is in conflict", "3 votes to find", "check again: 40 days old",
        "&lt;Wanda&gt;", "call-sheet.html?count=",
    ):  # fmt: skip
        assert words in seen
    assert not app.button  # a member changes nothing here


def test_an_earlier_day_stands_in_the_address_and_the_filter_too(count: str, look: Look) -> None:
    app = look("whip-count", ORGANIZER, count=count, as_of="2026-03-01", show="all")
    seen = markup(app)
    assert "1 firm yes, 0 leaning" in seen
    assert "As of 2026-03-01" in seen
    assert "as_of=2026-03-01" in seen
    assert "was not found" not in seen
    later = markup(look("whip-count", ORGANIZER, count=count, as_of="2099-01-01"))
    assert "a day ahead of us is not known" in later


def test_the_list_and_the_home_page_say_where_we_stand(count: str, look: Look) -> None:
    assert "2 of 5 needed, 3 votes to find." in markup(look("whip-counts", MEMBER))
    assert "2 of 5 needed, 3 votes to find." in markup(look("home", MEMBER))
    assert "2 of 5 needed, 3 votes to find." in markup(look("bill", MEMBER, bill="1"))
    assert "votes to find" not in markup(look("bill", PUBLIC, bill="1"))
