"""Following lines through their changes: what is summed, where a series breaks, and that nothing goes in a circle."""

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.lineage.rules import (
    ENDS,
    Change,
    ChangeKind,
    SeriesYear,
    amounts_along,
    check_against_figures,
    check_change,
    follow,
    loop_in,
    shares_of,
)
from data.errors import InvalidInput
from data.periods import FiscalYear

A, B, C, D = 1, 2, 3, 4
NAMES = {A: "“Ash”", B: "“Birch”", C: "“Cedar”", D: "“Dogwood”"}
FIRST, LAST = FiscalYear(2014), FiscalYear(2020)
KIND = ChangeKind


def change(kind: ChangeKind, year: int, before: Sequence[int], after: Sequence[int], id_: int = 1) -> Change:
    return Change(id_, kind, FiscalYear(year), tuple(before), tuple(after))


def refusal(new: Change, *others: Change) -> str:
    with pytest.raises(InvalidInput) as refused:
        check_change(new, others, NAMES)
    return str(refused.value)


def said(series: list[SeriesYear]) -> dict[int, tuple[set[int], bool]]:
    return {int(at.fiscal_year): (set(at.lines), at.comparable) for at in series}


def test_a_renamed_line_goes_on_in_both_directions() -> None:
    renamed = change(KIND.RENAMED, 2017, [A], [B])
    for line, year in ((A, 2015), (B, 2019)):
        found = said(follow(line, FiscalYear(year), [renamed], (FIRST, LAST)))
        assert [lines for lines, _ in found.values()] == [{A}] * 3 + [{B}] * 4
        assert all(comparable for _, comparable in found.values())


def test_a_consolidated_line_goes_back_as_the_sum_of_its_parts() -> None:
    merged = change(KIND.CONSOLIDATED, 2017, [A, B], [C])
    found = said(follow(C, LAST, [merged], (FIRST, LAST)))
    assert (found[2016], found[2017]) == (({A, B}, True), ({C}, True))


def test_one_part_of_a_consolidation_compares_with_nothing_after_it() -> None:
    merged = change(KIND.CONSOLIDATED, 2017, [A, B], [C], id_=7)
    found = follow(A, FIRST, [merged], (FIRST, LAST))
    assert said(found)[2016] == ({A}, True)
    assert said(found)[2017] == ({C}, False)
    assert {at.broken_by for at in found if at.fiscal_year > 2016} == {7}, "nor does any later year"


def test_a_line_that_took_another_in_and_kept_its_name_goes_back_as_the_sum() -> None:
    merged = change(KIND.CONSOLIDATED, 2017, [A, B], [A])
    assert said(follow(A, LAST, [merged], (FIRST, LAST)))[2016] == ({A, B}, True)
    assert said(follow(B, FIRST, [merged], (FIRST, LAST)))[2017] == ({A}, False)


def test_a_split_line_goes_on_as_the_sum_of_all_its_parts_and_one_part_does_not_go_back() -> None:
    split = change(KIND.SPLIT, 2017, [A], [B, C])
    assert said(follow(A, FIRST, [split], (FIRST, LAST)))[2017] == ({B, C}, True)
    assert said(follow(B, LAST, [split], (FIRST, LAST)))[2016] == ({A}, False)


def test_a_split_that_is_joined_again_is_whole_on_both_sides() -> None:
    changes = [change(KIND.SPLIT, 2016, [A], [B, C]), change(KIND.CONSOLIDATED, 2018, [B, C], [D], 2)]
    found = said(follow(D, LAST, changes, (FIRST, LAST)))
    assert [found[year] for year in (2015, 2017, 2018)] == [({A}, True), ({B, C}, True), ({D}, True)]


def test_a_series_starts_where_its_line_was_established_and_ends_where_it_was_eliminated() -> None:
    changes = [change(KIND.ESTABLISHED, 2016, [], [A]), change(KIND.ELIMINATED, 2019, [A], [], 2)]
    assert list(said(follow(A, FiscalYear(2017), changes, (FIRST, LAST)))) == [2016, 2017, 2018]


def test_a_name_that_comes_back_years_later_is_one_series() -> None:
    changes = [change(KIND.RENAMED, 2016, [A], [B]), change(KIND.RENAMED, 2018, [B], [A], 2)]
    check_change(changes[1], changes[:1], NAMES)
    found = said(follow(A, LAST, changes, (FIRST, LAST)))
    assert [next(iter(lines)) for lines, _ in found.values()] == [A, A, B, B, A, A, A]


def test_a_name_that_another_account_took_over_does_not_lead_into_its_history() -> None:
    changes = [change(KIND.RENAMED, 2017, [A], [B]), change(KIND.RENAMED, 2019, [C], [A], 2)]
    assert said(follow(A, LAST, changes, (FIRST, LAST)))[2018] == ({C}, True)
    assert said(follow(A, FIRST, changes, (FIRST, LAST)))[2020] == ({B}, True)


