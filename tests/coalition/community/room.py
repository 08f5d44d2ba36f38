"""People with accounts who talk at the table, for tests: members, an organizer, stewards; and what they say."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from coalition.accounts.models import Account
from coalition.accounts.viewers import DOOR_VIEWER
from coalition.community.commands import answer_thread, start_thread
from coalition.community.conduct import agree_to_code
from coalition.community.models import Author, AuthorAccount
from coalition.community.queries import ThreadRecord, thread
from coalition.community.rules import ThreadKind
from coalition.organizations.rules import name_key
from data.access import Permission, Role, Viewer, requires
from data.store import open_session

R = TypeVar("R")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


def do(viewer: Viewer, command: Callable[..., R], **given: Any) -> R:
    """One command in a session of its own."""
    with open_session(viewer, writing=True) as session:
        return command(session, **given)


@requires(Permission.KEEP_SIGN_INS)
def _account(session: Session, *, name: str, role: Role, organization_id: int) -> int:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    row = Account(
        email=email, email_key=email, name=name, role=role.value, organization_id=organization_id, password_hash="x",
        made=YESTERDAY,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id or 0


def person(name: str, role: Role = Role.MEMBER, organization_id: int = 1, *, agreed: bool = True) -> Viewer:
    """Somebody with an account, who agreed to the usual code of conduct unless said otherwise."""
    number = do(DOOR_VIEWER, _account, name=name, role=role, organization_id=organization_id)
    viewer = Viewer(role, name, organization_id, number)
    if agreed:
        do(viewer, agree_to_code, code_id=None, now=YESTERDAY)
    return viewer


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def _pseudonym(session: Session, *, name: str, account_id: int) -> int:
    row = Author(name=name, name_key=name_key(name), is_pseudonym=True, made=YESTERDAY.date())
    session.add(row)
    session.flush()
    session.add(AuthorAccount(author_id=row.id or 0, account_id=account_id))
    return row.id or 0


def pseudonym(viewer: Viewer, name: str) -> int:
    """A pseudonym of somebody, put in as it is kept."""
    return do(viewer, _pseudonym, name=name, account_id=viewer.account_id)


def started(viewer: Viewer, title: str = "Bus routes", words: str = "Who rides the bus?", **more: Any) -> int:
    """A discussion somebody started."""
    given: dict[str, Any] = {"kind": ThreadKind.DISCUSSION, "now": NOW} | more
    return do(viewer, start_thread, title=title, words=words, **given)


def asked(viewer: Viewer, title: str = "How do I read line 7061-0008?", **more: Any) -> int:
    """A question somebody asked."""
    return started(viewer, title, kind=ThreadKind.QUESTION, **more)


def said(viewer: Viewer, thread_id: int, words: str = "I think so.", **more: Any) -> int:
    """An answer in a thread; its number there."""
    return do(viewer, answer_thread, thread_id=thread_id, words=words, **({"now": NOW} | more))


def seen(viewer: Viewer, thread_id: int, page: int | None = 1) -> ThreadRecord:
    """A thread as somebody sees it."""
    with open_session(viewer) as session:
        return thread(session, thread_id, page=page)
