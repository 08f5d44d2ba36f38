"""`commontable import` takes ballot questions as it takes tables, says what it did, and takes it back."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from data.errors import InvalidInput
from tests.campaigns.voter_guides.elections import SAMPLES, massachusetts


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli.app, list(words), catch_exceptions=False)
    assert result.exit_code == code
    return result.output


@pytest.mark.usefixtures("sqlite_store")
def test_a_folder_of_questions_is_tried_imported_listed_and_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMMONTABLE_LOCAL_ORGANIZER", "1")
    massachusetts()
    assert "this was a dry run" in run("import", str(SAMPLES), "--dry-run")
    assert "No ballot question is on file" in run("show", "ballot-questions")
    said = run("import", str(SAMPLES))
    assert "2 files: 2 new, 0 changed, 0 the same, 0 left out." in said
    assert "“commontable undo 1” takes it back" in said
    again = json.loads(run("import", str(SAMPLES), "--json"))
    assert (again["rows"], again["unchanged"], again["import"]) == (2, 2, None)
    assert [one["number"] for one in json.loads(run("show", "ballot-questions", "--json"))] == ["1", "2"]
    assert "2 questions gone" in run("undo", "1")
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: null")
    assert "Left out: bad.yaml: title: the file does not say it" in run("import", str(bad), code=2).replace("\n", " ")
    table = tmp_path / "table.csv"
    table.write_text("LineItem,FY17\n")
    with pytest.raises(InvalidInput, match="Import the two kinds apart"):
        run("import", str(bad), str(table))
