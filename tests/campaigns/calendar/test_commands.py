"""Dates: kept with their history, seen by whom they are for, and never overwritten unseen."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from sqlmodel import select

from campaigns.actions.task_commands import close_task
from campaigns.calendar.commands import cancel_event, change_event, restore_event
from campaigns.calendar.models import Event
from campaigns.calendar.rules import Sight
from campaigns.calendar.task_commands import hand_back_task, move_task, take_task
from data.access import Permission, Role, Viewer, requires
from data.audit import AuditEntry
from data.errors import CommonTableError, InvalidInput, NotAllowed, NotFound
from data.store import open_session
from tests.campaigns.calendar.room import DUE, FORM, NOW, THEIRS, TODAY, dated, listed, planned, said, seen, tasks
from tests.campaigns.lobbying.room import second_organization
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("store")


def change(event_id: int, version: int, **words: object) -> tuple[int, int]:
    form = replace(seen(event_id).form, **words)  # type: ignore[arg-type]
    answer: tuple[int, int] = said(change_event, event_id=event_id, version=version, form=form, now=NOW, today=TODAY)
    return answer


def test_a_date_is_seen_by_those_it_is_for() -> None:
    second_organization()
    for sight in Sight:
        dated(replace(FORM, title=sight.value, sight=sight))

    assert listed(PUBLIC) == {"everybody"}
    assert listed(THEIRS) == {"the table", "everybody"}
    assert listed(Viewer(Role.MEMBER, "of none")) == {"the table", "everybody"}
    assert listed(MEMBER) == {"own organization", "the table", "everybody"}


def test_only_organizers_of_the_same_organization_change_a_date() -> None:
    second_organization()
    number = dated()

    for viewer, refusal in ((THEIRS, NotFound), (MEMBER, NotAllowed), (PUBLIC, NotAllowed)):
        with pytest.raises(refusal):
            said(cancel_event, viewer, event_id=number, version=1, now=NOW)
    with pytest.raises(InvalidInput, match="Ask a steward"):
        dated(viewer=Viewer(Role.ORGANIZER, "of none"))

    @requires(Permission.LOG_ACTIONS)
    def forge(session):  # type: ignore[no-untyped-def]
        session.exec(select(Event).where(Event.id == number)).one().title = "forged"

    with pytest.raises(CommonTableError):
        said(forge, THEIRS)
    assert seen(number).form.title == FORM.title


def test_the_second_of_two_people_is_told_and_nothing_is_lost() -> None:
    number = dated()
    uid = seen(number).uid
    assert change(number, 1, place="State House") == (2, 0)
    assert change(number, 2) == (2, 0), "nothing differs, so nothing changes"

    with pytest.raises(InvalidInput, match="changed by somebody else"):
        change(number, 1, place="Elsewhere")

    found = seen(number)
    assert (found.form.place, found.sequence, found.uid) == ("State House", 1, uid)


def test_the_same_form_sent_twice_is_one_date() -> None:
    dated()
    with pytest.raises(InvalidInput, match="stands in the calendar already"):
        dated()


def test_tasks_are_planned_once_and_move_with_their_deadline() -> None:
    number = dated()
    assert planned(number) == 6
    assert planned(number) == 0
    by_title = {task.title: task for task in tasks()}
    assert by_title["Draft the amendment’s text"].due == date(2027, 4, 6)
    assert by_title["Find a sponsor (3 of 3)"].due == date(2027, 4, 9)
    assert by_title["See that the amendment is filed"].due == date(2027, 4, 15)

    said(close_task, task_id=by_title["Find a sponsor (1 of 3)"].id, now=NOW)
    said(move_task, task_id=by_title["Find a sponsor (2 of 3)"].id, version=1, due=date(2027, 4, 1))
    assert change(number, 1, starts_on=date(2027, 4, 23)) == (2, 4)

    moved = {task.title: task.due for task in tasks()}
    assert moved["Find a sponsor (1 of 3)"] == date(2027, 4, 9), "what is done stays"
    assert moved["Find a sponsor (2 of 3)"] == date(2027, 4, 1), "what a person moved stays"
    assert moved["Find a sponsor (3 of 3)"] == date(2027, 4, 16)
    assert planned(number, version=2) == 0
    with pytest.raises(InvalidInput, match="planned already"):
        planned(number, "hearing", version=2)


def test_cancelling_drops_what_is_open_and_restoring_plans_it_again() -> None:
    number = dated()
    planned(number)
    said(close_task, task_id=tasks()[0].id, now=NOW)

    assert said(cancel_event, event_id=number, version=1, now=NOW) == 5
    assert said(cancel_event, event_id=number, version=2, now=NOW) == 0
    assert [task.done is not None for task in tasks()] == [True]
    assert (seen(number).cancelled is not None, seen(number).sequence) == (True, 1)
    with pytest.raises(InvalidInput, match="Restore it first"):
        planned(number, version=2)

    assert said(restore_event, event_id=number, version=2, now=NOW, today=TODAY) == 5
    assert (seen(number).cancelled, seen(number).sequence, len(tasks())) == (None, 2, 6)


def test_cancelling_leaves_a_task_that_a_person_gave_another_day_and_restoring_does_not_plan_it_twice() -> None:
    number = dated()
    planned(number)
    moved = tasks()[0]
    said(move_task, task_id=moved.id, version=moved.version, due=date(2027, 1, 15))

    assert said(cancel_event, event_id=number, version=1, now=NOW) == 5
    assert [(task.id, task.due) for task in tasks()] == [(moved.id, date(2027, 1, 15))]
    assert said(restore_event, event_id=number, version=2, now=NOW, today=TODAY) == 5
    assert len(tasks()) == 6


def test_a_task_is_taken_on_and_handed_back() -> None:
    planned(dated())
    number = tasks()[0].id
    with pytest.raises(InvalidInput, match="without an account"):
        said(take_task, task_id=number)
    with pytest.raises(NotFound):
        said(take_task, Viewer(Role.ORGANIZER, "Theo", 2, 5), task_id=number)
    said(hand_back_task, task_id=number)
    with pytest.raises(InvalidInput, match="changed by somebody else"):
        said(move_task, task_id=number, version=9, due=None)


def test_the_record_of_changes_holds_no_words_of_people() -> None:
    secret = "Meeting with Rep. Example"
    number = dated(replace(FORM, title=secret, place=secret, about=secret, starts_at=time(9), time_zone="UTC"))
    change(number, 1, title=f"{secret} again", starts_on=DUE.replace(day=20))
    planned(number, version=2)
    said(cancel_event, event_id=number, version=2, now=NOW)
    said(restore_event, event_id=number, version=3, now=NOW, today=TODAY)

    with open_session(ORGANIZER) as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.subject == f"date {number}")).all()
    assert [entry.act for entry in entries] == ["add date", "change date", "plan tasks", "cancel date", "restore date"]
    assert not any("Example" in entry.detail for entry in entries)
    assert isinstance(seen(number).changed, datetime)
