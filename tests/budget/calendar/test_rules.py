"""Which decision comes next, how sure its day is, and what we ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.calendar.parsing import day_rule
from budget.calendar.rules import (
    Act,
    Asking,
    FiguresByYear,
    Latest,
    Open,
    Sure,
    latest_figure,
    open_budget,
    plausible_days,
    reached,
    stage_after,
    vetoed_cents,
    what_to_ask,
    when_of,
)
from budget.line_items.rules import Figure, StageOf
from budget.line_items.stages import StageKind
from data.missing import MissingReason
from data.periods import FiscalYear, biennium_of
from tests.budget.calendar.test_reference import stage_lists

LISTS = stage_lists()
MA, KY = LISTS["ma"], LISTS["ky"]
MARCH = date(2026, 3, 2)


def money(**cents: int) -> dict[str, Figure]:
    return {code: Figure(amount, None, 1) for code, amount in cents.items()}


def annual(year: FiscalYear) -> tuple[FiscalYear, ...]:
    return (year,)


def massachusetts(by_year: Mapping[int, Mapping[str, Figure]], today: date) -> Open:
    years: FiguresByYear = {FiscalYear(year): figures for year, figures in by_year.items()}
    found = open_budget(MA, years, today=today, starts_month=7, budget_years=annual)
    assert found is not None
    return found


def kentucky(by_year: Mapping[int, Mapping[str, Figure]], today: date) -> Open:
    years: FiguresByYear = {FiscalYear(year): figures for year, figures in by_year.items()}
    two = partial(biennium_of, starts="even")
    found = open_budget(KY, years, today=today, starts_month=7, budget_years=two)
    assert found is not None
    return found


def next_stage(stages: Sequence[StageOf], figures: Mapping[str, Figure]) -> StageOf | None:
    """The first decision after the last known stage of one year's path."""
    return stage_after(stages, reached(stages, figures), vetoed=vetoed_cents(stages, figures) > 0)


def code(stage: StageOf | None) -> str:
    return stage.code if stage else ""


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (money(), "gov"),
        (money(gov=10), "hwm"),
        (money(gov=10, hou=12), "swm"),  # a stage passed over is not awaited
        (money(sen=12), "leg"),
        (money(leg=12), "veto"),  # the Governor acts
        (money(leg=12, veto=-2), "override"),
        (money(leg=12, signed=10), "override"),  # a veto nobody printed as one
        (money(leg=12, veto=0), ""),
        (money(leg=12, signed=12), ""),
        (money(sen=12, signed=10), ""),  # the cut may be the conference's
        (money(leg=12, veto=-2, override=2), ""),
        (money(leg=12, veto=-2, gaa=10), ""),
        (money(final=12), ""),
    ],
)
def test_the_next_decision_in_massachusetts(figures: dict[str, Figure], expected: str) -> None:
    assert code(next_stage(MA, figures)) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (money(fccr=12), "enacted"),  # both chambers vote on the report
        (money(enacted=12), "veto"),
        (money(enacted=12, veto=-1), "override"),
        (money(enacted=12, acts=11), ""),
    ],
)
def test_the_next_decision_in_kentucky(figures: dict[str, Figure], expected: str) -> None:
    assert code(next_stage(KY, figures)) == expected


def test_a_stage_without_an_amount_is_known_unless_it_is_not_yet() -> None:
    no_item = Figure(None, MissingReason.NO_SUCH_ITEM, 1)
    not_yet = Figure(None, MissingReason.NOT_YET, 1)
    assert code(next_stage(MA, {"hou": no_item})) == "swm"
    assert code(next_stage(MA, {"hou": not_yet})) == "gov"


amounts = st.one_of(st.none(), st.integers(-(10**12), 10**12))


@given(st.sampled_from(sorted(LISTS)), st.data())
def test_the_next_stage_always_lies_after_the_last_known_one(name: str, data: st.DataObject) -> None:
    stages = LISTS[name]
    codes = data.draw(st.dictionaries(st.sampled_from([stage.code for stage in stages]), amounts))
    reasons = st.sampled_from(list(MissingReason))
    figures = {at: Figure(cents, data.draw(reasons) if cents is None else None, 1) for at, cents in codes.items()}
    found = next_stage(stages, figures)
    if found is not None:
        assert found.position > reached(stages, figures)
        assert found.kind is not StageKind.OVERRIDE or vetoed_cents(stages, figures) > 0


