"""Which names are alike enough to ask, with reasons, and that amounts and years are weighed in."""

import pytest

from budget.lineage.rules import ChangeKind
from budget.lineage.suggestions import NamedLine, likeness, name_pairs, suggestion_of
from data.periods import FiscalYear

PAIRS = [
    ("Non-Resident Pupil Transport", "Non-Resident Pupil Transportation", "all 4 words are the same, 1 of"),
    ("Youth-Build Grants", "YouthBuild Grants", "differ only in spaces, hyphens or small words"),
    ("School-to-Career Connecting Activities", "School to Career Connecting Activities", "differ only in spaces"),
    ("Advanced Placement Math and Science", "Advanced Placement Math and Science Programs", "all 4 words of"),
    ("Kindergarten Expansion Grants", "Quality Kindergarten Grants", "2 of 3 words are the same"),
    ("Extended Learning Time Grants", "Extended Learning Time", "all 3 words of the shorter name"),
    ("Literacy Programs", "Literacy Programmes", "the spelling differs"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "reason"), PAIRS)
def test_names_of_one_account_are_alike_and_the_reason_says_how(one: str, other: str, reason: str) -> None:
    for alike in (likeness(one, other), likeness(other, one)):
        assert alike is not None
        assert reason in alike.reason
        assert 0.6 <= alike.share <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Youth-Build Grants", "Kindergarten Expansion Grants"),
        ("School Lunch Program", "Financial Literacy Program"),
        ("English Language Acquisition", "Early Literacy Initiatives"),
        ("Teacher Content Training", "Teacher Certification Retained Revenue"),
    ],
)
def test_names_that_share_only_a_common_word_are_not_asked_about(one: str, other: str) -> None:
    assert likeness(one, other) is None


def line(id_: int, name: str, first: int | None, last: int | None, *, code: str | None = None, agency: str = "DESE",
         documents: tuple[int, ...] = ()) -> NamedLine:  # fmt: skip
    years = [FiscalYear(year) if year else None for year in (first, last)]
    return NamedLine(id_, code, agency, (name,), years[0], years[1], frozenset(documents))


EARLY, LATE = line(1, "Youth-Build Grants", 2015, 2017), line(2, "YouthBuild Grants", 2019, 2019)


def pairs(*lines: NamedLine, apart: tuple[frozenset[int], ...] = ()) -> list[tuple[int, int]]:
    return [(pair.before.id, pair.after.id) for pair in name_pairs(lines, apart)]


def test_the_line_that_ends_first_stands_first() -> None:
    assert pairs(LATE, EARLY) == pairs(EARLY, LATE) == [(1, 2)]


def test_lines_with_money_in_the_same_year_are_two_lines() -> None:
    assert pairs(EARLY, line(2, "YouthBuild Grants", 2017, 2019)) == []


def test_lines_many_years_apart_are_not_asked_about() -> None:
    assert pairs(EARLY, line(2, "YouthBuild Grants", 2023, 2024)) == []


def test_lines_of_two_agencies_are_not_asked_about() -> None:
    assert pairs(EARLY, line(2, "YouthBuild Grants", 2019, 2019, agency="DHE")) == []


def test_a_pair_that_was_told_apart_is_not_asked_about_again() -> None:
    assert pairs(EARLY, LATE, apart=(frozenset({2, 1}),)) == []


def test_a_line_without_figures_comes_after_unless_one_document_names_both() -> None:
    numbered = line(2, "YouthBuild Grants", None, None, code="7061-0001", documents=(4,))
    assert pairs(numbered, EARLY) == [(1, 2)]
    assert pairs(numbered, line(1, "Youth-Build Grants", 2015, 2017, documents=(4, 5))) == []
    assert pairs(numbered, line(3, "Youth Build Grants", None, None)) == []


def test_a_suggestion_gives_both_amounts_with_their_years() -> None:
    (pair,) = name_pairs([EARLY, LATE], ())
    found = suggestion_of(pair, {1: {FiscalYear(2017): 27_728_100_000}, 2: {FiscalYear(2019): 31_934_500_000}})
    assert found is not None
    assert found.reasons == (
        "“Youth-Build Grants” and “YouthBuild Grants”: the names differ only in spaces, hyphens or small words.",
        "FY2017 $277.28M, FY2019 $319.35M.",
    )
    assert (found.kind, found.fiscal_year, found.score) == (ChangeKind.RENAMED, 2019, 96)


def test_two_numbers_make_it_a_transfer() -> None:
    numbered = [line(1, "Youth-Build Grants", 2015, 2017, code="a"), line(2, "YouthBuild Grants", 2018, 2019, code="b")]
    (pair,) = name_pairs(numbered, ())
    found = suggestion_of(pair, {1: {FiscalYear(2017): 100}, 2: {FiscalYear(2018): 100}})
    assert found is not None
    assert found.kind is ChangeKind.TRANSFERRED


def test_amounts_far_apart_speak_against_a_name_that_is_only_similar() -> None:
    (pair,) = name_pairs([line(1, "Literacy Programs", 2015, 2017), line(2, "Adult Literacy Programs", 2018, 2019)], ())
    assert suggestion_of(pair, {1: {FiscalYear(2017): 100}, 2: {FiscalYear(2018): 900}}) is None
    assert suggestion_of(pair, {1: {FiscalYear(2017): 100}, 2: {FiscalYear(2018): 300}}) is not None


def test_a_line_without_figures_is_said_to_have_none() -> None:
    (pair,) = name_pairs([EARLY, line(2, "YouthBuild Grants", None, None)], ())
    found = suggestion_of(pair, {1: {FiscalYear(2017): 200_000_000}})
    assert found is not None
    assert found.fiscal_year == 2018
    assert found.reasons[1] == "Only one of the two has figures on file: FY2017 $2.00M is its last."


def test_a_word_that_hundreds_of_lines_bear_starts_no_comparison() -> None:
    many = [line(n, f"Grants number{n:04d}", 2015, 2016) for n in range(3, 400)]
    assert pairs(EARLY, LATE, *many) == [(1, 2)]
