"""Who did what: an append-only log, each entry hashing the one before, written with the change itself."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Field, Session, select

from data.access import Permission, holders_of, public, requires, restricted, viewer_of_session
from data.records import Record

NOTHING_BEFORE = "0" * 64


@restricted(reads=holders_of(Permission.SEE_AUDIT), writes=None)
class AuditEntry(Record, table=True):
    """One act. `id` counts from 1 without a gap; `detail` is canonical JSON without people, notes or contents."""

    __tablename__ = "audit_entries"

    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(max_length=32)
    role: str = Field(max_length=24)
    actor: str = ""
    act: str = Field(max_length=60)
    subject: str = Field(default="", index=True)
    detail: str = "{}"
    before: str = Field(max_length=64)
    hash: str = Field(max_length=64)


@public
class AuditHead(Record, table=True):
    """The newest hash of the chain, locked by each writer so that entries form one line."""

    __tablename__ = "audit_head"

    id: int | None = Field(default=None, primary_key=True)
    entries: int = 0
    hash: str = Field(default=NOTHING_BEFORE, max_length=64)


# two first writers at once: one inserts, the other waits for it and locks its row
FIRST_HEAD = text("INSERT INTO audit_head (id, entries, hash) VALUES (1, 0, :hash) ON CONFLICT DO NOTHING")


def _digest(entry: AuditEntry) -> str:
    parts = [
        entry.before, entry.id, entry.at, entry.role, entry.actor, entry.act, entry.subject, entry.detail,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def _locked_head(session: Session) -> AuditHead:
    """The end of the chain, which nobody else can move before this transaction ends."""
    newest = select(AuditHead).with_for_update().execution_options(populate_existing=True)
    head = session.exec(newest).first()
    if head is None:
        session.connection().execute(FIRST_HEAD, {"hash": NOTHING_BEFORE})
        head = session.exec(newest).one()
    return head


def take_turn(session: Session) -> None:
    """Wait until no other writer stands between this call and its commit, and keep others waiting until ours.

    SQLite lets one writer in at a time anyway; PostgreSQL would let two read the same figures and both write.
    """
    _locked_head(session)


def note_act(session: Session, act: str, *, subject: str = "", **detail: Any) -> None:
    """Append an entry in the caller's transaction. Call it inside a command."""
    viewer = viewer_of_session(session)
    head = _locked_head(session)
    entry = AuditEntry(
        id=head.entries + 1,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        role=viewer.role,
        actor=viewer.name if viewer.account_id is None else f"account {viewer.account_id}",
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


@requires(Permission.SEE_AUDIT)
def broken_entry(session: Session) -> int | None:
    """The id of the first entry that does not follow from the one before, or is gone; None when the chain holds."""
    before, count = NOTHING_BEFORE, 0
    entries = select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1000)  # type: ignore[arg-type]
    with session.exec(entries) as found:
        for entry in found:
            if entry.id != count + 1 or entry.before != before or _digest(entry) != entry.hash:
                return count + 1
            before, count = entry.hash, count + 1
    head = session.exec(select(AuditHead)).first() or AuditHead()
    return None if (head.entries, head.hash) == (count, before) else count + 1
