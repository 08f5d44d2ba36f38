"""A page of ours in Chromium against a bare Streamlit page of the same version, in the same run."""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from benchmarks.workload import FOLDER
from scripts.chromium import NONE_FOUND, find_chromium

ROOT = Path(__file__).resolve().parent.parent
TIMES = 10
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
BARE = 'import streamlit as st\n\nst.title("Bare")\nst.write("A page with nothing else on it.")\n'
PAGES = {"home": "/", "the list": "/line-items", "one line": "/line-item?line=1"}
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Served(NamedTuple):
    """A running server: where it listens, and its process."""

    address: str
    process: int


@contextmanager
def served(command: list[str], environment: dict[str, str], folder: Path) -> Iterator[Served]:
    """A server started with `command` (which ends before its port), ended with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen([*command, str(port)], env=environment, cwd=folder, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            try:
                urlopen(f"{address}/_stcore/health", timeout=1).close()
                break
            except (URLError, OSError):
                time.sleep(0.2)
        yield Served(address, server.pid)
    finally:
        server.terminate()
        server.wait()


def seconds_to_settle(browser: Browser, address: str) -> float:
    """Median seconds from navigation to the end of the script, each time as a new visitor."""
    seconds = []
    for _ in range(TIMES + 2):
        with browser.new_context() as context:
            page = context.new_page()
            started = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.wait_for_selector(SETTLED, timeout=60_000)
            page.wait_for_selector("h1, h2", timeout=60_000)
            seconds.append(time.perf_counter() - started)
    return statistics.median(seconds[2:])


def _fresh_folder(name: str) -> Path:
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@contextmanager
def both_served(bare: str = BARE, store: Path | None = None, **settings: str) -> Iterator[tuple[Served, Served]]:
    """A bare page and our dashboard with `settings`, side by side, on a copy of `store` or the starter figures."""
    bare_folder, our_folder = _fresh_folder("bare_page"), _fresh_folder("our_pages")
    (bare_folder / "bare.py").write_text(bare)
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COMMONTABLE_")}
    ours = plain | {"COMMONTABLE_VAR": str(our_folder), "PYTHONPATH": str(ROOT)} | settings
    cli = [sys.executable, str(ROOT / "cli.py")]
    if store is not None:
        shutil.copy(store, our_folder / "commontable.db")
    subprocess.run(
        [*cli, "init", "--empty"] if store else [*cli, "init"], env=ours, cwd=ROOT, check=True, capture_output=True
    )
    bare_command = [
        sys.executable, "-m", "streamlit", "run", "bare.py", "--server.headless", "true",
        "--browser.gatherUsageStats", "false", "--server.port",
    ]  # fmt: skip
    with (
        served(bare_command, plain, bare_folder) as bare_server,
        served([*cli, "serve", "--no-browser", "--port"], ours, our_folder) as our_server,
    ):
        yield bare_server, our_server


def measure() -> None:
    """Serve a bare page and ours side by side, and print milliseconds and ratios."""
    chromium = find_chromium()
    if chromium is None:
        print(NONE_FOUND)
        return
    with (
        both_served() as (bare_server, our_server),
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS) as browser,
    ):
        bare = seconds_to_settle(browser, bare_server.address)
        print(f"{'a bare page':12} {bare * 1000:7.0f} ms")
        for name, path in PAGES.items():
            found = seconds_to_settle(browser, our_server.address + path)
            print(f"{name:12} {found * 1000:7.0f} ms  ratio {found / bare:5.2f}")
        again = seconds_to_settle(browser, bare_server.address)
        print(f"{'bare, again':12} {again * 1000:7.0f} ms  ratio {again / bare:5.2f}")
