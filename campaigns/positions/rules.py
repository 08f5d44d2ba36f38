"""Where the coalition stands by the rule it set itself: the positions its members took in, its own position out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from data.errors import InvalidInput

LONGEST_REASON = 2000
MOST_ORGANIZATIONS = 500


class SubjectKind(StrEnum):
    """What an organization can take a position on."""

    MEASURE = "measure"
    LINE_ITEM = "line item"
    BALLOT_QUESTION = "ballot question"


class Stance(StrEnum):
    """A position an organization took. No position taken yet is no row; one taken back is `WITHDRAWN`."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    NEUTRAL = "neutral"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class CoalitionRule:
    """When the coalition takes a side: enough members took a position, a share is on one side, few on the other.

    The share is `share_of` in `share_in` (2 in 3). The same rule holds for supporting and for opposing.
    """

    fewest: int = 3
    share_of: int = 2
    share_in: int = 3
    most_opposed: int = 0


USUAL = CoalitionRule()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many member organizations hold which position; `silent` took none, which is assumed for no side."""

    support: int = 0
    oppose: int = 0
    neutral: int = 0
    silent: int = 0

    @property
    def took(self) -> int:
        """Members that took a position, neutral among them."""
        return self.support + self.oppose + self.neutral


class Because(StrEnum):
    """Why the rule answers as it does."""

    MET = "met"
    NOBODY = "nobody took a position"
    TOO_FEW = "too few took a position"
    DIVIDED = "the other side is held by more than the rule allows"
    NO_SHARE = "no side has the share"


@dataclass(frozen=True, slots=True)
class Derived:
    """The coalition's own position by the rule, None for none, with what it was derived from."""

    stance: Stance | None
    because: Because
    tally: Tally
    rule: CoalitionRule


def tally(stances: Iterable[str | None]) -> Tally:
    """One entry for each member organization: its current stance, None where it took none."""
    found = Counter(stances)
    silent = found[None] + found[Stance.WITHDRAWN]
    return Tally(found[Stance.SUPPORT], found[Stance.OPPOSE], found[Stance.NEUTRAL], silent)


def coalition_position(counted: Tally, rule: CoalitionRule = USUAL) -> Derived:
    """What the coalition stands for by the rule; members that took no position count for no side."""
    if not counted.took:
        return Derived(None, Because.NOBODY, counted, rule)
    if counted.took < rule.fewest:
        return Derived(None, Because.TOO_FEW, counted, rule)
    share = Fraction(rule.share_of, rule.share_in)
    because = Because.NO_SHARE
    for stance, mine, other in (
        (Stance.SUPPORT, counted.support, counted.oppose),
        (Stance.OPPOSE, counted.oppose, counted.support),
    ):
        if Fraction(mine, counted.took) >= share:
            if other <= rule.most_opposed:
                return Derived(stance, Because.MET, counted, rule)
            because = Because.DIVIDED
    return Derived(None, because, counted, rule)


def check_rule(rule: CoalitionRule) -> None:
    """InvalidInput for a rule that both sides, or nobody, could meet."""
    if not 1 <= rule.fewest <= MOST_ORGANIZATIONS:
        raise InvalidInput(
            "Say how many member organizations must take a position, from 1 to {most_organizations}.",
            most_organizations=MOST_ORGANIZATIONS,
        )
    if not (1 <= rule.share_of <= rule.share_in <= MOST_ORGANIZATIONS):
        raise InvalidInput("Give the share as two whole numbers, such as 2 in 3; the first is not the larger one.")
    if Fraction(rule.share_of, rule.share_in) <= Fraction(1, 2):
        raise InvalidInput("The share must be more than half, or both sides could meet it. Give 2 in 3, for instance.")
    if not 0 <= rule.most_opposed <= MOST_ORGANIZATIONS:
        raise InvalidInput(
            "Say how many may hold the other side, from 0 to {most_organizations}.",
            most_organizations=MOST_ORGANIZATIONS,
        )
