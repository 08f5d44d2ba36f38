"""Many guides in one command: whole folders, what is there stays, and one failing county does not stop the rest."""

from datetime import date
from pathlib import Path

import pytest

from campaigns.voter_guides.batch import KEPT, Batch, PlaceMade, composed_for, made_guides, make_one
from campaigns.voter_guides.forms import EVERY_FORM
from campaigns.voter_guides.places import GuidePlace, county_places, listed_places
from data.errors import InvalidInput, NotFound
from data.store import open_session
from tests.budget.districts.room import foundation
from tests.campaigns.voter_guides.batch_compose import composed
from tests.support import ORGANIZER

pytestmark = pytest.mark.usefixtures("sqlite_store")
TODAY = date(2026, 10, 5)


def place(number: int) -> GuidePlace:
    return GuidePlace(f"County {number}", f"county-{number:03}", county_fips=f"{number:03}")


def batch(into: Path) -> Batch:
    return Batch(3, into, TODAY, ORGANIZER, "https://table.example.org", composed)


def test_each_place_gets_both_languages_in_every_form(tmp_path: Path) -> None:
    assert make_one(batch(tmp_path), place(1)) == PlaceMade(place(1), made=True)
    names = {file.name for file in (tmp_path / "county-001").iterdir()}
    assert len(names) == len(EVERY_FORM) + 2 + 1
    assert {"county-001-en.html", "county-001-es-large.pdf", "county-001-es.txt", "dictionary-es.csv", KEPT} <= names
    assert "Made on October 5, 2026, every check passed" in (tmp_path / "county-001/county-001-en.html").read_text()


def test_what_is_there_stays_and_a_torn_file_is_made_again(tmp_path: Path) -> None:
    make_one(batch(tmp_path), place(1))
    page = tmp_path / "county-001" / "county-001-en.html"
    before = page.stat().st_mtime_ns, page.read_bytes()
    assert make_one(batch(tmp_path), place(1)).made is False
    assert page.stat().st_mtime_ns == before[0]
    page.write_bytes(before[1][:100])
    assert make_one(batch(tmp_path), place(1)).made is True
    assert page.read_bytes() == before[1]


def test_another_day_makes_the_guide_anew(tmp_path: Path) -> None:
    first = batch(tmp_path)
    make_one(first, place(1))
    later = Batch(3, tmp_path, date(2026, 10, 6), ORGANIZER, first.base, composed)
    assert make_one(later, place(1)).made is True


def test_failing_counties_are_told_with_their_reason_and_the_rest_is_made(tmp_path: Path) -> None:
    places = [place(number) for number in range(1, 6)]
    told = {one.place.county_fips: one for one in made_guides(batch(tmp_path / "made"), places, processes=2)}
    assert set(told) == {one.county_fips for one in places}
    assert {number for number, one in told.items() if not one.reason} == {"001", "005"}
    assert "A district of this county" in told["002"].reason
    assert told["003"].reason == "It could not be made: ZeroDivisionError: no students"
    assert "ended at once" in told["004"].reason
    assert sorted(one.name for one in (tmp_path / "made").iterdir()) == ["county-001", "county-005"]


def test_a_guide_that_is_gone_is_the_reason_of_its_places(tmp_path: Path) -> None:
    gone = Batch(99, tmp_path, TODAY, ORGANIZER)
    assert make_one(gone, place(1)).reason == "The guide was not found."
    with open_session(ORGANIZER) as session, pytest.raises(NotFound):
        composed_for(session, 99, place(1), TODAY)


def test_every_county_of_kentucky_is_a_place() -> None:
    foundation()
    with open_session(ORGANIZER) as session:
        places = county_places(session, "KY")
        assert len({one.folder for one in places}) == len(places) == 120
        with pytest.raises(InvalidInput, match="No counties are on file for “ZZ”"):
            county_places(session, "ZZ")
        with pytest.raises(NotFound):
            listed_places(session, 99, ["Fayette County"])
