"""What waits for an answer, what was decided lately, and what of it everybody may read."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlmodel import Session, col, select

from coalition.decisions.card import NO_ANSWER
from coalition.decisions.members import organization_names
from coalition.decisions.models import Motion, PublishedDecision
from coalition.decisions.queries import MotionHead, MotionRecord, motion_head, motion_records
from coalition.decisions.rules import MotionStatus, Stand
from data.errors import NotFound
from data.records import chunks


@dataclass(frozen=True, slots=True)
class PublicResult:
    """What everybody may read of a decision; `organizations` went along and are named in public, of `members` seated.

    `more` went along and are not named.
    """

    motion_id: int
    title: str
    text: str
    status: MotionStatus
    decided: date
    counts: tuple[tuple[str, int], ...]
    organizations: tuple[str, ...]
    more: int
    members: int
    result_hash: str


def open_motions(session: Session, organization_id: int | None, *, now: datetime) -> tuple[MotionHead, ...]:
    """The motions that are open, those first which the organization has not answered, then those that end soonest.

    `answered` is None where the organization may not decide; nothing for whoever may not see the coalition.
    """
    asked = select(Motion).where(Motion.status == MotionStatus.OPEN.value).order_by(col(Motion.id))
    heads = [one.head for one in motion_records(session, session.exec(asked).all(), now=now, own=organization_id)]
    last = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(heads, key=lambda one: (one.answered is not False, one.closes or last, one.id)))


def decided_since(session: Session, day: date, *, now: datetime) -> tuple[MotionHead, ...]:
    """The motions that were decided, voted down or withdrawn since a day (UTC), newest first; one statement."""
    begins = datetime.combine(day, time(), UTC)
    asked = select(Motion).where(col(Motion.closed) >= begins).order_by(col(Motion.closed).desc())
    return tuple(motion_head(row, now=now) for row in session.exec(asked))


def decided(session: Session, *, now: datetime, limit: int = 100) -> tuple[MotionHead, ...]:
    """The motions with a result, newest first; one statement."""
    asked = select(Motion).where(Motion.status != MotionStatus.OPEN.value)
    newest = asked.order_by(col(Motion.closed).desc(), col(Motion.id).desc()).limit(limit)
    return tuple(motion_head(row, now=now) for row in session.exec(newest))


def motions_numbered(session: Session, *, now: datetime, only: int | None = None) -> tuple[MotionRecord, ...]:
    """Every motion with all that was said on it, newest first; with `only`, that one. NotFound when it is not there."""
    asked = select(Motion).order_by(col(Motion.id).desc())
    found = session.exec(asked if only is None else asked.where(Motion.id == only)).all()
    if only is not None and not found:
        raise NotFound("The motion")
    return motion_records(session, found, now=now)


def published_results(session: Session) -> tuple[PublicResult, ...]:
    """What everybody may read, newest first."""
    newest = select(PublishedDecision).order_by(col(PublishedDecision.decided).desc())
    return _public(session, list(session.exec(newest.order_by(col(PublishedDecision.motion_id).desc()))))


def published_result(session: Session, motion_id: int) -> PublicResult:
    """One published result. Raises NotFound when there is none: none, or not published, read the same."""
    row = session.exec(select(PublishedDecision).where(PublishedDecision.motion_id == motion_id)).first()
    if row is None:
        raise NotFound("The decision")
    return _public(session, [row])[0]


def _public(session: Session, rows: list[PublishedDecision]) -> tuple[PublicResult, ...]:
    names: dict[int, str] = {}
    for some in chunks({number for row in rows for number in row.organization_ids}):
        names |= organization_names(session, set(some), only_public=True)
    return tuple(
        PublicResult(
            row.motion_id, row.title, row.text, MotionStatus(row.status), row.decided,
            tuple((said, row.counts[said]) for said in (*map(str, Stand), NO_ANSWER) if row.counts.get(said)),
            tuple(sorted(names[one] for one in row.organization_ids if one in names)),
            sum(one not in names for one in row.organization_ids), row.members, row.result_hash,
        )
        for row in rows
    )  # fmt: skip
