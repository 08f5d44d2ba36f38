"""Scores by one printed formula, and the checks an edition for the public must pass: values in, values out.

The checks are those of Rev. Rul. 80-282 (a newsletter that told how every incumbent voted, beside the organization's
position), as gathered in the project's rules c.2. They are findings, not verdicts.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

NEAR_DAYS = 60  # ours; the ruling names no number
FEWEST_ANSWERS = 3  # the usual: below it a share says too little


class Absence(StrEnum):
    """What not voting is in a score. It is nothing by default: an absence has many reasons and is no position."""

    COUNTS_NOT = "counts not"
    COUNTS_AGAINST = "counts against"


class Given(StrEnum):
    """What a member's answer is, measured by ours."""

    IN_LINE = "in line"
    AGAINST = "against"
    DID_NOT_VOTE = "did not vote"
    NOT_TOLD = "no answer told"
    NO_SPONSOR = "not a sponsor"


YES, NO = "yes", "no"
NOT_CAST = frozenset({"present", "not voting", "absent", "excused"})


def measured(option: str | None, ours: str) -> Given:
    """An answer to a roll call beside ours; None and NA: the record does not tell one."""
    if option in (YES, NO):
        return Given.IN_LINE if option == ours else Given.AGAINST
    return Given.DID_NOT_VOTE if option in NOT_CAST else Given.NOT_TOLD


def sponsorship(is_sponsor: bool, ours: str) -> Given:
    """Sponsoring a bill beside ours; who does not sponsor has said nothing by that."""
    if not is_sponsor:
        return Given.NO_SPONSOR
    return Given.IN_LINE if ours == YES else Given.AGAINST


@dataclass(frozen=True, slots=True)
class Score:
    """Answers in line with ours among those that count; `share` is None where fewer than `fewest` count."""

    in_line: int
    counted: int
    fewest: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.in_line, self.counted) if self.counted >= max(self.fewest, 1) else None


def score(answers: Iterable[Given], absence: Absence, fewest: int) -> Score:
    """A member's score: in line, divided by the answers that count."""
    given = list(answers)
    in_line = given.count(Given.IN_LINE)
    counted = in_line + given.count(Given.AGAINST)
    if absence is Absence.COUNTS_AGAINST:
        counted += given.count(Given.DID_NOT_VOTE)
    return Score(in_line, counted, fewest)


def together(scores: Iterable[Score], fewest: int = 1) -> Score:
    """The score of a chamber or party: all answers of its members in one, so that nobody's one vote weighs double."""
    every = list(scores)
    return Score(sum(one.in_line for one in every), sum(one.counted for one in every), fewest)


class EditionCheck(StrEnum):
    """The checks of an edition for the public, by id."""

    ALL_INCUMBENTS = "ALL_INCUMBENTS"
    NO_CANDIDATES = "NO_CANDIDATES"
    NO_QUALIFICATIONS = "NO_QUALIFICATIONS"
    FEW_VOTES_STATEMENT = "FEW_VOTES_STATEMENT"
    NOT_RANKED = "NOT_RANKED"
    NO_GRADES = "NO_GRADES"
    TIMING = "TIMING"
    REGULAR_READERS = "REGULAR_READERS"


class Readers(StrEnum):
    """Whom an edition is for."""

    REGULAR = "our regular readers and our own page"
    EVERYBODY = "everybody in the state"
    CHOSEN = "voters in chosen districts"


@dataclass(frozen=True, slots=True)
class EditionDraft:
    """An edition before it is published: its words, whom it lists in which order, and what surrounds it.

    `seats` is what the chamber elects, `vacant` those known to be empty; `names` stand in the printed order.
    """

    prose: str
    statement: str
    names: tuple[str, ...]
    incumbents: tuple[str, ...]
    seats: int | None
    vacant: int
    readers: Readers
    publish_on: date
    elections: tuple[date, ...]
    has_scores: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """One check and whether it holds; `about` is the name, number or word its sentence needs."""

    check: EditionCheck
    holds: bool
    about: str = ""


CANDIDACY = re.compile(
    r"\b(?:candidates?|re-?election|seeks? another term|running (?:for|again)|on the ballot|challengers?)\b",
    re.IGNORECASE,
)
QUALIFIES = re.compile(
    r"\b(?:champions?|hero(?:es)?|(?:best|worst) (?:legislator|senator|representative|member)s?|unfit|unqualified|"
    r"qualified (?:to|for)|deserves? (?:your|to)|friends? of|enem(?:y|ies) of|(?:pro|anti)-\w+|failed (?:our|the)|"
    r"endors\w+|defeat)\b",
    re.IGNORECASE,
)
GRADES = re.compile(
    r"\b(?:graded|(?:an?|the) grade of|report card|scored?|scores|ratings?|rated|ranked|rankings?)\b|"
    r"\b\d{1,3}\s?(?:%|percent) (?:of the time|with us|rating|score)|[\u2713\u2714\u2717\u2718]",
    re.IGNORECASE,
)


def checked(draft: EditionDraft) -> tuple[Checked, ...]:
    """Every check with its answer, in the order of the list."""
    prose = " ".join(draft.prose.split())
    missing = [name for name in draft.incumbents if name not in set(draft.names)]
    empty = max((draft.seats or 0) - draft.vacant - len(draft.names), 0) if draft.seats is not None else 0
    soon = [day for day in draft.elections if 0 <= (day - draft.publish_on).days <= NEAR_DAYS]
    named = _first(prose, CANDIDACY)
    praised, graded = _first(prose, QUALIFIES), _first(prose, GRADES)
    e = EditionCheck
    return (
        Checked(e.ALL_INCUMBENTS, not missing and not empty, missing[0] if missing else str(empty or "")),
        Checked(e.NO_CANDIDATES, not named, named),
        Checked(e.NO_QUALIFICATIONS, not praised, praised),
        Checked(e.FEW_VOTES_STATEMENT, bool(draft.statement.strip()), ""),
        Checked(e.NOT_RANKED, list(draft.names) == sorted(draft.names, key=str.casefold), ""),
        Checked(e.NO_GRADES, not graded and not draft.has_scores, graded),
        Checked(e.TIMING, not soon, str((soon[0] - draft.publish_on).days) if soon else ""),
        Checked(e.REGULAR_READERS, draft.readers is not Readers.CHOSEN, draft.readers.value),
    )


def _first(prose: str, words: re.Pattern[str]) -> str:
    found = words.search(prose)
    return found.group().strip() if found else ""


def passes(checks: Iterable[Checked]) -> bool:
    """Whether an edition may be published."""
    return all(one.holds for one in checks)


def by_party(scores: Mapping[int, Score], parties: Mapping[int, str]) -> Mapping[str, Score]:
    """The answers of each party's members in one, the largest party first; "" for no party on file."""
    members: dict[str, list[Score]] = {}
    for number, one in scores.items():
        members.setdefault(parties.get(number, ""), []).append(one)
    order = sorted(members, key=lambda party: (not party, -len(members[party]), party))
    return {party: together(members[party]) for party in order}
