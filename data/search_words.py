"""What a person's words ask for, and where a text answers them: pure decisions, words in, places out."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

LONGEST_SEARCH = 300
SNIPPET = 180
BEFORE = 40
WORD = re.compile(r"[^\W_]+")
HAS_DIGIT = re.compile(r"\d")
ACCENTS = re.compile("[\u0300-\u036f]")
ELLIPSIS = "…"
STARTS, BETWEEN, GOES_ON, ENDS = r"(?<![^\W_])", r"[\W_]+", r"[^\W_]*", r"(?![^\W_])"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side; the last one may only begin a word when `begins` says so."""

    words: tuple[str, ...]
    begins: bool


def phrases_of(text: str, *, every_word_begins: bool = False) -> tuple[Phrase, ...]:
    """What a line must hold, every one of them: the last word typed may be a beginning, or every word.

    A number in parts ("7061-0008", "$26,000,000") is one phrase. Whatever else is typed only parts words, so
    that quotes, operators and asterisks mean nothing; what exceeds 300 characters is not read.
    """
    typed = unicodedata.normalize("NFKC", text).casefold()[:LONGEST_SEARCH]
    found: list[tuple[str, ...]] = []
    for chunk in typed.split():
        words = tuple(WORD.findall(chunk))
        if words and all(HAS_DIGIT.search(word) for word in words):
            found.append(words)
        else:
            found.extend((word,) for word in words)
    last = len(found) - 1
    return tuple(Phrase(words, every_word_begins or place == last) for place, words in enumerate(found))


def fts5(phrases: Sequence[Phrase]) -> str:
    """The phrases as SQLite's FTS5 reads them; a word holds letters and digits only, so nothing can escape."""
    return " AND ".join(f'"{" ".join(p.words)}"{" *" if p.begins else ""}' for p in phrases)


def tsquery(phrases: Sequence[Phrase], *, weights: str = "") -> str:
    """The phrases as PostgreSQL's `to_tsquery` reads them, within the parts of these weights (A to D)."""
    return " & ".join(f"({_in_a_row(p, weights)})" for p in phrases)


def _in_a_row(phrase: Phrase, weights: str) -> str:
    *first, last = [ACCENTS.sub("", unicodedata.normalize("NFKD", word)) for word in phrase.words]
    ends = [f"'{word}'{f':{weights}' if weights else ''}" for word in first]
    marks = f"{'*' if phrase.begins else ''}{weights}"
    return " <-> ".join([*ends, f"'{last}'{f':{marks}' if marks else ''}"])


class _OneForOne(dict[int, str]):
    """Each character as it is compared: one case, no accent, and one for one so that places stay the same."""

    def __missing__(self, code: int) -> str:
        base = ACCENTS.sub("", unicodedata.normalize("NFKD", chr(code).casefold()))
        self[code] = base if len(base) == 1 else chr(code).lower()[:1]
        return self[code]


_COMPARED = _OneForOne()


@lru_cache(maxsize=64)
def patterns(phrases: tuple[Phrase, ...]) -> tuple[re.Pattern[str], ...]:
    """One for each phrase: how it stands in a text as compared."""
    return tuple(
        re.compile(
            STARTS
            + BETWEEN.join(re.escape(word.translate(_COMPARED)) for word in phrase.words)
            + (GOES_ON if phrase.begins else ENDS)
        )
        for phrase in phrases
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether it is what was searched for."""

    text: str
    found: bool


def held(text: str, phrases: tuple[Phrase, ...]) -> int:
    """How many of the phrases a text holds."""
    compared = unicodedata.normalize("NFC", text).translate(_COMPARED)
    return sum(1 for pattern in patterns(phrases) if pattern.search(compared))


def best(texts: Sequence[str], phrases: tuple[Phrase, ...]) -> tuple[int, int]:
    """Which of the texts holds most of the phrases, the first of equals, and how many it holds."""
    chosen = (0, 0)
    for place, text in enumerate(texts):
        count = held(text, phrases)
        if count > chosen[1]:
            chosen = (place, count)
        if count == len(phrases):
            break
    return chosen


def marked(text: str, phrases: tuple[Phrase, ...]) -> tuple[Piece, ...]:
    """The whole text, what was searched for marked."""
    text = unicodedata.normalize("NFC", text)
    return _cut(text, _spans(text, phrases), 0, len(text))


def snippet(text: str, phrases: tuple[Phrase, ...]) -> tuple[Piece, ...]:
    """The text with what was searched for marked; a long one is cut to where most of it stands."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    spans = _spans(text, phrases)
    return _cut(text, spans, *_window(text, spans))


Span = tuple[int, int, int]


def _spans(text: str, phrases: tuple[Phrase, ...]) -> list[Span]:
    """(start, end, which phrase) of everything that was searched for, in order."""
    compared = text.translate(_COMPARED)
    return sorted(
        (match.start(), match.end(), which)
        for which, pattern in enumerate(patterns(phrases))
        for match in pattern.finditer(compared)
    )


def _cut(text: str, spans: Sequence[Span], start: int, end: int) -> tuple[Piece, ...]:
    pieces, at = [Piece(ELLIPSIS if start else "", found=False)], start
    for first, after, _which in spans:
        if at <= first and after <= end:
            pieces += [Piece(text[at:first], found=False), Piece(text[first:after], found=True)]
            at = after
    pieces.append(Piece(text[at:end] + (ELLIPSIS if end < len(text) else ""), found=False))
    return tuple(piece for piece in pieces if piece.text)


def _window(text: str, spans: Sequence[Span]) -> tuple[int, int]:
    """Where to cut a text, at whole words: from a little before the place that most phrases stand near."""
    if len(text) <= SNIPPET or not spans:
        return 0, min(len(text), SNIPPET)

    def near(place: int) -> int:
        return len({which for first, after, which in spans if place <= first and after <= place + SNIPPET - BEFORE})

    place = max((first for first, _after, _which in spans), key=lambda first: (near(first), -first))
    start = max(0, min(place - BEFORE, len(text) - SNIPPET))
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", start + SNIPPET)
    return start, len(text) if end < 0 else end
