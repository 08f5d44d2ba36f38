"""The example programme: a made-up teachers’ pathway with invented scholars and mentors, every one labelled so."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, delete, select

from coalition.mentoring.models import Mentor, MentoringSession, Pair, PairPause, PersonalLink, SessionAttendance
from coalition.mentoring.rules import SessionKind
from coalition.programs.commands import subject_of
from coalition.programs.figures import let_numbers_out
from coalition.programs.models import (
    Cohort,
    Goal,
    GoalChange,
    Milestone,
    Program,
    ProgramFigure,
    ProgramImport,
    Scholar,
    ScholarTrack,
    TermEnrollment,
)
from coalition.programs.rules import GoalCategory, GoalStatus, MilestoneKind, Track, school_year_of
from data.access import Permission, Role, Viewer, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.store import open_session

NAME = "Example Teacher Pathway (example)"
ABOUT = "This programme is an example. Nobody takes part in it; its people and figures are made up."
GIVEN = (
    "Ada", "Bela", "Cora", "Dina", "Elio", "Fay", "Gil", "Hana", "Iris", "Jon", "Kai", "Lea", "Milo", "Nia", "Otis",
    "Pia", "Quin", "Rosa", "Sol", "Tara", "Uma", "Vera", "Wes", "Xenia", "Yara", "Zeno", "Amal", "Bryn", "Cleo", "Dov",
)  # fmt: skip
DISTRICTS = (("Northfield (example)", 14), ("Harborview (example)", 12), ("Millbrook (example)", 4))
MENTORS = ("Ruth", "Samir", "Tess", "Uri", "Vida", "Walt", "Xia", "Yves")
STATUSES = (GoalStatus.MET, GoalStatus.IN_PROGRESS, GoalStatus.MET, GoalStatus.SET, GoalStatus.DROPPED)
GOALS = (
    (GoalCategory.SCHOOL, "Finish the next course (example)"),
    (GoalCategory.SCHOOL, "Pass the next MTEL test (example)"),
    (GoalCategory.PERSONAL, "Keep one evening a week free (example)"),
)


def staff_beside(viewer: Viewer) -> Viewer:
    """Who puts made-up people behind the wall for whoever loads the example: the staff nobody is yet."""
    return replace(viewer, role=Role.PROGRAMME_STAFF, name="example", account_id=None)


def load_beside(viewer: Viewer, *, now: datetime) -> int:
    """Load the example programme for the organization of whoever loads the example; the scholars that are new."""
    with open_session(staff_beside(viewer), writing=True) as session:
        return load_example_program(session, now=now)


def remove_beside(viewer: Viewer) -> bool:
    """Remove it again, whole; whether there was one."""
    with open_session(staff_beside(viewer), writing=True) as session:
        return remove_example_program(session)


def _example_id(session: Session) -> int | None:
    own = viewer_of_session(session).organization_id
    found = select(Program.id).where(Program.name == NAME, Program.organization_id == own)
    return session.exec(found).first()


@requires(Permission.KEEP_PROGRAMMES)
def load_example_program(session: Session, *, now: datetime) -> int:
    """Put the example programme in, with numbers let out; how many made-up scholars. A second time it is 0."""
    take_turn(session)
    own = viewer_of_session(session).organization_id
    if own is None or _example_id(session) is not None:
        return 0
    today = now.date()
    program = Program(
        organization_id=own, name=NAME, about=ABOUT, cost_cents=400_000, cost_said_in="Made up for the example",
        grant_opens="04-01", grant_closes="06-01", made=now,
    )  # fmt: skip
    session.add(program)
    session.flush()
    scholars = _scholars(session, program, today, now)
    _mentoring(session, program, scholars, today, now)
    session.flush()
    note_act(session, "load example programme", subject=subject_of(program.id or 0), called=NAME)
    let_numbers_out(session, program_id=program.id or 0, now=now)
    return len(scholars)


def _scholars(session: Session, program: Program, today: date, now: datetime) -> list[Scholar]:
    starts = (date(today.year - 2, 9, 1), date(today.year - 1, 9, 1))
    cohorts = [
        Cohort(organization_id=program.organization_id, program_id=program.id or 0, name=f"{day.year} (example)",
               starts=day, ends=day.replace(year=day.year + 5))
        for day in starts
    ]  # fmt: skip
    session.add_all(cohorts)
    session.flush()
    districts = [name for name, many in DISTRICTS for _ in range(many)]
    made = [
        Scholar(
            organization_id=program.organization_id, program_id=program.id or 0, cohort_id=cohorts[n % 2].id or 0,
            given_name=name, family_name="Example", email=f"{name.lower()}@example.org", district=districts[n],
            school=f"School {n % 5 + 1} (example)", status_since=starts[n % 2], made=now,
        )
        for n, name in enumerate(GIVEN)
    ]  # fmt: skip
    session.add_all(made)
    session.flush()
    for n, scholar in enumerate(made):
        _path(session, scholar, n, starts[n % 2], today, now)
    return made


def _path(session: Session, scholar: Scholar, n: int, start: date, today: date, now: datetime) -> None:
    """Milestones, goals, terms and a track of one made-up scholar."""
    who = scholar.id or 0
    for place, kind in enumerate(list(MilestoneKind)[: n % 4 + 1]):
        day = start + timedelta(days=20 + place * (90 + n))
        if day <= today:
            session.add(Milestone(scholar_id=who, kind=kind.value, on_date=day))
    for place, (category, words) in enumerate(GOALS[: n % 3 + 1]):
        status = STATUSES[(n + place) % len(STATUSES)]
        goal = Goal(
            scholar_id=who, category=category.value, words=words, set_on=start, status=status.value, status_on=start
        )  # fmt: skip
        session.add(goal)
        session.flush()
        session.add(GoalChange(goal_id=goal.id or 0, status=status.value, words=words, on_date=start, made=now))
    terms = (f"{today.year - 1}-2", f"{today.year}-1")
    session.add_all(TermEnrollment(scholar_id=who, term=term) for term in (terms if n % 7 else terms[:1]))
    if n % 9:
        session.add(ScholarTrack(scholar_id=who, school_year=school_year_of(today), track=Track.MENTORING.value))


def _mentoring(session: Session, program: Program, scholars: list[Scholar], today: date, now: datetime) -> None:
    since = date(today.year - 1, 9, 1)
    mentors = [
        Mentor(
            organization_id=program.organization_id, program_id=program.id or 0, given_name=name,
            family_name="Example", email=f"{name.lower()}@mentor.example.org", since=since, made=now,
        )
        for name in MENTORS
    ]  # fmt: skip
    session.add_all(mentors)
    session.flush()
    pairs = [
        Pair(mentor_id=mentors[n // 4].id or 0, scholar_id=scholar.id or 0, starts=since)
        for n, scholar in enumerate(scholars[:28])
    ]
    session.add_all(pairs)
    session.flush()
    session.add(
        PairPause(pair_id=pairs[0].id or 0, starts=since + timedelta(days=100), ends=since + timedelta(days=150))
    )
    month, number = since, 0
    while month <= today:
        for n, pair in enumerate(pairs):
            day = month.replace(day=min(3 + n, 27))
            number += 1
            if day <= today and (n + month.month) % (3 if n % 5 == 0 else 9):
                session.add(_session(program, pair, n, day, number, now))
        month = (month + timedelta(days=32)).replace(day=1)


def _session(program: Program, pair: Pair, n: int, day: date, number: int, now: datetime) -> MentoringSession:
    return MentoringSession(
        organization_id=program.organization_id, program_id=program.id or 0, pair_id=pair.id,
        kind=SessionKind.ONE_TO_ONE.value, on_date=day, minutes=30 + 15 * (n % 3), topic="Coursework (example)",
        next_step="Register for the test (example)", private_note="A made-up note (example)" if n % 4 == 0 else "",
        form_key=f"example {program.id} {number}", made=now,
    )  # fmt: skip


@requires(Permission.KEEP_PROGRAMMES)
def remove_example_program(session: Session) -> bool:
    """Take the example programme out, with everything behind its wall; whether there was one."""
    take_turn(session)
    number = _example_id(session)
    if number is None:
        return False
    of_program = select(Scholar.id).where(Scholar.program_id == number)
    mentors = select(Mentor.id).where(Mentor.program_id == number)
    sessions = select(MentoringSession.id).where(MentoringSession.program_id == number)
    pairs = select(Pair.id).where(col(Pair.mentor_id).in_(mentors))
    goals = select(Goal.id).where(col(Goal.scholar_id).in_(of_program))
    for statement in (
        delete(PersonalLink).where(col(PersonalLink.mentor_id).in_(mentors)),
        delete(PersonalLink).where(col(PersonalLink.scholar_id).in_(of_program)),
        delete(SessionAttendance).where(col(SessionAttendance.session_id).in_(sessions)),
        delete(MentoringSession).where(col(MentoringSession.program_id) == number),
        delete(PairPause).where(col(PairPause.pair_id).in_(pairs)),
        delete(Pair).where(col(Pair.mentor_id).in_(mentors)),
        delete(Mentor).where(col(Mentor.program_id) == number),
        delete(GoalChange).where(col(GoalChange.goal_id).in_(goals)),
        delete(Goal).where(col(Goal.scholar_id).in_(of_program)),
        delete(Scholar).where(col(Scholar.program_id) == number),
        delete(Cohort).where(col(Cohort.program_id) == number),
        delete(ProgramFigure).where(col(ProgramFigure.program_id) == number),
        delete(ProgramImport).where(col(ProgramImport.program_id) == number),
        delete(Program).where(col(Program.id) == number),
    ):
        session.execute(statement)
    note_act(session, "remove example programme", subject=subject_of(number), called=NAME)
    return True
