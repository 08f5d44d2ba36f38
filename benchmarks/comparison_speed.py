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
STAGE = "signed"  # the Budget Browser prints the act as signed
LEFT, RIGHT = Column(FiscalYear(YEAR - 1), STAGE), Column(FiscalYear(YEAR), STAGE)
AMOUNTS = (
    "SELECT line_item_id, amount_cents, source_id FROM appropriations "
    "WHERE fiscal_year = ? AND preferred AND stage_id = "
    "(SELECT id FROM stages WHERE stage_list = 'ma' AND code = 'signed')"
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
        {line: Level(cents, None, STAGE, source) for line, cents, source in bare.execute(AMOUNTS, (year,))}
        for year in (YEAR - 1, YEAR)
    ]
    none = absent(STAGE)
    heads = bare.execute("SELECT id, code, name, agency, kind FROM line_items WHERE jurisdiction_id = ?", (place.id,))
    lines = [
        ComparedLine(line, code, name, agency, kind, levels[0].get(line, none), levels[1].get(line, none))
        for line, code, name, agency, kind in heads
    ]
    return compare(lines, LEFT, RIGHT)


def joined(bare: sqlite3.Connection) -> list[Any]:
    """Only the rows of one join, no value built from them."""
    (stage,) = bare.execute("SELECT id FROM stages WHERE stage_list = 'ma' AND code = 'signed'").fetchone()
    return bare.execute(JOINED, (YEAR - 1, stage, YEAR, stage)).fetchall()


def _recounted(bare: sqlite3.Connection) -> list[Any]:
    return bare.execute(RECOUNT).fetchall()


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


def _milliseconds(*asks: Callable[[], object]) -> list[float]:
    """The median of each way, asked in turn so that a busy moment falls on all of them."""
    seconds: list[list[float]] = [[] for _ in asks]
    for _ in range(TIMES):
        for ask, taken in zip(asks, seconds, strict=True):
            started = time.perf_counter()
            ask()
            taken.append(time.perf_counter() - started)
    return [median(taken) * 1000 for taken in seconds]


def _compared(session: Session, place: Place, bare: sqlite3.Connection) -> None:
    chosen = Chosen(place, LEFT, RIGHT)
    both = by_hand(bare, place).both
    assert len(both) == len(joined(bare)) >= FEW_LINES
    assert comparison(session, chosen).comparison.both == both
    settled = Chosen(place, Column(LEFT.fiscal_year), Column(RIGHT.fiscal_year))
    ours, hand, rows, years = _milliseconds(
        lambda: comparison(session, chosen),
        lambda: by_hand(bare, place),
        lambda: joined(bare),
        lambda: comparison(session, settled),
    )
    print(
        f"  two columns: ours {ours:7.2f} ms, {ours / hand:5.2f} x the same values by hand, "
        f"{ours / rows:5.2f} x bare rows"
    )
    print(f"  two settled years: ours {years:7.2f} ms, {years / ours:4.2f} x two printed columns")


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
                totals[name], recount = _milliseconds(
                    partial(column_totals, session, place.id), partial(_recounted, bare)
                )
                print(f"{name} amounts: totals {totals[name]:7.2f} ms, a recount {recount:9.2f} ms")
                _compared(session, place, bare)
            bare.close()
    print(f"totals on 1,000,000 amounts take {totals['1,000,000'] / totals['10,000']:.2f} x those on 10,000")


if __name__ == "__main__":
    measure()
