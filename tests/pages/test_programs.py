"""The pages of a programme: the coordinator's first word, the wall for everybody else, and the forms."""

from datetime import date

import pytest

from coalition.accounts import clock
from coalition.mentoring.links import holder_of, make_mentor_link, mentors_own
from coalition.programs.commands import add_cohort
from coalition.programs.rules import MilestoneKind
from data.errors import NotFound
from data.store import open_session
from tests.coalition.programs.room import NAMES, NOTE, NOW, Made, programme
from tests.pages.conftest import Look
from tests.pages.dashboard import press, words
from tests.support import MEMBER, ORGANIZER, STAFF, STEWARD


@pytest.fixture
def made(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> Made:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return programme()


def test_a_coordinator_reads_first_who_has_no_session_this_month_and_never_a_note(look: Look, made: Made) -> None:
    app = look("program", STAFF, program=str(made.program))
    said = words(app)
    assert "1 pair of 1 is without a session this month." in said
    for seen in (
        "Zelda Quimby",
        "Ottoline Persephone",
        "no mentor",
        "There is room for 3 more scholars.",
        "Remind 1 mentor",
    ):
        assert seen in said
    assert "The grant window opens Apr 1, 2027 and closes Jun 1, 2027." in said
    assert NOTE not in said


@pytest.mark.parametrize("viewer", [MEMBER, ORGANIZER, STEWARD], ids=lambda viewer: viewer.role)
def test_whoever_is_no_staff_reads_why_and_no_name(look: Look, made: Made, viewer: object) -> None:
    for page, number in (("program", made.program), ("scholar", made.scholar)):
        said = words(look(page, viewer, **{page: str(number)}))
        assert "Names, goals and notes stay with the staff" in said
        assert "whose role is programme staff" in said
        assert not any(name in said for name in (*NAMES, NOTE, "Teaching chose me"))


def test_staff_log_a_session_and_the_pair_is_no_longer_due(look: Look, made: Made) -> None:
    app = look("program", STAFF, program=str(made.program))
    next(one for one in app.number_input if one.label == "Minutes").set_value(30)
    app = press(app, "Save the session")
    assert "Session saved" in words(app)
    assert "The 1 active pair has its session this month." in words(app)


def test_a_scholars_page_shows_her_next_step_and_takes_a_milestone(look: Look, made: Made) -> None:
    app = look("scholar", STAFF, scholar=str(made.scholar))
    said = words(app)
    assert "Register for the test" in said
    assert "Next milestone: Enrolled in college." in said
    app = press(app, "Save the milestone")
    assert "Next milestone: Credits earned." in words(app)


def test_a_milestone_before_its_predecessor_is_refused_with_the_cure(look: Look, made: Made) -> None:
    app = look("scholar", STAFF, scholar=str(made.scholar))
    next(one for one in app.selectbox if one.label == "Milestone").set_value(MilestoneKind.HIRED)
    app = press(app, "Save the milestone")
    assert "comes before “hired as a teacher” and is not recorded yet. Record it first." in words(app)


def test_a_reminder_goes_to_mentors_who_are_due_and_names_no_scholar(look: Look, made: Made) -> None:
    app = look("program", STAFF, program=str(made.program))
    (link,) = [one for one in app.get("link_button") if "mail program" in one.proto.label]
    assert link.proto.url.startswith("mailto:?bcc=ottoline@example.org&subject=Pathway")
    assert not any(name in link.proto.url for name in ("Zelda", "Quimby", "Barnaby"))


def test_staff_end_a_personal_link_and_it_opens_nothing_more(look: Look, made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        token = make_mentor_link(session, mentor_id=made.mentor, now=NOW)
    app = look("program", STAFF, program=str(made.program))
    assert "Links that are open (1)" in words(app)
    app = press(app, "End this link")
    assert "Link ended" in words(app)
    assert "Links that are open" not in words(app)
    with open_session(holder_of(token) or STAFF) as session, pytest.raises(NotFound):
        mentors_own(session, token, now=NOW)


def test_an_empty_cohort_can_be_removed_and_one_with_scholars_cannot(look: Look, made: Made) -> None:
    with open_session(STAFF, writing=True) as session:
        add_cohort(session, program_id=made.program, name="2030", starts=date(2030, 9, 1), ends=None)
    app = look("program", STAFF, program=str(made.program))
    app = press(app, "Remove this empty cohort")
    assert "Cohort removed" in words(app)
    assert not [one for one in app.button if one.label == "Remove this empty cohort"]
