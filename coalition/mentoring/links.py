"""Personal links: a mentor's to report with, a scholar's to her own path; made, revoked, and used by their holder."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.accounts import tokens
from coalition.mentoring.commands import SessionPlan, log_session, own_mentor
from coalition.mentoring.models import Mentor, MentoringSession, Pair, PersonalLink
from coalition.mentoring.rules import (
    ENTRIES_A_DAY,
    READ_BACK,
    is_open,
    link_ends,
    may_add,
    month_of,
)
from coalition.programs.commands import note_behind_the_wall
from coalition.programs.models import Cohort, Goal, Scholar
from coalition.programs.rules import GoalStatus
from coalition.programs.scholar_commands import become, own_scholar
from data.access import Permission, Role, Viewer, requires
from data.audit import take_turn
from data.errors import CommonTableError, InvalidInput, NotFound
from data.language import _
from data.records import columns

LINK = "The link"
HOLDER = "personal link"
TOKEN = re.compile(r"([1-9][0-9]{0,9})\.([A-Za-z0-9_-]{43})")
OPEN_GOALS = (GoalStatus.SET, GoalStatus.IN_PROGRESS, GoalStatus.REVISED)


class TooManyEntries(CommonTableError):
    """A link took as many entries as it may in a day."""

    def __init__(self) -> None:
        sentence = _("This link took {most} entries today. Enter the others tomorrow, or ask your coordinator.")
        super().__init__(sentence, most=ENTRIES_A_DAY)


@dataclass(frozen=True, slots=True)
class OpenGoal:
    """A goal a mentor may say something of, without its words: category, the day it was set, and how it stands."""

    id: int
    pair_id: int
    category: str
    set_on: date
    status: str


@dataclass(frozen=True, slots=True)
class Mentee:
    """A pair of the link's holder: the scholar's first name, and whether the pair met this month."""

    pair_id: int
    given_name: str
    starts: date
    met_this_month: bool


@dataclass(frozen=True, slots=True)
class LastEntry:
    """What the link's holder entered last, within a day: no note, only whether there is one."""

    given_name: str
    on_date: date
    minutes: int | None
    next_step: str
    has_note: bool


