"""What may be divided by what, and which districts are alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.districts.rules import Candidate, Criteria, Given, Lacking, PerPupil, Size, peers_of, per_pupil, share_of

OWN = Candidate(1, "", 1_000, 500_000)


def test_jcps_spent_14846_for_each_pupil_in_average_daily_attendance() -> None:
    found = per_pupil(Given(133_692_756_500), Given(9_005_391), hundredths=True)
    assert found == PerPupil(1_484_586)


@pytest.mark.parametrize(
    ("amount", "count", "lacking"),
    [
        (Given(None, "not_published"), Given(100), Lacking.AMOUNT),
        (Given(100), Given(None, "not_published"), Lacking.COUNT),
        (Given(100), Given(0), Lacking.NOBODY),
    ],
)
def test_an_amount_is_not_divided_by_a_count_that_is_not_there(amount: Given, count: Given, lacking: Lacking) -> None:
    assert per_pupil(amount, count, hundredths=False) == PerPupil(None, lacking)


def test_a_share_says_why_it_is_missing_and_nobody_has_none() -> None:
    assert share_of(Given(819), Given(6_121)) == Given(133_802)
    assert share_of(Given(None, "suppressed"), Given(10)) == Given(None, "suppressed")
    assert share_of(Given(0), Given(0)) == Given(None, "not_applicable")


@given(st.integers(0, 200_000))
def test_every_size_is_in_one_band(students: int) -> None:
    assert [size.holds(students) for size in Size if size].count(True) == 1


def test_a_district_of_unknown_size_is_in_no_band() -> None:
    assert [size for size in Size if size.holds(None)] == [Size.ANY]


def test_peers_are_those_that_fit_every_criterion_nearest_first() -> None:
    others = [
        OWN,
        Candidate(2, "", 1_500, 500_000),
        Candidate(3, "", 1_501, 500_000),
        Candidate(4, "", 1_100, 600_000),
        Candidate(5, "", 1_100, 600_001),
        Candidate(6, "charter", 1_000, 500_000),
        Candidate(7, "", None, 500_000),
        Candidate(8, "", 1_000, None),
    ]
    assert [one.id for one in peers_of(OWN, others, Criteria())] == [4, 2]


def test_a_criterion_the_district_has_no_figure_for_is_left_out() -> None:
    unknown = Candidate(1, "", None, None)
    assert [one.id for one in peers_of(unknown, [Candidate(2, "", 9, 1), Candidate(3, "x", 9, 1)], Criteria())] == [2]


@given(st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 1_000_000)), max_size=20))
def test_a_wider_criterion_never_loses_a_peer(found: list[tuple[int, int]]) -> None:
    others = [Candidate(n, "", size, need) for n, (size, need) in enumerate(found, start=2)]
    narrow = {one.id for one in peers_of(OWN, others, Criteria(25, 5))}
    assert narrow <= {one.id for one in peers_of(OWN, others, Criteria(50, 10))}
