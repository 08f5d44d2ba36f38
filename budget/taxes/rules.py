"""Kentucky's property tax for schools and what any tax costs a home, in whole numbers. Pure.

A rate is a whole number of tenths of a cent per $100 of assessed value: 717 is 71.7 cents. Money is cents.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from data.errors import InvalidInput
from data.money import dollars, rounded

RULES = "ky-property 2026-11"
PER_HUNDRED = 100_000  # tenths of a cent on a hundred dollars are hundred-thousandths of the value
LOWEST_RATE, HIGHEST_RATE = 50, 5_000  # 5 cents and $5 per $100: beyond lies a slip of the keyboard
WHOLE = 10_000  # hundredths of a percent: everything is collected
WEEKS = 52


class Status(StrEnum):
    """What the law asks before a rate takes effect. Source: KRS 160.470, rules.md a.3."""

    NO_HEARING = "no hearing"
    HEARING = "hearing"
    RECALL = "subject to recall"


def rate_words(rate: int) -> str:
    """ "71.7¢"."""
    sign = "−" if rate < 0 else ""
    return f"{sign}{abs(rate) // 10}.{abs(rate) % 10}¢"


def revenue_of(assessed_cents: int, rate: int, collected: int = WHOLE) -> int:
    """What a rate brings in cents, half up; `collected` is how much of a levy comes in, in hundredths of a percent."""
    return rounded(assessed_cents * rate * collected, PER_HUNDRED * WHOLE)


def bill_of(assessed_cents: int, rate: int, *, exemption_cents: int = 0, ratio: int = WHOLE, parts: int = 1) -> int:
    """What an owner pays in cents, a year or one of `parts` of it; rounded half up once, at the end.

    Taxed is the value by the assessment ratio (hundredths of a percent) less exemptions, never below 0.
    """
    taxable = max(0, assessed_cents * ratio - exemption_cents * WHOLE)
    return rounded(taxable * rate, WHOLE * PER_HUNDRED * parts)


def compensating_rate(
    prior_real_cents: int,
    assessed_cents: int,
    new_cents: int = 0,
    *,
    prior_all_cents: int | None = None,
    assessed_all_cents: int | None = None,
) -> int:
    """The rate that brings last year's revenue again, to the next higher tenth of a cent. Source: KRS 132.010(6).

    On this year's real property without new property; and never lower than what keeps the revenue from all classes,
    where last year's revenue and this year's assessment of them are given. Raises InvalidInput.
    """
    base = _base(assessed_cents, new_cents)
    if prior_real_cents <= 0:
        raise InvalidInput("Last year’s revenue must be more than $0. Take it from the district’s tax notice.")
    rate = _up(prior_real_cents * PER_HUNDRED, base)
    _check_scale(rate)
    if (prior_all_cents is None) != (assessed_all_cents is None):
        raise InvalidInput("Give both for all classes: last year’s revenue and this year’s assessment, or neither.")
    if prior_all_cents is not None and assessed_all_cents is not None:
        if assessed_all_cents < assessed_cents:
            raise InvalidInput("The assessment of all classes cannot be less than that of real property. Correct one.")
        rate = max(rate, _up(prior_all_cents * PER_HUNDRED, assessed_all_cents))
    return rate


def _up(numerator: int, denominator: int) -> int:
    return -(-numerator // denominator)


def _base(assessed_cents: int, new_cents: int) -> int:
    if assessed_cents <= 0:
        raise InvalidInput("This year’s assessment must be more than $0. Take it from the district’s tax notice.")
    if new_cents < 0:
        raise InvalidInput("New property cannot be less than $0. Write what was added, without a minus sign.")
    if new_cents >= assessed_cents:
        raise InvalidInput(
            "New property of {amount} is not less than the whole assessment, {amount_2}. Correct one of the two.",
            amount=dollars(new_cents),
            amount_2=dollars(assessed_cents),
        )
    return assessed_cents - new_cents


def _check_scale(rate: int) -> None:
    """A rate no district has shows that one of the two figures is in thousands."""
    if rate > HIGHEST_RATE:
        raise InvalidInput(
            "With these figures the compensating rate would be {rate} on $100. The assessment "
            "looks as if it were in thousands of dollars: write it in full, such as "
            "14,700,000,000 for $14.7 billion.",
            rate=rate_words(rate),
        )
    if rate < LOWEST_RATE:
        raise InvalidInput(
            "With these figures the compensating rate would be {rate} on $100. Last year’s "
            "revenue looks as if it were in thousands of dollars: write it in full, such as "
            "100,000,000 for $100 million.",
            rate=rate_words(rate),
        )


def check_rate(rate: int, name: str = "The rate") -> int:
    """The rate, when it can be one of a school district. Raises InvalidInput with the cure."""
    if rate <= 0:
        raise InvalidInput("{name} must be more than 0. Write it in cents per $100, such as 71.7.", name=name)
    if rate < LOWEST_RATE:
        meant = rate_words(rate * 100)
        raise InvalidInput(
            "{name} of {rate} looks as if it were in dollars. Rates are in cents per $100: write "
            "{meant} for {meant_2}.",
            name=name,
            rate=rate_words(rate),
            meant=meant.removesuffix("¢"),
            meant_2=meant,
        )
    if rate > HIGHEST_RATE:
        raise InvalidInput(
            "{name} of {rate} per $100 is too high. Write cents with a point, such as 71.7.",
            name=name,
            rate=rate_words(rate),
        )
    return rate


def four_percent_rate(compensating: int) -> int:
    """The highest whole tenth of a cent without recall: 4 percent over, rounded down so that revenue stays within."""
    return compensating * 104 // 100


@dataclass(frozen=True, slots=True)
class Standing:
    """How a rate stands to the compensating one; `printed_four` is the board's own 4 percent rate, if it prints one."""

    rate: int
    compensating: int
    printed_four: int | None = None

    @property
    def four(self) -> int:
        """The highest rate without recall: the board's own, else the rule's."""
        return four_percent_rate(self.compensating) if self.printed_four is None else self.printed_four

    @property
    def growth(self) -> Fraction:
        """How much more revenue than at the compensating rate, new property left out, as a fraction."""
        return Fraction(self.rate - self.compensating, self.compensating)

    @property
    def status(self) -> Status:
        if self.rate <= self.compensating:
            return Status.NO_HEARING
        return Status.RECALL if self.recallable > 0 else Status.HEARING

    @property
    def recallable(self) -> Fraction:
        """What of the rate voters may recall, in exact tenths of a cent; 0 for none.

        It stands above 1.04 times the compensating rate, or above the board's own 4 percent rate.
        """
        above = Fraction(104 * self.compensating, 100) if self.printed_four is None else self.printed_four
        return max(Fraction(0), Fraction(self.rate) - above)

    @property
    def recallable_tenths(self) -> int:
        """The same in the tenths that can be levied: what stands above the 4 percent rate."""
        return max(0, self.rate - self.four)


def percent_words(share: Fraction, decimals: int = 2) -> str:
    """A share in percent without a sign, half up: "3.96%"."""
    scaled = abs(share) * 100 * 10**decimals
    whole = rounded(scaled.numerator, scaled.denominator)
    return f"{whole // 10**decimals:,}.{whole % 10**decimals:0{decimals}d}%" if decimals else f"{whole:,}%"
