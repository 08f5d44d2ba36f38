"""Contests follow the official list: ballot order without a gap, two people told apart, whoever withdrew kept."""

from datetime import date

import pytest

from campaigns.voter_guides.contest_commands import (
    ContestWords,
    add_candidate,
    add_contest,
    change_candidate,
    remove_candidate,
)
from campaigns.voter_guides.contests import contests_listed
from campaigns.voter_guides.questionnaires import Standing
from data.errors import InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.campaigns.voter_guides.elections import ELECTION, asked, race, said, seen
from tests.support import MEMBER, PUBLIC


def order(contest_id: int) -> list[tuple[int, str]]:
    return [(one.position, one.name) for one in seen(contest_id).candidates]


def test_candidates_stand_in_ballot_order_however_they_come_in(store: str) -> None:
    number = race("Ana", "Ben", on_ballot=3)
    said(add_candidate, contest_id=number, name="Chi", party="Green", position=1)
    assert order(number) == [(1, "Chi"), (2, "Ana"), (3, "Ben")]
    ben = seen(number).candidates[2]
    said(
        change_candidate, candidate_id=ben.id, version=1, name="Ben", party="", position=1, withdrew=date(2026, 10, 1)
    )  # fmt: skip
    found = seen(number)
    assert order(number) == [(1, "Ben"), (2, "Chi"), (3, "Ana")]
    assert ([one.name for one in found.running], found.missing) == (["Chi", "Ana"], 1)


def test_two_of_one_name_and_two_contests_of_one_office_are_told_apart(sqlite_store: str) -> None:
    number = race("Ana Example")
    with pytest.raises(InvalidInput, match="such as a street"):
        said(add_candidate, contest_id=number, name=" ana  EXAMPLE ")
    said(add_candidate, contest_id=number, name="Ana Example (Main Street)")
    with pytest.raises(InvalidInput, match="on file already"):
        race()
    race(district="Ward 2")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (ContestWords("ma", ELECTION, ""), "Name the office"),
        (ContestWords("ma", ELECTION, "Mayor", seats=0), "1 to 100 seats"),
        (ContestWords("ma", ELECTION, "Mayor", on_ballot=-1), "Correct the number"),
        (ContestWords("ma", ELECTION, "Mayor", county_fips="21"), "five digits"),
        (ContestWords("ma", ELECTION, "Mayor", document="List", address="ftp://x"), "https://"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cure(sqlite_store: str, words: ContestWords, why: str) -> None:
    race()
    with pytest.raises(InvalidInput, match=why):
        said(add_contest, words=words)


def test_members_see_contests_that_organizers_keep_and_the_public_sees_none(sqlite_store: str) -> None:
    number = race("Ana", election_on=date(2020, 11, 3))
    assert seen(number, MEMBER).election_on.year == 2020, "an election in the past can be put on file"
    with pytest.raises(NotAllowed):
        said(add_candidate, MEMBER, contest_id=number, name="Ben")
    with pytest.raises(NotFound):
        seen(number, PUBLIC)
    with open_session(PUBLIC) as session:
        assert contests_listed(session) == ()


def test_a_mistake_goes_but_nobody_who_was_asked_does(sqlite_store: str) -> None:
    number = race("Ana", "Ben")
    said(remove_candidate, candidate_id=seen(number).candidates[0].id, version=1)
    (ben,) = asked(number).candidates
    assert ben.standing is Standing.DID_NOT_RESPOND
    with pytest.raises(InvalidInput, match="asked already"):
        said(remove_candidate, candidate_id=ben.id, version=ben.version)
