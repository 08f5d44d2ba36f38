"""The PDF by independent checkers: tags, language, title, bookmarks, alternative texts, and every word of an answer."""

import io
from pathlib import Path

import pdfua
import pikepdf
import pytest

from campaigns.voter_guides.content import CandidateAnswer, GuideContent
from campaigns.voter_guides.documents import guide_document
from campaigns.voter_guides.pdf import PdfForm, guide_pdf
from tests.campaigns.voter_guides.pdf_text import alternative_texts, bookmarks, pdf_text
from tests.campaigns.voter_guides.sample_content import CONTENT, FACTS, long_answer, with_answers


def printed(content: GuideContent, language: str = "en", form: PdfForm = PdfForm.PLAIN) -> bytes:
    return guide_pdf(guide_document(content, language, FACTS), form)


@pytest.mark.parametrize("form", list(PdfForm))
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_checker_of_pdf_ua_finds_nothing(language: str, form: PdfForm, tmp_path: Path) -> None:
    body = printed(CONTENT, language, form)
    file = tmp_path / "guide.pdf"
    file.write_bytes(body)
    report = pdfua.validate(str(file))
    assert [(one.rule_id, one.message) for one in report.findings] == []
    with pikepdf.open(io.BytesIO(body)) as pdf:
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo.Title) == CONTENT.title.into(language)
        assert pdf.pages[0].mediabox[2:] == [612, 792]


def test_bookmarks_are_the_headings_and_pictures_say_what_they_show() -> None:
    body = printed(CONTENT, "es")
    document = guide_document(CONTENT, "es", FACTS)
    titles = bookmarks(body)
    assert titles[0] == document.title.text
    assert [one for one in titles if one in {s.heading.text for s in document.sections}] == [
        section.heading.text for section in document.sections
    ]
    assert alternative_texts(body) == [
        "Código QR que abre https://table.example.org/edition?edition=3",
        *(one.sentence.text for one in document.pictures),
    ]


def test_the_pages_are_read_in_the_order_of_the_guide() -> None:
    said = pdf_text(printed(CONTENT))
    places = [said.index(section.heading.en) for section in CONTENT.sections]
    assert places == sorted(places)
    assert said.index("Bell") < said.index("Did not respond by September 30, 2026.") < said.index("Adib")


def test_letters_without_type_give_way_to_a_sentence_and_signs_to_their_names() -> None:
    content = with_answers(
        CandidateAnswer("Example A", "", "公立学校 for $5", "zh"), CandidateAnswer("Example B", "", "We win 😀 ✓")
    )
    said = " ".join(pdf_text(printed(content)).split())
    assert "It stands whole on the guide’s page." in said
    assert "We win [grinning face] ✓" in said


@pytest.mark.parametrize("count", [0, 1, 40])
def test_a_guide_prints_with_no_candidate_one_and_forty(count: int, tmp_path: Path) -> None:
    answers = [CandidateAnswer(f"Example {n}", "", None if n % 7 == 3 else "Yes. " * n) for n in range(count)]
    body = printed(with_answers(*answers))
    (tmp_path / "guide.pdf").write_bytes(body)
    assert pdfua.validate(str(tmp_path / "guide.pdf")).findings == ()
    said = pdf_text(body)
    assert all(f"Example {n}" in said for n in range(count))
    assert ("No candidates are on file" in said) is (count == 0)


def test_an_answer_of_20_000_words_is_printed_whole() -> None:
    said = pdf_text(printed(long_answer()))
    assert said.count("decide.") == 2_223
