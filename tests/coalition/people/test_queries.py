"""The list of contacts: who is on it, who is left out and why, and the wall between organizations."""

from datetime import date

import pytest
from sqlmodel import Session

from coalition.people import contact_queries, matching_queries, queries
from coalition.people.commands import add_contacts
from coalition.people.queries import Filter, Shown
from coalition.people.recognising import By, Found, match
from coalition.people.rules import Because, Draft, Scope, keys_of
from coalition.people.subject_queries import everything_about
from data.access import PUBLIC_VIEWER, Role, Viewer
from data.errors import NotFound
from data.store import open_session
from tests.coalition.people import room
from tests.coalition.people.room import ANA, NOW, THEIRS, TODAY
from tests.support import MEMBER, ORGANIZER, STAFF, STEWARD

BO = Draft("Bo", "Example", "bo@example.org", "617 555 0101", "01002", "Amherst", sources=(("van", "12"),))
CY = Draft("Cy", "100%_Example", "", "", "", "Amherst", title="Teacher", keep_until=date(2026, 11, 21))
NOBODY_S = Viewer(Role.ORGANIZER, "Nora of none")


def names(listed: queries.Listed) -> list[str]:
    return [contact.given_name for contact in listed.contacts]


def listed(viewer: Viewer = ORGANIZER, **chosen: object) -> queries.Listed:
    with open_session(viewer) as session:
        return queries.contacts(session, Filter(**chosen))  # type: ignore[arg-type]


@pytest.fixture
def three(store: str) -> tuple[int, ...]:
    """Ana, Bo and Cy of ours, and the same Ana of theirs."""
    room.second_organization()
    room.add(ANA, THEIRS)
    with open_session(ORGANIZER, writing=True) as session:
        return add_contacts(session, drafts=[CY, ANA, BO], now=NOW)


def test_the_list_is_by_name_and_found_by_words_of_any_part(three: tuple[int, ...]) -> None:
    assert names(listed()) == ["Ana", "Bo", "Cy"]
    found = {
        words: names(listed(words=words))
        for words in ("exAmple amherst", "bo@EXAMPLE", "(617) 555-0101", "Téacher", "100%_", "%", "_x", "'; --", "Zed")
    }
    assert found == {
        "exAmple amherst": ["Bo", "Cy"], "bo@EXAMPLE": ["Bo"], "(617) 555-0101": ["Bo"], "Téacher": [], "100%_": ["Cy"],
        "%": [], "_x": ["Ana", "Bo", "Cy"], "'; --": [], "Zed": [],
    }  # fmt: skip
    assert names(listed(town="Amherst")) == ["Bo", "Cy"]
    assert names(listed(page=2, size=2)) == ["Cy"]
    assert names(listed(page=10**12)) == []


def test_a_list_leaves_out_whoever_said_no_and_says_how_many(three: tuple[int, ...]) -> None:
    cy, ana, bo = three
    room.say_no(bo, Scope.ORGANIZATION)
    room.say_no(cy, Scope.CAMPAIGN, campaign="Fund the SOA")

    every, for_campaign = listed(), listed(campaign="fund the soa", shown=Shown.CONTACTABLE)

    assert [(c.given_name, c.because) for c in every.contacts] == [
        ("Ana", None), ("Bo", Because.ORGANIZATION), ("Cy", None),
    ]  # fmt: skip
    assert (every.contactable, every.left_out, every.count) == (2, 1, 3)
    assert names(for_campaign) == ["Ana"]
    assert (for_campaign.contactable, for_campaign.left_out, for_campaign.count) == (1, 2, 1)
    assert names(listed(campaign="Fund the SOA", shown=Shown.LEFT_OUT)) == ["Bo", "Cy"]
    with open_session(MEMBER) as session:
        reachable = queries.contactable(session, [cy, 999, bo, ana, ana], "Fund the SOA")
        assert queries.choices(session).campaigns == ("Fund the SOA",)
    assert reachable.ids == (ana,)
    assert reachable.left_out == {cy: Because.CAMPAIGN, bo: Because.ORGANIZATION}


