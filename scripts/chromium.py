"""Finds the Chromium that browser tests drive, and gets one where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHOICE = "COMMONTABLE_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
NONE_FOUND = (
    "No Chromium was found and none could be installed, so the browser tests in tests/browser cannot run. "
    f"Install Chromium or Chrome, or name one that exists in {CHOICE}."
)
DOWNLOAD_SECONDS = 600


def find_chromium() -> str | None:
    """The path of the browser named in COMMONTABLE_CHROMIUM, else the system's, else Playwright's own."""
    if chosen := os.environ.get(CHOICE):
        return shutil.which(chosen)
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or _application() or _of_playwright()


def _application() -> str | None:
    return next((str(path) for path in APPLICATIONS if path.exists()), None)


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.exists() else None


def get_chromium() -> str | None:
    """Install Playwright's browser, else Debian's package when root; the path of what is there afterwards."""
    print("No Chromium or Chrome here; getting Playwright's ...", flush=True)
    _try(sys.executable, "-m", "playwright", "install", "chromium")
    if (path := find_chromium()) or not _may_install_packages():
        return path
    print("Playwright's could not be had; getting Debian's package ...", flush=True)
    _try("apt-get", "update", "-qq")
    _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    return find_chromium()


def _may_install_packages() -> bool:
    return shutil.which("apt-get") is not None and os.geteuid() == 0


def _try(*command: str) -> None:
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=DOWNLOAD_SECONDS)  # noqa: S603 - ours
    except subprocess.TimeoutExpired:
        print(f"Gave up on {command[0]} after {DOWNLOAD_SECONDS} seconds.", flush=True)


def main() -> None:
    """Say which browser the tests will drive; without one, say what will not run."""
    path = find_chromium() or (None if os.environ.get(CHOICE) else get_chromium())
    print(f"Browser tests drive {path}." if path else NONE_FOUND, flush=True)


if __name__ == "__main__":
    main()
