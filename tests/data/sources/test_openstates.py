"""Open States' answers, typed by hand from its description: absent keys, partial dates, pages past the last."""

from datetime import date
from typing import Any

import pytest

from data.errors import SourceHasNone, SourceProblem
from data.sources import openstates
from data.sources.openstates_bills import bill_of
from data.sources.openstates_people import committee_of, person_of
from data.sources.said import (
    ActionSaid,
    MemberSaid,
    OfficeSaid,
    PartySaid,
    RelatedSaid,
    SeatSaid,
    SponsorSaid,
    VoteSaid,
)
from data.sources.shapes import UnknownForm
from tests.data.sources.conftest import IN_HEADER, Ask
from tests.source_server import Asked, Reply, SourceServer

HOUSE = {"id": "ocd-organization/h", "name": "House", "classification": "lower"}
BARE = {"id": "ocd-bill/1", "session": "194", "identifier": "H 495"}
VOTE = {
    "id": "ocd-vote/1", "motion_text": "Floor Vote", "start_date": "2025-03-01", "result": "passed",
    "organization": {**HOUSE, "classification": "upper"},
    "votes": [
        {"id": "u1", "option": "yes", "voter_name": "Bart", "voter": {"id": "ocd-person/9", "name": "Bart Example"}},
        {"id": "u2", "option": "not voting", "voter_name": "Jarvis"},
    ],
    "counts": [{"option": "yes", "value": 1}, {"option": "not voting", "value": 1}],
}  # fmt: skip


def test_a_bill_with_everything() -> None:
    told: dict[str, Any] = {
        **BARE, "title": "An Act  relating\nto schools", "from_organization": HOUSE, "classification": ["bill"],
        "subject": ["EDUCATION"], "updated_at": "2025-03-02T10:00:00+00:00", "first_action_date": "2025-01",
        "openstates_url": "https://openstates.org/ma/bills/194/H495/",
        "abstracts": [{"abstract": "A summary.", "note": "x"}],
        "actions": [
            {"description": "second", "date": "2025-02-02", "order": 2, "organization": HOUSE, "classification": []},
            {"description": "first", "date": "2025", "order": 1, "organization": HOUSE, "classification": ["filing"]},
        ],
        "sponsorships": [
            {"name": "A. Example", "entity_type": "person", "primary": True, "person": {"id": "ocd-person/1"}},
            {"name": "Education", "entity_type": "organization", "primary": False},
        ],
        "versions": [{"note": "As filed", "date": "2025-01-17", "links": [{"url": "javascript:x"}, {"url": "https://x.org/1.pdf"}]}],
        "related_bills": [
            {"identifier": "S 300", "legislative_session": "194", "relation_type": "companion"},
            {"identifier": "S 1", "legislative_session": "194", "relation_type": "friend"},
        ],
        "votes": [VOTE],
    }  # fmt: skip
    said = bill_of(told, "ma")

    assert (said.state, said.session, said.number, said.title) == ("ma", "194", "H 495", "An Act relating to schools")
    assert (said.kind, said.chamber, said.introduced, said.summary) == ("bill", "lower", None, "A summary.")
    assert said.actions == (
        ActionSaid(None, "lower", "first", ("filing",)),  # a year alone is no day
        ActionSaid(date(2025, 2, 2), "lower", "second", ()),
    )
    assert said.sponsors == (
        SponsorSaid("A. Example", "person", True, (("openstates", "ocd-person/1"),)),
        SponsorSaid("Education", "committee"),
    )
    assert said.versions is not None
    assert said.versions[0].address == "https://x.org/1.pdf"
    assert said.related == (RelatedSaid("companion", "S 300", "194"),)
    assert said.roll_calls is not None
    (call,) = said.roll_calls
    assert (call.chamber, call.result, call.yes, call.no, call.not_voting, call.absent) == (
        "upper",
        "passed",
        1,
        None,
        1,
        None,
    )
    assert call.votes == (VoteSaid("Bart", "yes", (("openstates", "ocd-person/9"),)), VoteSaid("Jarvis", "not voting"))


