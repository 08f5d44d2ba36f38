"""Small counts: what is masked, and that a solver given everything shown pins no masked cell down."""

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.suppressed_tables import Counts, Mask, Table, exposed, masked_cells, masked_with_total
from data.suppression import (
    BRIEF_BANDS,
    GATEWAY_BANDS,
    IN_FORCE,
    MARK,
    RULES,
    Preset,
    Suppressed,
    is_small,
    recoded_percent,
)
from tests.data.suppression_attack import ranges_left

LEAST = IN_FORCE.least
RACE, GENDER = (1, 2, 3, 4), (5, 6)


def table_of(rows: list[list[float]], *, state: bool = False, unknown: Mask | None = None) -> Table:
    """A table from districts' race and gender counts: everybody is the sum of the four races."""
    races = np.array(rows, dtype=np.float64)
    everybody = races.sum(axis=1, keepdims=True)
    girls = np.floor(everybody / 2)
    values = np.hstack([everybody, races, girls, everybody - girls])
    values = np.vstack([values.sum(axis=0) if state else np.full(7, np.nan), values])
    small = (values > 0) & (values < LEAST)
    nothing = np.zeros_like(small) if unknown is None else unknown
    return Table(values, nothing, small, np.full_like(values, np.inf), (RACE, GENDER), state)


def pinned(table: Table, hidden: Mask) -> list[tuple[tuple[int, int], tuple[float, float]]]:
    """The masked cells that a reader can tell to within fewer than the least count."""
    found = ranges_left(table, hidden)
    return [(cell, bounds) for cell, bounds in found.items() if bounds[1] - bounds[0] < LEAST - 1e-6]


def test_fewer_than_ten_and_ten_or_fewer_are_different_rules_with_names() -> None:
    assert not is_small(10, of=100, rule=RULES[Preset.FEWER_THAN_10])
    assert is_small(10, of=100, rule=RULES[Preset.TEN_OR_FEWER])
    assert {rule.preset for rule in RULES.values()} == set(Preset)


@pytest.mark.parametrize(
    ("count", "of", "small"),
    [
        (9, 100, True),  # the count itself
        (10, 100, False),
        (12, 15, True),  # all but three
        (4, 9, True),  # the group
        (15, 15, False),  # everybody: nobody is left over
        (0, 100, False),
        (0, 9, True),  # nobody, of a small group
        (0, None, True),  # nobody, of a group of unknown size
    ],
)
def test_count_group_and_the_rest_of_it_must_each_be_large_enough(count: int, of: int | None, small: bool) -> None:
    assert is_small(count, of=of) is small


def test_events_have_no_rest_of_a_group() -> None:
    assert not is_small(98, of=100, persons=False)


def test_a_masked_count_is_no_number() -> None:
    masked = Suppressed()
    assert str(masked) == MARK != "0"
    acts: list[Callable[[Any], Any]] = [lambda m: m + 1, lambda m: sum([m]), lambda m: m / 2, float, lambda m: m < 3]
    for act in acts:
        with pytest.raises(TypeError, match="not a number"):
            act(masked)


@pytest.mark.parametrize(
    ("share", "group", "words"),
    [
        (4_000, 300, "≤ 1 %"),
        (995_000, 300, "≥ 99 %"),
        (15_000, 299, "≤ 2 %"),
        (960_000, 40, "≥ 95 %"),
        (90_000, 20, "≤ 10 %"),
        (150_000, 11, "≤ 20 %"),
        (500_000, 10, MARK),
        (334_000, 300, "33 %"),
    ],
)
def test_extreme_percentages_are_recoded_by_the_size_of_the_group(share: int, group: int, words: str) -> None:
    assert recoded_percent(share, group, GATEWAY_BANDS) == words


def test_the_two_documents_word_their_bands_differently() -> None:
    assert recoded_percent(4_000, 300, BRIEF_BANDS) == "≤ 2 %"


def test_a_lone_small_group_takes_the_next_smallest_with_it() -> None:
    hidden = masked_cells(table_of([[200, 40, 30, 4]]), LEAST)
    assert hidden[1].tolist() == [False, False, False, True, True, False, False]


