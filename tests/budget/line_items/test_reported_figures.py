"""Figures as somebody told them: word for word, beside what others told, never a sum."""

from pathlib import Path
from typing import Any

import pytest

from data.errors import InvalidInput
from data.periods import FiscalYear
from tests.budget.line_items import room
from tests.budget.line_items.room import as_csv, real, take_back
from tests.budget.line_items.tables import NAMES, REPORTED, checks, counts, facts, take

FILE = "ma_fy2025_k12_vetoes_as_reported.csv"
TABLE = "reported_figures"
MENTORING = ["7061-9634", "Mentoring Grants", "", "$300,000", ""]


def told() -> list[tuple[Any, ...]]:
    """Account, name, words and note of every figure, in the order they came."""
    rows = sorted(facts(TABLE)[TABLE], key=lambda row: int(row["id"]))
    return [(row["item_code"], row["name"], row["as_reported"], row["note"]) for row in rows]


@pytest.mark.usefixtures("empty")
def test_the_real_table_is_kept_word_for_word_and_can_be_undone() -> None:
    report = take(real(FILE))

    assert counts(report) == (8, 0, 0, 0, 0)
    assert report.figures_new == 18
    assert [words for _code, name, words, _note in told() if name == "Advanced Placement Math and Science"] == [
        "$1.3M",
        "just over $2M",
    ]
    assert "The fiscal year is FY2025: the file’s name says so." in report.evidence
    assert checks(report, holds=False) == [
        "7061-9611 is printed on 2 programs: “Extended Learning Time Grants”, “After and Out-of-School Grants”. "
        "Which of them it belongs to is not said."
    ]
    assert checks(report, holds=True)[0].startswith("3 of 18 figures are words instead of a number: “just over $2M”")
    with room.unchanged():
        assert counts(take(real(FILE))) == (0, 0, 8, 0, 0)
    assert take_back(report.batch_id).also == ("18 reported figures were taken back.",)
    assert told() == []


@pytest.mark.usefixtures("started")
def test_over_the_starter_the_same_words_are_found_and_the_other_account_is_said() -> None:
    with room.unchanged():
        report = take(real(FILE))
    assert counts(report) == (0, 0, 8, 0, 0)
    assert checks(report, holds=False)[0] == (
        "Row 5 prints 7061-9611 for “Extended Learning Time Grants”; on file it stands with the account 7061-9412, "
        "which stays as it is."
    )


@pytest.mark.usefixtures("sqlite_empty")
def test_an_account_on_two_programs_joins_the_line_that_bears_the_name_and_says_so() -> None:
    take(real("ma_dese_account_names.csv"))
    take(real(FILE))

    lines = {line["id"]: line["code"] for line in facts("line_items")["line_items"]}
    joined = {row["name"]: lines.get(row["line_item_id"]) for row in facts(TABLE)[TABLE]}
    assert joined["Extended Learning Time Grants"] == "7061-9412"
    assert joined["After and Out-of-School Grants"] == "7061-9611"
    assert joined["Student wellness school supports"] is None
    notes = {name: note for _code, name, _words, note in told()}
    assert notes["Extended Learning Time Grants"] == (
        "The table prints 7061-9611 on “After and Out-of-School Grants” too. "
        "“Extended Learning Time Grants” is on file as 7061-9412."
    )
    assert {code for code, name, *_ in told() if name == "Extended Learning Time Grants"} == {"7061-9611"}


@pytest.mark.usefixtures("empty")
def test_a_figure_told_before_its_line_was_on_file_is_joined_to_it_later(tmp_path: Path) -> None:
    table = as_csv(tmp_path / "fy2025_vetoes.csv", [REPORTED, MENTORING])
    take(table)
    take(as_csv(tmp_path / "names.csv", [NAMES, ["7061-9634", "Mentoring Grants", "A memo"]]))

    again = take(table)

    assert counts(again) == (0, 1, 0, 0, 0)
    (row,) = facts(TABLE)[TABLE]
    assert row["line_item_id"] is not None
    take_back(again.batch_id)
    (row,) = facts(TABLE)[TABLE]
    assert row["line_item_id"] is None


@pytest.mark.usefixtures("sqlite_started")
def test_other_words_for_the_same_figure_are_kept_beside_it_and_said(tmp_path: Path) -> None:
    before = len(told())
    other = ["7061-9634", "Mentoring grants", "", "about $300,000", "zero"]
    report = take(as_csv(tmp_path / "fy2025_vetoes.csv", [REPORTED, other]))

    assert counts(report) == (1, 0, 0, 0, 0)
    assert len(told()) == before + 2
    assert checks(report, holds=False) == [
        "Mentoring grants, Governor’s vetoes and reductions: this table says “about $300,000”, what is on file says "
        "“$300,000”. Both are kept, neither is summed."
    ]


@pytest.mark.usefixtures("sqlite_empty")
def test_the_year_is_the_one_a_person_says_else_the_one_in_the_name_else_asked_for(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "vetoes.csv", [REPORTED, MENTORING])
    with pytest.raises(InvalidInput, match="does not say which fiscal year its figures are for"):
        take(path)
    assert take(path, fiscal_year=FiscalYear(2024)).fiscal_years == (2024,)


@pytest.mark.usefixtures("sqlite_empty")
def test_what_cannot_be_taken_is_named_and_an_unknown_column_is_left_out(tmp_path: Path) -> None:
    rows = [
        [*REPORTED, "rumour_as_reported"],
        [*MENTORING, "$1"],
        ["", "", "$1", "", "", ""],
        ["7061-0001", "Aid", "", "", "", "$3"],
        ["7061-9634", "Mentoring  grants", "$9", "", "", ""],
    ]
    report = take(as_csv(tmp_path / "fy2025.csv", rows))

    assert counts(report) == (1, 0, 0, 0, 3)
    assert [(r.row, r.column) for r in report.rejected] == [(3, "name"), (4, None), (5, "name")]
    assert report.rejected[2].reason == (
        "Row 5, column name: “Mentoring  grants” already stands in row 2. Keep one of the two rows."
    )
    assert (
        "The column “rumour_as_reported” was left out: the budget of Massachusetts has no such stage."
        in report.warnings
    )
