"""Keeping the directory: what is saved, what is refused in a sentence, and what the record of changes says."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from coalition.organizations.commands import (
    add_alias,
    add_organization,
    edit_organization,
    remove_alias,
    remove_standing,
    set_areas,
    set_standing,
)
from coalition.organizations.member_counts import add_agreement, remove_agreement, remove_reach, set_reach
from coalition.organizations.merging import remove_organization
from coalition.organizations.models import Area, OrganizationKind, Standing
from coalition.organizations.queries import OrganizationRecord, organization_record
from data.audit import AuditEntry
from data.errors import CommonTableError, InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.coalition.organizations.table import NOW, TODAY, do, foundation, place, seat, seat_member
from tests.support import DOOR, MEMBER, ORGANIZER, PUBLIC, STAFF

SQL = "Robert'); DROP TABLE organizations;--"
MARKUP = "<script>alert(1)</script> Parents"
DESCRIBED: dict[str, Any] = {"kind": OrganizationKind.UNION, "about": "", "website": "", "published": True}


def record(number: int, day: date = TODAY) -> OrganizationRecord:
    with open_session(ORGANIZER) as session:
        return organization_record(session, number, day=day)


def told(number: int) -> list[dict[str, Any]]:
    """What the record of changes says of an organization, oldest first."""
    with open_session(ORGANIZER) as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.subject == f"organization {number}"))
        return [{"act": one.act, **json.loads(one.detail)} for one in sorted(entries, key=lambda one: one.id or 0)]


def test_an_organization_is_kept_as_it_was_given(store: str) -> None:
    number = seat(
        "  Massachusetts  Teachers Association ",
        kind=OrganizationKind.UNION,
        about="Teachers.\nAnd others.",
        website="massteacher.org",
        published=True,
        standing=Standing.MEMBER,
        since=date(2025, 3, 1),
        areas=[Area.FUNDING, Area.PUBLIC],
        aliases=["MTA", "M.T.A."],
    )

    found = record(number)

    assert found.listed.name == "Massachusetts Teachers Association"
    assert found.listed.website == "https://massteacher.org"
    assert found.listed.areas == (Area.PUBLIC, Area.FUNDING)
    assert found.listed.other_names == ("MTA",)
    assert (found.listed.stands.standing, found.listed.stands.since) == ("member", date(2025, 3, 1))  # type: ignore[union-attr]
    assert [entry["act"] for entry in told(number)] == ["add organization", "set standing", "add name of organization"]


@pytest.mark.parametrize("name", [SQL, MARKUP, "تحالف المدارس", "Örg £ 🏫", "=cmd()"])
def test_any_name_is_kept_as_words_and_nothing_else(sqlite_store: str, name: str) -> None:
    assert record(seat(name)).listed.name == name


def test_a_name_that_may_mislead_is_kept_with_a_warning(sqlite_store: str) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        kept = add_organization(session, name="Tеachers Union", now=NOW)  # with a Cyrillic letter

    assert "two alphabets" in kept.warnings[0]


def test_a_name_on_file_or_another_name_of_it_is_not_added_twice(store: str) -> None:
    number = seat("AFT-MA", aliases=["American Federation of Teachers, Massachusetts"])

    for again in ("aft ma", "AFT  MA, Inc.", "American Federation of Teachers Massachusetts"):
        with pytest.raises(InvalidInput, match="in the directory already, as “AFT-MA”"):
            seat(again)
    other = seat("MTA")
    with pytest.raises(InvalidInput, match="in the directory already"):
        do(add_alias, organization_id=other, name="AFT MA")
    assert record(number).listed.name == "AFT-MA"


def test_an_edit_keeps_the_old_name_and_says_what_moved(store: str) -> None:
    number = seat("Raise Up", kind=OrganizationKind.COALITION)

    kept = do(edit_organization, organization_id=number, version=1, name="Raise Up Massachusetts", **DESCRIBED)

    assert (kept.version, record(number).listed.other_names) == (2, ("Raise Up",))
    last = told(number)[-1]
    assert last["before"] == {"name": "Raise Up", "kind": "coalition", "published": False}
    assert last["after"] == {"name": "Raise Up Massachusetts", "kind": "union", "published": True}


def test_taking_the_old_name_back_leaves_no_double(sqlite_store: str) -> None:
    number = seat("Raise Up")
    do(edit_organization, organization_id=number, version=1, name="Raise Up MA", **DESCRIBED)

    do(edit_organization, organization_id=number, version=2, name="Raise Up", **DESCRIBED)

    assert record(number).listed.other_names == ("Raise Up MA",)


def test_the_second_of_two_editors_is_told_and_the_first_ones_words_stand(store: str) -> None:
    number = seat("Raise Up")
    do(edit_organization, organization_id=number, version=1, name="Raise Up", **{**DESCRIBED, "about": "First."})

    with pytest.raises(InvalidInput, match="Somebody else changed this organization while you worked"):
        do(edit_organization, organization_id=number, version=1, name="Raise Up", **{**DESCRIBED, "about": "Second."})

    assert record(number).about == "First."


def test_saving_without_a_change_changes_nothing(sqlite_store: str) -> None:
    number = seat("Raise Up", **DESCRIBED)

    kept = do(edit_organization, organization_id=number, version=1, name="Raise Up", **DESCRIBED)

    assert (kept.version, len(told(number))) == (1, 1)


def test_an_organization_removed_while_a_form_is_open_ends_in_a_sentence(store: str) -> None:
    foundation()
    number, bristol = seat("Raise Up"), place("ma", "house", "10th Bristol")
    do(remove_organization, organization_id=number, version=1, now=NOW)

    for command, given in (
        (edit_organization, {"version": 1, "name": "Raise Up", **DESCRIBED}),
        (add_alias, {"name": "RUM"}),
        (set_standing, {"standing": Standing.ALLY, "since": TODAY}),
        (set_areas, {"areas": [Area.EQUITY]}),
        (set_reach, {"place_id": bristol.id, "members": 3, "as_of": TODAY, "today": TODAY}),
        (add_agreement, {"title": "Statement", "agreed_on": TODAY}),
    ):
        with pytest.raises(NotFound, match="may have been removed while the page was open"):
            do(command, organization_id=number, **given)


def test_a_standing_holds_from_its_day_and_can_be_taken_back(store: str) -> None:
    number = seat("Raise Up", standing=Standing.PROSPECT, since=date(2024, 1, 1))
    do(set_standing, organization_id=number, standing=Standing.ALLY, since=date(2025, 1, 1), note="By letter")
    do(set_standing, organization_id=number, standing=Standing.MEMBER, since=date(2025, 1, 1))

    assert [one.standing for one in record(number).standings] == [Standing.MEMBER, Standing.PROSPECT]
    assert record(number, date(2024, 6, 1)).listed.stands.standing == "prospect"  # type: ignore[union-attr]
    assert told(number)[-1]["before"]["standing"] == "ally"

    do(remove_standing, organization_id=number, since=date(2025, 1, 1))
    assert record(number).listed.stands.standing == "prospect"  # type: ignore[union-attr]
    with pytest.raises(NotFound):
        do(remove_standing, organization_id=number, since=date(2025, 1, 1))


def test_areas_and_other_names_come_and_go(sqlite_store: str) -> None:
    number = seat("Raise Up", areas=[Area.EQUITY])
    do(set_areas, organization_id=number, areas=[Area.FUNDING])
    do(add_alias, organization_id=number, name="Raise Up Coalition")
    (alias_id,) = record(number).other_names
    other = seat("MTA")

    with pytest.raises(NotFound):
        do(remove_alias, organization_id=other, alias_id=alias_id)
    do(remove_alias, organization_id=number, alias_id=alias_id)

    assert (record(number).listed.areas, record(number).other_names) == ((Area.FUNDING,), {})


def test_a_count_of_members_names_its_day_and_who_said_so(store: str) -> None:
    foundation()
    number, bristol = seat("Raise Up"), place("ma", "house", "10th Bristol")
    given = {"organization_id": number, "place_id": bristol.id, "as_of": date(2026, 10, 1), "today": TODAY}
    do(set_reach, members=40, said_in="Their report", **given)
    do(set_reach, members=2, said_in="A later report", **given)

    (said,) = record(number).reaches

    assert (said.place, said.members.told, said.members.few, said.said_in) == (bristol, 0, 1, "A later report")
    assert told(number)[-1]["after"]["members"] == "fewer than 3"
    for wrong in ({"as_of": TODAY + timedelta(days=1)}, {"members": -1}, {"place_id": 10**6}):
        with pytest.raises(CommonTableError):
            do(set_reach, **{**given, "members": 3, **wrong})
    do(remove_reach, organization_id=number, place_id=bristol.id)
    assert record(number).reaches == ()


def test_an_agreement_has_its_days_and_can_be_taken_off(sqlite_store: str) -> None:
    number, other = seat("Raise Up"), seat("MTA")
    kept = do(add_agreement, organization_id=number, title="Shared bus", agreed_on=TODAY, until=TODAY)

    assert [one.title for one in record(number).agreements] == ["Shared bus"]
    with pytest.raises(InvalidInput, match="cannot end before it was made"):
        do(add_agreement, organization_id=number, title="Bus", agreed_on=TODAY, until=TODAY - timedelta(days=1))
    with pytest.raises(InvalidInput, match="what was agreed"):
        do(add_agreement, organization_id=number, title=" ", agreed_on=TODAY)
    with pytest.raises(NotFound):
        do(remove_agreement, organization_id=other, agreement_id=kept)
    do(remove_agreement, organization_id=number, agreement_id=kept)
    assert record(number).agreements == ()


@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER, STAFF, DOOR])
def test_only_those_who_keep_the_directory_change_it(sqlite_store: str, viewer: Any) -> None:
    with pytest.raises(NotAllowed), open_session(viewer, writing=True) as session:
        add_organization(session, name="Raise Up", now=NOW)


def test_a_refused_addition_leaves_nothing_behind(sqlite_store: str) -> None:
    seat_member("MTA")

    with pytest.raises(InvalidInput):
        seat("Raise Up", aliases=["Raise Up Coalition", "MTA"])

    with open_session(ORGANIZER) as session:
        kept = session.exec(select(AuditEntry.act).where(col(AuditEntry.detail).contains("Raise Up"))).all()
    assert kept == []
