"""Pairs of lines that may be one, by likeness of names and closeness of amounts; pure, and never a decision.

Names are compared by our own count of shared words; difflib finds a slip of spelling. A person confirms.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import product

from budget.line_items.rules import name_key
from budget.lineage.rules import ChangeKind
from data.language import _
from data.money import short_dollars
from data.periods import LAST_YEAR, FiscalYear

CONNECTING = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})
SHORTEST_ABBREVIATION = 4
LEAST_WORDS_SHARED = 2
LEAST_SHARE = 0.6
LEAST_SPELLING = 0.92
LONGEST_GAP = 5  # years between the last figure of one line and the first of the other
MOST_BEARERS = 60  # a word that more lines of an agency bear tells nothing
NAMES_WEIGH, AMOUNTS_WEIGH = 70, 30
LEAST_CLOSENESS = 0.25
LEAST_CLOSENESS_ACROSS = 0.5  # of two agencies, and both amounts known


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line with the names it was printed under and the first and last year it has money (None: no figure at all).

    `documents` are the ids of the documents that print its names.
    """

    id: int
    code: str | None
    agency: str
    names: tuple[str, ...]
    first: FiscalYear | None
    last: FiscalYear | None
    documents: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: 0 to 1, and the reason in words."""

    share: float
    reason: str


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two lines whose names are alike, the earlier one first."""

    before: NamedLine
    after: NamedLine
    likeness: Likeness

    @property
    def crosses(self) -> bool:
        """Whether the lines are of two agencies."""
        return self.before.agency != self.after.agency


@dataclass(frozen=True, slots=True)
class Suggestion:
    """That a line became another from a year on: `score` is 0 to 100, `reasons` are sentences.

    `crosses` says that it would have moved from one agency to another.
    """

    before_id: int
    after_id: int
    kind: ChangeKind
    fiscal_year: FiscalYear
    score: int
    reasons: tuple[str, ...]
    crosses: bool = False


def likeness(one: str, other: str) -> Likeness | None:
    """How alike two names are; None when they are not alike enough to ask."""
    words, others = telling_words(one), telling_words(other)
    if "".join(words) == "".join(others):
        return Likeness(1.0, _("the names differ only in spaces, hyphens or small words."))
    same, shortened = _shared(words, others)
    fewer, more = sorted((len(words), len(others)))
    if same < LEAST_WORDS_SHARED:
        return _spelling(words, others)
    if same == more:
        how = _("{n} of them shortened").format(n=shortened) if shortened else _("in another order")
        return Likeness(1.0, _("all {n} words are the same, {how}.").format(n=same, how=how))
    if same == fewer:
        said = _("all {n} words of the shorter name stand in the longer one, which has {more}.")
        return Likeness(0.5 + 0.5 * same / more, said.format(n=same, more=more))
    if same / more >= LEAST_SHARE:
        return Likeness(same / more, _("{n} of {more} words are the same.").format(n=same, more=more))
    return _spelling(words, others)


def _spelling(words: Sequence[str], others: Sequence[str]) -> Likeness | None:
    compared = SequenceMatcher(None, "".join(words), "".join(others), autojunk=False)
    if compared.real_quick_ratio() < LEAST_SPELLING or compared.quick_ratio() < LEAST_SPELLING:
        return None  # the two bounds cost little
    share = compared.ratio()
    if share < LEAST_SPELLING:
        return None
    return Likeness(share, _("the spelling differs by a letter or two."))


@lru_cache(maxsize=50_000)
def telling_words(name: str) -> tuple[str, ...]:
    """The words of a name as compared, without those that only connect."""
    return tuple(word for word in name_key(name).split() if word not in CONNECTING)


def _shared(words: Sequence[str], others: Sequence[str]) -> tuple[int, int]:
    """How many words two names share, each used once, and how many of these are shortened in one of them."""
    left = list(others)
    unmatched = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            unmatched.append(word)
    equal = len(words) - len(unmatched)
    shortened = 0
    for word in unmatched:
        longer = next((other for other in left if _is_shortened(word, other)), None)
        if longer is not None:
            left.remove(longer)
            shortened += 1
    return equal + shortened, shortened


def _is_shortened(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) >= SHORTEST_ABBREVIATION and long.startswith(short)


