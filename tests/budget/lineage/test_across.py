"""Pairs of two agencies: only nearly the same name, amounts of one size, and after those of one agency."""

from unittest.mock import Mock

import pytest

from budget.line_items.queries import place_of
from budget.lineage import across
from budget.lineage.across import pairs_across
from budget.lineage.rules import ChangeKind
from budget.lineage.suggestion_queries import open_suggestions
from budget.lineage.suggestions import NamedLine, in_order, name_pairs, suggestion_of
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.support import ORGANIZER


def line(id_: int, name: str, years: tuple[int, int] | None, agency: str) -> NamedLine:
    first, last = (FiscalYear(years[0]), FiscalYear(years[1])) if years else (None, None)
    return NamedLine(id_, None, agency, (name,), first, last)


BEFORE = line(1, "Youth-Build Grants", (2015, 2017), "DHE")
AFTER = line(2, "YouthBuild Grants", (2019, 2019), "DESE")


def pairs(*lines: NamedLine, apart: tuple[frozenset[int], ...] = ()) -> list[tuple[int, int]]:
    return [(pair.before.id, pair.after.id) for pair in pairs_across(lines, apart)]


def test_the_line_that_ends_first_stands_first() -> None:
    assert pairs(AFTER, BEFORE) == pairs(BEFORE, AFTER) == [(1, 2)]


def test_lines_of_one_agency_are_asked_about_elsewhere() -> None:
    here = line(2, "YouthBuild Grants", (2019, 2019), "DHE")

    assert pairs(BEFORE, here) == []
    assert len(name_pairs([BEFORE, here], ())) == 1


def test_a_pair_told_apart_or_with_money_in_one_year_is_not_asked_about() -> None:
    assert pairs(BEFORE, AFTER, apart=(frozenset({2, 1}),)) == []
    assert pairs(BEFORE, line(2, "YouthBuild Grants", (2017, 2019), "DESE")) == []


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("Schools of Excellence", "School of Excellence", True),
        ("Non-Resident Pupil Transport", "Non-Resident Pupil Transportation", True),
        ("Adult Basic Literacy Grants", "Adult Basic Literacy Grants Program", True),
        ("Extended Learning Time", "Extended Learning Time Grants", False),
        ("Kindergarten Expansion Grants", "Quality Kindergarten Grants", False),
        ("Administration", "Administration", False),
    ],
)
def test_more_is_asked_of_a_name_than_within_one_agency(one: str, other: str, asked: bool) -> None:
    lines = line(1, one, (2015, 2017), "DHE"), line(2, other, (2018, 2019), "DESE")

    assert bool(pairs(*lines)) is asked


def test_a_name_that_many_agencies_use_is_nobodys_own() -> None:
    many = [line(n, "Information Technology Costs", (2015, 2017 if n % 2 else 2016), f"A{n}") for n in range(3, 20)]

    assert pairs(BEFORE, AFTER, *many) == [(1, 2)]


def test_lines_of_no_known_agency_are_not_of_two() -> None:
    assert pairs(BEFORE, line(2, "YouthBuild Grants", (2019, 2019), "")) == []


def test_the_reason_names_both_agencies_and_a_move_is_a_transfer() -> None:
    (pair,) = pairs_across([BEFORE, AFTER], ())
    found = suggestion_of(pair, {1: {FiscalYear(2017): 200_000_000}, 2: {FiscalYear(2019): 240_000_000}})

    assert found is not None
    assert (found.kind, found.fiscal_year, found.crosses) == (ChangeKind.TRANSFERRED, 2019, True)
    assert found.reasons[1:] == (
        "FY2017 $2.00M, FY2019 $2.40M.", "Two agencies: DHE up to FY2017, DESE from FY2019 on.",
    )  # fmt: skip


@pytest.mark.parametrize("now", [None, 900, 49])
def test_amounts_that_are_unknown_or_of_another_size_speak_against_it(now: int | None) -> None:
    (pair,) = pairs_across([BEFORE, AFTER], ())
    settled = {1: {FiscalYear(2017): 100}, 2: {} if now is None else {FiscalYear(2019): now}}

    assert suggestion_of(pair, settled) is None


def test_a_move_between_agencies_comes_after_every_pair_of_one_agency(started: str) -> None:
    """The starter holds one: Higher Education printed “Schools of Excellence”, DESE “School of Excellence”."""
    with open_session(ORGANIZER) as session:
        found = open_suggestions(session, place_of(session, "ma"))

    assert [f.suggestion.crosses for f in found] == [False] * 8 + [True]
    assert found[-1].suggestion.score > found[0].suggestion.score - 5
    assert found[-1].suggestion.reasons[-1] == (f"Two agencies: {room.DHE} up to FY2017, {room.DESE} from FY2019 on.")


def test_of_five_thousand_lines_few_are_held_against_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of sixty agencies, half of the lines ending and half beginning; each with each would be 12,497,500 pairs."""
    words = ["Northern", "Coastal", "Valley", "School", "Charter", "Rural", "Health", "Housing", "Aid", "Meals"]
    lines = [
        line(
            n,
            f"{words[n % 10]} {words[n // 10 % 10]} {words[n // 100 % 10]} Grants {n % 700:03d}",
            (2010, 2012 + n % 5) if n % 2 else (2014 + n % 5, 2020),
            f"Agency {n * 7 % 60}",
        )
        for n in range(5_000)
    ]
    compared = Mock(wraps=in_order)
    monkeypatch.setattr(across, "in_order", compared)
    pairs_across(lines, ())

    assert 0 < compared.call_count < 10 * len(lines)
