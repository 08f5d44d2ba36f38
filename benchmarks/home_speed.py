"""The home page at full size, 1,000,000 amounts and 200,000 actions, in Chromium against a bare Streamlit page."""

import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.import_ways import ORGANIZER
from benchmarks.page_speed import ARGUMENTS, both_served, seconds_to_settle
from benchmarks.query_speed import with_store
from benchmarks.visibility_speed import LAST_DAY, fill
from campaigns.overview.home import home_of
from data.store import open_session
from scripts.chromium import NONE_FOUND, find_chromium

TIMES = 9
NOW = datetime.combine(LAST_DAY, clock_time(12), UTC)


def _filled(folder: Path) -> Path:
    """One SQLite file with both workloads, five lines watched."""
    with_store(folder / "made")
    fill()
    kept = folder / "filled.db"
    with closing(sqlite3.connect(folder / "made" / "commontable.db")) as connection:
        connection.execute(f"VACUUM INTO '{kept}'")
    return kept


def _read() -> tuple[float, float]:
    """Median seconds for the home page's values of a week, and of a store's whole time."""
    medians = []
    for days in (7, 3650):
        seconds = []
        for _ in range(TIMES):
            started = time.perf_counter()
            with open_session(ORGANIZER) as session:
                home_of(session, since=NOW - timedelta(days=days), now=NOW)
            seconds.append(time.perf_counter() - started)
        medians.append(statistics.median(seconds))
    return medians[0], medians[1]


def measure() -> None:
    """Fill a store, read the home page's values, then serve it beside a bare page; print medians and the ratio."""
    chromium = find_chromium()
    if chromium is None:
        print(NONE_FOUND)
        return
    with tempfile.TemporaryDirectory(prefix="commontable-home-") as name:
        store = _filled(Path(name))
        week, decade = _read()
        print(f"values of a week {week * 1000:5.0f} ms, of ten years {decade * 1000:5.0f} ms")
        with (
            both_served(store=store, COMMONTABLE_LOCAL_ORGANIZER="1") as (bare_server, our_server),
            sync_playwright() as playwright,
            playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS) as browser,
        ):
            bare = seconds_to_settle(browser, bare_server.address)
            ours = seconds_to_settle(browser, f"{our_server.address}/")
            again = seconds_to_settle(browser, bare_server.address)
    print(f"a bare page {bare * 1000:.0f} ms, again {again * 1000:.0f} ms; home {ours * 1000:.0f} ms")
    print(f"ratio {ours / bare:.2f}")
