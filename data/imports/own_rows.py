"""Many rows of one organization at the database's own speed, each checked to be the viewer's before it is written."""

from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, select

from data.access import RESTRICTED_TABLES, is_owned, may, own_rows, viewer_of_session
from data.errors import NotAllowed
from data.ownership import NOT_YOURS
from data.records import Record

ROWS_AT_ONCE = 250


def insert_own_rows(
    session: Session, model: type[Record], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> list[int]:
    """Insert tuples in column order into a table whose rows belong to organizations; answers their new ids.

    Inside a command only. The owner of each row is the viewer's organization, written here; a child row's parent
    must be the viewer's. Tables without a number of their own answer no ids.
    """
    rule = RESTRICTED_TABLES.get(model)
    viewer = viewer_of_session(session)
    if rule is None or not is_owned(model) or not getattr(session, "may_write", False):
        raise NotAllowed("writing many rows of this table at once")
    if rule.writes is not None and not may(viewer, rule.writes):
        raise NotAllowed(rule.writes.value)
    if rule.parent is not None:
        _check_parents(session, rule.parent, {row[columns.index(rule.key or "")] for row in rows})
    elif viewer.organization_id is None or rule.owner in columns:
        raise NotAllowed(NOT_YOURS)
    else:
        columns = (*columns, rule.owner or "")
        rows = [(*row, viewer.organization_id) for row in rows]
    if not rows:
        return []
    return _insert(session, model, tuple(columns), _as_stored(session, model, columns, rows))


def _check_parents(session: Session, parent: type[Record], keys: set[int]) -> None:
    """NotAllowed unless every parent row is the viewer's own."""
    if not keys:
        return
    number: Any = parent.id  # type: ignore[attr-defined]
    own = select(number).where(own_rows(parent, viewer_of_session(session)), number.between(min(keys), max(keys)))
    if not keys <= set(session.scalars(own)):
        raise NotAllowed(NOT_YOURS)


def _as_stored(
    session: Session, model: type[Record], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Sequence[Sequence[Any]]:
    """The values in the form the database's driver takes: days and moments, JSON as text."""
    dialect = session.connection().dialect
    table: Any = model.__table__  # type: ignore[attr-defined]
    kinds = (table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in columns)
    stored = {place: kind for place, kind in enumerate(kinds) if kind is not None}
    if not stored:
        return rows
    return [[stored[n](value) if n in stored else value for n, value in enumerate(row)] for row in rows]


def _insert(session: Any, model: type[Record], columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> list[int]:
    """The rows as many-row INSERTs, past the belt as a flush is: what they may write was checked above."""
    numbered = "id" in model.model_fields
    session.flush()
    before, session.in_flush = session.in_flush, True
    try:
        if session.connection().dialect.name == "postgresql":
            ids = _next_ids(session, model, len(rows)) if numbered else []
            given = [(number, *row) for number, row in zip(ids, rows, strict=True)] if numbered else rows
            _many(session, str(model.__tablename__), ("id", *columns) if numbered else columns, given, "%s")
            return ids
        _many(session, str(model.__tablename__), columns, rows, "?")
        if not numbered:
            return []
        last = session.scalar(select(func.last_insert_rowid()))
        return list(range(last - len(rows) + 1, last + 1))  # one writer at a time, and rowids go up by one
    finally:
        session.in_flush = before


def _next_ids(session: Session, model: type[Record], count: int) -> list[int]:
    sequence = func.pg_get_serial_sequence(str(model.__tablename__), "id")
    return list(session.scalars(select(func.nextval(sequence)).select_from(func.generate_series(1, count))))


def _many(session: Session, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], sign: str) -> None:
    start = f"INSERT INTO {table} ({', '.join(columns)}) VALUES "  # noqa: S608 - names of our own
    marks = f"({', '.join([sign] * len(columns))})"
    connection, remaining = session.connection(), iter(rows)
    while chunk := list(islice(remaining, ROWS_AT_ONCE)):
        connection.exec_driver_sql(start + ", ".join([marks] * len(chunk)), tuple(chain.from_iterable(chunk)))
