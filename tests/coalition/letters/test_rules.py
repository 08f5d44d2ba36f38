"""What a text is bound by and what changed in it."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.letters.rules import (
    LONGEST_TEXT,
    Change,
    State,
    alphabetised,
    clean_text,
    red_line,
    state_of,
    text_hash,
    words_changed,
)
from data.errors import InvalidInput

TEXTS = st.text(st.sampled_from("ab \n.é"), max_size=60)


@given(TEXTS, TEXTS)
def test_the_red_line_holds_both_texts_whole(before: str, after: str) -> None:
    pieces = red_line(before, after)
    assert "".join(p.words for p in pieces if p.change is not Change.ADDED) == before
    assert "".join(p.words for p in pieces if p.change is not Change.REMOVED) == after


def test_a_change_of_a_few_words_is_those_words() -> None:
    pieces = red_line("We ask for $350,000 in item 7061-0008.", "We humbly ask for $500,000 in item 7061-0008.")
    assert words_changed(pieces) == (2, 1)
    assert [p.words for p in pieces if p.change is Change.REMOVED] == ["$350,000"]


def test_two_long_texts_are_compared_in_seconds_also_when_little_is_the_same() -> None:
    one, other = (" ".join(f"w{(n * step) % 811}" for n in range(9_000))[:LONGEST_TEXT] for step in (7, 11))
    began = time.process_time()
    pieces = red_line(one, other)
    assert "".join(p.words for p in pieces if p.change is not Change.REMOVED) == other
    assert time.process_time() - began < 10


def test_a_text_has_one_hash_however_its_lines_end() -> None:
    assert text_hash(clean_text("Dear all,\r\n\r\n\r\nwe write. \r\n")) == text_hash(
        clean_text("Dear all,\n\nwe write.")
    )
    assert text_hash(clean_text("We ask.")) != text_hash(clean_text("We asked."))


def test_signs_that_do_not_print_are_not_part_of_a_text() -> None:
    assert clean_text("We\u202e ask\x00\u200b.") == "We ask."


@pytest.mark.parametrize(
    ("text", "said"), [("  \n\t ", "no text yet"), ("x" * 5_000_000, "a letter holds 40,000"), ("x" * 40_001, "40,001")]
)
def test_no_text_and_too_much_of_it_are_refused_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        clean_text(text)


def test_the_longest_text_is_kept_whole() -> None:
    assert clean_text("x" * LONGEST_TEXT) == "x" * LONGEST_TEXT


def test_signers_stand_as_people_look_them_up() -> None:
    names = ["the Zebra Fund", "Éduc pour tous", "AFT", "an Alliance", "educators United"]
    assert alphabetised(names, lambda one: one) == [
        "AFT",
        "an Alliance",
        "Éduc pour tous",
        "educators United",
        "the Zebra Fund",
    ]


@pytest.mark.parametrize(
    ("closed", "sent", "today", "expected"),
    [
        (False, None, date(2026, 5, 1), State.OPEN),
        (False, None, date(2026, 5, 2), State.PAST),
        (True, None, date(2026, 4, 1), State.CLOSED),
        (True, date(2026, 5, 3), date(2026, 5, 4), State.SENT),
    ],
)
def test_the_last_day_to_sign_is_a_day_to_sign(closed: bool, sent: date | None, today: date, expected: State) -> None:
    assert state_of(closed=closed, sent=sent, deadline=date(2026, 5, 1), today=today) is expected
