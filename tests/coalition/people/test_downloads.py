"""Contacts as files: who may take one, whom it leaves out, and that a hostile word stays a word in every kind."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest
from openpyxl import load_workbook

from coalition.people import downloads, opting_out
from coalition.people.rules import Draft, Scope
from data.access import Viewer
from data.errors import NotFound
from data.exports.registry import ExportFile, find
from data.store import open_session
from tests.coalition.people import room
from tests.coalition.people.room import ANA, THEIRS, TODAY
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD

FORMULA, SCRIPT = '=HYPERLINK("https://e.example")', "<script>alert(1)</script>"
HOSTILE = Draft(FORMULA, SCRIPT, "+cmd@example.org", "+1 617 555 0100", "@02139", "-Town", None, "\u202eRole", SCRIPT)


def take(what: str, kind: str, viewer: Viewer = ORGANIZER, /, **query: str) -> ExportFile:
    build = find(what, kind)
    assert build is not None
    return build(viewer, query, kind)


def csv_rows(file: ExportFile) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.body.decode("utf-8-sig"))))


@pytest.mark.usefixtures("store")
def test_the_default_list_leaves_out_who_opted_out_and_says_so_and_the_audit_says_who_took_it() -> None:
    room.second_organization()
    ana, bo = room.add(ANA), room.add(Draft("Bo", "Example"))
    room.add(Draft("Theirs"), THEIRS)
    room.say_no(bo, Scope.ORGANIZATION)

    rows = csv_rows(take("contacts", "csv"))
    every = json.loads(take("contacts", "json", shown="all").body)
    told = json.loads(take("contacts", "json").body)["notes"][0]

    assert [row["Given name"] for row in rows] == ["Ana"]
    assert told == "1 contact is left out, who asked not to be contacted."
    assert [(row["given_name"], row["may_be_contacted"], row["because"]) for row in every["rows"]] == [
        ("Ana", "yes", ""), ("Bo", "no", "asked this organization not to"),
    ]  # fmt: skip
    last = room.audit()[-1]
    assert (last.act, last.actor, last.role, json.loads(last.detail)) == (
        "export contacts", ORGANIZER.name, "organizer", {},
    )  # fmt: skip
    assert str(ana) not in last.subject
    assert [row["Given name"] for row in csv_rows(take("contacts", "csv", THEIRS))] == ["Theirs"]


@pytest.mark.usefixtures("sqlite_store")
def test_a_list_for_a_campaign_and_the_list_of_opt_outs() -> None:
    ana = room.add(ANA)
    room.add(Draft("Bo"))
    room.say_no(ana, Scope.CAMPAIGN, campaign="=Fund the SOA")

    assert [row["Given name"] for row in csv_rows(take("contacts", "csv", campaign="=fund the soa"))] == ["Bo"]
    (said,) = csv_rows(take("opt-outs", "csv"))
    assert (said["Name"], said["Scope"], said["Campaign"], said["How they said so"]) == (
        "Ana Example", "One campaign", "'=Fund the SOA", "by letter",
    )  # fmt: skip


class Parts(HTMLParser):
    """The tags and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.words = set[str](), ""
        self.feed(page)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data + "\n"


@pytest.mark.usefixtures("sqlite_store")
def test_hostile_words_are_inert_in_every_file() -> None:
    person = room.add(HOSTILE)
    room.say_no(person, Scope.CAMPAIGN, campaign=FORMULA)
    query = {"contact": str(person), "shown": "all"}

    for what in ("contacts", "opt-outs", "contact"):
        cells = [
            cell for row in csv.reader(io.StringIO(take(what, "csv", **query).body.decode("utf-8-sig"))) for cell in row
        ]
        assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")] == [], what
        assert f"'{FORMULA}" in " ".join(cells)
    book = load_workbook(io.BytesIO(take("contacts", "xlsx", **query).body))
    sheet = book["Data"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert FORMULA in [cell.value for row in sheet.iter_rows() for cell in row]
    page = Parts(take("contact", "html", **query).body.decode())
    assert not page.tags & {"script", "img", "a", "b"}
    assert SCRIPT in page.words


@pytest.mark.usefixtures("store")
def test_all_that_is_known_of_one_person_can_be_handed_to_them() -> None:
    room.second_organization()
    theirs = room.add(Draft("Ana", "Example", ANA.email, note="their note"), THEIRS)
    person = room.add(Draft("Ana", "Example", ANA.email, sources=(("van", "1207"),)))
    room.say_no(person, Scope.EVERYONE)
    room.say_no(theirs, Scope.CAMPAIGN, THEIRS, campaign="their campaign")
    with open_session(STEWARD, writing=True) as session:
        opting_out.give_consent(session, person_id=person, purpose="her photograph", given_on=TODAY)

    known = json.loads(take("contact", "json", contact=str(person)).body)

    assert known["contact"]["email"] == ANA.email
    assert known["sources"] == [{"system": "van", "number": "1207"}]
    assert [said["scope"] for said in known["opt_outs"]] == ["everyone"]
    assert [said["purpose"] for said in known["consents"]] == ["her photograph"]
    assert [done["act"] for done in known["what_was_done"]] == ["add contact", "opt contact out", "note consent"]
    assert "their" not in json.dumps(known)
    facts = [(row["Part"], row["Fact"]) for row in csv_rows(take("contact", "csv", contact=str(person)))]
    assert ("What they agreed to", "her photograph") in facts
    assert (room.audit()[-1].act, room.audit()[-1].subject) == ("export contact", f"contact {person}")


@pytest.mark.usefixtures("sqlite_store")
def test_nobody_takes_a_file_of_contacts_that_are_not_theirs_to_keep() -> None:
    room.second_organization()
    person = room.add(ANA)
    before = len(room.audit())

    for viewer in (PUBLIC, MEMBER, STAFF):
        for what in ("contacts", "opt-outs", "contact"):
            with pytest.raises(NotFound, match=r"^This file was not found\.$"):
                take(what, "csv", viewer, contact=str(person))
    said = []
    for number in (str(person), "987654", "1 OR 1=1", ""):
        with pytest.raises(NotFound) as refused:
            take("contact", "json", THEIRS, contact=number)
        said.append(str(refused.value))
    assert set(said) == {"This contact was not found."}
    assert csv_rows(take("contacts", "csv", THEIRS)) == []
    assert len(room.audit()) == before + 1
    assert downloads.filter_of({"shown": "'; --", "place": "x"}).shown.value == "contactable"
