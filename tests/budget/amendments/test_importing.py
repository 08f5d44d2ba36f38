"""A table of amendments: each kept once, what is on file never overwritten, cut-off figures kept as text."""

from pathlib import Path

import pytest

from budget.amendments.commands import paste_amendments, set_outcome
from budget.amendments.models import Outcome
from budget.amendments.queries import FloorAmendment, amendments_in
from budget.amendments.starter import load_amendments
from budget.line_items.commands import record_amount
from budget.line_items.queries import find_line, place_of
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.budget.line_items.room import as_csv, real, take_back
from tests.budget.line_items.tables import AMENDMENTS, NAMES, checks, counts, facts, take
from tests.support import ORGANIZER, PUBLIC

FILE = "ma_senate_budget_amendments.csv"
ROW = ["FY2024-S3-1", "EDU 1", "Aid to towns", "Senate", "7061-0008", "$5,000", "$6,000"]
TABLES = ("amendments", "amendment_changes")


def on_file(year: int) -> dict[str, FloorAmendment]:
    with open_session(PUBLIC) as session:
        return {a.identifier: a for a in amendments_in(session, place_of(session, "ma"), FiscalYear(year)).listed}


def test_the_real_table_is_kept_whole_and_can_be_undone(store: str) -> None:
    room.foundation()

    report = take(real(FILE))

    assert counts(report) == (19, 0, 0, 0, 0)
    assert [int(year) for year in report.fiscal_years] == [2014, 2016, 2023, 2024]
    found = on_file(2023)
    assert found["FY2023-S4-630"].replaced
    assert found["FY2023-S4-630-R1"].changes[0].inserted_cents == 601_182_247_700
    assert found["FY2023-S4-629"].changes[0].kind == "words"
    assert on_file(2016)["FY2016-S3-512"].changes[0].struck_cents == 1_791_244_300
    cut = on_file(2024)["FY2024-S3-594"]
    assert (cut.changes[0].struck_cents, cut.changes[0].inserted_cents) == (150_000_000, None)
    assert {a.outcome for year in (2014, 2016, 2023, 2024) for a in on_file(year).values()} == {Outcome.PENDING}
    with room.unchanged():
        assert counts(take(real(FILE))) == (0, 0, 19, 0, 0)
    assert take_back(report.batch_id).also == ("19 amendments were taken back.",)
    assert facts(*TABLES) == {table: [] for table in TABLES}


def test_over_the_starter_every_amendment_is_found_the_same(store: str) -> None:
    room.starter()
    with open_session(ORGANIZER, writing=True) as session:
        load_amendments(session)

    with room.unchanged():
        assert counts(take(real(FILE))) == (0, 0, 19, 0, 0)


def test_a_figure_that_was_cut_off_is_said_and_kept_as_text(store: str, tmp_path: Path) -> None:
    room.foundation()
    report = take(as_csv(tmp_path / "a.csv", [AMENDMENTS, [*ROW[:6], "$6,0"]]))

    assert "Row 2: “to_amount: $6,0” is no amount; it is kept as text under FY2024-S3-1." in report.warnings
    (kept,) = on_file(2024).values()
    assert kept.unread == ("to_amount: $6,0",)
    assert (kept.changes[0].struck_cents, kept.changes[0].inserted_cents) == (500_000, None)


@pytest.mark.usefixtures("sqlite_store")
def test_what_is_on_file_is_never_overwritten_and_the_difference_is_said(tmp_path: Path) -> None:
    room.foundation()
    take(as_csv(tmp_path / "a.csv", [AMENDMENTS, ROW]))
    other = [*ROW[:2], "Another title", *ROW[3:]], [*ROW[:6], "$7,000"], [*ROW[:4], "7061-0009", *ROW[5:]]
    for number, (row, there) in enumerate(
        zip(other, ("title “Aid to towns”", "to_amount $6,000", "7061-0008"), strict=True)
    ):
        path = as_csv(tmp_path / f"b{number}.csv", [AMENDMENTS, row])
        said = room.refusal(lambda path=path: take(path))  # type: ignore[misc]
        assert f"FY2024-S3-1 is on file with {there}. What is on file stays;" in said


