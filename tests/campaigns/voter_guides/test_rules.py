"""Reading levels, contrast, ages and placeholders, by worked examples."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyphen import Pyphen

from campaigns.voter_guides.rules import (
    COLORS,
    check_translation,
    contrast,
    counted,
    fernandez_huerta,
    flesch_kincaid,
    is_stale,
    months_since,
    needs_translation,
    numbers_in,
)
from data.errors import InvalidInput

ROOM = Path(__file__).resolve().parents[3] / "campaigns" / "voter_guides"


def test_a_short_english_text_has_the_grade_of_the_formula() -> None:
    text = counted("The cat sat on the mat. It was fat.", Pyphen(lang="en_US").inserted)
    assert (text.sentences, text.words, text.syllables) == (2, 9, 9)
    assert flesch_kincaid(text) == pytest.approx(0.39 * 4.5 + 11.8 - 15.59)


def test_a_spanish_text_is_easier_with_shorter_words_and_no_text_has_no_level() -> None:
    split = Pyphen(lang="es", left=1, right=1).inserted
    easy, hard = (
        counted("La casa es roja.", split),
        counted("Responsabilidades administrativas gubernamentales.", split),
    )
    assert easy.syllables == 6
    assert (fernandez_huerta(easy) or 0) > 100 > 0 > (fernandez_huerta(hard) or 0)
    assert flesch_kincaid(counted("{f1} 12", split)) is None


def test_black_on_white_has_21_and_the_colors_are_those_of_the_printed_page() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert all(contrast(fore, back) >= needed for _name, fore, back, needed in COLORS)
    sheet = (ROOM / "guide.css").read_text(encoding="utf-8")
    named = re.findall(r"--(?:paper|ink|soft|edge|link|bars|sunken): ?(#[0-9A-Fa-f]{6})", sheet)
    assert set(named) <= {color for _name, fore, back, _needed in COLORS for color in (fore, back)} | {"#22312D"}


def test_a_figure_ages_from_the_end_of_its_year() -> None:
    assert months_since(2017, date(2018, 3, 2)) == 9
    assert not is_stale("count", 2017, date(2018, 3, 2))
    assert is_stale("count", 2017, date(2026, 11, 22))


@pytest.mark.parametrize(
    ("spanish", "refused"),
    [("Son estudiantes.", "leaves out {f1}"), ("{f1} y {f2}", "names {f2}"), (" ", "empty")],
)
def test_a_translation_that_drops_or_adds_a_figure_is_refused_with_its_name(spanish: str, refused: str) -> None:
    with pytest.raises(InvalidInput, match=re.escape(refused)):
        check_translation("There are {f1} students.", spanish)
    check_translation("There are {f1} students.", "Hay {f1} estudiantes.")


@given(st.lists(st.integers(0, 10**7), max_size=4))
def test_numbers_are_the_same_whatever_the_words_around_them(numbers: list[int]) -> None:
    english = " and ".join(f"{one:,} schools" for one in numbers)
    spanish = " y ".join(f"{one} escuelas" for one in reversed(numbers))
    assert numbers_in(english) == numbers_in(spanish)


def test_a_figure_alone_needs_no_translation() -> None:
    assert not needs_translation("{f12}")
    assert not needs_translation("$4,326 – 12.3%")
    assert needs_translation("{f12} students")
