"""The wall: nobody but a programme's own staff reaches a name or a note, by whatever way."""

import re

import pytest
from sqlmodel import select

from coalition.accounts import clock
from coalition.changes.queries import ChangeFilter, changes
from coalition.mentoring.commands import SessionPlan, change_session, log_session, remove_session
from coalition.mentoring.links import make_mentor_link, make_scholar_link, revoke_link
from coalition.mentoring.queries import mentors, pairs, sessions_of_scholar, sessions_since
from coalition.programs.downloads import numbers_file, pairs_file
from coalition.programs.figures import let_numbers_out, numbers_to_let_out, publish_numbers, take_numbers_back
from coalition.programs.measures import coordinator
from coalition.programs.queries import cohorts, figures, figures_of_place, grant_windows, programs, stories_for
from coalition.programs.scholar_commands import ScholarPlan, change_scholar, withdraw_story
from coalition.programs.scholar_queries import scholar, scholars
from data.access import Limit, Role, Viewer
from data.audit import AuditEntry
from data.errors import InvalidInput, NotAllowed, NotFound, OnlyLooking
from data.store import open_session
from tests.coalition.programs.room import (
    NAMES,
    NOTE,
    NOW,
    THEIR_MEMBER,
    THEIR_STAFF,
    TODAY,
    USE,
    Made,
    programme,
    second_organization,
)
from tests.support import MEMBER, ORGANIZER, PUBLIC, STAFF, STEWARD

LOOKING = Viewer(Role.PROGRAMME_STAFF, "Sam Steward", 1, 7, Limit.ONLY_LOOKS)
OTHERS = (PUBLIC, MEMBER, ORGANIZER, STEWARD, LOOKING, THEIR_STAFF, THEIR_MEMBER)


@pytest.fixture
def made(store: str, monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    second_organization()
    return programme()


def told(said: object) -> bool:
    return any(word in str(said) for word in (*NAMES, NOTE, "Teaching chose me", "Sleep more"))


def test_staff_reach_what_others_do_not(made: Made) -> None:
    with open_session(STAFF) as session:
        assert told(scholars(session, made.program))
        assert told(coordinator(session, made.program, today=TODAY))
        assert NOTE in str(sessions_of_scholar(session, made.scholar))
        assert NOTE not in str(coordinator(session, made.program, today=TODAY))  # the note is never on this page


def reached(viewer: Viewer, made: Made) -> list[object]:
    """All that a viewer's session answers about the programme."""
    with open_session(viewer) as session:
        found: list[object] = [
            programs(session), cohorts(session, made.program), scholars(session, made.program),
            mentors(session, made.program, today=TODAY), pairs(session, made.program),
            sessions_since(session, made.program, since=TODAY.replace(year=2020)),
            sessions_of_scholar(session, made.scholar), figures(session), figures_of_place(session, 1),
            stories_for(session, made.program, USE, today=TODAY), grant_windows(session, today=TODAY),
        ]  # fmt: skip
        for ask in (
            lambda: scholar(session, made.scholar),
            lambda: coordinator(session, made.program, today=TODAY),
            lambda: numbers_to_let_out(session, made.program, today=TODAY),
        ):
            with pytest.raises(NotFound, match="was not found"):
                found.append(ask())
    for kind in ("csv", "json", "xlsx"):
        with pytest.raises(NotFound):
            pairs_file(viewer, {"program": str(made.program)}, kind)
    return found


def test_nobody_else_reaches_a_name_or_a_note_by_query_or_file(made: Made) -> None:
    for viewer in OTHERS:
        found = reached(viewer, made)
        assert not told(found), viewer
        assert [len(one) for one in found[1:7]] == [0] * 6, viewer  # type: ignore[arg-type]


def test_nobody_else_writes_behind_the_wall(made: Made) -> None:
    plan = SessionPlan(TODAY, "forged")
    acts = (
        lambda session: log_session(session, pair_id=made.pair, plan=plan, now=NOW),
        lambda session: change_session(session, session_id=made.session, version=1, plan=plan, today=TODAY),
        lambda session: remove_session(session, session_id=made.session, version=1),
        lambda session: make_mentor_link(session, mentor_id=made.mentor, now=NOW),
        lambda session: make_scholar_link(session, scholar_id=made.scholar, now=NOW),
        lambda session: revoke_link(session, link_id=1, now=NOW),
        lambda session: withdraw_story(session, story_id=made.story, today=TODAY),
        lambda session: let_numbers_out(session, program_id=made.program, now=NOW),
        lambda session: take_numbers_back(session, program_id=made.program, as_of=TODAY),
        lambda session: change_scholar(
            session, scholar_id=made.scholar, version=1, plan=ScholarPlan("X", made.cohort), today=TODAY
        ),
    )
    for viewer in OTHERS:
        for act in acts:
            with open_session(viewer, writing=True) as session, pytest.raises((NotFound, NotAllowed, OnlyLooking)):
                act(session)


def test_the_record_of_changes_tells_organizers_neither_who_nor_how_many(made: Made) -> None:
    with open_session(ORGANIZER) as session:
        entries = session.exec(select(AuditEntry)).all()
        seen = changes(session, ChangeFilter())
    assert not told(entries)
    assert not told(seen)
    walled = [entry for entry in entries if entry.act == "change behind the wall"]
    assert {(entry.subject, entry.detail) for entry in walled} == {(f"programme {made.program}", "{}")}


def test_numbers_cross_masked_for_the_coalition_and_outside_only_once_published(made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        assert let_numbers_out(session, program_id=made.program, now=NOW) > 3
    with open_session(STAFF, writing=True) as session, pytest.raises(InvalidInput, match="let the next ones out from"):
        let_numbers_out(session, program_id=made.program, now=NOW)
    with open_session(THEIR_MEMBER) as session:
        out = figures(session)
        whole = next(one for one in out if one.measure == "scholars")
        assert (whole.value, whole.missing_reason) == (None, "suppressed")  # two scholars
    file = numbers_file(THEIR_MEMBER, {"program": str(made.program)}, "csv").body.decode()
    assert "masked" in file
    assert not told(file)
    assert not re.search(r"\b2\b", file)
    with open_session(PUBLIC) as session:
        assert (programs(session), figures(session)) == ((), ())
    with open_session(STAFF, writing=True) as session, pytest.raises(InvalidInput, match="not public yet"):
        publish_numbers(session, program_id=made.program, as_of=TODAY, published=True)


def test_a_story_crosses_only_for_its_use_while_consent_holds(made: Made) -> None:
    with open_session(STAFF) as session:
        (story,) = stories_for(session, made.program, USE, today=TODAY)
        assert (story.words, story.shown_as) == ("Teaching chose me", "a paraprofessional")
        assert not any(name in str(story) for name in NAMES)
        assert stories_for(session, made.program, "fundraising", today=TODAY) == ()
        assert stories_for(session, made.program, USE, today=TODAY.replace(year=2028)) == ()
    with open_session(STAFF, writing=True) as session:
        withdraw_story(session, story_id=made.story, today=TODAY)
    with open_session(STAFF) as session:
        assert stories_for(session, made.program, USE, today=TODAY) == ()
