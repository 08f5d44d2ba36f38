"""Account names: a line for each number, its names with where they were seen, once; drift and clashes are said."""

from pathlib import Path

import pytest

from tests.budget.line_items import room
from tests.budget.line_items.room import as_csv, real, take_back
from tests.budget.line_items.tables import NAMES, checks, counts, facts, take

FILE = "ma_dese_account_names.csv"
TABLES = ("line_items", "line_item_names")


def names_on_file() -> dict[str, set[str]]:
    """Every name by its line's number, the line's own among them."""
    held = facts(*TABLES)
    found = {line["id"]: (line["code"], {line["name"]}) for line in held["line_items"]}
    for name in held["line_item_names"]:
        found[name["line_item_id"]][1].add(name["name"])
    return {code: names for code, names in found.values() if code}


@pytest.mark.usefixtures("empty")
def test_the_real_table_makes_its_42_accounts_with_50_names_and_can_be_undone() -> None:
    before = facts(*TABLES)

    report = take(real(FILE))

    assert counts(report) == (42, 8, 24, 0, 0)
    held = names_on_file()
    assert (len(held), sum(map(len, held.values()))) == (42, 50)
    assert held["7061-0012"] == {
        "Circuit Breaker Reimburse for Special Ed Resident",
        "Special Education Circuit Breaker Reimbursement",
        "Circuit Breaker - Reimbursement for Special Education Resident",
    }
    assert [f"{year.label}" for year in report.fiscal_years] == ["FY2015", "FY2016", "FY2018", "FY2025"]
    with room.unchanged():
        assert counts(take(real(FILE))) == (0, 0, 74, 0, 0)
    undone = take_back(report.batch_id)
    assert (undone.lines, undone.names, undone.also) == (42, 50, ())
    assert facts(*TABLES) == before


@pytest.mark.usefixtures("started")
def test_over_the_starter_every_name_is_found_and_nothing_is_written() -> None:
    with room.unchanged():
        report = take(real(FILE))
    assert counts(report) == (0, 0, 74, 0, 0)
    assert len(checks(report, holds=True)) == 7
    assert checks(report, holds=False) == []


@pytest.mark.usefixtures("empty")
def test_each_name_has_the_document_it_was_seen_in(tmp_path: Path) -> None:
    rows = [NAMES, ["7061-0008", "Chapter 70", "FY2025 veto document"], ["7061-0008", "Chapter 70 Aid", "A memo"]]
    take(as_csv(tmp_path / "names.csv", rows))

    held = facts("sources", "line_item_names")
    titles = {source["id"]: (source["title"], source["key"].startswith("file-")) for source in held["sources"]}
    assert [titles[name["source_id"]] for name in sorted(held["line_item_names"], key=lambda n: int(n["id"]))] == [
        ("FY2025 veto document", False),
        ("A memo", True),
    ]


@pytest.mark.usefixtures("sqlite_empty")
def test_a_name_with_two_numbers_is_said(tmp_path: Path) -> None:
    rows = [NAMES, ["7061-0001", "Grants", "A memo"], ["7061-0002", "GRANTS", "A memo"]]
    report = take(as_csv(tmp_path / "names.csv", rows))

    assert checks(report, holds=False) == [
        "“GRANTS” is printed with 2 account numbers, 7061-0001, 7061-0002: a row with the name alone fits each of them."
    ]


@pytest.mark.usefixtures("sqlite_empty")
def test_names_that_come_after_their_figures_are_kept_apart_and_said_to_be_matched(tmp_path: Path) -> None:
    actions = ["Account", "FY2017 Conference", "FY2017 Vetoes", "FY2017 Overrides", "FY2017 GAA"]
    take(as_csv(tmp_path / "actions.csv", [actions, ["Grants", "5", "0", "0", "5"]]))

    report = take(as_csv(tmp_path / "names.csv", [NAMES, ["7061-0001", "Grants", "A memo"]]))

    assert counts(report) == (1, 0, 0, 0, 0)
    assert checks(report, holds=False) == [
        "1 name is also that of a line without a number: “Grants”. Match the two on the page “Names to match”."
    ]
    assert sorted((code or "", name) for _agency, code, name in room.line_names()) == [
        ("", "Grants"),
        ("7061-0001", "Grants"),
    ]


@pytest.mark.usefixtures("sqlite_empty")
def test_what_cannot_be_taken_is_named_with_its_row_its_column_and_the_cure(tmp_path: Path) -> None:
    rows = [
        NAMES,
        ["7061-0001", "Grants", "A memo"],
        ["70610002", "Aid", "A memo"],
        ["7061-0003", "—", "A memo"],
        [],
        ["7061-0004", "x" * 301, "A memo"],
        ["7061-0005", "Aid", ""],
    ]
    report = take(as_csv(tmp_path / "names.csv", rows))

    assert counts(report) == (1, 0, 0, 1, 4)
    assert [(r.row, r.column, r.reason) for r in report.rejected] == [
        (3, "account", "Row 3, column account: “70610002” is no account number. Write it as 7061-0012."),
        (
            4,
            "name_as_printed",
            "Row 4, column name_as_printed: there is no name. Write it as it is printed, or remove the row.",
        ),
        (
            6,
            "name_as_printed",
            "Row 6, column name_as_printed: the name is longer than 300 characters. Shorten it to the account’s name.",
        ),
        (
            7,
            "seen_in",
            "Row 7, column seen_in: there is no document. Name the one the account was seen in.",
        ),
    ]
