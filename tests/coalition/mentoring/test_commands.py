"""Mentors, pairs, pauses and sessions: what cannot be is refused with the cure, and a double tap is one session."""

from datetime import date

import pytest

from coalition.mentoring.commands import (
    MentorPlan,
    SessionPlan,
    add_mentor,
    change_session,
    end_pair,
    end_pause,
    log_group_session,
    log_session,
    pair_up,
    pause_pair,
)
from coalition.mentoring.queries import pairs
from coalition.programs.measures import coordinator
from data.errors import InvalidInput
from data.store import open_session
from tests.coalition.programs.room import NOW, TODAY, Made, programme
from tests.support import STAFF


@pytest.fixture
def made(sqlite_store: str) -> Made:
    return programme()


def refused(words: str, command: object, **said: object) -> None:
    with open_session(STAFF, writing=True) as session, pytest.raises(InvalidInput, match=words):
        command(session, **said)  # type: ignore[operator]


def test_who_may_be_paired(made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        plan = MentorPlan("Barnaby", date(2026, 1, 1), email="barnaby@example.org", capacity=1)
        herself = add_mentor(session, program_id=made.program, plan=plan, now=NOW)
    on = date(2026, 2, 1)
    refused("Nobody mentors herself", pair_up, mentor_id=herself, scholar_id=made.other, starts=on)
    refused("a pair in that time already", pair_up, mentor_id=made.mentor, scholar_id=made.scholar, starts=on)
    refused("has another mentor", pair_up, mentor_id=herself, scholar_id=made.scholar, starts=on)
    refused("with the programme from", pair_up, mentor_id=herself, scholar_id=made.other, starts=date(2025, 12, 31))


def test_a_pair_ends_after_its_last_session_and_a_pause_lies_within_it(made: Made) -> None:
    refused("A session is logged", end_pair, pair_id=made.pair, version=1, ends=date(2026, 10, 5))
    refused("outside the time", pause_pair, pair_id=made.pair, starts=date(2025, 8, 1))
    with open_session(STAFF, writing=True) as session:
        pause = pause_pair(session, pair_id=made.pair, starts=date(2026, 3, 1))
    refused("pauses in that time already", pause_pair, pair_id=made.pair, starts=date(2026, 4, 1))
    with open_session(STAFF, writing=True) as session:
        end_pause(session, pause_id=pause, ends=date(2026, 5, 1))
        (pair,) = pairs(session, made.program)
    # Sep 2025 to Oct 2026 are 14 whole months; March and April paused: 12, of which October was met in
    assert (pair.adherence(TODAY).part, pair.adherence(TODAY).of) == (1, 12)


def test_a_form_sent_twice_is_one_session_and_the_second_person_is_told(made: Made) -> None:
    plan = SessionPlan(TODAY, "same key", 30)
    with open_session(STAFF, writing=True) as session:
        one = log_session(session, pair_id=made.pair, plan=plan, now=NOW)
        assert log_session(session, pair_id=made.pair, plan=plan, now=NOW) == one
        change_session(session, session_id=one, version=1, plan=SessionPlan(TODAY, "x", 60), today=TODAY)
    refused("somebody else", change_session, session_id=one, version=1, plan=plan, today=TODAY)
    refused("in the future", log_session, pair_id=made.pair, plan=SessionPlan(date(2027, 1, 1), "k"), now=NOW)


def test_a_group_session_counts_for_who_came_but_is_no_meeting_of_the_pair(made: Made) -> None:
    refused(
        "not in this cohort", log_group_session, cohort_id=made.cohort, plan=SessionPlan(TODAY, "g"), came=[99], now=NOW
    )
    with open_session(STAFF, writing=True) as session:
        log_group_session(session, cohort_id=made.cohort, plan=SessionPlan(TODAY, "g"), came=[made.other], now=NOW)
        seen = coordinator(session, made.program, today=TODAY)
    assert seen.risks[made.other].quiet_days == 0
    assert seen.risks[made.scholar].quiet_days == 48  # since 5 October
    assert [pair.id for pair in seen.due] == [made.pair]
