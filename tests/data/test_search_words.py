"""What words ask for, and where a text answers them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.search_words import LONGEST_SEARCH, SNIPPET, Piece, best, fts5, marked, phrases_of, snippet, tsquery

LONG = "For the operation of the office; " * 20 + "provided, that $350,000 be spent on zeppelins; " + "and more " * 40


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("metco", '"metco" *'),
        ("METCO grants", '"metco" AND "grants" *'),
        ("7061-0008", '"7061 0008" *'),
        ("7061–0008 aid", '"7061 0008" AND "aid" *'),
        ("$26,000,000", '"26 000 000" *'),
        ("K-12", '"k" AND "12" *'),
        ("state-owned", '"state" AND "owned" *'),
        ('"a" OR b* NEAR(c) ^d {e} f:g -h', '"a" AND "or" AND "b" AND "near" AND "c" AND "d" AND "e" AND "f" AND "g" '
         'AND "h" *'),
        ("a_b", '"a" AND "b" *'),
        ("Straße Ⅳ", '"strasse" AND "iv" *'),
    ],
)  # fmt: skip
def test_words_are_all_that_is_read_of_what_is_typed(typed: str, asked: str) -> None:
    assert fts5(phrases_of(typed)) == asked


@pytest.mark.parametrize("typed", ["", "  ", "***", "—", '"', "\0", "\ud800", "🦓", "_", "%"])
def test_signs_alone_ask_for_nothing(typed: str) -> None:
    assert phrases_of(typed) == ()


def test_postgresql_is_asked_the_same() -> None:
    assert tsquery(phrases_of("7061-0008 Éco")) == "('7061' <-> '0008') & ('eco':*)"
    assert tsquery(phrases_of("7061-0008"), weights="ABC") == "('7061':ABC <-> '0008':*ABC)"
    assert tsquery(phrases_of("tran cent", every_word_begins=True)) == "('tran':*) & ('cent':*)"


@given(st.text())
def test_no_sign_that_means_something_to_a_database_gets_through(typed: str) -> None:
    phrases = phrases_of(typed)
    assert all(word.isalnum() for phrase in phrases for word in phrase.words)
    assert sum(len(word) for phrase in phrases for word in phrase.words) <= LONGEST_SEARCH


@pytest.mark.parametrize(
    ("text", "typed", "said"),
    [
        ("Chapter 70 Payments", "chapter pay", "[Chapter] 70 [Payments]"),
        ("Chapters 70", "chapter 70", "Chapters [70]"),
        ("The Élan École", "ecole", "The Élan [École]"),
        ("item 7061-0008, 7061-0009", "7061-0008", "item [7061-0008], 7061-0009"),
        ("a <b>aid</b> & more", "aid", "a <b>[aid]</b> & more"),
        ("no such thing", "zebra", "no such thing"),
        ("", "zebra", ""),
    ],
)
def test_what_was_searched_for_is_marked(text: str, typed: str, said: str) -> None:
    assert shown(snippet(text, phrases_of(typed))) == said
    assert shown(marked(text, phrases_of(typed))) == said


def test_a_long_text_is_cut_at_words_to_where_most_of_what_was_searched_for_stands() -> None:
    said = shown(snippet(LONG, phrases_of("the zeppelins")))
    assert "[zeppelins]" in said
    assert said.startswith("…")
    assert said.endswith("…")
    assert all(word in LONG.split() for word in said.strip("…").replace("[", "").replace("]", "").split())
    assert len(said) < SNIPPET + 60


@given(st.text(max_size=400), st.text(max_size=20))
def test_a_marked_text_is_still_the_text(text: str, typed: str) -> None:
    pieces = marked(text, phrases_of(typed))
    assert len("".join(piece.text for piece in pieces)) <= len(text)
    assert all(piece.text for piece in pieces + snippet(text, phrases_of(typed)))


def test_the_text_that_holds_most_is_chosen_and_the_first_of_equals() -> None:
    phrases = phrases_of("circuit breaker")
    assert best(["breaker", "circuit breaker aid", "circuit breaker"], phrases) == (1, 2)
    assert best(["zebra", "circuit", "breaker"], phrases) == (1, 1)
    assert best(["zebra"], phrases) == (0, 0)
