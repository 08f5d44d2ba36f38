"""Bills in the terminal: a file imported, its counts for programs, what no rule reads, and a bill by its number."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from campaigns.legislation.commands import Said, follow_measure
from campaigns.legislation.models import Priority
from tests.campaigns.legislation.bill_room import NOW, bill_rows, done, imported, measure, states


@pytest.mark.usefixtures("sqlite_store")
def test_a_file_is_imported_shown_and_taken_back(tmp_path: Path) -> None:
    states()
    path = tmp_path / "actions.csv"
    rows = (
        "id,action,branch,date",
        "H1,Read,House,2021-02-25T16:46:19.933Z",
        "H1,Reorganization plan approved,Senate,",
    )
    path.write_text("\n".join((*rows, "x,y,,")))

    def run(*words: str) -> str:
        done = CliRunner().invoke(cli.app, [*words], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    (report,) = json.loads(run("bill", "import", str(path), "--json", "--dry-run"))
    assert (report["rows"], report["inserted"], report["rejected"], report["import_id"]) == (3, 2, 1, None)
    assert bill_rows() == {}
    said = run("bill", "import", str(path))
    assert "Bills: 1 new, 0 changed, 0 the same." in said
    assert "Row 4, id: “x” is not a bill’s number." in said
    assert "The store has all of it already" in run("bill", "import", str(path))
    assert "1 of 2 actions (50.00%) are read by a rule" in run("bill", "unread")
    assert "H1: - (First reading, Feb 25, 2021)" in run("show", "bill", "h. 1")
    assert [one["number"] for one in json.loads(run("show", "bills", "--json"))] == ["H1"]
    assert "records gone, 0 as before." in run("bill", "undo-import", "1")
    assert bill_rows() == {}


@pytest.mark.usefixtures("sqlite_store")
def test_a_bill_we_follow_that_only_mentions_a_number_is_not_that_bill() -> None:
    states()
    imported(measure("S9", title="An Act to repeal H 495"), measure("H.495", title="Schools"))
    ours = bill_rows()["S9"].measure_id
    done(follow_measure, measure_id=ours, version=0, said=Said(Priority.TOP), now=NOW)

    def shown(number: str) -> str:
        return CliRunner().invoke(cli.app, ["show", "bill", number]).output

    assert "H.495: Schools" in shown("HB 495")
    assert "S9 [top]: An Act to repeal" in shown("s 9")
