"""The nonpartisan guard: a text and its circumstances in, findings with rule and place out. Findings, not verdicts.

Sources: 26 U.S.C. 501(c)(3); Rev. Rul. 78-248, 80-282 and 2007-41, as gathered in the project's rules c.2.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FEWEST_ISSUES = 5  # ours: the law says a broad range and names no number
NEAR_DAYS = 60  # ours
UNEQUAL = 2  # ours: one candidate has twice another's words
FEW_WORDS = 30
EXCERPT = 160


class Check(StrEnum):
    """The ids of the checks."""

    NO_ENDORSEMENT = "NO_ENDORSEMENT"
    ALL_CANDIDATES = "ALL_CANDIDATES"
    BROAD_ISSUES = "BROAD_ISSUES"
    EQUAL_SPACE = "EQUAL_SPACE"
    NO_RATING = "NO_RATING"
    NO_ORG_POSITION = "NO_ORG_POSITION"
    UNEDITED = "UNEDITED"
    NONRESPONSE_NEUTRAL = "NONRESPONSE_NEUTRAL"
    NO_LINKS = "NO_LINKS"
    TIMING = "TIMING"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text before it is published, and what surrounds it.

    `candidates` are all who run for the office; `closed_sites` belong to candidates, parties or groups that endorse;
    `received` are answers as candidates sent them; `is_guide` is a guide, questionnaire or scorecard.
    """

    text: str
    publish_on: date
    elections: tuple[date, ...] = ()
    candidates: tuple[str, ...] = ()
    closed_sites: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    is_guide: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, where: the characters `start` to `end` of the text, both 0 for the text as a whole.

    `about` is the word, name or number the sentence needs.
    """

    check: Check
    start: int
    end: int
    line: int
    excerpt: str
    about: str = ""

    @property
    def key(self) -> str:
        """The same for the same words under the same check, wherever they stand."""
        return hashlib.sha256(f"{self.check}\n{_plain(self.excerpt)}\n{self.about}".encode()).hexdigest()


SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]+)*[.!?]*")
VOTE_FOR = re.compile(
    r"\b(?:vot(?:e|ing)\s+(?:for|against)|(?:re-?)?elect(?!i|o)\w*|defeat|unseat|endors(?:e[sd]?|ing)|oust|"
    r"vote\s+(?:him|her|them)\s+out|support\s+the\s+candidacy|(?:our|the)\s+(?:choice|candidate)\s+for)\b",
    re.IGNORECASE,
)
ALWAYS_ENDORSES = re.compile(r"\b(?:re-?elect(?!i)|vote\s+(?:him|her|them)\s+out|endors(?:es|ed))\b", re.IGNORECASE)
ON_A_MEASURE = re.compile(
    r"\bvot(?:e|ing)\s+(?:for|against)\s+(?:the\s+|this\s+)?"
    r"(?:question|measure|proposition|prop\b|amendment|article|referendum|override|levy|bond|budget|bill)",
    re.IGNORECASE,
)
GRADES = re.compile(
    r"[✓✔✗✘✕☑☒⭐★👍👎]|\b(?:graded|rated|ratings?|scored|scorecard|ranked|rankings?)\b|"
    r"\bgrades?\s*(?::|of)\s*[A-F][+−-]?(?![\w'’])|\bscores?\s*(?::|of)?\s*\d|"
    r"\b(?:gets|got|earns?|earned|receives?|received)\s+an?\s+[“\"']?[A-F][+−-]?(?![\w'’])|"
    r"\b\d{1,3}\s?(?:%|percent)\s+(?:rating|score|with\s+us|of\s+the\s+time|agreement)|\b(?:pro|anti)-\w+",
    re.IGNORECASE,
)
PRAISE = re.compile(
    r"\b(?:we|our\s+(?:coalition|organization|members))\s+(?:support|oppose|agree|disagree|urge|believe|prefer)\w*|"
    r"\b(?:dis)?agrees?\s+with\s+(?:us|our)|\bour\s+position\b|\bchampions?\b|\bfriends?\s+of\s+(?:public\s+)?schools?\b|"
    r"\benem(?:y|ies)\s+of\b|\b(?:failed|betrayed|stood\s+with|stood\s+up\s+for|sold\s+out)\b",
    re.IGNORECASE,
)
BLAMING = re.compile(
    r"\b(?:refused|failed|declined|neglected|unwilling|afraid)\s+to\s+(?:answer|respond|reply|participate)|"
    r"\bignored\s+(?:our|the)\s+(?:questions?|questionnaire|survey)|\b(?:dodged|ducked|hid\s+from|evaded)\b|"
    r"\b(?:would|did)\s*(?:not|n['’]t)\s+bother\b|\bwould\s*(?:not|n['’]t)\s+(?:answer|respond|say)\b",
    re.IGNORECASE,
)
CUT = re.compile(
    r"\b(?:edited|shortened|condensed|abridged|excerpted)\b[^.\n]{0,40}|\[\s*(?:…|\.\.\.)\s*\]", re.IGNORECASE
)
LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\"“”]+", re.IGNORECASE)
GIVES = re.compile(r"\b(?:actblue|winred|anedot)\.com\b", re.IGNORECASE)
VOTING = re.compile(r"\b(?:vot(?:e|es|ing|ers?)|elections?|ballots?|polls)\b", re.IGNORECASE)


def findings(draft: Draft) -> tuple[Finding, ...]:
    """Everything the checks find in a draft, in the order of the text; what concerns it as a whole comes first."""
    checks = (
        _endorsing, _missing_candidates, _narrow, _unequal, _rating, _own_position, _edited, _blaming, _linking, _timed,
    )  # fmt: skip
    found = {(one.check, one.start, one.end, one.about): one for check in checks for one in check(draft)}
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.end, one.check)))


def unanswered(found: Sequence[Finding], answered: frozenset[str]) -> tuple[Finding, ...]:
    """The findings nobody answered for yet; a text goes out when there are none."""
    return tuple(one for one in found if one.key not in answered)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _at(draft: Draft, check: Check, start: int, end: int, about: str = "") -> Finding:
    line = draft.text.count("\n", 0, start) + 1
    return Finding(check, start, end, line, draft.text[start:end][:EXCERPT], about)


def _whole(check: Check, about: str) -> Finding:
    return Finding(check, 0, 0, 0, "", about)


def _sentences(draft: Draft) -> Iterator[tuple[int, int, str]]:
    for match in SENTENCE.finditer(draft.text):
        words = match.group().strip()
        if words:
            start = match.start() + len(match.group()) - len(match.group().lstrip())
            yield start, start + len(words), words


def _named(draft: Draft, words: str) -> str:
    """The first candidate a passage names, by the whole name or the last one; empty for none."""
    return next((name for name in draft.candidates if _names(name, words)), "")


def _names(name: str, words: str) -> bool:
    parts = name.split()
    wanted = {" ".join(parts), parts[-1]} if parts else set()
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", words, re.IGNORECASE) for one in wanted)


def _endorsing(draft: Draft) -> Iterator[Finding]:
    for start, end, words in _sentences(draft):
        if not VOTE_FOR.search(words) or (ON_A_MEASURE.search(words) and not _named(draft, words)):
            continue
        somebody = re.search(
            r"\b(?:for|against|defeat|unseat|oust|elect)\s+(?:[A-Z][\w.’'-]+\s+){1,3}[A-Z][\w’'-]+", words
        )
        if _named(draft, words) or somebody or ALWAYS_ENDORSES.search(words):
            yield _at(draft, Check.NO_ENDORSEMENT, start, end, _named(draft, words))


def _missing_candidates(draft: Draft) -> Iterator[Finding]:
    if draft.is_guide or _named(draft, draft.text):
        yield from (_whole(Check.ALL_CANDIDATES, name) for name in draft.candidates if not _names(name, draft.text))


def _narrow(draft: Draft) -> Iterator[Finding]:
    issues = {_plain(issue) for issue in draft.issues if issue.strip()}
    if draft.is_guide and len(issues) < FEWEST_ISSUES:
        yield _whole(Check.BROAD_ISSUES, str(len(issues)))


def _unequal(draft: Draft) -> Iterator[Finding]:
    words = dict.fromkeys(draft.candidates, 0)
    for paragraph in re.split(r"\n\s*\n", draft.text):
        named = [name for name in draft.candidates if _names(name, paragraph)]
        if len(named) == 1:
            words[named[0]] += len(paragraph.split())
    present = {name: count for name, count in words.items() if _names(name, draft.text)}
    if len(present) < 2:
        return
    most, least = max(present, key=present.__getitem__), min(present, key=present.__getitem__)
    if present[most] >= UNEQUAL * present[least] and present[most] - present[least] > FEW_WORDS:
        yield _whole(Check.EQUAL_SPACE, f"{most}: {present[most]}; {least}: {present[least]}")


def _rating(draft: Draft) -> Iterator[Finding]:
    for start, end, words in _sentences(draft):
        mark = GRADES.search(words)
        if mark and not _is_their_own(draft, words) and (_named(draft, words) or (draft.is_guide and draft.candidates)):
            yield _at(draft, Check.NO_RATING, start, end, mark.group().strip())


def _own_position(draft: Draft) -> Iterator[Finding]:
    for start, end, words in _sentences(draft):
        said = PRAISE.search(words)
        ours = said and not BLAMING.search(words) and not _is_their_own(draft, words)
        if said and ours and (_named(draft, words) or draft.is_guide):
            yield _at(draft, Check.NO_ORG_POSITION, start, end, said.group())


def _is_their_own(draft: Draft, words: str) -> bool:
    """Whether a sentence stands in an answer as a candidate sent it; its words are the candidate's."""
    return any(_plain(words) in _plain(answer) for answer in draft.received)


