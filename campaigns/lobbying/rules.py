"""The ceilings of section 4911, the excise tax and the four-year test: cents in, cents out.

Sources: 26 U.S.C. 4911; 26 CFR 56.4911-1 and 1.501(h)-3. What is allowed is rounded down to the whole cent,
what is owed is rounded up; every comparison is made on the exact fraction, before rounding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from data.periods import DateRange

DOLLAR = 100
# from this much exempt-purpose spending (cents): the ceiling so far (cents) and the percent of what is above
BRACKETS = (
    (1_500_000 * DOLLAR, 225_000 * DOLLAR, 5),
    (1_000_000 * DOLLAR, 175_000 * DOLLAR, 10),
    (500_000 * DOLLAR, 100_000 * DOLLAR, 15),
    (0, 0, 20),
)
HIGHEST_CEILING = 1_000_000 * DOLLAR
GRASS_ROOTS_SHARE = Fraction(1, 4)
TAX_RATE = Fraction(1, 4)
NORMALLY = Fraction(3, 2)
BASE_YEARS = 4
FIRST_ELECTION_YEARS = 3
EARLIEST_ELECTION = 1977


def exact_ceiling(exempt_purpose_cents: int) -> Fraction:
    """The lobbying nontaxable amount in cents, unrounded. 26 U.S.C. 4911(c)(2)."""
    if exempt_purpose_cents < 0:
        raise ValueError("exempt-purpose spending is never below 0")
    for start, so_far, percent in BRACKETS:
        if exempt_purpose_cents >= start:
            found = so_far + Fraction((exempt_purpose_cents - start) * percent, 100)
            return min(found, Fraction(HIGHEST_CEILING))
    raise AssertionError


@dataclass(frozen=True, slots=True)
class Ceilings:
    """What a tax year's exempt-purpose spending allows without tax, in cents: in all, and for grass roots."""

    exact_total: Fraction
    exact_grass_roots: Fraction

    @property
    def total_cents(self) -> int:
        return int(self.exact_total)

    @property
    def grass_roots_cents(self) -> int:
        return int(self.exact_grass_roots)


def ceilings(exempt_purpose_cents: int) -> Ceilings:
    """Both ceilings of a year; the grass-roots one is a quarter of the whole."""
    total = exact_ceiling(exempt_purpose_cents)
    return Ceilings(total, total * GRASS_ROOTS_SHARE)


@dataclass(frozen=True, slots=True)
class Excess:
    """How far a year is above its ceilings, and the tax on the larger of the two; cents, rounded up."""

    total_cents: int
    grass_roots_cents: int
    tax_cents: int

    @property
    def taxed_cents(self) -> int:
        return max(self.total_cents, self.grass_roots_cents)


def excess(allowed: Ceilings, *, total_cents: int, grass_roots_cents: int) -> Excess:
    """The excess over each ceiling and the excise tax: a quarter of the greater one, never of their sum.

    `total_cents` holds direct and grass-roots lobbying together. 26 U.S.C. 4911(a) and (b).
    """
    total = max(Fraction(0), total_cents - allowed.exact_total)
    grass_roots = max(Fraction(0), grass_roots_cents - allowed.exact_grass_roots)
    return Excess(_up(total), _up(grass_roots), _up(max(total, grass_roots) * TAX_RATE))


def _up(cents: Fraction) -> int:
    return -(-cents.numerator // cents.denominator)


@dataclass(frozen=True, slots=True)
class YearOfTest:
    """A base year: what was spent for exempt purposes, on lobbying in all, and on grass roots; cents."""

    year: int
    exempt_purpose_cents: int
    total_cents: int
    grass_roots_cents: int


@dataclass(frozen=True, slots=True)
class FourYearTest:
    """The sums over the base years beside 150 percent of the ceilings' sums, in cents (allowed is rounded down)."""

    years: tuple[YearOfTest, ...]
    total_cents: int
    allowed_total_cents: int
    grass_roots_cents: int
    allowed_grass_roots_cents: int
    total_exceeds: bool
    grass_roots_exceeds: bool

    @property
    def denied(self) -> bool:
        """Whether the exemption is lost for the year after the last one."""
        return self.total_exceeds or self.grass_roots_exceeds


def four_year_test(years: Sequence[YearOfTest]) -> FourYearTest:
    """Whether lobbying is normally above the ceilings. 26 CFR 1.501(h)-3(b); give it `base_years` and no others."""
    allowed = [ceilings(one.exempt_purpose_cents) for one in years]
    most = NORMALLY * sum((one.exact_total for one in allowed), Fraction(0))
    most_grass_roots = NORMALLY * sum((one.exact_grass_roots for one in allowed), Fraction(0))
    total = sum(one.total_cents for one in years)
    grass_roots = sum(one.grass_roots_cents for one in years)
    return FourYearTest(
        tuple(years),
        total,
        int(most),
        grass_roots,
        int(most_grass_roots),
        total_exceeds=total > most,
        grass_roots_exceeds=grass_roots > most_grass_roots,
    )


@dataclass(frozen=True, slots=True)
class Election:
    """Form 5768: in effect from a tax year until, where it was revoked, before another one."""

    first_year: int
    revoked_from: int | None = None

    def covers(self, year: int) -> bool:
        return self.first_year <= year and (self.revoked_from is None or year < self.revoked_from)


def is_elected(elections: Sequence[Election], year: int) -> bool:
    """Whether the expenditure test rules a tax year."""
    return any(one.covers(year) for one in elections)


def base_years(elections: Sequence[Election], year: int) -> tuple[int, ...]:
    """The years the test of a tax year adds up: it and the three before, in the first three years of the first
    election only those with the election in effect. 26 CFR 1.501(h)-3(b)(2). Empty without an election.
    """
    if not is_elected(elections, year):
        return ()
    first = min(elections, key=lambda one: one.first_year)
    start = year - BASE_YEARS + 1
    if first.covers(year) and year < first.first_year + FIRST_ELECTION_YEARS:
        start = first.first_year
    return tuple(range(start, year + 1))


def tax_year_of(day: date, starts_month: int) -> int:
    """The tax year a day falls in, named for the calendar year it begins in, as the forms name it."""
    return day.year if day.month >= starts_month else day.year - 1


def days_of(year: int, starts_month: int) -> DateRange:
    """The days of a tax year, half-open."""
    return DateRange(date(year, starts_month, 1), date(year + 1, starts_month, 1))
