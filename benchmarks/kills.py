"""Imports of several thousand lines, and their undos, killed at random moments on both databases: nothing may tear."""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import stores
from tests.budget.line_items import killing, room

LINES = 3_000
LINES_BEFORE = 1_000
TIMES = 200
SEED = 20_260_702
PROGRESS = 50
MOMENTS = ("before", "during", "after", "finished")


def measure(times: int = TIMES) -> None:
    """Kill that many imports on SQLite and on PostgreSQL; print in which moment they died."""
    for name, store in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        started = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="commontable-kills-") as folder, store(Path(folder)):
            deaths = _killed(Path(folder), name, times)
        print(f"{name}: {times} imports killed, the store was never torn ({time.monotonic() - started:.0f} s)")
        for act in ("import", "undo"):
            counts = ", ".join(f"{deaths[act, moment]} {moment}" for moment in MOMENTS)
            print(f"  {act:6}  {counts}", flush=True)


def _killed(folder: Path, name: str, times: int) -> dict[tuple[str, str], int]:
    """An older file is in the store, so that the import restates figures and its undo brings them back."""
    room.foundation()
    room.take(killing.table_of(folder / "older_2017-08.csv", LINES_BEFORE, dollars=7))
    newer = killing.table_of(folder / "newer_2019-03.csv", LINES)
    with killing.terminal(newer) as terminal:
        campaign = killing.Campaign(terminal, newer, random.Random(SEED))
        for done in range(PROGRESS, times + PROGRESS, PROGRESS):
            campaign.run(min(done, times))
            print(f"  {name}: {min(done, times)} of {times}", flush=True)
    return campaign.deaths


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    with stores.sqlite_copy(stores.migrated_sqlite(folder), folder) as url:
        yield url


@contextmanager
def _postgresql(folder: Path) -> Iterator[str]:
    with (
        stores.postgresql_server() as server,
        stores.migrated_postgresql(server, folder) as template,
        stores.postgresql_clone(server, template, folder) as url,
    ):
        yield url