@dataclass(frozen=True, slots=True)
class MentorsOwn:
    """What a mentor's link shows."""

    given_name: str
    mentees: tuple[Mentee, ...]
    goals: tuple[OpenGoal, ...]
    last: LastEntry | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One report by a link: the session, and what became of a goal if anything was said of one."""

    pair_id: int
    plan: SessionPlan
    goal_id: int | None = None
    goal_status: GoalStatus | None = None


def holder_of(token: str) -> Viewer | None:
    """Whom a session of a link's holder acts for: the staff of the organization the link names; None for no link.

    What is found in such a session is only what hangs on the link itself.
    """
    found = TOKEN.fullmatch(token)
    return Viewer(Role.PROGRAMME_STAFF, HOLDER, int(found[1])) if found and int(found[1]) < 2**31 else None


@requires(Permission.KEEP_PROGRAMMES)
def make_mentor_link(session: Session, *, mentor_id: int, now: datetime) -> str:
    """A new link for a mentor, shown once; an older one of theirs ends. Raises NotFound."""
    take_turn(session)
    mentor = own_mentor(session, mentor_id)
    today = now.date()
    of_pairs = (
        columns(Cohort.ends)
        .join(Scholar, col(Scholar.cohort_id) == col(Cohort.id))
        .join(Pair, col(Pair.scholar_id) == col(Scholar.id))
        .where(col(Pair.mentor_id) == mentor_id, col(Pair.ends).is_(None) | (col(Pair.ends) > today))
    )
    ends = list(session.scalars(of_pairs))
    link = PersonalLink(
        organization_id=mentor.organization_id, token_hash="", mentor_id=mentor_id, made=now,
        expires=link_ends(now=now, cohort_ends=ends),
    )  # fmt: skip
    return _make(session, link, mentor.program_id, now)


@requires(Permission.KEEP_PROGRAMMES)
def make_scholar_link(session: Session, *, scholar_id: int, now: datetime) -> str:
    """A new link for a scholar to read her own path, shown once; an older one of hers ends. Raises NotFound."""
    take_turn(session)
    scholar = own_scholar(session, scholar_id)
    ends = session.scalars(columns(Cohort.ends).where(col(Cohort.id) == scholar.cohort_id)).all()
    link = PersonalLink(
        organization_id=scholar.organization_id, token_hash="", scholar_id=scholar_id, made=now,
        expires=link_ends(now=now, cohort_ends=ends),
    )  # fmt: skip
    return _make(session, link, scholar.program_id, now)


def _make(session: Session, link: PersonalLink, program_id: int, now: datetime) -> str:
    if link.expires <= now:
        raise InvalidInput("The cohort has ended, and a link ends with it. Give the cohort a later last day first.")
    k = PersonalLink
    older = select(k).where(k.mentor_id == link.mentor_id, k.scholar_id == link.scholar_id, col(k.revoked).is_(None))
    for one in session.exec(older):
        one.revoked = now
        session.add(one)
    token = f"{link.organization_id}.{tokens.new_token()}"
    link.token_hash = tokens.hash_of(token)
    session.add(link)
    session.flush()
    note_behind_the_wall(session, program_id)
    return token


@requires(Permission.KEEP_PROGRAMMES)
def revoke_link(session: Session, *, link_id: int, now: datetime) -> None:
    """End a link at once. Raises NotFound."""
    take_turn(session)
    link = session.exec(select(PersonalLink).where(PersonalLink.id == link_id)).first()
    if link is None:
        raise NotFound(LINK)
    if link.revoked is None:
        link.revoked = now
        session.add(link)
        holder = own_mentor(session, link.mentor_id) if link.mentor_id else own_scholar(session, link.scholar_id or 0)
        note_behind_the_wall(session, holder.program_id)


def _link(session: Session, token: str, now: datetime) -> PersonalLink:
    """The open link of a token. Raises NotFound for a guessed, ended or revoked one alike."""
    link = session.exec(select(PersonalLink).where(PersonalLink.token_hash == tokens.hash_of(token))).first()
    if link is None or not is_open(expires=link.expires, revoked=link.revoked, now=now):
        raise NotFound(LINK)
    return link


def mentors_own(session: Session, token: str, *, now: datetime) -> MentorsOwn:
    """What a mentor's link shows: first names of their own pairs, and their own last entry. Raises NotFound."""
    link = _link(session, token, now)
    mentor = session.exec(select(Mentor).where(Mentor.id == link.mentor_id)).first()
    if mentor is None or (mentor.until is not None and mentor.until <= now.date()):
        raise NotFound(LINK)
    mentees = _mentees(session, mentor.id or 0, now.date())
    return MentorsOwn(
        mentor.given_name, mentees, _open_goals(session, [one.pair_id for one in mentees]),
        _last_entry(session, mentor.id or 0, now),
    )  # fmt: skip


def _mentees(session: Session, mentor_id: int, today: date) -> tuple[Mentee, ...]:
    asked = (
        columns(Pair.id, Scholar.given_name, Pair.starts)
        .join(Scholar, col(Scholar.id) == col(Pair.scholar_id))
        .where(
            col(Pair.mentor_id) == mentor_id, col(Pair.starts) <= today,
            col(Pair.ends).is_(None) | (col(Pair.ends) > today),
        )
        .order_by(col(Pair.starts), col(Pair.id))
    )  # fmt: skip
    rows = session.execute(asked).all()
    last = columns(MentoringSession.pair_id, MentoringSession.on_date).where(
        col(MentoringSession.pair_id).in_([row[0] for row in rows])
    )
    met = {pair for pair, day in session.execute(last) if month_of(day) == month_of(today)} if rows else set()
    return tuple(Mentee(row[0], row[1], row[2], row[0] in met) for row in rows)


