"""Keeping a programme: two people at one record, order of milestones, goals with their history, tracks and terms."""

from datetime import date

import pytest

from coalition.programs.commands import ProgramPlan, change_program, start_program
from coalition.programs.figures import let_numbers_out, publish_numbers, take_numbers_back
from coalition.programs.models import GoalChange
from coalition.programs.queries import figures, grant_windows, program, programs
from coalition.programs.rules import GoalStatus, MilestoneKind, Track
from coalition.programs.scholar_commands import (
    change_goal,
    record_milestone,
    remove_milestone,
    set_terms,
    set_tracks,
)
from coalition.programs.scholar_queries import scholar
from data.errors import InvalidInput
from data.store import open_session
from tests.coalition.programs.room import NOW, TODAY, Made, programme
from tests.support import PUBLIC, STAFF


@pytest.fixture
def made(sqlite_store: str) -> Made:
    return programme()


def test_the_second_of_two_people_at_a_programme_is_told(made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        assert change_program(session, program_id=made.program, version=1, plan=ProgramPlan("Pathway", "Other")) == 2
    with open_session(STAFF, writing=True) as session, pytest.raises(InvalidInput, match="somebody else"):
        change_program(session, program_id=made.program, version=1, plan=ProgramPlan("Pathway", "Mine"))


def test_a_name_is_taken_once_and_a_cost_says_where_it_stands(made: Made) -> None:
    for plan, words in ((ProgramPlan("pathway"), "already"), (ProgramPlan("New", cost_cents=1), "where the cost")):
        with open_session(STAFF, writing=True) as session, pytest.raises(InvalidInput, match=words):
            start_program(session, plan=plan, now=NOW)


def test_milestones_go_in_order_both_ways(made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        for kind, on in ((MilestoneKind.ENROLLED, date(2025, 9, 20)), (MilestoneKind.CREDITS, date(2026, 1, 20))):
            record_milestone(session, scholar_id=made.scholar, kind=kind, on=on, today=TODAY)
    with open_session(STAFF, writing=True) as session, pytest.raises(InvalidInput, match="Take that one back first"):
        remove_milestone(session, scholar_id=made.scholar, kind=MilestoneKind.ENROLLED)
    with open_session(STAFF, writing=True) as session:
        remove_milestone(session, scholar_id=made.scholar, kind=MilestoneKind.CREDITS)
        assert list(scholar(session, made.scholar).milestones) == [MilestoneKind.ENROLLED]


def test_a_goal_keeps_what_became_of_it(made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        for version, status, day in ((1, GoalStatus.IN_PROGRESS, 10), (2, GoalStatus.MET, 20)):
            on = date(2026, 11, day)
            change_goal(
                session, goal_id=made.goal, version=version, status=status, words="Sleep more", on=on, now=NOW
            )  # fmt: skip
        (goal,) = scholar(session, made.scholar).goals
        assert [status for _day, status in goal.history] == ["set", "in progress", "met"]
        assert session.get_one(GoalChange, 3).on_date == date(2026, 11, 20)
    with open_session(STAFF, writing=True) as session, pytest.raises(InvalidInput, match="from 2026-11-20"):
        change_goal(
            session, goal_id=made.goal, version=3, status=GoalStatus.SET, words="x", on=date(2026, 1, 1), now=NOW
        )


def test_a_school_year_wants_a_track_and_a_scholar_completes_once_at_the_end(made: Made) -> None:
    with open_session(STAFF, writing=True) as session, pytest.raises(InvalidInput, match="at least one track"):
        set_tracks(session, scholar_id=made.scholar, school_year=2027, tracks=[])
    with open_session(STAFF, writing=True) as session, pytest.raises(InvalidInput, match="completes once"):
        set_terms(session, scholar_id=made.scholar, terms={"spring 2026": True, "fall 2026": False})
    with open_session(STAFF, writing=True) as session:
        set_tracks(session, scholar_id=made.scholar, school_year=2027, tracks=[Track.PEERS, Track.MENTORING])
        set_tracks(session, scholar_id=made.scholar, school_year=2027, tracks=[Track.PEERS])
        set_terms(session, scholar_id=made.scholar, terms={"spring 2026": False, "fall 2026": True})
        found = scholar(session, made.scholar)
    assert found.tracks == ((2027, "peer cohort"),)
    assert found.terms == (("2026-1", False), ("2026-2", True))


def test_numbers_are_public_once_both_programme_and_numbers_are_and_go_when_taken_back(made: Made) -> None:
    said = {"program_id": made.program, "as_of": TODAY}
    with open_session(STAFF, writing=True) as session:
        one = program(session, made.program)
        plan = ProgramPlan("Pathway", grant_opens="04-01", grant_closes="06-01", published=True)
        change_program(session, program_id=made.program, version=one.version, plan=plan)
        let_numbers_out(session, program_id=made.program, now=NOW)
    with open_session(PUBLIC) as session:
        assert (len(programs(session)), figures(session)) == (1, ())
    with open_session(STAFF, writing=True) as session:
        publish_numbers(session, **said, published=True)  # type: ignore[arg-type]
    with open_session(PUBLIC) as session:
        assert {one.as_of for one in figures(session)} == {TODAY}
        assert grant_windows(session, today=TODAY)[0].opens == date(2027, 4, 1)
    with open_session(STAFF, writing=True) as session:
        take_numbers_back(session, **said)  # type: ignore[arg-type]
    with open_session(PUBLIC) as session:
        assert figures(session) == ()
