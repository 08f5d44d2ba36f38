"""Roll calls from sources and typed by hand: known again, counted, measured by the state's rule."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from campaigns.legislation.majorities import Question
from campaigns.legislation.models import Bill, RollCallKind, VoteOption
from campaigns.legislation.roll_call_entry import TypedVote, enter_roll_call, remove_entered
from campaigns.legislation.roll_call_sentences import bar_sentence
from campaigns.legislation.roll_call_writing import Kept
from campaigns.legislation.roll_calls import RollCallHead, RollCallRecord, bar_of, roll_call_record, roll_calls_of
from campaigns.legislation.vote_rules import Counts as VoteCounts
from campaigns.legislation.votes_importing import keep_roll_calls
from campaigns.legislators.import_record import Counts, finish_import, start_import
from campaigns.legislators.undoing import undo_import
from campaigns.scorecards.commands import leave_out, score_roll_call, start_scorecard
from data.access import Permission, requires
from data.errors import InvalidInput, NotAllowed
from data.sources.said import RollCallSaid, VoteSaid
from data.store import open_session
from tests.campaigns.legislation.assembly import NOW, bill_id, kentucky, said
from tests.support import MEMBER, ORGANIZER, PUBLIC

DAY = date(2017, 3, 3)
CALL, YES, NO = RollCallKind.ROLL_CALL, VoteOption.YES, VoteOption.NO
PASSAGE = RollCallSaid(
    "lower", "Passage", DAY, "pass", ("legiscan", "7"), yes=2, no=1, not_voting=0, absent=0,
    votes=(
        VoteSaid("Adkins", "1"), VoteSaid("Rep. Lynn Bechler", "Yea"), VoteSaid("Thomas, W.", "Nay"),
        VoteSaid("Nobody", "Nay"), VoteSaid("Adkins", "Nay"), VoteSaid("Harris", "maybe"),
    ),
)  # fmt: skip
VOICE = RollCallSaid("lower", "Second reading, by voice vote", DAY, "passed")
SILENT = RollCallSaid("upper", "Passage", DAY, "passed")


@requires(Permission.IMPORT_FIGURES)
def _keep(session: Session, *, calls: tuple[RollCallSaid, ...]) -> tuple[Kept, int | None]:
    number = start_import(session, kind="bills", now=NOW)
    kept = keep_roll_calls(session, {bill_id("HB520"): calls}, number)
    counts = Counts(inserted=kept.inserted, updated=kept.updated, unchanged=kept.unchanged)
    return kept, finish_import(session, number, counts=counts)


def keep(*calls: RollCallSaid) -> tuple[Kept, int | None]:
    found: tuple[Kept, int | None] = said(_keep, calls=calls)
    return found


def listed() -> tuple[RollCallHead, ...]:
    with open_session(PUBLIC) as session:
        return roll_calls_of(session, bill_id("HB520"))


def record(number: int) -> RollCallRecord:
    with open_session(PUBLIC) as session:
        return roll_call_record(session, number)


def test_a_roll_call_a_voice_vote_and_an_unpublished_one_are_three_things(store: str) -> None:
    kentucky()
    kept, _number = keep(PASSAGE, VOICE, SILENT)
    assert (kept.inserted, kept.votes) == (3, 5)
    assert dict(kept.nobody) == {"Nobody": 1}
    assert dict(kept.unknown_words) == {"maybe": 1}
    kinds = {(head.chamber, head.motion): head.kind for head in listed()}
    assert set(kinds.values()) == set(RollCallKind)
    assert kinds["upper", "Passage"] is RollCallKind.NOT_PUBLISHED
    found = record(next(head.id for head in listed() if head.kind is RollCallKind.ROLL_CALL))
    options = {vote.name: vote.option for vote in found.votes}
    assert options["Adkins"] is VoteOption.YES, "the first of a person's two answers stands"
    assert options["Harris"] is VoteOption.NOT_LISTED, "an unknown word is kept as said and told as none"
    assert list(found.by_party()) == ["Democratic", "Republican", ""]
    assert found.bar is not None
    assert (found.bar.needed, found.bar.met) == (51, False), "Kentucky asks for 51 of the 100 elected"


def test_the_override_of_a_veto_is_measured_by_its_own_majority(sqlite_store: str) -> None:
    kentucky()
    keep(replace(PASSAGE, motion="Passed over veto"))
    (head,) = listed()
    counted = replace(head, counts=VoteCounts(yes=100, no=54, present=1), seats=160)
    bar = bar_of("ma", counted)
    assert bar is not None
    assert (bar.question, bar.needed, bar.met) == (Question.OVERRIDE, 104, False), "two thirds of the 155 present"
    usual = bar_of("ma", replace(counted, motion="Passed to be enacted"))
    assert usual is not None
    assert (usual.question, usual.needed, usual.met) == (Question.PASSAGE, 78, True)
    assert "a veto is overridden with more than half of all members elected: 51 of 100" in bar_sentence(record(head.id))


def test_the_same_again_changes_nothing_and_a_change_is_undone_whole(store: str) -> None:
    kentucky()
    keep(PASSAGE, VOICE)
    again, nothing = keep(PASSAGE, VOICE)
    assert (again.inserted, again.updated, again.unchanged, nothing) == (0, 0, 2, None)
    without_list = RollCallSaid("lower", "Passage", DAY, "pass", ("legiscan", "7"), 2, 1, 0, 0)
    assert keep(without_list)[0].unchanged == 1, "a source that lists nobody leaves the list on file"
    fewer = RollCallSaid(
        "lower", "Passage", DAY, "fail", ("legiscan", "7"), 2, 1, 0, 0, votes=(VoteSaid("Adkins", "Nay"),)
    )
    changed, number = keep(fewer)
    head = next(one for one in listed() if one.motion == "Passage")
    assert (changed.updated, head.passed, head.counts.listed) == (1, False, 1)
    said(undo_import, import_id=number, now=NOW)
    head = next(one for one in listed() if one.motion == "Passage")
    assert (head.passed, head.counts.listed) == (True, 5)


def test_a_vote_is_typed_by_hand_with_its_document_and_taken_off_again(sqlite_store: str) -> None:
    kentucky()
    typed = TypedVote(
        "lower", RollCallKind.ROLL_CALL, DAY, "Passage", None, {YES: 2, NO: 1},
        {YES: ("Adkins", "Harris"), NO: ("Thomas, W.",)},
    )  # fmt: skip
    given: dict[str, Any] = {
        "bill_id": bill_id("HB520"),
        "source_title": "House Journal, March 3, 2017",
        "source_address": "",
        "now": NOW,
    }
    number = said(enter_roll_call, typed=typed, **given)
    found = record(number)
    assert (found.head.counts.yes, found.head.by_hand, found.source) == (2, True, "House Journal, March 3, 2017")
    with open_session(ORGANIZER) as session:
        term = session.get_one(Bill, bill_id("HB520")).session_id
    card = said(start_scorecard, session_id=term, chamber="lower", name="Schools", now=NOW)
    scored = said(score_roll_call, scorecard_id=card, roll_call_id=number, ours="yes")
    with pytest.raises(InvalidInput, match="A scorecard counts this vote"):
        said(remove_entered, roll_call_id=number)
    said(leave_out, scorecard_id=card, scored_id=scored)
    assert said(remove_entered, roll_call_id=number) == bill_id("HB520")
    assert listed() == ()
    with pytest.raises(NotAllowed):
        said(enter_roll_call, MEMBER, typed=typed, **given)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        (TypedVote("joint", RollCallKind.VOICE, DAY), "which chamber"),
        (TypedVote("lower", RollCallKind.VOICE, date(2030, 1, 1)), "was taken"),
        (TypedVote("lower", RollCallKind.VOICE, DAY, counts={YES: 3}), "nothing to count"),
        (TypedVote("lower", CALL, DAY), "how many voted yes"),
        (TypedVote("lower", CALL, DAY, counts={YES: -1, NO: 2}), "whole number"),
        (
            TypedVote("lower", CALL, DAY, counts={YES: 2}, names={YES: ("Adkins",)}),
            "list 1",
        ),
        (TypedVote("lower", CALL, DAY, names={YES: ("Kerr",)}), "No one member"),
        (
            TypedVote("lower", CALL, DAY, names={YES: ("Adkins",), NO: ("Adkins",)}),
            "listed twice",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(sqlite_store: str, typed: TypedVote, fault: str) -> None:
    kentucky()
    with pytest.raises(InvalidInput, match=fault):
        said(enter_roll_call, bill_id=bill_id("HB1"), typed=typed, source_title="Journal", source_address="", now=NOW)
