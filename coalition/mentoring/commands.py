"""Keep mentors, pairs, pauses and sessions; nothing of them stands in the record of changes but that it was done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.mentoring.models import Mentor, MentoringSession, Pair, PairPause, SessionAttendance
from coalition.mentoring.rules import (
    CAPACITY,
    LONGEST_NOTE,
    LONGEST_TOPIC,
    MOST_MINUTES,
    SessionKind,
    Span,
    check_capacity,
    check_pair,
    check_session_day,
    check_span,
    overlap,
)
from coalition.programs.commands import note_behind_the_wall, own_cohort
from coalition.programs.models import Scholar
from coalition.programs.queries import own_program
from coalition.programs.rules import LONGEST_NAME, ScholarStatus, email_of, words_of
from coalition.programs.scholar_commands import own_scholar
from data.access import Permission, requires, viewer_of_session
from data.audit import take_turn
from data.errors import InvalidInput, NotFound
from data.versions import newest

MENTOR, PAIR, SESSION, PAUSE = "The mentor", "The pair", "The session", "The pause"


@dataclass(frozen=True, slots=True)
class MentorPlan:
    """What a person says of a mentor."""

    given_name: str
    since: date
    family_name: str = ""
    email: str = ""
    capacity: int = CAPACITY
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What was done in a session; `form_key` makes a form that was sent twice one session."""

    on_date: date
    form_key: str
    minutes: int | None = None
    topic: str = ""
    next_step: str = ""
    private_note: str = ""
    by_link: bool = False


@requires(Permission.KEEP_PROGRAMMES)
def add_mentor(session: Session, *, program_id: int, plan: MentorPlan, now: datetime) -> int:
    """Add a mentor to a programme; returns the mentor's id. Raises InvalidInput, NotFound."""
    take_turn(session)
    own = own_program(session, program_id)
    row = Mentor(
        organization_id=own.organization_id, program_id=program_id, given_name="", since=plan.since, made=now
    )  # fmt: skip
    _say(session, row, plan)
    session.add(row)
    session.flush()
    note_behind_the_wall(session, program_id)
    return row.id or 0


@requires(Permission.KEEP_PROGRAMMES)
def change_mentor(session: Session, *, mentor_id: int, version: int, plan: MentorPlan) -> int:
    """Change what is kept of a mentor; returns the version now. Raises InvalidInput, NotFound."""
    row = newest(session, Mentor, mentor_id, version=version, what=MENTOR)
    _say(session, row, plan)
    row.version += 1
    session.add(row)
    note_behind_the_wall(session, row.program_id)
    return row.version


def _say(session: Session, row: Mentor, plan: MentorPlan) -> None:
    check_span(plan.since, plan.until, "A mentor’s time")
    email = email_of(plan.email)
    if email:
        same = select(Mentor.id).where(Mentor.program_id == row.program_id, Mentor.email == email)
        if session.exec(same.where(Mentor.id != row.id)).first() is not None:
            raise InvalidInput("Another mentor has this e-mail address. Open that mentor, or give another address.")
    row.given_name = words_of(plan.given_name, "the given name", most=LONGEST_NAME)
    row.family_name = words_of(plan.family_name, "the family name", most=LONGEST_NAME, needed=False)
    row.email, row.capacity = email, check_capacity(plan.capacity)
    row.since, row.until = plan.since, plan.until


