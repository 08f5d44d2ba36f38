"""Bills: actions imported against executemany, search and a page among 100,000 bills against SQL by hand."""

import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.import_ways import ORGANIZER
from benchmarks.search_speed import _word, milliseconds
from benchmarks.workload import FOLDER, SEED
from budget.line_items.starter import lay_foundation
from campaigns.legislation.bill_queries import bill
from campaigns.legislation.importing import Listing, import_measures
from campaigns.legislation.queries import BillFilter, bills
from data.search_words import fts5, phrases_of
from data.sources.said import ActionSaid, MeasureSaid, SponsorSaid
from data.store import open_session
from data.upgrade import upgrade_store
from tests.stores import acting_on

BILLS_OF_ACTIONS, ACTIONS = 8_180, 45_472
MANY, FEW = 100_000, 1_000
ACTIONS_EACH = 2
TITLE_WORDS, VOCABULARY = 12, 8_000
PAGE, REPEATS = 25, 5
NOW = datetime(2026, 11, 22, tzinfo=UTC)
FIRST_DAY = date(2025, 1, 1)
TEXTS = (
    "Referred to the committee on {word}", "Senate concurred", "Hearing scheduled for 07/28/2021 from 0{n}:00 PM",
    "Reporting date extended to Monday May {n}, 2022, pending concurrence", "Accompanied a study order, see H{n}000",
    "Bill reported favorably by committee and referred to the committee on {word}", "Rules suspended",
    "Read second and ordered to a third reading", "Read third and passed to be engrossed", "House concurred",
    "Enacted and laid before the Governor", "Signed by the Governor, Chapter {n} of the Acts of 2022",
)  # fmt: skip
SEARCHES = {
    "rare word, 10 bills": "zeppelins", "middling word, 1,000 bills": "trolleys", "two words": "trolleys relating",
    "common word, 50,000 bills": "relating", "number": "H.2025", "beginning of a word": "trol",
}  # fmt: skip
NEAREST = (
    "SELECT b.id, b.measure_id, j.code, s.code, b.number, b.title, b.step, b.stepped_on, b.gone_since, "
    "(SELECT count(*) FROM bill_sponsors AS p WHERE p.bill_id = b.id) FROM ("
    "SELECT rowid FROM bill_search WHERE bill_search MATCH ? ORDER BY bm25(bill_search, 5.0, 1.0), rowid LIMIT ?"
    ") AS near JOIN bills AS b ON b.id = near.rowid JOIN legislative_sessions AS s ON s.id = b.session_id "
    "JOIN jurisdictions AS j ON j.id = s.jurisdiction_id"
)
COUNTED = "SELECT count(*) FROM (SELECT 1 FROM bill_search WHERE bill_search MATCH ? LIMIT 1001)"
BY_NUMBER = NEAREST.replace(
    "SELECT rowid FROM bill_search WHERE bill_search MATCH ? ORDER BY bm25(bill_search, 5.0, 1.0), rowid LIMIT ?",
    "SELECT id AS rowid FROM bills WHERE number_key = ? LIMIT ?",
)
TABLES = ("measures", "bills", "bill_actions", "bill_links", "bill_mentions")


def with_actions(count: int, actions: int) -> Iterator[MeasureSaid]:
    """Bills of one session without a title, whose actions are `actions` together, as Massachusetts' list has them."""
    chance = random.Random(SEED)
    for number in range(count):
        each = actions * (number + 1) // count - actions * number // count
        told = tuple(
            ActionSaid(
                FIRST_DAY + timedelta(days=number % 300 + place), "lower" if place % 2 else "upper",
                TEXTS[place % len(TEXTS)].format(word=_word(chance.randrange(40)), n=chance.randrange(1, 99)),
            )
            for place in range(each)
        )  # fmt: skip
        yield MeasureSaid("ma", "192", f"H{number + 1}", actions=told)