def test_a_loop_of_two_in_one_year_is_refused_by_name() -> None:
    assert refusal(change(KIND.RENAMED, 2017, [B], [A], 2), change(KIND.RENAMED, 2017, [A], [B])) == (
        "These changes go in a circle in FY2017: “Ash” became “Birch” became “Ash”. A line cannot come from itself. "
        "Choose another year, or remove one of the changes on record."
    )


def test_a_loop_of_three_through_a_split_is_refused() -> None:
    others = (change(KIND.SPLIT, 2017, [A], [B, D]), change(KIND.TRANSFERRED, 2017, [B], [C], 2))
    assert "“Ash” became “Birch” became “Cedar” became “Ash”" in refusal(
        change(KIND.RENAMED, 2017, [C], [A], 3), *others
    )


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (change(KIND.RENAMED, 2017, [A], [A]), "“Ash” stands on both sides"),
        (change(KIND.RENAMED, 2017, [A, B], [C]), "“Renamed” has one line before the change, not 2."),
        (change(KIND.SPLIT, 2017, [A], [B]), "“Split” has two or more lines after the change, not 1."),
        (change(KIND.CONSOLIDATED, 2017, [A], [B]), "has two or more lines before"),
        (change(KIND.CONSOLIDATED, 2017, [A, A], [B]), "“Ash” stands twice before the change."),
        (change(KIND.ESTABLISHED, 2017, [A], [B]), "“Established” has no line before the change, not 1."),
        (change(KIND.ELIMINATED, 2017, [A], [B]), "“Eliminated” has no line after the change, not 1."),
    ],
)
def test_a_change_has_the_lines_its_kind_asks_for(new: Change, words: str) -> None:
    assert words in refusal(new)


def test_a_line_has_one_fate_and_one_origin_a_year() -> None:
    one = change(KIND.RENAMED, 2017, [A], [B])
    assert "what became of “Ash” in FY2017" in refusal(change(KIND.RENAMED, 2017, [A], [C], 2), one)
    assert "where “Birch” came from in FY2017" in refusal(change(KIND.RENAMED, 2017, [C], [B], 2), one)


def contradiction(new: Change, years: dict[int, list[int]], *others: Change) -> str:
    money = {line: [FiscalYear(year) for year in known] for line, known in years.items()}
    with pytest.raises(InvalidInput) as refused:
        check_against_figures(new, others, money, NAMES)
    return str(refused.value)


def test_a_line_with_money_afterwards_did_not_leave() -> None:
    renamed = change(KIND.RENAMED, 2017, [A], [B])
    assert contradiction(renamed, {A: [2016, 2018]}).startswith("“Ash” still has money in FY2018")
    check_against_figures(renamed, [], {A: [FiscalYear(2016)], B: [FiscalYear(2017)]}, NAMES)


def test_a_line_with_money_before_was_not_new() -> None:
    renamed = change(KIND.RENAMED, 2017, [A], [B])
    assert contradiction(renamed, {B: [2015, 2017]}).startswith("“Birch” has money in FY2015 already")
    merged = change(KIND.CONSOLIDATED, 2017, [A, B], [B])
    check_against_figures(merged, [], {B: [FiscalYear(2015), FiscalYear(2018)]}, NAMES)


def test_a_rename_back_to_before_the_first_figure_is_refused() -> None:
    """Ash became Birch in FY2019; saying that Birch was Ash from FY2017 on would turn time round."""
    on_record = change(KIND.RENAMED, 2019, [A], [B])
    back = change(KIND.RENAMED, 2017, [B], [A], 2)
    assert "“Ash” has money in FY2015 already" in contradiction(back, {A: [2015, 2018], B: [2019]}, on_record)


def test_a_name_that_comes_back_may_have_money_before_it_left_and_after_it_came_back() -> None:
    on_record = change(KIND.RENAMED, 2016, [A], [B])
    money = {A: [FiscalYear(2015), FiscalYear(2018)], B: [FiscalYear(2016), FiscalYear(2017)]}
    check_against_figures(change(KIND.RENAMED, 2018, [B], [A], 2), [on_record], money, NAMES)
    assert contradiction(change(KIND.RENAMED, 2018, [B], [A], 2), {A: [2015, 2017]}, on_record)


def test_a_year_with_a_part_missing_is_a_gap_and_no_smaller_sum() -> None:
    merged = change(KIND.CONSOLIDATED, 2017, [A, B], [C])
    settled = {A: {FiscalYear(2015): 5, FiscalYear(2016): 6}, B: {FiscalYear(2016): 10}, C: {FiscalYear(2017): 0}}
    found = amounts_along(follow(C, FiscalYear(2017), [merged], (FiscalYear(2015), FiscalYear(2017))), settled)
    assert [(at.cents, at.missing) for at in found] == [(None, (B,)), (16, ()), (0, ())]