@requires(Permission.KEEP_PROGRAMMES)
def pair_up(session: Session, *, mentor_id: int, scholar_id: int, starts: date) -> int:
    """Make a mentor and a scholar a pair from a day on; returns the pair's id.

    Raises InvalidInput for a mentor with herself, the same two twice at once, or no room; NotFound.
    """
    take_turn(session)
    mentor, scholar = own_mentor(session, mentor_id), own_scholar(session, scholar_id)
    if mentor.program_id != scholar.program_id:
        raise InvalidInput("Mentor and scholar are in two programmes. Choose two of the same programme.")
    if scholar.status in (ScholarStatus.LEFT, ScholarStatus.COMPLETED):
        raise InvalidInput("This scholar has left or completed the programme. Change the status first.")
    if starts < mentor.since or (mentor.until is not None and starts >= mentor.until):
        raise InvalidInput(
            "The mentor is with the programme from {since} on. Give a day within that time.", since=mentor.since
        )
    span = Span(starts)
    both = session.exec(select(Pair).where((Pair.mentor_id == mentor_id) | (Pair.scholar_id == scholar_id))).all()
    spans = [(row, Span(row.starts, row.ends)) for row in both]
    same = [one for row, one in spans if row.mentor_id == mentor_id and row.scholar_id == scholar_id]
    others = [one for row, one in spans if row.mentor_id == mentor_id and row.scholar_id != scholar_id]
    check_pair(
        mentor_email=mentor.email, scholar_email=scholar.email, span=span, others=same,
        carried=sum(overlap(span, one) for one in others), capacity=mentor.capacity,
    )  # fmt: skip
    if any(overlap(span, one) for row, one in spans if row.scholar_id == scholar_id and row.mentor_id != mentor_id):
        raise InvalidInput("This scholar has another mentor in that time. End that pair first, or choose a later day.")
    row = Pair(mentor_id=mentor_id, scholar_id=scholar_id, starts=starts)
    session.add(row)
    session.flush()
    note_behind_the_wall(session, mentor.program_id)
    return row.id or 0


def own_mentor(session: Session, mentor_id: int) -> Mentor:
    """A mentor of the viewer's own, for a command. Raises NotFound."""
    row = session.exec(select(Mentor).where(Mentor.id == mentor_id)).first()
    if row is None:
        raise NotFound(MENTOR)
    return row


@requires(Permission.KEEP_PROGRAMMES)
def end_pair(session: Session, *, pair_id: int, version: int, ends: date) -> int:
    """End a pair: `ends` is the first day they are none. Returns its version now. Raises InvalidInput, NotFound."""
    row = newest(session, Pair, pair_id, version=version, what=PAIR)
    check_span(row.starts, ends, "The pair")
    later = select(MentoringSession.id).where(
        col(MentoringSession.pair_id) == pair_id, col(MentoringSession.on_date) >= ends
    )
    if session.exec(later.limit(1)).first() is not None:
        raise InvalidInput("A session is logged on or after this day. Give a later day.")
    row.ends, row.version = ends, row.version + 1
    session.add(row)
    note_behind_the_wall(session, own_mentor(session, row.mentor_id).program_id)
    return row.version


@requires(Permission.KEEP_PROGRAMMES)
def pause_pair(session: Session, *, pair_id: int, starts: date, ends: date | None = None) -> int:
    """Note that a pair pauses from a day on, until a day if it is known; returns the pause's id.

    Raises InvalidInput outside the pair's time or over another pause; NotFound.
    """
    take_turn(session)
    pair = _pair(session, pair_id)
    check_span(starts, ends, "The pause")
    if starts < pair.starts or (pair.ends is not None and starts >= pair.ends):
        raise InvalidInput("The pause lies outside the time of the pair. Give a day within it.")
    taken = session.exec(select(PairPause).where(PairPause.pair_id == pair_id)).all()
    if any(overlap(Span(starts, ends), Span(one.starts, one.ends)) for one in taken):
        raise InvalidInput("The pair pauses in that time already. End that pause first.")
    row = PairPause(pair_id=pair_id, starts=starts, ends=ends)
    session.add(row)
    session.flush()
    note_behind_the_wall(session, own_mentor(session, pair.mentor_id).program_id)
    return row.id or 0


@requires(Permission.KEEP_PROGRAMMES)
def end_pause(session: Session, *, pause_id: int, ends: date) -> None:
    """End a pause: `ends` is the first day the pair meets again. Raises InvalidInput, NotFound."""
    take_turn(session)
    row = session.exec(select(PairPause).where(PairPause.id == pause_id)).first()
    if row is None:
        raise NotFound(PAUSE)
    check_span(row.starts, ends, "The pause")
    row.ends = ends
    session.add(row)
    note_behind_the_wall(session, own_mentor(session, _pair(session, row.pair_id).mentor_id).program_id)


def _pair(session: Session, pair_id: int) -> Pair:
    row = session.exec(select(Pair).where(Pair.id == pair_id)).first()
    if row is None:
        raise NotFound(PAIR)
    return row


