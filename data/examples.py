"""Example rows: which rows of the store are examples, who puts them in, and how all of them are taken out again."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import event, func, inspect
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, col, select

from data.access import Permission, holders_of, restricted
from data.audit import AuditEntry, AuditHead
from data.records import Record, references_to
from data.schema import every_room, every_table

CHUNK = 500


@restricted(reads=holders_of(Permission.SEE_COALITION), writes=None)
class ExampleRow(Record, table=True):
    """A row that belongs to the example coalition: its table, and its primary key as a JSON list."""

    __tablename__ = "example_rows"

    table_name: str = Field(primary_key=True, max_length=63)
    row_key: str = Field(primary_key=True, max_length=400)


@dataclass(frozen=True, slots=True)
class Kept:
    """An example row that stays: its table, its number, what it is called, and which tables refer to it."""

    table: str
    number: str
    called: str
    used_by: tuple[str, ...]


Loader = Callable[[Session, datetime], None]
_loaders: dict[str, tuple[int, Loader]] = {}
OF_THE_STORE_ITSELF = (AuditEntry, AuditHead, ExampleRow)


def example_loader(name: str, *, order: int) -> Callable[[Loader], Loader]:
    """Declare that a function puts a room’s part of the example in; lower `order` first, so that others lean on it.

    It adds records through the session, the room’s commands or `session.add`, never in bulk and never changing a
    row that is there; what it finds already it leaves alone, so that loading twice changes nothing.
    """

    def declare(loader: Loader) -> Loader:
        _loaders[name] = (order, loader)
        return loader

    return declare


def load_rows(session: Session, now: datetime) -> int:
    """Let every room put its part in, and remember each row it made; how many. Call it inside a command."""
    every_room("example")
    before = session.exec(select(func.count()).select_from(ExampleRow)).one()
    for _order, loader in sorted(_loaders.values(), key=lambda one: one[0]):
        with _remembering(session):
            loader(session, now)
    return session.exec(select(func.count()).select_from(ExampleRow)).one() - before


@contextmanager
def _remembering(session: Session) -> Iterator[None]:
    """Note every record the block adds as an example row."""
    made: list[Any] = []

    def note(flushed: Session, _context: Any) -> None:
        made.extend(record for record in flushed.new if not isinstance(record, OF_THE_STORE_ITSELF))

    event.listen(session, "after_flush", note)
    try:
        yield
        session.flush()
    finally:
        event.remove(session, "after_flush", note)
    for record in made:
        if inspect(record).persistent:
            session.add(ExampleRow(table_name=record.__tablename__, row_key=json.dumps(inspect(record).identity)))
    session.flush()


def remove_rows(session: Session) -> tuple[int, tuple[Kept, ...]]:
    """Take every example row out but those that something real refers to; how many went, and which stay.

    Rows that nothing refers to go first, then those they leaned on, until no more can go. What an example row refers
    to is never touched. Call it inside a command.
    """
    every_table()  # also tables of rooms nothing imported yet may refer to an example row
    waiting = _rows(session)
    went = 0
    while leaving := _unused(session, waiting):
        gone = leaving if _removed(session, leaving, waiting) else _one_by_one(session, leaving, waiting)
        if not gone:
            break
        went += len(gone)
        for key in gone:
            del waiting[key]
    return went, tuple(_kept(session, record) for record in waiting.values())


Key = tuple[str, str]


def _rows(session: Session) -> dict[Key, Any]:
    """The example rows that are still there; the memory of one that is gone goes too."""
    models = {str(mapper.class_.__tablename__): mapper.class_ for mapper in Record._sa_registry.mappers}
    found: dict[Key, Any] = {}
    for row in session.exec(select(ExampleRow)).all():
        record = session.get(models[row.table_name], tuple(json.loads(row.row_key)))
        if record is None:
            session.delete(row)
        else:
            found[row.table_name, row.row_key] = record
    session.flush()
    return found


def _unused(session: Session, waiting: dict[Key, Any]) -> list[Key]:
    """The rows to which no row refers, that the viewer can see."""
    of_model: defaultdict[type[Record], dict[Any, Key]] = defaultdict(dict)
    for key, record in waiting.items():
        of_model[type(record)][getattr(record, "id", key)] = key
    unused: list[Key] = []
    for model, rows in of_model.items():
        used = _used(session, model, list(rows))
        unused += [key for number, key in rows.items() if number not in used]
    return unused


def _used(session: Session, model: type[Record], numbers: Sequence[Any]) -> set[Any]:
    used = set[Any]()
    for column in references_to(model):
        for start in range(0, len(numbers), CHUNK):
            wanted = select(column).where(column.in_(numbers[start : start + CHUNK])).distinct()
            if column.class_ is model:  # a row that names itself does not hold itself
                wanted = wanted.where(column != col(model.id))
            used |= set(session.exec(wanted))
    return used


def _removed(session: Session, keys: Sequence[Key], waiting: Mapping[Key, Any]) -> bool:
    """Whether rows could go: a row the viewer cannot see may still refer to one, as the database knows."""
    try:
        with session.begin_nested():
            for key in keys:
                session.delete(session.get_one(ExampleRow, key))
                session.delete(waiting[key])
            session.flush()
    except IntegrityError:
        return False
    return True


def _one_by_one(session: Session, keys: Sequence[Key], waiting: Mapping[Key, Any]) -> list[Key]:
    return [key for key in keys if _removed(session, [key], waiting)]


def _kept(session: Session, record: Any) -> Kept:
    tables = sorted(
        {
            str(column.class_.__tablename__)
            for column in references_to(type(record))
            if session.exec(select(func.count()).select_from(column.class_).where(column == record.id)).one()
        }
    )
    number = ", ".join(str(part) for part in inspect(record).identity)
    return Kept(str(record.__tablename__), number, str(getattr(record, "name", "")), tuple(tables))
