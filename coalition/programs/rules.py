"""What a programme's records may say and what they add up to: shares, medians, order of milestones, risk; pure.

The measures are those of rules.md f, worked out by hand in the tests.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from data.errors import InvalidInput


class GoalCategory(StrEnum):
    SCHOOL = "school or professional"
    PERSONAL = "personal"


class GoalStatus(StrEnum):
    SET = "set"
    IN_PROGRESS = "in progress"
    MET = "met"
    REVISED = "revised"
    DROPPED = "dropped"


class MilestoneKind(StrEnum):
    """In their order; each stands on the one before it. Source: rules.md f."""

    ENROLLED = "enrolled in college"
    CREDITS = "credits earned"
    MTEL_LITERACY = "MTEL Communication and Literacy"
    MTEL_SUBJECT = "MTEL subject test"
    BACHELOR = "bachelor’s degree"
    PROVISIONAL = "provisional licence"
    INITIAL = "initial licence"
    HIRED = "hired as a teacher"


class Track(StrEnum):
    """At least one is required each year."""

    MENTORING = "mentoring"
    DEVELOPMENT = "professional development"
    PEERS = "peer cohort"


class ScholarStatus(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    LEFT = "left"


LONGEST_WORDS, LONGEST_NAME, LONGEST_EMAIL, LONGEST_PHONE = 4000, 120, 254, 40
QUIET_DAYS = 60  # without a session before a scholar counts as at risk
SCHOOL_YEAR_STARTS = 7  # a school year is named for the year it ends in
MOST_COST = 10**12
TERM = re.compile(r"(20\d\d)-([123])")
TERM_WORDS = {"1": "spring", "2": "fall", "3": "winter"}
DAY_OF_YEAR = re.compile(r"(\d\d)-(\d\d)")
EMAIL = re.compile(r"[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+")


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `of` 0 is no share at all, which is not 0 %."""

    part: int
    of: int

    @property
    def percent(self) -> int | None:
        """The whole percentage, halves rounded up; None without anything to be a part of."""
        return None if self.of == 0 else (200 * self.part + self.of) // (2 * self.of)


@dataclass(frozen=True, slots=True)
class Median:
    """The middle of some numbers, exact, and how many there were."""

    value: Fraction
    of: int


def words_of(text: str, what: str, *, most: int = LONGEST_WORDS, needed: bool = True) -> str:
    """The words a person gave, without space around them. Raises InvalidInput when there are none or too many."""
    said = text.replace("\0", "").strip()
    if not said and needed:
        raise InvalidInput("Give {said} in words.", said=what)
    if len(said) > most:
        raise InvalidInput("Shorten {said} to {most:,} characters; it has {n:,}.", said=what, most=most, n=len(said))
    return said


def email_of(text: str) -> str:
    """An e-mail address as it is compared, or "" for none. Raises InvalidInput for what cannot be one."""
    said = text.strip().lower()
    if said and (len(said) > LONGEST_EMAIL or not EMAIL.fullmatch(said)):
        raise InvalidInput("This is no e-mail address. Write it as ana@example.org, or leave it empty.")
    return said


def completion(statuses: Mapping[GoalStatus, int]) -> Share:
    """Goals met, of those met, in progress and dropped; a goal only set, or revised, is on neither side."""
    met = statuses.get(GoalStatus.MET, 0)
    return Share(met, met + statuses.get(GoalStatus.IN_PROGRESS, 0) + statuses.get(GoalStatus.DROPPED, 0))


def persistence(last: Mapping[int, bool], this: Iterable[int]) -> Share:
    """Scholars of last term who are enrolled this term, of those of last term who did not complete in it.

    `last` says of each scholar enrolled last term whether they completed in it; `this` is who is enrolled now.
    """
    stay = {scholar for scholar, completed in last.items() if not completed}
    return Share(len(stay & set(this)), len(stay))


