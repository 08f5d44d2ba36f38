"""Two columns of the store: right to the thousand against the files, and never beyond what a viewer may see."""

import csv
from decimal import Decimal

import pytest

from budget.comparison.queries import Chosen, Compared, comparison
from budget.comparison.rules import SETTLED, Column, level_at
from budget.comparison.sentences import KIND_WORDS, kind_warning, lede, whole_columns
from budget.line_items.commands import record_amount, set_ask
from budget.line_items.queries import figures_of, place_of, stages_of
from budget.line_items.rules import name_key
from budget.line_items.stages import StageKind
from data.access import Viewer
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.support import ORGANIZER, PUBLIC

METCO = "7010-0012"


def compared(left: str, right: str, *, viewer: Viewer = ORGANIZER, place: str = "ma", **how: object) -> Compared:
    """Columns written as "2016:gaa"."""
    columns = [Column(FiscalYear(int(year)), stage) for year, stage in (c.split(":") for c in (left, right))]
    with open_session(viewer) as session:
        return comparison(session, Chosen(place_of(session, place), *columns, **how))  # type: ignore[arg-type]


def printed(name: str, column: str) -> dict[str, int]:
    """A column of a file in thousands of dollars, as cents by the name as compared; totals left out."""
    with room.real(name).open(encoding="utf-8-sig", newline="") as file:
        rows = [{key.strip(): value for key, value in row.items()} for row in csv.DictReader(file)]
    totals = {"total", "budgetary direct appropriations"}
    return {
        name_key(row["Account"]): int(Decimal(row[column].replace(",", "")) * 100_000)
        for row in rows
        if name_key(row["Account"]) not in totals
    }


@pytest.mark.usefixtures("started")
def test_enacted_fy2016_and_fy2017_are_right_to_the_thousand_against_the_files() -> None:
    before = printed("ma_dese_fy2016_final_actions.csv", "FY2016 GAA")
    before |= printed("ma_dhe_fy2016_tracking.csv", "FY2016 GAA")
    after = printed("ma_dese_fy2017_final_actions.csv", "FY2017 GAA")
    after |= printed("ma_dhe_fy2017_final_actions.csv", "FY2017 GAA")

    found = compared("2016:gaa", "2017:gaa").comparison

    assert found.left_cents + found.vanished_cents == sum(before.values())
    # the tracking table prints two more items of FY2017, both at 0
    assert found.right_cents + found.new_cents == sum(after.values())
    by_name = {name_key(c.name): c for c in found.both}
    shared = before.keys() & after.keys() & by_name.keys()
    assert len(shared) >= 40
    assert [n for n in shared if by_name[n].left.amount_cents != before[n]] == []
    assert [n for n in shared if by_name[n].right.amount_cents != after[n]] == []
    assert found.change_cents == 8_887_400_000


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("code", ["gov", "hou", "sen", "leg", "veto", "override", "gaa", "final", SETTLED])
def test_every_column_is_what_the_lines_own_figures_say(code: str) -> None:
    with open_session(ORGANIZER) as session:
        place = place_of(session, "ma")
        stages = stages_of(session, place)
        year = FiscalYear(2017)
        heads = room.heads(session, place)
        figures = figures_of(session, place, [head.id for head in heads], [year])
        one_by_one = {line: level_at(stages, years.get(year, {}), code) for line, years in figures.items()}

    found = compared(f"2017:{code}", f"2017:{code}").comparison

    every = {c.id: c.left for c in (*found.both, *found.apart)}
    assert every == {line: level for line, level in one_by_one.items() if level.amount_cents is not None}
    assert found.change_cents == 0


@pytest.mark.usefixtures("started")
def test_new_and_vanished_lines_say_why_the_other_column_has_none() -> None:
    found = compared("2016:gaa", "2017:gaa").comparison

    assert {c.left.missing for c in found.new} == {c.right.missing for c in found.vanished} == {"not_published"}


@pytest.mark.usefixtures("started")
def test_the_lede_names_both_columns_and_the_real_change() -> None:
    assert lede(compared("2016:gaa", "2017:gaa")) == (
        "FY2017 enacted is $88.87 million (1.7%) more than FY2016 enacted over the 47 lines both print; "
        "0.1% less in real terms."
    )


