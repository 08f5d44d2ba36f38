"""The calendar, a date and the tasks on screen: what an organizer does there, and what others see of it."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from campaigns.actions.task_commands import add_task
from campaigns.calendar.rules import Sight
from coalition.accounts import clock
from data.access import Role, Viewer
from tests.campaigns.calendar.room import DUE, FORM, NOW, dated, planned, said, seen, tasks
from tests.pages.conftest import Look
from tests.pages.dashboard import fill, markup, press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC


@pytest.fixture(autouse=True)
def today(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def tick(app: AppTest, label: str) -> AppTest:
    box = next(box for box in app.checkbox if box.label.replace("\\", "") == label)
    return (box.uncheck() if box.value else box.check()).run()


def test_a_date_is_added_its_tasks_planned_and_ticked(look: Look) -> None:
    app = look("calendar", ORGANIZER)
    assert "Add the next hearing, deadline or board meeting" in words(app)
    fill(app, What="House amendments due")
    next(field for field in app.date_input if field.label == "Day").set_value(DUE)
    press(app, "Save the date")
    assert not app.exception
    assert seen(1).form.title == "House amendments due"

    app = look("date", ORGANIZER, date="1")
    assert "No task leads up to it." in words(app)
    press(app, "Plan the tasks")
    assert "6 tasks are planned." in words(app)
    assert "the text, 3 sponsors, the check, the filing missing." in words(app)

    tick(app, "Find a sponsor (1 of 3)")
    assert "2 sponsors" in words(app)
    tick(app, "Find a sponsor (1 of 3)")
    assert "3 sponsors" in words(app)

    press(app, "It does not take place")
    assert "6 open tasks were dropped." in words(app)
    press(app, "It takes place after all")
    assert (seen(1).cancelled, len(tasks())) == (None, 6)


def test_others_see_what_is_for_them_and_cannot_tick(look: Look) -> None:
    planned(dated(replace(FORM, sight=Sight.PUBLIC)))
    dated(replace(FORM, title="Kept <b>to us</b>", sight=Sight.OWN))
    said(add_task, title="Call [the](https://evil.example) clerk", due=None, now=NOW)

    public = look("calendar", PUBLIC)
    assert "House amendments due" in words(public)
    assert "Kept" not in words(public)
    assert "missing" not in words(public)
    assert "No task leads up" not in words(look("date", PUBLIC, date="1"))
    assert "The date was not found." in words(look("date", PUBLIC, date="2"))

    member = look("calendar", MEMBER)
    assert "Kept &lt;b&gt;to us&lt;/b&gt;" in markup(member)
    assert "House amendments due in 145 days" in words(member)
    assert all(box.disabled for box in look("tasks", MEMBER).checkbox)
    assert not look("tasks", Viewer(Role.MEMBER, "of none")).exception
    assert not look("calendar", Viewer(Role.ORGANIZER, "of none")).exception


def test_the_address_keeps_the_filters(look: Look) -> None:
    dated()
    dated(replace(FORM, title="Example hearing", kind="hearing", starts_on=DUE.replace(year=2026)))

    assert "House amendments due" not in words(look("calendar", ORGANIZER, kind="hearing"))
    passed = words(look("calendar", ORGANIZER, when="past"))
    assert "Example hearing" in passed
    assert "House amendments due" not in passed
    assert "No date fits." in words(look("calendar", ORGANIZER, whose="others"))


def test_tasks_are_added_and_what_is_done_can_be_taken_up_again(look: Look) -> None:
    app = look("tasks", ORGANIZER)
    fill(app, What_has_to_be_done="Call the clerk")
    press(app, "Save the task")
    assert "1 task is open." in words(app)
    tick(app, "Call the clerk")
    assert "Nothing is open." in words(app)
    assert "Done in the last two weeks" in words(app)
    tick(app, "Call the clerk")
    assert [task.done for task in tasks()] == [None]