def with_titles(count: int) -> Iterator[MeasureSaid]:
    """Bills of ten sessions with a title, two actions and a sponsor each."""
    chance = random.Random(SEED)
    words = [_word(number) for number in range(VOCABULARY)]
    for number in range(count):
        said = chance.choices(words, k=TITLE_WORDS)
        said[1] = "relating" if number % 2 else said[1]
        said[5] = "trolleys" if number % (count // 1_000 or 1) == 0 else said[5]
        said[7] = "zeppelins" if number % (count // 10) == 0 else said[7]
        day = FIRST_DAY + timedelta(days=number % 300)
        told = tuple(ActionSaid(day, "lower", TEXTS[(number + n) % len(TEXTS)].format(word="rules", n=n + 1))
                     for n in range(ACTIONS_EACH))  # fmt: skip
        sponsors = (SponsorSaid(f"Sponsor {number % 200}", "person", primary=True),)
        session, place = divmod(number, max(count // 10, 1))
        yield MeasureSaid("ma", str(180 + session), f"H{place + 1}", f"An Act {' '.join(said)}", actions=told,
                          sponsors=sponsors)  # fmt: skip


def _store(folder: Path) -> Any:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return acting_on(f"sqlite:///{folder / 'bills.db'}", folder)


def _import(said: list[MeasureSaid]) -> float:
    started = time.perf_counter()
    with open_session(ORGANIZER, writing=True) as session:
        import_measures(session, said=said, listing=Listing(title="Benchmark"), now=NOW)
    return time.perf_counter() - started


def _fresh(folder: Path) -> Path:
    with _store(folder):
        upgrade_store()
        with open_session(ORGANIZER, writing=True) as session:
            lay_foundation(session)
    return folder / "bills.db"


def _by_executemany(made: Path, empty: Path) -> float:
    """Seconds to write the rows an import made into an empty store by `executemany`, foreign keys and triggers on."""
    with sqlite3.connect(made) as source:
        rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
        session = source.execute("SELECT * FROM legislative_sessions").fetchall()
        record = source.execute("SELECT * FROM legislature_imports").fetchall()
    connection = sqlite3.connect(empty, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")
    started = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, some in (("legislative_sessions", session), ("legislature_imports", record), *rows.items()):
        if some:
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(some[0]))})", some)
    connection.execute("COMMIT")
    taken = time.perf_counter() - started
    connection.close()
    return taken


def _measure_import(folder: Path) -> None:
    said = list(with_actions(BILLS_OF_ACTIONS, ACTIONS))
    ours, bare = [], []
    for _ in range(REPEATS):
        made = _fresh(folder / "made")
        with acting_on(f"sqlite:///{made}", made.parent):
            ours.append(_import(said))
        bare.append(_by_executemany(made, _fresh(folder / "bare")))
    print(f"import of {ACTIONS:,} actions on {BILLS_OF_ACTIONS:,} bills: {median(ours) * 1000:,.0f} ms, "
          f"{median(ours) / median(bare):.2f} of executemany of the same rows")  # fmt: skip


def _look(bill_id: int) -> object:
    with open_session(ORGANIZER) as session:
        return bill(session, bill_id)


def _find(words: str) -> object:
    with open_session(ORGANIZER) as session:
        return bills(session, BillFilter(words=words), limit=PAGE)


def _by_hand(bare: sqlite3.Connection, words: str) -> object:
    if words == "H.2025":
        return bare.execute(BY_NUMBER, ("H2025", PAGE)).fetchall()
    asked = fts5(phrases_of(words))
    return bare.execute(NEAREST, (asked, PAGE)).fetchall(), bare.execute(COUNTED, (asked,)).fetchone()


def _measure_search(folder: Path) -> float:
    """Search among many bills; answers the milliseconds of a bill's page."""
    made = _fresh(folder / "many")
    with acting_on(f"sqlite:///{made}", made.parent):
        seconds = _import(list(with_titles(MANY)))
        print(f"import of {MANY:,} bills with titles and {MANY * ACTIONS_EACH:,} actions: {seconds:,.1f} s")
        bare = sqlite3.connect(made)
        for name, words in SEARCHES.items():
            ours, hand = milliseconds(partial(_find, words), partial(_by_hand, bare, words))
            print(f"search, {name}: {ours:.2f} ms, {ours / hand:.2f} of hand-written SQL ({ours - hand:+.2f} ms)")
        return milliseconds(partial(_look, MANY // 2))[0]


def measure() -> None:
    """Print the ratios."""
    folder = FOLDER / "bills"
    _measure_import(folder)
    many = _measure_search(folder)
    made = _fresh(folder / "few")
    with acting_on(f"sqlite:///{made}", made.parent):
        _import(list(with_titles(FEW)))
        few = milliseconds(partial(_look, FEW // 2))[0]
    print(f"a bill’s page: {many:.2f} ms among {MANY:,} bills, {many / few:.2f} of the time among {FEW:,}")
    shutil.rmtree(folder, ignore_errors=True)
