"""The lobbying ledger on screen: the sentence, the queue answered chip by chip, the set-up, and a text checked."""

import time
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from campaigns.lobbying.recognising import SaidTo
from campaigns.lobbying.rows import Said
from coalition.accounts import clock
from data.access import Role, Viewer
from tests.campaigns.lobbying.room import DIRECT, NOW, classify, did, elect, second_organization, seen, treasurers_year
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words
from tests.support import MEMBER, ORGANIZER

PAGE = "lobbying"


@pytest.fixture(autouse=True)
def today(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def choose(app: AppTest, label: str, option: object) -> AppTest:
    """Press a chip of the question with this label."""
    chips = next(group for group in app.button_group if group.label == label)
    chips.set_value(option)
    return app.run()


@pytest.mark.parametrize("viewer", [MEMBER, ORGANIZER])
def test_the_page_opens_with_the_treasurers_answer_and_the_actions_behind_it(look: Look, viewer: Viewer) -> None:
    treasurers_year()
    app = look(PAGE, viewer, year="2026")
    said = words(app)
    assert not app.exception
    assert "$14,200 of $60,000; grass roots $2,100 of $15,000 in 2026." in said
    assert "4 actions are not settled yet." in said
    assert "not legal or tax advice" in said
    assert "Schedule C, Part II-A" in said
    assert "/export/lobbying-schedule-c.xlsx?year=2026" in markup(app)
    assert ("Change" in said) is (viewer is ORGANIZER)

    only_grass = words(look(PAGE, viewer, year="2026", kind="grass roots"))
    assert "$2,100 spent" in only_grass
    assert "$12,000 spent" not in only_grass


def test_an_empty_ledger_guides_through_three_facts(look: Look) -> None:
    said = words(look(PAGE, ORGANIZER))
    assert "Three facts start the ledger." in said
    assert said.count("to do") == 3
    assert "An organizer of your organization keeps these." in words(look(PAGE, MEMBER))


def test_an_account_without_an_organization_is_told_so(look: Look) -> None:
    assert "Your account belongs to none yet." in words(look(PAGE, Viewer(Role.MEMBER, "of none")))


def test_a_school_board_meeting_is_classified_with_one_chip_and_a_save(look: Look) -> None:
    action = did(5_000, title="Example board meeting")
    app = look(PAGE, ORGANIZER, view="classify")
    assert "Still to answer: who it was said to." in words(app)

    choose(app, "Who was it said to?", SaidTo.SCHOOL_BOARD)
    assert "Not lobbying. School boards and other special-purpose boards" in words(app)
    press(app, "Save the answer")

    assert not app.exception
    assert [(entry.action.id, entry.said.answers.said_to) for entry in seen().entries] == [
        (action, SaidTo.SCHOOL_BOARD)
    ]
    assert "Answer saved" in words(app)
    assert "Every action of this tax year is classified." in words(app)


def test_a_lobby_day_is_classified_within_ten_seconds_of_the_server(look: Look) -> None:
    did(10_000, title="Example lobby day")
    app = look(PAGE, ORGANIZER, view="classify")
    start = time.perf_counter()
    choose(app, "Who was it said to?", SaidTo.LEGISLATURE)
    choose(app, "Was it about specific legislation?", True)
    choose(app, "Did it take a side on it?", True)
    assert "Direct lobbying." in words(app)
    choose(app, "Whose time was it?", "")
    press(app, "Save the answer")
    assert time.perf_counter() - start < 10
    (entry,) = seen().entries
    assert (entry.costed.direct_cents, entry.costed.settled) == (10_000, True)


def test_the_answer_cannot_be_saved_while_a_question_is_open(look: Look) -> None:
    did(10_000)
    app = look(PAGE, ORGANIZER, view="classify")
    assert next(button for button in app.button if button.label == "Save the answer").disabled
    choose(app, "Who was it said to?", SaidTo.PUBLIC)
    assert next(button for button in app.button if button.label == "Save the answer").disabled


def test_a_member_sees_the_queue_and_no_questions(look: Look) -> None:
    did(10_000, title="Example call")
    said = words(look(PAGE, MEMBER, view="classify"))
    assert "An organizer of your organization classifies it." in said
    assert "Who was it said to?" not in said


def test_somebody_who_saved_first_is_not_overwritten_by_the_page(look: Look) -> None:
    action = did(10_000)
    app = look(PAGE, ORGANIZER, view="classify")
    choose(app, "Who was it said to?", SaidTo.AGENCY)
    classify(action, Said(DIRECT, ""))
    press(app, "Save the answer")
    assert seen().entries[0].said.answers.said_to is SaidTo.LEGISLATURE


def test_a_link_to_anothers_action_shows_ones_own_queue(look: Look) -> None:
    second_organization()
    theirs = did(10_000, title="Their secret action", viewer=Viewer(Role.STEWARD, "Teresa of theirs", 2))
    said = words(look(PAGE, ORGANIZER, view="classify", action=str(theirs)))
    assert "Their secret action" not in said
    assert "Every action of this tax year is classified." in said


def test_the_set_up_shows_what_is_on_file(look: Look) -> None:
    treasurers_year()
    elect_again = words(look(PAGE, ORGANIZER, view="set-up"))
    assert "in effect from 2026 on" in elect_again
    assert "organizer: $40 an hour since 2026-01-01" in elect_again


def test_a_text_is_checked_and_its_findings_stand_beside_their_place(look: Look) -> None:
    elect(date(2026, 1, 2))
    app = look(PAGE, ORGANIZER, view="check")
    next(field for field in app.text_input if field.label == "Name of the text").set_value("Example letter")
    areas = {area.label: area for area in app.text_area}
    areas["Text"].set_value("Hello.\nVote for Jane Example & <b>friends</b>.")
    areas["Candidates for the office, one to a line"].set_value("Jane Example")
    press(app, "Check the text")
    said = words(app)
    assert not app.exception
    assert "1 finding, 1 open." in said
    assert "NO_ENDORSEMENT · Line 2" in said
    assert "<b>friends</b>" not in markup(app)
    assert "These are findings, not verdicts" in said

    next(field for field in app.text_input if field.label == "Who answers for it").set_value("Ana Example")
    next(area for area in app.text_area if area.label == "Why it may stand").set_value("A quotation.")
    next(button for button in app.button if button.label == "Let it stand").click().run()
    assert "all answered for" in words(app)
    assert "Ana Example on 2026-11-22: A quotation." in words(app)
