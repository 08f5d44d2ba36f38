"""Actions counted: each once, whatever it was about; every view adds up to the same total."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import delete

from campaigns.actions import queries, shown
from campaigns.actions.commands import delete_action, log_action
from campaigns.actions.downloads import actions_file, moves_file, totals_file, workload_file
from campaigns.actions.models import Action, ActionSubject
from campaigns.actions.queries import Move
from campaigns.actions.rules import ActionForm, FollowUp, Stance, Subject
from campaigns.actions.summaries import ActionFilter, Counted, DatedMove, counted, listed, what_moved, workload
from campaigns.actions.views import VIEWS, filter_of, grouped
from data.access import Permission, Role, Viewer, requires
from data.errors import InvalidInput, NotFound
from data.store import open_session
from tests.support import MEMBER, ORGANIZER, PUBLIC

NOW, TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22)
EVERY = ActionFilter()
pytestmark = pytest.mark.usefixtures("store")


def log(*forms: ActionForm) -> list[int]:
    with open_session(ORGANIZER, writing=True) as session:
        return [
            log_action(session, form=form, key=f"{number} {form}", today=TODAY, now=NOW).id
            for number, form in enumerate(forms)
        ]


def form(day: date = TODAY, kind: str = "call", *subjects: Subject, **counts: int) -> ActionForm:
    return ActionForm(kind, day, subjects=subjects, **counts)  # type: ignore[arg-type]


def test_an_action_about_many_things_counts_once() -> None:
    many = [Subject("bill", f"HB {n}") for n in range(5)] + [Subject("legislator", "Rep. Alder")]
    log(form(TODAY, "call", *many, reached=12, minutes=30))

    with open_session(MEMBER) as session:
        assert counted(session, EVERY) == Counted(1, None, 12, None, 30, None)
        assert counted(session, ActionFilter(words="HB")) == Counted(1, None, 12, None, 30, None)
        assert [len(one.subjects) for one in listed(session, EVERY)] == [6]


def test_what_nobody_counted_is_not_nothing() -> None:
    log(form(reached=0), form())
    with open_session(MEMBER) as session:
        assert counted(session, EVERY).reached == 0
        assert counted(session, EVERY).moved is None


def test_a_sum_of_some_says_of_how_many_on_the_page_and_in_the_file() -> None:
    log(form(reached=12), form(), form(date(2026, 11, 1)))
    with open_session(MEMBER) as session:
        assert shown.counted_by(counted(session, EVERY)) == ["People reached: said in 1 of 3 actions."]
    assert "People reached: said in 1 of 3 actions." in totals_file(MEMBER, {}, "json").body.decode()


def test_what_very_many_actions_were_about_is_asked_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    ids = log(*(form(date(2026, 11, day), "call", Subject("bill", f"HB {day}")) for day in range(1, 6)))
    with open_session(MEMBER) as session:
        found = queries.subjects_of(session, ids)
    assert [found[number][0].label for number in ids] == [f"HB {day}" for day in range(1, 6)]


@requires(Permission.LOG_ACTIONS)
def forget_all(session: object) -> None:
    for model in (ActionSubject, Action):
        session.exec(delete(model))  # type: ignore[attr-defined]


days = st.dates(date(2025, 1, 1), TODAY)
forms = st.builds(
    form, days, st.sampled_from(["call", "meeting", "canvass"]), st.just(Subject("bill", "HB 1")),
    reached=st.integers(0, 500), minutes=st.integers(0, 500), cost_cents=st.integers(0, 10_000),
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(forms, min_size=1, max_size=12, unique_by=repr))
def test_every_view_adds_up_to_the_same_total(given_forms: Sequence[ActionForm]) -> None:
    log(*given_forms)
    with open_session(MEMBER) as session:
        total = counted(session, EVERY)
        for view in VIEWS:
            groups = [group.counted for _name, group in grouped(session, EVERY, view)]
            assert sum(one.actions for one in groups) == total.actions == len(given_forms)
            assert sum(one.reached or 0 for one in groups) == total.reached == sum(f.reached or 0 for f in given_forms)
            assert sum(one.cost_cents or 0 for one in groups) == total.cost_cents
    with open_session(ORGANIZER, writing=True) as session:
        forget_all(session)


def test_filters_narrow_list_counts_and_file_alike() -> None:
    log(
        form(date(2026, 3, 1), "call", reached=1),
        form(date(2026, 5, 1), "meeting", Subject("bill", "HB 520"), reached=2),
    )
    for asked in ({"kind": "meeting"}, {"since": "2026-04-01"}, {"about": "hb520"}, {"words": "hb 5"}):
        with open_session(MEMBER) as session:
            assert counted(session, filter_of(asked)).reached == 2
            assert len(listed(session, filter_of(asked))) == 1
        assert b"2026-05-01" in (body := actions_file(MEMBER, asked, "csv").body)
        assert b"2026-03-01" not in body
    assert b"May 2026" in totals_file(MEMBER, {"by": "month"}, "csv").body


@pytest.mark.parametrize("broken", [{"since": "soon"}, {"kind": "seance"}, {"area": "moon"}])
def test_an_address_no_page_offers_gets_a_sentence(broken: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        actions_file(MEMBER, broken, "csv")


def test_a_visitor_takes_no_file_and_a_percent_sign_is_a_percent_sign() -> None:
    log(form(TODAY, "call", Subject("board item", "100% funding")))
    with pytest.raises(NotFound):
        actions_file(PUBLIC, {}, "csv")
    with open_session(MEMBER) as session:
        assert counted(session, ActionFilter(words="100%")).actions == 1
        assert counted(session, ActionFilter(words="_")).actions == 0


def test_who_moved_is_said_with_both_days_and_a_deleted_action_says_nothing() -> None:
    def talk(day: date, stance: str) -> ActionForm:
        return form(day, "meeting", Subject("legislator", "Rep. Alder", stance))

    first, second = date(2026, 10, 1), date(2026, 11, 1)
    _, later = log(talk(first, Stance.UNDECIDED), talk(second, Stance.LEANING_SUPPORT))
    with open_session(MEMBER) as session:
        assert what_moved(session, EVERY) == (
            DatedMove(Move("Rep. Alder", Stance.UNDECIDED, Stance.LEANING_SUPPORT), first, second, later),
        )
    with open_session(ORGANIZER, writing=True) as session:
        delete_action(session, action_id=later, version=1, now=NOW)
    with open_session(MEMBER) as session:
        assert what_moved(session, EVERY) == ()


def test_the_fullest_plate_stands_first_and_only_our_own_tasks_count() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        for number in range(2):
            late = ActionForm("call", date(2026, 11, 1), follow_up=FollowUp("Write", date(2026, 11, 5)))
            log_action(session, form=late, key=str(number), today=TODAY, now=NOW)
    with open_session(MEMBER) as session:
        (load,) = workload(session, today=TODAY)
        assert (load.open_tasks, load.late_tasks) == (2, 2)
    with open_session(Viewer(Role.ORGANIZER, "Theo", 2)) as session:
        assert workload(session, today=TODAY) == ()


def test_who_moved_and_whose_plate_is_full_are_taken_along_as_shown() -> None:
    def talk(day: date, stance: str) -> ActionForm:
        return form(day, "meeting", Subject("legislator", "Rep. Alder", stance))

    log(talk(date(2026, 10, 1), Stance.UNDECIDED), talk(date(2026, 11, 1), Stance.LEANING_SUPPORT))
    log(ActionForm("call", TODAY, follow_up=FollowUp("Write again", TODAY)))

    moves = json.loads(moves_file(MEMBER, {}, "json").body)["rows"]
    assert [list(row.values()) for row in moves] == [
        ["Rep. Alder", "Undecided", "2026-10-01", "Leaning support", "2026-11-01"]
    ]
    assert json.loads(moves_file(MEMBER, {"since": "2026-10-15"}, "json").body)["rows"] == []
    plates = json.loads(workload_file(MEMBER, {}, "json").body)["rows"]
    assert [(row["open"], row["late"]) for row in plates] == [(1, 0)]
    for take in (moves_file, workload_file):
        with pytest.raises(NotFound):
            take(PUBLIC, {}, "csv")
