"""What happened, newest first: to one record, or to all; names of people only for stewards and oneself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import String, cast, literal
from sqlmodel import Session, col, select

from coalition.accounts.models import Account
from coalition.changes.rules import Change, change_of
from data.audit import AuditEntry, AuditHead
from data.errors import NotFound
from data.records import columns

AT_ONCE = 25
MOST_IN_A_FILE = 200_000
AFTER_ITS_LAST_SECOND = "T99"  # the day after has no date when the day is the last one there is


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which changes: of one act, of one day (UTC), of one record; with numbers below `below`, newest first."""

    act: str = ""
    day: date | None = None
    record: str = ""
    below: int | None = None


@dataclass(frozen=True, slots=True)
class ChangePage:
    """Some changes, newest first; `older` is what to ask `below` for the next ones, None when there are none."""

    changes: tuple[Change, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: how many entries there are and the newest hash."""

    entries: int
    hash: str


def history(session: Session, *subjects: str, below: int | None = None, limit: int = AT_ONCE) -> ChangePage:
    """What happened to a record under any of the names the log has for it, newest first. One statement."""
    return _page(session, [col(AuditEntry.subject).in_(subjects)], below, limit)


def changes(session: Session, wanted: ChangeFilter, *, limit: int = AT_ONCE) -> ChangePage:
    """Every change that fits, newest first; nothing for whoever may not see the log. One statement."""
    conditions: list[Any] = []
    if wanted.act:
        conditions.append(AuditEntry.act == wanted.act)
    if wanted.record:
        conditions.append(AuditEntry.subject == wanted.record)
    if wanted.day is not None:
        day = wanted.day.isoformat()
        conditions += [AuditEntry.at >= day, AuditEntry.at < f"{day}{AFTER_ITS_LAST_SECOND}"]
    return _page(session, conditions, wanted.below, limit)


def _page(session: Session, conditions: list[Any], below: int | None, limit: int) -> ChangePage:
    a = AuditEntry
    by_account = col(a.actor) == literal("account ") + cast(col(Account.id), String)
    found = (
        columns(a.id, a.at, a.role, a.actor, Account.name, a.act, a.subject, a.detail)
        .select_from(a)
        .outerjoin(Account, by_account)
        .where(*conditions)
        .order_by(col(a.id).desc())
        .limit(limit + 1)
    )
    if below is not None:
        found = found.where(col(a.id) < below)
    rows = [_change(*row) for row in session.execute(found)]
    return ChangePage(tuple(rows[:limit]), rows[limit - 1].number if len(rows) > limit else None)


def _change(
    number: int, at: str, role: str, actor: str, name: str | None, act: str, subject: str, detail: str
) -> Change:
    return change_of(
        number=number, at=at, role=role, actor=actor, who=name or "", act=act, subject=subject, detail=detail
    )


def one_change(session: Session, number: int) -> Change:
    """One entry by its number. Raises NotFound."""
    found = _page(session, [AuditEntry.id == number], None, 1).changes
    if not found:
        raise NotFound("This change")
    return found[0]


def head(session: Session) -> Head:
    """The end of the log, to be kept elsewhere too."""
    found = session.exec(select(AuditHead)).first() or AuditHead()
    return Head(found.entries, found.hash)
