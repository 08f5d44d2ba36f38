"""What a post may be, how much one may say, whom an "@" means, and how a post is quoted."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.community.rules import (
    LONGEST_POST,
    LONGEST_QUOTE,
    check_pace,
    names_meant,
    page_of,
    post_words,
    quoted,
    title_words,
)
from data.errors import InvalidInput
from tests.coalition.community.room import NOW


def test_a_post_keeps_its_lines_and_loses_invisible_marks() -> None:
    assert post_words("\n\n  code\r\nmore \u202e\x00here  \n") == "  code\nmore here"


@pytest.mark.parametrize("nothing", ["", "  \n ", "\u200b\u202e"])
def test_an_empty_post_is_refused(nothing: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be empty"):
        post_words(nothing)


def test_five_megabytes_are_refused_with_the_limit() -> None:
    with pytest.raises(InvalidInput, match=r"5,000,000 characters.*at most 10,000"):
        post_words("x" * 5_000_000)
    assert len(post_words("x" * LONGEST_POST)) == LONGEST_POST


def test_a_title_stands_on_one_line() -> None:
    assert title_words(" Bus\n routes\t2027 ") == "Bus routes 2027"
    with pytest.raises(InvalidInput, match="Give the thread a title"):
        title_words("\n")
    with pytest.raises(InvalidInput, match="at most 160"):
        title_words("x" * 161)


@pytest.mark.parametrize(
    ("first_day", "posts", "threads", "is_thread", "refusal"),
    [
        (True, 2, 2, True, ""),
        (True, 3, 3, True, "start 3 threads"),
        (True, 3, 3, False, ""),
        (True, 20, 1, False, "post 20 times"),
        (False, 19, 9, True, ""),
        (False, 20, 0, False, "20 times an hour.*in 31 min"),
    ],
)
def test_the_pace_of_an_author(first_day: bool, posts: int, threads: int, is_thread: bool, refusal: str) -> None:
    made = [NOW - timedelta(minutes=30)] * posts
    given_: dict[str, Any] = {"first_day": first_day, "threads": threads, "is_thread": is_thread, "now": NOW}
    if not refusal:
        check_pace(made, **given_)
        return
    with pytest.raises(InvalidInput, match=refusal):
        check_pace(made, **given_)


def test_posts_of_an_hour_ago_count_no_more() -> None:
    check_pace([NOW - timedelta(hours=1)] * 80, first_day=False, threads=0, is_thread=False, now=NOW)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("thanks @Maria Member, see you", [("Maria Member, see you", "Maria Member, see", "Maria Member", "Maria")]),
        ("@Maria.", [("Maria",)]),
        ("mail maria@example.org or a.@b", []),
        ("(@Ana) and @José Ñ", [("Ana",), ("José Ñ", "José")]),
        ("https://example.org/@maria", []),
    ],
)
def test_an_at_sign_may_mean_each_beginning_of_what_follows(words: str, meant: list[tuple[str, ...]]) -> None:
    assert list(names_meant(words)) == meant


@given(st.text(max_size=200), st.text(alphabet="ab c", min_size=1, max_size=9))
def test_a_quotation_is_a_quotation_on_every_line(words: str, name: str) -> None:
    quotation = quoted(words, name)
    assert all(line.startswith(">") for line in quotation.rstrip("\n").split("\n"))
    assert quotation.endswith("\n\n")


def test_a_long_post_is_quoted_from_its_beginning() -> None:
    quotation = quoted("> old\n" + "word " * 500, "Maria")
    assert quotation.startswith("> @Maria:\n>\n> word word")
    assert "old" not in quotation
    assert len(quotation) < LONGEST_QUOTE + 30


def test_a_post_stands_on_its_page() -> None:
    assert [page_of(number, 20) for number in (1, 20, 21, 0)] == [1, 1, 2, 1]
