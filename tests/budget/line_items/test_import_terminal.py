"""Files on the command line: each by itself, a folder in name order, one line that sums up."""

import json
from pathlib import Path

import pytest

from tests.budget.line_items import room
from tests.budget.line_items.terminal import command


@pytest.mark.usefixtures("sqlite_empty")
def test_one_refused_file_does_not_keep_out_the_others(tmp_path: Path) -> None:
    good = room.as_csv(tmp_path / "b_2017-08.csv", [["LineItem", "LineItemName", "FY17"], ["7061-0008", "Aid", "5"]])
    odd = room.as_csv(tmp_path / "a.csv", [["One", "Two"], ["x", "y"]])

    done = command("import", odd, good, tmp_path / "none.csv")

    assert done.code == 2
    last = done.out.splitlines()[-1]
    assert last.startswith("3 files: 1 taken, 0 unchanged, 2 refused: a.csv (No row of this file is a header we know;")
    assert last.endswith(f"none.csv (There is no file {tmp_path / 'none.csv'}. Check the name and the folder.)")
    assert room.line_names() == [("", "7061-0008", "Aid")]


@pytest.mark.usefixtures("sqlite_empty")
def test_a_folder_says_what_it_left_out_and_a_dry_run_keeps_nothing(tmp_path: Path) -> None:
    room.as_csv(tmp_path / "b_2017-08.csv", [["LineItem", "LineItemName", "FY17"], ["7061-0008", "Aid", "5"]])
    (tmp_path / "README.md").write_text("About")
    (tmp_path / ".hidden.csv").write_text("x")

    with room.unchanged():
        done = command("import", tmp_path, "--dry-run")

    assert done.code == 0
    assert "Left out, as their names are no table’s: README.md." in done.out
    assert done.out.splitlines()[-1] == "1 file: 1 would be taken, 0 unchanged, 0 refused."


@pytest.mark.usefixtures("sqlite_empty")
def test_the_document_and_its_address_are_those_a_person_names(tmp_path: Path) -> None:
    rows = [["LineItem", "LineItemName", "FY17"], ["7061-0008", "Aid", "5"]]
    path = room.as_csv(tmp_path / "b_2017-08.csv", rows)
    named = ["--document", "FY2017 act, section 2", "--address", "https://example.org/act"]

    assert command("import", path, path.parent, *named).code == 0
    (source,) = [row for row in room.dump()["sources"] if row["sha256"]]
    assert (source["title"], source["address"]) == ("FY2017 act, section 2", "https://example.org/act")
    other = room.as_csv(tmp_path / "c_2018-08.csv", rows)
    refused = command("import", path, other, *named)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "--document names the document that one file is. Import that file by itself.\n"


@pytest.mark.usefixtures("sqlite_empty")
def test_a_file_given_twice_is_imported_once_and_several_answer_in_a_list(tmp_path: Path) -> None:
    path = room.as_csv(tmp_path / "b_2017-08.csv", [["LineItem", "LineItemName", "FY17"], ["7061-0008", "Aid", "5"]])

    done = command("import", path, tmp_path, tmp_path / "none.csv", "--json")

    assert done.code == 2
    taken, refused = json.loads(done.out)
    assert (taken["file"], taken["batch"], taken["inserted"]) == (path.name, 1, 1)
    assert refused == {
        "file": "none.csv",
        "refused": f"There is no file {tmp_path / 'none.csv'}. Check the name and the folder.",
    }


@pytest.mark.usefixtures("sqlite_empty")
def test_the_sheet_is_the_one_a_person_names(tmp_path: Path) -> None:
    rows = [["account", "name_as_printed", "seen_in"], ["7061-0008", "Chapter 70", "FY2016 House 1"]]
    path = room.as_xlsx(tmp_path / "names.xlsx", rows, before="Notes")

    refused = command("import", path, "--sheet", "Notes")
    assert (refused.code, refused.out) == (2, "")
    done = command("import", path, "--sheet", "Budget")
    assert done.code == 0
    assert "It is read from “Budget”." in done.out
    assert "Row 1 is the header of a table of account names." in done.out


@pytest.mark.usefixtures("sqlite_empty")
def test_undo_says_what_was_taken_back(tmp_path: Path) -> None:
    rows = [
        ["amendment_id", "number", "title", "chamber", "item", "from_amount", "to_amount"],
        ["FY2024-S3-1", "EDU 1", "Aid", "Senate", "7061-0008", "$5", "$6"],
    ]
    path = room.as_csv(tmp_path / "amendments.csv", rows)
    assert command("import", path).code == 0

    done = command("undo", 1)

    assert done.out == (
        "Import 1 is undone: 0 figures, 0 lines and 0 other names were taken back. 1 amendment was taken back.\n"
    )
