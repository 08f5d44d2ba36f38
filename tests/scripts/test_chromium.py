"""Which browser the tests drive."""

import stat
from pathlib import Path

import pytest

from scripts import chromium
from scripts.chromium import CHOICE, NONE_FOUND, find_chromium


@pytest.fixture(autouse=True)
def _a_machine_without_any_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(CHOICE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "APPLICATIONS", ())
    monkeypatch.setattr(chromium, "_of_playwright", lambda: None)


def program(path: Path) -> str:
    path.write_text("#!/bin/sh\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_without_a_browser_there_is_none() -> None:
    assert find_chromium() is None


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
def test_the_systems_browser_is_found_by_its_name(tmp_path: Path, name: str) -> None:
    path = program(tmp_path / name)

    assert find_chromium() == path


def test_the_browser_a_person_names_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path / "chromium")
    monkeypatch.setenv(CHOICE, program(tmp_path / "mine"))

    assert find_chromium() == str(tmp_path / "mine")


def test_a_named_browser_that_is_not_there_is_not_replaced_by_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program(tmp_path / "chromium")
    monkeypatch.setenv(CHOICE, str(tmp_path / "nowhere"))

    chromium.main()

    assert capsys.readouterr().out == NONE_FOUND + "\n"


def test_playwrights_own_is_the_last_resort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "_of_playwright", lambda: "/playwright/chrome")
    assert find_chromium() == "/playwright/chrome"

    system = program(tmp_path / "chromium")
    assert find_chromium() == system


def test_where_none_can_be_had_it_says_what_is_not_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: list[tuple[str, ...]] = []
    monkeypatch.setattr(chromium, "_try", lambda *command: tried.append(command))
    monkeypatch.setattr(chromium, "_may_install_packages", lambda: False)

    chromium.main()

    assert len(tried) == 1
    assert "tests/browser cannot run" in capsys.readouterr().out
