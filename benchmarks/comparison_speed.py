"""Two columns of 10,000 lines against SQL written by hand, and totals on 10,000 and on 1,000,000 amounts."""

import csv
import shutil
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from sqlmodel import Session

from benchmarks.import_ways import ORGANIZER
from benchmarks.workload import FIRST_YEAR, FOLDER, YEARS, table
from budget.comparison.queries import Chosen, comparison
from budget.comparison.rules import Column, ComparedLine, Comparison, Level, absent, compare
from budget.line_items.import_report import ImportOptions
from budget.line_items.importing import import_file
from budget.line_items.queries import Place, place_of
from budget.line_items.starter import lay_foundation
from budget.line_items.summaries import column_totals
from data.imports.limits import TERMINAL_LIMITS
from data.periods import FiscalYear
from data.store import open_session
from data.upgrade import upgrade_store
from tests.stores import acting_on

TIMES = 15
YEAR = FIRST_YEAR + YEARS - 1
FEW_LINES = 100
LEFT, RIGHT = Column(FiscalYear(YEAR - 1), "gaa"), Column(FiscalYear(YEAR), "gaa")
AMOUNTS = (
    "SELECT line_item_id, amount_cents, source_id FROM appropriations "
    "WHERE fiscal_year = ? AND stage_id = (SELECT id FROM stages WHERE stage_list = 'ma' AND code = 'gaa') AND preferred"
)
JOINED = (
    "SELECT l.id, l.code, l.name, l.agency, l.kind, x.amount_cents, y.amount_cents FROM line_items l "
    "JOIN appropriations x ON x.line_item_id = l.id AND x.fiscal_year = ? AND x.stage_id = ? AND x.preferred "
    "JOIN appropriations y ON y.line_item_id = l.id AND y.fiscal_year = ? AND y.stage_id = ? AND y.preferred"
)
RECOUNT = (
    "SELECT a.fiscal_year, a.stage_id, count(a.amount_cents), sum(a.amount_cents) FROM appropriations a "
    "JOIN line_items l ON l.id = a.line_item_id WHERE a.preferred AND l.kind = 'item' GROUP BY 1, 2"
)


def by_hand(bare: sqlite3.Connection, place: Place) -> Comparison:
    """The same frozen values, by the shortest SQL we know."""
    levels = [
        {line: Level(cents, None, "gaa", source) for line, cents, source in bare.execute(AMOUNTS, (year,))}
        for year in (YEAR - 1, YEAR)
    ]
    none = absent("gaa")
    heads = bare.execute("SELECT id, code, name, agency, kind FROM line_items WHERE jurisdiction_id = ?", (place.id,))
    lines = [ComparedLine(*head, levels[0].get(head[0], none), levels[1].get(head[0], none)) for head in heads]
    return compare(lines, LEFT, RIGHT)


def joined(bare: sqlite3.Connection) -> list[Any]:
    """Only the rows of one join, no value built from them."""
    (stage,) = bare.execute("SELECT id FROM stages WHERE stage_list = 'ma' AND code = 'gaa'").fetchone()
    return bare.execute(JOINED, (YEAR - 1, stage, YEAR, stage)).fetchall()


def _few(path: Path) -> Path:
    """The first hundred lines of the workload: 10,000 amounts."""
    few = path.with_name("budget_browser_10k.csv")
    with path.open(encoding="utf-8", newline="") as whole, few.open("w", encoding="utf-8", newline="") as part:
        csv.writer(part).writerows(islice(csv.reader(whole), FEW_LINES + 1))
    return few


def _fill(path: Path) -> None:
    upgrade_store()
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)
    with open_session(ORGANIZER, writing=True) as session:
        import_file(session, path=path, file_name=path.name, options=ImportOptions(), limits=TERMINAL_LIMITS)


def _milliseconds(ask: Callable[[], object]) -> float:
    seconds = []
    for _ in range(TIMES):
        started = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - started)
    return median(seconds) * 1000


def _compared(session: Session, place: Place, bare: sqlite3.Connection) -> None:
    chosen = Chosen(place, LEFT, RIGHT)
    assert comparison(session, chosen).comparison.both == by_hand(bare, place).both
    ours = _milliseconds(lambda: comparison(session, chosen))
    for name, ask in (
        ("the same values by hand", lambda: by_hand(bare, place)),
        ("rows of one join", lambda: joined(bare)),
    ):
        hand = _milliseconds(ask)
        print(f"  two columns: ours {ours:7.2f} ms  {name} {hand:7.2f} ms  ratio {ours / hand:5.2f}")
    settled = _milliseconds(
        partial(comparison, session, Chosen(place, Column(LEFT.fiscal_year), Column(RIGHT.fiscal_year)))
    )
    print(f"  two settled years: {settled:7.2f} ms, {settled / ours:4.2f} x two printed columns")


def measure(folder: Path = FOLDER / "comparison") -> None:
    """Fill two stores, ask both, and print milliseconds and ratios."""
    whole = table()
    totals: dict[str, float] = {}
    for name, path in (("10,000", _few(whole)), ("1,000,000", whole)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with acting_on(f"sqlite:///{folder / 'commontable.db'}", folder):
            _fill(path)
            bare = sqlite3.connect(f"file:{folder}/commontable.db?mode=ro", uri=True)
            with open_session(ORGANIZER) as session:
                place = place_of(session, "ma")
                totals[name] = _milliseconds(lambda s=session, p=place: column_totals(s, p.id))  # type: ignore[misc]
                recount = _milliseconds(lambda b=bare: b.execute(RECOUNT).fetchall())  # type: ignore[misc]
                print(f"{name} amounts: totals {totals[name]:7.2f} ms, a recount {recount:9.2f} ms")
                _compared(session, place, bare)
            bare.close()
    print(f"totals on 1,000,000 amounts take {totals['1,000,000'] / totals['10,000']:.2f} x those on 10,000")


if __name__ == "__main__":
    measure()
