"""Start a thread, answer, edit one's own, mark the answer, close, follow. None of it tells the log who spoke."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from coalition.community.authors import author_of, my_author_ids
from coalition.community.conduct import check_may_write
from coalition.community.mentions import note_mentions, note_seen
from coalition.community.models import Author, Follow, Post, Thread
from coalition.community.rules import ThreadKind, check_pace, post_words, title_words
from data.access import Permission, may, requires, viewer_of_session
from data.audit import note_act, take_turn
from data.errors import InvalidInput, NotAllowed, NotFound
from data.versions import newest

THREAD, POST = "This thread", "This post"
CLOSED = "This thread is closed. Start a new one, with a link to it."
HIDDEN = "This post is hidden by a steward and cannot be changed. You may appeal, under Civility."
NOT_YOURS = "change what somebody else wrote"


def subject_of(thread_id: int) -> str:
    """How the record of changes names a thread."""
    return f"thread {thread_id}"


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def start_thread(
    session: Session,
    *,
    kind: ThreadKind,
    title: str,
    words: str,
    now: datetime,
    about: tuple[str, int] | None = None,
    as_pseudonym: bool = False,
) -> int:
    """Start a thread, about a record by its kind and number or free; returns its number. Raises InvalidInput."""
    said, called = post_words(words), title_words(title)
    take_turn(session)
    author = _speaking(session, as_pseudonym=as_pseudonym, now=now)
    _check_pace(session, author, is_thread=True, now=now)
    about_kind, about_id = about or ("", None)
    row = Thread(
        kind=kind.value, title=called, about_kind=about_kind, about_id=about_id, author_id=author.id or 0,
        last_post=now, made=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _keep_post(session, row, author, said, now)
    return row.id or 0


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def answer_thread(session: Session, *, thread_id: int, words: str, now: datetime, as_pseudonym: bool = False) -> int:
    """Say something in a thread; returns the post's number in it. Raises InvalidInput, NotFound."""
    said = post_words(words)
    row = _open_thread(session, thread_id)
    author = _speaking(session, as_pseudonym=as_pseudonym, now=now)
    _check_pace(session, author, is_thread=False, now=now)
    return _keep_post(session, row, author, said, now)


def _speaking(session: Session, *, as_pseudonym: bool, now: datetime) -> Author:
    """The author the viewer speaks as, if they may write now. Raises InvalidInput."""
    check_may_write(session, now=now)
    return author_of(session, viewer_of_session(session).account_id, as_pseudonym=as_pseudonym, now=now)


def _check_pace(session: Session, author: Author, *, is_thread: bool, now: datetime) -> None:
    first_day = author.made >= now.date()
    since = now - timedelta(days=1) if first_day else now - timedelta(hours=1)
    recent = select(Post.made).where(Post.author_id == author.id, Post.made > since)
    begun = select(func.count()).select_from(Thread).where(Thread.author_id == author.id, Thread.made > since)
    check_pace(
        list(session.exec(recent)), first_day=first_day, threads=session.exec(begun).one(), is_thread=is_thread, now=now
    )


def _open_thread(session: Session, thread_id: int) -> Thread:
    row = _thread(session, thread_id)
    if row.closed is not None:
        raise InvalidInput(CLOSED)
    return row


def _thread(session: Session, thread_id: int) -> Thread:
    """A thread as it stands now, after waiting for other writers. Raises NotFound."""
    take_turn(session)
    asked = select(Thread).where(Thread.id == thread_id).execution_options(populate_existing=True)
    row = session.exec(asked).first()
    if row is None or (row.hidden is not None and not may(viewer_of_session(session), Permission.MODERATE)):
        raise NotFound(THREAD)
    return row


