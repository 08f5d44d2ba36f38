"""The list of districts and a district's page, as a visitor sees them."""

import json

import pytest

from budget.districts.queries import find_district
from data.store import open_session
from tests.budget.districts.examples import LARGE, SMALL, kentucky
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, words
from tests.support import PUBLIC

pytestmark = pytest.mark.usefixtures("sqlite_store")


def number_of(code: str) -> str:
    with open_session(PUBLIC) as session:
        return str(find_district(session, code, state="ky"))


def test_a_visitor_finds_a_district_by_words_and_size_in_the_address(look: Look) -> None:
    kentucky()
    every = look("districts", PUBLIC, year="2016")
    assert not every.exception
    told = words(every)
    for said in ("3 districts in Kentucky, 2015-16: 101,600 students.", "275 · Example River", "$14,845",
                 "3 districts of Kentucky are on file", "left out", "1 without a known place"):  # fmt: skip
        assert said in told
    drawn = [json.loads(chart.proto.spec) for chart in every.get("vega_lite_chart")]
    assert len(drawn[0]["layer"][0]["data"]["values"]) == 120
    few = words(look("districts", PUBLIC, year="2016", words="hill", size="1000-5000"))
    assert "1 district in Kentucky" in few
    assert "Example River" not in few
    assert "No district fits." in words(look("districts", PUBLIC, year="2016", words="nowhere"))


def test_a_district_page_names_its_count_its_gap_and_its_peers(look: Look) -> None:
    kentucky()
    page = look("district", PUBLIC, district=number_of(LARGE))
    assert not page.exception
    told = words(page)
    for said in (
        "Example River has 96,000 students (2016-17): 46.9% White and 36.5% Black.",
        "$14,845", "pupil in average daily attendance (ADA)", "Gaps: 2016-17: not published.",
        "819 of 6,121 teachers are Black (13.4%)", "14,727 of 21,822 out-of-school suspensions",
        "Events are not students", "0 of 3 districts in Kentucky fit", "row 12", "None on record: Corporal punishment",
    ):  # fmt: skip
        assert said in told
    refused = words(look("district", PUBLIC, district=number_of(LARGE), year="2017", per="ada"))
    assert "2016-17: not published, for every amount." in refused


def test_a_name_is_shown_as_words_and_never_as_markup(look: Look) -> None:
    kentucky()
    page = look("district", PUBLIC, district=number_of(SMALL), peer_size="100")
    assert not page.exception
    assert "Example &lt;Hill&gt;" in markup(page)
    assert "<Hill>" not in markup(page)
    assert "1 of 3 districts in Kentucky fits: at most 100% more" in words(page)
