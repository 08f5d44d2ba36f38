"""Series along the starter's lineage: drifting names show one honest history, and changes compare along it."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session

from budget.line_items.history import dollars_for, year_view
from budget.line_items.line_queries import line_record
from budget.line_items.queries import find_line, place_of
from budget.line_items.sentences import lede
from budget.lineage.along import all_points, compared_along, points_along
from budget.lineage.commands import record_change
from budget.lineage.queries import LineSeries, series_of, year_before
from budget.lineage.rules import ChangeKind
from budget.lineage.sentences import came_words, change_sentence, gap_words, joined_sentence
from budget.lineage.settled import settled_of
from budget.lineage.suggestion_queries import open_suggestions
from data.periods import FiscalYear
from data.prices import fiscal_year_prices
from data.store import open_session
from tests.budget.line_items import room
from tests.support import ORGANIZER

TODAY = date(2026, 11, 1)
DRIFTING = {
    ("7061-9408", "Targeted Intervention"): {2015: 8256, 2016: 8448, 2017: 7691, 2018: None, 2019: 7565},
    ("7035-0007", "Non-Resident Pupil Transportation"): {2015: 2245, 2016: 1750, 2017: 250, 2018: None, 2019: 250},
    ("Youth-Build Grants", "YouthBuild Grants"): {2017: 2000, 2018: None, 2019: 2400},
}


@pytest.fixture
def session(with_lineage: str) -> Iterator[Session]:
    """A new user's store, with its lineage."""
    with open_session(ORGANIZER, writing=True) as session:
        yield session


def line(session: Session, name: str) -> int:
    return find_line(session, name, jurisdiction="ma")


