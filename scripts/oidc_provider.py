"""Installs the provider of OpenID Connect that a browser test signs in by, where Node is at hand."""

import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "browser" / "provider"
NO_PROVIDER = (
    "Node and npm, or the package oidc-provider, are not here, so tests/browser/test_provider.py cannot run. "
    "Install Node 20 or newer, then “make test” installs the package."
)
INSTALL_SECONDS = 300


def is_installed() -> bool:
    """Whether Node and what package-lock.json names are here."""
    listed = FOLDER / "node_modules" / ".package-lock.json"
    lock = FOLDER / "package-lock.json"
    newest = listed.exists() and listed.stat().st_mtime >= lock.stat().st_mtime
    return newest and shutil.which("node") is not None


def install() -> bool:
    """Install exactly what package-lock.json names, running none of its scripts; whether that worked."""
    npm = shutil.which("npm")
    if is_installed() or npm is None:
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
