"""What a word for a vote means; four things are never merged, and NA is a value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.legislation.models import RollCallKind, VoteOption
from campaigns.legislation.vote_rules import (
    Counts,
    Known,
    counted,
    day_within,
    differences,
    is_blank,
    known_of,
    option_of,
    passed_of,
)

V = VoteOption
WORDS = {
    "YEA": V.YES, "Yea": V.YES, "Yay": V.YES, "YES": V.YES, "Aye": V.YES, "Y": V.YES, "+": V.YES, "yes": V.YES,
    "NAY": V.NO, "Nay": V.NO, "No": V.NO, "-": V.NO, "NV": V.NOT_VOTING, "not voting": V.NOT_VOTING,
    "Not-Voting": V.NOT_VOTING, "paired": V.NOT_VOTING, "PASS": V.PRESENT, "Pass": V.PRESENT, "abstain": V.PRESENT,
    "ABS": V.ABSENT, "Abs": V.ABSENT, "absent": V.ABSENT, "excused": V.EXCUSED, "NA": V.NOT_LISTED, "n/a": V.NOT_LISTED,
}  # fmt: skip


@pytest.mark.parametrize("word", WORDS)
def test_a_word_means_one_answer_whatever_its_spelling(word: str) -> None:
    assert option_of(word) is WORDS[word]


def test_na_is_a_value_and_a_blank_is_none() -> None:
    assert option_of("NA") is V.NOT_LISTED
    assert is_blank("")
    assert is_blank("  ")
    assert is_blank("—")
    assert not is_blank("NA")
    assert not is_blank("-"), "a hyphen is a no in a matrix of + and -"
    assert option_of("") is None
    assert option_of("13") is None


def test_numbers_mean_something_in_legiscan_alone() -> None:
    assert [option_of(code, scheme="legiscan") for code in "1234"] == [V.YES, V.NO, V.NOT_VOTING, V.ABSENT]
    assert option_of("1") is None
    assert option_of("5", scheme="legiscan") is None


def test_voted_absent_voice_and_not_published_are_kept_apart() -> None:
    call = RollCallKind.ROLL_CALL
    assert known_of(call, "yes") is Known.VOTED
    assert {known_of(call, one) for one in ("absent", "not voting", "excused", "present")} == {Known.DID_NOT_VOTE}
    assert known_of(call, "na") is Known.NOT_LISTED
    assert known_of(call, None) is Known.NOT_LISTED
    assert known_of(RollCallKind.VOICE, None) is Known.VOICE
    assert known_of(RollCallKind.NOT_PUBLISHED, None) is Known.NO_ROLL_CALL


def test_a_result_is_passed_failed_or_not_said() -> None:
    assert passed_of("pass") is True
    assert passed_of("Passed") is True
    assert passed_of("fail") is False
    assert passed_of("") is None
    assert passed_of("placed on file") is None


def test_printed_counts_are_compared_with_the_list() -> None:
    listed = Counts(yes=53, no=43, not_voting=4)
    assert differences({"yes": 53, "no": 43, "not_voting": 4, "absent": None}, listed) == ()
    assert differences({"yes": 54, "no": None}, listed) == (("yes", 54, 53),)


def test_a_session_has_a_day_to_ask_who_sat() -> None:
    assert day_within("2017RS", None) == date(2017, 2, 1)
    assert day_within("192", None) is None
    assert day_within("192", date(2021, 1, 6)) == date(2021, 1, 6)


@given(st.lists(st.sampled_from(list(VoteOption))))
def test_counts_add_up_to_everybody_listed(options: list[VoteOption]) -> None:
    counts = counted(options)
    assert counts.listed == len(options)
    assert all(counts.of(option) == options.count(option) for option in VoteOption)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reading_of_a_vote(text: str) -> None:
    assert option_of(text) in {None, *VoteOption}