def name_pairs(lines: Iterable[NamedLine], apart: Collection[frozenset[int]]) -> tuple[NamePair, ...]:
    """Lines of one agency, one ending before the other begins, with names alike; never a pair of `apart`."""
    by_agency: dict[str, list[NamedLine]] = defaultdict(list)
    for line in lines:
        by_agency[line.agency].append(line)
    found = []
    for of_agency in by_agency.values():
        for one, other in _may_be_alike(coming_and_going(of_agency)):
            pair = in_order(one, other)
            if pair is None or frozenset({one.id, other.id}) in apart:
                continue
            alike = best_likeness(*pair)
            if alike is not None:
                found.append(NamePair(*pair, alike))
    return tuple(found)


def coming_and_going(lines: Sequence[NamedLine]) -> list[NamedLine]:
    """Without the lines that were there all the time, which are most of them and can follow no other."""
    firsts = [line.first or LAST_YEAR for line in lines]
    lasts = [line.last for line in lines if line.last is not None]
    latest_first, earliest_last = max(firsts, default=LAST_YEAR), min(lasts, default=LAST_YEAR)
    return [
        line
        for line in lines
        if line.first is None or line.last is None or line.last < latest_first or line.first > earliest_last
    ]


def _may_be_alike(lines: Sequence[NamedLine]) -> Iterator[tuple[NamedLine, NamedLine]]:
    """Pairs that share the start of a telling word, or all their letters."""
    bearers: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        for key in {key for name in line.names for key in _keys(name)}:
            bearers[key].append(n)
    pairs = {
        (one, other)
        for group in bearers.values()
        if len(group) <= MOST_BEARERS
        for at, one in enumerate(group)
        for other in group[at + 1 :]
    }
    yield from ((lines[one], lines[other]) for one, other in sorted(pairs))


def _keys(name: str) -> set[str]:
    words = telling_words(name)
    return {word[:SHORTEST_ABBREVIATION] for word in words} | {"=" + "".join(words)}


def in_order(one: NamedLine, other: NamedLine) -> tuple[NamedLine, NamedLine] | None:
    """The earlier line first; a line without any figure comes after. None when both are there at once."""
    if one.first is None or other.first is None:
        if one.first is other.first or one.documents & other.documents:
            return None
        return (one, other) if other.first is None else (other, one)
    before, after = sorted((one, other), key=lambda line: line.first or 0)
    if before.last is None or after.first is None or not 0 < after.first - before.last <= LONGEST_GAP:
        return None
    return before, after


def best_likeness(before: NamedLine, after: NamedLine) -> Likeness | None:
    """The likeness of the two names that are most alike, naming them."""
    found = [
        (alike, one, other) for one, other in product(before.names, after.names) if (alike := likeness(one, other))
    ]
    if not found:
        return None
    alike, one, other = max(found, key=lambda each: each[0].share)
    said = _("“{one}” and “{other}”: {reason}").format(one=one, other=other, reason=alike.reason)
    return Likeness(alike.share, said)


def suggestion_of(pair: NamePair, settled: Mapping[int, Mapping[FiscalYear, int]]) -> Suggestion | None:
    """The pair with its amounts weighed in; None when the amounts speak against it."""
    before, after = pair.before, pair.after
    last = FiscalYear(before.last or 0)
    year = after.first if after.first is not None else FiscalYear(last + 1)
    then, now = settled.get(before.id, {}).get(last), settled.get(after.id, {}).get(year)
    close = min(then, now) / max(then, now) if then and now else None
    if _amounts_speak_against(pair, close):
        return None
    score = NAMES_WEIGH * pair.likeness.share + AMOUNTS_WEIGH * (close or 0)
    reasons = [pair.likeness.reason]
    if then and now:
        reasons.append(f"{last.label} {short_dollars(then)}, {year.label} {short_dollars(now)}.")
    else:
        reasons.append(
            _("Only one of the two has figures on file: {last} {amount} is its last.").format(
                last=last.label, amount=short_dollars(then or 0)
            )
        )
    if pair.crosses:
        reasons.append(
            _("Two agencies: {before} up to {last}, {after} from {year} on.").format(
                before=before.agency, last=last.label, after=after.agency, year=year.label
            )
        )
    return Suggestion(before.id, after.id, _kind(pair), year, round(score), tuple(reasons), pair.crosses)


def _amounts_speak_against(pair: NamePair, close: float | None) -> bool:
    """`close` is the smaller amount as a part of the larger, None where one is not known."""
    if pair.crosses:
        return close is None or close < LEAST_CLOSENESS_ACROSS
    return close is not None and close < LEAST_CLOSENESS and pair.likeness.share < 1


def _kind(pair: NamePair) -> ChangeKind:
    numbered = pair.before.code is not None and pair.after.code is not None
    return ChangeKind.TRANSFERRED if numbered or pair.crosses else ChangeKind.RENAMED
