"""What a guide must hold to go out: sections, checks before publishing, reading levels, ages and contrast; pure."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.errors import InvalidInput

MOST_SECTIONS = 24
LONGEST_WORDS = 20_000
EASIEST_GRADE = 9.0  # ours: plain-language advice names grades 6 to 9
FEWEST_HUERTA = 60.0  # Fernández Huerta: 60 and above is "normal" for adults
CHECKED_DAYS = 60  # ours: how long before publication a passage on how to vote was last compared with its source
TEXT_RATIO = 4.5  # WCAG 2.2, 1.4.3
LARGE_RATIO = 3.0


class SectionKind(StrEnum):
    """What a section of a guide is about, in the usual order of reading."""

    SCHOOLS = "schools"
    BUDGET = "budget"
    BALLOT = "ballot"
    CANDIDATES = "candidates"
    VOTING = "voting"
    WORDS = "words"


class GuideCheck(StrEnum):
    """The checks before a guide is published, in the order they are shown."""

    ALL_CANDIDATES = "all_candidates"
    WHOLE_ANSWERS = "whole_answers"
    NEUTRAL_SILENCE = "neutral_silence"
    NO_SIDE = "no_side"
    BROAD_ISSUES = "broad_issues"
    SOURCED = "sourced"
    FRESH = "fresh"
    SUPPRESSED = "suppressed"
    DATES = "dates"
    TRANSLATED = "translated"
    SAME_NUMBERS = "same_numbers"
    HEADINGS = "headings"
    CONTRAST = "contrast"
    PLAIN = "plain"


class CheckGroup(StrEnum):
    """What a check is for."""

    FAIR = "fair"
    TRUE = "true"
    READABLE = "readable"


GROUPS = {
    CheckGroup.FAIR: (
        GuideCheck.ALL_CANDIDATES, GuideCheck.WHOLE_ANSWERS, GuideCheck.NEUTRAL_SILENCE, GuideCheck.NO_SIDE,
        GuideCheck.BROAD_ISSUES,
    ),
    CheckGroup.TRUE: (GuideCheck.SOURCED, GuideCheck.FRESH, GuideCheck.SUPPRESSED, GuideCheck.DATES),
    CheckGroup.READABLE: (
        GuideCheck.TRANSLATED, GuideCheck.SAME_NUMBERS, GuideCheck.HEADINGS, GuideCheck.CONTRAST, GuideCheck.PLAIN,
    ),
}  # fmt: skip
ONLY_ADVICE = frozenset({GuideCheck.PLAIN})  # measured and shown; never in the way

# how many months after the end of its year a figure is still fresh; ours, by how often its source is published
MONTHS_FRESH = {"count": 30, "share": 30, "fte": 30, "decimal": 30, "cents": 42, "line": 24, "indicator": 42}
MONTHS_OF_OTHERS = 36

# the colors a guide is printed in: what, foreground, background, the least contrast it needs
COLORS: tuple[tuple[str, str, str, float], ...] = (
    ("text", "#1E2725", "#FBFAF6", TEXT_RATIO),
    ("secondary text", "#4F5A56", "#FBFAF6", TEXT_RATIO),
    ("links and bars", "#17594D", "#FBFAF6", TEXT_RATIO),
    ("text on a shade", "#1E2725", "#F1EFE8", TEXT_RATIO),
    ("frames", "#8A8473", "#FBFAF6", LARGE_RATIO),
    ("text, dark", "#EDEBE3", "#15201D", TEXT_RATIO),
    ("secondary text, dark", "#B4BFB9", "#15201D", TEXT_RATIO),
    ("links and bars, dark", "#7FCBB7", "#15201D", TEXT_RATIO),
    ("frames, dark", "#70827B", "#15201D", LARGE_RATIO),
)

PLACEHOLDER = re.compile(r"\{([A-Za-z0-9_.-]+)\}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
AMOUNT = re.compile(r"[$€¢]\s?\d|\d\s?(?:%|¢|percent|por ciento)|\b\d{1,3}(?:,\d{3})+\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…]+(?:\s|$)|\n+")
WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


def placeholders(words: str) -> Counter[str]:
    """The keys of figures a passage names, each with how often."""
    return Counter(PLACEHOLDER.findall(words))


def needs_translation(words: str) -> bool:
    """Whether a passage has words at all: "{f3}" and "$4,326" are the same in every language."""
    return bool(WORD.search(PLACEHOLDER.sub("", words)))


def numbers_in(words: str) -> Counter[str]:
    """The numbers of a passage as digits, each with how often: 1,200 counts as 1200 in both languages."""
    return Counter(found.replace(",", "") for found in NUMBER.findall(PLACEHOLDER.sub(" ", words)))


def check_translation(english: str, other: str) -> None:
    """Refuse a translation that leaves a figure out or names another. Raises InvalidInput with the cure."""
    wanted, given = placeholders(english), placeholders(other)
    missing, added = sorted(wanted - given), sorted(given - wanted)
    if not other.strip():
        raise InvalidInput("The translation is empty. Write the passage in Spanish.")
    if missing:
        raise InvalidInput(
            "The translation leaves out {figure}, where a figure is printed. Put it in exactly as it stands in "
            "English, in its braces.",
            figure=f"{{{missing[0]}}}",
        )
    if added:
        raise InvalidInput(
            "The translation names {figure}, which the English passage does not. Take it out.",
            figure=f"{{{added[0]}}}",
        )


def syllables_of(words: Sequence[str], split: Callable[[str], str]) -> int:
    """How many syllables words have; `split` marks the breaks with "-" ("edu-ca-tion")."""
    return sum(split(word).count("-") + 1 for word in words)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many sentences, words and syllables a text has."""

    sentences: int
    words: int
    syllables: int


def counted(text: str, split: Callable[[str], str]) -> Counted:
    """Sentences, words and syllables of a text; a passage without a full stop is a sentence."""
    sentences = [part for part in SENTENCE_END.split(PLACEHOLDER.sub("", text)) if WORD.search(part)]
    words = [word for part in sentences for word in WORD.findall(part)]
    return Counted(len(sentences), len(words), syllables_of(words, split))


def flesch_kincaid(text: Counted) -> float | None:
    """The school grade of an English text: 0.39 words a sentence + 11.8 syllables a word − 15.59 (Kincaid 1975)."""
    if not text.words or not text.sentences:
        return None
    return 0.39 * text.words / text.sentences + 11.8 * text.syllables / text.words - 15.59


def fernandez_huerta(text: Counted) -> float | None:
    """How easy a Spanish text reads, 0 to 100: 206.84 − 60 syllables a word − 1.02 words a sentence (1959)."""
    if not text.words or not text.sentences:
        return None
    return 206.84 - 60 * text.syllables / text.words - 1.02 * text.words / text.sentences


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colors such as "#1A2421", 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def months_since(year: int, today: date) -> int:
    """Whole months from the end of a school or fiscal year (30 June of the year it is named for) to a day."""
    return max(0, (today.year - year) * 12 + today.month - 6)


def is_stale(kind: str, year: int, today: date) -> bool:
    """Whether a figure of a year is older than its kind may be."""
    return months_since(year, today) > MONTHS_FRESH.get(kind, MONTHS_OF_OTHERS)
