"""Importing legislators: whole, once, followed over time, undone; our notes and ties outlive all of it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from campaigns.legislators.commands import keep_note, set_ties
from campaigns.legislators.import_record import Counts, past_imports
from campaigns.legislators.importing import PEOPLE, import_people_said, preview_people
from campaigns.legislators.models import (
    Committee,
    CommitteeMember,
    Legislator,
    LegislatorIdentifier,
    LegislatureBefore,
    LegislatureImport,
    Seat,
)
from campaigns.legislators.people_file import read_people
from campaigns.legislators.queries import filled_seats, profile
from campaigns.legislators.record_queries import behind
from campaigns.legislators.undoing import undo_import
from data.errors import InvalidInput, NotAllowed, NotFound
from data.sources.said import PartySaid, PersonSaid, SeatSaid
from data.store import open_session
from tests import stores
from tests.campaigns.legislators import room
from tests.campaigns.legislators.room import NOW, TODAY, committee, number, person, role, said, take, zipped
from tests.support import MEMBER, ORGANIZER, PUBLIC

TABLES = (Legislator, LegislatorIdentifier, Seat, Committee, CommitteeMember, LegislatureImport, LegislatureBefore)
TWO = {
    "ana": person("1", "Ana Example", role("lower", "10th Bristol")),
    "bo": person("2", "Bo Sample", role("upper", "Third Essex"), party="Republican"),
    "c": committee("c1", "Education", {"Ana Example": ("1", "chair"), "Stranger": ("99", "member")}),
}


def counts() -> list[int]:
    with open_session(ORGANIZER) as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES]


def seats_of(name: str) -> list[tuple[str, str, str]]:
    with open_session(PUBLIC) as session:
        found = profile(session, number(name))
    assert found is not None
    return [(one.chamber, one.district, str(one.until)) for one in found.seats]


@pytest.fixture
def on_file(store: str, tmp_path: Path) -> Path:
    """Two made-up legislators and a committee, imported."""
    assert store
    room.founded()
    path = zipped(tmp_path, TWO)
    take(path)
    return path


def test_people_and_committees_come_in_with_counts_that_add_up_and_a_second_time_changes_nothing(on_file: Path) -> None:
    before = counts()
    assert before == [2, 2, 2, 1, 2, 1, 0]
    again = take(on_file)

    assert again.counts == Counts(unchanged=3)
    assert (again.import_id, again.changed) == (None, False)
    assert counts() == before
    with open_session(PUBLIC) as session:
        ana = profile(session, number("Ana Example"))
        assert ana is not None
        assert (ana.name, ana.place_ids != (), ana.source) == ("Rep. Ana Example", True, "Open States, people.zip")
        assert [(name, as_) for _id, _chamber, name, as_ in ana.committees] == [("Education", "chair")]
        stranger = session.exec(select(CommitteeMember).where(CommitteeMember.name == "Stranger")).one()
        assert stranger.legislator_id is None
    with open_session(ORGANIZER) as session:
        (past,) = past_imports(session, kinds=(PEOPLE,))
    assert (past.counts, past.counts.rows) == (Counts(inserted=3), 3)
    assert any("committee member" in str(check["said"]) for check in past.checks)


def test_a_change_of_seat_is_followed_and_our_note_and_ties_stay(on_file: Path, tmp_path: Path) -> None:
    ana = number("Ana Example")
    said(set_ties, legislator_id=ana, kinds=["knows"], now=NOW)
    said(keep_note, legislator_id=ana, version=0, note="Met at the fair (example)", now=NOW)
    moved = TWO | {
        "ana": person("1", "Ana E. Example", role("upper", "Second Suffolk", "2027-01-06"), party="Independent")
    }
    report = take(zipped(tmp_path, moved, "later.zip"), now=NOW + timedelta(days=90))

    assert (report.counts.updated, report.counts.unchanged) == (1, 2)
    assert number("Ana E. Example") == ana
    assert seats_of("Ana E. Example") == [("lower", "10th Bristol", "2027-01-06"), ("upper", "Second Suffolk", "None")]
    with open_session(ORGANIZER) as session:
        known = behind(session, ana)
        found = profile(session, ana)
    assert (known.note.note, [tie.kind for tie in known.ties]) == ("Met at the fair (example)", ["knows"])
    assert found is not None
    assert [(one.chamber, one.until is None) for one in found.parties] == [("Democratic", False), ("Independent", True)]


def test_an_undo_puts_back_what_was_and_the_earlier_import_waits_for_the_later(on_file: Path, tmp_path: Path) -> None:
    before = counts()
    moved = TWO | {
        "ana": person("1", "Ana Example", role("lower", "1st Suffolk", "2025-01-01")), "di": person("4", "Di Example"),
        "c": committee("c1", "Education and Work", {"Bo Sample": ("2", "chair")}),
    }  # fmt: skip
    later = take(zipped(tmp_path, moved, "later.zip"))
    with pytest.raises(InvalidInput, match=r"Import 2 \(later.zip\) changed the same .* Undo import 2 first"):
        said(undo_import, import_id=1, now=NOW)

    undone = said(undo_import, import_id=later.import_id, now=NOW)

    assert (undone.removed, undone.restored, undone.kept) == (1, 2, 0)
    assert seats_of("Ana Example") == [("lower", "10th Bristol", "None")]
    assert counts() == [*before[:5], before[5] + 1, 0]
    with open_session(PUBLIC) as session:
        assert session.exec(select(Committee.name)).all() == ["Education"]
        names = select(CommitteeMember.name).order_by(col(CommitteeMember.name))
        assert session.exec(names).all() == ["Ana Example", "Stranger"]
    with pytest.raises(InvalidInput, match="undone already"):
        said(undo_import, import_id=later.import_id, now=NOW)
    assert take(on_file).counts == Counts(unchanged=3)


def test_an_undo_keeps_whoever_our_records_speak_of(on_file: Path) -> None:
    said(set_ties, legislator_id=number("Ana Example"), kinds=["knows"], now=NOW)
    undone = said(undo_import, import_id=1, now=NOW)

    assert (undone.removed, undone.kept) == (2, 1)
    assert seats_of("Ana Example") == [("lower", "10th Bristol", "None")]
    assert take(on_file).counts == Counts(inserted=2, unchanged=1)


def test_only_who_may_import_does_and_a_wrong_number_is_nobodys(on_file: Path) -> None:
    with pytest.raises(NotAllowed):
        take(on_file, MEMBER)
    with pytest.raises(NotAllowed):
        said(undo_import, MEMBER, import_id=1, now=NOW)
    with pytest.raises(NotFound):
        said(undo_import, import_id=77, now=NOW)


@pytest.fixture
def sqlite_on_file(sqlite_store: str) -> None:
    assert sqlite_store
    room.founded()


@pytest.mark.usefixtures("sqlite_on_file")
def test_records_that_cannot_be_say_why_and_two_chambers_on_one_day_are_kept_and_told(tmp_path: Path) -> None:
    both = person("1", "Ana Example", role("lower", "1st Suffolk"), role("upper", "Second Suffolk", "2024-05-01"))
    far = person("5", "Far Example", role("lower", "1", where="ocd-jurisdiction/country:us/state:zz/government"))
    files = {"a": both, "again": both, "far": far}
    report = take(zipped(tmp_path, files))

    assert report.counts == Counts(inserted=1, rejected=2)
    reasons = [str(one["reason"]) for one in report.rejections]
    assert any("Ana Example is in the file twice" in reason for reason in reasons)
    assert any("“zz”, which is not in the store" in reason for reason in reasons)
    said_ = [str(check["said"]) for check in report.checks if not check["passed"]]
    assert any("Ana Example sits in two chambers on May 1, 2024" in one for one in said_)
    assert len(seats_of("Ana Example")) == 2


@pytest.mark.usefixtures("sqlite_on_file")
def test_whoever_a_whole_list_of_a_chamber_omits_sits_there_no_more(tmp_path: Path) -> None:
    def of_chamber(left_out: int) -> Path:
        many = {
            f"m{n}": person(str(n), f"Member{n} Example", role("upper", f"{n}")) for n in range(40) if n != left_out
        }
        return zipped(tmp_path, many, f"without{left_out}.zip")

    take(of_chamber(-1))
    report = take(of_chamber(7))

    assert (report.left, report.counts.unchanged) == (1, 39)
    with open_session(ORGANIZER) as session:
        assert past_imports(session)[0].counts == Counts(unchanged=39)
    assert seats_of("Member7 Example") == [("upper", "7", TODAY.isoformat())]
    with open_session(PUBLIC) as session:
        (senate,) = filled_seats(session, on=TODAY)
    assert (senate.filled, senate.seats, senate.vacant) == (39, 40, 1)
    said(undo_import, import_id=report.import_id, now=NOW)
    assert seats_of("Member7 Example") == [("upper", "7", "None")]


@pytest.mark.usefixtures("sqlite_on_file")
@pytest.mark.parametrize("democrats", [25, 37])
def test_a_list_of_one_party_or_region_ends_nobodys_seat_but_one_it_gives_to_another(
    tmp_path: Path, democrats: int
) -> None:
    def senators(numbers: range) -> dict[str, str]:
        parties = ["Democratic" if n < democrats else "Republican" for n in range(40)]
        return {f"m{n}": person(str(n), f"M{n} Example", role("upper", f"{n}"), party=parties[n]) for n in numbers}

    take(zipped(tmp_path, senators(range(40))))
    part = senators(range(democrats))
    report = take(zipped(tmp_path, part, "part.zip"))

    assert (report.left, report.changed, report.import_id) == (0, False, None)
    (told,) = (str(one["said"]) for one in report.checks)
    assert f"{40 - democrats} people who sit there are not in this list of {democrats} for 40 seats" in told
    assert [seats_of(f"M{n} Example")[0][2] for n in range(democrats, 40)] == ["None"] * (40 - democrats)

    successor = {"new": person("77", "New Example", role("upper", "39", "2025-01-01"))}
    report = take(zipped(tmp_path, part | successor, "later.zip"))
    assert report.left == (1 if democrats == 37 else 0)
    assert seats_of("M39 Example") == [("upper", "39", "2025-01-01" if democrats == 37 else "None")]


@pytest.mark.usefixtures("sqlite_on_file")
def test_a_page_names_the_source_that_leads_and_an_undo_names_the_first_again(tmp_path: Path) -> None:
    list_of_2017 = tmp_path / "ky.csv"
    row = "7,Cy,Example,S36,Cy Example,Republican"
    list_of_2017.write_text(f"ID,FirstName,LastName,District,Full Name,Party\n{row}\n")
    take(list_of_2017)

    def source() -> str:
        with open_session(PUBLIC) as session:
            found = profile(session, number("Cy Example"))
        assert found is not None
        return found.source

    assert source() == "Kentucky’s legislators of 2017, ky.csv"
    later = take(zipped(tmp_path, {"a": person("1", "Cy Example", role("upper", "36", where=room.KY))}))
    assert source() == "Open States, people.zip"
    take(list_of_2017)
    assert source() == "Open States, people.zip"
    said(undo_import, import_id=later.import_id, now=NOW)
    assert source() == "Kentucky’s legislators of 2017, ky.csv"


@pytest.mark.usefixtures("sqlite_on_file")
def test_another_source_finds_a_person_by_the_whole_name_alone_and_two_of_one_name_stay_apart(tmp_path: Path) -> None:
    take(zipped(tmp_path, {"a": person("1", "Cy Example", role("upper", "36", where=room.KY), party="Republican")}))
    list_of_2017 = tmp_path / "ky.csv"
    rows = ("7,Cy,Example,S36,Cy Example,Republican", "8,Cy,Sample,H1,Cy Sample,Democratic")
    list_of_2017.write_text("ID,FirstName,LastName,District,Full Name,Party\n" + "\n".join(rows) + "\n")
    report = take(list_of_2017)

    assert report.counts == Counts(inserted=1, updated=1)
    assert ("upper", "36", "None") in seats_of("Cy Example")
    assert seats_of("Cy Sample") == [("lower", "1", "2018-01-01")]
    assert any("1 person is taken for the one on file" in str(check["said"]) for check in report.checks)


@pytest.mark.usefixtures("sqlite_on_file")
def test_a_second_source_adds_its_number_and_fills_what_is_empty_and_never_fights_the_first(tmp_path: Path) -> None:
    file = zipped(tmp_path, {"a": person("1", "Mike Example", role("lower", "10th Bristol"))})
    take(file)
    theirs = PersonSaid(
        "ma", "Michael S. Example", "Michael", "Example", "other@example.org", "https://example.org/mse",
        (("malegislature", "MSE1"),), None, (SeatSaid("lower", "10th Bristol"),), (PartySaid("Democrat"),), (),
    )  # fmt: skip
    for expected in (Counts(updated=1), Counts(unchanged=1)):
        report = said(import_people_said, name="General Court", people=[theirs], committees=[], now=NOW)
        assert report.counts == expected

    with open_session(PUBLIC) as session:
        found = profile(session, number("Mike Example"))
    assert found is not None
    assert (found.email, found.website) == ("1@example.org", "https://example.org/mse")
    assert ([one.chamber for one in found.parties], len(found.offices)) == (["Democratic"], 1)
    assert seats_of("Mike Example") == [("lower", "10th Bristol", "None")]
    assert take(file).counts == Counts(unchanged=1)


@pytest.fixture(scope="module")
def real_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with both states' legislators and Kentucky's of 2017, imported once."""
    if not room.PEOPLE_ZIP.exists():
        pytest.skip("There is no ../shared/data/legislature beside the checkout.")
    folder = tmp_path_factory.mktemp("legislators")
    with stores.sqlite_copy(sqlite_template, folder):
        room.founded()
        take(room.PEOPLE_ZIP)
        take(room.LIST_OF_2017)
    return folder / "var" / "commontable.db"


