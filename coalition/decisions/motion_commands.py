"""Put motions and speak on them: one position for each organization, conditions, and the right to be left off."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session, col, select

from coalition.decisions.commands import LONGEST_WORDS, open_meeting, words_given
from coalition.decisions.members import principles, rules_made
from coalition.decisions.models import NAME, Motion, MotionCondition, MotionOptOut, MotionPosition, PublishedDecision
from coalition.decisions.queries import MotionRecord, motion_records
from coalition.decisions.rules import (
    GOING_ALONG,
    MotionStatus,
    Stand,
    check_block,
    check_closes,
    check_notice,
    check_stand,
    is_over,
    rule_on,
)
from coalition.organizations.rules import clean_text
from data.access import Permission, may, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotFound

LONGEST_TEXT = 8000
DECIDED = "This motion has its result, and nothing of it changes any more. Put a new motion instead."
TOO_LATE = "This decision ended, so no answer is taken any more."
MOTION = "The motion"


def subject_of_motion(motion_id: int) -> str:
    """How the record of changes names a motion."""
    return f"motion {motion_id}"


def hash_of_text(text: str) -> str:
    """What binds a position to the words it was taken on."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class MotionPlan:
    """What a motion says, and where it is decided: in a meeting, or online until a moment."""

    title: str
    text: str
    meeting_id: int | None = None
    closes: datetime | None = None
    campaign_name: str = ""


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def put_motion(session: Session, *, plan: MotionPlan, now: datetime) -> int:
    """Put a motion for one’s own organization; returns its number.

    Raises InvalidInput when the notice is too short or the rule allows no decision online, and NotFound.
    """
    take_turn(session)
    rule = rule_on(rules_made(session), now)
    if plan.meeting_id is not None:
        meeting = open_meeting(session, plan.meeting_id)
        check_notice(rule, told=meeting.notice_at, at=meeting.starts)
    elif plan.closes is None:
        raise InvalidInput("Say until when the decision stays open online, or put the motion to a meeting.")
    else:
        check_closes(rule, opened=now, closes=plan.closes)
    text = words_given(plan.text, "the motion’s text", most=LONGEST_TEXT)
    row = Motion(
        meeting_id=plan.meeting_id, title=words_given(plan.title, "the motion’s name", most=NAME).replace("\n", " "),
        text=text, text_hash=hash_of_text(text), campaign_name=clean_text(plan.campaign_name, NAME, "The campaign"),
        by_organization_id=viewer_of_session(session).organization_id, opened=now,
        closes=plan.closes.astimezone(UTC) if plan.closes and plan.meeting_id is None else None,
    )  # fmt: skip
    like = select(Motion.id).where(
        Motion.text_hash == row.text_hash, Motion.title == row.title, Motion.status == MotionStatus.OPEN.value
    )
    if session.exec(like).first() is not None:
        raise InvalidInput(
            "The motion “{number}” with this text is open already. Open it from the list.", number=row.title
        )
    session.add(row)
    session.flush()
    after = {"meeting": row.meeting_id, "closes": row.closes, "text_hash": row.text_hash}
    note_act(session, "put motion", subject=subject_of_motion(row.id or 0), called=row.title, after=after)
    return row.id or 0


