"""Logging one more action at 200,000 in Chromium, from the tap on Save to the saved card, against a bare form."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.page_speed import ARGUMENTS, SETTLED, both_served
from benchmarks.visibility_speed import ON_BOTH
from scripts.chromium import NONE_FOUND, find_chromium

TIMES = 15
PHONE = {"width": 390, "height": 844}
BARE = """
import sqlite3
import streamlit as st

store = sqlite3.connect("bare.db", isolation_level=None)
store.execute("PRAGMA journal_mode=WAL")
store.execute("PRAGMA synchronous=NORMAL")
store.execute("CREATE TABLE IF NOT EXISTS said (id INTEGER PRIMARY KEY, words TEXT)")
st.title("Bare")
with st.form("bare", clear_on_submit=True):
    words = st.text_input("What happened?")
    if st.form_submit_button("Save"):
        store.execute("INSERT INTO said (words) VALUES (?)", [words])
        st.html(f'<p role="status">Saved: {words}</p>')
"""


def _one(page: Page, address: str, words: str) -> float:
    """Seconds from the tap on Save until the page says what was saved."""
    page.goto(address)
    page.wait_for_selector(SETTLED, timeout=60_000)
    box = page.get_by_role("textbox", name="What happened?")
    box.fill(words)
    box.press("Tab")
    page.wait_for_timeout(1500)  # the sentence is read and the chips are drawn
    page.wait_for_selector(SETTLED, timeout=60_000)
    started = time.perf_counter()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("status").filter(has_text="Saved").first.wait_for(timeout=60_000)
    return time.perf_counter() - started


def _in_turn(browser: Browser, bare: str, ours: str, told: Callable[[str, list[float]], None]) -> None:
    found: dict[str, list[float]] = {"bare": [], "ours": []}
    for number in range(TIMES + 2):
        for name, address in (("bare", bare), ("ours", f"{ours}/log")):
            with browser.new_context(viewport=PHONE) as context:  # type: ignore[arg-type]
                words = f"Met Rep. Example {number}, 5 of us, leaning yes on 7061-0008"
                found[name].append(_one(context.new_page(), address, words))
    for name, seconds in found.items():
        told(name, seconds[2:])


def _filled(folder: Path) -> Path:
    """A SQLite store of 500 organizations with 200,000 actions."""
    made, kept = folder / "made", folder / "filled.db"
    made.mkdir()
    with ON_BOTH["SQLite"](made) as driver:
        driver.cursor().execute(f"VACUUM INTO '{kept}'")
    return kept


def measure() -> None:
    """Serve both side by side, save on each in turn, and print medians and their ratio."""
    chromium = find_chromium()
    if chromium is None:
        print(NONE_FOUND)
        return
    medians: dict[str, float] = {}

    def told(name: str, seconds: list[float]) -> None:
        medians[name] = statistics.median(seconds)
        print(f"{name:5} {medians[name] * 1000:6.0f} ms from the tap to the word that it is saved")

    with (
        tempfile.TemporaryDirectory(prefix="commontable-log-") as folder,
        both_served(BARE, _filled(Path(folder)), COMMONTABLE_LOCAL_ORGANIZER="1") as (bare, ours),
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS) as browser,
    ):
        _in_turn(browser, bare.address, ours.address, told)
    print(f"ratio {medians['ours'] / medians['bare']:.2f}")
