"""Lead a motion to its result: next round, vote, online, withdrawal, the frozen card, publishing, kept conditions."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from sqlmodel import Session, select

from coalition.decisions.card import card_of, going_along, hash_of, status_now
from coalition.decisions.commands import LONGEST_WORDS, words_given
from coalition.decisions.models import Meeting, Motion, MotionCondition, MotionOptOut, PublishedDecision
from coalition.decisions.motion_commands import (
    LONGEST_TEXT,
    MOTION,
    hash_of_text,
    open_motion,
    subject_of_motion,
)
from coalition.decisions.queries import MotionRecord
from coalition.decisions.rules import MotionStatus, Verdict, check_closes, check_notice
from coalition.organizations.rules import clean_text
from data.access import Permission, may, requires, viewer_of_session
from data.audit import changed, note_act
from data.errors import InvalidInput
from data.versions import newest

Check = Callable[..., None]
_before_publishing: dict[str, Check] = {}


def before_publishing(check: Check) -> Check:
    """Declare a check of a room above, called with session, piece, texts and on; it raises what holds a text back."""
    _before_publishing[f"{check.__module__}.{check.__qualname__}"] = check
    return check


def ask_checks(session: Session, *, piece: str, texts: tuple[str, ...], on: date) -> None:
    """Ask every declared check about a text that is to be public; whichever holds it back raises."""
    for check in _before_publishing.values():
        check(session, piece=piece, texts=texts, on=on)


def _open(session: Session, motion_id: int, version: int, now: datetime) -> tuple[Motion, MotionRecord]:
    newest(session, Motion, motion_id, version=version, what=MOTION)
    return open_motion(session, motion_id, now=now)


@requires(Permission.KEEP_DECISIONS)
def take_to_next_round(
    session: Session, *, motion_id: int, version: int, text: str = "", closes: datetime | None = None, now: datetime
) -> int:
    """After talking, test for consensus again, with a changed text where one is given; returns the round.

    Positions are taken anew; those of the round before stay in the history. Raises InvalidInput when the rounds are
    used up, NotFound.
    """
    row, record = _open(session, motion_id, version, now)
    if row.by_vote or row.round >= record.rule.rounds:
        raise InvalidInput(
            "The rule asks for a vote after {rounds} rounds. Let the members vote.", rounds=record.rule.rounds
        )
    said = clean_text(text, LONGEST_TEXT, "The motion’s text") or row.text
    before = {"round": row.round, "text_hash": row.text_hash}
    _next(row, record, closes, now)
    row.text, row.text_hash = said, hash_of_text(said)
    session.add(row)
    difference = changed(before, {"round": row.round, "text_hash": row.text_hash})
    note_act(session, "take motion to next round", subject=subject_of_motion(motion_id), called=row.title, **difference)
    return row.round


def _next(row: Motion, record: MotionRecord, closes: datetime | None, now: datetime) -> None:
    """The next round; a decision online gets a new end, with the notice the rule asks for."""
    if row.meeting_id is None:
        if closes is None:
            raise InvalidInput("Say until when the next round stays open online.")
        check_closes(record.rule, opened=now, closes=closes)
        row.closes = closes.astimezone(UTC)
    row.round += 1
    row.version += 1


@requires(Permission.KEEP_DECISIONS)
def let_members_vote(
    session: Session, *, motion_id: int, version: int, closes: datetime | None = None, now: datetime
) -> int:
    """Fall back to a vote of the member organizations, after as many rounds as the rule asks; returns the round.

    Raises InvalidInput while there are rounds left, or where the last one found consensus; NotFound.
    """
    row, record = _open(session, motion_id, version, now)
    if row.by_vote:
        raise InvalidInput("The member organizations vote on this motion already.")
    if row.round < record.rule.rounds:
        left = record.rule.rounds - row.round
        raise InvalidInput(
            "The rule asks for {left} more round before a vote. Talk, and test for consensus again.", left=left
        )
    if record.count.verdict is Verdict.CONSENSUS:
        raise InvalidInput("There is consensus, so no vote is needed. Write down the result.")
    _next(row, record, closes, now)
    row.by_vote = True
    session.add(row)
    after = {"round": row.round, "vote": True}
    note_act(session, "let members vote", subject=subject_of_motion(motion_id), called=row.title, after=after)
    return row.round


@requires(Permission.KEEP_DECISIONS)
def take_online(session: Session, *, motion_id: int, version: int, closes: datetime, now: datetime) -> int:
    """Take a motion out of its meeting and let the organizations answer online until a moment; its version now.

    What was answered in this round stands and may be changed. Raises InvalidInput, NotFound.
    """
    row, record = _open(session, motion_id, version, now)
    if row.meeting_id is None:
        raise InvalidInput("This motion is decided online already.")
    check_closes(record.rule, opened=now, closes=closes)
    meeting, row.meeting_id, row.closes = row.meeting_id, None, closes.astimezone(UTC)
    row.version += 1
    session.add(row)
    note_act(
        session, "take motion online", subject=subject_of_motion(motion_id), called=row.title,
        before={"meeting": meeting}, after={"closes": row.closes},
    )  # fmt: skip
    return row.version


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def withdraw_motion(session: Session, *, motion_id: int, version: int, now: datetime) -> str:
    """Withdraw a motion: whoever put it may, and whoever keeps decisions; returns the hash of its card."""
    row, record = _open(session, motion_id, version, now)
    viewer = viewer_of_session(session)
    own = row.by_organization_id is not None and row.by_organization_id == viewer.organization_id
    if not (own or may(viewer, Permission.KEEP_DECISIONS)):
        raise InvalidInput("Only the organization that put a motion withdraws it, or whoever keeps the decisions.")
    return _freeze(session, row, record, MotionStatus.WITHDRAWN, now)


@requires(Permission.KEEP_DECISIONS)
def write_result(session: Session, *, motion_id: int, version: int, now: datetime) -> str:
    """Write the result down as a card that nothing changes any more; returns the card’s hash.

    Raises InvalidInput while it cannot be decided: without a quorum, with a block, or before its end; NotFound.
    """
    row, record = _open(session, motion_id, version, now)
    meeting = session.get(Meeting, row.meeting_id) if row.meeting_id else None
    if meeting is not None:
        check_notice(record.rule, told=meeting.notice_at, at=meeting.starts)
    return _freeze(session, row, record, status_now(record), now)


def _freeze(session: Session, row: Motion, record: MotionRecord, status: MotionStatus, now: datetime) -> str:
    meeting = session.get(Meeting, row.meeting_id) if row.meeting_id else None
    card = card_of(record, status, closed=now, meeting=meeting.title if meeting else "")
    row.result, row.result_hash = card, hash_of(card)
    row.status, row.closed, row.version = status.value, now, row.version + 1
    session.add(row)
    note_act(
        session, "write result", subject=subject_of_motion(row.id or 0), called=row.title, result=status.value,
        result_hash=row.result_hash,
    )  # fmt: skip
    return row.result_hash


@requires(Permission.KEEP_DECISIONS)
def publish_result(session: Session, *, motion_id: int, version: int, published: bool, today: date) -> int:
    """Let everybody read a result, or nobody outside any more; returns the motion’s version now.

    Raises NotFound, and InvalidInput for a motion that is open, or as what the checks of rooms above found.
    """
    row = newest(session, Motion, motion_id, version=version, what=MOTION)
    if row.result is None or row.status == MotionStatus.OPEN:
        raise InvalidInput("Only a result is published. Decide the motion first.")
    if row.published == published:
        return row.version
    stands = session.get(PublishedDecision, motion_id)
    if stands is not None:
        session.delete(stands)
    if published:
        ask_checks(session, piece=f"Decision: {row.title}", texts=(row.title, row.text), on=today)
        session.add(_public_part(session, row))
    row.published, row.version = published, row.version + 1
    session.add(row)
    difference = changed({"published": not published}, {"published": published})
    note_act(session, "publish result", subject=subject_of_motion(motion_id), called=row.title, **difference)
    return row.version


def _public_part(session: Session, row: Motion) -> PublishedDecision:
    card = row.result or {}
    off = set(session.exec(select(MotionOptOut.organization_id).where(MotionOptOut.motion_id == row.id)))
    closed = row.closed or row.opened
    return PublishedDecision(
        motion_id=row.id or 0, title=row.title, text=row.text, status=row.status,
        decided=date.fromisoformat(card["day"]), counts={k: v for k, v in card["counts"].items() if v},
        organization_ids=[one for one in going_along(card) if one not in off],
        members=card["quorum"]["members"], result_hash=row.result_hash, made=closed,
    )  # fmt: skip


@requires(Permission.KEEP_DECISIONS)
def check_condition(
    session: Session, *, condition_id: int, version: int, kept: bool | None, note: str = "", today: date
) -> int:
    """Say whether a condition was kept, with what shows it, or that it is open again; returns its version now.

    Raises InvalidInput for a motion that is open, NotFound.
    """
    row = newest(session, MotionCondition, condition_id, version=version, what="The condition")
    motion = session.get_one(Motion, row.motion_id)
    if motion.status == MotionStatus.OPEN:
        raise InvalidInput("Conditions are checked once the motion has its result.")
    said = words_given(note, "what shows it", most=LONGEST_WORDS) if kept is not None else ""
    difference = changed({"kept": row.kept}, {"kept": kept})
    row.kept, row.note, row.checked = kept, said, today if kept is not None else None
    row.version += 1
    session.add(row)
    subject = subject_of_motion(row.motion_id)
    note_act(session, "check condition", subject=subject, called=motion.title, **difference)
    return row.version
