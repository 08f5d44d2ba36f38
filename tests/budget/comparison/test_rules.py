"""Like for like, new and gone, and the level a line stands at in a column."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.comparison.rules import (
    SETTLED,
    Column,
    ComparedLine,
    Level,
    bases,
    compare,
    level_at,
    lines_of_unlike_kind,
    real_change,
    share_of_ask,
    stage_before,
    stage_to_expect,
    years_to_start_with,
)
from budget.line_items.rules import Figure, StageOf, path_steps, settled
from budget.line_items.stages import LineItemKind, StageKind
from data.missing import MissingReason
from data.periods import FiscalYear

STAGES = tuple(
    StageOf(code, 10 * n, code, code, kind, code in {"veto", "override"})
    for n, (code, kind) in enumerate(
        [
            ("gov", StageKind.PROPOSAL),
            ("hwm", StageKind.COMMITTEE),
            ("hou", StageKind.FLOOR),
            ("swm", StageKind.COMMITTEE),
            ("sen", StageKind.FLOOR),
            ("leg", StageKind.CONFERENCE),
            ("veto", StageKind.EXECUTIVE),
            ("signed", StageKind.ENACTED),
            ("override", StageKind.OVERRIDE),
            ("gaa", StageKind.ENACTED),
            ("current", StageKind.ADJUSTMENT),
            ("final", StageKind.ADJUSTMENT),
            ("spent", StageKind.SPENDING),
        ]
    )
)
LEFT, RIGHT = Column(FiscalYear(2016)), Column(FiscalYear(2017))


def said(**cents: int | None) -> dict[str, Figure]:
    return {
        code: Figure(amount, None if amount is not None else MissingReason.NO_SUCH_ITEM, 1)
        for code, amount in cents.items()
    }


def level(cents: int | None, stage: str = "gaa") -> Level:
    return Level(cents, None if cents is not None else MissingReason.NOT_PUBLISHED, stage, 1)


def line(before: int | None, after: int | None, *, number: int = 1, kind: str = "item") -> ComparedLine:
    return ComparedLine(number, f"{number:04d}", "Example", "", kind, level(before), level(after))


def test_a_level_is_the_printed_amount() -> None:
    assert level_at(STAGES, said(hou=5), "hou") == Level(5, None, "hou", 1)


def test_a_printed_zero_is_an_amount_and_no_such_item_is_a_reason() -> None:
    assert level_at(STAGES, said(hou=0), "hou").amount_cents == 0
    assert level_at(STAGES, said(hou=None), "hou").missing is MissingReason.NO_SUCH_ITEM
    assert level_at(STAGES, said(gov=1), "hou").missing is MissingReason.NOT_PUBLISHED


def test_vetoes_and_overrides_lead_to_a_level_which_is_our_sum() -> None:
    figures = said(leg=100, veto=-30, override=20, gaa=90)

    assert level_at(STAGES, figures, "veto") == Level(70, None, "veto", 1, derived=True)
    assert level_at(STAGES, figures, "override") == Level(90, None, "override", 1, derived=True)


def test_an_override_of_nothing_leaves_the_level_of_the_veto() -> None:
    assert level_at(STAGES, said(leg=100, veto=-30, override=0), "override").amount_cents == 70


def test_a_veto_without_a_conference_figure_has_no_level() -> None:
    assert level_at(STAGES, said(sen=100, veto=-30), "veto").missing is MissingReason.NOT_PUBLISHED


def test_spending_is_a_column_of_its_own_that_settles_nothing_and_no_release_expects() -> None:
    assert level_at(STAGES, said(gaa=10, spent=8), "spent").amount_cents == 8
    assert level_at(STAGES, said(gov=10, spent=8), SETTLED).amount_cents is None
    assert stage_to_expect(STAGES, ["gaa", "spent"]).code == "gaa"


def test_a_settled_year_without_any_figure_says_why() -> None:
    assert level_at(STAGES, said(gaa=None), SETTLED).missing is MissingReason.NO_SUCH_ITEM
    assert level_at(STAGES, {}, SETTLED).missing is MissingReason.NOT_PUBLISHED


CODES = [stage.code for stage in STAGES]
FIGURES = st.dictionaries(st.sampled_from(CODES), st.none() | st.integers(0, 10**13)).map(
    lambda d: said(**{c: (-v if v is not None and c == "veto" else v) for c, v in d.items()})
)


@given(FIGURES)
def test_settled_is_what_the_line_page_calls_settled(figures: dict[str, Figure]) -> None:
    basis = settled(STAGES, figures)

    found = level_at(STAGES, figures, SETTLED)

    assert found.amount_cents == (basis.amount_cents if basis else None)
    assert basis is None or found.stage_code == basis.stage.code


@given(FIGURES, st.sampled_from(["veto", "override"]))
def test_a_level_after_a_change_is_a_step_of_the_strip(figures: dict[str, Figure], code: str) -> None:
    found = level_at(STAGES, figures, code)

    if found.amount_cents is not None:
        reach = next(s.position for s in STAGES if s.code == code)
        until = {s.code: figures[s.code] for s in STAGES if s.code in figures and s.position <= reach}
        levels = [s.amount_cents for s in path_steps(STAGES, until, year_is_over=True) if s.amount_cents is not None]
        assert found.amount_cents == levels[-1]


def test_only_lines_in_both_columns_make_the_like_for_like_total() -> None:
    found = compare([line(100, 130), line(50, None), line(None, 7), line(None, None)], LEFT, RIGHT)

    assert (found.left_cents, found.right_cents, found.change_cents) == (100, 130, 30)
    assert (found.vanished_cents, found.new_cents) == (50, 7)
    assert (len(found.both), len(found.vanished), len(found.new)) == (1, 1, 1)


@pytest.mark.parametrize("kind", [k for k in LineItemKind if k is not LineItemKind.ITEM])
def test_what_is_not_an_item_is_in_no_sum(kind: LineItemKind) -> None:
    found = compare([line(100, 130, kind=kind), line(None, 5, kind=kind)], LEFT, RIGHT)

    assert (found.left_cents, found.right_cents, found.new_cents) == (0, 0, 0)
    assert len(found.apart) == 2


def test_gains_and_losses_come_largest_first() -> None:
    found = compare(
        [line(1, 2, number=1), line(1, 9, number=2), line(9, 1, number=3), line(4, 4, number=4)], LEFT, RIGHT
    )

    assert [c.id for c in found.gains] == [2, 1]
    assert [c.id for c in found.losses] == [3]


AMOUNTS = st.none() | st.integers(0, 10**13)
LINES = st.lists(st.tuples(AMOUNTS, AMOUNTS, st.sampled_from(list(LineItemKind))), max_size=40).map(
    lambda rows: [line(a, b, number=n, kind=k) for n, (a, b, k) in enumerate(rows)]
)


@given(LINES)
def test_like_for_like_and_the_lines_alone_add_up_to_each_column(lines: list[ComparedLine]) -> None:
    found = compare(lines, LEFT, RIGHT)

    items = [c for c in lines if c.kind == LineItemKind.ITEM]
    assert found.left_cents + found.vanished_cents == sum(c.left.amount_cents or 0 for c in items)
    assert found.right_cents + found.new_cents == sum(c.right.amount_cents or 0 for c in items)
    assert found.change_cents == sum(c.change_cents for c in (*found.gains, *found.losses))


@given(LINES)
def test_swapping_the_columns_negates_every_change(lines: list[ComparedLine]) -> None:
    there = compare(lines, LEFT, RIGHT)
    back = compare([c._replace(left=c.right, right=c.left) for c in lines], RIGHT, LEFT)

    assert back.change_cents == -there.change_cents
    assert [(c.id, -c.change_cents) for c in back.losses] == [(c.id, c.change_cents) for c in there.gains]
    assert [c.id for c in back.new] == [c.id for c in there.vanished]


def test_real_change_divides_and_never_subtracts() -> None:
    assert real_change(100, 110, Fraction(11, 10)) == 0
    assert real_change(100, 100, Fraction(5, 4)) == Fraction(-1, 5)


@pytest.mark.parametrize(("before", "grew"), [(0, Fraction(2)), (100, None)])
def test_real_change_is_unknown_from_nothing_or_without_prices(before: int, grew: Fraction | None) -> None:
    assert real_change(before, 100, grew) is None


def test_lines_of_different_size_share_the_scale_of_their_asks() -> None:
    assert share_of_ask(50, 200) == share_of_ask(5_000, 20_000) == Fraction(1, 4)
    assert share_of_ask(None, 200) is None
    assert share_of_ask(50, None) is None


def test_a_proposal_against_an_act_is_of_unlike_kind() -> None:
    pair = line(1, 2)

    assert lines_of_unlike_kind([pair], STAGES) == 0
    assert lines_of_unlike_kind([pair, pair._replace(left=level(1, "gov"))], STAGES) == 1
    assert lines_of_unlike_kind([pair._replace(right=level(1, "current"))], STAGES) == 1
    assert bases([pair], of_left=True) == {"gaa": 1}


@pytest.mark.parametrize(
    ("stage", "before"),
    [("gov", None), ("hwm", "gov"), ("hou", "gov"), ("swm", "hou"), ("sen", "hou"), ("leg", "sen"), ("gaa", "leg")],
)
def test_a_release_is_held_against_what_a_chamber_passed_last(stage: str, before: str | None) -> None:
    found = stage_before(STAGES, stage)

    assert (found.code if found else None) == before


@pytest.mark.parametrize(
    ("known", "stage"), [([], "gov"), (["gov", "hwm", "hou"], "swm"), (["gaa"], "gaa"), (["final"], "gov")]
)
def test_a_release_page_opens_with_the_next_stage(known: list[str], stage: str) -> None:
    assert stage_to_expect(STAGES, known).code == stage


def test_a_compare_page_opens_with_the_newest_two_well_filled_years_in_a_row() -> None:
    filled = {FiscalYear(year): items for year, items in ((2019, 37), (2018, 1), (2017, 56), (2016, 51), (2015, 53))}

    assert years_to_start_with(filled) == (2016, 2017)
    assert years_to_start_with({FiscalYear(2019): 4}) == (2019, 2019)
    assert years_to_start_with({FiscalYear(2019): 0, FiscalYear(2018): 0}) == (2018, 2019)


@pytest.mark.parametrize("before", [0, -2_850_000_00])
def test_nothing_or_less_has_no_share_to_grow_by(before: int) -> None:
    assert real_change(before, 1_000_000_00, Fraction(103, 100)) is None