def months_between(start: date, end: date) -> int:
    """Whole months from a day to a later one: from 15 January to 14 March is 1. Never less than 0."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return max(months - (end.day < start.day), 0)


def median(numbers: Iterable[int]) -> Median | None:
    """The middle one, or half-way between the two in the middle; None of nothing."""
    ordered = sorted(numbers)
    if not ordered:
        return None
    half = len(ordered) // 2
    middle = ordered[half : half + 1] if len(ordered) % 2 else ordered[half - 1 : half + 1]
    return Median(Fraction(sum(middle), len(middle)), len(ordered))


def median_months(reached: Iterable[tuple[str, date, date]]) -> dict[MilestoneKind, Median]:
    """The median of whole months from cohort start to each milestone; `reached` is (kind, cohort start, day)."""
    months: dict[str, list[int]] = {}
    for kind, start, day in reached:
        months.setdefault(kind, []).append(months_between(start, day))
    found = {kind: median(months.get(kind.value, ())) for kind in MilestoneKind}
    return {kind: one for kind, one in found.items() if one is not None}


def furthest(kinds: Iterable[str]) -> MilestoneKind | None:
    """The last milestone, in their order, of those reached."""
    reached = set(kinds)
    return next((kind for kind in reversed(MilestoneKind) if kind.value in reached), None)


def check_milestone(
    kind: MilestoneKind, on: date, others: Mapping[str, date], *, today: date, not_before: date | None = None
) -> None:
    """Raise InvalidInput unless the milestone follows its predecessor, before what follows it, and is not ahead."""
    order = list(MilestoneKind)
    place = order.index(kind)
    if on > today:
        raise InvalidInput("A milestone is recorded once it is reached. Give a day that is not in the future.")
    if not_before is not None and on < not_before:
        raise InvalidInput("This day lies before the cohort started. Correct the day, or the cohort’s start.")
    if place and order[place - 1].value not in others:
        raise InvalidInput(
            "“{order}” comes before “{kind}” and is not recorded yet. Record it first.",
            order=order[place - 1].value,
            kind=kind.value,
        )
    for other in order:
        day = others.get(other.value)
        if day is None or other is kind:
            continue
        if order.index(other) < place and on < day:
            raise InvalidInput(
                "“{kind}” would lie before “{other}” ({day}). Correct one of the two days.",
                kind=kind.value,
                other=other.value,
                day=day,
            )
        if order.index(other) > place and on > day:
            raise InvalidInput(
                "“{kind}” would lie after “{other}” ({day}). Correct one of the two days.",
                kind=kind.value,
                other=other.value,
                day=day,
            )


def next_milestone(kinds: Iterable[str]) -> MilestoneKind | None:
    """The first milestone, in their order, that is not reached; None when all are."""
    reached = set(kinds)
    return next((kind for kind in MilestoneKind if kind.value not in reached), None)


def school_year_of(day: date) -> int:
    """The school year a day is in, named for the year it ends in."""
    return day.year + (day.month >= SCHOOL_YEAR_STARTS)


def lacks_track(tracks: Iterable[int], *, school_year: int) -> bool:
    """Whether a scholar takes part in none of the tracks this school year; `tracks` are the years they did."""
    return school_year not in set(tracks)


def term_of(text: str) -> str:
    """A term as it sorts: “spring 2026” or “2026-1”. Raises InvalidInput with the ways to write it."""
    said = " ".join(text.lower().split())
    for digit, word in TERM_WORDS.items():
        said = re.sub(rf"^{word} (20\d\d)$", rf"\1-{digit}", said)
    if not TERM.fullmatch(said):
        raise InvalidInput("Write a term as “spring 2026” or “fall 2026”.")
    return said


def term_words(term: str) -> str:
    """ "2026-1" as "spring 2026"."""
    year, _, part = term.partition("-")
    return f"{TERM_WORDS.get(part, part)} {year}"


@dataclass(frozen=True, slots=True)
class Risk:
    """Why a scholar may be slipping away: days since the last session or start, and whether nobody mentors them."""

    quiet_days: int
    has_mentor: bool

    @property
    def is_at_risk(self) -> bool:
        """More than 60 days without a session they took part in, or nobody to mentor them."""
        return self.quiet_days > QUIET_DAYS or not self.has_mentor


def risk_of(*, last_session: date | None, since: date, has_mentor: bool, today: date) -> Risk:
    """The risk of an active scholar; without a session yet the days count from when they became active."""
    start = since if last_session is None or last_session < since else last_session
    return Risk(max((today - start).days, 0), has_mentor)


def check_grant_window(opens: str, closes: str) -> None:
    """Raise InvalidInput unless both days of the year are given and exist, or neither."""
    if bool(opens) != bool(closes):
        raise InvalidInput("Give both days of the grant window, or neither.")
    for said in (opens, closes):
        if said:
            _day_in(said, 2024)


def _day_in(said: str, year: int) -> date:
    found = DAY_OF_YEAR.fullmatch(said)
    try:
        return date(year, int(found[1]), int(found[2])) if found else date(0, 1, 1)
    except ValueError:
        if said == "02-29":
            return date(year, 2, 28)
        raise InvalidInput("Write a day of the grant window as month and day, such as 04-01.") from None


def grant_window(opens: str, closes: str, *, today: date) -> tuple[date, date] | None:
    """The window that is open now or opens next, with its last day; one may run over the new year."""
    if not opens or not closes:
        return None
    over = closes < opens
    for year in (today.year - 1, today.year, today.year + 1):
        first, last = _day_in(opens, year), _day_in(closes, year + over)
        if last >= today:
            return first, last
    return None


def check_story(*, consented_on: date, expires_on: date, today: date) -> None:
    """Raise InvalidInput unless consent was given already and ends, after at most three years."""
    if consented_on > today:
        raise InvalidInput("Consent is given before a story is kept. Give the day it was given.")
    if expires_on <= consented_on:
        raise InvalidInput("The consent would end before it began. Give the day until which it holds.")
    if expires_on > consented_on + timedelta(days=3 * 366):
        raise InvalidInput("Consent ends after three years at the latest; ask again then. Give an earlier day.")


def may_cross(*, use: str, wanted: str, consented_on: date, expires_on: date, withdrawn: date | None, on: date) -> bool:
    """Whether a story may leave the programme for a use on a day; the consent must name this very use."""
    named = " ".join(use.casefold().split()) == " ".join(wanted.casefold().split())
    return named and consented_on <= on <= expires_on and withdrawn is None


def counted(values: Iterable[str]) -> dict[str, int]:
    """How many of each, in order."""
    return dict(sorted(Counter(values).items()))
