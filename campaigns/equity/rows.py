"""One district's indicator from its counts: value, reference, gap, ratio, margin and n, or why there is none."""

from dataclasses import dataclass
from math import ceil, sqrt
from typing import NamedTuple

from campaigns.equity.rules import Answer, Kind, Outcome, WhyNot, relative_rate, share_margin
from data.missing import MissingReason

MILLION = 1_000_000
FEW = 30  # below this n a district is shown, and said to be small


class Given(NamedTuple):
    """A count in whole units of its measure (posts may be fractions), or why there is none."""

    value: float | None
    missing: str | None = None


NONE_ON_FILE = Given(None, MissingReason.NOT_PUBLISHED.value)


class Counts(NamedTuple):
    """Of a group and of everybody (or of the reference group): those counted, and those they are of."""

    counted: Given
    counted_all: Given
    of: Given
    of_all: Given


@dataclass(frozen=True, slots=True)
class Said:
    """An indicator of one unit in one year, in percent and percentage points.

    `gap` is the reference less the value for parity (what is lacking), else the value less the reference.
    `margin` is the gap's, at 95 percent; `n` what the value is a share of; `having` how many of it.
    """

    value: float | None = None
    reference: float | None = None
    gap: float | None = None
    ratio: float | None = None
    margin: float | None = None
    n: float | None = None
    having: float | None = None
    why: WhyNot | None = None

    @property
    def is_clear(self) -> bool:
        """Whether the gap is wider than its margin."""
        return self.gap is not None and self.margin is not None and abs(self.gap) > self.margin


def why_missing(*given: Given) -> WhyNot | None:
    """Why one of the counts lacks its value; a masked one speaks first."""
    lacking = [one for one in given if one.value is None]
    if any(one.missing == MissingReason.SUPPRESSED for one in lacking):
        return WhyNot.MASKED
    return WhyNot.MISSING if lacking else None


def said(kind: Kind, counts: Counts, state: Given | None = None) -> Said:
    """The indicator of one unit. `state` is the state's share in percent, for what is compared with the state."""
    if kind in (Kind.PARITY, Kind.COMPOSITION):
        return _beside_students(kind, counts)
    return _rate(counts) if kind is Kind.RATE else _share(counts, state)


def _beside_students(kind: Kind, counts: Counts) -> Said:
    """Where only the students are missing, the share is said alone: there is no gap without them."""
    if why := why_missing(counts.counted, counts.counted_all):
        return Said(why=why)
    having, n, students, everybody = (one.value or 0.0 for one in counts)
    if n <= 0:
        return Said(why=WhyNot.NO_DENOMINATOR)
    value = having / n
    if (why := why_missing(counts.of, counts.of_all)) or everybody <= 0:
        alone = _margin((value, n))
        return Said(100 * value, margin=alone, n=n, having=having, why=why or WhyNot.NO_DENOMINATOR)
    reference = students / everybody
    gap = reference - value if kind is Kind.PARITY else value - reference
    ratio = value / reference if reference else None
    margin = _margin((value, n), (reference, everybody))
    return Said(100 * value, 100 * reference, 100 * gap, ratio, margin, n, having)


def _rate(counts: Counts) -> Said:
    if why := why_missing(*counts):
        return Said(why=why)
    having, other, n, others = (one.value or 0.0 for one in counts)
    if n <= 0 or others <= 0:
        return Said(why=WhyNot.NO_DENOMINATOR)
    value, reference = having / n, other / others
    ratio: Answer = relative_rate(Outcome(int(having), int(n)), Outcome(int(other), int(others)))
    margin = _margin((value, n), (reference, others))
    return Said(100 * value, 100 * reference, 100 * (value - reference), ratio.value, margin, n, having)


def _share(counts: Counts, state: Given | None) -> Said:
    if why := why_missing(counts.counted_all, counts.of_all):
        return Said(why=why)
    having, n = counts.counted_all.value or 0.0, counts.of_all.value or 0.0
    if n <= 0:
        return Said(why=WhyNot.NO_DENOMINATOR)
    value, margin = having / n, _margin((having / n, n))
    if state is None or state.value is None:
        return Said(100 * value, margin=margin, n=n, having=having)
    ratio = 100 * value / state.value if state.value else None
    return Said(100 * value, state.value, 100 * value - state.value, ratio, margin, n, having)


def _margin(*shares: tuple[float, float]) -> float | None:
    """The 95 percent margin of a difference of shares in percentage points; None for what is no share."""
    margins = [share_margin(share, n) for share, n in shares]
    if any(margin is None for margin in margins):
        return None
    return 100 * sqrt(sum((margin or 0) ** 2 for margin in margins))


def summed(rows: list[Counts]) -> Counts | WhyNot:
    """The counts of a whole state from those of its districts, or why part of what is counted is missing.

    Where students alone are missing somewhere, they are missing in the sum: no part stands for the whole.
    """
    counted = [(row.counted, row.counted_all) for row in rows]
    if why := _why_not_whole(counted):
        return why
    having, everybody = _sums(counted)
    students = [(row.of, row.of_all) for row in rows]
    if why := _why_not_whole(students):
        reason = MissingReason.SUPPRESSED if why is WhyNot.MASKED else MissingReason.NOT_PUBLISHED
        return Counts(having, everybody, Given(None, reason), Given(None, reason))
    return Counts(having, everybody, *_sums(students))


def _why_not_whole(pairs: list[tuple[Given, Given]]) -> WhyNot | None:
    reasons = {why_missing(*pair) for pair in pairs} - {None}
    if not pairs:
        return WhyNot.MISSING
    if not reasons:
        return None
    return WhyNot.MASKED if reasons == {WhyNot.MASKED} else WhyNot.INCOMPLETE


def _sums(pairs: list[tuple[Given, Given]]) -> tuple[Given, Given]:
    return Given(sum(one.value or 0.0 for one, _ in pairs)), Given(sum(one.value or 0.0 for _, one in pairs))


class Growth(NamedTuple):
    """Where a programme that licenses paraprofessionals could grow: posts needed, the pool, licences, cents."""

    needed: int
    pool: float
    licences: int
    cost_cents: int | None


def growth(teachers: Said, pool: float, cost_cents: int | None) -> Growth:
    """How many more teachers of the group parity takes with as many teachers as now, and how many the pool has.

    `pool` is the district's own paraprofessionals of the group, in full-time posts: each licence is one of them.
    """
    if teachers.n is None or teachers.having is None or teachers.reference is None:
        return Growth(0, pool, 0, None)
    needed = max(0, ceil(teachers.reference / 100 * teachers.n - teachers.having - 1e-9))
    licences = min(needed, int(pool + 1e-9))
    return Growth(needed, pool, licences, None if cost_cents is None else licences * cost_cents)
