"""Undo takes back what one import brought, in any order, and nothing else."""

from pathlib import Path

import pytest

from budget.line_items.commands import record_amount, set_ask, watch_line
from budget.line_items.queries import asks_of, watched_ids
from budget.line_items.stages import Unit
from budget.line_items.undoing_imports import undo_import
from data.access import Viewer
from data.errors import NotAllowed, NotFound
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.budget.line_items.room import ENVIRONMENT, as_csv, figures, line_id, real, refusal, take, take_back
from tests.support import MEMBER, ORGANIZER, PUBLIC

BROWSER = ["LineItem", "LineItemName", "FY17", "FY18_Gov"]
ACTIONS = ["Account", "FY2017 Conference", "FY2017 Vetoes", "FY2017 Overrides", "FY2017 GAA"]
ORDERS = [(1, 2, 3), (2, 3, 1), (3, 1, 2), (2, 1, 3)]
FY2018 = FiscalYear(2018)


def snapshot(folder: Path, month: str, *rows: list[str]) -> Path:
    return as_csv(folder / f"t_{month}.csv", [BROWSER, *rows])


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """Three snapshots: one restates, one renames and adds a line."""
    return [
        snapshot(tmp_path, "2017-08", ["7061-0001", "One", "1", "2"], ["7061-0002", "Two", "3", "0"]),
        snapshot(tmp_path, "2019-03", ["7061-0001", "One", "9", "2"], ["7061-0002", "Two (new)", "3", "4"]),
        snapshot(tmp_path, "2023-02", ["7061-0001", "One", "1", "5"], ["7061-0003", "Three", "7", "7"]),
    ]


@pytest.mark.usefixtures("snapshots")
def test_the_newest_snapshot_undone_leaves_the_figures_of_the_others_exactly() -> None:
    whole = figures()
    take_back(4)
    before_fourth = figures()
    report = take(real(ENVIRONMENT[3]))
    assert (report.inserted, report.updated) == (4, 68)
    take_back(report.batch_id)
    assert figures() == before_fourth
    assert whole != before_fourth


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_undone_in_any_order_everything_is_gone_and_what_stays_is_as_if_never_mixed(
    order: tuple[int, ...], three: list[Path]
) -> None:
    for path in three:
        take(path)
    left = [n for n in (1, 2, 3) if n != order[0]]
    take_back(order[0])
    after_one = room.stated()
    for batch in order[1:]:
        take_back(batch)
    assert figures() == {table: [] for table in figures()}
    for n in left:
        take(three[n - 1])
    assert room.stated() == after_one


@pytest.mark.usefixtures("empty")
def test_the_document_before_speaks_again(three: list[Path]) -> None:
    take(three[0])
    alone = figures()
    take(three[1])
    report = take_back(2)
    assert (report.batch_id, report.figures, report.lines) == (2, 4, 0)
    assert figures() == alone


@pytest.mark.usefixtures("empty")
def test_undo_twice_is_refused_and_an_import_that_never_was_is_not_found(three: list[Path]) -> None:
    take(three[0])
    take_back(1)
    assert refusal(lambda: take_back(1)) == "Import 1 was undone already."
    with pytest.raises(NotFound, match="Import 7 was not found"):
        take_back(7)


@pytest.mark.usefixtures("empty")
def test_after_an_undo_the_same_file_can_be_imported_again(three: list[Path]) -> None:
    take(three[0])
    said = room.stated()
    take_back(1)
    report = take(three[0])
    assert (report.batch_id, report.inserted, report.changed) == (2, 2, True)
    assert room.stated() == said


@pytest.fixture
def summary(tmp_path: Path) -> Path:
    rows = [ACTIONS, ["A", "10", "-2", "2", "10"], ["B", "5", "0", "0", "5"], ["TOTAL", "15", "-2", "2", "15"]]
    return as_csv(tmp_path / "summary.csv", rows)


