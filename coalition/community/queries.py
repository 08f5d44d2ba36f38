"""Threads listed, one thread with a page of its posts, and what is said about a record; answered with frozen values."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_
from sqlmodel import Session, col, select

from coalition.community.authors import my_author_ids, my_authors
from coalition.community.models import Author, Follow, Mention, Post, Thread
from coalition.community.rules import ThreadKind
from coalition.organizations.models import Organization
from data.access import Permission, may, viewer_of_session
from data.errors import NotFound
from data.records import chunks, columns

PAGE_SIZE = 25
POSTS_ON_PAGE = 20
MOST_COUNTED = 1_000
FOLLOWED, UNANSWERED, MENTIONED = "followed", "unanswered", "mentioned"
VIEWS = ("", FOLLOWED, UNANSWERED, MENTIONED)


@dataclass(frozen=True, slots=True)
class Who:
    """An author as others see them; a pseudonym has no organization."""

    id: int
    name: str
    is_pseudonym: bool
    organization: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which threads: a view of `VIEWS`, and those about one record; "" and None ask for every one."""

    view: str = ""
    about_kind: str = ""
    about_id: int | None = None


@dataclass(frozen=True, slots=True)
class ThreadHead:
    """A thread in a list. `unread` is None where the viewer does not follow it, and 0 where they muted it."""

    id: int
    kind: ThreadKind
    title: str
    about: tuple[str, int] | None
    who: Who
    posts: int
    last_post: datetime
    has_answer: bool
    is_closed: bool
    is_hidden: bool
    unread: int | None = None


@dataclass(frozen=True, slots=True)
class Threads:
    """One page of threads, the last to be written in first; `count` of all, at most 1,000 (then `is_more`)."""

    heads: tuple[ThreadHead, ...]
    count: int
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class PostShown:
    """A post; `words` are "" where it is hidden and the viewer is neither its author nor a steward."""

    id: int
    number: int
    who: Who
    words: str
    made: datetime
    edited: datetime | None
    is_hidden: bool
    hidden_because: str
    version: int
    is_mine: bool
    is_answer: bool
    mentions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThreadRecord:
    """A thread with one page of its posts; `read_to` and `is_muted` are of the viewer's own following, if any."""

    head: ThreadHead
    posts: tuple[PostShown, ...]
    page: int
    pages: int
    version: int
    is_mine: bool
    follows: bool
    read_to: int
    is_muted: bool
    answer_number: int | None


def authors_named(session: Session, ids: Collection[int]) -> dict[int, Who]:
    """Authors by number, as others see them."""
    found: dict[int, Who] = {}
    a, o = Author, Organization
    asked = columns(a.id, a.name, a.is_pseudonym, o.name).join(o, col(o.id) == col(a.organization_id), isouter=True)
    for some in chunks(set(ids)):
        rows = session.execute(asked.where(col(a.id).in_(some)))
        found |= {row[0]: Who(row[0], row[1], row[2], "" if row[2] else row[3] or "") for row in rows}
    return found


def _fitting(session: Session, asked: Select[Any], wanted: Wanted) -> Select[Any]:
    asked = asked.where(_shown(session))
    if wanted.about_kind:
        asked = asked.where(col(Thread.about_kind) == wanted.about_kind)
    if wanted.about_id is not None:
        asked = asked.where(col(Thread.about_id) == wanted.about_id)
    if wanted.view == FOLLOWED:
        mine = col(Follow.account_id) == viewer_of_session(session).account_id
        asked = asked.join(Follow, col(Follow.thread_id) == col(Thread.id)).where(mine, col(Follow.muted).is_(False))
    if wanted.view == UNANSWERED:
        asked = asked.where(col(Thread.kind) == ThreadKind.QUESTION.value, col(Thread.answer_post_id).is_(None))
    if wanted.view == MENTIONED:
        named = select(Post.thread_id).join(Mention, col(Mention.post_id) == col(Post.id))
        asked = asked.where(
            col(Thread.id).in_(
                named.where(col(Mention.author_id).in_(my_author_ids(session)), col(Post.hidden).is_(None))
            )
        )
    return asked


def _shown(session: Session, own: frozenset[int] | None = None) -> ColumnElement[bool]:
    """A hidden thread is listed for its author and the stewards only."""
    if may(viewer_of_session(session), Permission.MODERATE):
        return literal(value=True).is_(True)
    own = my_author_ids(session) if own is None else own
    return or_(col(Thread.hidden).is_(None), col(Thread.author_id).in_(own)) if own else col(Thread.hidden).is_(None)


HEAD = (
    Thread.id, Thread.kind, Thread.title, Thread.about_kind, Thread.about_id, Thread.author_id, Thread.post_count,
    Thread.last_post, Thread.answer_post_id, Thread.closed, Thread.hidden,
)  # fmt: skip


def threads(session: Session, wanted: Wanted, *, limit: int = PAGE_SIZE, offset: int = 0) -> Threads:
    """The threads that fit, the last to be written in first."""
    newest = _fitting(session, columns(*HEAD), wanted).order_by(col(Thread.last_post).desc(), col(Thread.id).desc())
    rows = session.execute(newest.offset(offset).limit(limit)).all()
    count = offset + len(rows) if 0 < len(rows) < limit else _count(session, wanted)
    return Threads(_heads(session, rows), min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)


