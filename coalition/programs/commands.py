"""Start and change a programme and its cohorts; what the record of changes keeps names no person."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.programs.models import Cohort, Program, Scholar
from coalition.programs.queries import own_program
from coalition.programs.rules import LONGEST_NAME, MOST_COST, check_grant_window, words_of
from data.access import Permission, requires, viewer_of_session
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import changed_words, columns_of, newest

PROGRAM, COHORT = "The programme", "The cohort"
KEPT = ("name", "cost_cents", "cost_said_in", "grant_opens", "grant_closes", "published")
BEHIND_THE_WALL = "change behind the wall"


@dataclass(frozen=True, slots=True)
class ProgramPlan:
    """What a person says of a programme; the grant window as days of a year, "04-01" and "06-01"."""

    name: str
    about: str = ""
    cost_cents: int | None = None
    cost_said_in: str = ""
    grant_opens: str = ""
    grant_closes: str = ""
    published: bool = False


def subject_of(program_id: int) -> str:
    """How the record of changes names a programme."""
    return f"programme {program_id}"


def note_behind_the_wall(session: Session, program_id: int) -> None:
    """Note that staff changed something of a person, and nothing more: organizers read the record of changes.

    Not even which record: the number of such entries would tell how many people there are.
    """
    note_act(session, BEHIND_THE_WALL, subject=subject_of(program_id))


@requires(Permission.KEEP_PROGRAMMES)
def start_program(session: Session, *, plan: ProgramPlan, now: datetime) -> int:
    """Start a programme of one's own organization; returns its id. Raises InvalidInput."""
    take_turn(session)
    row = Program(organization_id=viewer_of_session(session).organization_id or 0, name="", made=now)
    _say(session, row, plan)
    session.add(row)
    session.flush()
    after = columns_of(row, KEPT)
    note_act(session, "start programme", subject=subject_of(row.id or 0), called=row.name, after=after)
    return row.id or 0


@requires(Permission.KEEP_PROGRAMMES)
def change_program(session: Session, *, program_id: int, version: int, plan: ProgramPlan) -> int:
    """Change what is said of a programme; returns its version now.

    Raises NotFound, and InvalidInput for what cannot be or when somebody else was faster.
    """
    own_program(session, program_id)
    row = newest(session, Program, program_id, version=version, what=PROGRAM)
    before, words = columns_of(row, KEPT), columns_of(row, ("about",))
    _say(session, row, plan)
    difference, said = changed(before, columns_of(row, KEPT)), changed_words(words, row)
    if not difference["after"] and not said:
        return row.version
    row.version += 1
    session.add(row)
    subject = subject_of(program_id)
    note_act(session, "change programme", subject=subject, called=row.name, words=said, **difference)
    return row.version


def _say(session: Session, row: Program, plan: ProgramPlan) -> None:
    name = words_of(plan.name, "the programme’s name", most=LONGEST_NAME)
    check_grant_window(plan.grant_opens.strip(), plan.grant_closes.strip())
    if plan.cost_cents is not None and not 0 < plan.cost_cents < MOST_COST:
        raise InvalidInput("What a scholar costs in a year is an amount above zero. Correct it, or leave it empty.")
    if plan.cost_cents is not None and not plan.cost_said_in.strip():
        raise InvalidInput("Say where the cost of a scholar stands, such as “budget of FY2026, page 4”.")
    mine = select(Program.id, Program.name).where(Program.organization_id == row.organization_id)
    if any(other.casefold() == name.casefold() and number != row.id for number, other in session.execute(mine)):
        raise InvalidInput("There is a programme “{name}” already. Open it, or give this one another name.", name=name)
    row.name, row.about = name, words_of(plan.about, "what the programme is", needed=False)
    row.cost_cents = plan.cost_cents
    row.cost_said_in = words_of(plan.cost_said_in, "where the cost stands", most=200, needed=False)
    row.grant_opens, row.grant_closes = plan.grant_opens.strip(), plan.grant_closes.strip()
    row.published = plan.published


def _check_cohort(session: Session, row: Cohort, starts: date, ends: date | None) -> None:
    if ends is not None and ends <= starts:
        raise InvalidInput("The cohort would end before it starts. Correct one of the two days.")
    same = select(Cohort.id).where(Cohort.program_id == row.program_id, Cohort.name == row.name, Cohort.id != row.id)
    if session.exec(same).first() is not None:
        raise InvalidInput("There is a cohort “{number}” already. Give this one another name.", number=row.name)


@requires(Permission.KEEP_PROGRAMMES)
def add_cohort(session: Session, *, program_id: int, name: str, starts: date, ends: date | None = None) -> int:
    """Add a cohort of scholars who start together; returns its id. Raises InvalidInput, NotFound."""
    take_turn(session)
    own = own_program(session, program_id)
    called = words_of(name, "the cohort’s name", most=LONGEST_NAME)
    row = Cohort(organization_id=own.organization_id, program_id=program_id, name=called, starts=starts, ends=ends)
    _check_cohort(session, row, starts, ends)
    session.add(row)
    session.flush()
    note_behind_the_wall(session, program_id)
    return row.id or 0


@requires(Permission.KEEP_PROGRAMMES)
def change_cohort(session: Session, *, cohort_id: int, version: int, name: str, starts: date, ends: date | None) -> int:
    """Change a cohort's name and days; returns its version now. Raises InvalidInput, NotFound."""
    row = newest(session, Cohort, cohort_id, version=version, what=COHORT)
    row.name = words_of(name, "the cohort’s name", most=LONGEST_NAME)
    _check_cohort(session, row, starts, ends)
    row.starts, row.ends, row.version = starts, ends, row.version + 1
    session.add(row)
    note_behind_the_wall(session, row.program_id)
    return row.version


@requires(Permission.KEEP_PROGRAMMES)
def remove_cohort(session: Session, *, cohort_id: int, version: int) -> None:
    """Take back a cohort nobody is in. Raises InvalidInput while somebody is, NotFound."""
    row = newest(session, Cohort, cohort_id, version=version, what=COHORT)
    if session.exec(select(Scholar.id).where(col(Scholar.cohort_id) == cohort_id).limit(1)).first() is not None:
        raise InvalidInput("Scholars are in this cohort. Move them to another cohort first.")
    note_behind_the_wall(session, row.program_id)
    session.delete(row)


def own_cohort(session: Session, cohort_id: int) -> Cohort:
    """A cohort of the viewer's own, for a command. Raises NotFound."""
    row = session.exec(select(Cohort).where(Cohort.id == cohort_id)).first()
    if row is None:
        raise NotFound(COHORT)
    return row
