"""A printed guide as a text of message length: what each section says first, and where the whole guide is."""

import textwrap

from campaigns.voter_guides.printed_words import fixed
from campaigns.voter_guides.printing import (
    Asked,
    Grid,
    GuideDocument,
    Head,
    Line,
    Lines,
    Picture,
    Piece,
    PrintedSection,
)
from campaigns.voter_guides.rules import SectionKind

MOST_LETTERS = 1_600
"""What ten text messages hold, and what most channels take in one piece."""


def guide_text(document: GuideDocument) -> bytes:
    """The guide in at most 1,600 characters, ending with its address; what does not fit is left out whole."""
    for most in (3, 2, 1, 0):
        said = _said(document, most)
        if len(said) <= MOST_LETTERS:
            return said.encode()
    return _said(document, None).encode()


def _said(document: GuideDocument, most: int | None) -> str:
    """Up to `most` passages of each section; only the title and the address for None."""
    title = document.title.text if most is not None else textwrap.shorten(document.title.text, 300, placeholder="…")
    lines = [*document.labels, title.upper()]
    if most is not None:
        lines += document.facts
        lines += [line for one in document.sections for line in _section(one, most, document.language)]
    address = [f"{fixed('read_all', document.language)} {document.address}"] if document.address else []
    return "\n".join([*lines, "", *address]).rstrip() + "\n"


def _section(section: PrintedSection, most: int, language: str) -> list[str]:
    passages = [words for piece in section.pieces for words in _passages(piece, language)]
    if section.what == SectionKind.BALLOT:  # a yes without its no would take a side
        passages = [fixed("ballot", language)]
    return ["", section.heading.text, *(f"- {' '.join(words.split())}" for words in passages[:most])]


def _passages(piece: Piece, language: str) -> list[str]:
    match piece:
        case Line():
            return [piece.said.text]
        case Lines():
            return [one.said.text for one in piece.lines]
        case Picture():
            return [piece.sentence.text]
        case Asked():
            names = ", ".join(one.name for one in piece.answers)
            return [f"{piece.question.text} {fixed('candidates', language, names=names)}"] if names else []
        case Head() | Grid():
            return []
