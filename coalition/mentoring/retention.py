"""How long private notes are kept: until 24 months after the scholars' cohort ended, then staff are asked to erase."""

from datetime import date

from dateutil.relativedelta import relativedelta
from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from coalition.mentoring.models import MentoringSession, Pair
from coalition.programs.commands import note_behind_the_wall
from coalition.programs.models import Cohort, Scholar
from coalition.programs.queries import own_program
from data.access import Permission, requires
from data.audit import take_turn

NOTE_MONTHS = 24


def old_notes(session: Session, program_id: int, *, today: date) -> int:
    """How many private notes of one's own programme are older than they are kept. Raises NotFound."""
    own_program(session, program_id)
    return session.scalar(select(func.count()).select_from(MentoringSession).where(*_is_old(program_id, today))) or 0


@requires(Permission.KEEP_PROGRAMMES)
def erase_old_notes(session: Session, *, program_id: int, today: date) -> int:
    """Erase the private notes that are older than they are kept; their sessions stay. Returns how many it were.

    Raises NotFound for a programme that is not one's own.
    """
    take_turn(session)
    own_program(session, program_id)
    found = session.exec(select(MentoringSession).where(*_is_old(program_id, today))).all()
    for one in found:
        one.private_note, one.version = "", one.version + 1
        session.add(one)
    if found:
        note_behind_the_wall(session, program_id)
    return len(found)


def _is_old(program_id: int, today: date) -> tuple[ColumnElement[bool], ...]:
    ended = select(Cohort.id).where(
        col(Cohort.program_id) == program_id, col(Cohort.ends) <= today - relativedelta(months=NOTE_MONTHS)
    )
    pairs = (
        select(Pair.id).join(Scholar, col(Scholar.id) == col(Pair.scholar_id)).where(col(Scholar.cohort_id).in_(ended))
    )
    m = MentoringSession
    return (
        col(m.program_id) == program_id,
        col(m.private_note) != "",
        or_(col(m.cohort_id).in_(ended), col(m.pair_id).in_(pairs)),
    )
