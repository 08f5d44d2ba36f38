"""What a line's page says after enactment: what happened, what is printed, and what was spent, each by its name."""

from datetime import date

from budget.adjustments.rules import AdjustmentKind
from budget.adjustments.sentences import (
    KIND_WORDS,
    below_zero_sentence,
    day_words,
    kind_words,
    later_sentence,
    published_sentence,
    spending_sentence,
    standing_sentence,
    warnings,
)
from data.periods import FiscalYear
from tests.budget.adjustments.room import (
    JANUARY,
    MARCH,
    SUPPLEMENTAL,
    adjust,
    after,
    enter,
    move,
)

Lines = tuple[int, int]
YEAR_OVER = date(2025, 7, 1)


def published(line: int, day: date = YEAR_OVER) -> list[str]:
    found = after(line, day)
    return [published_sentence(found, said) for said in found.standing.published]


def spent(line: int, day: date = YEAR_OVER) -> str:
    found = after(line, day)
    return spending_sentence(found, found.standing.spending[0])


def test_every_kind_has_its_words() -> None:
    assert set(KIND_WORDS) == set(AdjustmentKind)
    assert day_words(JANUARY) == "8 January 2025"


def test_the_year_after_enactment_is_one_sentence(lines: Lines) -> None:
    adjust(lines[0], -500_000)
    adjust(lines[0], 200_000, MARCH, SUPPLEMENTAL)

    assert standing_sentence(after(lines[0])) == (
        "Enacted $10,000,000; a 9C cut of $500,000 on 8 January 2025 and a supplemental of $200,000 on 3 March 2025 "
        "leave $9,700,000 now."
    )


def test_once_the_year_is_over_the_sentence_is_about_the_past(lines: Lines) -> None:
    adjust(lines[0], -500_000)

    assert standing_sentence(after(lines[0], YEAR_OVER)) == (
        "Enacted $10,000,000; a 9C cut of $500,000 on 8 January 2025 left $9,500,000."
    )


def test_one_adjustment_leaves_and_many_are_counted(lines: Lines) -> None:
    adjust(lines[0], -500_000)
    assert "a 9C cut of $500,000 on 8 January 2025 leaves $9,500,000 now." in standing_sentence(after(lines[0]))

    for n in range(1, 4):
        adjust(lines[0], -n, MARCH, AdjustmentKind.OTHER_CUT)

    assert standing_sentence(after(lines[0])) == (
        "Enacted $10,000,000; 4 adjustments, −$500,006 together, leave $9,499,994 now."
    )


def test_a_transfer_names_the_other_line_on_both(lines: Lines) -> None:
    move(*lines, 300_000)

    out, into = after(lines[0]), after(lines[1])
    assert "a transfer of $300,000 to 7010-0012 on 3 March 2025 leaves $9,700,000" in standing_sentence(out)
    assert "a transfer of $300,000 from 7010-0005 on 3 March 2025 leaves $2,300,000" in standing_sentence(into)
    assert (kind_words(out.filed[0]), kind_words(into.filed[0])) == ("Transfer to 7010-0012", "Transfer from 7010-0005")


def test_what_is_dated_later_does_not_count_yet_and_is_said(lines: Lines) -> None:
    adjust(lines[0], -500_000)
    eve = after(lines[0], date(2025, 1, 7))

    assert standing_sentence(eve) == "Enacted $10,000,000; no adjustment for FY2025 counts yet."
    assert later_sentence(eve) == "Dated later and not counted yet: a 9C cut of $500,000 on 8 January 2025."
    assert later_sentence(after(lines[0], JANUARY)) == ""


def test_a_year_without_adjustments_or_without_an_act_says_so(lines: Lines) -> None:
    assert standing_sentence(after(lines[0])) == "Enacted $10,000,000; no adjustment for FY2025 is on file."

    adjust(lines[0], -500_000, date(2026, 1, 8), fiscal_year=FiscalYear(2026))

    assert standing_sentence(after(lines[0], date(2026, 2, 1), FiscalYear(2026))) == (
        "No enacted figure is on file for FY2026, so there is no current appropriation to work out: "
        "a 9C cut of $500,000 on 8 January 2026."
    )


def test_a_published_figure_agrees_or_its_difference_is_said(lines: Lines) -> None:
    adjust(lines[0], -500_000)
    enter(lines[0], "current", 9_500_000)
    assert published(lines[0]) == [
        "Published as Current: $9,500,000, the same as the enacted amount with the adjustments up to then."
    ]

    enter(lines[0], "final", 9_450_000)

    assert published(lines[0])[1] == (
        "Published as Final: $9,450,000, $50,000 less than the enacted amount with the adjustments up to then "
        "($9,500,000); an adjustment that is missing or wrong would explain it."
    )


def test_an_override_may_explain_what_came_after_the_signed_amount(lines: Lines) -> None:
    year = FiscalYear(2026)
    enter(lines[0], "signed", 100, year)
    enter(lines[0], "final", 150, year)

    found = after(lines[0], date(2027, 1, 1), year)

    assert [published_sentence(found, said) for said in found.standing.published] == [
        "Published as Final: $150, $50 more than the signed amount ($100); an override, or an adjustment not on file, "
        "would explain it."
    ]


def test_a_published_figure_without_an_act_is_not_checked(lines: Lines) -> None:
    year = FiscalYear(2026)
    enter(lines[0], "final", 150, year)

    found = after(lines[0], date(2027, 1, 1), year)

    assert published_sentence(found, found.standing.published[0]) == (
        "Published as Final: $150; no enacted figure is on file to check it against."
    )


def test_spending_is_never_set_beside_an_appropriation_without_saying_so(lines: Lines) -> None:
    adjust(lines[0], -500_000)
    enter(lines[0], "spent", 9_200_000)

    assert spent(lines[0]) == (
        "Spent $9,200,000 by the end of the year, $300,000 less than the current appropriation; "
        "spending is not an appropriation."
    )
    assert spent(lines[0], date(2025, 6, 30)).startswith("Spent $9,200,000 so far, ")


def test_where_the_printed_figure_differs_spending_is_set_beside_both(lines: Lines) -> None:
    enter(lines[0], "current", 9_000_000)
    enter(lines[0], "spent", 10_000_000)

    assert spent(lines[0]) == (
        "Spent $10,000,000 by the end of the year, exactly the current appropriation; $1,000,000 more than the figure "
        "published as Current; spending is not an appropriation."
    )


def test_spending_alone_has_nothing_to_be_set_beside(lines: Lines) -> None:
    enter(lines[0], "spent", 5, FiscalYear(2026))

    found = after(lines[0], date(2027, 1, 1), FiscalYear(2026))

    assert spending_sentence(found, found.standing.spending[0]) == (
        "Spent $5 by the end of the year, no appropriation is on file to set beside it; "
        "spending is not an appropriation."
    )


def test_cuts_of_more_than_there_is_are_said(lines: Lines) -> None:
    assert below_zero_sentence(after(lines[1])) == ""

    adjust(lines[1], -3_000_000)

    assert below_zero_sentence(after(lines[1])).startswith(
        "The adjustments on file take more than the line has on 8 January 2025."
    )
    assert warnings(after(lines[1])) == [below_zero_sentence(after(lines[1]))]
    assert warnings(after(lines[0])) == []
