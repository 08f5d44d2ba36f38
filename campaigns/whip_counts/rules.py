"""Where a legislator stands by the evidence, what a count adds up to, and how right it was; values in, values out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from campaigns.actions.rules import Stance
from data.errors import InvalidInput

USUALLY_STALE_AFTER = 30  # days
LONGEST_STALE = 730
MOST_WORDS = 2_000
NOT_CONTACTED = "not contacted"
VACANT = "vacant"


class Aim(StrEnum):
    """What we want of the thing that is decided."""

    PASS = "pass"  # noqa: S105 - what we want, no secret
    STOP = "stop"


class EvidenceKind(StrEnum):
    """How it is known where a legislator stands."""

    CONTACT = "contact"
    STATEMENT = "public statement"
    VOTE = "vote"
    COSPONSORSHIP = "cosponsorship"
    LETTER = "letter"


class Confidence(StrEnum):
    """How sure whoever recorded it is that it was meant so."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Origin(StrEnum):
    """Where a piece of evidence is kept, so that its number means something."""

    RECORDED = "evidence"
    ACTION = "action"
    SPONSOR = "sponsor"
    VOTE = "vote"


SUPPORT = frozenset({Stance.STRONG_SUPPORT, Stance.LEANING_SUPPORT})
OPPOSE = frozenset({Stance.STRONG_OPPOSE, Stance.LEANING_OPPOSE})
# in the order every list and chart keeps: support at the left
POSITIONS: tuple[str, ...] = (
    Stance.STRONG_SUPPORT, Stance.LEANING_SUPPORT, Stance.UNDECIDED, NOT_CONTACTED, Stance.LEANING_OPPOSE,
    Stance.STRONG_OPPOSE,
)  # fmt: skip
_SURE = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence. `on` None: nobody says on which day, so it is older than any that has one.

    `origin` and `number` name the row it stands in. `made` is when it was recorded, `taken_back` since when it
    counts no more. `witness` is the person who heard it, "" for whoever may not know or where there is none.
    """

    legislator_id: int
    stance: str
    kind: str
    on: date | None
    origin: str
    number: int
    made: datetime | None = None
    first_hand: bool = True
    confidence: str = Confidence.MEDIUM
    organization: str = ""
    witness: str = ""
    address: str = ""
    note: str = ""
    shared: bool = True
    is_own: bool = False
    taken_back: datetime | None = None
    why_taken_back: str = ""


def weight(piece: Piece) -> tuple[str | int | bool, ...]:
    """What pieces are ordered by, the strongest last: day; then first-hand, confidence, the moment of recording.

    Total, so that the order in which evidence comes in never matters.
    """
    return (
        piece.on.isoformat() if piece.on else "", piece.first_hand, _SURE.get(Confidence(piece.confidence), 1),
        piece.made.isoformat() if piece.made else "", piece.kind, piece.origin, piece.number, piece.stance,
    )  # fmt: skip


def counts_on(piece: Piece, day: date) -> bool:
    """Whether a piece counts on a day: it is dated up to that day and was not taken back by then."""
    if piece.taken_back is not None and piece.taken_back.date() <= day:
        return False
    return piece.on is None or piece.on <= day


@dataclass(frozen=True, slots=True)
class Position:
    """Where one legislator stands on a day. `stance` is a `Stance` or `NOT_CONTACTED`; `latest` what says so.

    `is_stale`: the latest piece is older than the count's days. `conflict` holds one fresh piece of each side
    where support and opposition were both heard within them.
    """

    stance: str
    latest: Piece | None = None
    is_stale: bool = False
    conflict: tuple[Piece, ...] = ()


UNHEARD = Position(NOT_CONTACTED)


def is_stale(on: date | None, *, day: date, stale_after: int) -> bool:
    """Whether evidence of a day is older than it may be; of no known day it is."""
    return on is None or (day - on).days > stale_after


def position(pieces: Iterable[Piece], *, day: date, stale_after: int) -> Position:
    """Where a legislator stands on a day by the evidence of theirs; no evidence is "not contacted"."""
    standing = sorted((piece for piece in pieces if counts_on(piece, day)), key=weight)
    if not standing:
        return UNHEARD
    latest = standing[-1]
    fresh = [piece for piece in standing if not is_stale(piece.on, day=day, stale_after=stale_after)]
    sides = [[p for p in fresh if p.stance in side][-1:] for side in (SUPPORT, OPPOSE)]
    conflict = tuple(sorted((p for side in sides for p in side), key=weight, reverse=True)) if all(sides) else ()
    return Position(latest.stance, latest, is_stale(latest.on, day=day, stale_after=stale_after), conflict)


def positions(pieces: Iterable[Piece], members: Iterable[int], *, day: date, stale_after: int) -> dict[int, Position]:
    """The position of every member on a day, by the legislator's number; evidence of others is left out."""
    found: dict[int, list[Piece]] = {member: [] for member in members}
    for piece in pieces:
        if piece.legislator_id in found:
            found[piece.legislator_id].append(piece)
    return {member: position(own, day=day, stale_after=stale_after) for member, own in found.items()}


