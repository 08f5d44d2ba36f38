"""Posts found by words, nearest first, through the index the database keeps of them and their threads' titles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import column, func, literal, table
from sqlmodel import Session, col, select

from coalition.community.markdown import plain_words
from coalition.community.models import Post, Thread
from coalition.community.queries import Who, authors_named
from data.access import Permission, may, viewer_of_session
from data.records import columns
from data.schema import POST_SEARCH_INDEX
from data.search_index import SearchIndex
from data.search_words import Phrase, Piece, marked, phrases_of, snippet

PAGE_SIZE = 25
MOST_COUNTED = 1_000
POSTS = SearchIndex(POST_SEARCH_INDEX, {"title": 5.0, "words": 1.0})


@dataclass(frozen=True, slots=True)
class PostHit:
    """A post that holds what was searched for, or the first post of a thread whose title does."""

    thread_id: int
    number: int
    title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    who: Who
    made: datetime

    @property
    def title_text(self) -> str:
        """The thread's title without marks."""
        return "".join(piece.text for piece in self.title)


@dataclass(frozen=True, slots=True)
class PostHits:
    """One page of posts that fit, nearest first; `count` of all of them, at most 1,000 (then `is_more`)."""

    hits: tuple[PostHit, ...]
    count: int
    is_more: bool = False


def search_posts(session: Session, words: str, *, limit: int = PAGE_SIZE, offset: int = 0) -> PostHits:
    """The posts that hold every word, in their thread's title or their own words; hidden ones are in no index.

    Words count whole, but for the last, which may be a beginning. Nobody outside the coalition finds any.
    """
    phrases = phrases_of(words)
    if not phrases or not may(viewer_of_session(session), Permission.SEE_COALITION):
        return PostHits((), 0)
    found = columns(POSTS.rows.c.rowid).where(POSTS.fits(phrases))
    nearest = found.order_by(POSTS.far(phrases), POSTS.rows.c.rowid.desc())
    ids = list(session.scalars(nearest.offset(offset).limit(limit)))
    count = offset + len(ids) if 0 < len(ids) < limit else _count(session, phrases)
    return PostHits(_hits(session, ids, phrases), min(count, MOST_COUNTED), is_more=count > MOST_COUNTED)


def _count(session: Session, phrases: Sequence[Phrase]) -> int:
    some = columns(literal(1)).select_from(POSTS.rows).where(POSTS.fits(phrases)).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def _hits(session: Session, ids: Sequence[int], phrases: tuple[Phrase, ...]) -> tuple[PostHit, ...]:
    p, t = Post, Thread
    asked = columns(p.id, p.thread_id, p.number, t.title, p.words, p.author_id, p.made)
    rows = {
        row[0]: row[1:]
        for row in session.execute(asked.join(t, col(t.id) == col(p.thread_id)).where(col(p.id).in_(ids)))
    }
    who = authors_named(session, {row[4] for row in rows.values()})
    return tuple(
        PostHit(thread, number, marked(title, phrases), snippet(plain_words(said), phrases), who[author], made)
        for thread, number, title, said, author, made in (rows[one] for one in ids if one in rows)
    )


def untrue_posts(session: Session) -> tuple[int, ...]:
    """The posts whose entry in the index is missing or too many, by id."""
    p, t = Post, Thread
    shown = columns(p.id).join(t, col(t.id) == col(p.thread_id))
    wanted = set(session.scalars(shown.where(col(p.hidden).is_(None), col(t.hidden).is_(None))))
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    sizes = table(f"{POST_SEARCH_INDEX}_docsize", column("id"))
    kept = set(session.scalars(columns(sizes.c.id if on_sqlite else POSTS.rows.c.rowid)))
    return tuple(sorted(wanted ^ kept))
