"""The result of a motion as a frozen card, and the hash that shows whether anything of it was changed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from coalition.decisions.queries import MotionRecord
from coalition.decisions.rules import USUAL, MotionStatus, Rule, Stand, Verdict
from data.errors import InvalidInput

FORM = 1
NO_ANSWER = "did not answer"
STATUS_OF = {
    Verdict.CONSENSUS: MotionStatus.CONSENSUS,
    Verdict.CARRIED: MotionStatus.CARRIED,
    Verdict.NOT_CARRIED: MotionStatus.FAILED,
    Verdict.NO_QUORUM: MotionStatus.FAILED,
    Verdict.NOBODY: MotionStatus.FAILED,
}


def canonical(card: Mapping[str, Any]) -> str:
    """A card as it is hashed: JSON with sorted keys and no space."""
    return json.dumps(card, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(card: Mapping[str, Any]) -> str:
    """The SHA-256 of a card as 64 hexadecimal digits; the same after JSON in the store as before."""
    return hashlib.sha256(canonical(card).encode()).hexdigest()


def rule_said(rule: Rule) -> dict[str, Any]:
    """A rule as a card keeps it; `since` is None for the usual rule, before the table made one."""
    said = asdict(rule) | {"since": None if rule.since == USUAL.since else rule.since.isoformat()}
    said.pop("reason")
    return said


def card_of(record: MotionRecord, status: MotionStatus, *, closed: datetime, meeting: str) -> dict[str, Any]:
    """All that a result rests on: text, counts, every member organization’s position, quorum, rule and moments."""
    count, head = record.count, record.head
    counts = {stand.value: many for stand, many in count.stands.items()} | {NO_ANSWER: count.silent}
    return {
        "form": FORM,
        "motion": head.id,
        "title": head.title,
        "text": record.text,
        "text_hash": record.text_hash,
        "put_by": record.by_organization,
        "meeting": meeting or None,
        "opened": _moment(head.opened),
        "closes": _moment(head.closes) if head.closes else None,
        "closed": _moment(closed),
        "day": record.day.isoformat(),
        "round": head.round,
        "by_vote": head.by_vote,
        "status": status.value,
        "verdict": count.verdict.value,
        "counts": counts,
        "vote": {"yes": count.yes, "no": count.no, "yes_needed": count.yes_needed} if head.by_vote else None,
        "quorum": {
            "present": len(record.there & {one.id for one in record.members}) if record.there is not None else None,
            "answered": len(record.members) - count.silent,
            "members": count.quorum.members,
            "needed": count.quorum.needed,
        },
        "positions": [_position(record, one.id, one.name) for one in record.members],
        "conditions": [
            {"organization": one.organization, "words": one.words, "due": _day(one.due)} for one in record.conditions
        ],
        "left_off": [one.organization for one in record.left_off],
        "rule": rule_said(record.rule),
    }


def _position(record: MotionRecord, organization_id: int, name: str) -> dict[str, Any]:
    said = record.positions.get(organization_id)
    position: dict[str, Any] = {"organization_id": organization_id, "organization": name, "stand": NO_ANSWER}
    if said is not None:
        position |= {"stand": said.stand.value, "principle": said.principle, "reason": said.reason}
        if said.by_organization and said.by_organization != name:
            position["entered_by"] = said.by_organization
    return position


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def status_now(record: MotionRecord) -> MotionStatus:
    """What a motion becomes when it is closed now. Raises InvalidInput, with what to do, while it cannot be."""
    verdict, head = record.count.verdict, record.head
    if verdict is Verdict.BLOCKED:
        left = record.rule.rounds - head.round
        do = "take it into the next round" if left > 0 else "let the member organizations vote"
        raise InvalidInput(
            "An organization blocks, so there is no consensus. Talk about it, then {do}, or withdraw it.", do=do
        )
    if verdict is Verdict.NO_QUORUM and not head.time_is_up:
        wait = "Wait for more answers" if record.there is None else "Wait for more organizations, or take it online"
        raise InvalidInput(
            "{present} of {members} member organizations are not enough to decide; {needed} are needed. {wait}.",
            present=record.count.quorum.present,
            members=record.count.quorum.members,
            needed=record.count.quorum.needed,
            wait=wait,
        )
    if head.closes is not None and not head.time_is_up and record.count.silent:
        raise InvalidInput("The decision is open until its end, or until every member organization has answered.")
    return STATUS_OF[verdict]


def going_along(card: Mapping[str, Any]) -> list[int]:
    """The organizations that go along with what a card says was decided, in the order of the card."""
    along = {Stand.SUPPORT, Stand.LIVE_WITH, Stand.RESERVATIONS, Stand.YES}
    return [one["organization_id"] for one in card["positions"] if one["stand"] in along]
