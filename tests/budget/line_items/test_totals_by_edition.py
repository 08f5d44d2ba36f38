"""Category totals of several copies of one page: each copy a document, restated figures beside each other, no sum."""

from pathlib import Path

import pytest
from sqlmodel import col, select

from budget.line_items.file_rows import file_row
from budget.line_items.models import Appropriation, LineItem, Stage
from budget.line_items.queries import place_of
from budget.line_items.stages import LineItemKind, Unit
from budget.line_items.summaries import column_totals, untrue_totals
from data.provenance import Source
from data.store import open_session
from tests.budget.line_items import room
from tests.budget.line_items.room import as_csv, real, take_back
from tests.budget.line_items.tables import TOTALS, checks, counts, take
from tests.support import ORGANIZER, PUBLIC

FILE = "ma_k12_non_chapter70_totals.csv"
AID = "K-12: Non-Chapter 70 Aid"


def stated(year: int, stage: str) -> list[tuple[int, int | None, bool]]:
    """Edition, dollars and whether it is the one shown, of a category's total."""
    a = Appropriation
    with open_session(PUBLIC) as session:
        rows = session.execute(
            select(Source.edition, a.amount_cents, a.preferred)
            .join(Source, col(Source.id) == a.source_id)
            .join(LineItem, col(LineItem.id) == a.line_item_id)
            .join(Stage, col(Stage.id) == a.stage_id)
            .where(LineItem.kind == LineItemKind.CATEGORY_TOTAL, a.fiscal_year == year, Stage.code == stage)
            .order_by(col(Source.edition))
        )
        return [(edition, cents // 100 if cents else None, shown) for edition, cents, shown in rows]


@pytest.mark.usefixtures("empty")
def test_the_newest_copy_is_shown_and_the_older_ones_stay_beside_it() -> None:
    before = room.figures()

    report = take(real(FILE))

    assert counts(report) == (44, 14, 71, 0, 0)
    assert stated(2022, "final") == [
        (1, 1_087_207_831, False), (2, 946_875_831, False), (3, 946_875_831, False), (4, 951_725_294, True),
    ]  # fmt: skip
    assert stated(2025, "hou") == [(4, 1_356_169_705, True)]
    with open_session(ORGANIZER) as session:
        assert untrue_totals(session) == ()
        assert {t.amount_cents for t in column_totals(session, place_of(session, "ma").id)} <= {0}
        row = file_row(session, batch_id=report.batch_id or 0, row_number=2)
    assert row.cells[1:3] == (AID, "FY23 Gov")
    with room.unchanged():
        assert counts(take(real(FILE))) == (0, 0, 129, 0, 0)
    assert take_back(report.batch_id).figures == 129
    assert room.figures() == before


@pytest.mark.usefixtures("started")
def test_over_the_starter_all_129_are_found_the_same() -> None:
    with room.unchanged():
        assert counts(take(real(FILE))) == (0, 0, 129, 0, 0)


@pytest.mark.usefixtures("sqlite_empty")
def test_every_restated_total_is_printed_with_all_its_amounts() -> None:
    report = take(real(FILE))

    differing = checks(report, holds=False)
    assert [check.column for check in report.checks if not check.holds] == [
        "FY2024 Governor", "FY2024 Final", "FY2023 Final", *(f"FY{year} Final" for year in range(2022, 2012, -1)),
    ]  # fmt: skip
    assert differing[-1] == (
        "K-12: Non-Chapter 70 Aid, FY2013 Final, is restated: $571,913,036 in copies 1, 2 and 3, "
        "$569,776,170 in copy 4."
    )
    assert checks(report, holds=True) == ["22 of the 35 totals that several copies print are the same in each of them."]


@pytest.mark.usefixtures("empty")
def test_a_fifth_copy_speaks_over_the_four_and_undone_the_fourth_speaks_again(tmp_path: Path) -> None:
    take(real(FILE))
    report = take(as_csv(tmp_path / "later.csv", [TOTALS, ["5 (after FY25 GAA)", AID, "FY22", "$1,000,000,000"]]))

    assert counts(report) == (0, 1, 0, 0, 0)
    (change,) = report.changes
    assert (change.before_cents, change.after_cents) == (95_172_529_400, 100_000_000_000)
    assert stated(2022, "final")[-2:] == [(4, 951_725_294, False), (5, 1_000_000_000, True)]
    take_back(report.batch_id)
    assert stated(2022, "final")[-1] == (4, 951_725_294, True)


@pytest.mark.usefixtures("sqlite_empty")
def test_what_cannot_be_taken_is_named_with_its_column(tmp_path: Path) -> None:
    rows = [
        TOTALS,
        ["1 (May)", "Aid", "FY23 Gov", "5"],
        ["after May", "Aid", "FY23 Hou", "5"],
        ["1 (May)", "", "FY23 Hou", "5"],
        ["1 (May)", "Aid", "FY23 Rumour", "5"],
        ["1 (May)", "Aid", "Gov", "5"],
        ["1 (May)", "Aid", "FY23 Hou", "five"],
        ["1 (May)", "Aid", "FY23 Sen", ""],
        ["1 (May)", "Aid", "FY23 Gov", "6"],
    ]
    report = take(as_csv(tmp_path / "totals.csv", rows), unit=Unit.THOUSANDS)

    assert counts(report) == (1, 0, 0, 0, 7)
    assert [(r.row, r.column) for r in report.rejected] == [
        (3, "snapshot"), (4, "category"), (5, "budget"), (6, "budget"), (7, "amount"), (8, "amount"), (9, "budget"),
    ]  # fmt: skip
    assert all(f"Row {r.row}, column {r.column}: " in r.reason for r in report.rejected)
    assert stated(2023, "gov") == [(1, 5_000, True)]


@pytest.mark.usefixtures("sqlite_empty")
def test_a_line_item_never_becomes_a_total(tmp_path: Path) -> None:
    actions = ["Account", "FY2017 Conference", "FY2017 Vetoes", "FY2017 Overrides", "FY2017 GAA"]
    take(as_csv(tmp_path / "actions.csv", [actions, ["Aid", "5", "0", "0", "5"]]))
    rows = [TOTALS, ["1 (May)", "Aid", "FY23 Gov", "5"], ["1 (May)", "Other aid", "FY23 Gov", "5"]]

    report = take(as_csv(tmp_path / "totals.csv", rows))

    assert counts(report) == (1, 0, 0, 0, 1)
    assert "“Aid” is on file as a line item, and a total is never one." in report.rejected[0].reason
