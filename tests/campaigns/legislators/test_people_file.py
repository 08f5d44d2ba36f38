"""Files of legislators: Open States' YAML and CSV, Kentucky's list of 2017, and what no file may hold."""

import stat
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from campaigns.legislators.people_file import LIST_OF_2017, read_people
from data.errors import FileProblem
from data.sources.said import MemberSaid, OfficeSaid, PartySaid, SeatSaid
from tests.campaigns.legislators.room import committee, person, role, zipped

CSV = (
    "id,name,current_party,current_district,current_chamber,given_name,family_name,gender,email,biography,birth_date,"
    "death_date,image,links,sources,capitol_address,capitol_voice,capitol_fax,district_address,district_voice\n"
    "ocd-person/1,Ana Example,Democratic,10th Bristol,lower,Ana,Example,,ana@example.org,,1970-01-01,,,"
    "https://example.org/ana,,Room 1,617-555-0100,,,\n"
    "ocd-person/2,,Democratic,1,lower,,,,,,,,,,,,,,,\nocd-person/3,Bo Example,,2,attic,,,,,,,,,,,,,,,\n"
)
IN_2017 = (
    "ID,FirstName,LastName,District,Full Name,Party,First Elected,Initial Name,LastUnique\n"
    "7,Cy,Example,S36,Cy D. Example,Republican,2015,C. Example,Example\n8,Di,Example,X1,Di Example,,,,\n"
)


def test_a_yaml_file_says_seats_parties_offices_names_and_numbers_and_no_birth_date(tmp_path: Path) -> None:
    more = (
        "birth_date: 1970-01-01\nother_names:\n- name: A. Example\nextras:\n  member code: ANA1\n"
        "links:\n- url: https://malegislature.gov/x\n"
        "other_identifiers:\n- scheme: legacy_openstates\n  identifier: MAL1\n"
    )
    roles = (role("upper", "Third Example", "2025-01-01"), role("lower", "10th Bristol", "2019", "2025-01-01"))
    given = read_people(zipped(tmp_path, {"a": person("1", "Ana NO", *roles, more=more)}), name="people.zip")

    (ana,) = given.people
    assert (ana.state, ana.name, ana.email, ana.website) == (
        "ma", "Ana NO", "1@example.org", "https://malegislature.gov/x",
    )  # fmt: skip
    assert [(one.chamber, one.district, str(one.since), str(one.until)) for one in ana.seats or ()] == [
        ("upper", "Third Example", "2025-01-01", "None"), ("lower", "10th Bristol", "2019-01-01", "2025-01-01"),
    ]  # fmt: skip
    assert ana.parties == (PartySaid("Democratic"),)
    assert ana.offices == (OfficeSaid("capitol", "Room 1", "617-555-0100"),)
    assert ana.identifiers == (("openstates", "ocd-person/1"), ("openstates", "MAL1"), ("malegislature", "ANA1"))
    assert "1970" not in repr(ana)


