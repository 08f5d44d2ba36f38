"""School figures from the terminal: `commontable district import` and its undo."""

import json
from pathlib import Path

from typer.testing import CliRunner

from cli import app
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