def _keep_post(session: Session, thread: Thread, author: Author, words: str, now: datetime) -> int:
    thread.post_count += 1
    thread.last_post = now
    author.post_count += 1
    post = Post(thread_id=thread.id or 0, number=thread.post_count, author_id=author.id or 0, words=words, made=now)
    session.add_all([post, thread, author])
    session.flush()
    note_mentions(session, post, author_id=author.id or 0)
    _follow(session, thread, now, read_to=thread.post_count)
    return post.number


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def edit_post(
    session: Session, *, post_id: int, version: int, words: str, now: datetime, title: str | None = None
) -> int:
    """Change one's own words, and with a thread's first post its title; returns the post's version now.

    What is the same already is left as it is. Raises InvalidInput, NotAllowed, NotFound.
    """
    said = post_words(words)
    post = newest(session, Post, post_id, version=version, what=POST)
    if post.author_id not in my_author_ids(session):
        raise NotAllowed(NOT_YOURS)
    if post.hidden is not None:
        raise InvalidInput(HIDDEN)
    thread = _open_thread(session, post.thread_id)
    if title is not None and post.number == 1 and title_words(title) != thread.title:
        thread.title = title_words(title)
        session.add(thread)
    if said == post.words:
        return post.version
    check_may_write(session, now=now)
    post.words, post.edited, post.version = said, now, post.version + 1
    session.add(post)
    session.flush()
    note_mentions(session, post, author_id=post.author_id)
    return post.version


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def mark_answer(session: Session, *, thread_id: int, post_id: int | None) -> None:
    """Say which post answers a question, or that none does yet: whoever asked may, and a steward.

    Raises InvalidInput, NotAllowed, NotFound.
    """
    row = _thread(session, thread_id)
    if row.kind != ThreadKind.QUESTION.value:
        raise InvalidInput("Only a question has an answer; this thread is a discussion.")
    if row.author_id not in my_author_ids(session) and not may(viewer_of_session(session), Permission.MODERATE):
        raise NotAllowed("say which post answers somebody else’s question")
    post = session.get(Post, post_id) if post_id is not None else None
    if post_id is not None and (post is None or post.thread_id != thread_id or post.hidden is not None):
        raise NotFound(POST)
    if post is not None and post.number == 1:
        raise InvalidInput("The question itself cannot be its answer. Choose another post.")
    row.answer_post_id = post_id
    session.add(row)


@requires(Permission.PLAN_CAMPAIGNS)
def close_thread(session: Session, *, thread_id: int, closed: bool, now: datetime) -> None:
    """End a thread, so that nobody answers any more, or open it again. Raises NotFound."""
    row = _thread(session, thread_id)
    if (row.closed is not None) == closed:
        return
    row.closed = now if closed else None
    session.add(row)
    note_act(session, "close thread" if closed else "reopen thread", subject=subject_of(thread_id), called=row.title)


def _follow(session: Session, thread: Thread, now: datetime, *, read_to: int | None = None) -> Follow | None:
    """The viewer's own following of a thread, made where there is none; None for whoever has no account."""
    account_id = viewer_of_session(session).account_id
    if account_id is None:
        return None
    asked = select(Follow).where(Follow.account_id == account_id, Follow.thread_id == thread.id)
    row = session.exec(asked).first() or Follow(account_id=account_id, thread_id=thread.id or 0, since=now)
    row.read_to = max(row.read_to, thread.post_count if read_to is None else read_to)
    session.add(row)
    return row


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def follow_thread(session: Session, *, thread_id: int, now: datetime, muted: bool = False) -> None:
    """Follow a thread from here on; muted, it counts nothing as new. Raises NotFound, InvalidInput."""
    row = _follow(session, _thread(session, thread_id), now)
    if row is None:
        raise InvalidInput("Following needs an account of your own. Sign in with yours.")
    row.muted = muted


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def unfollow_thread(session: Session, *, thread_id: int) -> None:
    """Follow a thread no longer; who does not follow it is left as is."""
    asked = select(Follow).where(
        Follow.account_id == viewer_of_session(session).account_id, Follow.thread_id == thread_id
    )
    for row in session.exec(asked):
        session.delete(row)


@requires(Permission.SPEAK_FOR_ORGANIZATION)
def note_read(session: Session, *, thread_id: int, number: int, now: datetime) -> None:
    """Remember up to which post the viewer read a thread they follow, and that they saw who named them there."""
    asked = select(Follow).where(
        Follow.account_id == viewer_of_session(session).account_id, Follow.thread_id == thread_id
    )
    row = session.exec(asked.order_by(col(Follow.id))).first()
    if row is not None and row.read_to < number:
        row.read_to = number
        session.add(row)
    note_seen(session, thread_id=thread_id, number=number, now=now)
