"""Imports and undos by the terminal's commands, killed at any moment: all of each is in the store, or nothing."""

import json
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import text

from budget.line_items.summaries import untrue_totals
from data.audit import broken_entry
from data.imports.kept_files import sha256_of
from data.store import open_session, var_folder
from tests.budget.line_items import room
from tests.notes import upkeep
from tests.support import ORGANIZER

COUNTED = ("line_items", "line_item_names", "appropriations", "replaced_figures", "printed_totals", "stage_totals")
KEPT_FILE = re.compile(r"(?P<sha256>[0-9a-f]{64})(?P<part>\.\d+\.part)?")
MOST_SECONDS = 120
IMPORTS_IN_TURN, UNDOS_IN_TURN = 8, 4
AT_WORK = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend' AND state <> 'idle'"
)
STATED = (
    "SELECT l.code, l.name, a.fiscal_year, a.stage_id, a.amount_cents, a.missing_reason, a.preferred, a.row_number "
    "FROM appropriations a JOIN line_items l ON l.id = a.line_item_id"
)
WITHOUT_FIGURES = (
    "SELECT count(*) FROM import_batches b WHERE b.undone_at IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM appropriations a WHERE a.batch_id = b.id)"
)


@dataclass(frozen=True, slots=True)
class End:
    """How a command's process ended; times are seconds since its start, None when it did not come so far."""

    killed: bool
    code: int
    seconds: float
    began: float | None
    committing: float | None


class Terminal:
    """Runs the terminal's commands, each in a process of its own that is killed after a while."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, *arguments: str, killed_after: float | None = None) -> End:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([arguments, killed_after]) + "\n")
        self._process.stdin.flush()
        return End(**json.loads(self._process.stdout.readline()))


@contextmanager
def terminal(file: Path) -> Iterator[Terminal]:
    """A process that has imported `file` once without keeping it, and forks for each command.

    So nearly all of a command's time is its own work, not the loading of modules.
    """
    with subprocess.Popen(
        [sys.executable, "-m", "tests.budget.line_items.killed_commands", "import", str(file), "--dry-run", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=room.ROOT,
        env=os.environ | {"PYTHONPATH": str(room.ROOT)},
        text=True,
    ) as process:
        yield Terminal(process)


@dataclass(frozen=True)
class Snapshot:
    """What an import changes and its undo must bring back, whatever the rows' ids."""

    stated: frozenset[tuple[Any, ...]]
    sizes: dict[str, int]
    open_batches: int


def snapshot() -> Snapshot:
    with upkeep() as connection:
        stated = frozenset(tuple(row) for row in connection.execute(text(STATED)))
        sizes = {table: connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0 for table in COUNTED}
        batches = connection.scalar(text("SELECT count(*) FROM import_batches WHERE undone_at IS NULL"))
    return Snapshot(stated, sizes, batches or 0)


def wait_for_the_server() -> None:
    """PostgreSQL notices a killed client a moment later; until then its transaction is neither in nor out."""
    deadline = time.monotonic() + MOST_SECONDS
    while time.monotonic() < deadline:
        with upkeep() as connection:
            if connection.dialect.name == "sqlite" or not connection.scalar(text(AT_WORK)):
                return
        time.sleep(0.01)
    raise AssertionError("The server still works for a client that was killed.")


def assert_sound() -> None:
    """Whatever the store holds: totals true, the audit chain whole and with every batch, no batch without figures."""
    with open_session(ORGANIZER) as session:
        assert untrue_totals(session) == ()
        assert broken_entry(session) is None
    with upkeep() as connection:
        assert connection.scalar(text(WITHOUT_FIGURES)) == 0
        acts = Counter(connection.scalars(text("SELECT act FROM audit_entries")))
        undone = list(connection.scalars(text("SELECT undone_at IS NOT NULL FROM import_batches")))
        assert (acts["import figures"], acts["undo import"]) == (len(undone), sum(map(bool, undone)))
        if connection.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
    for kept in (var_folder() / "files").glob("*"):
        name = KEPT_FILE.fullmatch(kept.name)
        assert name, f"{kept.name} is neither a kept file nor a part of one"
        assert name["part"] or sha256_of(kept) == name["sha256"]


def table_of(path: Path, lines: int, *, dollars: int = 1) -> Path:
    """A Budget Browser file with four figures for each of many lines, from `dollars` on."""
    header = ["LineItem", "LineItemName", "FY16", "FY17", "FY18_Gov", "FY18_Hou"]
    rows = [
        [f"{n // 1000 + 1000}-{n:04}", f"Line {n}", *(n + dollars + column for column in range(4))]
        for n in range(lines)
    ]
    return room.as_csv(path, [header, *rows])


@dataclass
class Campaign:
    """Imports a file and takes it back again and again, each killed at a random moment.

    `deaths` counts (act, moment): "before" its transaction, "during", "after" it; or "finished", not killed at all.
    """

    terminal: Terminal
    file: Path
    chance: random.Random
    deaths: Counter[tuple[str, str]] = field(default_factory=Counter)

    def run(self, times: int) -> None:
        """Kill `times` imports, and undos between them; AssertionError where the store is torn."""
        self.without = snapshot()
        whole = self._clean("import")
        self.held = snapshot()
        assert self.held != self.without
        back = self._clean("undo")
        while sum(self._killed("import")) < times:
            is_held = self._kill_until("import", whole, min(IMPORTS_IN_TURN, times - sum(self._killed("import"))))
            whole = whole if is_held else self._clean("import")
            is_held = not self._kill_until("undo", back, UNDOS_IN_TURN)
            back = self._clean("undo") if is_held else back
        assert snapshot() == self.without

    def _kill_until(self, act: str, usual: End, most: int) -> bool:
        """Kill a command up to `most` times in turn; whether it came through."""
        return any(self._kill(act, usual) for _ in range(most))

    def _killed(self, act: str) -> list[int]:
        return [self.deaths[act, moment] for moment in ("before", "during", "after")]

    def _arguments(self, act: str) -> tuple[str, ...]:
        if act == "import":
            return act, str(self.file), "--json"
        with upkeep() as connection:
            newest = connection.scalar(text("SELECT max(id) FROM import_batches WHERE undone_at IS NULL"))
        return act, str(newest)

    def _clean(self, act: str) -> End:
        end = self.terminal.run(*self._arguments(act))
        assert end.code == 0
        assert_sound()
        return end

    def _kill(self, act: str, usual: End) -> bool:
        """Kill a command once; whether it came through, before that or whole."""
        seconds = self._moment(usual)
        end = self.terminal.run(*self._arguments(act), killed_after=seconds)
        wait_for_the_server()
        try:
            assert_sound()
            came_through = self._is_held() == (act == "import")
        except AssertionError as torn:
            torn.add_note(f"{act} killed after {seconds:.4f} of {usual.seconds:.4f} seconds, {end}")
            raise
        assert end.killed or end.code == 0
        moment = "after" if came_through else "before" if end.began is None else "during"
        self.deaths[act, moment if end.killed else "finished"] += 1
        return came_through

    def _moment(self, usual: End) -> float:
        """Any moment of the command, every second time one around the beginning or the end of its transaction."""
        assert usual.began is not None
        assert usual.committing is not None
        spread = 0.1 * usual.seconds
        around = self.chance.choice([None, None, usual.began, usual.committing])
        if around is None:
            return self.chance.uniform(0, usual.seconds)
        return max(0, self.chance.uniform(around - spread, around + spread))

    def _is_held(self) -> bool:
        now = snapshot()
        assert now in (self.without, self.held), "the store holds a part"
        return now == self.held