@dataclass(frozen=True, slots=True)
class Tally:
    """What positions add up to. `needed` votes win what we want; `gap` is how many are missing with those who lean.

    `counts` has every position of `POSITIONS`; with `vacant` they add up to `seats`.
    """

    counts: Mapping[str, int]
    vacant: int
    needed: int
    aim: str = Aim.PASS
    stale: int = 0
    conflicts: int = 0

    @property
    def seats(self) -> int:
        """Filled and vacant."""
        return sum(self.counts.values()) + self.vacant

    @property
    def strong(self) -> int:
        """Firm votes for what we want."""
        return self.counts[firm(self.aim)]

    @property
    def with_lean(self) -> int:
        """Firm votes and those who lean our way."""
        return self.strong + self.counts[leaning(self.aim)]

    @property
    def gap(self) -> int:
        """Votes to find beyond those who lean our way; 0 when there are enough."""
        return max(self.needed - self.with_lean, 0)

    @property
    def firm_gap(self) -> int:
        """Firm votes that are missing; those who lean still have to commit themselves."""
        return max(self.needed - self.strong, 0)

    @property
    def persuadable(self) -> int:
        """Undecided and not contacted."""
        return self.counts[Stance.UNDECIDED] + self.counts[NOT_CONTACTED]


def firm(aim: str) -> str:
    """The stance that is a firm vote for what we want."""
    return Stance.STRONG_SUPPORT if aim == Aim.PASS else Stance.STRONG_OPPOSE


def leaning(aim: str) -> str:
    """The stance that leans to what we want."""
    return Stance.LEANING_SUPPORT if aim == Aim.PASS else Stance.LEANING_OPPOSE


def tally(standing: Iterable[Position], *, seats: int, needed: int, aim: str = Aim.PASS) -> Tally:
    """What the positions of a chamber's members add up to; a seat without a member is vacant."""
    every = list(standing)
    found = Counter(one.stance for one in every)
    return Tally(
        {name: found[name] for name in POSITIONS}, max(seats - len(every), 0), needed, aim,
        sum(one.is_stale for one in every), sum(bool(one.conflict) for one in every),
    )  # fmt: skip


def to_stop(needed_to_pass: int, can_vote: int) -> int:
    """How many votes against stop what needs so many votes for, of `can_vote` members: 50 of 100 against 51.

    An empty seat votes for nothing, so each one is a vote less to find.
    """
    return max(can_vote - needed_to_pass + 1, 1)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How those we had in one position voted: for, against, not voting, no answer told."""

    stance: str
    yes: int = 0
    no: int = 0
    did_not: int = 0
    untold: int = 0

    @property
    def cast(self) -> int:
        """Votes for or against."""
        return self.yes + self.no

    @property
    def right(self) -> int | None:
        """How many voted as we had them; None for a position that foretells no vote."""
        if self.stance in SUPPORT:
            return self.yes
        return self.no if self.stance in OPPOSE else None


def outcomes(before: Mapping[int, Position], votes: Mapping[int, str]) -> tuple[Outcome, ...]:
    """How each position of the count before the vote turned out, in the order of `POSITIONS`.

    `votes` are a `VoteOption` by legislator; whoever is not in it has no answer told.
    """
    found: Counter[tuple[str, str]] = Counter()
    for number, stood in before.items():
        said = votes.get(number, "na")
        known = said if said in {"yes", "no"} else "untold" if said == "na" else "did_not"
        found[stood.stance, known] += 1
    return tuple(
        Outcome(name, *(found[name, known] for known in ("yes", "no", "did_not", "untold"))) for name in POSITIONS
    )


def accuracy(found: Sequence[Outcome]) -> tuple[int, int]:
    """(right, foretold): of the positions that foretell a vote and whose vote was cast, how many turned out so."""
    told = [one for one in found if one.right is not None]
    return sum(one.right or 0 for one in told), sum(one.cast for one in told)


def action_window(*, decision_on: date | None, year_starts: date | None, year_ends: date | None) -> tuple[date, date]:
    """The days on which an action about a line item speaks of one year's ask: the year up to the decision.

    Without a decision's day: from a year before that fiscal year until its end.
    """
    if decision_on is not None:
        return decision_on - timedelta(days=365), decision_on
    if year_starts is None or year_ends is None:
        return date.min, date.max
    return year_starts - timedelta(days=365), year_ends


def check_evidence(*, kind: str, stance: str, confidence: str, on: date, note: str, today: date) -> None:
    """Raise InvalidInput with one sentence when evidence cannot be so."""
    if kind not in set(EvidenceKind):
        raise InvalidInput("Say how you know it: a contact, a public statement, a vote, a cosponsorship or a letter.")
    if stance not in set(Stance):
        raise InvalidInput("Say where they stand: choose one of the five positions.")
    if confidence not in set(Confidence):
        raise InvalidInput("Say how sure you are: high, medium or low.")
    if on > today:
        raise InvalidInput("This day lies ahead of us. Give the day on which it was said.")
    if len(note) > MOST_WORDS:
        raise InvalidInput("Keep the note under {most_words:,} characters.", most_words=MOST_WORDS)
