"""What the words of an action mean for a bill, and how far a bill has come by its actions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaigns.legislation.rules import number_key


class Step(StrEnum):
    """What happened to a bill. Those of `WAY` lead to a law, in order; those of `ENDS` lead nowhere further."""

    FILED = "filed"
    REFERRED = "referred"
    HEARING = "hearing"
    REPORTED = "reported"
    REDRAFTED = "new draft"
    FIRST_READING = "first reading"
    SECOND_READING = "second reading"
    THIRD_READING = "third reading"
    AMENDED = "amended"
    PASSED = "passed"
    PASSED_LOWER = "passed lower"
    PASSED_UPPER = "passed upper"
    ADOPTED = "adopted"
    CONCURRED = "concurred"
    DISAGREED = "disagreed"
    CONFERENCE = "conference"
    ENACTED = "enacted"
    SENT = "to the executive"
    RETURNED = "returned"
    VETOED = "vetoed"
    OVERRIDDEN = "passed over veto"
    SIGNED = "law"
    FAILED = "failed"
    STUDY = "study order"
    ACCOMPANIED = "went into another"
    ON_FILE = "placed on file"
    WITHDRAWN = "withdrawn"
    CARRIED_OVER = "carried over"
    PROCEDURE = "procedure"


WAY = (
    Step.FILED, Step.REFERRED, Step.HEARING, Step.REPORTED, Step.REDRAFTED, Step.FIRST_READING, Step.SECOND_READING,
    Step.THIRD_READING, Step.PASSED, Step.PASSED_LOWER, Step.PASSED_UPPER, Step.ADOPTED, Step.DISAGREED,
    Step.CONFERENCE, Step.CONCURRED, Step.ENACTED, Step.SENT, Step.RETURNED, Step.VETOED, Step.OVERRIDDEN, Step.SIGNED,
)  # fmt: skip
ENDS = frozenset({Step.FAILED, Step.STUDY, Step.ACCOMPANIED, Step.ON_FILE, Step.WITHDRAWN})
RANK = {step: rank for rank, step in enumerate(WAY)} | {Step.PASSED_UPPER: WAY.index(Step.PASSED_LOWER)}
NO_STAGE = frozenset({Step.PROCEDURE, Step.AMENDED, Step.CARRIED_OVER})
FINISHED = frozenset({Step.SIGNED, Step.OVERRIDDEN})
STRIP = (
    Step.FILED, Step.REFERRED, Step.HEARING, Step.REPORTED, Step.PASSED_LOWER, Step.PASSED_UPPER, Step.ENACTED,
    Step.SENT, Step.SIGNED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Referral:
    """That an action's words name another number of the same measure: the kind of link and the number's key."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class WordRule:
    """A rule of `data/reference/action_words.csv`: an action whose words begin so is this step.

    `words` is a regular expression, matched from the start without regard to case; the first rule that fits counts.
    """

    step: Step
    words: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What an action's words say: its step, None where no rule reads them; other numbers of the measure it names."""

    step: Step | None
    links: tuple[Referral, ...] = ()


NUMBERS = re.compile(r"\b([HS]D?)\.?\s?(\d{1,5})\b|\b(House|Senate) document numbered (\d{1,5})", re.I)
DIGITS = re.compile(r"\d+(?!\d|(?:st|nd|rd|th)\b)")  # "3rd reading" stays
LINKS = (  # what is said of another number when it is the same measure going on; most at the end of a text
    (re.compile(r"(?:pending |recommended )?new draft (?:\([^)]*\) )?(?:of|for)\b(?! section)", re.I), "redraft"),
    (re.compile(r"new draft substituted, see\b|accompanied a new draft, see\b", re.I), "redraft"),
    (re.compile(r"(?:recommended )?new text for\b|substituted(?:,? as amended,?)?(?: as a new \w+)? for\b", re.I),
     "redraft"),
    (re.compile(r"(?:(?:re)?printed|published),? as amended, see\b|text of\b.*printed as amended", re.I), "redraft"),
    (re.compile(r"amended by substitution of a .*bill\b", re.I), "redraft"),
    (re.compile(r"committee .*substitut\w+ (?:therefor )?a (?:new draft|bill)", re.I), "redraft"),
    (re.compile(r"reported,? (?:\(?in part\)?,? )?by\b|reported on(?: a part of)?\b", re.I), "replaces"),
)  # fmt: skip
MOST_LINKED = 6  # a draft of more bills than these gathers different measures and is none of them


class ActionWords:
    """The rules that read actions, kept together with what they answered, as most actions say the same."""

    def __init__(self, rules: Sequence[WordRule], classes: dict[str, Step]) -> None:
        self._steps = [rule.step for rule in rules]
        every = "|".join(f"(?P<r{n}>{rule.words})" for n, rule in enumerate(rules))
        self._rules = re.compile(every or "(?!)", re.I | re.S)
        self._classes = classes
        self._plain: dict[str, Step | None] = {}
        self._read: dict[str, Reading] = {}

    def read(self, text: str, classes: Sequence[str] = ()) -> Reading:
        """The step of an action and the numbers its words join to the bill; the source's own classes come first."""
        reading = self._read.get(text)
        if reading is None:
            reading = self._read[text] = Reading(self._step_of(text), links_in(text))
        for one in classes:
            if one in self._classes:
                return Reading(self._classes[one], reading.links)
        return reading

    def _step_of(self, text: str) -> Step | None:
        plain = DIGITS.sub("0", text).strip()
        if plain not in self._plain:
            found = self._rules.match(plain)
            self._plain[plain] = self._steps[int((found.lastgroup or "r0")[1:])] if found else None
        return self._plain[plain]


def links_in(text: str) -> tuple[Referral, ...]:
    """The other numbers of the same measure that an action names, such as "New draft of S2000"."""
    if not any(sign.isdigit() for sign in text):
        return ()
    for words, kind in LINKS:
        if words.match(text):
            keys = {f"{a or c[0]}{b or d}".upper() for a, b, c, d in NUMBERS.findall(text)}
            linked = sorted(key for said in keys if (key := number_key(said)))
            return tuple(Referral(kind, key) for key in linked) if len(linked) <= MOST_LINKED else ()
    return ()


def in_chamber(step: Step | None, chamber: str) -> Step | None:
    """A passage named for its chamber, where the action tells which; every other step as it is."""
    if step is Step.PASSED and chamber in ("lower", "upper"):
        return Step.PASSED_LOWER if chamber == "lower" else Step.PASSED_UPPER
    return step


def furthest(steps: Iterable[tuple[Step | None, date | None]]) -> tuple[Step | None, date | None]:
    """How far a bill has come by its actions in order: the furthest step towards a law and its first day.

    Where the last thing that moved it was an end (a study order, another bill, failure), that and its day. A bill
    both chambers passed is counted by the chamber that passed it last.
    """
    best: tuple[Step | None, date | None] = (None, None)
    rank = -1
    ended: tuple[Step, date | None] | None = None
    for step, day in steps:
        if step is None or step in NO_STAGE:
            continue
        if step in ENDS:
            ended = (step, day)
            continue
        if step in RANK:
            higher, other_chamber = RANK[step] > rank, RANK[step] == rank and step is not best[0]
            if higher or other_chamber:
                best, rank = (step, day), RANK[step]
            if ended is not None and (higher or ended[0] is Step.FAILED or step in FINISHED):
                ended = None
    if ended is not None and best[0] not in FINISHED:
        return ended
    return best
