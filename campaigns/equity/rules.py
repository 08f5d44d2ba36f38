"""Measures of equity: gaps, risks and ratios of groups, with their uncertainty, or why one cannot be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, sqrt

LEAST_CELL = 10  # 34 CFR 300.647: the least count with the outcome that is presumed reasonable
LEAST_GROUP = 30  # and the least size of a group
Z_95 = 1.96


class Kind(StrEnum):
    """How an indicator compares."""

    PARITY = "parity"  # a group's share of educators with its share of students
    COMPOSITION = "composition"  # a group's share of what befalls students with its share of students
    RATE = "rate"  # how many of a group with how many of a reference group
    SHARE = "share"  # how many of everybody with how many in the state


class WhyNot(StrEnum):
    """Why a measure of equity cannot be said."""

    NO_DENOMINATOR = "no_denominator"
    ZERO_COMPARISON = "zero_comparison"
    TOO_FEW = "too_few"
    MASKED = "masked"
    MISSING = "missing"
    INCOMPLETE = "incomplete"
    DIFFERENT_YEARS = "different_years"
    NO_DIFFERENCE = "no_difference"


@dataclass(frozen=True, slots=True)
class Answer:
    """A number, or why there is none; `margin` is its margin of error where one can be said."""

    value: float | None = None
    why: WhyNot | None = None
    margin: float | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.why is None):
            raise ValueError("An answer is a number or the reason there is none.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many of a group have an outcome; None is a count nobody may say or nobody knows."""

    having: int | None
    group: int | None


class Compared(StrEnum):
    """With whom a risk is compared."""

    REST_OF_DISTRICT = "rest_of_district"
    REST_OF_STATE = "rest_of_state"


@dataclass(frozen=True, slots=True)
class RiskRatio:
    """A risk ratio with whom it compares; the alternate one compares with the rest of the state."""

    answer: Answer
    compared: Compared | None = None


def ratio(numerator: float | None, denominator: float | None) -> Answer:
    """A quotient; without a denominator, or by zero, the reason."""
    if numerator is None:
        return Answer(why=WhyNot.MISSING)
    if not denominator:
        return Answer(why=WhyNot.NO_DENOMINATOR)
    return Answer(numerator / denominator)


def risk(outcome: Outcome) -> Answer:
    """The share of a group that has the outcome, 0 to 1."""
    return ratio(outcome.having, outcome.group)


def meets(outcome: Outcome) -> bool:
    """Whether a group is large enough for a ratio: at least 10 with the outcome of at least 30 (34 CFR 300.647)."""
    return (outcome.having or 0) >= LEAST_CELL and (outcome.group or 0) >= LEAST_GROUP


def relative_rate(group: Outcome, reference: Outcome) -> Answer:
    """The group's risk over the reference's. A reference without the outcome leaves it undefined, never infinite."""
    mine, other = risk(group), risk(reference)
    if mine.value is None:
        return mine
    if other.value is None:
        return other
    if other.value == 0:
        return Answer(why=WhyNot.ZERO_COMPARISON)
    return Answer(mine.value / other.value)


def disparity_gap(group: Outcome, reference: Outcome) -> Answer:
    """The group's risk less the reference's, in percentage points, ± 95 percent margin where both are counts."""
    if group.having is None or reference.having is None:
        return Answer(why=WhyNot.MISSING)
    if not group.group or not reference.group:
        return Answer(why=WhyNot.NO_DENOMINATOR)
    return point_gap(group.having / group.group, group.group, reference.having / reference.group, reference.group)


def risk_ratio(group: Outcome, others: Outcome) -> Answer:
    """The group's risk over that of all other groups of the district; both must be large enough."""
    if not meets(group) or not meets(others):
        return Answer(why=WhyNot.TOO_FEW)
    return relative_rate(group, others)


def federal_risk_ratio(group: Outcome, others: Outcome, state_others: Outcome | None) -> RiskRatio:
    """The risk ratio, or the alternate one where the rest of the district is too small. Source: 34 CFR 300.647.

    Neither is said where the group itself is too small, nor where the rest of the state is too small as well.
    """
    if not meets(group):
        return RiskRatio(Answer(why=WhyNot.TOO_FEW))
    if meets(others):
        return RiskRatio(relative_rate(group, others), Compared.REST_OF_DISTRICT)
    if others.having == 0 and (others.group or 0) >= LEAST_GROUP and state_others is None:
        return RiskRatio(Answer(why=WhyNot.ZERO_COMPARISON), Compared.REST_OF_DISTRICT)
    if state_others is None or not meets(state_others):
        return RiskRatio(Answer(why=WhyNot.TOO_FEW))
    return RiskRatio(relative_rate(group, state_others), Compared.REST_OF_STATE)


@dataclass(frozen=True, slots=True)
class Composition:
    """A group's share of those with the outcome beside its share of everybody: their ratio and their gap in points."""

    share: Answer
    expected: Answer
    ratio: Answer
    gap: Answer