@pytest.mark.usefixtures("empty")
def test_the_same_file_read_in_another_unit_and_undone_gives_the_former_amounts_back(summary: Path) -> None:
    take(summary)
    thousands = figures()
    report = take(summary, unit=Unit.DOLLARS)
    assert (report.updated, report.figures_restated, report.figures_same) == (2, 6, 2)
    assert {row["amount_cents"] for row in figures()["printed_totals"]} == {1500, -200, 200}
    take_back(report.batch_id)
    assert figures() == thousands


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_three_readings_of_one_file_can_be_undone_in_any_order(order: tuple[int, ...], summary: Path) -> None:
    units = {1: Unit.THOUSANDS, 2: Unit.DOLLARS, 3: Unit.MILLIONS}
    for unit in units.values():
        take(summary, unit=unit)
    left = [1, 2, 3]
    for batch in order:
        take_back(batch)
        left.remove(batch)
        amounts = {row["amount_cents"] for row in figures()["appropriations"]}
        per_unit = units[max(left)].dollars * 100 if left else 0
        assert amounts == ({printed * per_unit for printed in (10, -2, 2, 5, 0)} if left else set())
        totals = {row["amount_cents"] for row in figures()["printed_totals"]}
        assert totals == ({printed * per_unit for printed in (15, -2, 2)} if left else set())
        assert {row["batch_id"] for row in figures()["appropriations"]} <= set(left)
    assert figures() == {table: [] for table in figures()}


@pytest.mark.usefixtures("empty")
def test_a_line_with_an_ask_or_a_watch_keeps_its_line_and_its_ask(three: list[Path]) -> None:
    take(three[0])
    with open_session(ORGANIZER, writing=True) as session:
        one, two = line_id(session, "7061-0001"), line_id(session, "7061-0002")
        set_ask(session, line_item_id=one, fiscal_year=FY2018, ask_cents=500)
        watch_line(session, line_item_id=two)
    report = take_back(1)
    assert (report.figures, report.lines) == (4, 0)
    with open_session(ORGANIZER) as session:
        assert asks_of(session, [one])[one][FY2018].ask_cents == 500
        assert watched_ids(session) == (two,)
    assert take(three[0]).inserted == 2


@pytest.mark.usefixtures("empty")
def test_an_amount_entered_by_hand_stays_and_is_shown(three: list[Path]) -> None:
    take(three[0])
    with open_session(ORGANIZER, writing=True) as session:
        one = line_id(session, "7061-0001")
        record_amount(
            session, line_item_id=one, fiscal_year=FY2018, stage_code="gov", amount_cents=777, source_title="House 2"
        )
    take_back(1)
    assert [(year, cents, preferred) for _, year, _, cents, _, preferred in room.stated()] == [(2018, 777, True)]
    assert room.line_names() == [("", "7061-0001", "One")]


@pytest.mark.usefixtures("started")
def test_an_import_over_the_starter_figures_undone_leaves_the_starter_exactly() -> None:
    starter = figures()
    for name in (ENVIRONMENT[1], "ma_dese_fy2017_final_actions.csv", "ma_dhe_fy2016_tracking.csv"):
        take_back(take(real(name)).batch_id)
    assert figures() == starter


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER], ids=["public", "member"])
def test_only_an_organizer_may_undo(viewer: Viewer, three: list[Path]) -> None:
    take(three[0])

    def act() -> None:
        with open_session(viewer, writing=True) as session:
            undo_import(session, batch_id=1)

    assert refusal(act) == "Your role does not allow this: import or enter figures."


@pytest.mark.usefixtures("empty")
def test_an_undo_is_in_the_audit_log(three: list[Path]) -> None:
    take(three[0])
    take_back(1)
    entry = room.audit()[-1]
    assert (entry["act"], entry["subject"], entry["figures"], entry["lines"]) == ("undo import", "batch 1", 4, 2)


@pytest.mark.usefixtures("sqlite_empty")
def test_a_name_learnt_from_an_undone_import_is_forgotten(three: list[Path]) -> None:
    take(three[0])
    take(three[1])
    with open_session(ORGANIZER) as session:
        assert line_id(session, "Two (new)") == line_id(session, "7061-0002")
    take_back(2)
    with pytest.raises(NotFound), open_session(ORGANIZER) as session:
        line_id(session, "Two (new)")


def test_undo_is_refused_in_a_reading_session(sqlite_empty: str, three: list[Path]) -> None:
    take(three[0])
    with pytest.raises(NotAllowed, match="outside a command"), open_session(ORGANIZER) as session:
        undo_import(session, batch_id=1)
