"""The two formulas from the terminal: figures, JSON for programs, and a sentence for a slip."""

import json

import pytest
from typer.testing import CliRunner

import cli
from data.errors import InvalidInput

pytestmark = pytest.mark.usefixtures("sqlite_empty")


def test_seek_and_chapter_70_are_shown() -> None:
    seek = CliRunner().invoke(cli.app, ["show", "seek", "new_base=4381", "--json"])
    assert json.loads(seek.stdout)["what_if"]["state_cents"] == 1_120_549_500

    aid = CliRunner().invoke(cli.app, ["show", "chapter-70", "--fiscal-year", "2018", "--minimum", "100"])
    assert "15 of 20 districts would get $7.41 million more in FY2018." in aid.stdout


@pytest.mark.parametrize(
    ("typed", "cure"), [("basis=1", "Write name=value with one of: base, pupils"), ("levied=0.647", "such as 64.7")]
)
def test_a_slip_is_told_with_its_cure(typed: str, cure: str) -> None:
    done = CliRunner().invoke(cli.app, ["show", "seek", typed])
    assert isinstance(done.exception, InvalidInput)
    assert cure in str(done.exception)
