"""The Massachusetts Legislature's answers: nulls anywhere, Eastern time without saying so."""

from datetime import date
from typing import Any

import pytest

from data.errors import SourceProblem
from data.sources import malegislature
from data.sources.malegislature_documents import ListedDocument, actions_of, document_of, documents_listed_of
from data.sources.malegislature_people import codes_of, committee_of, member_of
from data.sources.said import ActionSaid, MemberSaid, RelatedSaid, SeatSaid, SponsorSaid
from data.sources.shapes import UnknownForm
from tests.data.sources.conftest import Ask
from tests.source_server import Reply, SourceServer


def test_a_list_of_documents_takes_bills_and_dockets_once() -> None:
    rows = [
        {"BillNumber": "H1", "DocketNumber": "HD2", "GeneralCourtNumber": 194},
        {"BillNumber": None, "DocketNumber": "HD3"},
        {"BillNumber": "h.1 ", "DocketNumber": "HD2"},
        {"BillNumber": None, "DocketNumber": None},
        {"BillNumber": "../../x", "DocketNumber": None},
        None,
    ]
    assert documents_listed_of(rows) == (ListedDocument("H1", "HD2"), ListedDocument("", "HD3"))
    with pytest.raises(UnknownForm):
        documents_listed_of([{"Number": "H1"}])


def test_moments_without_offset_are_eastern_and_others_are_moved_there() -> None:
    told = [
        {"Date": "2021-03-29T23:30:00", "Branch": "House", "Action": "Referred"},
        {"Date": "2021-03-30T03:30:00Z", "Branch": "Senate", "Action": "Concurred"},
        {"Date": None, "Branch": "Executive", "Action": "Signed"},
        {"Date": "2021-04-01T00:00:00", "Branch": None, "Action": None},
    ]
    assert actions_of(told) == (
        ActionSaid(date(2021, 3, 29), "lower", "Referred"),
        ActionSaid(date(2021, 3, 29), "upper", "Concurred"),
        ActionSaid(None, "executive", "Signed"),
    )


def test_a_document_with_its_docket_sponsors_and_companion() -> None:
    told: dict[str, Any] = {
        "BillNumber": "H495", "DocketNumber": "HD12", "Title": "An Act", "Pinslip": None,
        "PrimarySponsor": {"Name": "Ann Example", "Id": "A_E1"},
        "Cosponsors": [{"Name": "Ann Example"}, {"Name": "Joint Committee on Education"}, {"Name": None}, None],
    }  # fmt: skip
    alike = (ListedDocument("S300", "SD1"), ListedDocument("H496", "HD13"))
    said = document_of(told, 194, (ActionSaid(date(2025, 2, 27), "lower", "Referred"),), alike)

    assert (said.number, said.session, said.chamber, said.introduced) == ("H495", "194", "lower", date(2025, 2, 27))
    assert said.sponsors == (
        SponsorSaid("Ann Example", "person", True, (("malegislature", "A_E1"),)),
        SponsorSaid("Joint Committee on Education", "committee"),
    )
    assert said.related == (RelatedSaid("docket", "HD12"), RelatedSaid("companion", "S300"))
    assert said.roll_calls is None  # the interface has none: not told, which is not "none"
    two = (*alike, ListedDocument("S301", "SD2"))
    assert document_of(told, 194, (), two).related == (RelatedSaid("docket", "HD12"),)  # which one is not said
    docket = document_of({**told, "BillNumber": None, "PrimarySponsor": None, "Cosponsors": None}, 194, (), ())
    assert (docket.number, docket.sponsors, docket.related) == ("HD12", (), ())


def test_members_and_committees() -> None:
    bare = {"MemberCode": "A_E1", "Name": "Ann Example", "Branch": None, "District": None, "Party": None}
    assert (member_of(bare).seats, member_of(bare).parties, member_of(bare).offices) == (None, None, None)
    seated = member_of({**bare, "Branch": "House", "District": "10th Bristol"})
    assert seated.seats == (SeatSaid("lower", "10th Bristol"),)
    assert codes_of([{"CommitteeCode": None}, {"CommitteeCode": "J14"}, {"CommitteeCode": "J14"}], "CommitteeCode") == (
        "J14",
    )
    chairs = {"HouseChairperson": {"MemberCode": "A_E1"}, "SenateChairperson": None}
    committee = committee_of({"CommitteeCode": "J14", "FullName": "Education", **chairs}, {"A_E1": "Ann Example"})
    assert (committee.chamber, committee.members) == (
        "joint", (MemberSaid("Ann Example", "chair", (("malegislature", "A_E1"),)),),
    )  # fmt: skip


def test_a_docket_without_history_has_none_and_a_wrong_form_is_refused(ask: Ask, server: SourceServer) -> None:
    server.answer = lambda _: Reply(status=404)
    assert malegislature.history(ask(), 194, "HD3") == ()
    assert malegislature.similar(ask(), 194, "HD3") == ()
    server.answer = lambda _: Reply({"Message": "An error has occurred."})
    with pytest.raises(SourceProblem, match="The Legislature sent the list of bills in a form"):
        malegislature.documents_listed(ask(), 194)
