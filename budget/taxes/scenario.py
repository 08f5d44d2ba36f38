"""A Kentucky rate worked out beside the compensating and the 4 percent rate: what each brings and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from budget.taxes.rules import (
    WEEKS,
    WHOLE,
    Standing,
    bill_of,
    check_rate,
    compensating_rate,
    revenue_of,
)
from data.errors import InvalidInput
from data.money import dollars

SMALLEST_LEVY = 30_000_000  # $300,000: less is no district's levy, but a figure in thousands


@dataclass(frozen=True, slots=True)
class KyInputs:
    """What somebody put in: rates in tenths of a cent, money in cents, `collected` in hundredths of a percent.

    `compensating` and `four` are printed rates, None where they are worked out. `bands` are home values
    with how many homes there are of each, None where that is not known.
    """

    district: str
    school_year: int
    rate: int
    assessed_cents: int
    new_cents: int = 0
    compensating: int | None = None
    four: int | None = None
    prior_cents: int | None = None
    prior_all_cents: int | None = None
    assessed_all_cents: int | None = None
    collected: int = WHOLE
    home_cents: int = 20_000_000
    exemption_cents: int = 0
    unit: str = ""
    unit_cents: int | None = None
    students: int | None = None
    bands: tuple[tuple[int, int | None], ...] = ()


class Which(StrEnum):
    """The three columns, in their order."""

    COMPENSATING = "compensating"
    FOUR_PERCENT = "4 percent"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class RateColumn:
    """One rate: the whole levy, what of it comes in, and how much that is more than at the compensating rate."""

    which: Which
    standing: Standing
    levied_cents: int
    received_cents: int
    more_cents: int
    year_cents: int
    week_cents: int


@dataclass(frozen=True, slots=True)
class BandRow:
    """A home value: what each column costs it a year, and what all such homes pay more together."""

    value_cents: int
    homes: int | None
    bills: tuple[int, int, int]
    together_cents: int | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class KyScenario:
    """The whole answer. `computed` is our own compensating rate where the inputs print one and allow another."""

    inputs: KyInputs
    columns: tuple[RateColumn, RateColumn, RateColumn]
    computed: int | None
    bands: tuple[BandRow, ...]

    @property
    def compensating(self) -> RateColumn:
        return self.columns[0]

    @property
    def four(self) -> RateColumn:
        return self.columns[1]

    @property
    def proposed(self) -> RateColumn:
        return self.columns[2]

    @property
    def recallable_cents(self) -> int:
        """What of the proposed levy hangs on a recall: what comes in above the 4 percent rate."""
        return max(0, self.proposed.received_cents - self.four.received_cents)

    @property
    def units_funded(self) -> int | None:
        """How many whole ones of the asked unit the money over compensating pays for a year."""
        cost = self.inputs.unit_cents
        return None if cost is None or self.proposed.more_cents < 0 else self.proposed.more_cents // cost

    @property
    def more_per_student(self) -> Fraction | None:
        return Fraction(self.proposed.more_cents, self.inputs.students) if self.inputs.students else None


def ky_scenario(inputs: KyInputs) -> KyScenario:
    """Three rates side by side. Raises InvalidInput with the cure for figures that cannot be."""
    _check(inputs)
    computed = _computed(inputs)
    start = inputs.compensating if inputs.compensating is not None else computed
    if start is None:
        raise InvalidInput(
            "Give the compensating rate that the district’s notice prints, or last year’s revenue to work it out."
        )
    check_rate(start, "The compensating rate")
    check_rate(inputs.rate, "The proposed rate")
    if inputs.four is not None and inputs.four < start:
        raise InvalidInput("The 4 percent rate cannot be below the compensating rate. Check both in the notice.")
    rates = (start, Standing(start, start, inputs.four).four, inputs.rate)
    columns = tuple(_column(which, rate, start, inputs) for which, rate in zip(Which, rates, strict=True))
    first, second, third = columns
    both = computed if inputs.compensating is not None else None
    return KyScenario(inputs, (first, second, third), both, band_rows(inputs, rates))


def _computed(inputs: KyInputs) -> int | None:
    if inputs.prior_cents is None:
        return None
    return compensating_rate(
        inputs.prior_cents,
        inputs.assessed_cents,
        inputs.new_cents,
        prior_all_cents=inputs.prior_all_cents,
        assessed_all_cents=inputs.assessed_all_cents,
    )


def _column(which: Which, rate: int, start: int, inputs: KyInputs) -> RateColumn:
    received = revenue_of(inputs.assessed_cents, rate, inputs.collected)
    home, exemption = inputs.home_cents, inputs.exemption_cents
    return RateColumn(
        which,
        Standing(rate, start, inputs.four),
        revenue_of(inputs.assessed_cents, rate),
        received,
        received - revenue_of(inputs.assessed_cents, start, inputs.collected),
        bill_of(home, rate, exemption_cents=exemption),
        bill_of(home, rate, exemption_cents=exemption, parts=WEEKS),
    )


def _check(inputs: KyInputs) -> None:
    if inputs.assessed_cents <= 0:
        raise InvalidInput("This year’s assessment must be more than $0. Take it from the district’s tax notice.")
    levy = revenue_of(inputs.assessed_cents, max(inputs.rate, 0))
    if levy < SMALLEST_LEVY or levy * 10 < (inputs.prior_cents or 0):
        raise InvalidInput(
            "An assessment of {amount} would bring {amount_2} a year. It looks as if it were in "
            "thousands of dollars: write it in full, such as 14,700,000,000 for $14.7 billion.",
            amount=dollars(inputs.assessed_cents),
            amount_2=dollars(levy),
        )
    if not 0 < inputs.collected <= WHOLE:
        raise InvalidInput("The share collected lies between 0 and 100 percent. Write it as 98.5.")
    if inputs.home_cents <= 0:
        raise InvalidInput("A home’s value must be more than $0. Write it in dollars, such as 200,000.")
    if inputs.unit_cents is not None and inputs.unit_cents <= 0:
        raise InvalidInput("What one costs must be more than $0. Write what a year of it costs.")
    if inputs.students is not None and inputs.students <= 0:
        raise InvalidInput("The number of students must be more than 0. Leave it empty where it is not known.")


def band_rows(inputs: KyInputs, rates: Sequence[int]) -> tuple[BandRow, ...]:
    """Who pays: each home value's bills, and where homes are counted, each band's part of what all pay more."""
    rows, together = [], []
    for value, homes in inputs.bands:
        bills = tuple(bill_of(value, rate, exemption_cents=inputs.exemption_cents) for rate in rates)
        more = None if homes is None else homes * (bills[2] - bills[0])
        rows.append((value, homes, (bills[0], bills[1], bills[2]), more))
        together.append(more)
    known = [more for more in together if more is not None]
    total = sum(known) if known and len(known) == len(together) else 0
    return tuple(
        BandRow(value, homes, bills, more, Fraction(more, total) if total and more is not None else None)
        for value, homes, bills, more in rows
    )


@dataclass(frozen=True, slots=True)
class Sway:
    """One assumption moved down and up by itself, and what the answer then is, in cents; None where it cannot be."""

    assumption: str
    low: str
    high: str
    low_cents: int | None
    high_cents: int | None

    def reach(self, answer_cents: int) -> int:
        """How far the answer moves at most."""
        moved = [abs(cents - answer_cents) for cents in (self.low_cents, self.high_cents) if cents is not None]
        return max(moved, default=0)


def sways(inputs: KyInputs) -> tuple[Sway, ...]:
    """Which assumptions move the money over the compensating rate most, each by itself; the strongest first.

    The compensating rate is worked out anew where last year's revenue is given; a printed one moves by a tenth.
    """
    inputs = replace(inputs, bands=())
    found = [
        _sway(name, (low, high), _moved(inputs, change, -1), _moved(inputs, change, 1))
        for name, low, high, change in _CHANGES
        if _applies(inputs, change)
    ]
    answer = ky_scenario(inputs).proposed.more_cents
    return tuple(sorted(found, key=lambda one: -one.reach(answer)))


_CHANGES = (
    ("proposed rate", "0.1¢ lower", "0.1¢ higher", "rate"),
    ("compensating rate", "0.1¢ lower", "0.1¢ higher", "compensating"),
    ("assessment", "1% lower", "1% higher", "assessed"),
    ("last year’s revenue", "1% lower", "1% higher", "prior"),
    ("new property", "a tenth less", "a tenth more", "new"),
    ("share collected", "1 point lower", "1 point higher", "collected"),
)


def _applies(inputs: KyInputs, change: str) -> bool:
    worked_out = inputs.compensating is None
    return {
        "compensating": not worked_out,
        "prior": worked_out,
        "new": worked_out and inputs.new_cents > 0,
    }.get(change, True)


def _moved(inputs: KyInputs, change: str, sign: int) -> KyInputs | None:
    def by(cents: int, share: int) -> int:
        return cents + sign * cents // share

    match change:
        case "rate":
            return replace(inputs, rate=inputs.rate + sign)
        case "compensating":
            return replace(inputs, compensating=(inputs.compensating or 0) + sign)
        case "assessed":
            return replace(inputs, assessed_cents=by(inputs.assessed_cents, 100))
        case "prior":
            return replace(inputs, prior_cents=by(inputs.prior_cents or 0, 100))
        case "new":
            return replace(inputs, new_cents=by(inputs.new_cents, 10))
    collected = inputs.collected + 100 * sign
    return replace(inputs, collected=collected) if 0 < collected <= WHOLE else None


def _sway(name: str, words: tuple[str, str], down: KyInputs | None, up: KyInputs | None) -> Sway:
    def answer(moved: KyInputs | None) -> int | None:
        return None if moved is None else ky_scenario(moved).proposed.more_cents

    return Sway(name, *words, answer(down), answer(up))