@given(
    st.dictionaries(st.integers(2020, 2030), st.dictionaries(st.sampled_from([s.code for s in MA]), st.just(5))),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
def test_an_open_budget_is_never_one_that_is_over(by_year: dict[int, dict[str, int]], today: date) -> None:
    found = massachusetts({year: money(**cents) for year, cents in by_year.items()}, today)
    assert today < found.years[0].dates(7).end
    assert found.after is None or found.after.position < found.stage.position


def test_the_year_being_decided_is_the_newest_one_on_file() -> None:
    found = massachusetts({2026: money(gaa=9), 2027: money(gov=10, hwm=11)}, MARCH)
    assert (found.years, found.stage.code, code(found.after)) == ((2027,), "hou", "hwm")


def test_after_the_act_comes_the_next_years_governor() -> None:
    found = massachusetts({2027: money(leg=10, gaa=10)}, date(2026, 7, 9))
    assert (found.years, found.stage.code, found.after) == ((2028,), "gov", None)


def test_a_late_budget_stays_open_after_its_year_began() -> None:
    found = massachusetts({2027: money(hou=10)}, date(2026, 10, 1))
    assert (found.years, found.stage.code) == ((2027,), "swm")


def test_old_figures_do_not_keep_an_old_budget_open() -> None:
    found = massachusetts({2017: money(gov=10)}, date(2026, 11, 22))
    assert (found.years, found.stage.code) == ((2028,), "gov")


def test_kentucky_decides_two_years_in_the_even_years_spring() -> None:
    found = kentucky({2027: money(acts=4_626), 2028: money(acts=4_792)}, date(2026, 11, 22))
    assert (found.years, found.stage.code) == ((2029, 2030), "gov")
    assert found.years[0].dates(7).start == date(2028, 7, 1)


def test_a_bienniums_two_years_are_one_bill() -> None:
    found = kentucky({2027: money(gov=1, house=2), 2028: money(gov=1)}, MARCH)
    assert (found.years, found.stage.code, code(found.after)) == ((2027, 2028), "scs", "house")


def test_an_announced_day_overrules_the_usual_one() -> None:
    starts, rule = date(2026, 7, 1), day_rule("4 wed jan")
    usual = when_of("gov", rule, "G", starts=starts, announced={})
    told = when_of("gov", rule, "G", starts=starts, announced={"gov": date(2026, 3, 4)})
    assert (usual.sure, usual.on) == (Sure.USUAL, date(2026, 1, 28))
    assert (told.sure, told.on) == (Sure.ANNOUNCED, date(2026, 3, 4))
    assert (told.days_left(MARCH), usual.days_left(MARCH)) == (2, -33)


@pytest.mark.parametrize(("mark", "sure"), [("C", Sure.LAW), ("D", Sure.LAW), ("G", Sure.USUAL), ("?", Sure.UNKNOWN)])
def test_how_sure_a_day_is_follows_its_mark(mark: str, sure: Sure) -> None:
    found = when_of("gov", day_rule("by 07-01"), mark, starts=date(2026, 7, 1), announced={})
    assert found.sure is sure
    assert (found.on is None) == (sure is Sure.UNKNOWN)
    assert found.order == date(2026, 7, 1)


def test_the_governor_has_ten_days_from_the_announced_conference_report() -> None:
    found = when_of(
        "veto", day_rule("10 days after leg"), "G", starts=date(2026, 7, 1), announced={"leg": date(2026, 6, 29)}
    )
    assert (found.sure, found.on) == (Sure.USUAL, date(2026, 7, 9))


HOUSE = next(stage for stage in MA if stage.code == "hou")


def stands(cents: int) -> Latest:
    return Latest(cents, HOUSE, FiscalYear(2027), of_last_year=False)


@pytest.mark.parametrize(
    ("kind", "ask", "latest", "expected"),
    [
        (StageKind.COMMITTEE, None, stands(5), Asking(Act.SET_ASK)),
        (StageKind.COMMITTEE, 26, stands(24), Asking(Act.ASK, 2)),
        (StageKind.COMMITTEE, 26, None, Asking(Act.ASK)),
        (StageKind.FLOOR, 26, stands(26), Asking(Act.HOLD, 0)),
        (StageKind.FLOOR, 26, stands(27), Asking(Act.HOLD, -1)),
        (StageKind.EXECUTIVE, 26, stands(24), Asking(Act.SIGN, 2)),
        (StageKind.OVERRIDE, 26, stands(24), Asking(Act.OVERRIDE, 2)),
    ],
)
def test_what_to_ask(kind: StageKind, ask: int | None, latest: Latest | None, expected: Asking) -> None:
    assert what_to_ask(kind, ask_cents=ask, latest=latest) == expected


def test_the_latest_figure_is_the_years_own_else_where_last_year_settled() -> None:
    by_year = {FiscalYear(2026): money(gaa=9), FiscalYear(2027): money(gov=10, hou=12)}
    own = latest_figure(MA, by_year, FiscalYear(2027))
    before = latest_figure(MA, {FiscalYear(2026): money(gaa=9)}, FiscalYear(2027))
    assert own == Latest(12, HOUSE, FiscalYear(2027), of_last_year=False)
    assert before is not None
    assert (before.amount_cents, before.fiscal_year, before.of_last_year) == (9, 2026, True)
    assert latest_figure(MA, {}, FiscalYear(2027)) is None


def test_a_budget_is_decided_between_a_year_before_it_takes_effect_and_its_end() -> None:
    assert plausible_days((FiscalYear(2027),), 7) == (date(2025, 7, 1), date(2027, 7, 1))
    assert plausible_days((FiscalYear(2029), FiscalYear(2030)), 7) == (date(2027, 7, 1), date(2030, 7, 1))
