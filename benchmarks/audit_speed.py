"""Verifying a record of changes of 1,000,000 entries, against a bare read of the same rows, and its memory."""

import hashlib
import json
import resource
import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.import_ways import ORGANIZER
from benchmarks.workload import FOLDER
from coalition.changes.queries import ChangeFilter, ChangePage, changes, history
from data.audit import NOTHING_BEFORE, broken_entry, changed
from data.store import open_session
from data.upgrade import upgrade_store
from tests.stores import acting_on

ENTRIES, TIMES = 1_000_000, 3
BARE = "SELECT id, at, role, actor, act, subject, detail, before, hash FROM audit_entries ORDER BY id"


def _fill(path: Path) -> None:
    """A chain as `data.audit` writes it, put in by sqlite3 alone because only reading is measured."""
    with sqlite3.connect(path) as connection:
        connection.executemany("INSERT INTO audit_entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _entries())
        (last,) = connection.execute("SELECT hash FROM audit_entries WHERE id = ?", (ENTRIES,)).fetchone()
        connection.execute("INSERT INTO audit_head (id, entries, hash) VALUES (1, ?, ?)", (ENTRIES, last))


def _entries() -> Iterator[tuple[Any, ...]]:
    before = NOTHING_BEFORE
    for number in range(1, ENTRIES + 1):
        said = {"fiscal_year": 2027, **changed({"ask_cents": number}, {"ask_cents": number + 100})}
        fields = (
            "2026-11-22T09:00:00+00:00", "organizer", f"account {number % 50}", "set ask",
            f"line item {number % 5_000}", json.dumps(said, sort_keys=True),
        )  # fmt: skip
        digest = hashlib.sha256(json.dumps([before, number, *fields], ensure_ascii=False).encode()).hexdigest()
        yield (number, *fields, before, digest)
        before = digest


def _bare(path: Path, *, hashing: bool) -> float:
    """Seconds of processor time to read every row once by sqlite3 alone, with or without hashing it anew."""
    started = time.process_time()
    with sqlite3.connect(path) as connection:
        for number, *said, before, digest in connection.execute(BARE):
            if hashing:
                again = json.dumps([before, number, *said], ensure_ascii=False).encode()
                assert hashlib.sha256(again).hexdigest() == digest
    return time.process_time() - started


def _verified() -> float:
    started = time.process_time()
    with open_session(ORGANIZER) as session:
        assert broken_entry(session) is None
    return time.process_time() - started


def _pages() -> dict[str, float]:
    """Milliseconds for a page of the record, of one act, and of one line's history."""
    found = {}
    with open_session(ORGANIZER) as session:
        asks: dict[str, Callable[[], ChangePage]] = {
            "newest page": partial(changes, session, ChangeFilter()),
            "one act": partial(changes, session, ChangeFilter(act="set ask")),
            "one line's history": partial(history, session, "line item 7"),
        }
        for name, ask in asks.items():
            ask()
            started = time.process_time()
            ask()
            found[name] = 1000 * (time.process_time() - started)
    return found


def measure() -> None:
    """Fill a store, verify it, and print ratios to the bare read and the growth of memory."""
    folder = FOLDER / "audit"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "audit.db"
    path.unlink(missing_ok=True)
    with acting_on(f"sqlite:///{path}", folder):
        upgrade_store()
        _fill(path)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        bare, hashed = (min(_bare(path, hashing=hashing) for _ in range(TIMES)) for hashing in (False, True))
        verified = min(_verified() for _ in range(TIMES))
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        print(f"verified at {ENTRIES / verified:,.0f} entries a second, {verified / bare:.2f} of a bare read,")
        print(f"{verified / hashed:.2f} of a bare read that hashes each row as well")
        print(f"memory grew by {grown / 1024:.1f} MiB while reading")
        for name, milliseconds in _pages().items():
            print(f"{name}: {milliseconds:.1f} ms")
    path.unlink()
