"""A tax scenario's slider in Chromium against a bare Streamlit slider of the same version, in the same run."""

import statistics
import time

from playwright.sync_api import Page, sync_playwright

from benchmarks.page_speed import ARGUMENTS, SETTLED, both_served
from scripts.chromium import NONE_FOUND, find_chromium

MOVES, WARM = 40, 4
BARE = """import streamlit as st

value = st.slider("Slide the rate", 70.2, 85.3, 76.3, step=0.1)
st.write(f"Answer {value:.1f}")
"""
ANSWER = "value => document.body.innerText.includes(value)"


class Moved:
    """A page with a slider, moved one step to and fro; `said` is its answer, with {rate} in it."""

    def __init__(self, page: Page, address: str, said: str) -> None:
        self.page, self.said, self.seconds, self.right = page, said, list[float](), True
        page.goto(address)
        page.wait_for_selector(SETTLED, timeout=60_000)
        self.slider = page.get_by_role("slider").first
        self.slider.wait_for()
        page.wait_for_function(ANSWER, arg=said.format(rate="76.3"))

    def move(self) -> None:
        """One key, and the seconds until its answer stands on the page."""
        rate, key = ("76.4", "ArrowRight") if self.right else ("76.3", "ArrowLeft")
        self.page.bring_to_front()
        self.slider.focus()
        started = time.perf_counter()
        self.page.keyboard.press(key)
        self.page.wait_for_function(ANSWER, arg=self.said.format(rate=rate), polling=5)
        self.seconds.append(time.perf_counter() - started)
        self.page.wait_for_selector(SETTLED)
        self.right = not self.right


def measure() -> None:
    """Move both sliders in turn, so that what else the machine does meets both; print medians and the ratio."""
    path = find_chromium()
    if path is None:
        print(NONE_FOUND)
        return
    with (
        both_served(BARE) as (bare, ours),
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=path, args=ARGUMENTS) as browser,
    ):
        plain = Moved(browser.new_page(), bare.address, "Answer {rate}")
        scenario = Moved(browser.new_page(), f"{ours.address}/taxes", "at {rate}¢ schools get")
        for _ in range(MOVES + WARM):
            plain.move()
            scenario.move()
    floor, answered = (statistics.median(one.seconds[WARM:]) for one in (plain, scenario))
    print(f"{'a bare slider':20} {floor * 1000:6.0f} ms")
    print(f"{'the rate’s slider':20} {answered * 1000:6.0f} ms  ratio {answered / floor:5.2f}")
