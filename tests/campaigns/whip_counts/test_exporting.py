"""Call sheets, evidence and the terminal: the page's own values, for the coalition only, without our people's names."""

import json

import pytest

from campaigns.whip_counts import downloads
from campaigns.whip_counts.shown import places, seats
from campaigns.whip_counts.terminal import standings_as_text, whip_as_json, whip_as_text
from coalition.accounts import clock
from data.errors import InvalidInput, NotFound
from data.exports.registry import is_noted
from tests.campaigns.whip_counts import room
from tests.campaigns.whip_counts.room import NOW, SUPPORT, UNDECIDED
from tests.support import MEMBER, PUBLIC


def test_the_sheet_and_the_terminal_say_what_the_page_says(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    house, measure = room.chamber(5, seats=6), room.bill()
    number = room.counted(measure, house)
    room.heard(measure, 1, SUPPORT, note='<b>"quoted"</b>', heard_by="Wanda Witness")
    room.heard(measure, 2, UNDECIDED)
    query = {"count": str(number)}
    found = room.seen(number)
    paper = downloads.call_sheet_file(MEMBER, query, "html").body.decode()
    assert "Rep. Example Birch" in paper
    assert "We need 3 more" in paper
    assert "District" not in paper.split("<th")[0]
    sheet = downloads.call_sheet_file(MEMBER, {**query, "show": "undecided"}, "csv").body.decode()
    assert "Rep. Example Birch" in sheet
    assert "Cedar" not in sheet
    assert "no connection found" in sheet
    evidence = downloads.evidence_file(MEMBER, query, "csv").body.decode()
    assert "Wanda" not in paper + sheet + evidence
    said = whip_as_json(found)
    assert (said["needed"], said["gap"], said["vacant"], len(said["members"])) == (4, 3, 1, 5)
    assert json.dumps(said)
    assert "Rep. Example Birch" in whip_as_text(found)
    assert "1 firm yes" in standings_as_text([found.standing])
    for viewer, asked, problem in (
        (PUBLIC, query, NotFound), (MEMBER, {}, NotFound), (MEMBER, {**query, "as_of": "2099-01-01"}, InvalidInput),
    ):  # fmt: skip
        with pytest.raises(problem):
            downloads.call_sheet_file(viewer, asked, "csv")
    assert is_noted("call-sheet")
    assert is_noted("whip-evidence")


@pytest.mark.parametrize("total", [1, 7, 20, 38, 40, 100, 160, 400])
def test_a_chamber_of_any_size_seats_everybody(total: int) -> None:
    dots, size = places(total)
    assert len(dots) == total
    assert size > 0.5
    assert all(0 < radius <= 46 for _angle, radius in dots)


def test_the_seats_say_their_numbers_in_words(sqlite_store: str) -> None:
    number = room.counted(room.bill(), room.chamber(5, seats=6))
    drawn = seats(room.seen(number).standing.tally)
    assert 'aria-label="6 seats: 5 not contacted, 1 vacant. 4 votes needed."' in drawn
