"""Letters in the terminal, on the example’s two: one open under its second text, one sent."""

import json
from datetime import timedelta

import pytest
from typer.testing import CliRunner

import cli
from coalition.examples.commands import load_example
from tests.coalition.letters.desk import NOW, do, record
from tests.support import ORGANIZER


@pytest.fixture
def example(sqlite_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coalition.accounts.clock.now", lambda: NOW)
    do(ORGANIZER, load_example, now=NOW)


@pytest.mark.usefixtures("example")
def test_letters_are_listed_with_what_stands_under_each() -> None:
    found = json.loads(CliRunner().invoke(cli.app, ["show", "letters", "--json"]).stdout)
    assert [(one["state"], one["version"], one["signatures"], one["signed_version"]) for one in found] == [
        ("open", 2, 1, None), ("sent", 1, 4, 1),
    ]  # fmt: skip
    said = CliRunner().invoke(cli.app, ["show", "letters"]).stdout
    assert all("(example)" in line for line in said.strip().splitlines())
    assert "your organization signed" in said


@pytest.mark.usefixtures("example")
def test_the_examples_open_letter_shows_who_is_asked_again() -> None:
    found = record(2)
    assert len(found.versions) == 2
    assert len(found.behind) == 2
    assert found.deadline == (NOW + timedelta(days=12)).date()


def test_without_letters_it_says_where_to_begin_one(sqlite_store: str) -> None:
    assert "Begin one in the dashboard" in CliRunner().invoke(cli.app, ["show", "letters"]).stdout
