"""Louisville's occupational tax and Massachusetts' levy limit, in whole numbers."""

from dataclasses import dataclass
from fractions import Fraction

from data.errors import InvalidInput
from data.money import dollars, rounded

OCCUPATIONAL_RULES, LEVY_RULES = "ky-occupational 2026-11", "ma-levy 2026-11"
HUNDREDTHS = 10_000  # hundredths of a percent
ON_A_THOUSAND = 100_000  # cents on a thousand dollars


@dataclass(frozen=True, slots=True)
class Share:
    """One taker of the occupational tax: `percent` in hundredths of a percent of wages, and cents a year."""

    code: str
    percent: int
    cents: int


def occupational_tax(wages_cents: int, percents: dict[str, int], *, resident: bool) -> tuple[Share, ...]:
    """What is due on wages earned in the county a year, by who takes it; the schools' share is the residents' alone.

    No cap; gross wages. Source: rules.md a.3. Raises InvalidInput.
    """
    if wages_cents < 0:
        raise InvalidInput("Wages cannot be less than $0. Write what is earned in the county a year.")
    due = {code: percent for code, percent in percents.items() if resident or code != "schools"}
    return tuple(Share(code, percent, rounded(wages_cents * percent, HUNDREDTHS)) for code, percent in due.items())


@dataclass(frozen=True, slots=True)
class Levy:
    """A Massachusetts town's year in cents; `most_cents` is what may be levied, debt exclusions on top."""

    grown_cents: int
    limit_cents: int
    ceiling_cents: int
    most_cents: int
    capped: bool

    @property
    def room_cents(self) -> int:
        """How far the limit may still rise by overrides."""
        return self.ceiling_cents - self.limit_cents


def levy_limit(
    prior_limit_cents: int,
    full_value_cents: int,
    *,
    new_growth_cents: int = 0,
    overrides_cents: int = 0,
    underrides_cents: int = 0,
    debt_cents: int = 0,
) -> Levy:
    """Proposition 2½: last year's limit and 2.5 percent, new growth, overrides less underrides, under the ceiling.

    The ceiling is 2.5 percent of full value; debt exclusions stand outside both. Written from general knowledge.
    Raises InvalidInput.
    """
    named = {
        "Last year’s levy limit": prior_limit_cents,
        "New growth": new_growth_cents,
        "An override": overrides_cents,
        "An underride": underrides_cents,
        "A debt exclusion": debt_cents,
    }
    _check_levy(named, prior_limit_cents, full_value_cents)
    grown = rounded(prior_limit_cents * 1_025, 1_000)
    ceiling = rounded(full_value_cents * 25, 1_000)
    wanted = grown + new_growth_cents + overrides_cents - underrides_cents
    limit = max(0, min(wanted, ceiling))
    return Levy(grown, limit, ceiling, limit + debt_cents, wanted > ceiling)


def _check_levy(named: dict[str, int], prior_limit_cents: int, full_value_cents: int) -> None:
    for name, cents in named.items():
        if cents < 0:
            raise InvalidInput("{name} cannot be less than $0. Write it without a minus sign.", name=name)
    if prior_limit_cents == 0:
        raise InvalidInput("Last year’s levy limit must be more than $0. It is on the town’s tax rate sheet.")
    if full_value_cents <= 0:
        raise InvalidInput("The full value of taxable property must be more than $0. It is on the tax rate sheet.")
    if prior_limit_cents * 10 > full_value_cents:
        raise InvalidInput(
            "A limit of {amount} on property worth {amount_2} cannot be. The value looks as if "
            "it were in thousands of dollars: write it in full.",
            amount=dollars(prior_limit_cents),
            amount_2=dollars(full_value_cents),
        )


def rate_per_thousand(levy_cents: int, full_value_cents: int) -> int:
    """The single tax rate of a levy in cents per $1,000, half up; what a town with split rates levies on average."""
    return rounded(levy_cents * ON_A_THOUSAND, full_value_cents)


def home_share(levy_cents: int, full_value_cents: int, home_cents: int) -> int:
    """What a home pays of a levy in cents, half up once at the end: its part of the full value."""
    exact = Fraction(levy_cents * home_cents, full_value_cents)
    return rounded(exact.numerator, exact.denominator)
