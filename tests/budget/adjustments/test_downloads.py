"""The file and the terminal say what the page says: one sum, to the cent."""

import json
from datetime import date

import pytest

from budget.adjustments.downloads import adjustments_file
from budget.adjustments.exporting import adjustments_table
from budget.adjustments.queries import every_year_after
from budget.adjustments.terminal import adjustments_as_json, adjustments_as_text
from budget.line_items.line_queries import line_record
from data.exports.registry import find
from data.exports.tables import as_json
from data.store import open_session
from tests.budget.adjustments.room import MARCH, SUPPLEMENTAL, adjust, after, enter, move
from tests.support import PUBLIC

Lines = tuple[int, int]


@pytest.fixture
def adjusted(lines: Lines) -> int:
    """$10,000,000 − $500,000 + $200,000 − $300,000, printed as $9,450,000, spent $9,000,000."""
    adjust(lines[0], -500_000)
    adjust(lines[0], 200_000, MARCH, SUPPLEMENTAL, reason="A court order.")
    move(*lines, 300_000)
    enter(lines[0], "current", 9_450_000)
    enter(lines[0], "spent", 9_000_000)
    return lines[0]


def test_the_file_the_screen_and_the_terminal_agree(adjusted: int) -> None:
    day = date(2025, 8, 1)
    on_screen = after(adjusted, day)
    with open_session(PUBLIC) as session:
        years = every_year_after(session, line_record(session, adjusted), day=day)
    year = next(found for found in years if found.fiscal_year == 2025)

    file = json.loads(as_json(adjustments_table(on_screen.head, [on_screen])))
    levels = {row["what"]: row["level_cents"] for row in file["rows"]}
    terminal = adjustments_as_json([year])[0]

    assert on_screen.standing.current_cents == 940_000_000
    assert levels["Current appropriation, by this list"] == terminal["current_cents"] == 940_000_000
    changes = [row["change_cents"] for row in file["rows"] if row["change_cents"] is not None]
    assert changes == [one["amount_cents"] for one in terminal["adjustments"]] == [-50_000_000, 20_000_000, -30_000_000]
    assert [one["level_cents"] for one in terminal["adjustments"]] == list(on_screen.standing.levels)
    assert terminal["published"][0]["difference_cents"] == 5_000_000
    assert levels["Published as Current"] == 945_000_000
    assert [spent["amount_cents"] for spent in terminal["spending"]] == [900_000_000]
    assert "FY2025  Enacted $10,000,000; a 9C cut" in adjustments_as_text([year])
    assert {"The order", "The transfer", "FY2025 gaa", "FY2025 spent"} <= {
        source["title"] for source in file["sources"]
    }
    assert any("spending is not an appropriation" in note for note in file["notes"])


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_anybody_may_take_the_file_of_a_year_or_of_all(adjusted: int, kind: str) -> None:
    assert find("line-adjustments", kind) is adjustments_file

    year = adjustments_file(PUBLIC, {"line": str(adjusted), "year": "2025"}, kind)
    every = adjustments_file(PUBLIC, {"line": str(adjusted)}, kind)

    assert year.name == every.name == "after-enactment-7010-0005"
    assert year.body
    assert len(every.body) >= len(year.body)


def test_a_line_of_which_nothing_is_known_after_enactment_says_nothing(lines: Lines) -> None:
    with open_session(PUBLIC) as session:
        years = every_year_after(session, line_record(session, lines[1]), day=date(2025, 8, 1))

    assert all(year.standing.published or year.standing.spending or year.filed for year in years)
    assert adjustments_as_text([]) == ""
