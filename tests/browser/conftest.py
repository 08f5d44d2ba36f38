"""The running dashboard and a Chromium page on it; a request elsewhere or a console error fails the test.

Widths and themes are parameters: `@pytest.mark.parametrize("width", [1280, 390])` and
`@pytest.mark.parametrize("color_scheme", ["light", "dark"])` run a test once for each.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Literal
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from scripts.chromium import NONE_FOUND, find_chromium
from tests import stores
from tests.budget.line_items.terminal import command

ROOT = Path(__file__).resolve().parents[2]
HEIGHTS = {1280: 900, 390: 844}
START_SECONDS = 60
SETTLED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
NOTHING_LOADING = "() => !document.querySelector('[data-testid=\"stSkeleton\"]')"
# Chromium heeds the last of these switches only, so Playwright's own list comes first. The panels below the address
# bar are web pages too: without them, opening a window takes a second less.
NOT_USED = [
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
]
ARGUMENTS = [
    f"--disable-features={','.join(NOT_USED)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser; without one each test is skipped by name, but not in CI."""
    ours = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    missing = os.environ.get("CI") != "true" and find_chromium() is None
    for item in ours:
        item.add_marker("browser")
        if missing:
            item.add_marker(pytest.mark.skip(reason=NONE_FOUND))


Serve = Callable[..., AbstractContextManager[str]]


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Runs a dashboard of its own: `with serve(folder, as_public=True) as address:`."""
    return _serving


@pytest.fixture(scope="session")
def app_address(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard as its organizer sees it, on a new store with the starter figures."""
    with serve(tmp_path_factory.mktemp("dashboard")) as address:
        yield address


@contextmanager
def _serving(folder: Path, *commands: Sequence[str], as_public: bool = False, **settings: str) -> Iterator[str]:
    """Starts on a new store with the starter figures, after the terminal's `commands`, with more settings."""
    url = f"sqlite:///{folder / 'commontable.db'}"
    with stores.acting_on(url, folder):
        for words in (["init"], *commands):
            done = command(*words)
            assert (done.code, done.err) == (0, "")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COMMONTABLE_")}
    environment |= {"COMMONTABLE_VAR": str(folder), "COMMONTABLE_DATABASE_URL": url, **settings}
    port = _free_port()
    if as_public:
        environment["COMMONTABLE_URL"] = f"http://127.0.0.1:{port}"
    log = folder / "serve.log"
    serve = [sys.executable, str(ROOT / "cli.py"), "serve", "--port", str(port), "--no-browser"]
    with (
        log.open("wb") as output,
        subprocess.Popen(serve, env=environment, cwd=ROOT, stdout=output, stderr=output) as server,
    ):
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_healthy(address, server, log)
            yield address
            if server.poll() is not None:
                pytest.fail(f"The dashboard ended with {server.returncode} on its own:\n{log.read_text()}")
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{address}/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The dashboard did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium a module: while Playwright is at work, no other test may run an event loop of its own."""
    path = find_chromium()
    if path is None:
        pytest.fail(NONE_FOUND)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def width() -> int:
    """The window's width in pixels: 1280 is a desktop, 390 a phone."""
    return 1280


@pytest.fixture
def color_scheme() -> Literal["light", "dark"]:
    """The theme the visitor's system asks for."""
    return "light"


@pytest.fixture
def faults() -> list[str]:
    """What the page did that no page may do; whatever is left in it at the end fails the test."""
    return []


@pytest.fixture
def page(
    browser: Browser,
    app_address: str,
    width: int,
    color_scheme: Literal["light", "dark"],
    faults: list[str],
) -> Iterator[Page]:
    """A page of a visitor who has not been here before; `page.goto("/")` opens the dashboard."""
    context = browser.new_context(
        base_url=app_address,
        viewport={"width": width, "height": HEIGHTS[width]},
        color_scheme=color_scheme,
    )
    _watch(context, app_address, faults)
    yield context.new_page()
    context.close()
    assert faults == []


def _watch(context: BrowserContext, address: str, faults: list[str]) -> None:
    own_host = urlsplit(address).netloc

    def note_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != own_host:
            faults.append(f"asked another host: {request.url}")

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text} ({message.location['url']})")

    context.on("request", note_request)
    context.on("console", note_message)
    context.on("weberror", lambda error: faults.append(f"script: {error.error}"))


def under(page: Page, word: str) -> list[str]:
    """What stands under a word of the top bar."""
    page.get_by_role("button", name=word, exact=True).click()
    items = page.get_by_role("menu", name=word).get_by_role("menuitem")
    expect(items.first).to_be_visible()
    found = [text.split("\n")[-1].strip() for text in items.all_inner_texts()]  # an icon’s name stands before
    page.keyboard.press("Escape")
    return found


@pytest.fixture
def settled() -> Callable[[Page], None]:
    """Waits until the page's script has run and nothing more is coming; never sleep instead."""

    def wait(page: Page) -> None:
        page.wait_for_selector(SETTLED, state="attached")
        page.wait_for_function(NOTHING_LOADING)

    return wait


@pytest.fixture
def visit(page: Page, settled: Callable[[Page], None]) -> Callable[[str], Page]:
    """Opens a path of the dashboard and answers with the settled page."""

    def opened(path: str) -> Page:
        page.goto(path)
        settled(page)
        return page

    return opened