def thousands(series: LineSeries) -> dict[int, int | None]:
    return {int(at.fiscal_year): None if at.cents is None else at.cents // 100_000 for at in series.amounts}


@pytest.mark.parametrize("names", DRIFTING)
def test_a_line_with_drifting_names_shows_one_history_under_either_name(
    session: Session, names: tuple[str, str]
) -> None:
    for name in names:
        series = series_of(session, line(session, name))
        assert thousands(series) == DRIFTING[names]
        assert series.is_joined
        assert [gap_words(series, at) for at in series.amounts if at.cents is None] == ["No settled figure"]
        assert all(recorded.source.kind == "ours" and recorded.reason for recorded in series.changes)


def test_every_settled_figure_of_the_four_dese_years_stands_in_one_series(session: Session) -> None:
    place = place_of(session, "ma")
    heads = [head for head in room.heads(session, place) if head.agency == room.DESE and head.kind == "item"]
    every = settled_of(session, place, [head.id for head in heads])
    carried: dict[int, dict[int, int | None]] = {head.id: {} for head in heads}
    for head in heads:
        for at in series_of(session, head.id).amounts:
            if not at.missing:
                carried[at.lines[0]][int(at.fiscal_year)] = at.cents
    assert carried == {
        line: {int(y): at.basis.amount_cents for y, at in years.items()} for line, years in every.items()
    }
    assert {year for years in carried.values() for year in years} == {2015, 2016, 2017, 2019}


def test_the_line_of_a_number_keeps_its_own_history_when_nothing_changed(session: Session) -> None:
    series = series_of(session, line(session, "7061-0008"))
    assert (series.is_joined, series.changes) == (False, ())
    assert thousands(series) == {2015: 4_400_696, 2016: 4_511_882, 2017: 4_628_014, 2018: None, 2019: 4_907_573}


def test_a_line_without_figures_has_an_empty_series(session: Session) -> None:
    assert series_of(session, line(session, "7061-9634")).amounts == ()


def test_points_keep_the_gap_and_are_real_where_asked(session: Session) -> None:
    series = series_of(session, line(session, "Targeted Intervention"))
    prices = fiscal_year_prices(session, starts_month=7)
    points = points_along(series, dollars_for(series.head, prices, FiscalYear(2025)))
    assert [point.voted_cents is None for point in points] == [False, False, False, True, False]
    assert [point.real_cents is None for point in points] == [False, False, False, True, False]
    assert {point.basis for point in points} == {"Enacted", ""}
    assert all_points(series, dollars_for(series.head, prices, None))[0].real_cents is None


def test_sentences_name_the_lines_and_the_year(session: Session) -> None:
    series = series_of(session, line(session, "Targeted Intervention"))
    (recorded,) = series.changes
    assert change_sentence(recorded) == (
        "7061-9408 Partnership Schools Network (Targeted Intervention) is printed as “Targeted Intervention” "
        "from FY2016 on."
    )
    assert joined_sentence(series).startswith("This history joins 7061-9408 Partnership")


def test_change_against_last_year_is_computed_along_the_lineage(session: Session) -> None:
    record = line_record(session, line(session, "Targeted Intervention"))
    year = FiscalYear(2016)
    alone = year_view(record, year, today=TODAY)
    assert alone.since_last_year_cents is None
    before = year_before(session, record.head.place, year, [record.head.id])
    view = compared_along(alone, before, record.head.id, dollars_for(record.head, record.prices, None))
    assert view.since_last_year_cents == 192_000_00
    assert "That is $192,000 more than FY2015 enacted (2.3%), last year as 7061-9408, renamed." in lede(view)
    real = compared_along(alone, before, record.head.id, dollars_for(record.head, record.prices, FiscalYear(2025)))
    assert real.last_year is not None
    assert real.last_year.amount_cents > 8_256_000_00


def test_a_consolidated_line_compares_with_the_sum_and_a_part_with_nothing(session: Session) -> None:
    """The substance abuse counselors ended at $500,000 in FY2016: say Safe and Supportive Schools took them in."""
    safe, abuse = line(session, "7061-9612"), line(session, "7010-0060")
    record_change(
        session,
        kind=ChangeKind.CONSOLIDATED,
        fiscal_year=FiscalYear(2017),
        before=[safe, abuse],
        after=[safe],
        reason="An example.",
        source_title="An example",
    )
    whole, part = series_of(session, safe), series_of(session, abuse)
    assert thousands(whole) == {2015: None, 2016: 1000, 2017: 400, 2018: None, 2019: 700}
    assert gap_words(whole, whole.amounts[0]) == "No settled figure for 7061-9612 Safe and Supportive Schools"
    assert thousands(part) == {2015: 5000, 2016: 500, 2017: None, 2018: None, 2019: None}
    assert gap_words(part, part.amounts[2]).startswith("Cannot be compared: 7010-0060 Substance Abuse Counselors and")
    assert joined_sentence(whole).endswith("a year with several of them is their sum.")
    before = year_before(session, whole.head.place, FiscalYear(2017), [safe, abuse])
    basis = before[safe].basis
    assert basis is not None
    assert basis.amount_cents == 1_000_000_00
    assert came_words(before[safe]) == "as 7010-0060 and 7061-9612, consolidated"
    assert before[abuse].basis is None
    assert came_words(before[abuse]) == "now in 7061-9612, consolidated"


def test_the_starter_leaves_what_is_not_sure_as_suggestions(session: Session) -> None:
    found = {(f.before.label, f.after.label) for f in open_suggestions(session, place_of(session, "ma"))}
    assert found == {
        ("7010-0033", "English Language Acquisition and Literacy Programs"),
        ("Charter School Reimbursement", "7061-9010"),
        ("7061-0928", "7010-1194"),
        ("Mentoring Matching Grants", "7061-9634"),
        ("Statewide College and Career Readiness Program", "7061-9406"),
        ("Schools of Excellence", "School of Excellence"),
    }


def test_without_its_lineage_the_starters_drifting_names_are_all_suggested(started: str) -> None:
    with open_session(ORGANIZER) as session:
        found = {(f.before.label, f.after.label) for f in open_suggestions(session, place_of(session, "ma"))}
    assert set(DRIFTING) <= found
    assert len(found) == 9


def test_a_state_without_lines_has_no_suggestions(store: str) -> None:
    room.foundation()
    with open_session(ORGANIZER) as session:
        assert open_suggestions(session, place_of(session, "ma")) == ()
