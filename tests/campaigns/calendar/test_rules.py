"""When tasks are due, what is still missing, and what may stand in the calendar."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.calendar import sentences as say
from campaigns.calendar.queries import DatedTask, EventShown
from campaigns.calendar.rules import EventForm, Urgency, by_month, checked, due_day, planned_tasks, urgency
from campaigns.calendar.templates import templates
from data.errors import InvalidInput
from tests.campaigns.calendar.room import DUE, FORM, NOW, TODAY

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("deadline", "before", "today", "due"),
    [
        (date(2027, 4, 16), 10, TODAY, date(2027, 4, 6)),
        (date(2027, 4, 16), 5, TODAY, date(2027, 4, 9)),  # a Sunday becomes the Friday before
        (date(2027, 4, 16), 6, TODAY, date(2027, 4, 9)),  # so does a Saturday
        (date(2027, 4, 17), 0, TODAY, date(2027, 4, 17)),  # what belongs to the day stays on it
        (date(2026, 11, 25), 10, TODAY, TODAY),  # a day that has passed becomes today
        (date(2026, 11, 20), 10, TODAY, date(2026, 11, 20)),  # and is never after the deadline
    ],
)  # fmt: skip
def test_a_due_day(deadline: date, before: int, today: date, due: date) -> None:
    assert due_day(deadline, before, today=today) == due


@given(DAYS, st.integers(0, 60), DAYS)
def test_no_task_is_due_after_its_deadline_or_on_a_weekend_of_our_making(
    deadline: date, before: int, today: date
) -> None:
    due = due_day(deadline, before, today=today)
    assert due <= deadline
    assert due >= min(today, deadline) or due == deadline
    assert due.weekday() < 5 or due in (today, deadline)
    assert due_day(deadline + timedelta(days=7), before, today=today) >= due


def shown(form: EventForm = FORM, **words: object) -> EventShown:
    usual = {"id": 1, "uid": "one@commontable", "form": form, "organization_id": 1, "organization": "Example",
             "is_own": True, "template": "house-amendments", "sequence": 0, "version": 1, "cancelled": None,
             "made": NOW, "changed": NOW}  # fmt: skip
    return EventShown(**(usual | words))  # type: ignore[arg-type]


def test_the_sentence_names_what_is_missing_before_a_deadline() -> None:
    template = templates()["house-amendments"]
    tasks = [
        DatedTask(n, one.title, one.due, None, NOW, 1, None, 1, 1, one.key)
        for n, one in enumerate(planned_tasks(template, DUE, today=TODAY))
    ]
    three_days_before = DUE - timedelta(days=3)
    two_sponsors = [task if "(2" in task.title or "(3" in task.title else replace(task, done=NOW) for task in tasks]

    def sentence(listed: list[DatedTask], today: date = three_days_before) -> str:
        return say.deadline_sentence(shown(), template, listed, today=today)

    assert sentence(two_sponsors) == "House amendments due in 3 days: 2 sponsors missing."
    assert sentence(tasks, DUE) == ("House amendments due today: the text, 3 sponsors, the check, the filing missing.")
    assert (
        sentence([replace(task, done=NOW) for task in tasks]) == "House amendments due in 3 days: everything is done."
    )
    assert sentence(tasks, DUE + timedelta(days=1)) == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"title": " \n "}, "Say what the date is"),
        ({"title": "a" * 161}, "more than 160"),
        ({"ends_on": date(2027, 4, 1)}, "before the first"),
        ({"ends_at": time(9)}, "the time it begins"),
        ({"starts_at": time(9), "ends_at": time(9)}, "ends before it begins"),
        ({"starts_at": time(9), "ends_on": date(2027, 4, 18)}, "the time it ends"),
        ({"starts_at": time(9), "time_zone": "Mars/Olympus"}, "no such time zone"),
        ({"starts_at": time(9), "time_zone": "../etc/passwd"}, "no such time zone"),
        ({"starts_on": date(2027, 3, 14), "starts_at": time(2, 30)}, "clocks leap over it"),
        ({"starts_on": date(1066, 1, 1)}, "too far away"),
        ({"source_address": "javascript:alert(1)"}, "https://"),
    ],
)
def test_what_cannot_be_is_refused_with_its_cure(words: dict[str, object], told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        checked(replace(FORM, **words))  # type: ignore[arg-type]


def test_a_meeting_over_midnight_is_fine() -> None:
    form = replace(FORM, starts_at=time(22), ends_on=DUE + timedelta(days=1), ends_at=time(1))
    assert checked(form) == form


def test_dates_stand_month_by_month_and_tasks_by_urgency() -> None:
    days = [date(2027, 2, 3), date(2026, 12, 31), date(2027, 2, 1)]
    assert by_month(days) == {date(2026, 12, 1): [1], date(2027, 2, 1): [2, 0]}
    found = [urgency(TODAY + timedelta(days=n), today=TODAY) for n in (-1, 0, 6, 7)]
    assert found == [Urgency.LATE, Urgency.WEEK, Urgency.WEEK, Urgency.LATER]
    assert urgency(None, today=TODAY) is Urgency.NO_DAY


def test_every_template_ends_before_its_day_and_is_offered_for_a_kind_of_date() -> None:
    for template in templates().values():
        due = [one.due for one in planned_tasks(template, DUE, today=TODAY)]
        assert due == sorted(due)
        assert due[-1] <= DUE
        assert say.kind_words(template.kind)
