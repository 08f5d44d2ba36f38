"""What the table shares: listed by tag or found by words, and one resource; hidden ones for author and stewards."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_
from sqlmodel import Session, col, select

from coalition.community.authors import my_author_ids
from coalition.community.models import Resource
from coalition.community.queries import Who, authors_named
from data.access import Permission, may, viewer_of_session
from data.errors import NotFound
from data.records import columns
from data.schema import RESOURCE_SEARCH_INDEX
from data.search_index import SearchIndex
from data.search_words import Phrase, phrases_of

PAGE_SIZE = 20
RESOURCES = SearchIndex(RESOURCE_SEARCH_INDEX, {"title": 5.0, "words": 1.0, "helped": 1.0, "tag_words": 3.0})


@dataclass(frozen=True, slots=True)
class Shared:
    """A resource: a link (`address`) or a file (`file_name`, `file_bytes`); words are "" where it is hidden to one."""

    id: int
    title: str
    words: str
    helped: str
    tags: tuple[str, ...]
    address: str
    file_name: str
    file_bytes: int | None
    who: Who
    is_mine: bool
    is_hidden: bool
    hidden_because: str
    version: int
    made: datetime

    @property
    def kind(self) -> str:
        """The ending of the file's name; "" for a link."""
        return self.file_name.rpartition(".")[2] if self.file_name else ""


@dataclass(frozen=True, slots=True)
class SharedPage:
    """One page of resources, and how many fit in all; `tags` are those in use, the most used first."""

    found: tuple[Shared, ...]
    count: int
    tags: tuple[tuple[str, int], ...]


ROW = (
    Resource.id, Resource.title, Resource.words, Resource.helped, Resource.tags, Resource.address, Resource.file_name,
    Resource.file_bytes, Resource.author_id, Resource.hidden, Resource.hidden_because, Resource.version, Resource.made,
)  # fmt: skip


def resources(
    session: Session, *, words: str = "", tag: str = "", limit: int = PAGE_SIZE, offset: int = 0
) -> SharedPage:
    """What fits some words and a tag: the nearest first where there are words, else the newest first."""
    phrases = phrases_of(words)
    fitting: list[ColumnElement[bool]] = [_seen(session)]
    if tag:
        fitting.append(col(Resource.tag_words).contains(f"|{tag}|", autoescape=True))
    asked = _found(columns(*ROW), phrases).where(*fitting)
    nearest = [RESOURCES.far(phrases)] if phrases else []
    asked = asked.order_by(*nearest, col(Resource.made).desc(), col(Resource.id).desc())
    rows = session.execute(asked.offset(offset).limit(limit)).all()
    counted = _found(columns(func.count()).select_from(Resource), phrases).where(*fitting)
    return SharedPage(_shown(session, rows), session.scalar(counted) or 0, _tags(session))


def _found(asked: Select[Any], phrases: Sequence[Phrase]) -> Select[Any]:
    if not phrases:
        return asked
    return asked.join(RESOURCES.rows, RESOURCES.rows.c.rowid == col(Resource.id)).where(RESOURCES.fits(phrases))


def _seen(session: Session) -> ColumnElement[bool]:
    """Hidden resources are listed for their author and the stewards only."""
    if may(viewer_of_session(session), Permission.MODERATE):
        return literal(value=True).is_(True)
    return or_(col(Resource.hidden).is_(None), col(Resource.author_id).in_(my_author_ids(session)))


def _tags(session: Session) -> tuple[tuple[str, int], ...]:
    used = Counter(
        one for tags in session.scalars(columns(Resource.tags).where(col(Resource.hidden).is_(None))) for one in tags
    )
    return tuple(sorted(used.items(), key=lambda item: (-item[1], item[0])))


def _shown(session: Session, rows: Collection[Any]) -> tuple[Shared, ...]:
    mine = my_author_ids(session)
    who = authors_named(session, {row[8] for row in rows})
    return tuple(
        Shared(
            id=row[0], title=row[1], words=row[2], helped=row[3], tags=tuple(row[4]), address=row[5],
            file_name=row[6], file_bytes=row[7], who=who[row[8]], is_mine=row[8] in mine,
            is_hidden=row[9] is not None, hidden_because=row[10], version=row[11], made=row[12],
        )
        for row in rows
    )  # fmt: skip


def resource(session: Session, resource_id: int) -> Shared:
    """One resource. Raises NotFound, also for one that is hidden from the viewer."""
    asked = columns(*ROW).where(col(Resource.id) == resource_id, _seen(session))
    found = _shown(session, session.execute(asked).all())
    if not found:
        raise NotFound("This resource")
    return found[0]


def file_hash(session: Session, resource_id: int) -> str:
    """By which hash a resource's file is kept. Raises NotFound where it has none, or is hidden from the viewer."""
    asked = select(Resource.file_sha256).where(col(Resource.id) == resource_id, _seen(session))
    found = session.exec(asked).first()
    if not found:
        raise NotFound("This file")
    return found
