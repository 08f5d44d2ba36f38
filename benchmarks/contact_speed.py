"""Importing 100,000 contacts, of which 40 % are there already in the file, against a bare executemany; and its undo."""

import csv
import os
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.workload import FOLDER

ROWS, DISTINCT = 100_000, 60_000
TIMES = 3
HEADER = ("First name", "Last name", "E-mail", "Phone", "ZIP code", "City")
MAKE = """CREATE TABLE people (id INTEGER PRIMARY KEY, given_name TEXT, family_name TEXT, email TEXT UNIQUE,
phone TEXT, postal_code TEXT, town TEXT)"""
PUT = """INSERT INTO people (given_name, family_name, email, phone, postal_code, town) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (email) DO NOTHING"""


def table() -> Path:
    """The same file every time: 60,000 example people, then 40,000 of them once more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "contacts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in range(ROWS):
            n = row % DISTINCT
            email = f"person{n}@example.org"
            writer.writerow(
                ("Example", f"Person {n} (example)", email, f"617{n + 2_000_000:07d}", f"{n % 999:05d}", "Boston")
            )
    return path


def floor(path: Path, folder: Path) -> None:
    """`csv.reader` and one `executemany` into a table that refuses an e-mail address twice, one transaction."""
    with sqlite3.connect(folder / "bare.db") as connection, path.open(encoding="utf-8", newline="") as file:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(MAKE)
        rows = csv.reader(file)
        next(rows)
        connection.executemany(PUT, rows)


def ours(path: Path) -> int | None:
    """The import as the terminal does it; the import's number, None when nothing was new."""
    from coalition.accounts.clock import now
    from coalition.accounts.viewers import TERMINAL_VIEWER, of_the_host
    from coalition.people.contact_file import read_contacts
    from coalition.people.importing import import_contacts
    from data.store import open_session

    given = read_contacts(path, name=path.name)
    with open_session(of_the_host(TERMINAL_VIEWER), writing=True) as session:
        report = import_contacts(session, given=given, choices={}, now=now())
    assert report.tally.rows == ROWS
    return report.import_id


def undo(number: int) -> None:
    from coalition.accounts.clock import now
    from coalition.accounts.viewers import TERMINAL_VIEWER, of_the_host
    from coalition.people.undoing import undo_contact_import
    from data.store import open_session

    with open_session(of_the_host(TERMINAL_VIEWER), writing=True) as session:
        undo_contact_import(session, import_id=number, now=now())


def _timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """Seconds, processor seconds of this process and its children, and the answer."""
    before, started = sum(os.times()[:4]), time.perf_counter()
    answer = work()
    return time.perf_counter() - started, sum(os.times()[:4]) - before, answer


def measure() -> None:
    """Each way in turn, three times over, on SQLite; medians of seconds and of processor time as ratios."""
    from data.store import engines
    from data.upgrade import upgrade_store

    path = table()
    found: dict[str, list[tuple[float, float]]] = {}
    for _ in range(TIMES):
        folder = FOLDER / "contacts"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        os.environ["COMMONTABLE_VAR"] = str(folder)
        os.environ["COMMONTABLE_DATABASE_URL"] = f"sqlite:///{folder / 'commontable.db'}"
        engines.cache_clear()
        upgrade_store()
        found.setdefault("floor", []).append(_timed(lambda into=folder: floor(path, into))[:2])  # type: ignore[misc]
        *taken, number = _timed(lambda: ours(path))
        found.setdefault("ours", []).append((taken[0], taken[1]))
        found.setdefault("ours, again", []).append(_timed(lambda: ours(path))[:2])
        found.setdefault("undo", []).append(_timed(lambda made=number: undo(made))[:2])  # type: ignore[misc]
    bare = [statistics.median(run[n] for run in found["floor"]) for n in (0, 1)]
    for way, runs in found.items():
        seconds, processor = (statistics.median(run[n] for run in runs) for n in (0, 1))
        print(
            f"{way:12} {seconds:6.2f} s, {seconds / bare[0]:5.1f} x floor   "
            f"processor {processor:6.2f} s, {processor / bare[1]:5.1f} x floor",
            flush=True,
        )
