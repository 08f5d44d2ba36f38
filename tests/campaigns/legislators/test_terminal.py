"""`commontable legislator import` and its neighbours, as a person and a program run them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cli
from data.errors import InvalidInput
from tests.campaigns.legislators import room
from tests.campaigns.legislators.room import person, zipped


def run(*words: str) -> str:
    result = CliRunner().invoke(cli.app, list(words), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


@pytest.mark.usefixtures("sqlite_store")
def test_a_file_is_tried_imported_listed_and_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMONTABLE_LOCAL_ORGANIZER", "1")
    room.founded()
    path = str(zipped(tmp_path, {"a": person("1", "Ana Example"), "bad": "x: ["}))
    assert "you only asked" in run("legislator", "import", path, "--dry-run")
    assert "No legislator fits" in run("show", "legislators")

    said = run("legislator", "import", path)
    assert "2 records: 1 new, 0 changed, 0 as they are, 1 left out." in said
    assert "bad.yml: the file is not whole YAML" in said
    again = json.loads(run("legislator", "import", path, "--json"))
    assert (again["rows"], again["unchanged"], again["rejected"], again["import"]) == (2, 1, 1, None)
    (listed,) = json.loads(run("show", "legislators", "--words", "exam", "--json"))
    assert (listed["name"], listed["chamber"], listed["party"]) == ("Ana Example", "lower", "Democratic")
    assert "people.zip" in run("legislator", "imports")
    assert "0 sponsors were linked" in run("legislator", "link-sponsors")
    assert "1 records gone" in run("legislator", "undo-import", "1")
    two = json.loads(run("legislator", "import", path, path, "--dry-run", "--json"))
    assert [one["rows"] for one in two] == [2, 2]
    with pytest.raises(InvalidInput, match="There is no file"):
        run("legislator", "import", str(tmp_path / "none.zip"))