@requires(Permission.KEEP_PROGRAMMES)
def log_session(session: Session, *, pair_id: int, plan: SessionPlan, now: datetime) -> int:
    """Log a one-to-one session of a pair; a form sent twice is one session. Returns its id.

    Raises InvalidInput for a day in the future or outside the pair's time; NotFound.
    """
    take_turn(session)
    known = _sent_before(session, plan.form_key)
    if known is not None:
        return known
    pair = _pair(session, pair_id)
    mentor = own_mentor(session, pair.mentor_id)
    check_session_day(plan.on_date, Span(pair.starts, pair.ends), today=now.date())
    row = _session(mentor.organization_id, mentor.program_id, SessionKind.ONE_TO_ONE, plan, now)
    row.pair_id = pair_id
    session.add(row)
    session.flush()
    note_behind_the_wall(session, mentor.program_id)
    return row.id or 0


@requires(Permission.KEEP_PROGRAMMES)
def log_group_session(
    session: Session, *, cohort_id: int, plan: SessionPlan, came: Collection[int], now: datetime
) -> int:
    """Log a session of a whole cohort with who came; returns its id. Raises InvalidInput, NotFound."""
    take_turn(session)
    known = _sent_before(session, plan.form_key)
    if known is not None:
        return known
    cohort = own_cohort(session, cohort_id)
    check_session_day(plan.on_date, None, today=now.date())
    wanted = set(came)
    there = set(
        session.exec(select(Scholar.id).where(Scholar.cohort_id == cohort_id, col(Scholar.id).in_(wanted)))
    )  # fmt: skip
    if wanted - there:
        raise InvalidInput("Somebody named is not in this cohort. Choose the scholars of the cohort again.")
    row = _session(cohort.organization_id, cohort.program_id, SessionKind.WHOLE_GROUP, plan, now)
    row.cohort_id = cohort_id
    session.add(row)
    session.flush()
    session.add_all(SessionAttendance(session_id=row.id or 0, scholar_id=number) for number in sorted(wanted))
    note_behind_the_wall(session, cohort.program_id)
    return row.id or 0


def _sent_before(session: Session, form_key: str) -> int | None:
    own = viewer_of_session(session).organization_id
    asked = select(MentoringSession.id).where(MentoringSession.organization_id == own)
    return session.exec(asked.where(MentoringSession.form_key == form_key)).first()


def _session(
    organization_id: int, program_id: int, kind: SessionKind, plan: SessionPlan, now: datetime
) -> MentoringSession:
    if plan.minutes is not None and not 0 < plan.minutes <= MOST_MINUTES:
        raise InvalidInput("Give the minutes as a whole number from 1 to 720, such as 45.")
    return MentoringSession(
        organization_id=organization_id, program_id=program_id, kind=kind.value, on_date=plan.on_date,
        minutes=plan.minutes, topic=words_of(plan.topic, "the topic", most=LONGEST_TOPIC, needed=False),
        next_step=words_of(plan.next_step, "the next step", most=LONGEST_NOTE, needed=False),
        private_note=words_of(plan.private_note, "the note", most=LONGEST_NOTE, needed=False),
        by_link=plan.by_link, form_key=plan.form_key[:64], made=now,
    )  # fmt: skip


@requires(Permission.KEEP_PROGRAMMES)
def change_session(session: Session, *, session_id: int, version: int, plan: SessionPlan, today: date) -> int:
    """Correct a session; returns its version now. Raises InvalidInput, NotFound."""
    row = newest(session, MentoringSession, session_id, version=version, what=SESSION)
    pair = _pair(session, row.pair_id) if row.pair_id is not None else None
    check_session_day(plan.on_date, None if pair is None else Span(pair.starts, pair.ends), today=today)
    said = _session(row.organization_id, row.program_id, SessionKind(row.kind), plan, row.made)
    for name in ("on_date", "minutes", "topic", "next_step", "private_note"):
        setattr(row, name, getattr(said, name))
    row.version += 1
    session.add(row)
    note_behind_the_wall(session, row.program_id)
    return row.version


@requires(Permission.KEEP_PROGRAMMES)
def remove_session(session: Session, *, session_id: int, version: int) -> None:
    """Take a session back that did not take place. Raises InvalidInput, NotFound."""
    row = newest(session, MentoringSession, session_id, version=version, what=SESSION)
    note_behind_the_wall(session, row.program_id)
    came = select(SessionAttendance).where(SessionAttendance.session_id == session_id)
    for one in session.exec(came):
        session.delete(one)
    session.flush()
    session.delete(row)
