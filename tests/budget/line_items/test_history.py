"""A year and a history as shown: as voted or in one year's dollars, against last year and our ask."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from budget.line_items.history import (
    LineYears,
    YearView,
    dollars_for,
    history,
    real_change,
    year_view,
)
from budget.line_items.line_queries import LineRecord, line_record
from budget.line_items.queries import AskOf, LineHead, Place
from budget.line_items.rules import AskResult, Figure, StageOf, StepState
from budget.line_items.stages import LineItemKind, StageKind
from data.missing import MissingReason
from data.periods import FiscalYear
from data.prices import Prices, YearPrices
from data.reference_tables import rows_of
from data.store import open_session
from tests.budget.line_items.room import line_id
from tests.support import PUBLIC

FY2017, FY2018, FY2025 = FiscalYear(2017), FiscalYear(2018), FiscalYear(2025)
DURING, AFTER = date(2018, 6, 30), date(2018, 7, 1)
MA = Place(1, "ma", "Massachusetts", 7, "ma", "")
STAGES = tuple(
    StageOf(r["code"], int(r["position"]), r["name"], r["short_name"], StageKind(r["kind"]), r["is_change"] == "yes")
    for _, r in rows_of("stages")
    if r["stage_list"] == "ma"
)
PRICES = Prices({FY2017: YearPrices(12_000, 12), FY2018: YearPrices(12_360, 12), FY2025: YearPrices(24_000, 12)})


def line(
    figures: dict[int, dict[str, int | None]], asks: dict[int, AskOf] | None = None, kind: str = "item"
) -> LineYears:
    said = {
        FiscalYear(year): {
            code: Figure(cents, None if cents is not None else MissingReason.NO_SUCH_ITEM, 1)
            for code, cents in of_year.items()
        }
        for year, of_year in figures.items()
    }
    head = LineHead(7, "7061-0008", "Chapter 70", "DESE", LineItemKind(kind), MA)
    return LineYears(head, STAGES, said, {FiscalYear(y): a for y, a in (asks or {}).items()}, PRICES)


def ask(cents: int, acceptable: int | None = None, floor: int | None = None) -> AskOf:
    return AskOf(FY2018, cents, acceptable, floor, "", False, datetime(2018, 1, 1, tzinfo=UTC))


def amounts(view: YearView) -> dict[str, int | None]:
    return {step.stage.code: step.amount_cents for step in view.steps if step.amount_cents is not None}


def test_a_year_is_open_until_its_last_day_unless_it_is_enacted() -> None:
    proposed = line({2018: {"gov": 100, "hou": 120}})
    assert year_view(proposed, FY2018, today=DURING).is_open
    assert not year_view(proposed, FY2018, today=AFTER).is_open
    enacted = line({2018: {"gov": 100, "gaa": 120}})
    assert not year_view(enacted, FY2018, today=DURING).is_open


def test_where_it_stands_is_the_last_figure_against_last_years_settled_one_and_our_ask() -> None:
    view = year_view(
        line({2017: {"gaa": 100, "final": 105}, 2018: {"gov": 110, "hou": 120}}, {2018: ask(150, 130, 110)}),
        FY2018,
        today=DURING,
    )
    assert view.standing is not None
    assert (view.standing.stage.code, view.standing.state) == ("hou", StepState.LATEST)
    assert view.last_year is not None
    assert (view.last_year.amount_cents, view.last_year.stage.code) == (100, "gaa")
    assert (view.since_last_year_cents, view.gap_cents, view.result) == (20, -30, AskResult.BELOW)


def test_a_zero_stands_and_compares_and_nothing_does_not() -> None:
    zero = year_view(line({2017: {"gaa": 100}, 2018: {"gov": 0}}, {2018: ask(50)}), FY2018, today=DURING)
    assert (zero.since_last_year_cents, zero.gap_cents, zero.result) == (-100, -50, AskResult.SHORT)
    nothing = year_view(line({2017: {"gaa": 100}, 2018: {"gov": None}}, {2018: ask(50)}), FY2018, today=DURING)
    assert nothing.standing is None
    assert (nothing.since_last_year_cents, nothing.gap_cents, nothing.result) == (None, None, None)
    unknown = year_view(line({2018: {"gov": 5}}), FY2018, today=DURING)
    assert (unknown.last_year, unknown.since_last_year_cents, unknown.ask_cents) == (None, None, None)


def test_real_dollars_deflate_each_year_by_its_own_index() -> None:
    view = year_view(
        line({2017: {"gaa": 100_000}, 2018: {"leg": 103_000, "gaa": 103_000}}, {2018: ask(206_000)}),
        FY2018,
        today=AFTER,
        base=FY2025,
    )
    assert amounts(view) == {"leg": 200_000, "gaa": 200_000}
    assert view.last_year is not None
    assert view.last_year.amount_cents == 200_000
    assert view.since_last_year_cents == 0, "level real dollars: 3 % more nominal at 3 % inflation"
    assert (view.ask_cents, view.gap_cents) == (400_000, -200_000)
    assert view.result is None, "an ask is judged as voted"


def test_a_level_funded_line_is_a_real_cut() -> None:
    level = line({2017: {"gaa": 100_000}, 2018: {"gaa": 100_000}})
    assert year_view(level, FY2018, today=AFTER).since_last_year_cents == 0
    real = year_view(level, FY2018, today=AFTER, base=FY2018).since_last_year_cents
    assert real == -3_000


def test_real_steps_change_by_the_difference_of_what_is_shown() -> None:
    view = year_view(line({2018: {"gov": 12_345, "hou": 23_456, "sen": 34_567}}), FY2018, today=DURING, base=FY2025)
    shown = [step for step in view.steps if step.amount_cents is not None]
    for before, step in pairwise(shown):
        assert step.change_cents == (step.amount_cents or 0) - (before.amount_cents or 0)
    assert all((step.amount_cents or 0) % 100 == 0 for step in shown), "real money of a line is whole dollars"


def test_an_amount_per_pupil_keeps_its_cents_in_real_dollars() -> None:
    record = line({2018: {"gov": 382_201}}, kind="per_pupil")
    assert dollars_for(record.head, PRICES, FY2025).of(382_201, FY2018) == 742_138
    assert dollars_for(line({}).head, PRICES, FY2025).of(382_201, FY2018) == 742_100


def test_a_year_without_an_index_has_no_real_figure() -> None:
    early = line({1999: {"gaa": 100}})
    view = year_view(early, FiscalYear(1999), today=AFTER, base=FY2025)
    assert amounts(view) == {}
    assert view.last_year is None


def test_looking_back_shows_the_year_as_it_stood_then() -> None:
    record = line({2018: {"gov": 100, "hou": 110, "sen": 120, "leg": 115, "gaa": 115}})
    view = year_view(record, FY2018, today=AFTER, as_of="hou")
    assert view.standing is not None
    assert (view.standing.stage.code, view.is_open) == ("hou", True)
    assert amounts(view) == {"gov": 100, "hou": 110}


def seek() -> LineRecord:
    with open_session(PUBLIC) as session:
        return line_record(session, line_id(session, "SEEK guaranteed base per pupil", "ky"))


@pytest.mark.usefixtures("sqlite_started")
def test_seeks_history_has_its_gap_its_marks_and_the_worked_real_numbers() -> None:
    """rules.md e: $3,822 of FY2008 is $5,736.21 of FY2025; $4,326 is 24.6 % less."""
    record = seek()
    points = {int(p.fiscal_year): p for p in history(record, FY2025)}
    assert list(points) == list(range(2008, 2029))
    assert (points[2008].voted_cents, points[2008].real_cents, points[2008].mark) == (382_200, 573_621, "C")
    assert (points[2025].voted_cents, points[2025].real_cents) == (432_600, 432_600)
    assert (points[2013].voted_cents, points[2013].basis) == (None, ""), "only the Governor's proposal is known"
    assert (points[2028].voted_cents, points[2028].real_cents) == (479_200, None), "no index yet"
    until = tuple(p for p in history(record, FY2025) if p.fiscal_year <= 2025)
    moved = real_change(until, FY2025)
    assert moved is not None
    assert round(100 * (moved.now_cents / moved.then_cents - 1), 1) == -24.6
    assert (moved.first, moved.last, moved.base) == (FiscalYear(2008), FY2025, FY2025)


@pytest.mark.usefixtures("sqlite_started")
def test_fy2026_is_real_money_by_eleven_months_and_says_so() -> None:
    record = seek()
    assert record.prices.years[FiscalYear(2026)].months == 11
    point = next(p for p in history(record, FY2025) if p.fiscal_year == 2026)
    assert point.real_cents is not None


@pytest.mark.usefixtures("sqlite_started")
def test_as_voted_a_history_has_no_real_figures_and_no_real_change() -> None:
    points = history(seek(), None)
    assert {p.real_cents for p in points} == {None}
    assert real_change(points, None) is None
    assert real_change(points[:1], FY2025) is None


def test_a_line_that_never_settled_has_no_history(sqlite_started: str) -> None:
    with open_session(PUBLIC) as session:
        jet = line_record(session, line_id(session, "Journey into Education & Teaching (JET), earmark"))
    points = history(jet, FY2025)
    assert [(p.fiscal_year.label, p.voted_cents, p.real_cents) for p in points if p.voted_cents is not None] == [
        ("FY2023", 35_000_000, 37_107_600)
    ]
