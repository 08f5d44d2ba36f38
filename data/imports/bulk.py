"""Many rows into one public table at the database's own speed, inside the caller's transaction."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlmodel import Session

from data.records import Record

CHUNK = 10_000


def insert_rows(session: Session, model: type[Record], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert tuples in column order: `executemany` on SQLite, COPY on PostgreSQL. Not for restricted tables."""
    table = str(model.__tablename__)
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        cursor = connection.connection.cursor()
        with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of our own
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        connection.exec_driver_sql(statement, chunk)
