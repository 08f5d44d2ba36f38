"""School figures from the terminal: `commontable district import` and its undo."""

import json
from pathlib import Path

from typer.testing import CliRunner

from cli import app
from tests.budget.districts.examples import LARGE, SMALL, kentucky
from tests.budget.districts.room import foundation

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "figures_ky_discipline.csv"


def test_a_file_is_tried_imported_and_taken_back(sqlite_store: str) -> None:
    foundation()
    runner = CliRunner()
    tried = runner.invoke(app, ["district", "import", str(SAMPLE), "--dry-run"])
    assert "5 rows: 5 new" in tried.stdout
    assert tried.stdout.endswith("Nothing was changed: this was a dry run.\n")
    done = json.loads(runner.invoke(app, ["district", "import", str(SAMPLE), "--json"]).stdout)
    assert (done["batch"], done["inserted"], done["missing"]) == (1, 5, {"suppressed": 1})
    again = runner.invoke(app, ["district", "import", str(SAMPLE)])
    assert "held everything in this file already" in again.stdout
    undone = runner.invoke(app, ["district", "undo-import", "1"])
    assert undone.stdout.startswith("5 figures and 3 districts and schools were taken back")


def shown(*words: str) -> str:
    """What a command says; a refusal too."""
    return CliRunner().invoke(app, list(words)).output


def test_the_list_and_one_district_are_shown_as_words_and_for_programs(sqlite_store: str) -> None:
    kentucky()
    listed = shown("show", "districts", "--school-year", "2015-16", "--by-size")
    assert listed.splitlines()[0] == "3 districts in Kentucky, 2015-16: 101,600 students."
    assert listed.splitlines()[1].split() == ["275", "Example", "River", "96,000", "$14,845.85"]
    found = json.loads(shown("show", "districts", "--school-year", "2016", "--words", "hill", "--json"))
    assert [(one["code"], one["enrollment"]["value"]) for one in found["districts"]] == [(SMALL, 2_600)]
    assert '"value": 14727,' in shown("show", "district", LARGE, "--school-year", "2016-17", "--json")
    assert "Example River, Kentucky, 275" in shown("show", "district", LARGE)
    record = json.loads(shown("show", "district", LARGE, "--school-year", "2017", "--json"))
    missing = {one["missing"] for one in record["figures"] if one["measure"] == "revenue_total"}
    assert missing == {"not_published"}


def test_a_merger_is_recorded_shown_and_taken_back(sqlite_store: str) -> None:
    kentucky()
    change = ("district", "changed", SMALL, "--kind", "merged", "--school-year", "2016-17")
    assert "Name the other district" in str(CliRunner().invoke(app, [*change, "--title", "Minutes"]).exception)
    assert shown(*change, "--into", LARGE, "--title", "Minutes (example)").startswith("Recorded.")
    record = json.loads(shown("show", "district", SMALL, "--json"))
    assert [(one["kind"], one["school_year"], one["into_name"]) for one in record["changes"]] == [
        ("merged", 2017, "Example River")
    ]
    assert "became part of Example River in 2016-17" in shown("show", "district", SMALL)
    assert shown("district", "unchanged", *change[2:]) == "Taken back.\n"
