"""Scores by the printed formula, and the checklist of Rev. Rul. 80-282."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.scorecards.rules import (
    Absence,
    EditionCheck,
    EditionDraft,
    Given,
    Readers,
    Score,
    by_party,
    checked,
    measured,
    passes,
    score,
    sponsorship,
    together,
)

IN, AGAINST, AWAY, UNTOLD = Given.IN_LINE, Given.AGAINST, Given.DID_NOT_VOTE, Given.NOT_TOLD
NOT, AGAINST_US = Absence.COUNTS_NOT, Absence.COUNTS_AGAINST


def test_an_answer_is_measured_by_ours() -> None:
    assert measured("yes", "yes") is IN
    assert measured("yes", "no") is AGAINST
    assert {measured(one, "yes") for one in ("absent", "excused", "present", "not voting")} == {AWAY}
    assert measured("na", "yes") is UNTOLD
    assert measured(None, "no") is UNTOLD
    assert sponsorship(True, "yes") is IN
    assert sponsorship(True, "no") is AGAINST
    assert sponsorship(False, "yes") is Given.NO_SPONSOR


def test_a_score_is_the_share_in_line_of_the_answers_that_count() -> None:
    given_ = [IN, IN, AGAINST, AWAY, UNTOLD, Given.NO_SPONSOR]
    assert score(given_, NOT, 3) == Score(2, 3, 3)
    assert score(given_, NOT, 3).share == Fraction(2, 3)
    assert score(given_, AGAINST_US, 3).share == Fraction(1, 2), "absence counts only where the card says so"
    assert score([IN, IN], NOT, 3).share is None, "too few answers say nothing"
    assert score([], NOT, 1).share is None, "nothing is never 0%"


def test_a_party_s_score_takes_all_answers_together() -> None:
    scores = {1: Score(1, 1, 3), 2: Score(0, 9, 3), 3: Score(5, 5, 3)}
    found = by_party(scores, {1: "Blue", 2: "Blue", 3: "Green"})
    assert found["Blue"].share == Fraction(1, 10)
    assert found["Green"].share == 1
    assert together(scores.values()).share == Fraction(6, 15)


DRAFT = EditionDraft(
    prose="How the House voted on schools", statement="Nobody can be judged by a few votes.",
    names=("Adams, A", "Burch, B"), incumbents=("Adams, A", "Burch, B"), seats=2, vacant=0, readers=Readers.REGULAR,
    publish_on=date(2027, 4, 1), elections=(date(2028, 11, 7),),
)  # fmt: skip
E = EditionCheck
FAULTS = [
    (E.ALL_INCUMBENTS, {"seats": 3}),
    (E.NO_CANDIDATES, {"prose": "Adams seeks re-election"}),
    (E.NO_QUALIFICATIONS, {"prose": "Adams is a champion of schools"}),
    (E.FEW_VOTES_STATEMENT, {"statement": " "}),
    (E.NOT_RANKED, {"names": ("Burch, B", "Adams, A")}),
    (E.NO_GRADES, {"prose": "Adams scored best"}),
    (E.NO_GRADES, {"has_scores": True}),
    (E.TIMING, {"elections": (date(2027, 5, 4),)}),
    (E.REGULAR_READERS, {"readers": Readers.CHOSEN}),
]


def test_an_edition_by_the_list_passes() -> None:
    assert passes(checked(DRAFT))
    assert [one.check for one in checked(DRAFT)] == list(E)
    assert passes(checked(replace(DRAFT, seats=3, vacant=1))), "a vacant seat has nobody to report"


@pytest.mark.parametrize(("check", "fault"), FAULTS)
def test_each_fault_is_found_by_its_own_check_alone(check: EditionCheck, fault: dict[str, object]) -> None:
    found = checked(replace(DRAFT, **fault))  # type: ignore[arg-type]
    assert [one.check for one in found if not one.holds] == [check]


def test_words_of_schools_are_no_grades() -> None:
    prose = "It selects a reading test for grade 3 and pays qualified teachers; we ask for a yes on HB 520."
    assert passes(checked(replace(DRAFT, prose=prose)))


@given(st.lists(st.sampled_from(list(Given)), max_size=30), st.integers(1, 10))
def test_a_score_never_leaves_0_to_1_and_absence_never_helps(answers: list[Given], fewest: int) -> None:
    lenient, strict = score(answers, NOT, fewest), score(answers, AGAINST_US, fewest)
    assert lenient.share is None or 0 <= lenient.share <= 1
    if lenient.share is not None and strict.share is not None:
        assert strict.share <= lenient.share
