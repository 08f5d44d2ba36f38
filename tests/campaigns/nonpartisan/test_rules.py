"""The nonpartisan guard finds what others were faulted for, names the place, and leaves a neutral text alone."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.nonpartisan import sentences as say
from campaigns.nonpartisan.rules import FEWEST_ISSUES, Check, Draft, Finding, findings, unanswered

ELECTION = date(2026, 11, 3)
LONG_BEFORE, SHORTLY = date(2026, 3, 2), date(2026, 10, 12)
BOTH = ("Jane Example", "Omar Sample")
ISSUES = ("Class size", "Bus routes", "Special education", "Arts", "Building repairs")


def draft(text: str, *, guide: bool = False, on: date = LONG_BEFORE, **more: object) -> Draft:
    given = {"candidates": BOTH, "elections": (ELECTION,), "issues": ISSUES, "is_guide": guide, **more}
    return Draft(text, on, **given)  # type: ignore[arg-type]


def found(text: str, **more: object) -> set[Check]:
    return {one.check for one in findings(draft(text, **more))}  # type: ignore[arg-type]


NEUTRAL = """Candidates for state representative were asked the same five questions.

Jane Example: I would start with smaller classes in the early grades.

Omar Sample did not respond by September 30."""


def test_a_neutral_guide_has_no_findings() -> None:
    assert findings(draft(NEUTRAL, guide=True, on=SHORTLY)) == ()


@pytest.mark.parametrize(
    ("sentence", "check"),
    [
        ("Vote for Jane Example on Tuesday.", Check.NO_ENDORSEMENT),
        ("Please vote against Sample.", Check.NO_ENDORSEMENT),
        ("Re-elect our representative!", Check.NO_ENDORSEMENT),
        ("It is time to vote them out.", Check.NO_ENDORSEMENT),
        ("Our members endorsed Omar Sample.", Check.NO_ENDORSEMENT),
        ("Jane Example gets an A.", Check.NO_RATING),
        ("Sample scored 40% on our questions.", Check.NO_RATING),
        ("✔ Jane Example", Check.NO_RATING),
        ("Omar Sample is anti-education.", Check.NO_RATING),
        ("Jane Example agrees with us on class size.", Check.NO_ORG_POSITION),
        ("Jane Example is a champion of students.", Check.NO_ORG_POSITION),
        ("Omar Sample refused to answer.", Check.NONRESPONSE_NEUTRAL),
        ("Sample dodged our questions.", Check.NONRESPONSE_NEUTRAL),
        ("More at https://janeexample.com/issues today.", Check.NO_LINKS),
        ("Give at https://secure.actblue.com/x.", Check.NO_LINKS),
        ("See www.example-action.org/endorsed.", Check.NO_LINKS),
    ],
)
def test_a_sentence_is_found_with_its_rule_and_its_place(sentence: str, check: Check) -> None:
    text = f"First line about schools.\nSecond line.\n{sentence}"
    hits = [one for one in findings(draft(text, closed_sites=("example-action.org",))) if one.check is check]
    assert len(hits) == 1
    assert hits[0].line == 3
    assert hits[0].excerpt in sentence
    assert text[hits[0].start : hits[0].end] == hits[0].excerpt


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Example visited the third grades; 40% of pupils ride a bus.",
        "Vote yes on Question 2.",
        "We urge you to vote for the override.",
        "Vote against Measure 4 on June 2.",
        "Urge your senator to vote for House bill 12.",
        "Elections are on November 3; check your registration.",
        "The elected school committee meets on Monday.",
        "Attendance rose 4% this year.",
        "Read the law at https://malegislature.gov/Laws.",
        "We support full funding of our schools.",
    ],
)
def test_a_measure_a_bill_or_a_fact_is_no_intervention(sentence: str) -> None:
    assert findings(Draft(sentence, LONG_BEFORE, candidates=BOTH[:1])) == ()


def test_every_candidate_for_the_office_must_be_there() -> None:
    hits = findings(draft("Jane Example: I would start with class size.", guide=True))
    assert [(one.check, one.about) for one in hits] == [(Check.ALL_CANDIDATES, "Omar Sample")]
    assert found("Nobody is named here.") == set()


@pytest.mark.parametrize(("count", "narrow"), [(0, True), (FEWEST_ISSUES - 1, True), (FEWEST_ISSUES, False)])
def test_a_guide_covers_a_broad_range_of_issues(count: int, narrow: bool) -> None:
    assert (Check.BROAD_ISSUES in found(NEUTRAL, guide=True, issues=ISSUES[:count])) is narrow
    assert Check.BROAD_ISSUES not in found(NEUTRAL, issues=())


def test_the_same_issue_twice_is_one() -> None:
    assert Check.BROAD_ISSUES in found(NEUTRAL, guide=True, issues=("Arts", "arts ", *ISSUES[:3]))


def test_a_candidates_own_words_are_not_ours() -> None:
    own = "I am pro-arts and we support music."
    assert Check.NO_RATING in found(f"{NEUTRAL}\n\n{own}", guide=True)
    assert found(f"{NEUTRAL}\n\n{own}", guide=True, received=(own,)) == set()


def test_very_different_room_for_two_candidates_is_found() -> None:
    text = f"Jane Example: {'word ' * 90}\n\nOmar Sample: {'word ' * 20}"
    assert Check.EQUAL_SPACE in found(text, guide=True)
    assert Check.EQUAL_SPACE not in found(f"Jane Example: {'word ' * 40}\n\nOmar Sample: {'word ' * 35}", guide=True)


def test_an_answer_that_was_changed_is_found_and_one_that_was_only_set_anew_is_not() -> None:
    sent = ("I would start with smaller classes in the early grades.",)
    assert Check.UNEDITED not in found(NEUTRAL.replace("smaller", "\n smaller "), guide=True, received=sent)
    assert Check.UNEDITED in found(NEUTRAL.replace("smaller", "small"), guide=True, received=sent)
    assert Check.UNEDITED in found(f"{NEUTRAL} (edited for length)", guide=True)


@pytest.mark.parametrize(
    ("on", "timed"),
    [
        (date(2026, 9, 3), False),  # 61 days before
        (date(2026, 9, 4), True),
        (ELECTION, True),
        (date(2026, 11, 4), False),
    ],
)
def test_naming_a_candidate_near_an_election_is_a_matter_of_days(on: date, timed: bool) -> None:
    text = "Jane Example and Omar Sample sit on the committee that hears the bill on Monday."
    assert (Check.TIMING in found(text, on=on)) is timed


def test_speaking_of_voting_near_an_election_is_said_too() -> None:
    (one,) = findings(draft("Jane Example and Omar Sample will be on your ballot.", on=SHORTLY))
    assert say.why(one) == "It names a candidate (Jane Example, 22 days before the election, and speaks of voting)."


def test_a_finding_that_was_answered_for_stays_answered_when_the_text_moves() -> None:
    (first,) = findings(draft("Omar Sample refused to answer.", candidates=("Omar Sample",)))
    (moved,) = findings(draft("New start.\n\nOmar Sample  refused to answer.", candidates=("Omar Sample",)))
    other = findings(draft("Omar Sample failed to answer.", candidates=("Omar Sample",)))
    assert unanswered([moved], frozenset({first.key})) == ()
    assert unanswered(other, frozenset({first.key})) == other


def test_every_check_has_its_words_and_its_source() -> None:
    assert set(say.WORDS) == set(Check)
    for check in Check:
        finding = Finding(check, 0, 0, 0, "", "x")
        assert say.title(check)
        assert say.why(finding).endswith(".")
        assert say.cure(check).endswith(")")


@given(st.text(max_size=400), st.lists(st.text(max_size=20), max_size=4), st.booleans())
def test_any_text_is_read_without_an_error_and_places_lie_within_it(text: str, names: list[str], guide: bool) -> None:
    for one in findings(Draft(text, SHORTLY, (ELECTION,), tuple(names), tuple(names), is_guide=guide)):
        assert 0 <= one.start <= one.end <= len(text)


def test_a_long_text_without_an_end_is_read_in_a_moment() -> None:
    names = tuple(f"Example Person{n}" for n in range(20))
    text = ("vote for " + "a" * 5_000 + "." * 5_000 + " www." + "x." * 5_000) * 2
    assert isinstance(findings(Draft(text, SHORTLY, (ELECTION,), names)), tuple)
