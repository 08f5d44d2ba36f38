"""Documents on their way out: the same words in each form, markup characters as they are, a PDF for everybody."""

import re
from html import unescape

import pytest

from data.exports.documents import (
    Document,
    Grid,
    Items,
    Paragraph,
    Part,
    document_html,
    document_pdf,
    document_text,
    paragraphs,
)

WORDS = "Dear *Senator* #let $x$ <b>,\n\nWe ask for $350,000\nfor the JET earmark."
LETTER = Document(
    "A letter <of> ours",
    "Version 2",
    (
        Part("", (Paragraph(WORDS),)),
        Part("Signed", (Items(("Example & Parents", "Example Union"), numbered=True),)),
        Part("Votes", (Grid("Where each stood", ("Organization", "Stand"), (("Example Union", "yes"),)),)),
    ),
    ("Text hash 12ab",),
)


def said(markup: bytes) -> str:
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", markup.decode()))


def test_every_form_says_the_same_words() -> None:
    for word in ("Dear *Senator* #let $x$ <b>,", "for the JET earmark.", "Example & Parents", "yes", "Text hash 12ab"):
        assert word in said(document_html(LETTER))
        assert word in document_text(LETTER).decode()


def test_nothing_in_the_words_is_markup() -> None:
    page = document_html(LETTER).decode()
    assert "<b>" not in page
    assert "<h1>A letter &lt;of&gt; ours</h1>" in page


def test_the_pdf_is_tagged_and_the_same_document_gives_the_same_bytes() -> None:
    made = document_pdf(LETTER)
    assert made.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made
    assert b"pdfuaid" in made
    assert made == document_pdf(LETTER)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("", ()), ("one", ("one",)), ("one\r\n\r\ntwo\nlines\n\n\n\nthree\n", ("one", "two\nlines", "three"))],
)
def test_an_empty_line_parts_paragraphs(words: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(words) == expected
