"""School figures into the store: repeatable, undoable, every document's word kept."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from budget.districts.models import Figure, OtherFigure, SchoolUnit, SchoolUnitName
from budget.districts.undoing import undo_figures
from data.errors import FileProblem, InvalidInput
from data.imports.models import ImportBatch
from data.records import columns
from data.store import open_session
from tests.budget.districts.room import district, foundation, keep_figures, said, school
from tests.support import ORGANIZER

LATER = datetime(2026, 3, 3, tzinfo=UTC)
UNITS = [district("275", "Jefferson County"), school("275010", "Atherton High School", "275")]
FIGURES = [
    said("275", "enrollment", 2017, "all", 100_000),
    said("275", "enrollment", 2017, "black", 36_100),
    said("275", "oss_events", 2017, "asian", missing="suppressed"),
    said("275010", "enrollment", 2017, "all", 1_300),
]


@pytest.fixture
def laid(store: str) -> str:
    foundation()
    return store


def shown() -> list[tuple[object, ...]]:
    """Every figure shown, without its source."""
    with open_session(ORGANIZER) as session:
        u, f = SchoolUnit, Figure
        rows = session.execute(
            columns(u.code, f.school_year, f.group_id, f.value, f.missing_reason)
            .join(u, col(u.id) == f.unit_id)
            .order_by(col(u.code), col(f.measure_id), col(f.school_year), col(f.group_id))
        )
        return [tuple(row) for row in rows]


def count(model: type) -> int:
    with open_session(ORGANIZER) as session:
        return len(session.scalars(select(model)).all())


def take_back(batch_id: int | None) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        undo_figures(session, batch_id=batch_id or 0, now=LATER)


def test_figures_are_kept_with_their_units_and_a_second_time_changes_nothing(laid: str) -> None:
    first = keep_figures(UNITS, FIGURES)
    assert (first.rows, first.inserted, first.units_new, first.missing) == (4, 4, 2, {"suppressed": 1})
    assert first.adds_up
    before = shown()
    assert [row[3:] for row in before if row[0] == "275"] == [(100_000, None), (36_100, None), (None, "suppressed")]
    second = keep_figures(UNITS, FIGURES)
    assert (second.changed, second.batch_id, second.unchanged) == (False, None, 4)
    assert shown() == before
    assert (count(ImportBatch), count(OtherFigure)) == (1, 0)


def test_the_newer_document_is_shown_the_older_is_kept_and_speaks_again_after_an_undo(laid: str) -> None:
    keep_figures(UNITS, FIGURES, title="2018 edition", published_on=date(2018, 1, 1))
    first = shown()
    newer = keep_figures(
        UNITS, [FIGURES[0]._replace(value=101_000), FIGURES[1]], title="2019 edition", published_on=date(2019, 1, 1)
    )
    assert (newer.updated, newer.unchanged, newer.figures_new) == (1, 1, 0)
    assert shown()[0][3] == 101_000
    older = keep_figures(UNITS, [FIGURES[0]._replace(value=5)], title="2017 edition", published_on=date(2017, 1, 1))
    assert shown()[0][3] == 101_000, "an older document is kept, not shown"
    assert count(OtherFigure) == 3
    take_back(newer.batch_id)
    assert shown() == first
    take_back(older.batch_id)
    assert (shown(), count(OtherFigure)) == (first, 0)


def test_an_undo_takes_the_units_and_names_with_it_and_the_file_can_come_again(laid: str) -> None:
    first = keep_figures(UNITS, FIGURES)
    take_back(first.batch_id)
    assert [count(model) for model in (Figure, SchoolUnit, SchoolUnitName)] == [0, 0, 0]
    with pytest.raises(InvalidInput, match="undone already"):
        take_back(first.batch_id)
    assert keep_figures(UNITS, FIGURES).inserted == 4


def test_a_unit_is_called_what_it_was_called_last_and_both_names_are_kept(laid: str) -> None:
    keep_figures([district("006", "Anchorage Independent")], [said("006", "enrollment", 2012, value=362)])
    later = keep_figures([district("006", "Anchorage")], [said("006", "enrollment", 2017, value=370)], title="Later")
    with open_session(ORGANIZER) as session:
        assert session.scalars(select(SchoolUnit.name)).all() == ["Anchorage"]
        names = session.execute(columns(SchoolUnitName.name, SchoolUnitName.first_year, SchoolUnitName.last_year))
        assert sorted(map(tuple, names)) == [("Anchorage", 2017, 2017), ("Anchorage Independent", 2012, 2012)]
    take_back(later.batch_id)
    with open_session(ORGANIZER) as session:
        assert session.scalars(select(SchoolUnit.name)).all() == ["Anchorage Independent"]


def test_two_rows_that_say_different_figures_are_named_and_a_repeated_one_is_counted(laid: str) -> None:
    rows = [said("275", "enrollment", 2017, value=n, row=row) for row, n in ((2, 10), (3, 10), (4, 11))]
    report = keep_figures(UNITS, rows)
    assert (report.inserted, report.skipped, report.adds_up) == (1, {"repeated": 1}, True)
    assert report.rejected[0].reason.startswith("Row 4 gives another figure")


def test_nothing_to_take_and_units_nobody_named_are_refused_whole(laid: str) -> None:
    with pytest.raises(FileProblem, match="no figure that can be taken"):
        keep_figures(UNITS, [])
    with pytest.raises(InvalidInput, match="“999”"):
        keep_figures(UNITS, [said("999", "enrollment", 2017, value=1)])
    with pytest.raises(InvalidInput, match="“unknown”"):
        keep_figures(UNITS, [said("275", "unknown", 2017, value=1)])
    assert count(SchoolUnit) == 0
