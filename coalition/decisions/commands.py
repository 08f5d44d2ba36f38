"""Hold meetings and say how the table decides: rules, shared principles, meetings and attendance."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from coalition.decisions.members import members_on, rules_made
from coalition.decisions.models import (
    NAME,
    DecisionRule,
    Meeting,
    MeetingAttendance,
    Motion,
    MotionPosition,
    Principle,
)
from coalition.decisions.rules import MotionStatus, Rule, check_rule, day_where_we_meet, rule_on
from coalition.organizations.rules import clean_text
from data.access import Permission, requires
from data.audit import changed, note_act, take_turn
from data.errors import InvalidInput, NotFound
from data.versions import changed_words, columns_of, newest

LONGEST_WORDS, LONGEST_MINUTES = 2000, 20_000
MEETING, CLOSED = "The meeting", "This meeting is closed. Its attendance and its decisions stay as they are."
KEPT, WORDS = ("title", "starts", "place", "notice_at"), ("agenda", "minutes")


def subject_of_meeting(meeting_id: int) -> str:
    """How the record of changes names a meeting."""
    return f"meeting {meeting_id}"


def words_given(text: str, what: str, *, most: int = LONGEST_WORDS) -> str:
    """The words a person gave, without invisible marks. Raises InvalidInput when there are none or too many."""
    said = clean_text(text, most, what[:1].upper() + what[1:])
    if not said:
        raise InvalidInput("Give {said} in words.", said=what)
    return said


@requires(Permission.KEEP_DECISIONS)
def set_decision_rule(session: Session, *, rule: Rule, now: datetime) -> None:
    """Say how the table decides from a day on; what was said before stays, and no rule is ever edited.

    Raises InvalidInput for a rule that could decide nothing or everything, and for one that begins in the past.
    """
    take_turn(session)
    check_rule(rule)
    today = day_where_we_meet(rule, now)
    if rule.since < today:
        raise InvalidInput("A rule cannot begin in the past, where it was not known. Choose today or a later day.")
    if session.exec(select(DecisionRule.id).where(DecisionRule.since == rule.since)).first() is not None:
        raise InvalidInput("A rule begins on {since} already and is not edited. Choose another day.", since=rule.since)
    reason = clean_text(rule.reason, LONGEST_WORDS, "The reason")
    session.add(DecisionRule(**{**asdict(rule), "reason": reason}, made=now))
    said = {key: value for key, value in asdict(rule).items() if key not in ("reason", "since")}
    note_act(session, "set decision rule", subject=f"decision rule {rule.since}", why=reason, after=said)


@requires(Permission.KEEP_DECISIONS)
def add_principle(session: Session, *, words: str, since: date, now: datetime) -> int:
    """Keep a principle all members agreed to, from a day on; returns its number. Raises InvalidInput."""
    take_turn(session)
    said = words_given(words, "the principle")
    if since > now.date() + timedelta(days=1):
        raise InvalidInput("Give the day on which the principle was agreed; it cannot lie ahead.")
    last = session.exec(select(func.max(Principle.position))).one() or 0
    row = Principle(position=last + 1, words=said, since=since)
    session.add(row)
    session.flush()
    note_act(session, "add principle", subject=f"principle {row.id}", after={"principle": said, "since": since})
    return row.id or 0


@requires(Permission.KEEP_DECISIONS)
def end_principle(session: Session, *, principle_id: int, until: date) -> None:
    """Say that a principle holds no longer from a day on; blocks that cited it keep it. Raises InvalidInput."""
    take_turn(session)
    row = session.get(Principle, principle_id)
    if row is None:
        raise NotFound("The principle")
    if row.until is not None:
        raise InvalidInput("This principle has ended already.")
    if until < row.since:
        raise InvalidInput("A principle cannot end before it was agreed. Check the day.")
    row.until = until
    session.add(row)
    note_act(session, "end principle", subject=f"principle {principle_id}", after={"until": until})


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """What a person says of a meeting; moments carry their time zone, `told` is when everybody was told."""

    title: str
    starts: datetime
    place: str = ""
    told: datetime | None = None
    agenda: str = ""
    minutes: str = ""


@requires(Permission.KEEP_DECISIONS)
def call_meeting(session: Session, *, plan: MeetingPlan, now: datetime) -> int:
    """Call a meeting; returns its number. Raises InvalidInput."""
    take_turn(session)
    row = Meeting(title="", starts=plan.starts, made=now)
    _say(row, plan, now)
    like = select(Meeting.id).where(Meeting.title == row.title, Meeting.starts == row.starts)
    if session.exec(like).first() is not None:
        raise InvalidInput(
            "The meeting “{number}” at this hour is there already. Open it from the list.", number=row.title
        )
    session.add(row)
    session.flush()
    subject = subject_of_meeting(row.id or 0)
    note_act(session, "call meeting", subject=subject, called=row.title, after=columns_of(row, KEPT[1:]))
    return row.id or 0


def _say(row: Meeting, plan: MeetingPlan, now: datetime) -> None:
    if plan.told is not None and plan.told > now:
        raise InvalidInput("Everybody was told at a moment that lies ahead. Correct it, or leave it empty until then.")
    row.title = words_given(plan.title, "the meeting’s name", most=NAME).replace("\n", " ")
    row.place = clean_text(plan.place, NAME, "The place").replace("\n", " ")
    row.starts = plan.starts.astimezone(UTC)
    row.notice_at = plan.told.astimezone(UTC) if plan.told else None
    row.agenda = clean_text(plan.agenda, LONGEST_MINUTES, "The agenda")
    row.minutes = clean_text(plan.minutes, LONGEST_MINUTES, "The minutes")


@requires(Permission.KEEP_DECISIONS)
def change_meeting(session: Session, *, meeting_id: int, version: int, plan: MeetingPlan, now: datetime) -> int:
    """Change what is said of a meeting, also its minutes afterwards; returns its version now.

    Once something was decided or somebody came, its beginning and the notice stay. Raises InvalidInput, NotFound.
    """
    row = newest(session, Meeting, meeting_id, version=version, what=MEETING)
    before, words = columns_of(row, KEPT), columns_of(row, WORDS)
    _say(row, plan, now)
    difference, said = changed(before, columns_of(row, KEPT)), changed_words(words, row)
    moved = {"starts", "notice_at"} & set(difference["after"])
    if moved and (row.closed is not None or _something_decided(session, meeting_id)):
        raise InvalidInput("Something was decided at this meeting, so its beginning and its notice stay as they are.")
    if not difference["after"] and not said:
        return row.version
    row.version += 1
    session.add(row)
    subject = subject_of_meeting(meeting_id)
    note_act(session, "change meeting", subject=subject, called=row.title, words=said, **difference)
    return row.version


def _something_decided(session: Session, meeting_id: int) -> bool:
    decided = select(Motion.id).where(Motion.meeting_id == meeting_id, Motion.status != MotionStatus.OPEN.value)
    return session.exec(decided.limit(1)).first() is not None


def _answered(session: Session, meeting_id: int, organization_id: int) -> bool:
    put = select(Motion.id).where(Motion.meeting_id == meeting_id)
    said = select(MotionPosition.id).where(
        MotionPosition.organization_id == organization_id, col(MotionPosition.motion_id).in_(put)
    )
    return session.exec(said.limit(1)).first() is not None


@requires(Permission.KEEP_DECISIONS)
def tick_attendance(session: Session, *, meeting_id: int, organization_id: int, here: bool, now: datetime) -> None:
    """Say that an organization is at a meeting, or that it is not (any more); a second tick changes nothing.

    Whoever leaves after something was decided, or after answering, keeps the row, with the moment. Raises
    InvalidInput, NotFound.
    """
    meeting = open_meeting(session, meeting_id)
    member = _seated(session, meeting, organization_id)
    row = session.get(MeetingAttendance, (meeting_id, organization_id))
    if here == (row is not None and row.left is None):
        return
    if row is None:
        session.add(MeetingAttendance(meeting_id=meeting_id, organization_id=organization_id, came=now))
    elif here:
        row.left = None
        session.add(row)
    elif _something_decided(session, meeting_id) or _answered(session, meeting_id, organization_id):
        row.left = now
        session.add(row)
    else:
        session.delete(row)
    act = "tick attendance" if here else "take attendance back"
    note_act(session, act, subject=subject_of_meeting(meeting_id), called=meeting.title, organization=member)


def open_meeting(session: Session, meeting_id: int) -> Meeting:
    """A meeting that is not closed, after waiting for other writers. Raises NotFound, InvalidInput."""
    take_turn(session)
    asked = select(Meeting).where(Meeting.id == meeting_id).execution_options(populate_existing=True)
    row = session.exec(asked).first()
    if row is None:
        raise NotFound(MEETING)
    if row.closed is not None:
        raise InvalidInput(CLOSED)
    return row


def _seated(session: Session, meeting: Meeting, organization_id: int) -> str:
    """The name of an organization that is a member on the day of a meeting. Raises InvalidInput."""
    day = day_where_we_meet(rule_on(rules_made(session), meeting.starts), meeting.starts)
    for member in members_on(session, day):
        if member.id == organization_id:
            return member.name
    raise InvalidInput("Only an organization that is a member on that day is counted. Say so in the directory first.")


@requires(Permission.KEEP_DECISIONS)
def close_meeting(session: Session, *, meeting_id: int, version: int, now: datetime) -> int:
    """End a meeting: attendance stays as it is; returns its version now.

    Raises InvalidInput while a motion is open there, and NotFound.
    """
    row = newest(session, Meeting, meeting_id, version=version, what=MEETING)
    if row.closed is not None:
        raise InvalidInput(CLOSED)
    left = select(Motion.title).where(Motion.meeting_id == meeting_id, Motion.status == MotionStatus.OPEN.value)
    waiting = session.exec(left.order_by(col(Motion.id))).first()
    if waiting is not None:
        raise InvalidInput(
            "“{waiting}” is open. Decide it, withdraw it or take it online; then close the meeting.", waiting=waiting
        )
    row.closed, row.version = now, row.version + 1
    session.add(row)
    came = select(func.count()).select_from(MeetingAttendance).where(MeetingAttendance.meeting_id == meeting_id)
    after: dict[str, Any] = {"closed": now, "organizations": session.exec(came).one()}
    note_act(session, "close meeting", subject=subject_of_meeting(meeting_id), called=row.title, after=after)
    return row.version