def composition(group: Outcome, everybody: Outcome) -> Composition:
    """Who has the outcome against who is enrolled; the ratio is also called disproportionality index."""
    share = ratio(group.having, everybody.having)
    expected = ratio(group.group, everybody.group)
    if share.value is None or expected.value is None:
        why = Answer(why=share.why or expected.why)
        return Composition(share, expected, why, why)
    over = Answer(share.value / expected.value) if expected.value else Answer(why=WhyNot.ZERO_COMPARISON)
    return Composition(share, expected, over, Answer(100 * (share.value - expected.value)))


def parity_ratio(educators: float | None, students: float | None) -> Answer:
    """A group's share of educators over its share of students, both 0 to 1; 1 is parity."""
    if educators is None or students is None:
        return Answer(why=WhyNot.MISSING)
    return Answer(educators / students) if students else Answer(why=WhyNot.ZERO_COMPARISON)


def parity_gap(educators: float | None, students: float | None) -> Answer:
    """The group's share of students less its share of educators, in percentage points."""
    if educators is None or students is None:
        return Answer(why=WhyNot.MISSING)
    return Answer(100 * (students - educators))


def students_per_teacher(students: float | None, teachers: float | None) -> Answer:
    """Students of a group for each teacher of the same group."""
    return ratio(students, teachers)


def dissimilarity(places: Sequence[tuple[float, float]]) -> Answer:
    """What share of either group would have to move for both to be spread alike, 0 to 1, over (a, b) by school."""
    a, b = sum(place[0] for place in places), sum(place[1] for place in places)
    if not a or not b:
        return Answer(why=WhyNot.NO_DENOMINATOR)
    return Answer(sum(abs(x / a - y / b) for x, y in places) / 2)


def exposure(places: Sequence[tuple[float, float, float]]) -> Answer:
    """The share of group y in the school of the average member of group x; places are (x, y, all students)."""
    x = sum(place[0] for place in places)
    if not x or any(place[0] and not place[2] for place in places):
        return Answer(why=WhyNot.NO_DENOMINATOR)
    return Answer(sum(mine / x * theirs / everybody for mine, theirs, everybody in places if everybody))


def isolation(places: Sequence[tuple[float, float]]) -> Answer:
    """The share of their own group in the school of the average member; places are (x, all students)."""
    return exposure([(x, x, everybody) for x, everybody in places])


def normalized_exposure(places: Sequence[tuple[float, float]]) -> Answer:
    """Isolation beyond the group's share of everybody, 0 to 1: the variance ratio, η²; places are (x, all students)."""
    alone = isolation(places)
    everybody = sum(place[1] for place in places)
    if alone.value is None:
        return alone
    share = sum(place[0] for place in places) / everybody
    return Answer((alone.value - share) / (1 - share)) if share < 1 else Answer(why=WhyNot.ZERO_COMPARISON)


def point_gap(one: float, one_of: int, two: float, two_of: int) -> Answer:
    """The first share less the second in percentage points, with its 95 percent margin; shares are 0 to 1."""
    if one_of <= 0 or two_of <= 0:
        return Answer(why=WhyNot.NO_DENOMINATOR)
    error = sqrt(one * (1 - one) / one_of + two * (1 - two) / two_of) if one <= 1 and two <= 1 else None
    return Answer(100 * (one - two), margin=None if error is None else 100 * Z_95 * error)


def share_margin(share: float, group: float) -> float | None:
    """The 95 percent margin of a share of a group, as a share; None where no margin can be said.

    Two of each kind are added (Agresti and Coull), so that none of seventeen is not said to be none for certain.
    """
    if group <= 0 or not 0 <= share <= 1:
        return None
    nearer = (share * group + 2) / (group + 4)
    return Z_95 * sqrt(nearer * (1 - nearer) / (group + 4))


@dataclass(frozen=True, slots=True)
class Scores:
    """Test scores of a group: their mean, their spread and how many."""

    mean: float
    spread: float
    count: int


@dataclass(frozen=True, slots=True)
class StandardGap:
    """A gap in standard deviations: the pooled one, Cohen's d, and Hedges' g for small groups."""

    pooled: float
    d: float
    g: float


def standardized_gap(one: Scores, two: Scores) -> StandardGap | WhyNot:
    """How many standard deviations lie between two groups' mean scores."""
    freedom = one.count + two.count - 2
    if freedom <= 0:
        return WhyNot.TOO_FEW
    pooled = sqrt(((one.count - 1) * one.spread**2 + (two.count - 1) * two.spread**2) / freedom)
    if pooled == 0:
        return WhyNot.NO_DENOMINATOR
    d = (one.mean - two.mean) / pooled
    return StandardGap(pooled, d, d * (1 - 3 / (4 * freedom - 1)))


def cohens_h(one: float, two: float) -> float:
    """The distance of two shares on a scale on which equal steps are equally easy to see."""
    return 2 * asin(sqrt(one)) - 2 * asin(sqrt(two))