def _edited(draft: Draft) -> Iterator[Finding]:
    printed = _plain(draft.text)
    for answer in draft.received:
        if answer.strip() and _plain(answer) not in printed:
            yield _whole(Check.UNEDITED, " ".join(answer.split())[:EXCERPT])
    if draft.is_guide:
        yield from (_at(draft, Check.UNEDITED, m.start(), m.end(), m.group()) for m in CUT.finditer(draft.text))


def _blaming(draft: Draft) -> Iterator[Finding]:
    for start, end, words in _sentences(draft):
        said = BLAMING.search(words)
        if said and (draft.is_guide or _named(draft, words)):
            yield _at(draft, Check.NONRESPONSE_NEUTRAL, start, end, said.group())


def _linking(draft: Draft) -> Iterator[Finding]:
    closed = [site.strip().casefold().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
              for site in draft.closed_sites if site.strip()]  # fmt: skip
    surnames = [name.split()[-1].casefold() for name in draft.candidates if name.split()]
    for match in LINK.finditer(draft.text):
        written = match.group().rstrip(".,;:!?")
        address = written.casefold()
        host = re.sub(r"^(?:https?://)?(?:www\.)?", "", address).split("/")[0]
        whole = re.sub(r"^(?:https?://)?(?:www\.)?", "", address)
        ours = any(whole == site or whole.startswith(f"{site}/") or host.endswith(f".{site}") for site in closed)
        theirs = any(len(name) > 3 and name in host for name in surnames)
        if ours or theirs or GIVES.search(host):
            yield _at(draft, Check.NO_LINKS, match.start(), match.start() + len(written), host)


def _timed(draft: Draft) -> Iterator[Finding]:
    ahead = sorted(day for day in draft.elections if 0 <= (day - draft.publish_on).days <= NEAR_DAYS)
    name = _named(draft, draft.text)
    if not ahead or not name or draft.is_guide:
        return
    for start, end, words in _sentences(draft):
        if _names(name, words):
            more = ", voting" if VOTING.search(draft.text) else ""
            yield _at(draft, Check.TIMING, start, end, f"{name}, {(ahead[0] - draft.publish_on).days}{more}")
            return
