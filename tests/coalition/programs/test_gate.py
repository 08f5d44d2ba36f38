"""What crosses a programme's wall: no small count, none that a sum or a narrower margin gives away."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition.programs.gate import AT_MOST, PERCENT, margins, of_many, percent, whole


def sized(**counts: int) -> dict[str, frozenset[int]]:
    """Parts of so many people, numbered through."""
    parts, at = {}, 0
    for name, count in counts.items():
        parts[name] = frozenset(range(at, at + count))
        at += count
    return parts


def shown(parted: dict[str, dict[str, frozenset[int]]], everybody: int) -> dict[tuple[str, str], int | None]:
    return {(one.measure, one.part): one.value for one in margins(parted, everybody)}


def test_a_small_part_takes_the_next_smallest_with_it() -> None:
    # 30 = 14 + 12 + 4: the 4 is small, and 30 − 14 − 12 would tell it, so the 12 goes too
    found = shown({"by district": sized(North=14, East=12, South=4)}, 30)
    assert [found["by district", name] for name in ("North", "East", "South")] == [14, None, None]


def test_43_people_in_5_districts_show_what_is_safe_and_never_two_margins_at_once() -> None:
    found = margins({"by district": sized(A=13, B=12, C=10, D=5, E=3)}, 43)
    assert {one.part: one.value for one in found} == {"A": 13, "B": 12, "C": None, "D": None, "E": None}
    assert all("," not in one.part and " × " not in one.part for one in found)


def test_of_a_small_programme_nothing_is_told_but_that_it_is_small() -> None:
    assert whole("scholars", 9).value is None
    assert whole("scholars", 0).value == 0
    assert set(shown({"by district": sized(North=9)}, 9).values()) == {None}


def test_a_part_inside_a_part_of_another_margin_is_masked_where_the_rest_is_small() -> None:
    # everybody of the House district teaches in North, where only 2 more do: 14 − 12 would single them out
    north, house = frozenset(range(14)), frozenset(range(12))
    rest = frozenset(range(12, 40))
    parted = {"by district": {"North": north, "East": frozenset(range(14, 40))}, "by house": {"1": house, "2": rest}}
    found = shown(parted, 40)
    assert found["by district", "North"] == 14
    assert (found["by house", "1"], found["by house", "2"]) == (None, None)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_what_is_shown_never_gives_a_masked_part_away(counts: list[int]) -> None:
    everybody = sum(counts)
    found = shown({"by district": sized(**{f"d{n}": count for n, count in enumerate(counts)})}, everybody)
    values = list(found.values())
    masked = [count for count, value in zip(counts, values, strict=True) if value is None]
    assert all(value is None or value == 0 or value >= 10 for value in values)
    if everybody >= 10 and masked:
        assert len(masked) > 1  # one alone would be the total less the rest


@pytest.mark.parametrize(
    ("share", "people", "value", "unit"),
    [(50, 25, 50, PERCENT), (4, 25, 10, AT_MOST), (50, 9, None, PERCENT), (None, 25, None, PERCENT)],
)
def test_a_percentage_is_told_by_the_size_of_its_group(
    share: int | None, people: int, value: int | None, unit: str
) -> None:
    out = percent("completion", "", share, people=people)
    assert (out.value, out.unit) == (value, unit)


def test_goals_of_few_people_are_masked_however_many_goals_they_are() -> None:
    assert of_many("goals by category", "personal", 40, "count", people=9).missing_reason == "suppressed"
    assert of_many("goals by category", "personal", 12, "count", people=10).value == 12
