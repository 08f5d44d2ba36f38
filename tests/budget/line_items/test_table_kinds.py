"""Tables of other kinds are known by their headers, wherever these stand; nothing else is taken for one."""

from pathlib import Path

import pytest

from budget.line_items.shown_other import is_other, other_counts, other_sentence
from budget.line_items.table_kinds import TableKind, kind_of, other_header
from data.access import Viewer
from data.errors import FileProblem, NotAllowed
from tests.budget.line_items import room
from tests.budget.line_items.room import as_csv, take_back
from tests.budget.line_items.tables import AMENDMENTS, NAMES, REPORTED, TOTALS, take
from tests.support import MEMBER, PUBLIC

HEADERS = {
    TableKind.AMENDMENTS: AMENDMENTS,
    TableKind.ACCOUNT_NAMES: NAMES,
    TableKind.REPORTED_FIGURES: REPORTED,
    TableKind.CATEGORY_TOTALS: TOTALS,
}


@pytest.mark.parametrize("kind", TableKind)
def test_a_kind_is_known_in_any_order_of_columns_under_a_title(kind: TableKind) -> None:
    rows = [(1, ["A title"]), (2, list(reversed([cell.replace("_", " ").upper() for cell in HEADERS[kind]])))]

    found = kind_of(rows)

    assert found is not None
    assert (found.kind, found.row) == (kind, 2)
    named = other_header([("Notes", [(1, ["x"])]), ("Data", rows)])
    assert named is not None
    assert named.kind is kind
    assert other_header([("Notes", [(1, ["x"])]), ("Data", rows)], sheet="Notes") is None


@pytest.mark.parametrize("kind", TableKind)
def test_without_one_of_its_columns_it_is_none_of_them(kind: TableKind) -> None:
    assert kind_of([(1, HEADERS[kind][:2])]) is None


def test_a_header_that_stands_twice_is_refused_with_its_columns() -> None:
    with pytest.raises(FileProblem, match="The header “seen_in” stands twice, in columns C and D"):
        kind_of([(1, [*NAMES, "seen_in"])])


@pytest.mark.usefixtures("sqlite_empty")
def test_a_column_of_no_use_is_said_and_the_page_has_a_sentence_and_counts(tmp_path: Path) -> None:
    rows = [[*NAMES, "remark"], ["7061-0001", "Grants", "FY2016 memo", "x"]]
    report = take(as_csv(tmp_path / "names.csv", rows), stage="gaa")

    assert "Left out, as a table of account names does not use them: “remark”." in report.warnings
    assert "The stage you gave is not used: it picks columns of line amounts." in report.warnings
    assert is_other(report)
    assert other_sentence(report) == (
        "Table of account names, names.csv: 1 row, FY2016; 1 new, 0 changed, 0 on file already."
    )
    assert "rows in the file" in other_counts(report)


@pytest.mark.usefixtures("empty")
def test_a_dry_run_changes_nothing_and_a_table_without_a_row_is_refused(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "names.csv", [NAMES, ["7061-0001", "Grants", "A memo"]])
    with room.unchanged():
        report = take(path, dry_run=True)
    assert (report.inserted, report.changed, report.batch_id) == (1, True, None)
    bare = as_csv(tmp_path / "bare.csv", [NAMES])
    assert room.refusal(lambda: take(bare)).startswith("The file has a header but no row under it.")
    wrong = as_csv(tmp_path / "wrong.csv", [NAMES, ["x", "Grants", "A memo"]])
    assert "The first reason: Row 2, column account: “x” is no account number." in room.refusal(lambda: take(wrong))


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER], ids=["public", "member"])
def test_only_an_organizer_may_import_them(viewer: Viewer, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "names.csv", [NAMES, ["7061-0001", "Grants", "A memo"]])
    with room.unchanged(), pytest.raises(NotAllowed):
        take(path, viewer=viewer)


@pytest.mark.usefixtures("sqlite_empty")
def test_a_table_of_no_kind_is_refused_as_before_and_a_kind_can_be_asked_for(tmp_path: Path) -> None:
    odd = as_csv(tmp_path / "odd.csv", [["One", "Two"], ["x", "y"]])
    assert room.refusal(lambda: take(odd)).startswith("No row of this file is a header we know")
    assert room.refusal(lambda: take(odd, preset="account-names")).startswith("This file is none of these: ")
    names = as_csv(tmp_path / "names.csv", [NAMES, ["7061-0001", "Grants", "A memo"]])
    assert take(names, preset="account-names").preset == TableKind.ACCOUNT_NAMES


@pytest.mark.usefixtures("sqlite_empty")
def test_the_import_is_in_the_audit_log_and_so_is_its_undo(tmp_path: Path) -> None:
    report = take(as_csv(tmp_path / "names.csv", [NAMES, ["7061-0001", "Grants", "A memo"]]))
    take_back(report.batch_id)

    done = room.audit()[-2:]
    assert [(entry["act"], entry["subject"]) for entry in done] == [
        ("import figures", "batch 1"),
        ("undo import", "batch 1"),
    ]
    assert done[0]["preset"] == "account-names"
