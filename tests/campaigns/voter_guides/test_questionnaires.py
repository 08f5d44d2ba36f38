"""Who comes first turns with every question; silence is said neutrally and only once the deadline is over."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.nonpartisan.rules import Check
from campaigns.voter_guides.questionnaires import Standing, leading_words, question_findings, rotated, standing

DEADLINE = date(2026, 11, 10)
BEFORE, AFTER = date(2026, 11, 10), date(2026, 11, 11)


@given(st.integers(1, 40), st.integers(1, 5))
def test_each_candidate_stands_in_each_place_equally_often_over_as_many_questions(many: int, rounds: int) -> None:
    order = list(range(many))
    turns = [rotated(order, question) for question in range(many * rounds)]
    assert turns[0] == tuple(order)
    for place in range(many):
        assert Counter(turn[place] for turn in turns) == dict.fromkeys(order, rounds)


def test_nobody_rotates_to_nobody() -> None:
    assert rotated([], 3) == ()


@pytest.mark.parametrize(
    ("answered", "asked", "last", "today", "expected"),
    [
        (0, False, None, BEFORE, Standing.NOT_ASKED),
        (0, True, None, BEFORE, Standing.HAS_UNTIL),
        (0, True, None, AFTER, Standing.DID_NOT_RESPOND),
        (0, False, None, AFTER, Standing.NOT_ASKED),  # who was never asked did not fail to respond
        (3, True, DEADLINE, AFTER, Standing.ANSWERED),
        (2, True, DEADLINE, AFTER, Standing.IN_PART),
        (3, True, AFTER, AFTER, Standing.LATE),
    ],
)
def test_how_a_candidate_stands(
    answered: int, asked: bool, last: date | None, today: date, expected: Standing
) -> None:  # fmt: skip
    assert standing(answered, 3, asked=asked, deadline=DEADLINE, last=last, today=today) is expected
    assert standing(0, 0, asked=asked, deadline=None, last=None, today=today) is Standing.NO_QUESTIONS


def test_words_that_lead_are_hinted_at_and_open_questions_are_not() -> None:
    hints = leading_words(["What would you do about class size?", "Do you agree that our failed board is reckless?"])
    assert [(hint.question, hint.word) for hint in hints] == [(1, "Do you agree"), (1, "failed"), (1, "reckless")]


def test_the_nonpartisan_checks_speak_of_questions_and_not_of_names_that_no_question_needs() -> None:
    found = question_findings(
        [("Budget", "Our position is more money. Is it yours?")], candidates=["Ana Example"], election_on=DEADLINE,
        today=BEFORE,
    )  # fmt: skip
    assert {one.check for one in found} == {Check.NO_ORG_POSITION, Check.BROAD_ISSUES}