@pytest.fixture
def real_store(real_template: Path, tmp_path: Path) -> Iterator[str]:
    with stores.sqlite_copy(real_template, tmp_path) as url:
        yield url


@pytest.mark.usefixtures("real_store")
def test_the_real_files_hold_138_and_198_legislators_and_73_and_57_committees() -> None:
    with open_session(ORGANIZER) as session:
        listed, people = past_imports(session, kinds=(PEOPLE,))
        committees = dict(
            session.execute(
                select(Committee.jurisdiction_id, func.count()).group_by(col(Committee.jurisdiction_id))
            ).all()
        )
        seats = {(one.state, one.kind): (one.filled, one.seats) for one in filled_seats(session, on=TODAY)}
        placed = session.scalar(select(func.count()).select_from(Seat).where(col(Seat.place_id).is_(None)))
    assert people.counts == Counts(inserted=466)
    assert sorted(committees.values()) == [57, 73]
    assert seats == {
        ("ky", "lower"): (100, 100), ("ky", "upper"): (38, 38), ("ma", "lower"): (158, 160), ("ma", "upper"): (40, 40),
    }  # fmt: skip
    assert (listed.counts.rows, listed.counts.inserted + listed.counts.updated) == (138, 138)
    assert placed is not None
    given = read_people(room.PEOPLE_ZIP, name="again.zip")
    with open_session(ORGANIZER) as session:
        assert preview_people(session, given=given, now=NOW).counts == Counts(unchanged=466)