@pytest.mark.usefixtures("sqlite_store")
def test_an_amendment_of_two_items_is_one_with_two_changes_and_a_second_row_is_refused(tmp_path: Path) -> None:
    room.foundation()
    rows = [
        AMENDMENTS,
        ROW,
        [*ROW[:4], "7061-0009", "1", "2"],
        [*ROW[:6], "9"],
        [*ROW[:2], "Other", "Senate", "7061-0010", "1", "2"],
    ]
    report = take(as_csv(tmp_path / "a.csv", rows))

    assert counts(report) == (2, 0, 0, 0, 2)
    assert [(r.row, r.column) for r in report.rejected] == [(4, "item"), (5, "title")]
    (kept,) = on_file(2024).values()
    assert [change.item_code for change in kept.changes] == ["7061-0008", "7061-0009"]


@pytest.mark.usefixtures("sqlite_store")
def test_what_cannot_be_taken_is_named_with_its_column(tmp_path: Path) -> None:
    room.foundation()
    rows = [
        AMENDMENTS,
        ROW,
        ["EDU 2", *ROW[1:]],
        ["FY1492-S3-2", *ROW[1:]],
        ["FY2024-S3-3", *ROW[1:3], "Lords", *ROW[4:]],
        ["FY2024-S3-4", *ROW[1:4], "70610008", *ROW[5:]],
        ["FY2024-S3-5", "EDU 5", "x" * 301, *ROW[3:]],
    ]
    report = take(as_csv(tmp_path / "a.csv", rows))

    assert counts(report) == (1, 0, 0, 0, 5)
    assert [(r.row, r.column) for r in report.rejected] == [
        (3, "amendment_id"), (4, "amendment_id"), (5, "chamber"), (6, "item"), (7, "title"),
    ]  # fmt: skip


def test_struck_figures_are_held_against_the_committees_and_each_other(store: str, tmp_path: Path) -> None:
    room.foundation()
    take(as_csv(tmp_path / "names.csv", [NAMES, ["7061-0008", "Chapter 70", "A memo"]]))
    with open_session(ORGANIZER, writing=True) as session:
        record_amount(
            session, line_item_id=find_line(session, "7061-0008"), fiscal_year=FiscalYear(2024), stage_code="swm",
            amount_cents=500_000, source_title="Senate Ways and Means",
        )  # fmt: skip
    second = ["FY2024-S3-2", "EDU 2", *ROW[2:5], "$5,001", "$6,000"]
    report = take(as_csv(tmp_path / "a.csv", [AMENDMENTS, ROW, second]))

    assert checks(report, holds=True) == ["FY2024-S3-1 strikes $5,000 in 7061-0008, the committee’s figure on file."]
    assert checks(report, holds=False) == [
        "FY2024-S3-2 strikes $5,001 in 7061-0008, but the committee’s figure on file is $5,000.",
        "The 2 amendments to 7061-0008 in S3 of FY2024 strike different figures: $5,000, $5,001.",
    ]


def test_a_line_that_comes_later_is_joined_when_the_table_is_imported_again(store: str, tmp_path: Path) -> None:
    room.foundation()
    path = as_csv(tmp_path / "a.csv", [AMENDMENTS, ROW])
    take(path)
    take(as_csv(tmp_path / "names.csv", [NAMES, ["7061-0008", "Chapter 70", "A memo"]]))

    again = take(path)

    assert counts(again) == (0, 1, 0, 0, 0)
    assert facts(*TABLES)["amendment_changes"][0]["line_item_id"] is not None
    take_back(again.batch_id)
    assert facts(*TABLES)["amendment_changes"][0]["line_item_id"] is None


def test_an_undo_leaves_what_a_person_has_worked_on_since(store: str, tmp_path: Path) -> None:
    room.foundation()
    rows = [AMENDMENTS, ROW, ["FY2024-S3-2", *ROW[1:]], ["FY2024-S3-3", *ROW[1:]]]
    report = take(as_csv(tmp_path / "a.csv", rows))
    with open_session(ORGANIZER, writing=True) as session:
        ids = {a.identifier: a.id for a in amendments_in(session, place_of(session, "ma"), FiscalYear(2024)).listed}
        set_outcome(session, amendment_id=ids["FY2024-S3-1"], outcome=Outcome.ADOPTED)
        text = "Budget Amendment ID: FY2024-S3-2\nEDU 2\nAid to towns\n"
        paste_amendments(session, jurisdiction="ma", text=text, source_title="Senate amendments")

    undone = take_back(report.batch_id)

    assert undone.also == (
        "1 amendment was taken back.",
        "2 amendments stay, because their outcome or their text was entered since.",
    )
    assert set(on_file(2024)) == {"FY2024-S3-1", "FY2024-S3-2"}
