"""How many votes a question needs: the worked examples of the project's rules, section g."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.legislation.majorities import House, Majority, Question, met, needed, usual

M = Majority
EXAMPLES = [
    ("Kentucky House, all members elected", M.ELECTED, House(100), 51),
    ("Kentucky Senate, all members elected", M.ELECTED, House(38), 20),
    ("Massachusetts House, full membership", M.ELECTED, House(160), 81),
    ("Massachusetts Senate, full membership", M.ELECTED, House(40), 21),
    ("Massachusetts House overrides with all present", M.TWO_THIRDS_PRESENT, House(160), 107),
    ("Massachusetts Senate overrides with all present", M.TWO_THIRDS_PRESENT, House(40), 27),
    ("two vacant seats lower who is present", M.TWO_THIRDS_PRESENT, House(160, vacant=2), 106),
    ("two vacant seats do not lower who was elected", M.ELECTED, House(100, vacant=2), 51),
    ("members away lower who is present", M.PRESENT, House(160, vacant=2, away=8), 76),
    ("a committee of seventeen", M.COMMITTEE, House(17), 9),
    ("three fifths of all elected", M.THREE_FIFTHS_ELECTED, House(38), 23),
]


@pytest.mark.parametrize(("_case", "majority", "house", "votes"), EXAMPLES, ids=[one[0] for one in EXAMPLES])
def test_a_question_needs_as_many_votes_as_its_rule_says(
    _case: str, majority: Majority, house: House, votes: int
) -> None:
    assert needed(majority, house) == votes


def test_each_state_decides_by_its_own_rule() -> None:
    assert usual("KY", Question.PASSAGE) is M.ELECTED
    assert usual("ky", Question.OVERRIDE) is M.ELECTED
    assert usual("ma", Question.PASSAGE) is M.VOTING
    assert usual("ma", Question.OVERRIDE) is M.TWO_THIRDS_PRESENT
    assert usual("ma", Question.COMMITTEE) is M.COMMITTEE


def test_a_vote_taken_is_measured_by_its_rule() -> None:
    assert met(M.ELECTED, yes=53, no=43, elected=100) is True
    assert met(M.ELECTED, yes=50, no=0, elected=100) is False, "a majority of those voting is not enough in Kentucky"
    assert met(M.ELECTED, yes=53, no=43) is None, "without the number of seats nobody can say"
    assert met(M.VOTING, yes=40, no=40) is False, "a tie fails"
    assert met(M.TWO_THIRDS_PRESENT, yes=20, no=8, present=2) is True
    assert met(M.TWO_THIRDS_PRESENT, yes=20, no=8, present=3) is False, "who answers present counts as present"
    assert met(M.VOTING, yes=0, no=0) is False


@given(st.sampled_from(list(Majority)), st.integers(1, 500), st.integers(0, 50))
def test_what_is_needed_is_the_smallest_number_that_meets_the_rule(majority: Majority, elected: int, away: int) -> None:
    house = House(elected, away=min(away, elected - 1))
    votes = needed(majority, house)
    size = (
        house.elected
        if majority in {M.ELECTED, M.TWO_THIRDS_ELECTED, M.THREE_FIFTHS_ELECTED, M.COMMITTEE}
        else house.present
    )
    assert 1 <= votes <= size
    assert met(majority, yes=votes, no=size - votes, elected=elected) is True
    assert met(majority, yes=votes - 1, no=size - votes + 1, elected=elected) is False
