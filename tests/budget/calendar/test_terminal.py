"""The terminal: the next decision on each watched line, and a day announced."""

import json
import sys
from collections.abc import Callable
from datetime import date, timedelta

import pytest

import cli
from data.periods import fiscal_year_of
from tests.budget.line_items import room

TODAY = date.today()
SOON = (TODAY + timedelta(days=12)).isoformat()
YEAR = fiscal_year_of(TODAY, 7) + 1
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line in this process; gives its exit code and what it said."""

    def ended(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["commontable", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return ended


@pytest.mark.usefixtures("sqlite_started")
def test_an_announced_day_is_what_show_next_prints(run: Run) -> None:
    code, said, _ = run("announce", "gov", "--fiscal-year", YEAR, "--date", SOON, "--title", "Governor’s letter")
    assert (code, said) == (0, f"gov of the FY{YEAR} budget is announced for {SOON}.\n")

    code, text, _ = run("show", "next")
    assert code == 0
    assert f"Massachusetts FY{YEAR}\n  Governor: files the budget with the House.\n" in text
    assert "(announced), in 12 days.\n    7061-0008: Set our ask first.\n" in text

    code, as_json, _ = run("show", "next", "--json")
    first = json.loads(as_json)[0]
    assert (first["code"], first["stage"], first["date"]) == ("7061-0008", "gov", SOON)
    assert (first["how_sure"], first["days_left"], first["source"]) == ("announced", 12, "Governor’s letter")
    assert first["ask_cents"] is None


@pytest.mark.usefixtures("sqlite_started")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("signed", "--date", SOON), "is not a decision on a budget in Massachusetts"),
        (("gov", "--date", "2001-01-01"), "is too far from the"),
        (("gov", "--date", "soon"), "is not a date"),
        (("gov", "--date", ""), "Give the announced day"),
        (("gov", "--date", SOON, "--jurisdiction", "zz"), "was not found"),
    ],
)
def test_a_mistake_is_one_sentence_and_changes_nothing(run: Run, words: tuple[str, ...], sentence: str) -> None:
    with room.unchanged():
        code, _, said = run("announce", *words, "--fiscal-year", YEAR, "--title", "Letter")
    assert code == 2
    assert sentence in said


@pytest.mark.usefixtures("sqlite_store")
def test_a_store_where_no_line_is_watched_says_so(run: Run) -> None:
    room.foundation()
    assert run("show", "next")[:2] == (
        0,
        "No line is watched. Open a line item in the dashboard and choose “Watch this line”.\n",
    )
    assert run("show", "next", "--json")[1] == "[]\n"
