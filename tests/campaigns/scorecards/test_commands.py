"""A scorecard counts chosen votes; an edition for the public prints answers, passes the list, and stays as it was."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from campaigns.legislation.models import RollCallKind
from campaigns.legislation.roll_call_entry import TypedVote, enter_roll_call
from campaigns.legislation.vote_files import import_votes
from campaigns.nonpartisan.publishing import HeldBack
from campaigns.scorecards.commands import change_scorecard, leave_out, score_roll_call, score_sponsors, start_scorecard
from campaigns.scorecards.edition_queries import editions
from campaigns.scorecards.editions import STATEMENT, EditionPlan, publish_edition, withdraw_edition
from campaigns.scorecards.queries import ScorecardOf, scorecard, scorecards
from campaigns.scorecards.rules import Absence, Given, Readers
from data.access import Viewer
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.campaigns.legislation.assembly import NOW, SAMPLES, bill_id, kentucky, roll_call_id, said
from tests.support import MEMBER, ORGANIZER, PUBLIC

COMES_OUT = date(2027, 4, 1)


def start() -> int:
    """A scorecard of the House that counts HB520 (ours: no) and HB1 (ours: yes), from the example file."""
    term = kentucky()
    path = SAMPLES / "ky_2017_votes_example.csv"
    said(import_votes, path=path, file_name=path.name, now=NOW)
    made = int(said(start_scorecard, session_id=term, chamber="lower", name="Schools", now=NOW, fewest=1))
    said(score_roll_call, scorecard_id=made, roll_call_id=roll_call_id("HB520", "lower"), ours="no", why="Consent.")
    said(score_roll_call, scorecard_id=made, roll_call_id=roll_call_id("HB1", "lower"), ours="yes")
    return made


def seen(number: int, viewer: Viewer = MEMBER) -> ScorecardOf:
    with open_session(viewer) as session:
        return scorecard(session, number)


def plan(**given: object) -> EditionPlan:
    usual: dict[str, object] = {
        "title": "How the House voted", "introduction": "", "publish_on": COMES_OUT, "vacant": 96,
    }  # fmt: skip
    return EditionPlan(**(usual | given))  # type: ignore[arg-type]


def test_members_are_scored_by_the_answers_that_count(sqlite_store: str) -> None:
    card = seen(start())
    scores = {one.name: one.score.share for one in card.members}
    assert scores == {
        "Adkins, Rocky": Fraction(1), "Bechler, Lynn": Fraction(1, 2), "Harris, Chris": None, "Thomas, Walker": None,
    }  # fmt: skip
    answers = {one.name: one.answers for one in card.members}
    assert answers["Harris, Chris"] == (Given.DID_NOT_VOTE, Given.NOT_TOLD)
    assert card.parties["Democratic"].share == 1
    assert card.chamber_score.share == Fraction(3, 4)
    assert card.unscored == (), "the Senate's roll call is of another chamber"


def test_absence_counts_against_only_where_the_card_says_so(sqlite_store: str) -> None:
    number = start()
    card = seen(number)
    said(
        change_scorecard,
        scorecard_id=number,
        version=card.version,
        name="Schools",
        absence=Absence.COUNTS_AGAINST,
        fewest=1,
    )
    assert {one.name: one.score.share for one in seen(number).members}["Harris, Chris"] == 0
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        said(
            change_scorecard,
            scorecard_id=number,
            version=card.version,
            name="Else",
            absence=Absence.COUNTS_NOT,
            fewest=1,
        )


def test_what_is_counted_is_checked_once_and_may_be_left_out(sqlite_store: str) -> None:
    number = start()
    faults: tuple[tuple[str, dict[str, Any]], ...] = (
        ("already", {"roll_call_id": roll_call_id("HB1", "lower"), "ours": "yes"}),
        ("another chamber", {"roll_call_id": roll_call_id("HB520", "upper"), "ours": "yes"}),
    )
    for fault, given in faults:
        with pytest.raises(InvalidInput, match=fault):
            said(score_roll_call, scorecard_id=number, **given)
    voice = TypedVote("lower", RollCallKind.VOICE, date(2017, 2, 3), "Second reading", True)
    entered = said(
        enter_roll_call, bill_id=bill_id("HB1"), typed=voice, source_title="Journal", source_address="", now=NOW
    )
    with pytest.raises(InvalidInput, match="cannot be scored"):
        said(score_roll_call, scorecard_id=number, roll_call_id=entered, ours="yes")
    said(score_sponsors, scorecard_id=number, bill_id=bill_id("HB520"), ours="no")
    card = seen(number)
    said(leave_out, scorecard_id=number, scored_id=card.items[0].id)
    assert [item.label for item in seen(number).items] == ["HB1", "HB520 (sponsors)"]
    assert [one.number for one in seen(number).unscored] == ["HB520"]


def test_an_edition_prints_answers_and_stays_whatever_becomes_of_the_card(store: str) -> None:
    number = start()
    made = said(publish_edition, scorecard_id=number, plan=plan(), today=COMES_OUT)
    said(leave_out, scorecard_id=number, scored_id=seen(number).items[0].id)
    with open_session(PUBLIC) as session:
        (public,) = editions(session)
        assert scorecards(session) == ()
    members = {one["name"]: one["answers"] for one in public.content["members"]}
    assert members["Bechler, Lynn"] == ["yes", "yes"]
    assert members["Harris, Chris"] == ["did not vote", "no answer told"]
    assert "score" not in str(public.content)
    assert "few votes" in public.content["statement"]
    with pytest.raises(NotFound):
        seen(number, PUBLIC)
    said(withdraw_edition, edition_id=made, now=NOW)
    with open_session(PUBLIC) as session:
        assert editions(session) == ()
    with open_session(MEMBER) as session:
        assert editions(session)[0].withdrawn


def test_an_edition_that_fails_a_check_is_not_published(sqlite_store: str) -> None:
    number = start()
    for fault, given in (
        ("ALL_INCUMBENTS", {"vacant": 0}),
        ("NO_QUALIFICATIONS", {"introduction": "Adkins is a champion."}),
        ("FEW_VOTES_STATEMENT", {"statement": ""}),
        ("TIMING", {"election_on": date(2027, 5, 4)}),
        ("REGULAR_READERS", {"readers": Readers.CHOSEN}),
        ("NO_QUALIFICATIONS", {"statement": f"{STATEMENT} Adkins is a champion."}),
        ("NO_GRADES", {"statement": "Nobody can be judged by a few votes. Adkins scored best."}),
    ):
        with pytest.raises(InvalidInput, match=fault):
            said(publish_edition, scorecard_id=number, plan=plan(**given), today=COMES_OUT)
    with pytest.raises(HeldBack):
        said(publish_edition, scorecard_id=number, plan=plan(introduction="Oust Rocky Adkins."), today=COMES_OUT)
    with pytest.raises(HeldBack):
        said(publish_edition, scorecard_id=number, plan=plan(statement="Oust Rocky Adkins."), today=COMES_OUT)
    with pytest.raises(NotAllowed):
        said(publish_edition, MEMBER, scorecard_id=number, plan=plan(), today=COMES_OUT)
    with open_session(ORGANIZER) as session:
        assert editions(session) == ()


def test_an_edition_checked_for_another_day_does_not_come_out_before_an_election(sqlite_store: str) -> None:
    number, votes = start(), date(2027, 5, 4)
    for chosen in (date(2027, 6, 1), date(2027, 1, 1)):
        with pytest.raises(InvalidInput, match="Set the day to today, 2027-04-01"):
            said(publish_edition, scorecard_id=number, plan=plan(publish_on=chosen, election_on=votes), today=COMES_OUT)
    with open_session(ORGANIZER) as session:
        assert editions(session) == ()
