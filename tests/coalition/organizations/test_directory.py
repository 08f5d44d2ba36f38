"""The directory as each role sees it, in the screen’s values and in every file; few statements for any number."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine, event

from coalition.accounts import clock
from coalition.organizations.commands import add_organization, remove_standing
from coalition.organizations.downloads import coverage_file, organizations_file
from coalition.organizations.host import host_id
from coalition.organizations.member_counts import set_reach
from coalition.organizations.merged import organization_now
from coalition.organizations.models import Area, OrganizationKind, Standing
from coalition.organizations.places import coverage, place_heads
from coalition.organizations.queries import Wanted, directory, organization_record, pairs_of
from coalition.organizations.terminal import coverage_as_json, coverage_as_text, directory_as_json, directory_as_text
from data.access import Viewer
from data.errors import InvalidInput, NotFound
from data.exports.registry import ExportFile
from data.places import PlaceKind
from data.store import open_session
from tests.coalition.organizations.table import NOW, TODAY, do, foundation, place, seat, seat_member
from tests.support import DOOR, MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD


@pytest.fixture
def table(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Four organizations, two of them published, one of these with a name that could run as a formula."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    foundation()
    made = {
        "MTA": seat_member("Massachusetts Teachers Association", aliases=["MTA"], website="https://example.org"),
        "MIRA": seat("MIRA", standing=Standing.ALLY, since=date(2026, 1, 1), areas=[Area.FUNDING], published=True),
        "NASW": seat_member("NASW-MA", published=False, kind=OrganizationKind.RESEARCH),
        "cmd": seat("=cmd() Parents"),
    }
    bristol = place("ma", "house", "10th Bristol")
    for name, members in (("MTA", 40), ("NASW", 2)):
        do(set_reach, organization_id=made[name], place_id=bristol.id, members=members, as_of=TODAY, today=TODAY)
    return made


def names(viewer: Viewer, **wanted: Any) -> list[str]:
    with open_session(viewer) as session:
        found = directory(session, Wanted(**wanted), day=TODAY)
        host = host_id(session)
    return [one.name for one in found.fitting if one.id != host]


EVERY = ["=cmd() Parents", "Massachusetts Teachers Association", "MIRA", "NASW-MA"]


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("viewer", [MEMBER, STAFF, ORGANIZER, STEWARD])
def test_whoever_belongs_to_the_table_sees_every_organization(viewer: Viewer) -> None:
    assert names(viewer) == EVERY


@pytest.mark.parametrize("viewer", [PUBLIC, DOOR])
def test_the_public_sees_published_organizations_and_nothing_else_of_the_others(
    table: dict[str, int], viewer: Viewer
) -> None:
    assert names(viewer) == ["Massachusetts Teachers Association", "MIRA"]
    with open_session(viewer) as session:
        seen = organization_record(session, table["MTA"], day=TODAY)
        assert (seen.listed.areas, seen.listed.other_names, seen.reaches) == ((Area.EQUITY,), ("MTA",), ())
        for ask in (organization_now, lambda s, number: organization_record(s, number, day=TODAY)):
            with pytest.raises(NotFound) as hidden:
                ask(session, table["NASW"])
            with pytest.raises(NotFound) as missing:
                ask(session, 10**6)
            assert str(hidden.value) == str(missing.value)


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "teach"}, ["Massachusetts Teachers Association"]),
        ({"words": "m.t.a"}, ["Massachusetts Teachers Association"]),
        ({"words": "eachers"}, []),
        ({"words": "%"}, EVERY),
        ({"standing": "member"}, ["Massachusetts Teachers Association", "NASW-MA"]),
        ({"standing": "none"}, ["=cmd() Parents"]),
        ({"area": "equity", "kind": "research"}, ["NASW-MA"]),
        ({"standing": "nonsense"}, []),
    ],
)
def test_the_directory_is_narrowed_by_what_is_asked(wanted: dict[str, str], found: list[str]) -> None:
    assert names(ORGANIZER, **wanted) == found


@pytest.mark.usefixtures("table")
def test_the_directory_is_narrowed_to_a_place_for_the_coalition_only() -> None:
    bristol = place("ma", "house", "10th Bristol").id

    assert names(MEMBER, place_id=bristol) == ["Massachusetts Teachers Association", "NASW-MA"]
    assert names(PUBLIC, place_id=bristol) == []


def test_the_directory_stands_as_it_did_on_the_day(table: dict[str, int]) -> None:
    with open_session(ORGANIZER) as session:
        before = directory(session, Wanted(), day=date(2025, 12, 31))
        now = directory(session, Wanted(), day=TODAY)

    assert (before.by_standing["ally"], now.by_standing["ally"]) == (0, 1)
    assert sum(now.by_standing.values()) == len(now.every)
    with pytest.raises(NotFound):
        do(remove_standing, organization_id=table["cmd"], since=TODAY)


def cells_of(file: ExportFile) -> list[list[str]]:
    if file.kind == "csv":
        return list(csv.reader(io.StringIO(file.body.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(file.body))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    return [[str(cell.value or "") for cell in row] for sheet in book for row in sheet.iter_rows()]


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_file_holds_what_the_viewer_sees_and_runs_no_formula(kind: str) -> None:
    for viewer, hidden in ((PUBLIC, True), (MEMBER, False)):
        file = organizations_file(viewer, {}, kind)
        if kind == "json":
            rows = json.loads(file.body)["rows"]
            assert ("NASW-MA" in [row["name"] for row in rows]) is not hidden
            continue
        said = [cell for row in cells_of(file) for cell in row]
        assert ("NASW-MA" in said) is not hidden
        assert kind == "xlsx" or not [cell for cell in said if cell.startswith("=")]


@pytest.mark.usefixtures("table")
def test_a_file_is_narrowed_like_the_page_and_says_so() -> None:
    bristol = str(place("ma", "house", "10th Bristol").id)

    narrowed = json.loads(organizations_file(MEMBER, {"standing": "member", "reach": bristol}, "json").body)
    of_the_public = json.loads(organizations_file(PUBLIC, {"reach": bristol}, "json").body)

    assert [row["name"] for row in narrowed["rows"]] == ["Massachusetts Teachers Association", "NASW-MA"]
    assert {"name": "Counts members in", "value": "10th Bristol District (House), MA"} in narrowed["filters"]
    assert len(of_the_public["rows"]) == 2
    assert bristol not in json.dumps(of_the_public["filters"])


@pytest.mark.usefixtures("table")
def test_coverage_is_a_file_for_the_coalition_only_and_tells_no_small_count() -> None:
    rows = json.loads(coverage_file(MEMBER, {"state": "ma", "places": "house"}, "json").body)["rows"]

    (bristol,) = [row for row in rows if row["code"] == "10th Bristol"]
    assert (bristol["organizations"], bristol["members"]) == (2, None)
    assert bristol["members_missing"] == "40, and fewer than 3 in another count"
    with pytest.raises(NotFound):
        coverage_file(PUBLIC, {}, "csv")
    with pytest.raises(InvalidInput, match="county, house or senate"):
        coverage_file(MEMBER, {"places": "planet"}, "csv")


@contextmanager
def statements() -> Iterator[list[str]]:
    run: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        run.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield run
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_more_organizations_take_no_more_statements(table: dict[str, int]) -> None:
    def asked() -> int:
        with statements() as run, open_session(ORGANIZER) as session:
            directory(session, Wanted(place_id=place_heads(session)[0].id), day=TODAY)
            pairs_of(session, table["MTA"])
        return len([one for one in run if one.lstrip().lower().startswith("select")])

    few = asked()
    with open_session(ORGANIZER, writing=True) as session:
        for number in range(40):
            add_organization(
                session, name=f"Parents of School {number}", now=NOW, standing=Standing.MEMBER, areas=[Area.PUBLIC]
            )

    assert asked() == few <= 12


def test_the_terminal_says_what_the_page_shows(table: dict[str, int]) -> None:
    with open_session(ORGANIZER) as session:
        found = directory(session, Wanted(words="mta"), day=TODAY)
        districts = coverage(session, state="ma", kind=PlaceKind.HOUSE, day=TODAY)

    text = directory_as_text(found, narrowed=True)
    (one,) = directory_as_json(found)

    assert text.splitlines()[0] == "1 of 5 organizations fits."
    assert "Massachusetts Teachers Association (also MTA): Union; Member since 2025-03-01; Equity" in text
    assert (one["id"], one["standing"], one["since"]) == (table["MTA"], "member", "2025-03-01")
    assert coverage_as_text(districts, "Massachusetts").splitlines()[0].startswith("In 159 of the 160")
    assert {row["members"] for row in coverage_as_json(districts)} == {
        "none", "40, and fewer than 3 in another count",
    }  # fmt: skip
