"""Whom a post names with an "@": authors under their own name, and pseudonyms that take part in the thread."""

from collections import defaultdict
from datetime import datetime

from sqlmodel import Session, col, or_, select

from coalition.community.authors import my_author_ids
from coalition.community.models import Author, Mention, Post
from coalition.community.rules import names_meant
from coalition.organizations.rules import name_key

MOST_MENTIONS = 20


def note_mentions(session: Session, post: Post, *, author_id: int) -> None:
    """Keep whom a post names, at most 20; whoever it names no longer is taken out, and nobody names themselves.

    Call it inside a command.
    """
    wanted = _named(session, post) - {author_id}
    known = {row.author_id: row for row in session.exec(select(Mention).where(Mention.post_id == post.id))}
    for number in known.keys() - wanted:
        session.delete(known[number])
    session.add_all([Mention(post_id=post.id or 0, author_id=number) for number in sorted(wanted - known.keys())])
    session.flush()


def _named(session: Session, post: Post) -> set[int]:
    meant = list(names_meant(post.words))[:MOST_MENTIONS]
    keys = {key for names in meant for name in names if (key := name_key(name))}
    if not keys:
        return set()
    here = select(Post.author_id).where(Post.thread_id == post.thread_id)
    known = select(Author.id, Author.name_key).where(
        col(Author.name_key).in_(keys), or_(col(Author.is_pseudonym).is_(False), col(Author.id).in_(here))
    )
    by_key: defaultdict[str, set[int]] = defaultdict(set)
    for number, key in session.exec(known):
        by_key[key].add(number or 0)
    found: set[int] = set()
    for names in meant:
        found |= next((by_key[key] for name in names if (key := name_key(name)) in by_key), set())
    return found


def note_seen(session: Session, *, thread_id: int, number: int, now: datetime) -> None:
    """Remember that the viewer opened the posts of a thread that name them, up to this one.

    Only the day is kept, so that nobody’s two names share a moment.
    """
    own = my_author_ids(session)
    if not own:
        return
    of_thread = select(Post.id).where(Post.thread_id == thread_id, Post.number <= number)
    asked = select(Mention).where(
        col(Mention.author_id).in_(own), col(Mention.seen).is_(None), col(Mention.post_id).in_(of_thread)
    )
    for row in session.exec(asked):
        row.seen = now.replace(hour=0, minute=0, second=0, microsecond=0)
        session.add(row)
