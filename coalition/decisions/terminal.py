"""Decisions for the terminal: the values the pages show, as JSON and as plain text."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from coalition.decisions import sentences as say
from coalition.decisions.card import NO_ANSWER
from coalition.decisions.paper import decision_paper
from coalition.decisions.queries import MotionRecord
from data.exports.documents import document_text


def decisions_as_text(records: Sequence[MotionRecord]) -> str:
    """Each motion with its number and how it stands or what became of it."""
    if not records:
        return "There is no motion yet. Put one in the dashboard, under Decisions."
    return "\n".join(f"{one.head.id:>5}  {one.head.title}: {_state(one)}" for one in records)


def _state(one: MotionRecord) -> str:
    return say.result_sentence(one.result) if one.result is not None else say.standing_sentence(one)


def decision_as_text(record: MotionRecord) -> str:
    """One motion as its paper says it."""
    return document_text(decision_paper(record)).decode().rstrip()


def decisions_as_json(records: Sequence[MotionRecord]) -> list[dict[str, Any]]:
    """One entry for each motion; `card` is the frozen result exactly as it is hashed, null while the motion is open."""
    return [decision_as_json(one) for one in records]


def decision_as_json(one: MotionRecord) -> dict[str, Any]:
    """One motion for programs."""
    head, count = one.head, one.count
    return {
        "id": head.id,
        "title": head.title,
        "text": one.text,
        "text_sha256": one.text_hash,
        "status": head.status.value,
        "round": head.round,
        "by_vote": head.by_vote,
        "meeting_id": head.meeting_id,
        "opened": _moment(head.opened),
        "closes": _moment(head.closes),
        "closed": _moment(head.closed),
        "published": head.published,
        "quorum": {"there": count.quorum.present, "members": count.quorum.members, "needed": count.quorum.needed},
        "positions": {
            seat.name: one.positions[seat.id].stand.value if seat.id in one.positions else NO_ANSWER
            for seat in one.members
        },
        "conditions": [
            {"organization": c.organization, "words": c.words, "due": c.due.isoformat() if c.due else None,
             "kept": c.kept, "note": c.note}
            for c in one.conditions
        ],
        "sentence": _state(one),
        "card": one.result,
        "card_sha256": one.result_hash or None,
    }  # fmt: skip


def _moment(at: datetime | None) -> str | None:
    return at.isoformat(timespec="seconds") if at else None