def open_motion(session: Session, motion_id: int, *, now: datetime) -> tuple[Motion, MotionRecord]:
    """A motion without a result, and how it stands, after waiting for other writers. Raises NotFound, InvalidInput."""
    take_turn(session)
    asked = select(Motion).where(Motion.id == motion_id).execution_options(populate_existing=True)
    row = session.exec(asked).first()
    if row is None:
        raise NotFound(MOTION)
    if row.status != MotionStatus.OPEN:
        raise InvalidInput(DECIDED)
    return row, motion_records(session, [row], now=now)[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What an organization says: to the text of a round, which is compared so that nobody answers another one."""

    stand: Stand
    round: int
    principle_id: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A position that now counts; `before` is what the organization had said in this round, if anything else."""

    organization: str
    stand: Stand
    before: Stand | None
    before_at: datetime | None
    by_another: bool


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def take_position(session: Session, *, motion_id: int, organization_id: int, answer: Answer, now: datetime) -> Taken:
    """Say where an organization stands; the later position replaces the earlier, and both stay in the history.

    One speaks for one’s own organization; whoever keeps decisions may tick for any at the meeting. Raises NotFound,
    and InvalidInput after the end, for a text that changed, or for a block without its principle.
    """
    row, record = open_motion(session, motion_id, now=now)
    _check_speaker(session, record, organization_id)
    _check_may_decide(record, organization_id, now=now)
    if answer.round != row.round:
        raise InvalidInput("The motion went into another round since you opened it. Read it again, then answer.")
    check_stand(answer.stand, vote=row.by_vote)
    reason = clean_text(answer.reason, LONGEST_WORDS, "The reason")
    principle = _principle(session, record, answer.principle_id)
    if answer.stand is Stand.BLOCK:
        check_block(record.rule, cites_principle=principle is not None, reason=reason)
    else:
        principle = None
    return _take(session, row, record, organization_id, answer.stand, principle, reason, now)


def _take(
    session: Session, row: Motion, record: MotionRecord, organization_id: int, stand: Stand, principle: int | None,
    reason: str, now: datetime,
) -> Taken:  # fmt: skip
    viewer = viewer_of_session(session)
    name = next(one.name for one in record.members if one.id == organization_id)
    m, of = MotionPosition, MotionPosition.organization_id == organization_id
    current = select(m).where(m.motion_id == row.id, m.round == row.round, of, col(m.is_current).is_(True))
    earlier = session.exec(current.order_by(col(m.id))).all()
    last = earlier[-1] if earlier else None
    another = last is not None and last.by_account_id != viewer.account_id
    if last is not None and (last.stand, last.principle_id, last.reason) == (stand.value, principle, reason):
        return Taken(name, stand, None, None, another)
    for one in earlier:
        one.is_current = False
        session.add(one)
    session.add(
        MotionPosition(
            motion_id=row.id or 0, organization_id=organization_id, round=row.round, stand=stand.value,
            principle_id=principle, reason=reason, by_account_id=viewer.account_id,
            by_organization_id=viewer.organization_id, made=now,
        )
    )  # fmt: skip
    row.version += 1
    session.add(row)
    note_act(
        session, "take position on motion", subject=subject_of_motion(row.id or 0), called=row.title,
        organization=name, round=row.round,
        before={"stand": last.stand} if last else None, after={"stand": stand.value},
    )  # fmt: skip
    return Taken(name, stand, Stand(last.stand) if last else None, last.made if last else None, another)


def _check_speaker(session: Session, record: MotionRecord, organization_id: int) -> None:
    viewer = viewer_of_session(session)
    chairs = may(viewer, Permission.KEEP_DECISIONS) and record.there is not None
    if organization_id != viewer.organization_id and not chairs:
        raise InvalidInput(
            "You speak for your own organization only; at a meeting, the chair may tick for another one."
        )


def _check_may_decide(record: MotionRecord, organization_id: int, *, now: datetime) -> None:
    if is_over(record.head.closes, now=now):
        raise InvalidInput(TOO_LATE)
    if organization_id not in {one.id for one in record.members}:
        raise InvalidInput("Only an organization that is a member on the day of the decision has a position.")
    if record.there is not None and organization_id not in record.there:
        raise InvalidInput(
            "This organization is not ticked as present. Tick it at the meeting, then take its position."
        )


def _principle(session: Session, record: MotionRecord, principle_id: int | None) -> int | None:
    if principle_id is None:
        return None
    if principle_id not in {one.id for one in principles(session, day=record.day)}:
        raise NotFound("The principle")
    return principle_id


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def attach_condition(
    session: Session, *, motion_id: int, organization_id: int, words: str, due: date | None = None, now: datetime
) -> int:
    """Say what an organization’s support hangs on; returns the condition’s number. Raises NotFound, InvalidInput."""
    row, record = open_motion(session, motion_id, now=now)
    _check_speaker(session, record, organization_id)
    _check_may_decide(record, organization_id, now=now)
    said = words_given(words, "the condition")
    if any(one.organization_id == organization_id and one.words == said for one in record.conditions):
        raise InvalidInput("This condition is attached already.")
    condition = MotionCondition(motion_id=motion_id, organization_id=organization_id, words=said, due=due)
    row.version += 1
    session.add_all([row, condition])
    session.flush()
    name = next(one.name for one in record.members if one.id == organization_id)
    after = {"organization": name, "due": due}
    note_act(session, "attach condition", subject=subject_of_motion(motion_id), called=row.title, after=after)
    return condition.id or 0


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def take_condition_back(session: Session, *, motion_id: int, condition_id: int, now: datetime) -> None:
    """Take a condition off a motion that is open. Raises NotFound, InvalidInput."""
    row, record = open_motion(session, motion_id, now=now)
    condition = session.get(MotionCondition, condition_id)
    if condition is None or condition.motion_id != motion_id:
        raise NotFound("The condition")
    _check_speaker(session, record, condition.organization_id)
    if is_over(row.closes, now=now):
        raise InvalidInput(TOO_LATE)
    row.version += 1
    session.add(row)
    session.delete(condition)
    subject = subject_of_motion(motion_id)
    note_act(session, "take condition back", subject=subject, called=row.title, before={"due": condition.due})


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def leave_off(session: Session, *, motion_id: int, organization_id: int, reason: str = "", now: datetime) -> None:
    """Keep an organization’s name off what was or will be decided; a second time changes nothing.

    It may be asked before and after the result, unless the organization went along: then it changes its position
    first. The card stays as it is; lists of who goes along leave the name out. Raises NotFound, InvalidInput.
    """
    take_turn(session)
    row = session.exec(select(Motion).where(Motion.id == motion_id)).first()
    if row is None:
        raise NotFound(MOTION)
    record = motion_records(session, [row], now=now)[0]
    _check_speaker(session, record, organization_id)
    stands = record.positions.get(organization_id)
    if record.is_open and stands is not None and stands.stand in GOING_ALONG - {Stand.RESERVATIONS}:
        raise InvalidInput(
            "Your organization goes along with this motion. Change its position first, such as to stand aside."
        )
    if session.get(MotionOptOut, (motion_id, organization_id)) is not None:
        return
    said = clean_text(reason, LONGEST_WORDS, "The reason")
    session.add(MotionOptOut(motion_id=motion_id, organization_id=organization_id, reason=said, made=now))
    published = session.get(PublishedDecision, motion_id)
    if published is not None:
        published.organization_ids = [one for one in published.organization_ids if one != organization_id]
        session.add(published)
    note_act(session, "leave off motion", subject=subject_of_motion(motion_id), called=row.title)