def test_a_part_that_was_not_told_is_not_an_empty_one() -> None:
    said = bill_of(BARE, "ma")
    assert (said.actions, said.sponsors, said.versions, said.roll_calls, said.subjects) == (None,) * 5
    assert bill_of({**BARE, "actions": [], "sponsorships": [None, 3]}, "ma").sponsors == ()


@pytest.mark.parametrize("told", [{}, {**BARE, "identifier": None}, {**BARE, "actions": "none"}])
def test_what_is_no_bill_is_said(told: dict[str, Any]) -> None:
    with pytest.raises(UnknownForm, match="bill"):
        bill_of(told, "ma")


def test_a_legislator_and_a_committee() -> None:
    person = person_of(
        {
            "id": "ocd-person/1", "name": "José Example", "party": "Democratic", "given_name": "José", "image": None,
            "current_role": {"org_classification": "lower", "district": 45}, "links": [{"url": "https://x.org"}],
            "other_names": [{"name": "J. Example"}, {"name": ""}],
            "offices": [{"name": "Capitol Office", "voice": "502-555-0100"}],
        }, "ky",
    )  # fmt: skip
    assert person.seats == (SeatSaid("lower", "45"),)
    assert (person.parties, person.other_names) == ((PartySaid("Democratic"),), ("J. Example",))
    assert person.offices == (OfficeSaid("Capitol Office", "", "502-555-0100"),)

    told = {
        "id": "ocd-organization/c", "name": "Education", "classification": "committee",
        "parent_id": "ocd-organization/h", "memberships": [
            {"person_name": "José Example", "role": "chair", "person": {"id": "ocd-person/1"}}, {"role": "x"},
        ],
    }  # fmt: skip
    committee = committee_of(told, "ky", "legislature")
    assert (committee.chamber, committee.parent) == ("joint", "")
    assert committee.members == (MemberSaid("José Example", "chair", (("openstates", "ocd-person/1"),)),)


def test_the_questions_are_those_the_service_takes(ask: Ask, server: SourceServer) -> None:
    empty = {"results": [], "pagination": {"per_page": 20, "page": 1, "max_page": 1, "total_items": 0}}
    server.answer = lambda _: Reply(empty)
    page = openstates.bills_page(ask(IN_HEADER), "ma", "194", since="2026-01-05 12:00:00")
    openstates.people_page(ask(IN_HEADER), "ma")
    openstates.committees_page(ask(IN_HEADER), "ma", "legislature", page=2)

    bills, people, committees = server.asked
    assert (page.items, page.pages, page.total) == ((), 1, 0)
    assert [value for name, value in bills.pairs if name == "include"] == list(openstates.BILL_PARTS)
    assert (bills.get("updated_since"), bills.get("sort"), bills.get("per_page")) == (
        "2026-01-05 12:00:00",
        "updated_asc",
        "20",
    )
    assert (people.get("per_page"), people.get("jurisdiction")) == ("50", "ma")
    assert (committees.get("chamber"), committees.get("page")) == ("legislature", "2")


def test_past_the_last_page_is_the_end_and_no_first_page_a_problem(ask: Ask, server: SourceServer) -> None:
    def answer(_: Asked) -> Reply:
        return Reply({"detail": "invalid page"}, status=404)

    server.answer = answer
    assert openstates.people_page(ask(IN_HEADER), "ma", page=4).items == ()
    with pytest.raises(SourceHasNone):
        openstates.people_page(ask(IN_HEADER), "ma")


@pytest.mark.parametrize(
    "answer", [[], {"results": []}, {"pagination": {}, "results": []}, {"results": {}, "pagination": 1}]
)
def test_a_list_of_another_form_is_refused_by_name(ask: Ask, server: SourceServer, answer: Any) -> None:
    server.answer = lambda _: Reply(answer)
    with pytest.raises(SourceProblem, match=r"Open States sent .* in a form this program does not know"):
        openstates.people_page(ask(IN_HEADER), "ma")
