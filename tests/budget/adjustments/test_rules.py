"""The current appropriation: enacted, and the dated changes on or before a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.adjustments.rules import (
    AdjustmentKind,
    DatedChange,
    Standing,
    check_amount,
    check_date,
    current_appropriation,
    enacted_basis,
    running_levels,
    standing_after,
    transfer_halves,
)
from budget.line_items.rules import Figure, StageOf, settled
from budget.line_items.stages import StageKind
from data.errors import InvalidInput
from data.missing import MissingReason
from data.periods import FiscalYear

STAGES = tuple(
    StageOf(code, 10 * n, code.title(), code.title(), kind, code in {"veto", "override"})
    for n, (code, kind) in enumerate(
        [
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
NINE_C, SUPPLEMENTAL = AdjustmentKind.NINE_C, AdjustmentKind.SUPPLEMENTAL
JANUARY, MARCH, MAY = date(2025, 1, 8), date(2025, 3, 3), date(2025, 5, 1)
YEAR = FiscalYear(2025).dates(7)


def said(**cents: int | None) -> dict[str, Figure]:
    return {
        code: Figure(amount, None if amount is not None else MissingReason.NOT_YET, 1) for code, amount in cents.items()
    }


def cut(cents: int, dated: date = JANUARY, kind: AdjustmentKind = NINE_C) -> DatedChange:
    return DatedChange(kind, dated, cents)


def standing(
    figures: dict[str, Figure], *changes: DatedChange, day: date = MAY, published: date | None = None
) -> Standing:
    return standing_after(STAGES, figures, changes, day=day, dates={1: published})


def test_a_nine_c_cut_and_a_supplemental_leave_what_is_current() -> None:
    """$10,000,000 enacted − $500,000 on 8 January + $200,000 on 3 March = $9,700,000."""
    found = standing(said(gaa=1_000_000_000), cut(20_000_000, MARCH, SUPPLEMENTAL), cut(-50_000_000))

    assert found.levels == (950_000_000, 970_000_000)
    assert found.current_cents == 970_000_000
    assert [change.dated for change in found.changes] == [JANUARY, MARCH]


@pytest.mark.parametrize(
    ("day", "current"),
    [
        (date(2025, 1, 7), 1_000_000_000),
        (JANUARY, 950_000_000),
        (date(2025, 3, 2), 950_000_000),
        (MARCH, 970_000_000),
    ],
)
def test_a_change_counts_from_its_own_day_on(day: date, current: int) -> None:
    found = standing(said(gaa=1_000_000_000), cut(-50_000_000), cut(20_000_000, MARCH, SUPPLEMENTAL), day=day)

    assert found.current_cents == current
    assert found.counted == sum(change.dated <= day for change in found.changes)


@pytest.mark.parametrize(
    ("figures", "stage"),
    [
        (said(signed=1, gaa=2, current=3, final=4, spent=5), "gaa"),
        (said(signed=1, current=3, final=4, spent=5), "signed"),
        (said(signed=1, gaa=None, final=4), "signed"),
    ],
)
def test_what_was_enacted_is_never_a_later_figure(figures: dict[str, Figure], stage: str) -> None:
    basis = enacted_basis(STAGES, figures)

    assert basis is not None
    assert basis.stage.code == stage
    assert basis.amount_cents == figures[stage].amount_cents


def test_without_anything_enacted_there_is_no_current_appropriation() -> None:
    found = standing(said(leg=1, current=3, final=4, spent=5), cut(-1))

    assert (found.basis, found.current_cents, found.levels) == (None, None, ())
    assert [printed.difference_cents for printed in found.published] == [None, None]


def test_a_printed_figure_that_differs_is_kept_with_its_difference() -> None:
    found = standing(said(gaa=1_000, current=900), cut(-50))

    (printed,) = found.published
    assert (printed.expected_cents, printed.published_cents, printed.difference_cents) == (950, 900, -50)
    assert found.disagreeing == (printed,)


def test_a_printed_figure_is_held_against_the_level_of_its_documents_day() -> None:
    between = standing(said(gaa=1_000, current=950), cut(-50), cut(20, MARCH), published=date(2025, 2, 1))
    after_both = standing(said(gaa=1_000, current=950), cut(-50), cut(20, MARCH), published=MARCH)

    assert between.published[0].difference_cents == 0
    assert between.disagreeing == ()
    assert after_both.published[0].difference_cents == -20


def test_spending_stands_beside_and_changes_nothing() -> None:
    without, beside = standing(said(gaa=1_000), cut(-50)), standing(said(gaa=1_000, spent=800), cut(-50))

    assert without.current_cents == beside.current_cents == 950
    assert [spent.spent_cents for spent in beside.spending] == [800]
    assert beside.published == ()
    assert settled(STAGES, said(spent=800)) is None


def test_spending_that_is_not_known_has_a_reason_and_no_amount() -> None:
    (spent,) = standing(said(gaa=1_000, spent=None)).spending

    assert (spent.spent_cents, spent.missing) == (None, MissingReason.NOT_YET)


def test_cuts_of_more_than_there_is_are_pointed_out_at_the_first_of_them() -> None:
    found = standing(said(gaa=100), cut(-60), cut(-60, MARCH))

    assert found.below_zero is not None
    assert found.below_zero.dated == MARCH
    assert standing(said(gaa=100), cut(-100)).below_zero is None


def test_an_override_may_follow_the_amount_as_signed_but_not_the_act_after_overrides() -> None:
    assert standing(said(signed=1)).override_follows
    assert not standing(said(gaa=1)).override_follows


@pytest.mark.parametrize("kind", [NINE_C, AdjustmentKind.OTHER_CUT])
def test_a_cut_is_negative(kind: AdjustmentKind) -> None:
    check_amount(kind, -100)
    with pytest.raises(InvalidInput, match=r"takes away, so it cannot be \$1\. Write −\$1\."):
        check_amount(kind, 100)


def test_a_supplemental_may_add_and_may_take_away() -> None:
    check_amount(SUPPLEMENTAL, 100)
    check_amount(SUPPLEMENTAL, -100)


@pytest.mark.parametrize(
    ("kind", "cents", "sentence"),
    [
        (SUPPLEMENTAL, 0, "changes nothing"),
        (NINE_C, 0, "changes nothing"),
        (SUPPLEMENTAL, 10**18, "cannot be"),
        (AdjustmentKind.TRANSFER, 100, "name the other line"),
    ],
)
def test_an_amount_that_cannot_be_gets_its_sentence(kind: AdjustmentKind, cents: int, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        check_amount(kind, cents)


@given(st.integers(1, 10**17))
def test_the_halves_of_a_transfer_add_up_to_nothing(cents: int) -> None:
    out, into = transfer_halves(cents)

    assert out + into == 0
    assert out < 0 < into


@pytest.mark.parametrize("cents", [0, -100, 10**18])
def test_a_transfer_moves_an_amount_above_nothing(cents: int) -> None:
    with pytest.raises(InvalidInput, match="A transfer cannot be of"):
        transfer_halves(cents)


@pytest.mark.parametrize("day", [YEAR.start, YEAR.end, date(2026, 6, 30)])
def test_a_date_lies_in_the_year_or_while_its_books_are_open(day: date) -> None:
    check_date(day, YEAR, "FY2025")


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2024, 6, 30), "2024-06-30 is before FY2025 began, on 2024-07-01."),
        (date(2026, 7, 1), "2026-07-01 is more than a year after FY2025 ended."),
    ],
)
def test_a_date_outside_says_which_year_it_missed(day: date, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        check_date(day, YEAR, "FY2025")


CHANGES = st.lists(
    st.builds(
        DatedChange,
        st.sampled_from([NINE_C, SUPPLEMENTAL]),
        st.integers(0, 400).map(lambda n: YEAR.start + timedelta(days=n)),
        st.integers(-(10**12), 10**12),
    )
)


@given(st.integers(0, 10**13), CHANGES, st.integers(0, 500).map(lambda n: YEAR.start + timedelta(days=n)))
def test_the_level_after_the_last_counted_change_is_the_current_appropriation(
    enacted: int, changes: list[DatedChange], day: date
) -> None:
    found = standing(said(gaa=enacted), *changes, day=day)

    assert found.current_cents == [enacted, *found.levels][found.counted]
    assert len(found.levels) == len(changes)


@given(st.integers(0, 10**13), CHANGES)
def test_the_order_of_entering_does_not_matter_in_the_end(enacted: int, changes: list[DatedChange]) -> None:
    last = max((change.dated for change in changes), default=YEAR.start)

    assert current_appropriation(enacted, changes, last) == current_appropriation(enacted, changes[::-1], last)
    assert [enacted, *running_levels(enacted, changes)][-1] == enacted + sum(change.amount_cents for change in changes)
