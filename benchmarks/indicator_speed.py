"""One indicator over all districts against SQL written by hand, and the gate over every figure, on both databases."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from sqlmodel import Session

from benchmarks.import_ways import ORGANIZER
from budget.line_items.starter import lay_foundation
from campaigns.equity.queries import Chosen, indicator_year
from campaigns.equity.rows import Counts, Given, Said, said, summed
from campaigns.equity.rules import Kind
from data.sources.figures_said import FigureSaid, UnitSaid
from data.store import open_session
from tests import stores
from tests.budget.districts.room import keep_figures

TIMES = 15
DISTRICTS, YEARS = 400, range(2012, 2018)
GROUPS = {"white": 0.55, "black": 0.25, "hispanic": 0.12, "asian": 0.08}
CHOSEN = Chosen("suspension_events", "ky", 2017, "black")
BY_HAND = (
    "SELECT u.id, u.code, u.name, a.value, a.missing_reason, a.hidden, b.value, b.missing_reason, b.hidden, "
    "c.value, c.missing_reason, c.hidden, d.value, d.missing_reason, d.hidden FROM school_units u "
    "JOIN figures a ON a.unit_id = u.id AND a.measure_id = {counted} AND a.school_year = 2017 AND a.group_id = {group} "
    "JOIN figures b ON b.unit_id = u.id AND b.measure_id = {counted} AND b.school_year = 2017 AND b.group_id = {all} "
    "JOIN figures c ON c.unit_id = u.id AND c.measure_id = {of} AND c.school_year = 2017 AND c.group_id = {group} "
    "JOIN figures d ON d.unit_id = u.id AND d.measure_id = {of} AND d.school_year = 2017 AND d.group_id = {all} "
    "WHERE u.level = 'district' ORDER BY u.code"
)


def figures() -> list[FigureSaid]:
    """Made-up districts of growing size: events and students by group in six years."""
    said = []
    for n in range(DISTRICTS):
        for year in YEARS:
            for measure, size in (("oss_events", 60 + 11 * n), ("enrollment", 400 + 90 * n)):
                parts = {group: int(size * share) for group, share in GROUPS.items()}
                said += [FigureSaid(f"{n:03d}", measure, year, group, count) for group, count in parts.items()]
                said.append(FigureSaid(f"{n:03d}", measure, year, "all", sum(parts.values())))
    return said


def by_hand(session: Session, numbers: dict[str, int]) -> list[tuple[int, str, str, Said]]:
    """The same values of every district and of the state, by the shortest SQL we know and the same rules."""
    rows = session.connection().exec_driver_sql(BY_HAND.format(**numbers)).fetchall()
    counts = [_counts(row) for row in rows]
    found = [(*row[:3], said(Kind.COMPOSITION, one)) for row, one in zip(rows, counts, strict=True)]
    whole = summed(counts)
    return [*found, (0, "", "", said(Kind.COMPOSITION, whole) if isinstance(whole, Counts) else Said(why=whole))]


def _counts(row: Any) -> Counts:
    given = [Given(None, "suppressed") if row[at + 2] else Given(row[at], row[at + 1]) for at in (3, 6, 9, 12)]
    return Counts(*given)


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _measure_one(name: str) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        lay_foundation(session)
    units = [UnitSaid("ky", f"{n:03d}", "district", f"District {n:03d} (example)") for n in range(DISTRICTS)]
    every = figures()
    print(f"  {name}: {len(every):,} figures kept and weighed in {_timed(lambda: keep_figures(units, every)):.1f} s")
    with open_session(ORGANIZER) as session:
        find = session.connection().exec_driver_sql
        numbers = {
            key: find(f"SELECT id FROM {table} WHERE code = '{code}'").scalar_one()
            for key, table, code in (("counted", "school_measures", "oss_events"),
                                     ("of", "school_measures", "enrollment"),
                                     ("group", "figure_groups", "black"), ("all", "figure_groups", "all"))
        }  # fmt: skip
        ours = indicator_year(session, CHOSEN)
        theirs = by_hand(session, numbers)
        assert [row.said for row in ours.rows] == [row[3] for row in theirs[:-1]]
        pairs = [(_timed(lambda: indicator_year(session, CHOSEN)), _timed(lambda: by_hand(session, numbers)))
                 for _ in range(TIMES)]  # fmt: skip
    ratio = median(one / other for one, other in pairs)
    print(f"  {name}: an indicator over {DISTRICTS} districts: {ratio:.2f} times hand-written SQL "
          f"({1000 * median(one for one, _ in pairs):.1f} ms)")  # fmt: skip


def measure() -> None:
    """Print both databases' ratios."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        template = Path(folder) / "template"
        template.mkdir()
        made = stores.migrated_sqlite(template)
        (Path(folder) / "sqlite").mkdir()
        with stores.sqlite_copy(made, Path(folder) / "sqlite"):
            _measure_one("SQLite")
        server = stack.enter_context(stores.postgresql_server())
        with stores.migrated_postgresql(server, template) as name:
            (Path(folder) / "postgresql").mkdir()
            with stores.postgresql_clone(server, name, Path(folder) / "postgresql"):
                _measure_one("PostgreSQL")
