"""Margins of error of survey estimates (90 percent, as the American Community Survey prints them)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

Z_90 = 1.645
RELIABLE, CAUTION = 0.12, 0.40  # coefficients of variation: a common convention
NOT_NUMBERS = frozenset({-666666666, -999999999, -888888888, -222222222, -333333333, -555555555})


@dataclass(frozen=True, slots=True)
class Estimate:
    """A survey's estimate with its 90 percent margin of error."""

    value: float
    margin: float

    @property
    def error(self) -> float:
        """Its standard error."""
        return self.margin / Z_90


class Reliability(StrEnum):
    """How far an estimate can be trusted, by its coefficient of variation."""

    RELIABLE = "reliable"
    CAUTION = "caution"
    UNRELIABLE = "unreliable"


def is_number(value: float | None) -> bool:
    """Whether a survey's cell is a number: its negative codes say why there is none."""
    return value is not None and value not in NOT_NUMBERS


def summed(estimates: Sequence[Estimate]) -> Estimate:
    """The sum of estimates; of several that are zero only the largest margin counts, once."""
    others = [estimate.margin for estimate in estimates if estimate.value]
    zeros = [estimate.margin for estimate in estimates if not estimate.value]
    margins = [*others, *([max(zeros)] if zeros else [])]
    return Estimate(sum(estimate.value for estimate in estimates), sqrt(sum(margin**2 for margin in margins)))


def proportion(part: Estimate, whole: Estimate) -> Estimate | None:
    """A part as a share of its whole; where the formula has no root, that of a ratio. None for an empty whole."""
    if not whole.value:
        return None
    share = part.value / whole.value
    under = part.margin**2 - share**2 * whole.margin**2
    if under < 0:
        return quotient(part, whole)
    return Estimate(share, sqrt(under) / whole.value)


def quotient(one: Estimate, two: Estimate) -> Estimate | None:
    """One estimate over another that does not contain it. None where the other is zero."""
    if not two.value:
        return None
    times = one.value / two.value
    return Estimate(times, sqrt(one.margin**2 + times**2 * two.margin**2) / two.value)


def product(one: Estimate, two: Estimate) -> Estimate:
    """Two estimates multiplied."""
    return Estimate(one.value * two.value, sqrt(one.value**2 * two.margin**2 + two.value**2 * one.margin**2))


def percent_change(before: Estimate, after: Estimate) -> Estimate | None:
    """The change in percent of the estimate before. None where that is zero."""
    times = quotient(after, before)
    return None if times is None else Estimate(100 * (times.value - 1), 100 * times.margin)


def z_of_difference(one: Estimate, two: Estimate) -> float | None:
    """How many standard errors lie between two estimates; beyond 1.645 either way they differ at 90 percent."""
    error = sqrt(one.error**2 + two.error**2)
    return (one.value - two.value) / error if error else None


def reliability(estimate: Estimate) -> Reliability | None:
    """Reliable up to 12 percent of the estimate, with caution up to 40, unreliable beyond; None for zero."""
    if not estimate.value:
        return None
    variation = abs(estimate.error / estimate.value)
    if variation <= RELIABLE:
        return Reliability.RELIABLE
    return Reliability.CAUTION if variation <= CAUTION else Reliability.UNRELIABLE
