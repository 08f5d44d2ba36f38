"""Importing organizations: names as really written, nothing joined without a person, counted, repeatable, undone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from coalition.organizations.commands import add_alias
from coalition.organizations.directory_file import GivenDirectory, read_directory
from coalition.organizations.importing import DirectoryReport, import_directory, preview_directory
from coalition.organizations.models import (
    DirectoryStatement,
    Organization,
    OrganizationArea,
    OrganizationName,
    Reach,
    StandingChange,
)
from coalition.organizations.undoing import undo_directory_import
from data.access import Permission, Viewer, requires
from data.errors import FileProblem, InvalidInput, NotAllowed
from data.imports.outcomes import Undone
from data.reference_tables import load_foundation
from data.store import open_session
from tests.support import MEMBER, ORGANIZER

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
REAL = Path(__file__).resolve().parents[4] / "shared/data/coalition/ma_campaign_supporting_orgs.csv"
FULL = """Organization ,Also known as,Kind,Standing,Since,Areas,Website,Counties
Example Teachers (example),ETX; TEX,labor union,Member,9/30/2024,"equity, funding",example.org,Suffolk: 120
Example Parents (example),,parents,ally,2023,,,Norfolk County (40); Nowhere: 3
"""


def read(tmp_path: Path, text: str, name: str = "organizations.csv") -> GivenDirectory:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_directory(path, name=name)


def take(
    given: GivenDirectory, choices: Mapping[int, int] | None = None, viewer: Viewer = ORGANIZER
) -> DirectoryReport:
    with open_session(viewer, writing=True) as session:
        return import_directory(session, given=given, choices=choices or {}, now=NOW)


def preview(given: GivenDirectory) -> DirectoryReport:
    with open_session(ORGANIZER) as session:
        return preview_directory(session, given=given, choices={})


def take_back(number: int | None) -> Undone:
    with open_session(ORGANIZER, writing=True) as session:
        return undo_directory_import(session, import_id=number or 0, now=NOW)


def kept() -> list[str]:
    found: list[str] = []
    with open_session(ORGANIZER) as session:
        for model in (Organization, OrganizationName, StandingChange, OrganizationArea, Reach, DirectoryStatement):
            rows = session.exec(select(model)).all()
            found += [str(sorted(row.model_dump(exclude={"version", "id"}).items())) for row in rows]
    return sorted(found)


def counts(report: DirectoryReport) -> dict[str, int]:
    return {str(outcome): count for outcome, count in report.tally.counts.items() if count}


@requires(Permission.KEEP_DIRECTORY)
def _places(session: Session) -> None:
    load_foundation(session)


@pytest.fixture
def places(store: str) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        _places(session)


@pytest.mark.usefixtures("places")
def test_a_whole_row_is_taken_added_up_repeated_without_change_and_undone(tmp_path: Path) -> None:
    before = kept()
    report = take(read(tmp_path, FULL))

    assert counts(report) == {"new": 2}
    assert report.warnings == ("1 counties or districts are not on file, or have no number; they stay out.",)
    with open_session(ORGANIZER) as session:
        teachers = session.exec(select(Organization).where(Organization.name == "Example Teachers (example)")).one()
        assert (teachers.kind, teachers.website) == ("union", "https://example.org")
        assert set(session.exec(select(Reach.members))) == {120, 40}
        assert (
            str(session.exec(select(StandingChange).where(StandingChange.standing == "member")).one().since)
            == "2024-09-30"
        )
    after = kept()
    again = take(read(tmp_path, FULL))
    assert (counts(again), again.import_id, kept()) == ({"known": 2}, None, after)
    assert take_back(report.import_id).removed == 2
    assert kept() == before


@pytest.mark.usefixtures("places")
def test_what_stands_in_the_directory_stays_and_only_gaps_are_filled(tmp_path: Path) -> None:
    first = take(read(tmp_path, FULL))
    before = kept()
    more = "Name,Kind,Website,Areas,Counties\nETX,parents,https://other.example,public,Suffolk: 5; Norfolk: 7\n"
    report = take(read(tmp_path, more))

    assert (counts(report), report.completed) == ({"known": 1}, 1)
    with open_session(ORGANIZER) as session:
        teachers = session.exec(select(Organization).where(Organization.name == "Example Teachers (example)")).one()
        assert (teachers.kind, teachers.website) == ("union", "https://example.org")
        areas = session.exec(select(OrganizationArea.area).where(OrganizationArea.organization_id == teachers.id))
        assert set(areas) == {"equity", "funding", "public"}
        reach = session.exec(select(Reach.members).where(Reach.organization_id == teachers.id)).all()
        assert sorted(reach) == [7, 120]
    assert take_back(report.import_id).restored == 1
    assert kept() == before
    take_back(first.import_id)


def test_two_files_of_one_organization_are_undone_in_any_order(store: str, tmp_path: Path) -> None:
    before = kept()
    one = take(read(tmp_path, "Name,Website\nExample Union (example),https://one.example\n"))
    two = take(read(tmp_path, "Name,Website,About\nExample Union (example),https://two.example,Teachers\n"))

    assert take_back(one.import_id).removed == 0
    with open_session(ORGANIZER) as session:
        left = session.exec(select(Organization).where(Organization.name == "Example Union (example)")).one()
        assert (left.website, left.about) == ("https://two.example", "Teachers"), "the other file has its say"
    assert take_back(two.import_id).removed == 1
    assert kept() == before


def test_an_organization_somebody_worked_on_stays(store: str, tmp_path: Path) -> None:
    report = take(read(tmp_path, "Name\nExample Union (example)\nExample Ally (example)\n"))
    with open_session(ORGANIZER, writing=True) as session:
        number = session.exec(select(Organization.id).where(Organization.name == "Example Union (example)")).one() or 0
        add_alias(session, organization_id=number, name="EU (example)")
    done = take_back(report.import_id)
    assert (done.removed, done.kept) == (1, 1)
    with pytest.raises(InvalidInput, match="undone already"):
        take_back(report.import_id)


@pytest.mark.skipif(not REAL.exists(), reason="The list of real organizations is not at hand.")
def test_real_names_that_are_alike_wait_for_a_person(store: str) -> None:
    given = read_directory(REAL, name=REAL.name)
    shown = preview(given)
    assert (shown.tally.rows, given.table.not_taken) == (63, ("bill_slug", "link"))
    pairs = {(choice.given.name, choice.candidates[0].name) for choice in shown.choices}
    assert {("NASW-MA", "NASW"), ("ACLU MA", "ACLUM")} <= pairs

    first = take(given)
    again = take(given)
    assert (again.import_id, counts(again)["waiting"]) == (None, counts(first)["waiting"])
    chosen = {choice.given.row: choice.candidates[0].id for choice in again.choices}
    joined = take(given, chosen)
    assert "waiting" not in counts(joined)
    with open_session(ORGANIZER) as session:
        assert "NASW-MA" in set(session.exec(select(OrganizationName.name)))
    assert "waiting" not in counts(take(given)), "the other name is known from now on"


@pytest.mark.usefixtures("sqlite_store")
def test_a_choice_that_does_not_fit_and_a_member_are_refused(tmp_path: Path) -> None:
    given = read(tmp_path, "Name\nNASW\nNASW-MA\n")
    with pytest.raises(InvalidInput, match="row 3 fits no longer"):
        take(given, {3: 999})
    with pytest.raises(NotAllowed):
        take(given, viewer=MEMBER)
    assert counts(take(given, {3: 0})) == {"new": 2}


BAD = """Name,Kind,Since,Website,Counties,Standing
,union,,,,
Example (example) 1,choir,,,,
Example (example) 2,,next Tuesday,,,
Example (example) 3,,,javascript:alert(1),,
Example (example) 4,,,,Suffolk: 99999999999,
Example (example) 5,,,,,chief
"""


@pytest.mark.usefixtures("sqlite_store")
def test_a_row_that_cannot_be_taken_says_which_column_and_why(tmp_path: Path) -> None:
    given = read(tmp_path, BAD)
    assert [(one.row, one.column) for one in given.rejected] == [
        (2, "Name"), (3, "Kind"), (4, "Since"), (5, "Website"), (6, ""), (7, "Standing"),
    ]  # fmt: skip
    assert all(one.reason.endswith(".") for one in given.rejected)
    assert counts(take(given)) == {"rejected": 6}


@pytest.mark.parametrize("text", ["", "Name\n", "Fund,Amount\n1,2\n"])
def test_a_file_without_organizations_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileProblem, match=r"\.$"):
        read(tmp_path, text)
