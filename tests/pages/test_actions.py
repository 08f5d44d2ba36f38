"""Logging, correcting and reading actions on screen; what a sentence says fills the form until a person corrects it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from campaigns.actions.commands import log_action
from campaigns.actions.queries import ActionShown, action_shown
from campaigns.actions.rules import ActionForm, FollowUp, Stance, Subject
from campaigns.actions.summaries import ActionFilter, Listed, listed
from campaigns.actions.task_queries import open_tasks
from coalition.accounts import clock
from data.access import Limit, Role, Viewer
from data.store import open_session
from tests.campaigns.lobbying.room import second_organization
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words
from tests.support import MEMBER, ORGANIZER

TODAY = date.today()
THEIRS = Viewer(Role.ORGANIZER, "Theo", 2)
MET = "Met Rep. Alder, 5 of us, leaning yes on 7061-0008"
pytestmark = pytest.mark.usefixtures("sqlite_store")


def logged(form: ActionForm, viewer: Viewer = ORGANIZER) -> int:
    with open_session(viewer, writing=True) as session:
        return log_action(session, form=form, key=f"{form}{clock.now()}", today=TODAY, now=clock.now()).id


def talk(title: str = "Example talk", **more: Any) -> ActionForm:
    about = (Subject("legislator", "Rep. Alder", Stance.UNDECIDED), Subject("bill", "HB 520"))
    return ActionForm("meeting", TODAY, title=title, subjects=about, **more)


def every() -> Sequence[Listed]:
    with open_session(ORGANIZER) as session:
        return listed(session, ActionFilter())


def stored(number: int) -> ActionShown:
    with open_session(ORGANIZER) as session:
        action = action_shown(session, number)
    assert action is not None
    return action


def say(app: AppTest, sentence: str) -> AppTest:
    return app.text_input(key="log_said").set_value(sentence).run()


def chips(app: AppTest, name: str) -> Any:
    return app.button_group(key=f"log_{name}")


# the form that logs


def test_a_sentence_fills_the_chips_and_one_press_saves_it(look: Look) -> None:
    app = say(look("log"), MET)
    assert (chips(app, "kind").value, chips(app, "who").value) == ("meeting", ["Rep. Alder"])
    assert (chips(app, "stance").value, chips(app, "about").value) == (Stance.LEANING_SUPPORT, ["7061-0008"])
    assert chips(app, "day").value == TODAY.isoformat()

    press(app, "Save")
    assert not app.exception
    assert "Rep. Alder: Leaning support, heard for the first time." in words(app)
    form = stored(every()[0].id).form
    assert (form.kind, form.took_part, form.said) == ("meeting", 5, MET)
    assert form.subjects == (
        Subject("legislator", "Rep. Alder", Stance.LEANING_SUPPORT), Subject("line item", "7061-0008"),
    )  # fmt: skip


def test_words_that_arrive_together_with_the_tap_on_save_are_saved(look: Look) -> None:
    app = say(look("log"), MET)
    box = next(field for field in app.text_input if field.label == "What happened?")
    box.set_value("Called Rep. Birch, 7 of us")
    press(app, "Save")
    (one,) = every()
    form = stored(one.id).form
    assert (form.kind, form.took_part, form.subjects[0].label) == ("call", 7, "Rep. Birch")


def test_a_corrected_chip_stays_when_the_sentence_goes_on_and_after_a_refresh(look: Look) -> None:
    app = say(look("log"), MET)
    chips(app, "kind").set_value("call").run()
    chips(app, "stance").set_value(Stance.UNDECIDED).run()
    app.checkbox(key="log_follows").check().run()
    app.text_input(key="log_task").set_value("Send the fact sheet").run()
    due = TODAY + timedelta(days=9)
    app.date_input(key="log_due").set_value(due).run()
    say(app, f"{MET}, 40 minutes")
    for page in (app, look("log")):
        assert not page.exception
        assert (chips(page, "kind").value, chips(page, "stance").value) == ("call", Stance.UNDECIDED)
        assert page.number_input(key="log_minutes").value == 40
        assert page.text_input(key="log_task").value == "Send the fact sheet"
    assert "This is what you typed and did not save." in words(page)

    press(page, "Save")
    action = stored(every()[0].id)
    assert (action.form.kind, action.form.minutes) == ("call", 40)
    with open_session(ORGANIZER) as session:
        assert [(task.title, task.due) for task in open_tasks(session)] == [("Send the fact sheet", due)]


def test_a_name_that_no_longer_stands_in_the_sentence_is_not_kept(look: Look) -> None:
    app = say(look("log"), "Met Rep. Al and Sen. Birch")
    chips(app, "who").set_value(["Rep. Al"]).run()
    say(app, "Met Rep. Alder and Sen. Birch")
    assert not app.exception
    press(app, "Save")
    labels = {subject.label for subject in every()[0].subjects}
    assert "Rep. Al" not in labels


def test_a_day_that_can_be_read_in_two_ways_is_asked(look: Look) -> None:
    year = TODAY.year - 1
    app = say(look("log"), f"Met Rep. Alder 3/4/{year}")
    assert "can be read in two ways. Choose the day you mean." in chips(app, "day").proto.help
    both = [f"{year}-03-04", f"{year}-04-03"]
    assert chips(app, "day").value == both[0]
    chips(app, "day").set_value(both[1]).run()
    press(app, "Save")
    assert every()[0].on_date.isoformat() == both[1]


@pytest.mark.parametrize(
    ("sentence", "field", "value", "said"),
    [
        ("Knocked 10 doors, reached 5 people", "log_reached", 11, "More people are reached than attempted."),
        ("Rally with 5 people", "log_minutes", 9_999_999, "Time spent, in minutes, must be a number from 0 to"),
    ],
)
def test_what_cannot_have_happened_is_refused_with_a_sentence(
    look: Look, sentence: str, field: str, value: int, said: str
) -> None:
    app = say(look("log"), sentence)
    app.number_input(key=field).set_value(value).run()
    press(app, "Save")
    assert said in words(app)
    assert "what you typed is kept" in words(app)
    assert app.text_input(key="log_said").value == sentence
    assert every() == ()


def test_a_cost_of_a_billion_and_one_that_is_no_number_are_refused(look: Look) -> None:
    app = say(look("log"), "Called Rep. Alder")
    app.text_input(key="log_cost").set_value("1,000,000,000").run()
    press(app, "Save")
    assert "The cost must be between $0 and $1,000,000 for one action." in words(app)
    app.text_input(key="log_cost").set_value("much").run()
    assert not app.exception
    assert every() == ()


def test_undo_takes_the_action_and_its_follow_up_away(look: Look) -> None:
    app = say(look("log"), f"{MET}. Follow up: send the numbers")
    press(app, "Save")
    press(app, "Undo")
    assert "Undone" in words(app)
    assert every() == ()
    with open_session(ORGANIZER) as session:
        assert open_tasks(session) == ()
    assert app.text_input(key="log_said").value == ""


def test_emoji_and_four_scripts_are_kept_as_typed(look: Look) -> None:
    sentence = "Met Rep. Alder 🎉 رؤية 会议 встреча <b>x</b>"
    app = say(look("log"), sentence)
    press(app, "Save")
    (action,) = every()
    assert stored(action.id).form.said == sentence
    page = look("action", ORGANIZER, action=str(action.id))
    assert not page.exception
    assert "🎉 رؤية 会议 встреча &lt;b&gt;x&lt;/b&gt;" in markup(page)


def test_a_member_cannot_log_and_is_told_who_does(look: Look) -> None:
    with pytest.raises(ValueError, match="log_action"):
        look("log", MEMBER)


# one action


def test_an_action_is_corrected_deleted_and_brought_back_with_its_follow_up(look: Look) -> None:
    number = logged(talk(reached=5, follow_up=FollowUp("Write again", TODAY)))
    app = look("action", ORGANIZER, action=str(number))
    next(field for field in app.number_input if field.label == "People reached").set_value(7)
    press(app, "Save the correction")
    assert "Corrected" in words(app)
    assert stored(number).form.reached == 7

    press(app, "Delete this action")
    assert "This action is deleted." in words(app)
    assert (every(), "Write again" in words(app)) == ((), False)

    press(app, "Bring it back")
    assert "It counts again." in words(app)
    assert "Write again" in words(app)
    assert [one.id for one in every()] == [number]


def test_a_second_correction_of_the_same_version_is_told_and_loses_nothing(look: Look) -> None:
    number = logged(talk())
    first = look("action", ORGANIZER, action=str(number))
    second = look("action", ORGANIZER, action=str(number))
    for app, reached in ((first, 7), (second, 9)):
        next(field for field in app.number_input if field.label == "People reached").set_value(reached)
        press(app, "Save the correction")
    assert "what you typed is still here" in words(second)
    assert stored(number).form.reached == 7
    assert next(field for field in second.number_input if field.label == "People reached").value == 9


@pytest.mark.parametrize("viewer", [MEMBER, ORGANIZER])
def test_anothers_shared_action_is_read_without_buttons_and_a_kept_one_not_at_all(look: Look, viewer: Viewer) -> None:
    second_organization()
    shared, kept = logged(talk("Their rally"), THEIRS), logged(talk("Their secret", shared=False), THEIRS)
    app = look("action", viewer, action=str(shared))
    assert "Logged by Example Union, shared with the table." in words(app)
    assert not {"Delete this action", "Save the correction"} & {button.label for button in app.button}
    hidden = words(look("action", viewer, action=str(kept)))
    assert "There is no such action." in hidden
    assert "Their secret" not in hidden


@pytest.mark.parametrize("number", ["", "0", "no number", "99999999999999999999", "-1"])
def test_an_action_that_is_not_there_is_said_so(look: Look, number: str) -> None:
    app = look("action", ORGANIZER, action=number)
    assert not app.exception
    assert "There is no such action." in words(app)


# all of them


def test_the_filters_of_an_address_narrow_list_counts_and_files(look: Look) -> None:
    logged(talk("Example meeting", reached=5))
    logged(ActionForm("rally", TODAY - timedelta(days=200), title="Example rally", reached=300))
    said = words(look("actions", MEMBER))
    assert "1 action, 5 people reached." in said
    assert "Example rally" not in said

    app = look("actions", MEMBER, span="all", kind="rally", by="kind")
    said = words(app)
    assert not app.exception
    assert "1 action, 300 people reached." in said
    assert ("Example rally" in said, "Example meeting" in said) == (True, False)
    assert "Actions by kind" in said
    assert "/export/actions.csv?kind=rally" in markup(app)
    assert "/export/action-totals.xlsx?kind=rally&amp;by=kind" in markup(app)

    app.selectbox(key="kind").set_value("").run()
    assert "2 actions, 305 people reached." in words(app)
    assert "kind" not in app.query_params


@pytest.mark.parametrize("view", ["month", "kind", "area", "organization"])
def test_each_view_is_opened_by_its_link_and_adds_up(look: Look, view: str) -> None:
    logged(talk(reached=5))
    logged(talk("Example second talk", reached=6))
    app = look("actions", MEMBER, by=view)
    assert not app.exception
    assert f"Actions by {view}" in words(app)
    assert "<b>In all</b>" in markup(app)
    assert app.button_group(key="by").value == view


def test_a_page_past_the_last_shows_the_last(look: Look) -> None:
    for number in range(27):
        logged(talk(f"Example talk {number}"))
    last = look("actions", MEMBER, span="all", page="2")
    assert [button.value for button in last.selectbox if button.label == "Page"] == ["2"]

    narrowed = look("actions", MEMBER, span="all", words="talk 26", page="7")

    assert "Example talk 26" in markup(narrowed) + words(narrowed)


def test_who_only_looks_is_told_and_the_page_goes_on(look: Look) -> None:
    looking = Viewer(Role.ORGANIZER, "Sam", 1, limit=Limit.ONLY_LOOKS)
    app = say(look("log", looking), MET)

    assert not app.exception
    assert "What you typed stays on this page only." in markup(app)
    assert chips(app, "kind").value == "meeting"


def test_what_fits_no_action_is_a_designed_empty_page_and_a_broken_address_a_sentence(look: Look) -> None:
    assert "No action fits." in words(look("actions", ORGANIZER, words="nothing like it"))
    app = look("actions", ORGANIZER, kind="seance", area="moon", organization="x", page="-3")
    assert not app.exception
    assert "No action fits." in words(app)
