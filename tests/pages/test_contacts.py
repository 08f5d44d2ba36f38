"""Contacts on screen: found, added, changed, left out, erased; hostile words are words; a stranger’s number is none."""

import html
import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from coalition.people.commands import change_contact
from coalition.people.rules import Draft, Scope
from data.access import Viewer
from data.store import open_session
from tests.coalition.people import room
from tests.coalition.people.room import ANA, THEIRS
from tests.pages.conftest import Look
from tests.pages.dashboard import fill, markup, press, words
from tests.support import MEMBER, STAFF, STEWARD

HOSTILE = Draft(
    "<img src=x onerror=alert(1)>", "![x](https://e.example/p.png)", "\"><script>@example.org", "`${7*7}`",
    "<b>1</b>", "[t](javascript:1)", None, "</div><h1>Big", "'); DROP TABLE people;--\n# head",
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("sqlite_store")


def listed(app: AppTest) -> list[str]:
    return [str(link.proto.label).replace("\\", "") for link in app.main.get("page_link")]


def test_the_list_says_who_is_left_out_and_its_file_leaves_them_out(look: Look) -> None:
    room.add(ANA)
    room.say_no(room.add(Draft("Bo", "Example", town="Amherst")), Scope.CAMPAIGN, campaign="Fund the SOA")

    every, for_campaign = look("contacts"), look("contacts", campaign="Fund the SOA", shown="left out", town="Amherst")

    assert "2 contacts of your organization." in words(every)
    assert listed(every) == ["Ana Example", "Bo Example"]
    assert listed(for_campaign) == ["Bo Example"]
    assert "1 contact fits. 1 of them asked to hear nothing of “Fund the SOA”" in words(for_campaign)
    assert "1 contact is left out, who asked not to be contacted." in words(for_campaign)
    assert "/export/contacts.xlsx?town=Amherst&amp;campaign=Fund+the+SOA" in markup(for_campaign)
    assert "asked to hear nothing of this campaign" in words(for_campaign)


def test_a_contact_is_added_changed_and_its_flags_are_told(look: Look) -> None:
    app = look("contacts")
    fill(app, Given_name="M\u0430ria\u202e", Family_name="Example", **{"E-mail": "maria at example"})

    app = press(app, "Keep this contact")

    assert "mixes letters of two alphabets" in words(app)
    assert "no mail can reach it" in words(app)
    assert "mixed alphabets" in markup(app)
    assert listed(app) == ["M\u0430ria Example"]
    page = look("contact", contact="1")
    fill(page, **{"E-mail": "maria@example.org"})
    page = press(page, "Save")
    assert not page.exception
    assert room.seen(1).draft.email == "maria@example.org"


def test_two_who_change_one_contact_the_second_is_told_and_their_words_stay(look: Look) -> None:
    person = room.add(ANA)
    page = look("contact", contact=str(person))
    with open_session(STEWARD, writing=True) as session:
        change_contact(session, person_id=person, version=1, draft=Draft("Ana", "First", ANA.email))
    fill(page, Family_name="Second")

    page = press(page, "Save")

    assert "Somebody else changed this contact while you were writing" in words(page)
    assert "Ana First" in words(page)
    assert next(field for field in page.text_input if field.label == "Family name").value == "Second"
    assert room.seen(person).name == "Ana First"
    press(page, "Save")
    assert room.seen(person).name == "Ana Second"


def test_a_no_is_written_down_and_taken_back_with_how_they_said_so(look: Look) -> None:
    person = room.add(ANA)
    page = look("contact", contact=str(person))

    page = press(page, "Write it down")
    assert "Do not contact They asked this organization not to." in words(page)
    page = press(page, "They may be contacted again")
    assert "Write down how they said so" in words(page)
    fill(page, **{"How_did_they_say_so?": "at the door"})
    page = press(page, "They may be contacted again")

    assert "May be contacted" in words(page)
    assert "contact again: organization" in words(page)
    assert room.seen(person).because is None


def test_a_contact_is_erased_only_with_the_word(look: Look) -> None:
    person = room.add(ANA)
    page = press(look("contact", contact=str(person)), "Erase for ever")
    assert "The word does not agree." in words(page)
    assert room.seen(person).draft == ANA

    fill(page, Type_the_word_erase_to_go_on="erase")
    page = press(page, "Erase for ever")

    assert not page.exception
    assert "This contact was not found." in words(look("contact", contact=str(person)))


def test_who_is_due_is_erased_once_their_number_is_typed(look: Look) -> None:
    room.add(Draft("Due", "Example", keep_until=date(2020, 1, 1)))
    page = press(look("contacts"), "Erase all that are due")
    assert "Nothing was erased." in words(page)

    next(field for field in page.text_input if field.label.startswith("Type 1 to erase")).set_value("1")
    page = press(page, "Erase all that are due")

    assert "1 contact was erased." in words(page)
    assert "No contacts yet." in words(page)


def test_a_strangers_number_and_a_missing_one_read_the_same(look: Look) -> None:
    room.second_organization()
    theirs = room.add(ANA, THEIRS)

    said = {words(look("contact", STEWARD, contact=number)) for number in (str(theirs), "987654", "1 OR 1=1")}

    assert len(said) == 1
    assert "This contact was not found." in said.pop()
    assert "No contacts yet." in words(look("contacts", STEWARD))
    assert listed(look("contacts", THEIRS)) == ["Ana Example"]


@pytest.mark.parametrize("viewer", [MEMBER, STAFF], ids=lambda viewer: viewer.role)
def test_members_see_contacts_and_keep_none(look: Look, viewer: Viewer) -> None:
    person = room.add(ANA)

    page = look("contact", viewer, contact=str(person))

    assert "ana@example.org" in words(page)
    assert [button.label for button in page.button] == []
    assert not [word for word in ("Erase", "/export/", "Change") if word in markup(page) + words(page)]
    assert "/export/" not in markup(look("contacts", viewer))


def test_hostile_words_are_words_on_both_pages(look: Look) -> None:
    person = room.add(HOSTILE)
    room.say_no(person, Scope.CAMPAIGN, campaign=HOSTILE.given_name)

    for page in (look("contacts"), look("contact", contact=str(person)), look("contacts", words=HOSTILE.given_name)):
        assert not page.exception
        assert not re.search(r"<(img|script|h1|a href=.javascript)", markup(page))
        assert html.escape(HOSTILE.title) in markup(page) or not listed(page)
        for link in page.main.get("page_link"):
            assert not re.search(r"(?<!\\)[\[\]<>!`]", str(link.proto.label))
        assert not [piece for piece in page.markdown if "e.example" in piece.value.replace("\\", "")]
