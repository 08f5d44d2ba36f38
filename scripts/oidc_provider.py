"""Installs the provider of OpenID Connect that a browser test signs in by, where Node is at hand."""

import re
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "browser" / "provider"
OLDEST_NODE = 20
NO_PROVIDER = (
    f"Node {OLDEST_NODE} or newer with npm, or the package oidc-provider, is not here, so "
    "tests/browser/test_provider.py cannot run. "
    f"Install Node {OLDEST_NODE} or newer, then “make test” installs the package."
)
INSTALL_SECONDS, ASK_SECONDS = 300, 30


def node_is_new_enough() -> bool:
    """Whether `node` is here and is a release that the provider runs on."""
    node = shutil.which("node")
    if node is None:
        return False
    said = subprocess.run(  # noqa: S603 - the person's own Node
        [node, "--version"], check=False, capture_output=True, text=True, timeout=ASK_SECONDS
    ).stdout
    version = re.match(r"v(\d+)\.", said)
    return version is not None and int(version[1]) >= OLDEST_NODE


def is_installed() -> bool:
    """Whether Node, new enough, and what package-lock.json names are here."""
    listed = FOLDER / "node_modules" / ".package-lock.json"
    lock = FOLDER / "package-lock.json"
    newest = listed.exists() and listed.stat().st_mtime >= lock.stat().st_mtime
    return newest and node_is_new_enough()


def install() -> bool:
    """Install exactly what package-lock.json names, running none of its scripts; whether that worked."""
    npm = shutil.which("npm")
    if is_installed() or npm is None or not node_is_new_enough():
        return is_installed()
    print("Installing the provider of OpenID Connect for its browser test ...", flush=True)
    try:
        subprocess.run([npm, "ci", "--silent"], cwd=FOLDER, check=False, timeout=INSTALL_SECONDS)  # noqa: S603 - ours
    except subprocess.TimeoutExpired:
        print(f"Gave up on npm after {INSTALL_SECONDS} seconds.", flush=True)
    return is_installed()


def main() -> None:
    """Say what will not run without it."""
    if not install():
        print(NO_PROVIDER, flush=True)


if __name__ == "__main__":
    main()
