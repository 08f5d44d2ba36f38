"""Files of bills are recognised by their headers and read row by row; every row is accounted for."""

import csv
import json
import zipfile
from pathlib import Path

import pytest

from campaigns.legislation.bill_files import GivenBills, read_bills
from data.errors import FileProblem
from tests.campaigns.legislation.bill_room import real


def one(path: Path, *, state: str = "") -> GivenBills:
    (given,) = read_bills([(path, path.name)], state=state)
    assert given.rows == sum(given.rows_each) + len(given.rejected) + given.repeated
    return given


def written(folder: Path, name: str, *rows: str) -> Path:
    path = folder / name
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_a_list_of_bills_is_read_by_its_headers(tmp_path: Path) -> None:
    path = written(
        tmp_path, "bills.csv", "Bill No.,Title,Sponsors,Introduced,Companion",
        'H.495,"Schools, thriving",Ann Example; Education Committee,1/20/2025,S.246', "not a number,Nothing,,,",
        "H 495,Said again,,,",
    )  # fmt: skip
    given = one(path, state="MA")
    (bill,) = given.measures
    assert (bill.state, bill.session, bill.number, bill.title) == ("ma", "194", "H.495", "Schools, thriving")
    assert [sponsor.name for sponsor in bill.sponsors or ()] == ["Ann Example", "Education Committee"]
    assert [(link.kind, link.number) for link in bill.related] == [("companion", "S.246")]
    (rejected,) = given.rejected
    assert (rejected.row, rejected.column) == (3, "Bill No.")
    assert "“not a number” is not a bill’s number." in rejected.reason
    assert (given.rows, given.repeated, bill.actions) == (3, 1, None)


def test_json_lines_and_their_broken_ones(tmp_path: Path) -> None:
    said = {"bill_number": "SB845", "title": "Pupils", "state": "CA", "metadata_tags": ["Labor"], "state_link": "x",
            "sponsors": ["A", "B"], "url": "https://legiscan.com/CA/bill/SB845/2025", "start_date": ""}  # fmt: skip
    (bill,) = one(written(tmp_path, "few.jsonl", json.dumps(said))).measures
    assert (bill.session, bill.subjects, bill.introduced) == ("2025-2026", ("Labor",), None)
    assert [sponsor.name for sponsor in bill.sponsors or ()] == ["A", "B"]
    with pytest.raises(FileProblem, match="Line 2 is not one whole JSON object"):
        one(written(tmp_path, "broken.jsonl", json.dumps(said), '{"bill_number": '))


def test_an_archive_of_open_states_is_one_session(tmp_path: Path) -> None:
    path = tmp_path / "ky.zip"
    tables = {
        "bills": "id,identifier,title,classification,subject,session_identifier,jurisdiction,"
        "organization_classification\n"
        "ocd-bill/1,HB 520,AN ACT relating to charter schools,['bill'],\"['Education', 'Charter schools']\",2017RS,"
        "Kentucky,lower\nocd-bill/2,none,x,['bill'],[],2017RS,Kentucky,lower\n",
        "bill_actions": "id,bill_id,organization_id,description,date,classification,order\n"
        "a2,ocd-bill/1,o2,signed by Governor,2017-03-21,['executive-signature'],2\n"
        "a1,ocd-bill/1,o1,introduced in House,2017-02-17,['introduction'],1\n",
        "bill_sponsorships": "id,name,entity_type,organization_id,person_id,bill_id,primary,classification\n"
        "s1,Bam Carney,person,,ocd-person/9,ocd-bill/1,True,primary\n",
        "organizations": "id,name,classification\no1,House,lower\no2,Office of the Governor,executive\n",
        "votes": "id,identifier,motion_text,motion_classification,start_date,result,organization_id,bill_id\n"
        "v1,,Third reading,[],2017-03-03,pass,o1,ocd-bill/1\n",
        "vote_people": "id,vote_event_id,option,voter_name,voter_id,note\np1,v1,yes,Carney,ocd-person/9,\n",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in tables.items():
            archive.writestr(f"KY/2017RS/KY_2017RS_{name}.csv", text)
    given = one(path)
    (bill,) = given.measures
    assert [(action.on_date and action.on_date.day, action.chamber) for action in bill.actions or ()] == [
        (17, "lower"), (21, "executive"),
    ]  # fmt: skip
    assert bill.subjects == ("Education", "Charter schools")
    (call,) = bill.roll_calls or ()
    assert (call.chamber, [(vote.name, vote.option) for vote in call.votes]) == ("lower", [("Carney", "yes")])
    assert bill.versions is None
    assert [rejected.row for rejected in given.rejected] == [3]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (("a,b", "1,2"), "This is no table of bills"),
        (("membername,vote", "Kerr,YEA"), "This file lists votes, not bills."),
        (("bill_slug,legislator_slug,ocd_person_id", "x,y,z"), "Give it together with the one list"),
        (("bill,title", "H1,x"), "does not say which state"),
        (("<!doctype html><html><body>Sign in</body></html>",), "without a table"),
    ],
)
def test_what_cannot_be_taken_is_answered_with_a_sentence(rows: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=sentence):
        one(written(tmp_path, "given.csv", *rows))


def test_a_campaigns_two_lists_answer_together(tmp_path: Path) -> None:
    bills = written(
        tmp_path, "bills.csv", "bill_slug,title,full_title,house_no,senate_no,house_link,house_lead_sponsors",
        "recess,Recess,An Act on recess,HD.3491 ,SD1252,https://malegislature.gov/Bills/193/HD3491,ann-example",
        "again,Again,Again,HD3491,,https://malegislature.gov/Bills/193/HD3491,", "none,None,None,,,,",
    )  # fmt: skip
    people = written(
        tmp_path, "people.csv", "bill_slug,legislator_slug,first_name,last_name,district,ocd_person_id",
        "recess,ann-example,Ann,Example,house-1st,ocd-person/1", "recess,sam-sample,,,senate-2nd,",
        "recess,ann-example,Ann,Example,house-1st,ocd-person/1", "nowhere,x,X,Y,,",
    )  # fmt: skip
    (given,) = read_bills([(bills, "bills.csv"), (people, "people.csv")])
    house, senate = given.measures
    assert [(s.name, s.primary) for s in house.sponsors or ()] == [("Ann Example", True)]
    assert [s.name for s in senate.sponsors or ()] == ["Sam Sample"]
    assert [(link.kind, link.number) for link in house.related] == [("companion", "SD1252")]
    assert (given.rows, given.repeated, [one.row for one in given.rejected]) == (7, 2, [4, 5])


def test_the_real_files_are_read_row_by_row() -> None:
    ((path, _name),) = real("ma_bill_actions_2021_2022.csv")
    with path.open(newline="", encoding="utf-8") as file:
        rows = sum(1 for _ in csv.DictReader(file))
    given = one(path)
    assert (given.rows, len(given.measures), len(given.rejected), given.repeated) == (rows, 8_180, 0, 0)
    assert sum(len(bill.actions or ()) for bill in given.measures) == 45_472
    assert {bill.session for bill in given.measures} == {"192"}
