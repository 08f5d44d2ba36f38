"""Legislators as they are used: found by name and seat, read, tied, noted; and what a visitor does not see."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from campaigns.actions.commands import log_action
from campaigns.actions.rules import ActionForm, Stance, Subject
from campaigns.legislators.commands import keep_note, set_ties
from campaigns.legislators.record_queries import behind
from data.store import open_session
from tests.campaigns.legislators import room
from tests.campaigns.legislators.room import NOW, TODAY, committee, number, person, role, said, take, zipped
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

MARKUP = "Bo *star* <b>Bold</b>"


@pytest.fixture
def table(sqlite_store: str, tmp_path: Path) -> int:
    """Two made-up legislators, one with a name that is not markup; a contact with the other."""
    assert sqlite_store
    room.founded()
    files = {
        "a": person("1", "Ana Example", role("lower", "10th Bristol")),
        "b": person("2", MARKUP, role("upper", "Third Essex"), party="Republican"),
        "c": committee("c", "Education", {"Ana Example": ("1", "chair")}),
    }
    take(zipped(tmp_path, files))
    about = (Subject("legislator", "Rep. Ana Example", Stance.LEANING_SUPPORT),)
    form = ActionForm("meeting", TODAY, outcome="Wants cost per scholar", subjects=about)
    said(log_action, form=form, key="one", today=TODAY, now=NOW)
    return number("Ana Example")


def test_the_list_is_narrowed_by_the_address_and_says_what_is_vacant(look: Look, table: int) -> None:
    everybody = look("legislators", PUBLIC)
    assert not everybody.exception
    assert "2 legislators. Seats filled: Massachusetts House 1 of 160 (159 vacant)" in words(everybody)
    assert "<b>Bold</b>" not in markup(everybody)
    assert "Who of us reaches them" not in words(everybody)

    one = look("legislators", MEMBER, chamber="lower", district="bristol", party="Democratic", state="ma")
    found = words(one)
    assert "Rep. Ana Example" in found
    assert "Education (chair)" in found
    assert "Bold" not in found
    assert "legislators.csv?state=ma&amp;chamber=lower&amp;party=Democratic&amp;district=bristol" in markup(one)
    assert "No legislator fits this filter." in words(look("legislators", MEMBER, words="nobody"))
    assert table


def open_one(look: Look, viewer: Any, legislator: int) -> AppTest:
    app = look("legislator", viewer, legislator=str(legislator))
    assert not app.exception
    return app


def test_a_visitor_reads_the_public_record_and_nothing_of_ours(look: Look, table: int) -> None:
    app = open_one(look, PUBLIC, table)
    found = words(app)

    for shown in ("Rep. Ana Example", "Massachusetts House, 10th Bristol", "Education", "617-555-0100", "Source: Open"):
        assert shown in found
    for hidden in ("Last contacts", "Wants cost per scholar", "Who of us", "edition=internal"):
        assert hidden not in found
        assert hidden not in markup(app)


def test_a_member_reads_the_contacts_and_cannot_write(look: Look, table: int) -> None:
    found = words(open_one(look, MEMBER, table))

    assert "Wants cost per scholar" in found
    assert "No organization said so yet." in found
    assert "Save the note" not in found


def test_an_organizer_says_how_we_reach_them_and_keeps_a_note(look: Look, table: int) -> None:
    app = open_one(look, ORGANIZER, table)
    app.text_area[0].set_value("Knows our chair *well* (example)")
    app = press(app, "Save the note")
    assert "Only our own organization sees this note." in words(app)
    app.button_group[0].set_value(["knows"])
    app = press(app, "Save")

    assert not app.exception
    assert "Our coalition: knows them" in words(app)
    assert "Our coalition" in words(look("legislators", MEMBER, words="ana"))


def test_a_number_that_is_nobodys_leads_back_to_the_list(look: Look, table: int) -> None:
    assert "was not found" in words(open_one(look, PUBLIC, table + 99))


def test_who_saves_a_note_second_is_told_and_sees_the_others_words_and_ties_of_both_stay(
    look: Look, table: int
) -> None:
    app = open_one(look, ORGANIZER, table)
    said(keep_note, legislator_id=table, version=0, note="The other’s words (example)", now=NOW)
    said(set_ties, legislator_id=table, kinds=["staff"], now=NOW)
    app.text_area[0].set_value("Mine (example)")
    app = press(app, "Save the note")
    assert "changed by somebody else" in words(app)
    assert "It says now: The other’s words (example)" in words(app)

    app.button_group[0].set_value(["knows"])
    app = press(app, "Save")
    with open_session(ORGANIZER) as session:
        known = behind(session, table)
    assert known.note.note == "The other’s words (example)"
    assert [tie.kind for tie in known.ties] == ["knows", "staff"]
    app.text_area[0].set_value("Both (example)")
    assert "Only our own organization sees this note." in words(press(app, "Save the note"))
