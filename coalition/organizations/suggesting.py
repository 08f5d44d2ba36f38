"""Which names may be one organization, and why: how coalitions shorten names, then one letter's difference; pure.

Names that share a bucket are compared, so the work grows with the names and not with their pairs. A person decides.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import OSA

from coalition.organizations.rules import looks_like, name_key

CONNECTING = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "the", "to"})
GENERAL = frozenset({"affiliate", "branch", "campaign", "chapter", "coalition", "council", "state"})
SHORTENED = {
    "amer": "american", "assn": "association", "assoc": "association", "cmte": "committee", "centre": "center",
    "ctr": "center", "dept": "department", "dist": "district", "ed": "education", "educ": "education",
    "fdn": "foundation", "fed": "federation", "govt": "government", "intl": "international", "natl": "national",
    "org": "organization", "svcs": "services", "univ": "university",
}  # fmt: skip
STATES = {
    "alabama": "al", "alaska": "ak", "arizona": "az", "arkansas": "ar", "california": "ca", "colorado": "co",
    "connecticut": "ct", "delaware": "de", "florida": "fl", "georgia": "ga", "hawaii": "hi", "idaho": "id",
    "illinois": "il", "indiana": "in", "iowa": "ia", "kansas": "ks", "kentucky": "ky", "louisiana": "la",
    "maine": "me", "maryland": "md", "massachusetts": "ma", "michigan": "mi", "minnesota": "mn",
    "mississippi": "ms", "missouri": "mo", "montana": "mt", "nebraska": "ne", "nevada": "nv",
    "new hampshire": "nh", "new jersey": "nj", "new mexico": "nm", "new york": "ny", "north carolina": "nc",
    "north dakota": "nd", "ohio": "oh", "oklahoma": "ok", "oregon": "or", "pennsylvania": "pa",
    "rhode island": "ri", "south carolina": "sc", "south dakota": "sd", "tennessee": "tn", "texas": "tx",
    "utah": "ut", "vermont": "vt", "virginia": "va", "washington": "wa", "west virginia": "wv",
    "wisconsin": "wi", "wyoming": "wy",
}  # fmt: skip
OLD_STATES = {"mass": "ma", "ky": "ky", "conn": "ct", "tenn": "tn", "calif": "ca", "mich": "mi", "minn": "mn"}
NAMED = {code: name for name, code in STATES.items()}
ALSO_WORDS = frozenset({"al", "co", "de", "hi", "id", "in", "la", "me", "oh", "ok", "or", "pa"})
STATE = re.compile(rf"\b({'|'.join(sorted(STATES, key=len, reverse=True))})\b")
BRACKETS = re.compile(r"\(([^()]*)\)")
SHORTEST_INITIALS, LONGEST_INITIALS = 3, 8
MOST_BEARERS = 200  # what more names have in common tells nothing
SHORTEST_WORD = 5  # in which one letter may differ


class Reason(StrEnum):
    """Why two names may be one organization, the surest first."""

    SAME = "same"
    SPACING = "spacing"
    LOOKS_ALIKE = "looks alike"
    WRITTEN_OUT = "written out"
    STATE_LETTER = "state letter"
    STATE_NAMED = "state named"
    INITIALS = "initials"
    GENERAL_WORD = "general word"
    ONE_LETTER = "one letter"


RANK = {reason: number for number, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Known:
    """An organization on file; `names` begins with its name, its other names follow."""

    id: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """An organization a name may mean, the name of it that fits, and why."""

    id: int
    name: str
    reason: Reason

    @property
    def is_certain(self) -> bool:
        """Nothing differs that tells organizations apart; every other reason is for a person to judge."""
        return self.reason is Reason.SAME


@dataclass(frozen=True, slots=True)
class Pair:
    """Two organizations that may be one (`low_id` < `high_id`), by these names of theirs."""

    low_id: int
    high_id: int
    low_name: str
    high_name: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class _Reading:
    """A name taken apart: its words with abbreviations written out, the state it names, and what is left."""

    key: str
    words: tuple[str, ...]
    state: str
    core: tuple[str, ...]
    acronym: str

    @property
    def plain_core(self) -> tuple[str, ...]:
        return tuple(word for word in self.core if word not in GENERAL) or self.core


def _state_of(word: str, capitals: Collection[str]) -> str:
    """The state a word stands for; its two letters only where they are written as capitals."""
    if word in OLD_STATES:
        return OLD_STATES[word]
    return word if word in NAMED and word.upper() in capitals else ""


def _read(name: str) -> _Reading:
    key = name_key(name)
    joined = STATE.sub(lambda found: "state:" + STATES[found.group()], key)
    capitals = {word for word in re.findall(r"\w+", name) if word.isupper()}
    shouted = name.isupper() and len(key.split()) > 2
    words = []
    for word in joined.split():
        state = _state_of(word, capitals) if not (shouted and word in ALSO_WORDS) else ""
        words.append(f"state:{state}" if state else SHORTENED.get(word, word))
    kept = tuple(word for word in words if word not in CONNECTING) or tuple(words)
    states = sorted({word[6:] for word in kept if word.startswith("state:")})
    core = tuple(word for word in kept if not word.startswith("state:"))
    lone = core[0] if len(core) == 1 and not core[0].isdigit() else ""
    acronym = lone if lone.upper() in capitals and not shouted and lone.isascii() else ""
    return _Reading(key, kept, "+".join(states), core, acronym)


class _Mark(NamedTuple):
    """A bucket a name falls in. Names of two sides meet only across: a full name meets initials, not another."""

    bucket: str
    reason: Reason
    side: str = ""


def _marks(name: str, read: _Reading) -> Iterator[_Mark]:
    yield _Mark(f"same {read.key}", Reason.SAME)
    yield _Mark(f"squeezed {read.key.replace(' ', '')}", Reason.SPACING)
    yield _Mark(f"looks {read.key if name.isascii() else looks_like(name)}", Reason.LOOKS_ALIKE)
    yield from _marks_of_words(read)
    yield from _marks_of_initials(read)
    yield from _marks_of_letters(read)
    for short in BRACKETS.findall(name):
        if short.isupper() and len(short) >= SHORTEST_INITIALS:
            outside = _read(BRACKETS.sub(" ", name))
            yield _Mark(f"initials {name_key(short)}", Reason.INITIALS, "in full")
            yield from _marks_of_words(outside)


def _marks_of_words(read: _Reading) -> Iterator[_Mark]:
    if not read.core:
        return
    core = " ".join(read.core)
    plain = " ".join(read.plain_core)
    yield _Mark(f"words {core} {read.state}", Reason.WRITTEN_OUT)
    if len(read.plain_core) > 1 or read.acronym or len(plain) >= SHORTEST_WORD:
        yield _Mark(f"general {plain} {read.state}", Reason.GENERAL_WORD)
        yield _Mark(f"core {plain}", Reason.STATE_NAMED, "with" if read.state else "without")
    if read.state in NAMED:
        run = "".join(read.core)
        for form in (read.state, NAMED[read.state], *(old for old, code in OLD_STATES.items() if code == read.state)):
            yield _Mark(f"squeezed {form}{run}", Reason.WRITTEN_OUT)
            yield _Mark(f"squeezed {run}{form}", Reason.WRITTEN_OUT)


def _marks_of_initials(read: _Reading) -> Iterator[_Mark]:
    """ACLUM is ACLU with the state's letter; MTA is Massachusetts Teachers Association."""
    if read.acronym:
        yield _Mark(f"initials {read.acronym}", Reason.INITIALS, "initials")
        if not read.state:
            yield _Mark(f"letter {read.acronym}", Reason.STATE_LETTER, "one word")
        elif read.state in NAMED and len(read.acronym) >= SHORTEST_INITIALS:
            first = NAMED[read.state][0]
            yield _Mark(f"letter {read.acronym}{first}", Reason.STATE_LETTER, "with the state")
            yield _Mark(f"letter {first}{read.acronym}", Reason.STATE_LETTER, "with the state")
    else:
        whole = "".join(NAMED.get(word[6:], word)[0] if word.startswith("state:") else word[0] for word in read.words)
        for letters in {whole, "".join(word[0] for word in read.plain_core)}:
            if SHORTEST_INITIALS <= len(letters) <= LONGEST_INITIALS and letters.isalpha():
                yield _Mark(f"initials {letters}", Reason.INITIALS, "in full")


