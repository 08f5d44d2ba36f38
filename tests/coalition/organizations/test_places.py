"""Counties and districts as their states name them, and which of them no member organization reaches."""

import csv
from collections import Counter
from datetime import date
from typing import Any

import pytest
from sqlmodel import func, select

from coalition.organizations.commands import set_standing
from coalition.organizations.member_counts import set_reach
from coalition.organizations.models import Standing
from coalition.organizations.places import coverage, place_heads, reached_places, states_with_places
from coalition.organizations.sentences import coverage_sentence, place_label
from data.errors import InvalidInput
from data.places import Place, PlaceKind
from data.reference_tables import FOLDER
from data.store import open_session
from tests.coalition.organizations.table import TODAY, do, foundation, place, seat, seat_member
from tests.support import MEMBER, ORGANIZER

COUNTS = {
    ("ky", "county"): 120, ("ky", "house"): 100, ("ky", "senate"): 38,
    ("ma", "county"): 14, ("ma", "house"): 160, ("ma", "senate"): 40,
}  # fmt: skip
# of the Massachusetts House's 160 districts, how many are named for each county
MA_HOUSE = {
    "Barnstable": 5, "Berkshire": 3, "Bristol": 14, "Essex": 18, "Franklin": 2, "Hampden": 12, "Hampshire": 3,
    "Middlesex": 37, "Norfolk": 15, "Plymouth": 12, "Suffolk": 19, "Worcester": 19,
}  # fmt: skip


def rows() -> list[dict[str, str]]:
    with (FOLDER / "places.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_state_has_as_many_counties_and_districts_as_it_has() -> None:
    assert Counter((row["jurisdiction"], row["kind"]) for row in rows()) == COUNTS
    assert len({(row["jurisdiction"], row["kind"], row["code"]) for row in rows()}) == sum(COUNTS.values())


def test_kentuckys_districts_are_numbered_and_counties_have_their_fips_numbers() -> None:
    numbers = {kind: [row["code"] for row in rows() if (row["jurisdiction"], row["kind"]) == ("ky", kind)] for kind in
               ("house", "senate", "county")}  # fmt: skip

    assert numbers["house"] == [str(number) for number in range(1, 101)]
    assert numbers["senate"] == [str(number) for number in range(1, 39)]
    assert numbers["county"] == [f"21{number:03}" for number in range(1, 240, 2)]


def test_massachusetts_house_districts_are_numbered_without_a_gap_in_each_county() -> None:
    named = [row["code"] for row in rows() if (row["jurisdiction"], row["kind"]) == ("ma", "house")]
    ordinals = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st", 32: "nd", 33: "rd"}

    wanted = {f"{n}{ordinals.get(n, 'th')} {county}" for county, many in MA_HOUSE.items() for n in range(1, many + 1)}
    assert set(named) == wanted | {"Barnstable, Dukes and Nantucket"}


def test_laying_the_foundation_again_adds_no_place(store: str) -> None:
    for _again in range(2):
        foundation()

    with open_session(MEMBER) as session:
        assert session.exec(select(func.count()).select_from(Place)).one() == sum(COUNTS.values())
        assert states_with_places(session) == {"ky": "Kentucky", "ma": "Massachusetts"}


@pytest.mark.parametrize(
    ("where", "label"),
    [
        (("ma", "house", "10th Bristol"), "10th Bristol District (House), MA"),
        (("ky", "senate", "7"), "Senate District 7, KY"),
        (("ma", "county", "25005"), "Bristol County, MA"),
    ],
)
def test_a_place_is_called_so_that_it_cannot_be_mistaken(sqlite_store: str, where: tuple[str, ...], label: str) -> None:
    foundation()

    assert place_label(place(*where)) == label


def reach(number: int, where: Any, members: int) -> None:
    do(set_reach, organization_id=number, place_id=where.id, members=members, as_of=TODAY, today=TODAY)


def test_only_members_of_the_day_reach_a_district(store: str) -> None:
    foundation()
    member, second = seat_member("MTA", since=date(2026, 1, 1)), seat_member("NASW")
    ally = seat("MIRA", standing=Standing.ALLY, since=date(2025, 1, 1))
    tenth, first, county = (
        place("ma", "senate", "Cape and Islands"), place("ma", "senate", "First Essex"), place("ma", "county", "25001")
    )  # fmt: skip
    for number, where, members in (
        (member, tenth, 40), (second, tenth, 2), (ally, first, 500), (member, county, 9), (second, first, 0),
    ):  # fmt: skip
        reach(number, where, members)

    with open_session(MEMBER) as session:
        found = coverage(session, state="ma", kind=PlaceKind.SENATE, day=TODAY)
        earlier = coverage(session, state="ma", kind=PlaceKind.SENATE, day=date(2025, 12, 31))
        assert [one.name for one in reached_places(session)] == [
            "Barnstable County", "Cape and Islands District", "First Essex District",
        ]  # fmt: skip

    reached = [one for one in found.places if one.organizations]
    assert [(one.place, one.organizations, one.members.told, one.members.few) for one in reached] == [(tenth, 2, 40, 1)]
    assert len(found.unreached) == 39
    assert first in found.unreached
    assert [one.organizations for one in earlier.places if one.organizations] == [1]
    assert coverage_sentence(found, "Massachusetts").startswith("In 39 of the 40 state Senate districts")

    do(set_standing, organization_id=member, standing=Standing.FORMER, since=TODAY)
    do(set_standing, organization_id=second, standing=Standing.FORMER, since=TODAY)
    with open_session(MEMBER) as session:
        assert len(coverage(session, state="ma", kind=PlaceKind.SENATE, day=TODAY).unreached) == 40


def test_a_state_without_districts_on_file_is_named(sqlite_store: str) -> None:
    foundation()

    with open_session(ORGANIZER) as session:
        assert place_heads(session, []) == ()
        with pytest.raises(InvalidInput, match="“vt”"):
            coverage(session, state="vt", kind=PlaceKind.HOUSE, day=TODAY)
