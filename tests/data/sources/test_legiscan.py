"""LegiScan's answers: errors with status 200, `[]` for an object, numbers as words, committees among people."""

from datetime import date
from typing import Any

import pytest

from data.errors import SourceAsksToWait, SourceProblem, SourceRefusesKey
from data.sources import legiscan
from data.sources.legiscan import ListedBill, parse_bills_listed, parse_sessions
from data.sources.legiscan_bills import bill_of, person_of, roll_call_of, with_names
from data.sources.said import CommitteeSaid, PersonSaid, SeatSaid, SponsorSaid, VoteSaid
from data.sources.shapes import UnknownForm
from tests.data.sources.conftest import IN_ADDRESS, KEY, Ask
from tests.source_server import Reply, SourceServer

BILL: dict[str, Any] = {
    "bill_id": "230084", "change_hash": "38558907f12c02a238b1cd43d2a37393", "state": "AK", "bill_number": "HB1",
    "session": {"session_id": 122, "year_start": 2011, "year_end": 2012, "special": 0}, "bill_type": "B", "body": "H",
    "bill_type_id": "1", "title": "T", "description": "D", "committee": [],
    "url": "https://legiscan.com/AK/bill/HB1/2011",
    "progress": [{"date": "2011-01-18", "event": 1}], "subjects": [{"subject_name": "Attorney General"}],
    "history": [
        {"date": "2011-01-18", "action": "PREFILE", "chamber": ""},
        {"date": "0000-00-00", "action": "READ", "chamber": "S"},
    ],
    "sponsors": [
        {"people_id": 6033, "name": "Carl Example", "role_id": 1, "sponsor_type_id": "1", "committee_sponsor": "0"},
        {"people_id": 8610, "name": "Joint Budget Committee", "role_id": 3, "sponsor_type_id": 0,
         "committee_sponsor": 1},
    ],
    "texts": [{"date": "2011-01-18", "type": "Introduced", "url": "https://legiscan.com/x"}],
    "votes": [{"roll_call_id": "5", "date": "2011-02-01", "desc": "Passed", "yea": "30", "nay": 0, "nv": 0, "absent": 1,
               "passed": 1, "chamber": "S"}],
    "sasts": [{"type": "Same As", "sast_bill_number": "SB2"}, {"type": "Odd", "sast_bill_number": "SB3"}],
}  # fmt: skip


def test_a_bill() -> None:
    said = bill_of(BILL)

    assert (said.state, said.session, said.number, said.kind, said.chamber) == (
        "ak",
        "2011-2012",
        "HB1",
        "bill",
        "lower",
    )
    assert (said.introduced, said.subjects, said.identifiers) == (
        date(2011, 1, 18), ("Attorney General",), (("legiscan", "230084"),),
    )  # fmt: skip
    assert said.actions is not None
    assert [(one.on_date, one.chamber) for one in said.actions] == [(date(2011, 1, 18), ""), (None, "upper")]
    assert said.sponsors == (
        SponsorSaid("Carl Example", "person", True, (("legiscan", "6033"),)),
        SponsorSaid("Joint Budget Committee", "committee", False, (("legiscan", "8610"),)),
    )
    assert said.roll_calls is not None
    (call,) = said.roll_calls
    assert (call.yes, call.no, call.absent, call.result, call.votes) == (30, 0, 1, "pass", ())
    assert [one.number for one in said.related] == ["SB2"]


def test_a_special_session_keeps_its_number_apart() -> None:
    session = {"session_id": 957, "year_start": "2012", "year_end": "2012", "special": "1"}
    assert bill_of({**BILL, "session": session}).session == "2012 special 957"


@pytest.mark.parametrize("change", [{"bill_number": None}, {"state": ""}, {"bill_id": "x"}, {"session": []}])
def test_a_bill_that_says_too_little_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(UnknownForm):
        bill_of({**BILL, **change})


def test_votes_are_named_by_number_and_a_person_may_be_a_committee() -> None:
    votes = [{"people_id": 1, "vote_text": "Yea"}, {"people_id": "2", "vote_id": "4"}]
    said = roll_call_of({"roll_call_id": 9, "votes": votes, "passed": None})
    assert said.result == ""
    assert with_names(said, {"1": "Ann Example"}).votes == (
        VoteSaid("Ann Example", "Yea", (("legiscan", "1"),)),
        VoteSaid("LegiScan 2", "Absent", (("legiscan", "2"),)),
    )
    committee = person_of(
        {"people_id": 3, "name": "Budget", "role_id": 3, "party_id": "0", "committee_sponsor": 1}, "wy"
    )
    assert isinstance(committee, CommitteeSaid)
    person = person_of({"people_id": 4, "name": "A", "role_id": 2, "party_id": "2", "district": "SD-7"}, "wy")
    assert isinstance(person, PersonSaid)
    assert (person.seats, person.parties and person.parties[0].party) == ((SeatSaid("upper", "SD-7"),), "Republican")


def test_lists_come_as_objects_lists_or_nothing() -> None:
    row = {"bill_id": "7", "number": "HB1", "change_hash": "abc"}
    assert parse_bills_listed({"session": {"session_id": 1}, "0": row, "1": None}) == (ListedBill(7, "HB1", "abc"),)
    assert parse_bills_listed([]) == ()
    with pytest.raises(UnknownForm):
        parse_bills_listed({"0": {"bill_id": 7}})
    (session,) = parse_sessions(
        [{"session_id": "9", "year_start": 2025, "year_end": 2026, "session_name": "N"}, {}], "ma"
    )
    assert (session.number, session.said.code, session.years) == (9, "2025-2026", (2025, 2026))


@pytest.mark.parametrize(
    ("answer", "kind", "sentence"),
    [
        ({"status": "ERROR", "alert": {"message": f"Invalid API Key: {KEY}"}}, SourceRefusesKey, "COMMONTABLE_Y_KEY"),
        ({"status": "ERROR", "alert": {"message": "Query limit exceeded"}}, SourceAsksToWait, "fewer questions"),
        ({"status": "ERROR", "alert": {"message": f"Unknown bill {KEY}"}}, SourceProblem, r"“Unknown bill \[key\]”"),
        ({"status": "ERROR", "alert": []}, SourceProblem, "answered with an error"),
        ({"status": "OK"}, SourceProblem, "in a form this program does not know"),
        ([], SourceProblem, "in a form this program does not know"),
        ({"status": "OK", "bill": []}, SourceProblem, "sent a bill in a form"),
    ],
)  # fmt: skip
def test_errors_that_come_with_status_200(
    ask: Ask, server: SourceServer, answer: Any, kind: type[SourceProblem], sentence: str
) -> None:
    server.answer = lambda _: Reply(answer)

    with pytest.raises(kind, match=sentence) as told:
        legiscan.bill(ask(IN_ADDRESS), 7)
    assert type(told.value) is kind
    assert KEY not in str(told.value)
    assert len(server.asked) == 1
