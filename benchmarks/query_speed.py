"""The pages' questions on 1,000,000 amounts, through a session, against SQL written by hand on the same store."""

import sqlite3
import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlmodel import Session

from benchmarks import bare_queries as bare
from benchmarks.import_ways import ORGANIZER, ours
from benchmarks.workload import FOLDER
from budget.line_items.commands import watch_line
from budget.line_items.line_queries import line_record
from budget.line_items.list_queries import LineFilter, listed_lines
from budget.line_items.listing import listing
from budget.line_items.queries import Place, figures_of, places_with_lines, years_with_figures
from budget.line_items.year_queries import total_checks
from campaigns.overview.queries import watched_lines, years_on_file
from campaigns.overview.since import changes_since
from data.periods import FiscalYear
from data.store import open_session

TIMES = 15
TODAY = date(2026, 7, 1)
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
YEAR = FiscalYear(bare.LAST_YEAR)
PAGE = list(range(1, 26))
Ask = Callable[[Any], Any]


def questions(place: Place) -> dict[str, tuple[Ask, Ask | None]]:
    """Each question: ours on a session, and by hand on a connection where there is a counterpart."""

    def chosen(words: str) -> LineFilter:
        return LineFilter(place, YEAR, words=words)

    def listed(words: str) -> Ask:
        return lambda session: (found := listed_lines(session, chosen(words))) and (found.heads, found.count)

    def listed_by_hand(connection: sqlite3.Connection) -> Any:
        heads, count = bare.page_of_lines(connection, place, "", 25)
        found = bare.figures(connection, place, [head.id for head in heads], [YEAR, YEAR.before])
        return heads, count, found, bare.prices(connection)

    return {
        "states with lines": (places_with_lines, bare.places),
        "years with figures": (lambda s: years_with_figures(s, place), lambda c: bare.years(c, place)),
        "lines, page 1 of all": (listed(""), lambda c: bare.page_of_lines(c, place, "", 25)),
        "lines, one word": (listed("literacy"), lambda c: bare.page_of_lines(c, place, "literacy", 25)),
        "figures of 25 lines, two years": (
            lambda s: figures_of(s, place, PAGE, [YEAR, YEAR.before]),
            lambda c: bare.figures(c, place, PAGE, [YEAR, YEAR.before]),
        ),
        "figures of 25 lines, all years": (
            lambda s: figures_of(s, place, PAGE), lambda c: bare.figures(c, place, PAGE),
        ),
        "the list, whole": (lambda s: listing(s, chosen(""), today=TODAY), listed_by_hand),
        "one line, whole": (lambda s: line_record(s, 5_000), lambda c: bare.record(c, place, 5_000)),
        "lines we watch": (lambda s: watched_lines(s, today=TODAY), lambda c: bare.watched(c, place)),
        "years on file": (years_on_file, lambda c: bare.years_on_file(c, place)),
        "recent changes": (lambda s: changes_since(s, NOW - timedelta(days=7), now=NOW), None),
        "totals checked": (lambda s: total_checks(s, place, YEAR), None),
    }  # fmt: skip


def _median(ask: Callable[[], Any]) -> float:
    seconds = []
    for _ in range(TIMES):
        started = time.perf_counter()
        ask()
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def with_store(folder: Path) -> None:
    ours(folder)
    with open_session(ORGANIZER, writing=True) as session:
        for line in range(100, 600, 100):
            watch_line(session, line_item_id=line)


def measure(folder: Path = FOLDER / "queries") -> None:
    """Fill a store, ask every question both ways, and print milliseconds and ratios."""
    with_store(folder)
    connection = sqlite3.connect(f"file:{folder}/commontable.db?mode=ro", uri=True)
    with open_session(ORGANIZER) as session:
        place = places_with_lines(session)[0]
        _check_same(session, connection, place)
        for name, (through_us, by_hand) in questions(place).items():
            ours_ms = _median(partial(through_us, session)) * 1000
            if by_hand is None:
                print(f"{name:32} ours {ours_ms:8.2f} ms")
                continue
            bare_ms = _median(partial(by_hand, connection)) * 1000
            print(f"{name:32} ours {ours_ms:8.2f} ms  bare {bare_ms:8.2f} ms  ratio {ours_ms / bare_ms:5.2f}")
    connection.close()


def _check_same(session: Session, connection: sqlite3.Connection, place: Place) -> None:
    """Both ways answer the same, wherever the answers have the same shape."""
    for name, (through_us, by_hand) in list(questions(place).items())[:6]:
        assert by_hand is not None
        assert through_us(session) == by_hand(connection), name
    on_file = [(int(y.fiscal_year), y.items, y.stages) for y in years_on_file(session)]
    assert on_file == bare.years_on_file(connection, place)
