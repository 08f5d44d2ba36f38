"""Many rows of one public table at the database's own speed, inside the caller's transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice
from typing import Any

from sqlalchemy import Select, func, literal
from sqlmodel import Session, select

from data.access import RESTRICTED_TABLES
from data.errors import NotAllowed
from data.records import Record

ROWS_AT_ONCE = 250  # a search index kept by triggers writes to its file once a statement
FEW = 10
SMALL_TABLE = 20_000


def insert_rows(
    session: Session,
    model: type[Record],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    same: Mapping[str, int | None] | None = None,
) -> None:
    """Insert tuples in column order: many at once on SQLite, COPY on PostgreSQL. Not for restricted tables.

    `same` is what every row has beside its tuple: whole numbers, or nothing.
    """
    _refuse_restricted(model)
    table, shared = str(model.__tablename__), dict(same or {})
    connection = session.connection()
    every = ", ".join((*columns, *shared))
    if connection.dialect.name == "postgresql":
        cursor, end = connection.connection.cursor(), tuple(shared.values())
        with cursor.copy(f"COPY {table} ({every}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((*row, *end) if end else row)
        return
    constants = ["NULL" if number is None else str(int(number)) for number in shared.values()]
    start = f"INSERT INTO {table} ({every}) VALUES "  # noqa: S608 - names of our own
    marks = f"({', '.join([*'?' * len(columns), *constants])})"
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS_AT_ONCE)):
        connection.exec_driver_sql(start + ", ".join([marks] * len(chunk)), tuple(chain.from_iterable(chunk)))


def _refuse_restricted(model: type[Record]) -> None:
    """COPY and a driver's cursor pass the belt unseen, so these are for public tables alone."""
    if model in RESTRICTED_TABLES:
        raise NotAllowed("writing many rows of a restricted table at once")


def insert_grid(
    session: Session,
    model: type[Record],
    *,
    same: Mapping[str, int | None],
    line: tuple[str, ...],
    place: tuple[str, ...],
    value: str,
    places: tuple[tuple[int, ...], ...],
    lines: Sequence[tuple[Any, ...]],
) -> None:
    """Insert one row for each line and place, a third of the time of `insert_rows` on SQLite.

    Each of `lines` holds the cells of the `line` columns, then one `value` for each of `places`, which hold
    the cells of the `place` columns; `same` is what every row has. Not for restricted tables.
    """
    _refuse_restricted(model)
    if session.connection().dialect.name == "sqlite" and len(lines) >= FEW:
        statement = _grid_statement(str(model.__tablename__), tuple(same.items()), line, place, value, places)
        session.connection().exec_driver_sql(statement, list(lines))
        return
    rows = (
        (*same.values(), *cells[: len(line)], *where, amount)
        for cells in lines
        for where, amount in zip(places, cells[len(line) :], strict=True)
    )
    insert_rows(session, model, (*same, *line, *place, value), rows)


@lru_cache(maxsize=32)
def _grid_statement(
    table: str,
    same: tuple[tuple[str, int | None], ...],
    line: tuple[str, ...],
    place: tuple[str, ...],
    value: str,
    places: tuple[tuple[int, ...], ...],
) -> str:
    """An INSERT of all the rows of one line; what the lines share stands in it as whole numbers."""
    columns = ", ".join((*(name for name, _ in same), *line, *place, value))
    constants = ["NULL" if constant is None else str(int(constant)) for _, constant in same]
    grid = ", ".join(f"({', '.join(str(int(cell)) for cell in cells)}, ?)" for cells in places)
    return (  # names and numbers of our own
        f"WITH line ({', '.join(line)}) AS (VALUES ({', '.join('?' * len(line))})), "  # noqa: S608
        f"grid ({', '.join((*place, value))}) AS (VALUES {grid}) "
        f"INSERT INTO {table} ({columns}) SELECT {', '.join((*constants, *line, *place, value))} FROM line, grid"
    )


def held_rows(session: Session, statement: Select[Any], **given: Any) -> Sequence[tuple[Any, ...]]:
    """The rows of a query on public tables as the driver's own tuples, without a Python type put on any cell.

    `given` are the values of the statement's bind parameters: a statement made once is not made again.
    """
    with session.connection().execute(statement, given or None) as result:
        return [] if result.cursor is None else result.cursor.fetchall()


@contextmanager
def indexes_built_after(session: Session, model: type[Record]) -> Iterator[None]:
    """Fill a small SQLite table without its secondary indexes, and build them when the block ends well.

    A block that fails must roll back, which brings them back: SQLite's CREATE and DROP are transactional.
    PostgreSQL counts the table anew instead: without that, undoing an import just made took twenty times as long.
    """
    table = model.__table__  # type: ignore[attr-defined]
    connection = session.connection()
    beyond = select(literal(1)).select_from(table).offset(SMALL_TABLE).limit(1)
    if connection.dialect.name == "postgresql":
        yield
        connection.exec_driver_sql(f"ANALYZE {table.name}")
        return
    if connection.execute(beyond).first() is not None:
        yield
        return
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def new_ids(session: Session, model: type[Record], count: int) -> Sequence[int]:
    """The next `count` numbers of a public table with an `id`, for rows inserted with them in this transaction."""
    _refuse_restricted(model)
    table = str(model.__tablename__)
    if session.connection().dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table, "id")
        asked = select(func.nextval(sequence)).select_from(func.generate_series(1, count))
        return list(session.scalars(asked)) if count else []
    last = session.scalar(select(func.max(model.id))) or 0  # type: ignore[attr-defined]
    return range(last + 1, last + 1 + count)  # one writer at a time