def _marks_of_letters(read: _Reading) -> Iterator[_Mark]:
    """Each word without one of its letters: two words that differ by a letter have such a form in common."""
    if read.acronym:
        return
    for place, word in enumerate(read.core):
        if len(word) < SHORTEST_WORD or not word.isalpha():
            continue
        rest = " ".join((*read.core[:place], "?", *read.core[place + 1 :], read.state))
        for at in range(1, len(word)):
            yield _Mark(f"letters {rest} {word[:at]}{word[at + 1 :]}", Reason.ONE_LETTER, word)
        yield _Mark(f"letters {rest} {word}", Reason.ONE_LETTER, word)


def _meet(one: _Mark, other: _Mark) -> bool:
    if one.reason is not other.reason:
        return {one.reason, other.reason} == {Reason.SPACING, Reason.WRITTEN_OUT}
    if one.reason is Reason.ONE_LETTER:
        return one.side != other.side and OSA.distance(one.side, other.side) == 1
    return not one.side or one.side != other.side


class _Named(NamedTuple):
    """A name on file under one of its marks."""

    id: int
    name: str
    state: str
    mark: _Mark


class NameIndex:
    """The names on file, ready for any number of questions."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.buckets: defaultdict[str, list[_Named]] = defaultdict(list)
        for organization in known:
            for name in organization.names:
                read = _read(name)
                for mark in set(_marks(name, read)):
                    self.buckets[mark.bucket].append(_Named(organization.id, name, read.state, mark))

    def like(self, name: str) -> tuple[Like, ...]:
        """The organizations a name may mean, each once, the surest first."""
        found: dict[int, Like] = {}
        read = _read(name)
        for mark in set(_marks(name, read)):
            asked = _Named(0, name, read.state, mark)
            for named in self.buckets.get(mark.bucket, ()):
                reason = _reason(asked, named)
                if reason is None:
                    continue
                like = Like(named.id, named.name, reason)
                if named.id not in found or _surer(like) < _surer(found[named.id]):
                    found[named.id] = like
        return tuple(sorted(found.values(), key=lambda like: (*_surer(like), like.id)))


def _surer(like: Like | Pair) -> tuple[int, str, str]:
    """What the surest of several comes first by."""
    names = (like.name, "") if isinstance(like, Like) else (like.low_name, like.high_name)
    return RANK[like.reason], *names


def _reason(one: _Named, other: _Named) -> Reason | None:
    """Why two names of one bucket may be one organization; None when they only share the bucket."""
    if not _meet(one.mark, other.mark) or (one.state and other.state and one.state != other.state):
        return None
    return max(one.mark.reason, other.mark.reason, key=RANK.__getitem__)


def match(name: str, known: Iterable[Known]) -> tuple[Like, ...]:
    """The organizations on file a name may mean, the surest first; make a `NameIndex` to ask for many names."""
    return NameIndex(known).like(name)


@lru_cache(maxsize=4)
def near_duplicates(known: tuple[Known, ...], apart: frozenset[tuple[int, int]] = frozenset()) -> tuple[Pair, ...]:
    """Each two organizations that may be one, once, the surest first; `apart` (low id, high id) were told apart.

    Found once for the same names: every opening of the directory asks.
    """
    found: dict[tuple[int, int], Pair] = {}
    for bucket in NameIndex(known).buckets.values():
        if len(bucket) > MOST_BEARERS:
            continue
        for one, other in combinations(bucket, 2):
            low, high = (one, other) if one.id < other.id else (other, one)
            reason = None if low.id == high.id or (low.id, high.id) in apart else _reason(low, high)
            if reason is None:
                continue
            pair = Pair(low.id, high.id, low.name, high.name, reason)
            if (low.id, high.id) not in found or _surer(pair) < _surer(found[low.id, high.id]):
                found[low.id, high.id] = pair
    return tuple(sorted(found.values(), key=lambda pair: (*_surer(pair), pair.low_id, pair.high_id)))
