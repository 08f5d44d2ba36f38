"""The ways of importing 731,918 rows of school discipline; each runs in a process of its own and prints its seconds."""

import csv
import gzip
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from budget.districts.import_file import import_figure_file
from budget.line_items.starter import lay_foundation
from data.access import Role, Viewer
from data.imports.limits import TERMINAL_LIMITS
from data.store import open_session
from data.upgrade import upgrade_store
from tests import stores

ORGANIZER = Viewer(Role.ORGANIZER, "benchmark")
SHARED = Path(os.environ.get("COMMONTABLE_SHARED_DATA") or Path(__file__).parents[2] / "shared" / "data")
FILE = SHARED / "districts" / "ky_school_discipline.csv.gz"
ROWS = 731_918
COLUMNS = (
    "unit_id", "measure_id", "school_year", "group_id", "value", "missing_reason", "margin", "source_id", "row_number",
    "batch_id", "hidden",
)  # fmt: skip
Row = tuple[int, int, int, int, int | None, str | None, None, int, int, int, bool]


def rows() -> Iterator[Row]:
    """The rows of the file as they are in the store, in the file's order, by a plain loop over Python's csv."""
    units: dict[str, int] = {}
    measures: dict[tuple[str, bool], int] = {}
    groups: dict[str, int] = {}
    with gzip.open(FILE, "rt", encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        next(lines)
        for number, (school, _, _, year, category, _, group, count) in enumerate(lines, start=2):
            yield (
                units.setdefault(school, len(units) + 1),
                measures.setdefault((category, group == "total_stdnt"), len(measures) + 1),
                int(year[5:]),
                groups.setdefault("all" if group.startswith("total_") else group, len(groups) + 1),
                int(float(count)) if count else None,
                None if count else "suppressed",
                None, 1, number, 1, False,
            )  # fmt: skip


def _bare(folder: Path) -> sqlite3.Connection:
    """The store's own table, alone in a fresh file."""
    os.environ["COMMONTABLE_VAR"] = str(folder)
    upgrade_store()
    made = sqlite3.connect(folder / "commontable.db").execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'figures'"
    )
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(made.fetchone()[0])
    return connection


def _executemany(folder: Path, given: Iterator[Row]) -> float:
    connection = _bare(folder)
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO figures ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * 11)})", given)
    connection.execute("COMMIT")
    seconds = time.perf_counter() - started
    assert connection.execute("SELECT count(*) FROM figures").fetchone() == (ROWS,)
    return seconds


def ready_rows(folder: Path) -> float:
    """`sqlite3.executemany` of rows that lie ready in memory: no file is read and nothing is checked."""
    return _executemany(folder, iter(list(rows())))


def floor(folder: Path) -> float:
    """`sqlite3.executemany` of the same rows, read from the file by a plain loop."""
    return _executemany(folder, rows())


def _import(*, again: bool) -> float:
    for turn in range(2 if again else 1):
        started = time.perf_counter()
        with open_session(ORGANIZER, writing=True) as session:
            report = import_figure_file(
                session, path=FILE, file_name=FILE.name, now=datetime.now(UTC), limits=TERMINAL_LIMITS
            )
        seconds = time.perf_counter() - started
        assert report.adds_up
        assert report.rows == ROWS
        assert report.changed == (turn == 0), report
    return seconds


def ours(folder: Path, *, again: bool = False) -> float:
    """`import_figure_file` into a new store, with every check it has."""
    os.environ["COMMONTABLE_VAR"] = str(folder)
    upgrade_store()
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)
    return _import(again=again)


def ours_again(folder: Path) -> float:
    """The same file a second time, which changes nothing."""
    return ours(folder, again=True)


def copy(folder: Path) -> float:
    """PostgreSQL's COPY of the same rows, read from the file by a plain loop, into the same table without its keys."""
    with (
        stores.postgresql_server() as server,
        stores.new_database(server) as name,
        psycopg.connect(stores.address_of(server, name)) as connection,
    ):
        connection.execute(
            "CREATE TABLE figures (unit_id int, measure_id int, school_year int, group_id int, value bigint, "
            "missing_reason varchar(16), margin bigint, source_id int, row_number int, batch_id int, "
            "hidden boolean, PRIMARY KEY (unit_id, measure_id, school_year, group_id))"
        )
        started = time.perf_counter()
        with connection.cursor().copy(f"COPY figures ({', '.join(COLUMNS)}) FROM STDIN") as into:
            for row in rows():
                into.write_row(row)
        connection.commit()
        return time.perf_counter() - started


def ours_on_postgresql(folder: Path) -> float:
    """`import_figure_file` into a new store on PostgreSQL."""
    with (
        stores.postgresql_server() as server,
        stores.migrated_postgresql(server, folder) as name,
        stores.acting_on(stores.address_of(server, name), folder),
    ):
        with open_session(ORGANIZER, writing=True) as session:
            lay_foundation(session)
        return _import(again=False)


def main() -> None:
    """Run the way named on the command line in a fresh folder."""
    folder = Path(tempfile.mkdtemp(prefix="commontable-figures-"))
    try:
        print(json.dumps({"seconds": globals()[sys.argv[1]](folder)}))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
