"""A guide's content as a document: figures filled in, sources numbered, silence and gaps in neutral words."""

from dataclasses import replace

import pytest

from campaigns.voter_guides.content import CandidateAnswer, GuideContent, Section, Text, Words
from campaigns.voter_guides.documents import EditionFacts, guide_document
from campaigns.voter_guides.printing import Asked, Grid, Line, Picture, runs_right_to_left
from data.errors import InvalidInput
from tests.campaigns.voter_guides.sample_content import CONTENT, FACTS, long_answer, with_answers

EN, ES = (guide_document(CONTENT, language, FACTS) for language in ("en", "es"))


def test_a_passage_has_its_figures_and_the_numbers_of_their_sources() -> None:
    line = ES.sections[1].pieces[0]
    assert isinstance(line, Line)
    assert line.said.text == "Los subsidios son $1,250,500, 12.3% más."
    assert line.notes == (1, 2)


def test_a_missing_figure_is_its_reason_in_each_language_and_never_a_number() -> None:
    grids = [next(p for p in one.sections[0].pieces if isinstance(p, Grid)) for one in (EN, ES)]
    assert [grid.rows[0][1].text for grid in grids] == ["fewer than 10", "menos de 10"]
    pictures = [one.pictures[1] for one in (EN, ES)]
    assert [one.marks[1].shown for one in pictures] == ["not published", "no publicado"]
    assert [one.marks[1].value for one in pictures] == [None, None]


def test_candidates_stand_in_the_given_order_with_silence_in_neutral_words() -> None:
    asked = [next(p for p in one.sections[3].pieces if isinstance(p, Asked)) for one in (EN, ES)]
    names = [[answer.name for answer in one.answers] for one in asked]
    assert names[0] == names[1] == ["Example Candidate Bell", "Example Candidate Cruz", "Example Candidate Adib"]
    silent = [one.answers[1].paragraphs[0].text for one in asked]
    assert silent == ["Did not respond by September 30, 2026.", "No respondió hasta el 30 de septiembre de 2026."]
    arabic = asked[1].answers[2].paragraphs[0]
    assert (arabic.language, arabic.rtl) == ("ar", True)


def test_answers_get_the_same_height_unless_one_would_make_empty_pages() -> None:
    def even(content: GuideContent) -> bool:
        pieces = [piece for section in guide_document(content, "en", FACTS).sections for piece in section.pieces]
        return next(piece for piece in pieces if isinstance(piece, Asked)).even

    assert even(CONTENT)
    assert not even(long_answer())
    assert even(with_answers())


def test_a_passage_without_spanish_stands_in_english_and_says_so() -> None:
    line = ES.sections[4].pieces[1]
    assert isinstance(line, Line)
    assert (line.said.text, line.said.language) == ("Only in English #let $x$ *so far*.", "en")
    assert {said.language for said in (ES.title, ES.sections[0].heading)} == {"es"}


def test_a_figure_that_is_not_there_is_refused_with_the_cure() -> None:
    section = Section("words", Words("More"), (Text(Words("It costs {f99}.")),))
    with pytest.raises(InvalidInput, match=r"“f99”.*choose its figures again"):
        guide_document(replace(CONTENT, sections=(section,)), "en", FACTS)


def test_a_candidates_braces_are_words_and_no_figure() -> None:
    document = guide_document(with_answers(CandidateAnswer("A", "", "See {f1} and {f99}.")), "en", FACTS)
    asked = next(p for s in document.sections for p in s.pieces if isinstance(p, Asked))
    assert asked.answers[0].paragraphs[0].text == "See {f1} and {f99}."


def test_the_document_says_what_edition_it_is_and_a_preview_that_it_is_none() -> None:
    assert EN.edition == "Edition 3, published October 5, 2026"
    assert EN.labels == ("Example. The people and answers in it are made up.",)
    assert EN.corrections == ("October 9, 2026: The hour of closing was wrong.",)
    assert EN.overrides == ("Reading level: The official text stands. (Olive Organizer)",)
    assert EN.sources[0].words.endswith("page 4, published February 1, 2026, retrieved March 9, 2026")
    preview = guide_document(CONTENT, "es", EditionFacts())
    assert preview.labels[0] == "Vista previa. No publicada."
    assert preview.address == ""


def test_each_chart_has_its_figures_beside_it_the_reference_among_them() -> None:
    spending, arts = EN.pictures
    assert isinstance(spending, Picture)
    assert [said.text for said in spending.grid.header] == ["What", "Year", "Figure"]
    assert [said.text for said in arts.grid.header] == ["What", "Figure"]
    assert arts.grid.rows[-1][0].text == "Our ask for arts grants, FY2027"


@pytest.mark.parametrize(("text", "expected"), [("", False), ("12 abc", False), ("12 שלום a", True), ("«ا", True)])
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:
    assert runs_right_to_left(text) is expected
