"""Groups of lines between two years: worked examples, and that each line stands once on each side."""

from hypothesis import given

from budget.lineage.groups import Group, groups_between
from budget.lineage.rules import Change, ChangeKind, follow
from data.periods import FiscalYear
from tests.budget.lineage.histories import FIRST, LAST, histories

A, B, C, D, E = range(1, 6)


def change(id_: int, year: int, before: tuple[int, ...], after: tuple[int, ...]) -> Change:
    kind = ChangeKind.RENAMED
    if len(before) > 1:
        kind = ChangeKind.CONSOLIDATED
    elif len(after) > 1:
        kind = ChangeKind.SPLIT
    elif not before:
        kind = ChangeKind.ESTABLISHED
    elif not after:
        kind = ChangeKind.ELIMINATED
    return Change(id_, kind, FiscalYear(year), before, after)


def between(*changes: Change, first: int = 2015, last: int = 2017) -> set[Group]:
    return set(groups_between(changes, FiscalYear(first), FiscalYear(last)))


def test_a_line_renamed_twice_is_one_group_over_both_years() -> None:
    twice = change(1, 2016, (A,), (B,)), change(2, 2017, (B,), (C,))

    assert Group((A,), (C,), (1, 2)) in between(*twice)
    assert Group((A,), (B,), (1,)) in between(*twice, last=2016)


def test_a_change_outside_the_two_years_moves_nothing() -> None:
    assert between(change(1, 2015, (A,), (B,)), change(2, 2018, (B,), (C,))) == set()


def test_consolidated_lines_are_one_group_with_what_they_became() -> None:
    assert Group((A, B), (C,), (1,)) in between(change(1, 2016, (A, B), (C,)))


def test_a_line_that_took_another_in_stays_in_the_group() -> None:
    assert Group((A, B), (A,), (1,)) in between(change(1, 2016, (A, B), (A,)))


def test_parts_of_a_merger_that_was_split_again_are_not_told_apart() -> None:
    found = between(change(1, 2016, (A, B), (C,)), change(2, 2017, (C,), (D, E)))

    assert Group((A, B), (D, E), (1, 2)) in found


def test_a_name_that_came_back_for_other_money_stands_in_two_groups() -> None:
    found = between(change(1, 2016, (A,), (B,)), change(2, 2017, (), (A,)))

    assert {Group((A,), (B,), (1,)), Group((), (A,), (2,))} <= found


def test_established_and_eliminated_lines_have_an_empty_side() -> None:
    found = between(change(1, 2016, (), (A,)), change(2, 2017, (B,), ()))

    assert {Group((), (A,), (1,)), Group((B,), (), (2,))} <= found


def test_turned_is_from_the_later_year_to_the_earlier() -> None:
    assert Group((A, B), (C,), (1,)).turned == Group((C,), (A, B), (1,))


@given(histories)
def test_each_moved_line_stands_once_as_it_was_and_once_as_it_is(changes: list[Change]) -> None:
    groups = groups_between(changes, FIRST, LAST)

    moved = sorted({line for each in changes for line in each.lines})
    assert sorted(line for group in groups for line in group.earlier) == moved
    assert sorted(line for group in groups for line in group.later) == moved
    assert sorted(c for group in groups for c in group.changes) == sorted(set().union(*(g.changes for g in groups)))


@given(histories)
def test_what_a_lines_own_series_joins_is_in_its_group(changes: list[Change]) -> None:
    for group in groups_between(changes, FIRST, LAST):
        for line in group.later:
            series = follow(line, LAST, changes, (FIRST, LAST))
            if series[0].fiscal_year == FIRST:
                assert series[0].lines <= set(group.earlier)
