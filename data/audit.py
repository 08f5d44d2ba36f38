"""Who did what: an append-only log, each entry hashing the one before, written with the change itself."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypedDict

from sqlalchemy import text
from sqlmodel import Field, Session, col, select

from data.access import (
    Permission,
    Role,
    Viewer,
    holders_of,
    public,
    requires,
    restricted,
    viewer_of_session,
)
from data.records import Record, columns

NOTHING_BEFORE = "0" * 64
LONGEST_VALUE = 500  # of a changed column's text; what was longer ends in CUT and cannot be put back
CUT = "…"
AT_ONCE = 2000


@restricted(reads=holders_of(Permission.SEE_AUDIT), writes=None)
class AuditEntry(Record, table=True):
    """One act. `id` counts from 1 without a gap; `detail` is canonical JSON without people, notes or contents.

    An edit's detail has `before` and `after`, each an object of the columns that changed, and `why`; `called`
    is what the record is called, where that names no person.
    """

    __tablename__ = "audit_entries"

    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(max_length=32, index=True)
    role: str = Field(max_length=24)
    actor: str = ""
    act: str = Field(max_length=60, index=True)
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


class Difference(TypedDict):
    """The columns that an edit changed, as they stood and as they stand."""

    before: dict[str, Any]
    after: dict[str, Any]


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """Only the columns whose values differ, for `note_act(…, **changed(before, after))`.

    A column that stands on one side only is None on the other. Compares whole values, before any is cut.
    """
    differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    return Difference(
        before={key: before.get(key) for key in differing}, after={key: after.get(key) for key in differing}
    )


def for_every_organization(difference: Difference, *, shared: bool) -> dict[str, Any]:
    """An edit of an organization's own record, as those who see the log may read it: values only where it is shared.

    The log is read across organizations; of what is one's own it keeps the names of the columns.
    """
    return dict(difference) if shared else {"columns": list(difference["after"])}


def as_kept(value: Any) -> Any:
    """A value as the log keeps it: JSON, a day or moment as text, a long text cut."""
    match value:
        case str():
            return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + CUT
        case None | bool() | int() | float():
            return value
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): as_kept(one) for key, one in value.items()}
        case set() | frozenset():
            return sorted(map(str, value))
        case Sequence():
            return [as_kept(one) for one in value]
    return str(value)


def _written(detail: Mapping[str, Any]) -> str:
    """The detail as it is kept and hashed; nothing is written of what was not given."""
    given = {key: value for key, value in detail.items() if not (key in ("before", "after", "why") and not value)}
    return json.dumps(as_kept(given), sort_keys=True, ensure_ascii=False)


def _digest(before: str, number: int | None, *said: str) -> str:
    """`said` is at, role, actor, act, subject and detail."""
    return hashlib.sha256(json.dumps([before, number, *said], ensure_ascii=False).encode()).hexdigest()


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


def note_act(
    session: Session,
    act: str,
    *,
    subject: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    why: str = "",
    unnamed: bool = False,
    **detail: Any,
) -> None:
    """Append an entry in the caller's transaction. Call it inside a command.

    `subject` is the kind of record and its number, such as "line item 12". `before` and `after` hold the columns
    an edit changed (`changed`), `why` the reason given. None of it may tell of a person. `unnamed`: not even who did
    it, as whoever acts under a pseudonym is joined to no account.
    """
    said = {**detail, "before": before, "after": after, "why": why}
    note_acts(session, act, [(subject, said)], unnamed=unnamed)


def note_acts(
    session: Session, act: str, entries: Iterable[tuple[str, Mapping[str, Any]]], *, unnamed: bool = False
) -> None:
    """Append one act on many records, each a subject with its detail, taking the end of the chain once."""
    viewer = viewer_of_session(session)
    actor = viewer.name if viewer.account_id is None else f"account {viewer.account_id}"
    if unnamed:
        viewer, actor = Viewer(Role.MEMBER), ""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    head = _locked_head(session)
    for subject, detail in entries:
        said = (at, str(viewer.role), actor, act, subject, _written(detail))
        before, head.entries = head.hash, head.entries + 1
        head.hash = _digest(before, head.entries, *said)
        names = ("at", "role", "actor", "act", "subject", "detail")
        session.add(AuditEntry(id=head.entries, before=before, hash=head.hash, **dict(zip(names, said, strict=True))))
    session.add(head)


@requires(Permission.SEE_AUDIT)
def broken_entry(session: Session) -> int | None:
    """The id of the first entry that does not follow from the one before, or is gone; None when the chain holds.

    Reads the whole log once, a few thousand entries in memory at a time.
    """
    before, count = NOTHING_BEFORE, 0
    a = AuditEntry
    every = columns(a.before, a.id, a.at, a.role, a.actor, a.act, a.subject, a.detail, a.hash).order_by(col(a.id))
    with session.execute(every.execution_options(yield_per=AT_ONCE)) as found:
        for linked, number, *said, digest in found:
            if number != count + 1 or linked != before or _digest(linked, number, *said) != digest:
                return count + 1
            before, count = digest, count + 1
    head = session.exec(select(AuditHead)).first() or AuditHead()
    return None if (head.entries, head.hash) == (count, before) else count + 1
