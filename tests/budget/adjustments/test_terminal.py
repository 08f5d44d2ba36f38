"""The terminal's door: an adjustment or a transfer typed in one command, shown with the line."""

import json
import sys
from datetime import date
from typing import Any

import pytest

import cli
from budget.adjustments.terminal import adjust_line, kind_of
from data.store import open_session
from tests.budget.adjustments.room import DESE, FY2025, JANUARY, METCO, after
from tests.budget.line_items.room import refusal
from tests.support import ORGANIZER

Lines = tuple[int, int]


def typed(code: str = DESE, **said: Any) -> tuple[str, ...]:
    """What the command answers to a supplemental of $5, or to what is said instead."""
    usual: dict[str, Any] = {
        "kind": "supplemental",
        "to": "",
        "jurisdiction": "ma",
        "fiscal_year": FY2025,
        "dated": JANUARY,
        "amount_cents": 500,
        "source_title": "Act",
        "source_address": "",
        "reason": "",
    }
    with open_session(ORGANIZER, writing=True) as session:
        return adjust_line(session, code, **(usual | said))


def test_an_adjustment_and_a_transfer_are_typed_in_one_command(lines: Lines) -> None:
    assert typed() == ()
    assert typed(kind="transfer", to=METCO, amount_cents=700) == ()

    assert after(lines[0]).standing.current_cents == 1_000_000_000 + 500 - 700
    assert after(lines[1]).standing.current_cents == 200_000_000 + 700


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": "gift"}, "“gift” is no kind of adjustment. Give supplemental, transfer, 9c, cut."),
        ({"to": METCO}, "Only a transfer has a second line."),
        ({"kind": "transfer"}, "A transfer needs the line the money reaches."),
        ({"kind": "transfer", "to": "9999-9999"}, "The line item “9999-9999” was not found."),
        ({"kind": "9C"}, "A 9C cut takes away"),
        ({"code": "9999-9999"}, "The line item “9999-9999” was not found."),
        ({"dated": date(2020, 1, 1)}, "is before FY2025 began"),
    ],
)
def test_a_slip_gets_its_sentence_and_changes_nothing(lines: Lines, said: dict[str, Any], sentence: str) -> None:
    assert sentence in refusal(lambda: typed(**said))


def test_a_kind_is_read_in_either_case() -> None:
    assert kind_of("9C") is kind_of("9c")


def test_the_command_warns_and_the_line_shows_its_adjustments(
    lines: Lines, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> str:
        monkeypatch.setattr(sys, "argv", ["commontable", *words])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert not stopped.value.code
        return capsys.readouterr().out

    what = ("--fiscal-year", "2025", "--kind", "9c", "--date", "2025-01-08", "--amount", "-$3,000,000")
    said = run("adjust", METCO, *what, "--title", "The order")
    assert "Recorded for 7010-0012 in FY2025" in said
    assert "take more than the line has on 8 January 2025" in said

    years = json.loads(run("show", "line-item", METCO, "--json"))["after_enactment"]
    (year,) = [found for found in years if found["fiscal_year"] == 2025]
    (one,) = year["adjustments"]
    assert (one["kind"], one["date"], one["amount_cents"], one["level_cents"], one["source"]) == (
        "9c", "2025-01-08", -300_000_000, -100_000_000, "The order",
    )  # fmt: skip
    assert year["current_cents"] == -100_000_000
    assert "FY2025  Enacted $2,000,000; a 9C cut of $3,000,000 on 8 January 2025" in run("show", "line-item", METCO)
