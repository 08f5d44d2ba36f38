"""The directory, an organization and coverage as they are used: found, read, kept, merged and brought back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from budget.line_items.starter import lay_foundation
from coalition.accounts import clock
from coalition.accounts.viewers import SETUP_VIEWER
from coalition.organizations.commands import add_organization, edit_organization
from coalition.organizations.member_counts import add_agreement, set_reach
from coalition.organizations.merging import remove_organization
from coalition.organizations.models import Area, OrganizationKind, Standing
from coalition.organizations.places import place_heads
from coalition.organizations.queries import organization_record
from coalition.people.commands import add_contacts
from coalition.people.rules import Draft
from data.store import open_session
from tests.campaigns.plans.room import action
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

MARKUP = "<script>alert(1)</script> Parents *bold*"


def write(command: Any, **given: Any) -> Any:
    with open_session(SETUP_VIEWER, writing=True) as session:
        return command(session, **given)


@pytest.fixture
def table(sqlite_store: str) -> dict[str, int]:
    """Two records of one organization, a published member with counts, and a name that is not markup."""
    write(lay_foundation)
    today = clock.now().date()
    seats: dict[str, dict[str, Any]] = {
        "NASW": {"standing": Standing.PROSPECT, "since": date(2026, 1, 1)},
        "NASW-MA": {"published": True},
        "Raise Up": {
            "kind": OrganizationKind.COALITION, "published": True, "areas": [Area.FUNDING],
            "standing": Standing.MEMBER, "since": date(2025, 3, 1), "about": "We raise up.",
        },
        MARKUP: {"published": True},
    }  # fmt: skip
    made = {name: write(add_organization, name=name, now=clock.now(), **said).id for name, said in seats.items()}
    with open_session(SETUP_VIEWER) as session:
        bristol = next(place.id for place in place_heads(session) if place.code == "10th Bristol")
    for name, members in (("Raise Up", 1240), ("NASW-MA", 2)):
        write(
            set_reach, organization_id=made[name], place_id=bristol, members=members, as_of=today, today=today,
            said_in="Their own report",
        )  # fmt: skip
    write(add_agreement, organization_id=made["Raise Up"], title="Shared statement", agreed_on=today)
    return made


def open_one(look: Look, viewer: Any, number: int) -> AppTest:
    return look("organization", viewer, organization=str(number))


def field(app: AppTest, label: str) -> Any:
    fields = [*app.text_input, *app.text_area, *app.selectbox, *app.checkbox, *app.date_input, *app.number_input]
    return next(one for one in fields if one.label == label)


def test_the_public_sees_what_is_published_and_no_count(look: Look, table: dict[str, int]) -> None:
    found = words(look("organizations", PUBLIC))
    one = words(open_one(look, PUBLIC, table["Raise Up"]))

    assert "3 organizations: 1 member." in found
    assert "NASW " not in found.replace("NASW-MA", "")
    assert "A member of the coalition since March 1, 2025. It works on “Fully fund public schools”." in one
    for kept in ("1,240", "10th Bristol", "Shared statement", "Change its description", "History"):
        assert kept not in one
    assert "was not found" in words(open_one(look, PUBLIC, table["NASW"]))


def test_a_member_sees_counts_and_agreements_and_changes_nothing(look: Look, table: dict[str, int]) -> None:
    one = words(open_one(look, MEMBER, table["Raise Up"]))

    for seen in ("We raise up.", "1,240", "10th Bristol District", "Their own report", "Shared statement"):
        assert seen in one
    assert "fewer than 3" in words(open_one(look, MEMBER, table["NASW-MA"]))
    for act in ("Change its description", "Merge it into this record", "Remove this organization"):
        assert act not in one


def test_a_name_is_words_on_every_page(look: Look, table: dict[str, int]) -> None:
    directory, one = look("organizations", ORGANIZER), open_one(look, ORGANIZER, table[MARKUP])

    assert "<script>" not in markup(directory) + markup(one)
    assert "&lt;script&gt;" in markup(directory)
    assert r"\*bold\*" in one.title[0].value


@pytest.mark.usefixtures("table")
def test_a_link_opens_the_directory_as_it_was_narrowed(look: Look) -> None:
    narrowed = words(look("organizations", MEMBER, standing="member", area="funding"))
    none = words(look("organizations", MEMBER, words="nobody is called so"))

    assert "1 of 5 organizations fits." in narrowed
    assert "NASW" not in narrowed
    assert "No organization fits this filter." in none


@pytest.mark.usefixtures("table")
def test_an_organizer_adds_an_organization_and_is_asked_about_a_like_one(look: Look) -> None:
    app = look("organizations", ORGANIZER)
    assert "1 pair may be one organization" in words(app)
    field(app, "Name").set_value("Raise Up Coalition")

    app = press(app, "Save the organization")
    assert "“Raise Up”: The same name, one of them with a word such as" in words(app)
    app = press(app, "Save the organization")

    assert "Organization saved" in words(app)
    assert "6 organizations" in words(app)
    assert not app.exception


def test_two_editors_of_one_organization_lose_nothing(look: Look, table: dict[str, int]) -> None:
    app = open_one(look, ORGANIZER, table["Raise Up"])
    write(
        edit_organization, organization_id=table["Raise Up"], version=1, name="Raise Up", about="First.",
        kind=OrganizationKind.COALITION, website="", published=True,
    )  # fmt: skip
    field(app, "What it is").set_value("Second.")

    app = press(app, "Save the description")
    assert "Somebody else changed this organization while you worked." in words(app)
    assert field(app, "What it is").value == "Second."
    app = press(app, "Save the description")

    assert "Description saved" in words(app)
    with open_session(ORGANIZER) as session:
        assert organization_record(session, table["Raise Up"], day=date(2026, 11, 22)).about == "Second."


def test_an_organization_removed_while_its_form_is_open_ends_in_a_sentence(look: Look, table: dict[str, int]) -> None:
    app = open_one(look, ORGANIZER, table["NASW"])
    write(remove_organization, organization_id=table["NASW"], version=1, now=clock.now())

    app = press(app, "Save the description")

    assert "This organization was not found." in words(app)
    assert not app.exception


def test_two_records_become_one_and_two_again(look: Look, table: dict[str, int]) -> None:
    app = open_one(look, ORGANIZER, table["NASW"])
    assert "The same name, one of them with the state." in words(app)

    app = press(app, "Merge it into this record")
    merged = words(app)
    redirected = words(open_one(look, MEMBER, table["NASW-MA"]))
    app = press(open_one(look, ORGANIZER, table["NASW"]), "Undo this merge")

    assert "“NASW-MA” stands here now as another name; its own address leads here." in merged
    assert "10th Bristol District" in merged
    assert "The record you asked for was merged into this one." in redirected
    assert "Both records stand again." in words(app)
    assert not app.exception


def test_two_records_told_apart_are_not_asked_about_again(look: Look, table: dict[str, int]) -> None:
    app = press(open_one(look, ORGANIZER, table["NASW"]), "Not the same")

    assert "Told apart" in words(app)
    assert "May be one organization" not in words(app)


def test_each_form_of_an_organization_saves_what_it_says(look: Look, table: dict[str, int]) -> None:
    app = open_one(look, ORGANIZER, table["NASW"])
    field(app, "Another name it goes by").set_value("Social Workers")
    app = press(app, "Save the name")
    assert "Other names Social Workers" in words(app)
    field(app, "Standing").set_value(Standing.MEMBER)
    app = press(app, "Save the standing")
    assert "A member of the coalition since" in words(app)
    field(app, "What was agreed").set_value("Office space")
    app = press(app, "Save the agreement")
    assert "Office space" in words(app)
    field(app, "Members").set_value(12)
    app = press(app, "Save the count")
    assert "Choose the county or district, and give the number of members." in words(app)
    field(app, "County or district").select_index(0)
    app = press(app, "Save the count")
    assert "Count saved" in words(app)
    app = press(app, "Remove it")
    assert "Tick the box first." in words(app)
    assert not app.exception


@pytest.mark.usefixtures("table")
def test_coverage_counts_the_districts_nobody_reaches(look: Look) -> None:
    found = words(look("coverage", MEMBER, state="ma", places="house"))
    counties = words(look("coverage", MEMBER, state="ky", places="county"))

    assert "In 159 of the 160 state House districts of Massachusetts no member organization counts a member." in found
    assert "10th Bristol District 1 1,240" in found
    assert "In 120 of the 120 counties of Kentucky" in counties


@pytest.mark.usefixtures("table")
def test_an_organization_shows_what_it_did_to_those_who_may_see_it(look: Look) -> None:
    action(None, "shown", title="Met staff at the office", reached=4)
    app = look("organization", MEMBER, organization="1")
    assert not app.exception
    assert "What it did" in words(app)
    assert "Met staff at the office" in words(app)
    assert "What it did" not in words(look("organization", PUBLIC, organization="1"))


@pytest.mark.usefixtures("table")
def test_people_and_their_roles_are_shown_to_their_own_organization_only(look: Look) -> None:
    drafts = [Draft("Ana", "Example", title="Building representative"), Draft("Bo", "Example")]
    with open_session(ORGANIZER, writing=True) as session:
        add_contacts(session, drafts=drafts, now=clock.now())
    told = words(look("organization", MEMBER, organization="1"))
    assert "Ana Example, Building representative" in told
    assert "Bo Example" not in told
    for viewer in (PUBLIC, replace(MEMBER, organization_id=2)):
        assert "Ana Example" not in words(look("organization", viewer, organization="1"))
