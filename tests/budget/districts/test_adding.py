"""Schools added up to their districts: whole or not at all."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budget.districts.adding import Kind, Part, added

SHARE, COUNT = Kind("share", "enrollment", sums=False, suppressible=True), Kind("posts", "", True, False)
KINDS = {"share": SHARE, "posts": COUNT}
BELONGS = {11: 1, 12: 1, 21: 2}


def posts(school: int, group: str, value: int | None, missing: str | None = None) -> Part:
    return Part(school, "posts", 2015, group, value, missing, 7)


def shares(school: int, value: int | None, missing: str | None = None) -> Part:
    return Part(school, "share", 2015, "black", value, missing, 7)


def test_posts_are_added_up_and_a_school_of_nowhere_is_not() -> None:
    found = added([posts(11, "all", 250), posts(12, "all", 150), posts(99, "all", 900)], BELONGS, KINDS, {})
    assert [(row.unit_id, row.value) for row in found] == [(1, 400)]


def test_a_school_without_a_figure_leaves_the_district_without_one_and_says_why() -> None:
    given_parts = [posts(11, "all", 250), posts(12, "all", None, "suppressed"), posts(21, "all", 5)]
    found = {row.unit_id: row for row in added(given_parts, BELONGS, KINDS, {})}
    assert (found[1].value, found[1].missing) == (None, "suppressed")
    assert found[2].value == 5


def test_a_school_that_lacks_only_this_group_leaves_the_district_without_it() -> None:
    found = added([posts(11, "all", 10), posts(11, "black", 2), posts(12, "all", 5)], BELONGS, KINDS, {})
    assert {row.group: (row.value, row.missing) for row in found} == {
        "all": (15, None), "black": (None, "not_published"),
    }  # fmt: skip


def test_shares_weigh_as_many_students_as_the_schools_have() -> None:
    students = {"enrollment": {(11, 2015): 300, (12, 2015): 100}}
    (found,) = added([shares(11, 200_000), shares(12, 600_000)], BELONGS, KINDS, students)
    assert (found.value, found.students) == (300_000, 400)


def test_a_school_with_students_and_no_share_leaves_the_district_without_one() -> None:
    students = {"enrollment": {(11, 2015): 300, (12, 2015): 100}}
    (found,) = added([shares(11, 200_000)], BELONGS, KINDS, students)
    assert (found.value, found.missing) == (None, "not_published")
    empty = {"enrollment": {(11, 2015): 300, (12, 2015): 0}}
    (found,) = added([shares(11, 200_000), shares(12, None, "not_published")], BELONGS, KINDS, empty)
    assert found.value == 200_000


@given(st.lists(st.tuples(st.integers(1, 3_000), st.integers(0, 1_000_000)), min_size=1, max_size=12))
def test_a_districts_share_is_that_of_its_students_together(schools: list[tuple[int, int]]) -> None:
    belongs = dict.fromkeys(range(len(schools)), 1)
    students = {"enrollment": {(n, 2015): count for n, (count, _share) in enumerate(schools)}}
    (found,) = added([shares(n, share) for n, (_count, share) in enumerate(schools)], belongs, KINDS, students)
    exact = Fraction(sum(count * share for count, share in schools), sum(count for count, _share in schools))
    assert found.value is not None
    assert abs(found.value - exact) <= Fraction(1, 2)
