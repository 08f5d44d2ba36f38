"""Candidates' questions by rule: who comes first, what an answer's absence means, and wording that leads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from campaigns.nonpartisan.rules import Check, Draft, Finding, findings

LONGEST_QUESTION, LONGEST_ANSWER = 2_000, 200_000
MOST_QUESTIONS, MOST_CANDIDATES = 60, 200
FEWEST_WORDS, MOST_WORDS = 10, 2_000
ON_QUESTIONS = {Check.NO_ENDORSEMENT, Check.NO_RATING, Check.NO_ORG_POSITION, Check.BROAD_ISSUES, Check.NO_LINKS}
LEADING = re.compile(
    r"\b(?:(?:do|will|would)\s+you\s+(?:not\s+)?(?:agree|commit|pledge|promise)|(?:do|would|are|is|should|did)n['’]t|"
    r"isn['’]t\s+it|why\s+(?:do|did|have)\s+you\s+(?:not|fail|oppose|support)|"
    r"shameful|failed|failing|reckless|devastat\w*|handouts?|schemes?|gimmicks?|so-called|obvious(?:ly)?|of\s+course|"
    r"common[- ]sense)\b",
    re.IGNORECASE,
)
T = TypeVar("T")


class Standing(StrEnum):
    """How a candidate's answers stand on a day."""

    ANSWERED = "answered"
    LATE = "answered after the deadline"
    IN_PART = "answered in part"
    HAS_UNTIL = "has until the deadline"
    DID_NOT_RESPOND = "did not respond by the deadline"
    NOT_ASKED = "not asked yet"
    NO_QUESTIONS = "no questions yet"


@dataclass(frozen=True, slots=True)
class Leading:
    """A word of a question that leads to an answer."""

    question: int
    word: str


def rotated(order: Sequence[T], question: int) -> tuple[T, ...]:
    """The ballot order for a question (0 for the first): each next question begins with the next candidate."""
    if not order:
        return ()
    start = question % len(order)
    return (*order[start:], *order[:start])


def words_in(text: str) -> int:
    """How many words an answer has, as word processors count."""
    return len(text.split())


def standing(
    answered: int, questions: int, *, asked: bool, deadline: date | None, last: date | None, today: date
) -> Standing:
    """How a candidate stands: `answered` of `questions`, the `last` answer received on a day.

    Nobody "did not respond" before the deadline is over, nor who was never asked.
    """
    if deadline is None or not questions:
        return Standing.NO_QUESTIONS
    if answered:
        if last is not None and last > deadline:
            return Standing.LATE
        return Standing.ANSWERED if answered >= questions else Standing.IN_PART
    if today <= deadline:
        return Standing.HAS_UNTIL if asked else Standing.NOT_ASKED
    return Standing.DID_NOT_RESPOND if asked else Standing.NOT_ASKED


def leading_words(questions: Sequence[str]) -> tuple[Leading, ...]:
    """Words of questions that lead to an answer or carry praise or blame; hints, not verdicts."""
    return tuple(
        Leading(number, match.group()) for number, words in enumerate(questions) for match in LEADING.finditer(words)
    )


def question_findings(
    questions: Sequence[tuple[str, str]], *, candidates: Sequence[str], election_on: date, today: date
) -> tuple[Finding, ...]:
    """What the nonpartisan checks find in questions, each a topic and its words; as many topics as the office decides.

    Only checks that speak of questions: whether all candidates are printed is asked of the guide.
    """
    text = "\n\n".join(words for _topic, words in questions)
    topics = tuple(topic for topic, _words in questions)
    draft = Draft(text, today, (election_on,), tuple(candidates), issues=topics, is_guide=True)
    return tuple(one for one in findings(draft) if one.check in ON_QUESTIONS)