def test_two_small_groups_whose_sum_is_small_need_a_third() -> None:
    hidden = masked_cells(table_of([[200, 40, 3, 4]]), LEAST)
    assert hidden[1, 1:5].tolist() == [False, True, True, True]


def test_what_cannot_be_kept_otherwise_is_masked_whole() -> None:
    hidden = masked_cells(table_of([[3, 0, 4, 0]]), LEAST)
    assert hidden[1].all()


def test_a_group_masked_in_one_district_alone_is_masked_in_a_second_one_of_the_state() -> None:
    table = table_of([[200, 40, 30, 4], [300, 50, 60, 20], [400, 70, 80, 40]], state=True)
    hidden = masked_cells(table, LEAST)
    assert hidden[1:, 4].sum() >= 2
    assert not pinned(table, hidden)


def test_a_total_of_measures_is_masked_where_a_part_of_it_is() -> None:
    one, two = table_of([[200, 40, 30, 4]]), table_of([[500, 90, 80, 70]])
    total = table_of([[700, 130, 110, 74]])
    parts, whole = masked_with_total([one, two], total, LEAST)
    assert (whole & parts[0]).sum() == parts[0].sum() == 2
    assert not whole[1, 1]


def test_a_narrow_range_counts_as_found() -> None:
    assert exposed(9, [np.inf, np.inf], LEAST)
    assert not exposed(10, [np.inf, np.inf], LEAST)
    assert exposed(17, [12, 12], LEAST)  # between 5 and 12
    assert exposed(500, [np.inf], LEAST)


def test_the_solver_finds_what_is_masked_badly() -> None:
    """The attack itself must be able to win: a lone masked cell is solved for exactly."""
    table = table_of([[200, 40, 30, 4]])
    hidden = np.zeros_like(table.small)
    hidden[1, 4] = True
    assert [(cell, round(low), round(high)) for cell, (low, high) in pinned(table, hidden)] == [((1, 4), 4, 4)]


counts = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 60), st.integers(0, 2000))
districts = st.lists(st.lists(counts, min_size=4, max_size=4), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(districts, st.booleans(), st.data())
def test_no_masked_cell_of_any_table_is_pinned_down(rows: list[list[float]], state: bool, data: st.DataObject) -> None:
    table = table_of(rows, state=state)
    cells = list(itertools.product(range(1, len(rows) + 1), range(1, 5)))
    unknown = np.zeros_like(table.small)
    for cell in data.draw(st.lists(st.sampled_from(cells), max_size=3)):
        unknown[cell] = True
    values = table.values.copy()
    known = Table(values, unknown, table.small, table.most, table.families, state)
    hidden = masked_cells(known, LEAST)
    assert (hidden | ~(table.small | unknown)).all()
    assert not pinned(known, hidden)


@settings(max_examples=12, deadline=None)
@given(districts, st.data())
def test_nor_where_the_size_of_each_group_is_shown_beside_it(rows: list[list[float]], data: st.DataObject) -> None:
    table = table_of(rows, state=True)
    rest: Counts = np.array(data.draw(st.lists(st.integers(0, 80), min_size=4 * len(rows), max_size=4 * len(rows))))
    most = table.most.copy()
    most[1:, 1:5] = table.values[1:, 1:5] + rest.reshape(len(rows), 4)
    with np.errstate(invalid="ignore"):
        small = table.small | ((most - table.values > 0) & (most - table.values < LEAST)) | (most < LEAST)
    shown = np.where(most < LEAST, np.inf, most)  # the size of a small group is masked too
    sized = Table(table.values, table.unknown, small, shown, table.families, True)
    assert not pinned(sized, masked_cells(sized, LEAST))


@settings(max_examples=10, deadline=None)
@given(districts)
def test_the_same_figures_are_masked_alike_whatever_is_asked_first(rows: list[list[float]]) -> None:
    table = table_of(rows, state=True)
    assert (masked_cells(table, LEAST) == masked_cells(table, LEAST)).all()
