"""The store: one database, reached through a session that acts for one viewer."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from data.access import Viewer
from data.errors import InvalidInput
from data.gate import GatedSession, fasten
from data.schema import every_table

ROOT = Path(__file__).resolve().parent.parent
BUSY_MILLISECONDS = 10_000
PATIENCE = 20.0  # seconds a writer waits for its turn, before the busy timeout
BETWEEN_TRIES = (0.001, 0.005)  # seconds


def var_folder() -> Path:
    """Where the embedded database and kept files live; private to the account that runs the store."""
    folder = Path(os.environ.get("COMMONTABLE_VAR", ROOT / "var"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def database_url() -> str:
    """COMMONTABLE_DATABASE_URL, or the embedded SQLite file in `var/`."""
    given = os.environ.get("COMMONTABLE_DATABASE_URL")
    return given or URL.create("sqlite", database=str(var_folder() / "commontable.db")).render_as_string()


@dataclass(frozen=True, slots=True)
class Engines:
    """Two ways to one database: `writing` for commands, `reading` for pages, which cannot write at all."""

    writing: Engine
    reading: Engine


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _sqlite(url: URL, *, readonly: bool) -> Engine:
    path = Path(url.database or "").resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = {"mode": "ro"} if readonly else {}
    address = URL.create("sqlite", database=f"file:{quote(str(path))}", query={"uri": "true", **mode})
    engine = create_engine(address, hide_parameters=True)  # an error's words end in a log: no values in it

    @event.listens_for(engine, "do_connect")
    def _make_private(*_: Any) -> None:
        if not readonly:
            path.touch(mode=0o600)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA foreign_keys=ON")
        if not readonly:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        if readonly:
            connection.exec_driver_sql("BEGIN")
        else:
            _begin_in_turn(connection)

    return engine


def _begin_in_turn(connection: Any) -> None:
    """Begin to write as soon as nobody else does; after `PATIENCE` the database's own error tells that it is busy.

    SQLite waits longer after each try, so of many writers whoever waited longest would be served last. Here all
    try equally often.
    """
    raw = connection.connection.dbapi_connection
    raw.execute("PRAGMA busy_timeout=0")
    until = monotonic() + PATIENCE
    while monotonic() < until:
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as problem:
            if problem.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                break
            sleep(uniform(*BETWEEN_TRIES))  # noqa: S311 - no secret
        else:
            break
    raw.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    if not raw.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(url: URL, *, readonly: bool) -> Engine:
    options = {"options": "-c default_transaction_read_only=on"} if readonly else {}
    address = url.set(drivername="postgresql+psycopg")
    return create_engine(address, connect_args=options, pool_pre_ping=True, hide_parameters=True)


@lru_cache(maxsize=8)
def engines(url: str) -> Engines:
    """The engines of one database; the only thing the dashboard caches for all visitors."""
    parsed = make_url(url)
    build = _sqlite if is_sqlite(parsed) else _postgresql
    return Engines(fasten(build(parsed, readonly=False)), fasten(build(parsed, readonly=True)))


@contextmanager
def open_session(viewer: Viewer, *, writing: bool = False) -> Iterator[GatedSession]:
    """One unit of work for one viewer: read-only unless `writing`, committed when the block ends well."""
    both = engines(database_url())
    bind = both.writing if writing else both.reading
    if writing:
        every_table()  # rows are written in the order of their foreign keys, also to tables nobody imported yet
    with GatedSession(bind, viewer=viewer, writing=writing) as session:
        yield session
        if writing:
            session.commit()


def ready() -> bool:
    """Whether the store answers, for `/health`."""
    try:
        with engines(database_url()).reading.connect() as connection:
            connection.exec_driver_sql("SELECT 1 FROM alembic_version")
    except SQLAlchemyError:
        return False
    return True


def require_ready() -> None:
    """Raise InvalidInput with the cure when there is no store yet."""
    if not ready():
        raise InvalidInput("There is no store yet. Run “commontable init” first.")
