"""Whether every frozen result is still what was decided: card, text and motion against their hashes and the log."""

import json
from collections.abc import Iterator

from sqlmodel import Session, col, select

from coalition.decisions.card import hash_of
from coalition.decisions.models import Motion, PublishedDecision
from coalition.decisions.motion_commands import hash_of_text, subject_of_motion
from coalition.decisions.rules import MotionStatus
from data.access import Permission, requires
from data.audit import AuditEntry
from data.records import columns


@requires(Permission.SEE_AUDIT)
def untrue_results(session: Session) -> tuple[str, ...]:
    """What does not agree, a sentence for each result; empty when every card is whole. Reads each result once."""
    noted = _noted(session)
    published = {row.motion_id: row for row in session.exec(select(PublishedDecision))}
    rows = session.exec(select(Motion).order_by(col(Motion.id))).all()
    return tuple(f"motion {row.id}: {what}" for row in rows for what in _untrue(row, noted, published.get(row.id or 0)))


def _noted(session: Session) -> dict[str, str]:
    """The hash of each card as the log has it, by the name of its motion; a number given anew begins anew."""
    asked = columns(AuditEntry.subject, AuditEntry.act, AuditEntry.detail)
    asked = asked.where(col(AuditEntry.act).in_(["put motion", "write result"])).order_by(col(AuditEntry.id))
    return {
        subject: json.loads(detail).get("result_hash", "") if act == "write result" else ""
        for subject, act, detail in session.execute(asked)
    }


def _untrue(row: Motion, noted: dict[str, str], published: PublishedDecision | None) -> Iterator[str]:
    if hash_of_text(row.text) != row.text_hash:
        yield "its text is not the one that was voted on"
    kept = noted.get(subject_of_motion(row.id or 0), "")
    if row.status == MotionStatus.OPEN:
        if row.result is not None or row.result_hash or kept:
            yield "it is open although it has a result"
        return
    if row.result is None or hash_of(row.result) != row.result_hash:
        yield "its card is not the one that was written"
    elif row.result_hash != kept:
        yield "the record of changes knows another card"
    elif any(row.result[part] != getattr(row, part) for part in ("title", "text", "text_hash", "status", "round")):
        yield "it differs from its card"
    if published is not None and (published.result_hash, published.text) != (row.result_hash, row.text):
        yield "what is published differs from its card"
