"""The totals by stage: equal to a full recount after every kind of change, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import update

from budget.line_items.commands import record_amount
from budget.line_items.models import StageTotal
from budget.line_items.queries import place_of
from budget.line_items.stages import Unit
from budget.line_items.starter import load_starter
from budget.line_items.summaries import column_totals, untrue_totals
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.notes import upkeep
from tests.support import ORGANIZER, PUBLIC

METCO = "7010-0012"


def untrue() -> tuple[str, ...]:
    with open_session(PUBLIC) as session:
        return untrue_totals(session)


def total(year: int, stage: str, agency: str = "") -> tuple[int, int] | None:
    """(items, cents) of Massachusetts at a stage."""
    with open_session(PUBLIC) as session:
        found = column_totals(session, place_of(session, "ma").id, agency=agency)
    return next(((t.items, t.amount_cents) for t in found if (t.fiscal_year, t.stage_code) == (year, stage)), None)


def enter(code: str, year: int, stage: str, cents: int) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        record_amount(
            session,
            line_item_id=room.line_id(session, code),
            fiscal_year=FiscalYear(year),
            stage_code=stage,
            amount_cents=cents,
            source_title="A budget",
        )


def table(folder: Path, *rows: tuple[object, ...]) -> Path:
    return room.as_csv(folder / "lines_2018-03.csv", [("LineItem", "LineItemName", "FY17", "FY18_Gov"), *rows])


@pytest.mark.usefixtures("started")
def test_the_starter_figures_are_counted_items_only() -> None:
    assert untrue() == ()
    assert total(2017, "gaa") == (56, 534_072_300_000)
    assert total(2017, "gaa", room.DHE) == (18, 13_226_900_000)
    assert total(2017, "final") == (0, 0)


@pytest.mark.usefixtures("started")
def test_an_entered_amount_counts_at_once_and_replaces_the_one_before() -> None:
    before = total(2017, "sen")
    enter(METCO, 2017, "sen", 2_014_300_100)

    assert untrue() == ()
    assert before is not None
    assert total(2017, "sen") == (before[0], before[1] + 100)


@pytest.mark.usefixtures("started")
def test_the_starter_figures_loaded_twice_are_counted_once() -> None:
    before = total(2017, "gaa")
    with open_session(ORGANIZER, writing=True) as session:
        load_starter(session)

    assert (untrue(), total(2017, "gaa")) == ((), before)


@pytest.mark.usefixtures("empty")
def test_the_four_snapshots_stay_true_forwards_and_backwards() -> None:
    batches = []
    for name in room.ENVIRONMENT:
        batches.append(room.take(room.real(name)).batch_id)
        assert untrue() == ()

    for batch in reversed(batches):
        room.take_back(batch)
        assert untrue() == ()
    assert total(2018, "gov") is None


@pytest.mark.usefixtures("snapshots")
def test_undoing_an_import_in_the_middle_leaves_the_totals_true() -> None:
    room.take_back(2)

    assert untrue() == ()


@pytest.mark.usefixtures("empty")
def test_a_file_read_again_in_another_unit_is_counted_in_the_new_one(tmp_path: Path) -> None:
    path = table(tmp_path, ("2200-0100", "Example", "1,000", "2,000"))
    room.take(path, jurisdiction="ma", unit=Unit.DOLLARS)
    before = total(2018, "gov")
    later = room.take(path, jurisdiction="ma", unit=Unit.THOUSANDS)

    assert (before, total(2018, "gov"), untrue()) == ((1, 200_000), (1, 200_000_000), ())

    room.take_back(later.batch_id)
    assert (total(2018, "gov"), untrue()) == (before, ())


@pytest.mark.usefixtures("empty")
def test_a_dry_run_and_a_refused_file_leave_the_totals_alone(tmp_path: Path) -> None:
    path = table(tmp_path, ("2200-0100", "Example", "1,000", "2,000"))
    room.take(path, jurisdiction="ma", dry_run=True)

    assert (total(2018, "gov"), untrue()) == (None, ())


@pytest.mark.usefixtures("empty")
def test_amounts_beyond_what_the_store_can_add_up_are_refused_whole(tmp_path: Path) -> None:
    rows = [(f"2200-{n:04d}", f"Example {n}", "1", "9" + "0" * 14) for n in range(110)]
    path = table(tmp_path, *rows)

    sentence = room.refusal(lambda: room.take(path, jurisdiction="ma", unit=Unit.DOLLARS))

    assert sentence.startswith("The amounts of one stage add up to more than the store can hold.")


@pytest.mark.usefixtures("started")
def test_two_writers_at_once_are_both_counted() -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda n: enter((METCO, "7061-0008")[n % 2], 2017, "sen", 100_000 + n), range(12)))

    assert untrue() == ()


@pytest.mark.usefixtures("started")
def test_a_total_that_is_wrong_is_named() -> None:
    with upkeep() as connection:
        table_ = StageTotal.__table__  # type: ignore[attr-defined]
        connection.execute(update(table_).where(table_.c.fiscal_year == 2015).values(amount_cents=1))

    assert "MA FY2015 gaa" in untrue()
