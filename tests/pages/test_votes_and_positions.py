"""A roll call, a scorecard and positions as a person reads and enters them."""

import pytest

from campaigns.legislation.vote_files import import_votes
from campaigns.positions.subjects import measure_of
from campaigns.scorecards.commands import score_roll_call, start_scorecard
from data.store import open_session
from tests.campaigns.legislation.assembly import NOW, SAMPLES, bill_id, kentucky, roll_call_id, said
from tests.pages.conftest import Look
from tests.pages.dashboard import words
from tests.support import MEMBER, ORGANIZER, PUBLIC


@pytest.fixture
def votes(starter_store: str) -> int:
    """The example votes of Kentucky on file; the session's number."""
    term = kentucky()
    path = SAMPLES / "ky_2017_votes_example.csv"
    said(import_votes, path=path, file_name=path.name, now=NOW)
    return term


def test_a_visitor_reads_who_voted_how_and_what_the_bill_needs(votes: int, look: Look) -> None:
    page = look("roll-call", PUBLIC, **{"roll-call": str(roll_call_id("HB520", "lower"))}).run()
    assert not page.exception
    said_there = words(page)
    for sentence in (
        "1 voted yes, 1 no, 1 did not vote and of 1 no answer is told in the House",
        "51 of 100, vacant seats counted. 1 do not.",
        "The source does not say what was moved",
        "No answer told (NA): 1",
        "Bechler",
    ):
        assert sentence in said_there
    assert "Take it off" not in said_there


def test_a_voice_vote_is_entered_on_the_bill_s_page_and_named_as_one(votes: int, look: Look) -> None:
    page = look("bill", ORGANIZER, bill=str(bill_id("HB1"))).run()
    assert not page.exception
    page.radio(key="vote_kind").set_value("voice vote").run()
    page.selectbox(key="vote_result").set_value("passed")
    page.text_input(key="vote_source").set_value("House Journal, February 3, 2017")
    next(one for one in page.button if one.label == "Save the vote").click().run()
    assert not page.exception
    assert "Voice vote: passed" in words(page)


def test_a_member_reads_the_formula_and_every_score(votes: int, look: Look) -> None:
    card = said(start_scorecard, session_id=votes, chamber="lower", name="Schools", now=NOW, fewest=1)
    said(score_roll_call, scorecard_id=card, roll_call_id=roll_call_id("HB520", "lower"), ours="no")
    page = look("scorecard", MEMBER, scorecard=str(card)).run()
    assert not page.exception
    said_there = words(page)
    for sentence in (
        "Score = answers in line with our position ÷ answers that count.",
        "Absent, excused, present and not voting count as nothing",
        "100% (1 of 1)",
        "No score: 0 answers count",
        "Roll calls on file that it does not count (1)",
    ):
        assert sentence in said_there
    assert "Publish this edition" not in said_there
    hidden = look("scorecard", PUBLIC, scorecard=str(card)).run()
    assert "Schools" not in words(hidden)


def test_an_organizer_takes_a_position_and_the_page_says_what_follows(votes: int, look: Look) -> None:
    with open_session(ORGANIZER) as session:
        about = f"measure-{measure_of(session, bill_id('HB520'))}"
    page = look("positions", ORGANIZER, about=about).run()
    assert not page.exception
    page.radio(key=f"stance_{about}").set_value("oppose")
    next(one for one in page.button if one.label == "Save the position").click().run()
    assert not page.exception
    assert "opposes" in words(page)
    assert "By its rule the coalition has no position" in words(page)
