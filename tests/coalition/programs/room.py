"""A small programme of organization 1: two scholars, a mentor, one pair, a session with a note; all made up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session

from coalition.mentoring.commands import MentorPlan, SessionPlan, add_mentor, log_session, pair_up
from coalition.organizations.models import Organization
from coalition.programs.commands import ProgramPlan, add_cohort, start_program
from coalition.programs.rules import GoalCategory
from coalition.programs.scholar_commands import ScholarPlan, add_scholar, keep_story, set_goal
from data.access import Permission, Role, Viewer, requires
from data.places import Jurisdiction, Place, PlaceKind
from data.store import open_session
from tests.support import ORGANIZER, STAFF

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
THEIR_STAFF = Viewer(Role.PROGRAMME_STAFF, "Theo of theirs", 2)
THEIR_MEMBER = Viewer(Role.MEMBER, "Mina of theirs", 2)
NOTE = "She told me she may leave school"
NAMES = ("Zelda", "Quimby", "Ottoline", "Barnaby", "Persephone")
USE = "a legislator’s brief"


@dataclass(frozen=True)
class Made:
    """The numbers of what `programme` made."""

    program: int
    cohort: int
    scholar: int
    other: int
    mentor: int
    pair: int
    session: int
    goal: int
    story: int


@requires(Permission.KEEP_DIRECTORY)
def _organization(session: Session) -> None:
    session.add(Organization(id=2, name="Example Union", name_key="example union", kind="union", made=NOW))


@requires(Permission.KEEP_DIRECTORY)
def _places(session: Session) -> None:
    for state in ("ky", "ma"):
        row = Jurisdiction(code=state, name=state)
        session.add(row)
        session.flush()
        session.add(Place(jurisdiction_id=row.id or 0, kind=PlaceKind.HOUSE.value, code="40", name="District 40"))


def places() -> None:
    """House district 40 in each of two states."""
    with open_session(ORGANIZER, writing=True) as session:
        _places(session)


def second_organization() -> None:
    """Organization 2 beside the host."""
    with open_session(ORGANIZER, writing=True) as session:
        _organization(session)


def programme(*, published: bool = False) -> Made:
    """A programme with its people, kept by STAFF."""
    with open_session(STAFF, writing=True) as session:
        plan = ProgramPlan("Pathway", "Grows teachers", 400_000, "budget", "04-01", "06-01", published)
        program = start_program(session, plan=plan, now=NOW)
        cohort = add_cohort(session, program_id=program, name="2025", starts=date(2025, 9, 1), ends=date(2027, 6, 30))
        zelda = ScholarPlan("Zelda", cohort, "Quimby", "zelda@example.org", district="Northfield", school="Hill School")
        scholar = add_scholar(session, plan=zelda, now=NOW)
        other = add_scholar(session, plan=ScholarPlan("Barnaby", cohort, email="barnaby@example.org"), now=NOW)
        ottoline = MentorPlan("Ottoline", date(2025, 9, 1), "Persephone", "ottoline@example.org")
        mentor = add_mentor(session, program_id=program, plan=ottoline, now=NOW)
        pair = pair_up(session, mentor_id=mentor, scholar_id=scholar, starts=date(2025, 9, 1))
        plan_of = SessionPlan(date(2026, 10, 5), "first", 45, "Coursework", "Register for the test", NOTE)
        logged = log_session(session, pair_id=pair, plan=plan_of, now=NOW)
        goal = set_goal(
            session,
            scholar_id=scholar,
            category=GoalCategory.PERSONAL,
            words="Sleep more",
            on=date(2026, 9, 1),
            now=NOW,
        )
        story = keep_story(
            session, scholar_id=scholar, words="Teaching chose me", shown_as="a paraprofessional", use=USE,
            consented_on=date(2026, 9, 1), expires_on=date(2027, 9, 1), now=NOW,
        )  # fmt: skip
    return Made(program, cohort, scholar, other, mentor, pair, logged, goal, story)
