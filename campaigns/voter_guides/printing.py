"""What a printed guide is made of: plain values in one language, the same for the page, the PDF and the text."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """Words in a language; `rtl` where they run from right to left."""

    text: str
    language: str
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a line of a list; `notes` are numbers of sources, from 1."""

    said: Said
    notes: tuple[int, ...] = ()
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Head:
    """A heading inside a section."""

    said: Said
    kind: str = "head"


@dataclass(frozen=True, slots=True)
class Lines:
    """A list, `numbered` or not."""

    lines: tuple[Line, ...]
    numbered: bool
    kind: str = "lines"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: each row begins with its name; `numeric` says which columns hold figures."""

    caption: Said
    header: tuple[Said, ...]
    rows: tuple[tuple[Said, ...], ...]
    numeric: tuple[bool, ...]
    notes: tuple[int, ...] = ()
    kind: str = "grid"


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar or point: its name, its figure as printed, and its size, None where the figure is missing."""

    label: str
    shown: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with the sentence that is its alternative text too, and the figures behind it."""

    title: Said
    sentence: Said
    form: str
    marks: tuple[Mark, ...]
    reference: Mark | None
    grid: Grid
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class Answered:
    """What one candidate said, paragraph by paragraph; `responded` is False where the words say there is no answer."""

    name: str
    party: str
    paragraphs: tuple[Said, ...]
    responded: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and every answer; `even` where all are short enough for boxes of the same height."""

    question: Said
    topic: str
    answers: tuple[Answered, ...]
    even: bool
    kind: str = "asked"


Piece = Line | Head | Lines | Grid | Picture | Asked


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """A heading, the mark a link leads to, and what stands under it; `what` is a `rules.SectionKind`."""

    what: str
    anchor: str
    heading: Said
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PrintedSource:
    """A document in a sentence, its address if it has one, and when it was retrieved."""

    number: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class GuideDocument:
    """A whole guide in one language, ready for any form; `address` is where it is live, empty where none is known."""

    language: str
    title: Said
    under: Said
    labels: tuple[str, ...]
    facts: tuple[str, ...]
    edition: str
    address: str
    sha256: str
    day: str
    sections: tuple[PrintedSection, ...]
    glossary: tuple[tuple[Said, Said], ...]
    sources: tuple[PrintedSource, ...]
    corrections: tuple[str, ...]
    overrides: tuple[str, ...]

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The charts in reading order."""
        return tuple(piece for one in self.sections for piece in one.pieces if isinstance(piece, Picture))


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Unicode's rule P2)."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((one != "L" for one in directions if one in ("L", "R", "AL")), False)