def _open_goals(session: Session, pair_ids: list[int]) -> tuple[OpenGoal, ...]:
    asked = (
        columns(Goal.id, Pair.id, Goal.category, Goal.set_on, Goal.status)
        .join(Pair, col(Pair.scholar_id) == col(Goal.scholar_id))
        .where(col(Pair.id).in_(pair_ids), col(Goal.status).in_([one.value for one in OPEN_GOALS]))
        .order_by(col(Pair.id), col(Goal.id))
    )
    return tuple(OpenGoal(*row) for row in session.execute(asked)) if pair_ids else ()


def _last_entry(session: Session, mentor_id: int, now: datetime) -> LastEntry | None:
    s = MentoringSession
    asked = (
        columns(Scholar.given_name, s.on_date, s.minutes, s.next_step, col(s.private_note) != "")
        .join(Pair, col(Pair.id) == col(s.pair_id))
        .join(Scholar, col(Scholar.id) == col(Pair.scholar_id))
        .where(col(Pair.mentor_id) == mentor_id, col(s.by_link).is_(True), col(s.made) > now - READ_BACK)
        .order_by(col(s.made).desc(), col(s.id).desc())
    )
    row = session.execute(asked.limit(1)).first()
    return None if row is None else LastEntry(row[0], row[1], row[2], row[3], bool(row[4]))


@requires(Permission.KEEP_PROGRAMMES)
def report_by_link(session: Session, *, token: str, entry: Entry, now: datetime) -> int:
    """Write one session for a pair of the link's holder; a form sent twice is one. Returns the session's id.

    Raises NotFound for a link or pair that is not theirs, TooManyEntries after twenty in a day, InvalidInput.
    """
    take_turn(session)
    own = mentors_own(session, token, now=now)
    if entry.pair_id not in {one.pair_id for one in own.mentees}:
        raise NotFound(LINK)
    link = _link(session, token, now)
    sent = select(MentoringSession.id).where(
        MentoringSession.organization_id == link.organization_id, MentoringSession.form_key == entry.plan.form_key
    )
    known = session.exec(sent).first()
    if known is not None:
        return known
    today = now.date()
    if not may_add(used_on=link.used_on, uses=link.uses_that_day, today=today):
        raise TooManyEntries
    number = log_session(session, pair_id=entry.pair_id, plan=entry.plan, now=now)
    link.uses_that_day = link.uses_that_day + 1 if link.used_on == today else 1
    link.used_on = today
    session.add(link)
    _say_of_goal(session, own, entry, now)
    return number


def _say_of_goal(session: Session, own: MentorsOwn, entry: Entry, now: datetime) -> None:
    if entry.goal_id is None or entry.goal_status is None:
        return
    if (entry.goal_id, entry.pair_id) not in {(one.id, one.pair_id) for one in own.goals}:
        raise InvalidInput("This goal is not one of the mentee you chose. Choose a goal of hers, or none.")
    goal = session.exec(select(Goal).where(Goal.id == entry.goal_id)).one()
    on = max(goal.status_on, entry.plan.on_date)
    if goal.status != entry.goal_status.value:
        become(session, goal, entry.goal_status, goal.words, on=on, now=now, by_link=True)


def scholars_own(session: Session, token: str, *, now: datetime) -> int:
    """The scholar a link belongs to. Raises NotFound for a guessed, ended or revoked link alike."""
    link = _link(session, token, now)
    if link.scholar_id is None:
        raise NotFound(LINK)
    return link.scholar_id


def next_step_of(session: Session, scholar_id: int) -> tuple[date, str] | None:
    """The newest next step agreed with a scholar in a session, and its day."""
    s = MentoringSession
    asked = (
        columns(s.on_date, s.next_step)
        .join(Pair, col(Pair.id) == col(s.pair_id))
        .where(col(Pair.scholar_id) == scholar_id, col(s.next_step) != "")
        .order_by(col(s.on_date).desc(), col(s.id).desc())
    )
    row = session.execute(asked.limit(1)).first()
    return None if row is None else (row[0], row[1])
