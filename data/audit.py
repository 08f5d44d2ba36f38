"""Who did what: an append-only log, each entry hashing the one before, written with the change itself."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Field, Session, select

from data.access import Permission, holders_of, public, restricted, viewer_of_session
from data.records import Record


@restricted(reads=holders_of(Permission.SEE_AUDIT), writes=None)
class AuditEntry(Record, table=True):
    """One act. `detail` is canonical JSON without names of people, notes or file contents."""

    __tablename__ = "audit_entries"

    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(max_length=32)
    role: str = Field(max_length=24)
    actor: str = ""
    act: str = Field(max_length=60)
    subject: str = ""
    detail: str = "{}"
    before: str = Field(max_length=64)
    hash: str = Field(max_length=64)


@public
class AuditHead(Record, table=True):
    """The newest hash of the chain, locked by each writer so that entries form one line."""

    __tablename__ = "audit_head"

    id: int | None = Field(default=None, primary_key=True)
    entries: int = 0
    hash: str = Field(default="0" * 64, max_length=64)


def _digest(entry: AuditEntry) -> str:
    parts = [entry.before, entry.at, entry.role, entry.actor, entry.act, entry.subject, entry.detail]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def note_act(session: Session, act: str, *, subject: str = "", **detail: Any) -> None:
    """Append an entry in the caller's transaction. Call it inside a command."""
    viewer = viewer_of_session(session)
    head = session.exec(select(AuditHead).with_for_update()).first() or AuditHead()
    entry = AuditEntry(
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        role=viewer.role,
        actor=viewer.name,
        act=act,
        subject=subject,
        detail=json.dumps(detail, sort_keys=True, ensure_ascii=False),
        before=head.hash,
        hash="",
    )
    entry.hash = head.hash = _digest(entry)
    head.entries += 1
    session.add(entry)
    session.add(head)


def broken_entry(session: Session) -> int | None:
    """The id of the first entry whose hash does not follow from the one before; None when the chain holds."""
    before = "0" * 64
    last = None
    for entry in session.exec(select(AuditEntry).order_by(AuditEntry.id)):  # type: ignore[arg-type]
        if entry.before != before or _digest(entry) != entry.hash:
            return entry.id
        before, last = entry.hash, entry.id
    head = session.exec(select(AuditHead)).first()
    if head is not None and head.hash != before:
        return (last or 0) + 1
    return None
