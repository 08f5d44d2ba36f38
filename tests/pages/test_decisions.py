"""Decisions as the chair, a member and the public see them: one tap, one refusal, the card, and what is published."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from coalition.accounts import clock
from coalition.decisions.demands import DemandPlan, put_demand
from coalition.decisions.motion_commands import attach_condition
from coalition.decisions.rules import Stand
from look import parts
from tests import stores
from tests.coalition.decisions.room import called, do, principle, put, say, seen, seven_members, speaker
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC


@pytest.fixture(scope="module")
def meeting_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven members, a meeting that takes place now with three of them there, and a motion; made once."""
    now, folder = clock.now(), tmp_path_factory.mktemp("meeting")
    with stores.sqlite_copy(sqlite_template, folder):
        seven_members()
        number = called(1, 2, 3, told=now - timedelta(days=7), starts=now, now=now)
        put(number, title="Mentors <b>now</b>", text="Ask for <i>mentors</i>.", now=now)
    return folder / "var" / "commontable.db"


@pytest.fixture
def call(meeting_template: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The numbers of that meeting and its motion, whose words hold markup, in a store of the test’s own."""
    with stores.sqlite_copy(meeting_template, tmp_path):
        yield "1", "1"


def test_the_chair_ticks_answers_for_each_and_writes_the_card(look: Look, call: tuple[str, str]) -> None:
    number, motion = call
    app = look("meeting", ORGANIZER, meeting=number)
    told = words(app)
    assert "3 of 7 present, 1 more for the quorum" in told
    assert "Everybody was told 168 hours before; the rule asks for 48." in told
    assert "<i>mentors" not in markup(app)
    app = app.checkbox(key=f"seat_{number}_4").check().run()
    assert "4 of 7 present, quorum met" in words(app)
    for one in (1, 2, 3):
        app = app.button_group(key=f"stand_{motion}_1_{one}").set_value(Stand.SUPPORT).run()
    app = press(app, "Write the result")
    assert "3 of 7 member organizations are not enough to decide; 4 are needed." in words(app)
    app = app.button_group(key=f"stand_{motion}_1_4").set_value(Stand.STAND_ASIDE).run()
    app = press(app, "Write the result")
    assert not app.exception
    told = words(app)
    assert "Agreed by consensus: 3 support, 1 stand aside, 3 did not answer." in told
    assert "Mentors <b>now</b>" in told
    app = press(app, "Close the meeting")
    assert "Meeting closed" in words(app)


def test_a_block_asks_for_its_principle_before_it_counts(look: Look, call: tuple[str, str]) -> None:
    cited, (_number, motion) = principle(), call
    app = look("decision", MEMBER, motion=motion)
    app = app.button_group(key=f"stand_{motion}_1_1").set_value(Stand.BLOCK).run()
    assert "On which shared principle does the block rest?" in words(app)
    assert seen(int(motion), now=clock.now()).positions == {}
    app.text_area(key=f"block_why_{motion}_1").set_value("It takes from us")
    app = press(app, "Save the block")
    assert "A block names the shared principle it rests on." in words(app)
    app.selectbox(key=f"block_principle_{motion}_1").set_value(cited)
    app = press(app, "Save the block")
    assert not app.exception
    assert "Blocked: 1 block." not in words(app)  # one of seven is no quorum yet
    assert "Principle: Public money stays with public schools" in words(app)


def test_a_member_is_told_what_waits_and_that_another_person_had_answered(look: Look, call: tuple[str, str]) -> None:
    _number, motion = call
    told = words(look("decisions", MEMBER))
    assert "1 motion is open; your organization has not answered 1 yet." in told
    assert "your organization has not answered yet" in told
    assert "7 organizations are members today, so 4 make a quorum." in told
    asked = words(look("home", MEMBER))
    assert "Waiting for you" in asked
    assert "Answer the motion: " in asked
    assert "Waiting for you" not in markup(look("home", PUBLIC))
    say(int(motion), 2, Stand.SUPPORT, ORGANIZER, now=clock.now())
    other = look("decision", speaker(2), motion=motion)
    assert [group.label for group in other.button_group] == ["Example Apple"]
    assert "Write the result" not in words(other)
    other = other.button_group(key=f"stand_{motion}_1_2").set_value(Stand.STAND_ASIDE).run()
    assert seen(int(motion), now=clock.now()).positions[2].stand is Stand.STAND_ASIDE
    assert "Leave our name off" in words(other)


def test_the_public_reads_a_published_result_only(look: Look, call: tuple[str, str]) -> None:
    number, motion = call
    now = clock.now()
    chair = look("meeting", ORGANIZER, meeting=number)
    chair = chair.checkbox(key=f"seat_{number}_4").check().run()
    for one in (1, 2, 3, 4):
        say(int(motion), one, Stand.SUPPORT, ORGANIZER, reason="Between us", now=now)
    do(attach_condition, motion_id=int(motion), organization_id=2, words="Kept inside", now=now)
    press(look("meeting", ORGANIZER, meeting=number), "Write the result")
    assert "The decision was not found." in words(look("decision", PUBLIC, motion=motion))
    told = words(press(look("decision", ORGANIZER, motion=motion), "Let the public read the result"))
    assert "Keep it inside again" in told
    assert parts.plain("Kept inside") in told
    outside = words(look("decision", PUBLIC, motion=motion))
    assert "Ask for <i>mentors</i>." in outside
    assert "4 support, 3 did not answer." in outside
    assert "4 more organizations" in outside
    for kept in ("Between us", "Kept inside", "Example Apple", "Every answer", "History"):
        assert kept not in outside
    assert "agreed by consensus" in words(look("decisions", PUBLIC))


@pytest.mark.usefixtures("sqlite_store")
def test_the_forms_of_the_list_save_or_say_what_is_wrong(look: Look) -> None:
    app = look("decisions", ORGANIZER)
    app.number_input(key="rule_share_top").set_value(0)
    app = press(app, "Make the rule")
    assert "A quorum of zero would let nobody decide for everybody." in words(app)
    app.number_input(key="rule_share_top").set_value(1)
    app.number_input(key="rule_rounds").set_value(1)
    app = press(app, "Make the rule")
    assert "after 1 round, the member organizations vote" in words(app)
    app.text_input(key="motion_online_title").set_value("At home")
    app = press(app, "Put the motion")
    assert "Give the motion’s text in words." in words(app)
    app = press(app, "Call the meeting")
    assert "Give the day of the meeting." in words(app)


@pytest.mark.usefixtures("sqlite_store")
def test_demands_stand_with_who_is_late_first(look: Look) -> None:
    now = clock.now()
    day = now.date() - timedelta(days=9)
    do(put_demand, plan=DemandPlan("Example Mayor", "Meet <b>us</b>", day, "", day + timedelta(days=1)), now=now)
    app = look("demands", ORGANIZER)
    told = words(app)
    assert "1 demand put to officials; 1 official has not answered by the day." in told
    assert "Meet <b>us</b>" in told
    app.text_area(key="answer_1_words").set_value("Yes")
    app = press(app, "Save the answer")
    assert "answered, not judged yet" in words(app)
    member = words(look("demands", MEMBER))
    assert "Add an answer" not in member
    assert "Example Mayor" in member