@pytest.mark.usefixtures("started")
def test_real_dollars_name_their_year_and_agree_with_the_real_change() -> None:
    voted, real = compared("2016:gaa", "2017:gaa"), compared("2016:gaa", "2017:gaa", real=True)

    assert real.base == 2025
    assert lede(real).endswith("in FY2025 dollars.")
    change = real.comparison.change_cents / real.comparison.left_cents
    assert change == pytest.approx(float(voted.comparison.real or 0), abs=1e-6)


@pytest.mark.usefixtures("started")
def test_a_proposal_is_never_held_against_an_act_without_saying_so() -> None:
    assert kind_warning(compared("2016:gaa", "2017:gaa")) == ""
    assert kind_warning(compared("2017:gov", "2017:gaa")) == (
        "Read with care, these are figures of different kinds: FY2017 Governor is a proposal; "
        "FY2017 enacted is the law as enacted."
    )


@pytest.mark.usefixtures("started")
def test_each_column_is_accounted_for_whole() -> None:
    left, right = whole_columns(compared("2016:gaa", "2017:gaa"))

    assert left == (
        "FY2016 enacted: 51 items of this choice add up to $5,253,336,000; 4 of them ($5,867,000) have no figure "
        "in FY2017 enacted."
    )
    assert right.startswith("FY2017 enacted: 56 items of this choice add up to $5,340,723,000;")


@pytest.mark.usefixtures("started")
def test_words_agency_and_watch_list_narrow_the_lines() -> None:
    assert [c.code for c in compared("2016:gaa", "2017:gaa", words="metco").comparison.both] == [METCO]
    assert {c.agency for c in compared("2016:gaa", "2017:gaa", agency=room.DHE).comparison.both} == {room.DHE}
    watched = compared("2016:gaa", "2017:gaa", watched=True).comparison.both
    assert {c.code for c in watched} == {"7061-0008", "7061-0012", METCO}


@pytest.mark.usefixtures("started")
def test_a_visitor_sees_neither_the_watch_list_nor_an_unpublished_ask() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        line = room.line_id(session, METCO)
        set_ask(session, line_item_id=line, fiscal_year=FiscalYear(2017), ask_cents=100)

    assert compared("2016:gaa", "2017:gaa", viewer=PUBLIC, watched=True).comparison.both == ()
    assert [c.ask_cents for c in compared("2016:gaa", "2017:gaa", viewer=PUBLIC, words=METCO).comparison.both] == [None]
    assert [c.ask_cents for c in compared("2016:gaa", "2017:gaa", words=METCO).comparison.both] == [100]


@pytest.mark.usefixtures("started")
def test_per_pupil_amounts_compare_and_are_in_no_sum() -> None:
    found = compared("2025:settled", "2026:settled", place="ky").comparison

    assert (found.left_cents, found.right_cents, found.both) == (0, 0, ())
    assert [c.kind for c in found.apart] == ["per_pupil"]


@pytest.mark.usefixtures("snapshots")
def test_no_such_item_is_a_reason_and_a_printed_zero_is_an_amount() -> None:
    gone = compared("2016:final", "2017:final").comparison
    signed = compared("2018:leg", "2018:signed").comparison

    assert [c.right.missing for c in gone.vanished] == ["no_such_item", "no_such_item"]
    assert [c.right.amount_cents for c in signed.both].count(0) == 1


@pytest.mark.usefixtures("snapshots")
def test_settled_names_the_basis_where_one_year_ended_by_another_kind_of_figure() -> None:
    warning = kind_warning(compared("2018:gov", "2018:settled"))

    assert "FY2018 Governor is a proposal; FY2018 settled is a figure after supplemental budgets and cuts" in warning


@pytest.mark.usefixtures("started")
def test_spending_against_an_appropriation_or_a_proposal_is_said() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        record_amount(
            session,
            line_item_id=room.line_id(session, METCO),
            fiscal_year=FiscalYear(2017),
            stage_code="spent",
            amount_cents=2_000_000_000,
            source_title="Statewide accounting, FY2017",
        )

    enacted, proposed = compared("2017:gaa", "2017:spent"), compared("2017:spent", "2017:gov")

    assert len(enacted.comparison.both) == 1
    assert kind_warning(enacted) == (
        "Read with care, these are figures of different kinds: FY2017 enacted is the law as enacted; FY2017 spent is "
        "what was spent in the end, not an appropriation. This compares what was spent with what was appropriated."
    )
    assert kind_warning(proposed).endswith("This compares what was spent with what was proposed.")
    assert kind_warning(compared("2017:spent", "2017:spent")) == ""


def test_every_kind_of_stage_has_its_words() -> None:
    assert set(KIND_WORDS) == set(StageKind)
