"""The next decision in words."""

from dataclasses import replace
from datetime import date

import pytest

from budget.calendar.parsing import day_rule
from budget.calendar.queries import Decision, NextDecision
from budget.calendar.reference import deciders
from budget.calendar.rules import Latest, Sure, When, what_to_ask, when_of
from budget.calendar.shown import ask_sentence, left_words, panel, release_sentence, source_note, when_sentence
from budget.line_items.queries import LineHead, Place
from budget.line_items.stages import LineItemKind
from data.periods import FiscalYear
from tests.budget.calendar.test_reference import stage_lists

TODAY = date(2026, 3, 2)
PLACES = {
    "ma": Place(1, "ma", "Massachusetts", 7, "ma", ""),
    "ky": Place(2, "ky", "Kentucky", 7, "ky", "even"),
    "general": Place(3, "vt", "Vermont", 7, "general", ""),
}


def decision(code: str, *, place: str = "ma", year: int = 2027, **announced: date) -> Decision:
    where, stages = PLACES[place], stage_lists()[place]
    decider = deciders()[where.stage_list, code]
    years = where.budget_years(FiscalYear(year))
    starts = years[0].dates(7).start
    when = when_of(code, decider.day, decider.mark, starts=starts, announced=announced)
    stage = next(s for s in stages if s.code == code)
    follows = next((s for s in stages if s.code == getattr(decider.day, "stage_code", "")), None)
    return Decision(where, years, stage, decider, when, None, follows, stage)


def next_of(
    code: str, *, ask: int | None, stands: int | None, at: str = "hou", last_year: bool = False
) -> NextDecision:
    head = LineHead(1, "7061-0008", "Chapter 70", "", LineItemKind.ITEM, PLACES["ma"])
    stage = next(s for s in stage_lists()["ma"] if s.code == at)
    year = FiscalYear(2026 if last_year else 2027)
    latest = None if stands is None else Latest(stands, stage, year, last_year)
    found = decision(code)
    asking = what_to_ask(found.stage.kind, ask_cents=ask, latest=latest)
    return NextDecision(head, found, None, latest, ask, 16_073_100, asking)


def test_a_general_day_is_told_as_usual_and_an_announced_one_as_announced() -> None:
    assert when_sentence(decision("gov"), today=date(2026, 1, 16)) == "Usually Wednesday, January 28, 2026, in 12 days."
    told = decision("gov", gov=date(2026, 3, 4))
    assert when_sentence(told, today=TODAY) == "Wednesday, March 4, 2026 (announced), in 2 days."


def test_a_day_nobody_set_says_so_and_when_the_money_is_needed() -> None:
    assert when_sentence(decision("hwm"), today=TODAY) == (
        "No day is set by law that we know of; enter it when it is announced. "
        "The fiscal year begins Wednesday, July 1, 2026."
    )
    reader = when_sentence(decision("hwm"), today=TODAY, may_enter=False)
    assert reader.startswith("No day is set by law that we know of; none is announced yet.")


def test_a_day_that_passed_without_a_figure_says_so() -> None:
    assert when_sentence(decision("gov"), today=TODAY) == (
        "Usually Wednesday, January 28, 2026, 33 days ago; no figure is on file yet."
    )


def test_kentuckys_legislative_day_is_told_with_its_session() -> None:
    assert when_sentence(decision("gov", place="ky", year=2029), today=TODAY) == (
        "By the 10th legislative day of the 2028 session; enter it when it is announced."
    )
    assert when_sentence(decision("enacted", place="ky", year=2029), today=date(2028, 4, 14)) == (
        "Usually by Saturday, April 15, 2028, tomorrow."
    )


def test_the_governors_days_are_counted_from_a_report_that_has_no_day_yet() -> None:
    assert when_sentence(decision("veto"), today=TODAY) == (
        "Usually within 10 days after “Conference committee report”; enter it when it is announced."
    )
    assert "not counting Sundays; enter" in when_sentence(decision("veto", place="ky", year=2029), today=TODAY)
    dated = decision("veto", leg=date(2026, 6, 29))
    assert when_sentence(dated, today=date(2026, 7, 9)) == "Usually by Thursday, July 9, 2026, today."


def test_a_month_without_a_day_is_told_as_a_month() -> None:
    month = When(Sure.USUAL, None, date(2026, 4, 1), day_rule("apr"), date(2026, 7, 1))
    assert when_sentence(replace(decision("hwm"), when=month), today=TODAY) == (
        "Usually in April 2026; enter it when it is announced."
    )


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "tomorrow"), (12, "in 12 days"), (-1, "1 day ago"), (-3, "3 days ago")]
)
def test_days_left_in_words(days: int, words: str) -> None:
    assert left_words(days) == words


@pytest.mark.parametrize(
    ("decided", "words"),
    [
        (next_of("swm", ask=None, stands=5), "Set our ask first."),
        (
            next_of("swm", ask=2_600_000_000, stands=2_480_000_000),
            "Ask for $26,000,000 in the committee’s budget: $1,200,000 more than the House’s figure.",
        ),
        (
            next_of("gov", ask=2_600_000_000, stands=2_480_000_000, at="gaa", last_year=True),
            "Ask for $26,000,000 in the Governor’s budget: $1,200,000 more than FY2026 enacted.",
        ),
        (next_of("swm", ask=2_600_000_000, stands=None), "Ask for $26,000,000 in the committee’s budget."),
        (
            next_of("hou", ask=2_600_000_000, stands=2_600_000_000, at="hwm"),
            "Ask them to hold the figure: the House Ways & Means figure, $26,000,000, meets our ask.",
        ),
        (
            next_of("veto", ask=2_600_000_000, stands=2_473_348_400, at="leg"),
            "Ask the Governor to sign $24,733,484 in full.",
        ),
        (
            next_of("override", ask=2_600_000_000, stands=2_457_275_300, at="veto"),
            "Ask members of both chambers to override the veto of $160,731.",
        ),
    ],
)
def test_what_to_ask_in_a_sentence(decided: NextDecision, words: str) -> None:
    assert ask_sentence(decided) == words


def test_the_panel_names_who_when_and_what_and_leaves_the_ask_out_for_those_who_may_not_see_it() -> None:
    decided = next_of("override", ask=100, stands=50, at="veto")
    shown = panel(decided, today=TODAY, with_ask=True, may_enter=True)
    assert "House and Senate" in shown
    assert "two-thirds of each chamber" in shown
    assert "override the veto" in shown
    assert "override the veto" not in panel(decided, today=TODAY, with_ask=False, may_enter=False)


def test_the_source_says_what_is_general_knowledge() -> None:
    assert "general knowledge" in source_note(decision("gov"))
    assert "Kentucky Revised Statutes 48.100" in source_note(decision("gov", place="ky", year=2029))


def test_a_release_names_what_follows_it() -> None:
    assert release_sentence(decision("swm", swm=date(2026, 5, 12)), today=TODAY, may_enter=True) == (
        "Next: Senate Committee on Ways and Means (FY2027). Tuesday, May 12, 2026 (announced), in 71 days."
    )
