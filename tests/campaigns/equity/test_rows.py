"""One district's indicator: numbers, reasons in their place, and what a state's sum may be."""

import pytest

from campaigns.equity.rows import Counts, Given, Said, growth, said, summed
from campaigns.equity.rules import Kind, WhyNot

MASKED, MISSING = Given(None, "suppressed"), Given(None, "not_published")


def counts(*values: float | Given) -> Counts:
    return Counts(*(value if isinstance(value, Given) else Given(value) for value in values))


def test_a_parity_gap_is_what_the_staff_lack() -> None:
    found = said(Kind.PARITY, counts(819, 6_121, 361_058, 1_000_000))
    assert (round(found.value or 0, 1), round(found.reference or 0, 1), round(found.gap or 0, 1)) == (13.4, 36.1, 22.7)
    assert found.is_clear


def test_a_share_of_events_above_that_of_students_is_a_positive_gap() -> None:
    found = said(Kind.COMPOSITION, counts(14_727, 21_822, 361_058, 1_000_000))
    assert (round(found.value or 0, 1), round(found.ratio or 0, 2)) == (67.5, 1.87)
    assert (found.gap or 0) > 0


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (counts(MASKED, 100, 20, 200), WhyNot.MASKED),
        (counts(MISSING, 100, 20, 200), WhyNot.MISSING),
        (counts(0, 0, 20, 200), WhyNot.NO_DENOMINATOR),
    ],
)
def test_without_its_counts_a_district_has_a_reason_and_no_number(given: Counts, why: WhyNot) -> None:
    assert said(Kind.PARITY, given) == Said(why=why)


def test_staff_without_students_of_the_year_have_a_share_and_no_gap() -> None:
    found = said(Kind.PARITY, counts(5, 100, MISSING, MISSING))
    assert (found.value, found.gap, found.why) == (5.0, None, WhyNot.MISSING)


def test_none_of_seventeen_still_has_a_margin() -> None:
    assert (said(Kind.PARITY, counts(0, 17, 500, 1_000)).margin or 0) > 10


def test_zero_risk_in_the_reference_group_leaves_a_gap_and_no_ratio() -> None:
    found = said(Kind.RATE, counts(20, 0, 100, 200))
    assert (found.gap, found.ratio) == (20.0, None)


def test_a_part_of_a_state_never_stands_for_the_whole() -> None:
    whole = counts(5, 100, 20, 200)
    assert summed([whole, whole]) == counts(10, 200, 40, 400)
    assert summed([whole, counts(MISSING, MISSING, 20, 200)]) is WhyNot.INCOMPLETE
    assert summed([whole, counts(MASKED, 100, 20, 200)]) is WhyNot.MASKED
    assert summed([]) is WhyNot.MISSING
    without_students = summed([whole, counts(5, 100, MISSING, MISSING)])
    assert isinstance(without_students, Counts)
    assert (without_students.counted.value, without_students.of.value) == (10, None)


def test_licences_are_the_posts_to_parity_and_never_more_than_the_pool() -> None:
    boston = said(Kind.PARITY, counts(973.5, 4_294.3, 335_641, 1_000_000))
    assert growth(boston, 498.3, 750_000) == (468, 498.3, 468, 468 * 750_000)
    assert growth(boston, 89.9, None) == (468, 89.9, 89, None)
    assert growth(Said(why=WhyNot.MASKED), 10, 1).licences == 0