def test_a_year_that_cannot_be_compared_has_no_amount_though_its_figures_are_known() -> None:
    split = change(KIND.SPLIT, 2017, [A], [B, C], id_=9)
    settled = {A: {FiscalYear(2016): 10}, B: {FiscalYear(2017): 4}, C: {FiscalYear(2017): 6}}
    alone = amounts_along(follow(B, FiscalYear(2017), [split], (FiscalYear(2016), FiscalYear(2017))), settled)
    assert [(at.cents, at.broken_by) for at in alone] == [(None, 9), (4, None)]
    whole = amounts_along(follow(A, FiscalYear(2016), [split], (FiscalYear(2016), FiscalYear(2017))), settled)
    assert [at.cents for at in whole] == [10, 10]


@pytest.mark.parametrize(
    ("text", "found"), [("", {}), ("60, 40", {B: 6000, C: 4000}), ("33.5%,66.50 %", {B: 3350, C: 6650})]
)
def test_shares_are_read_as_hundredths_of_a_percent(text: str, found: dict[int, int]) -> None:
    assert shares_of(text, [B, C]) == found


@pytest.mark.parametrize("text", ["60", "60, 40, 0", "60; 40", "inf, 40", "-1, 101", "33.333, 66.667", "٣, 97"])
def test_a_share_that_is_not_a_percent_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="one share for each of the 2 lines"):
        shares_of(text, [B, C])


YEARS = [FiscalYear(year) for year in range(FIRST, LAST + 1)]
lines = st.integers(1, 6)
any_change = st.builds(
    lambda kind, year, before, after: (kind, year, before, after),
    st.sampled_from(ChangeKind),
    st.sampled_from(YEARS),
    st.lists(lines, max_size=3),
    st.lists(lines, max_size=3),
)


def accepted(drafts: Sequence[tuple[ChangeKind, FiscalYear, list[int], list[int]]]) -> list[Change]:
    """The changes that a person could record one after the other."""
    names = {line: f"“{line}”" for line in range(1, 7)}
    found: list[Change] = []
    for n, (kind, year, before, after) in enumerate(drafts, start=1):
        new = Change(n, kind, year, tuple(before), tuple(after))
        with suppress(InvalidInput):
            check_change(new, found, names)
            found.append(new)
    return found


@given(st.lists(any_change, max_size=12), lines, st.sampled_from(YEARS))
def test_whatever_is_accepted_is_followed_to_an_end_with_each_year_and_each_line_once(
    drafts: list[tuple[ChangeKind, FiscalYear, list[int], list[int]]], line: int, anchor: FiscalYear
) -> None:
    changes = accepted(drafts)
    assert [loop_in(changes, year) for year in YEARS] == [()] * len(YEARS)
    series = follow(line, anchor, changes, YEARS)
    years = [at.fiscal_year for at in series]
    assert years == [FiscalYear(year) for year in range(years[0], years[-1] + 1)]
    assert anchor in years
    settled = {each: dict.fromkeys(YEARS, 10**each) for each in range(1, 7)}
    for at in amounts_along(series, settled):
        assert len(set(at.lines)) == len(at.lines)
        assert at.cents == (None if at.broken_by else sum(10**each for each in at.lines)), "each line's digit once"


@dataclass
class World:
    """A budget in which no change makes or loses money: what each line has each year, and every change."""

    money: dict[int, dict[FiscalYear, int]] = field(default_factory=lambda: defaultdict(dict))
    changes: list[Change] = field(default_factory=list)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    world = World()
    now = {line: draw(st.integers(10, 999)) for line in range(1, 5)}
    fresh = 5
    for year in YEARS:
        if year > FIRST:
            left, made = set[int](), dict[int, int]()
            for kind in draw(st.lists(st.sampled_from([KIND.RENAMED, KIND.CONSOLIDATED, KIND.SPLIT]), max_size=2)):
                free = sorted(now.keys() - left)
                fewest = ENDS[kind][0][0]
                if len(free) < fewest:
                    continue
                before = free[:fewest] if draw(st.booleans()) else free[-fewest:]
                total = sum(now[line] for line in before)
                keeps = kind is not KIND.RENAMED and draw(st.booleans())
                after = [before[0] if keeps else fresh, *range(fresh + 1, fresh + ENDS[kind][1][0])]
                fresh += len(after) + 1
                parts = [total // len(after)] * (len(after) - 1)
                made |= dict(zip(after, [*parts, total - sum(parts)], strict=True))
                left |= set(before)
                world.changes.append(Change(len(world.changes) + 1, kind, year, tuple(before), tuple(after)))
            now = {line: cents for line, cents in now.items() if line not in left} | made
        for line, cents in now.items():
            world.money[line][year] = cents
    return world


@given(worlds(), st.data())
def test_where_no_change_makes_or_loses_money_a_comparable_series_is_level(world: World, data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(sorted(world.money)))
    anchor = data.draw(st.sampled_from(sorted(world.money[line])))
    amounts = amounts_along(follow(line, anchor, world.changes, YEARS), world.money)
    assert {at.cents for at in amounts if not at.broken_by} == {world.money[line][anchor]}
    assert [at.missing for at in amounts if at.missing] == []