@pytest.mark.parametrize(
    ("scopes", "campaign", "alone", "because"),
    [
        ([], "Fund the SOA", False, None),
        ([Scope.CAMPAIGN], "", False, None),
        ([Scope.CAMPAIGN], "Another", False, None),
        ([Scope.CAMPAIGN], " fund  the soa!", False, Because.CAMPAIGN),
        ([Scope.ORGANIZATION, Scope.CAMPAIGN], "Fund the SOA", False, Because.ORGANIZATION),
        ([Scope.EVERYONE, Scope.ORGANIZATION], "", True, Because.EVERYONE),
        ([], "", True, Because.LEFT_ALONE),
        ([Scope.ORGANIZATION], "", True, Because.LEFT_ALONE),
    ],
)
def test_a_no_reaches_as_far_as_it_was_said_and_the_widest_reason_is_given(
    three: tuple[int, ...], scopes: list[Scope], campaign: str, alone: bool, because: Because | None
) -> None:
    person = three[1]
    for scope in scopes:
        room.say_no(person, scope, campaign="Fund the SOA")
    if alone:
        room.say_no(room.add(ANA, THEIRS, shares_email=True), Scope.EVERYONE, THEIRS)

    with open_session(ORGANIZER) as session:
        assert queries.contactable(session, [person], campaign).left_out.get(person) is because


def test_another_organization_sees_nothing_of_ours_not_even_that_a_number_exists(three: tuple[int, ...]) -> None:
    def answers(session: Session, number: int) -> list[str]:
        said = []
        for ask in (contact_queries.contact, everything_about):
            with pytest.raises(NotFound) as refused:
                ask(session, number, today=TODAY)
            said.append(str(refused.value))
        return said

    for viewer in (THEIRS, NOBODY_S, PUBLIC_VIEWER):
        with open_session(viewer) as session:
            assert answers(session, three[1]) == answers(session, 987_654) == ["This contact was not found."] * 2
            assert queries.contactable(session, three) == queries.Reachable((), {})
            assert queries.every_opt_out(session) == ()
            known = matching_queries.known_contacts(session, [keys_of(BO)])
            assert match(keys_of(BO), known).found is Found.NEW
    assert [contact.name for contact in listed(THEIRS).contacts] == ["Ana Example"]
    assert listed(THEIRS, words="Bo").count == listed(NOBODY_S).count == listed(PUBLIC_VIEWER).count == 0
    with open_session(THEIRS) as session:
        assert queries.choices(session) == queries.Choices((), ("Cambridge",), ())


@pytest.mark.parametrize("viewer", [MEMBER, STAFF, ORGANIZER, STEWARD], ids=lambda viewer: viewer.role)
def test_whoever_belongs_to_the_organization_sees_its_contacts(three: tuple[int, ...], viewer: Viewer) -> None:
    with open_session(viewer) as session:
        assert contact_queries.contact(session, three[1], today=TODAY).draft == ANA


def test_rows_of_a_file_are_recognised_among_our_own(three: tuple[int, ...]) -> None:
    rows = [
        Draft("B", "Changed", sources=(("van", "12"),)),
        Draft("Ana", email="ANA@example.org"),
        Draft("Cy", "100 Example"),
    ]
    keys = [keys_of(row) for row in rows]

    with open_session(MEMBER) as session:
        known = matching_queries.known_contacts(session, keys)

    found = [match(one, known) for one in keys]
    assert [(m.found, m.by, m.id) for m in found] == [
        (Found.KNOWN, By.SOURCE, three[2]), (Found.KNOWN, By.EMAIL, three[1]), (Found.CHOICE, By.NAME_ALONE, None),
    ]  # fmt: skip


def test_who_is_due_is_whose_last_day_is_over(three: tuple[int, ...]) -> None:
    with open_session(ORGANIZER) as session:
        assert queries.due_for_erasure(session, today=date(2026, 11, 21)) == ()
        due = queries.due_for_erasure(session, today=TODAY)
    assert [(one.id, one.name) for one in due] == [(three[0], "Cy 100%_Example")]