def test_a_folder_holds_what_its_zip_holds_and_a_committee_names_its_members(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "ma" / "committees"
    folder.mkdir(parents=True)
    (folder / "one.yml").write_text(
        committee("c1", "Education", {"Ana Example": ("1", "chair")}, chamber="legislature")
    )
    given = read_people(tmp_path / "data", name="data")

    (one,) = given.committees
    assert (one.chamber, one.identifier) == ("joint", ("openstates", "ocd-organization/c1"))
    assert one.members == (MemberSaid("Ana Example", "chair", (("openstates", "ocd-person/1"),)),)


def test_open_states_own_csv_and_the_list_of_2017_are_recognised_by_their_headers(tmp_path: Path) -> None:
    (tmp_path / "ma.csv").write_text(CSV)
    given = read_people(tmp_path / "ma.csv", name="ma.csv")
    assert (given.rows, given.partial) == (3, False)
    assert given.people[0].seats == (SeatSaid("lower", "10th Bristol"),)
    assert [(one.row, one.column) for one in given.rejected] == [(3, "name"), (4, "current_chamber")]

    (tmp_path / "old.csv").write_text(IN_2017)
    old = read_people(tmp_path / "old.csv", name="old.csv")
    assert (old.title, old.partial, old.people[0].identifiers) == (LIST_OF_2017, True, (("ky2017", "7"),))
    assert [(one.chamber, one.district) for one in old.people[0].seats or ()] == [("upper", "36")]
    assert [(one.row, one.column) for one in old.rejected] == [(3, "District")]


def test_a_csv_that_does_not_say_its_state_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(CSV)
    with pytest.raises(FileProblem, match="two letters"):
        read_people(tmp_path / "people.csv", name="people.csv")
    assert read_people(tmp_path / "people.csv", name="people.csv", state="MA").people[0].state == "ma"


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (BOMB, "by reference"), ("base: &b\n  x: 1\nid:\n  <<: *b\n", "by reference"), ("<<: {a: 1}\n", "by reference"),
        ("id: !!python/object/apply:os.system ['true']\n", "holds a tag"), ("id: [", "not whole YAML"),
        ("- a\n- b\n", "not whole YAML"), ("x: " + "[" * 40 + "]" * 40, "not whole YAML"),
        ("name: " + "x" * 300_000, "larger than a record"), ("id: ocd-person/9\nroles: []\n", "has no name"),
        ("what: ever\n", "neither a person nor a committee"),
        ("id: ocd-person/9\nname: X\nroles:\n- {type: lower, district: '1', start_date: soon}\n", "not a day"),
    ],
)  # fmt: skip
def test_a_member_that_is_no_record_stays_out_by_name_and_the_others_come_in(
    tmp_path: Path, text: str, sentence: str
) -> None:
    given = read_people(zipped(tmp_path, {"bad": text, "good": person("1", "Ana Example")}), name="people.zip")

    assert [one.name for one in given.people] == ["Ana Example"]
    (rejected,) = given.rejected
    assert sentence in rejected.reason
    assert "bad.yml" in rejected.reason


def test_a_person_without_a_seat_is_counted_and_not_taken(tmp_path: Path) -> None:
    mayor = person("1", "Ana Example", role("mayor", "Example"))
    given = read_people(zipped(tmp_path, {"a": mayor}), name="people.zip")

    assert (given.people, given.seatless, given.rows) == ([], ["Ana Example"], 1)


def link(archive: ZipFile) -> None:
    entry = ZipInfo("data/ma/legislature/link.yml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "/etc/passwd")


@pytest.mark.parametrize(
    ("fill", "sentence"),
    [
        (lambda archive: archive.writestr("../../a.yml", "id: 1"), "points outside"),
        (lambda archive: archive.writestr("/a.yml", "id: 1"), "points outside"), (link, "a link to another file"),
        (lambda archive: archive.writestr("a.yml", b"x" * (101 * 1024 * 1024)), "larger than 100 MiB"),
        (lambda archive: archive.writestr("b.txt", b"PK\x03\x04 again"), "another packed file"),
    ],
)  # fmt: skip
def test_a_hostile_archive_is_refused_in_one_sentence(tmp_path: Path, fill: object, sentence: str) -> None:
    path = tmp_path / "people.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data/ma/legislature/good.yml", person("1", "Ana Example"))
        fill(archive)  # type: ignore[operator]

    with pytest.raises(FileProblem, match=sentence):
        read_people(path, name="people.zip")


def test_a_folder_with_a_link_or_without_yaml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no YAML file"):
        read_people(tmp_path, name="data")
    (tmp_path / "a.yml").symlink_to("/etc/hostname")
    with pytest.raises(FileProblem, match="a link to another file"):
        read_people(tmp_path, name="data")


def test_a_table_of_something_else_is_no_list_of_legislators(tmp_path: Path) -> None:
    (tmp_path / "ma.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FileProblem, match="no list of legislators"):
        read_people(tmp_path / "ma.csv", name="ma.csv")