def _count(session: Session, wanted: Wanted) -> int:
    some = _fitting(session, columns(literal(1)).select_from(Thread), wanted).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _heads(session: Session, rows: Collection[Any]) -> tuple[ThreadHead, ...]:
    who = authors_named(session, {row[5] for row in rows})
    follows = _follows(session, [row[0] for row in rows])
    return tuple(_head(row, who, follows.get(row[0])) for row in rows)


def _head(row: Any, who: Mapping[int, Who], follow: tuple[int, bool] | None) -> ThreadHead:
    return ThreadHead(
        id=row[0], kind=ThreadKind(row[1]), title=row[2],
        about=(row[3], row[4]) if row[3] and row[4] is not None else None, who=who[row[5]], posts=row[6],
        last_post=row[7], has_answer=row[8] is not None, is_closed=row[9] is not None, is_hidden=row[10] is not None,
        unread=_unread(follow, row[6]),
    )  # fmt: skip


def _unread(follow: tuple[int, bool] | None, posts: int) -> int | None:
    if follow is None:
        return None
    return 0 if follow[1] else max(0, posts - follow[0])


def _follows(session: Session, ids: Collection[int]) -> dict[int, tuple[int, bool]]:
    """The viewer's own followings of some threads: how far they read, and whether it is muted."""
    viewer = viewer_of_session(session)
    if viewer.account_id is None or not ids:
        return {}
    asked = columns(Follow.thread_id, Follow.read_to, Follow.muted)
    rows = session.execute(asked.where(col(Follow.account_id) == viewer.account_id, col(Follow.thread_id).in_(ids)))
    return {thread: (read_to, muted) for thread, read_to, muted in rows}


def thread(session: Session, thread_id: int, *, page: int | None = 1) -> ThreadRecord:
    """A thread with one page of its posts; without a page, the one with the first unread post. Raises NotFound."""
    mine = my_author_ids(session)
    asked = columns(*HEAD, Thread.version).where(col(Thread.id) == thread_id, _shown(session, mine))
    row = session.execute(asked).first()
    if row is None:
        raise NotFound("This thread")
    follow = _follows(session, [thread_id]).get(thread_id)
    read_to, muted = follow or (0, False)
    pages = max(1, -(-row[6] // POSTS_ON_PAGE))
    first_unread = 1 + read_to // POSTS_ON_PAGE
    at = min(max(1, first_unread if page is None else page), pages)
    rows = _rows(session, thread_id, at)
    who = authors_named(session, {row[5], *(one[2] for one in rows)})
    answer = session.execute(columns(Post.number).where(col(Post.id) == row[8])).scalar() if row[8] else None
    return ThreadRecord(
        _head(row, who, follow), _posts(session, rows, who, mine, row[8]), at, pages, row[11], row[5] in mine,
        follow is not None, read_to, muted, answer,
    )  # fmt: skip


def _rows(session: Session, thread_id: int, page: int) -> Sequence[Any]:
    p, first = Post, (page - 1) * POSTS_ON_PAGE
    asked = columns(p.id, p.number, p.author_id, p.words, p.made, p.edited, p.hidden, p.hidden_because, p.version)
    here = asked.where(col(p.thread_id) == thread_id, col(p.number) > first, col(p.number) <= first + POSTS_ON_PAGE)
    return session.execute(here.order_by(col(p.number))).all()


def _posts(
    session: Session, rows: Sequence[Any], who: Mapping[int, Who], mine: frozenset[int], answer_id: int | None
) -> tuple[PostShown, ...]:
    named = _mentions(session, [row[0] for row in rows])
    moderates = may(viewer_of_session(session), Permission.MODERATE)
    return tuple(
        PostShown(
            id=row[0], number=row[1], who=who[row[2]],
            words=row[3] if row[6] is None or moderates or row[2] in mine else "", made=row[4], edited=row[5],
            is_hidden=row[6] is not None, hidden_because=row[7], version=row[8], is_mine=row[2] in mine,
            is_answer=row[0] == answer_id, mentions=tuple(named[row[0]]),
        )
        for row in rows
    )  # fmt: skip


def _mentions(session: Session, post_ids: Collection[int]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    asked = columns(Mention.post_id, Author.name).join(Author, col(Author.id) == col(Mention.author_id))
    for post_id, name in session.execute(asked.where(col(Mention.post_id).in_(post_ids))):
        found[post_id].append(name)
    return found


def unread_mentions(session: Session) -> int:
    """How many posts name the viewer that they have not opened yet."""
    own = my_author_ids(session)
    if not own:
        return 0
    asked = (
        select(func.count()).select_from(Mention).where(col(Mention.author_id).in_(own), col(Mention.seen).is_(None))
    )
    return session.exec(asked).one()


def own_names(session: Session) -> tuple[Who, ...]:
    """The names the viewer speaks under, their own first; none before the first word."""
    found = authors_named(session, my_author_ids(session))
    return tuple(found[author.id or 0] for author in my_authors(session))
