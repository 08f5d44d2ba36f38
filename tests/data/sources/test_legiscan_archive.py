"""LegiScan's weekly archive as a file: the real sample, both forms, and what a stranger may have put inside."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from data.errors import FileProblem
from data.imports.limits import PAGE_LIMITS, TERMINAL_LIMITS, Limits
from data.imports.reading import open_file
from data.sources.legiscan_archive import Archive
from data.sources.said import MeasureSaid, VoteSaid

REAL = Path(__file__).parents[4] / "shared/data/legislature/legiscan_dataset_sample_ak.zip"
FOLDER = "KY/2026-2026_2026_Regular_Session"
BILL = {
    "bill_id": 1001, "change_hash": "a", "state": "KY", "bill_number": "HB1", "title": "Schools and schools",
    "session": {"year_start": 2026, "year_end": 2026}, "history": [], "sponsors": [], "subjects": [], "texts": [],
    "votes": [{"roll_call_id": 5, "chamber": "H", "yea": 1, "nay": 0, "nv": 0, "absent": 0, "desc": "Passage"}],
}  # fmt: skip
CALL = {"roll_call_id": 5, "bill_id": 1001, "chamber": "H", "votes": [{"people_id": 1, "vote_text": "Yea"}]}
PERSON = {"people_id": 1, "name": "Ann  Example", "role_id": 1, "party_id": 1, "state_id": 17, "district": "HD-001"}


def packed(path: Path, members: dict[str, Any]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content if isinstance(content, str | bytes) else json.dumps(content))
    return path


def read(path: Path, base: Limits = PAGE_LIMITS, **limits: int) -> tuple[Archive, list[MeasureSaid]]:
    archive = Archive()
    with open_file(path, name=path.name, limits=base._replace(**limits)) as opened:
        return archive, list(archive.measures(opened))


def test_the_real_sample() -> None:
    if not REAL.exists():
        pytest.skip(f"{REAL.name} is not on this machine")
    archive, bills = read(REAL)

    assert (len(bills), len(archive.people), archive.lone_roll_calls, archive.left_out) == (6, 2, 3, [])
    assert [one.number for one in bills] == ["HB1", "HB1044", "HB1045", "HB1046", "HB2", "HB3"]
    assert sum(len(one.actions or ()) for one in bills) == 128
    assert {one.session for one in bills} == {"2011-2012", "2012"}


def test_json_files_are_joined_whatever_their_order(tmp_path: Path) -> None:
    members = {
        f"{FOLDER}/bill/HB1.json": {"bill": BILL},
        f"{FOLDER}/vote/5.json": {"roll_call": CALL},
        f"{FOLDER}/vote/6.json": {"roll_call": {**CALL, "roll_call_id": 6, "bill_id": 77}},
        f"{FOLDER}/people/1.json": {"person": PERSON},
        f"{FOLDER}/README.md": "# read me",
        f"{FOLDER}/hash.md5": "abc",
    }
    archive, (bill,) = read(packed(tmp_path / "ky.zip", members))

    assert bill.roll_calls is not None
    (call,) = bill.roll_calls
    assert (call.yes, call.votes) == (1, (VoteSaid("Ann Example", "Yea", (("legiscan", "1"),)),))
    assert (archive.lone_roll_calls, archive.people[0].state, bill.where) == (1, "ky", f"{FOLDER}/bill/HB1.json")


def test_a_long_bill_keeps_every_sign(tmp_path: Path) -> None:
    title = "Schools  – \u0327é \t " + "x y " * 60_000
    (bill,) = read(packed(tmp_path / "ky.zip", {"bill/HB1.json": {"bill": {**BILL, "title": title}}}))[1]

    assert bill.title == " ".join(title.split())


CSV = {
    "bills": "bill_id,session_id,bill_number,title,description,url,state_link\n"
    "1001,9,HB1,T,D,https://legiscan.com/KY/bill/HB1/2026,\n"
    "1002,9,,T,D,https://legiscan.com/KY/bill/HB2/2026,\n",
    "people": "people_id,name,role_id,party_id,district,committee_id\n1,Ann Example,1,1,HD-001,0\n3,Budget,3,0,,12\n",
    "history": "bill_id,date,chamber,sequence,action\n1001,2026-01-07,House,2,second\n1001,2026-01-06,House,1,first\n",
    "rollcalls": "bill_id,roll_call_id,date,chamber,description,yea,nay,nv,absent,total\n"
    "1001,5,2026-02-03,House,Passage,1,0,0,0,1\n77,6,2026-02-03,House,Passage,1,0,0,0,1\n",
    "votes": "roll_call_id,people_id,vote,vote_desc\n5,1,1,Yea\n",
    "sponsors": "bill_id,people_id,position\n1001,1,1\n1001,3,2\n",
}  # fmt: skip


def test_csv_tables_are_joined_by_their_numbers(tmp_path: Path) -> None:
    path = packed(tmp_path / "ky.zip", {f"{FOLDER}/csv/{name}.csv": text for name, text in CSV.items()})
    archive, (bill,) = read(path)

    assert (bill.state, bill.session, bill.number, bill.chamber) == ("ky", "2026", "HB1", "lower")
    assert [one.text for one in bill.actions or ()] == ["first", "second"]
    assert [(one.name, one.kind, one.primary) for one in bill.sponsors or ()] == [
        ("Ann Example", "person", True), ("Budget", "committee", False),
    ]  # fmt: skip
    assert bill.roll_calls is not None
    assert bill.roll_calls[0].votes == (VoteSaid("Ann Example", "Yea", (("legiscan", "1"),)),)
    assert (archive.lone_roll_calls, [one.where for one in archive.left_out]) == (1, ["bills.csv row 3"])


def test_one_broken_file_is_left_out_by_name_and_the_rest_is_read(tmp_path: Path) -> None:
    members = {
        "bill/HB1.json": {"bill": BILL},
        "bill/HB2.json": '{"bill": {"bill_id": 1',
        "bill/HB3.json": '{"bill": {}, "bill": {}}',
        "bill/HB4.json": '{"x": ' + "[" * 60 + "]" * 60 + "}",
        "bill/HB5.json": {"bill": {"bill_number": "HB5"}},
        "bill/HB6.json": "[" * 100_000,
        "bill/HB7.json": {"other": 1},
    }
    archive, bills = read(packed(tmp_path / "ky.zip", members))

    assert [one.number for one in bills] == ["HB1"]
    assert sorted(one.where for one in archive.left_out) == [f"bill/HB{n}.json" for n in (2, 3, 4, 5, 6, 7)]


def hostile(path: Path, what: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bill/HB1.json", json.dumps({"bill": BILL}))
        if what == "up":
            archive.writestr("../bill/HB2.json", "{}")
        if what == "link":
            link = zipfile.ZipInfo("bill/HB2.json")
            link.external_attr = 0o120777 << 16
            archive.writestr(link, "/etc/passwd")
        if what == "bomb":
            archive.writestr("bill/HB2.json", b"0" * 2_000_000)
        if what == "thousands":
            for number in range(60):
                archive.writestr(f"bill/x{number}.json", "{}")
    if what == "vast":
        content = bytearray(path.read_bytes())
        entry = content.rindex(b"PK\x01\x02")
        content[entry + 24 : entry + 28] = (4_000_000_000).to_bytes(4, "little")  # what it says it unpacks to
        path.write_bytes(bytes(content))
    return path


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("up", "points outside the file"),
        ("link", "a link to another file"),
        ("bomb", "far more than its size"),
        ("vast", "unpacks to more than"),
        ("thousands", "packs more than 50 parts"),
    ],
)
def test_a_hostile_archive_is_refused(tmp_path: Path, what: str, sentence: str) -> None:
    with pytest.raises(FileProblem, match=sentence):
        read(hostile(tmp_path / "x.zip", what), zip_members=50)


def test_thousands_of_small_files_are_an_archive_and_no_archive_is_said(tmp_path: Path) -> None:
    members = {f"bill/HB{n}.json": {"bill": {**BILL, "bill_id": n, "bill_number": f"HB{n}"}} for n in range(1, 1_100)}
    assert len(read(packed(tmp_path / "many.zip", members), TERMINAL_LIMITS)[1]) == 1_099

    with pytest.raises(FileProblem, match="not an archive of LegiScan’s"):
        read(packed(tmp_path / "csv.zip", {"a.csv": "x,y\n1,2\n", "b.csv": "x,y\n1,2\n"}), TERMINAL_LIMITS)
