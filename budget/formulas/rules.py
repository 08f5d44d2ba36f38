"""SEEK, Kentucky's school-funding formula, to the dollar: a rule set and a district's counts in, its worksheet out.

Each component is rounded to whole dollars before anything is summed, as the Department's worksheet does.
Source: KRS 157.310 to 157.440 and 702 KAR 3:270.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal

EDITION = 1  # counts up when a rule below changes, so that a kept result says which one it was worked out with
CENTS = 100
PER_HUNDRED = Decimal(10_000)  # a rate in cents per $100 of assessment, as a fraction of the assessment


@dataclass(frozen=True, slots=True)
class SeekRules:
    """One fiscal year's parameters. Weights and shares are fractions of 1, rates are cents per $100."""

    fiscal_year: int
    at_risk_weight: Decimal
    severe_weight: Decimal
    moderate_weight: Decimal
    speech_weight: Decimal
    lep_weight: Decimal
    capital_outlay: Decimal
    local_effort: Decimal
    nickel: Decimal
    equalization_share: Decimal
    tier_1_share: Decimal
    tier_2_share: Decimal

    @property
    def version(self) -> str:
        """What a result prints: the year of the rules and their edition here."""
        return f"SEEK FY{self.fiscal_year}, edition {EDITION}"


@dataclass(frozen=True, slots=True)
class SeekInputs:
    """A district's counts, dollars and rates; None where a figure is not known, which is never 0.

    `pupils` is adjusted average daily attendance with growth; `equalization` the assessment per pupil that Tier I and
    the nickel are equalized at; `levied` the levied equivalent rate in cents; `transportation` the full calculated
    cost and `transportation_share` the part of it the state pays.
    """

    base: Decimal | None = None
    pupils: Decimal | None = None
    assessment: Decimal | None = None
    at_risk: Decimal | None = None
    severe: Decimal | None = None
    moderate: Decimal | None = None
    speech: Decimal | None = None
    home_hospital: Decimal | None = None
    lep: Decimal | None = None
    transportation: Decimal | None = None
    transportation_share: Decimal | None = None
    levied: Decimal | None = None
    equalization: Decimal | None = None
    at_risk_weight: Decimal | None = None

    def missing(self, names: Sequence[str]) -> tuple[str, ...]:
        """Which of these are not known."""
        return tuple(name for name in names if getattr(self, name) is None)

    def of(self, name: str) -> Decimal:
        """A figure that is known. Raises ValueError for one that is not."""
        value = getattr(self, name)
        if not isinstance(value, Decimal):
            raise ValueError(f"{name} is not known")
        return value


INPUTS = tuple(field.name for field in fields(SeekInputs))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the worksheet: what is counted, times what, makes how many cents; None with the figures it needs."""

    code: str
    quantity: Decimal | None
    factor: Decimal | None
    amount_cents: int | None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A result in whole dollars (as cents), a rate or a share; None with the figures it needs."""

    value: Decimal | None
    needs: tuple[str, ...] = ()

    @property
    def cents(self) -> int | None:
        return None if self.value is None else int(self.value * CENTS)


@dataclass(frozen=True, slots=True)
class SeekResult:
    """A worked worksheet: its lines, what the state pays, the tiers and the nickel, and the rules' version."""

    version: str
    lines: tuple[Line, ...]
    calculated_base: Amount
    state: Amount
    adjustment: Amount
    state_share: Amount
    per_pupil: Amount
    transportation_state: Amount
    tier_1_rate: Amount
    tier_1_total: Amount
    tier_1_most: Amount
    tier_1_local: Amount
    tier_1_state: Amount
    tier_2_local: Amount
    tier_2_most: Amount
    nickel_local: Amount
    nickel_state: Amount

    def line(self, code: str) -> Line:
        """The line of a code; raises StopIteration for none."""
        return next(line for line in self.lines if line.code == code)


ADDED = ("guaranteed", "at_risk", "exceptional", "home_hospital", "lep")
TAKEN = ("local_effort", "capital_outlay")


def whole(amount: Decimal) -> Decimal:
    """Whole dollars, half up."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


def seek(rules: SeekRules, given: SeekInputs) -> SeekResult:
    """The worksheet of a district under one year's rules; what cannot be worked out says what it needs."""
    lines = (*_added(rules, given), *_taken(rules, given))
    cents = {line.code: line.amount_cents for line in lines}
    needs = tuple(dict.fromkeys(name for line in lines for name in line.needs))
    added = _sum(cents, ADDED)
    raw = None if added is None or (taken := _sum(cents, TAKEN)) is None else added - taken
    state = Amount(None if raw is None else max(Decimal(0), raw), needs)
    base_needs = tuple(n for n in needs if n != "assessment") + given.missing(["transportation"])
    calculated = (
        Amount(None, base_needs) if added is None or base_needs else Amount(added + whole(given.of("transportation")))
    )
    return SeekResult(
        version=rules.version,
        lines=lines,
        calculated_base=calculated,
        state=state,
        adjustment=Amount(None if raw is None else max(Decimal(0), -raw), needs),
        state_share=_state_share(added, cents["local_effort"], needs),
        per_pupil=_per_pupil(state, given),
        transportation_state=_transportation(given),
        **_tiers(rules, given, calculated),
        **_nickel(rules, given),
    )


def _sum(cents: dict[str, int | None], codes: Sequence[str]) -> Decimal | None:
    amounts = [cents[code] for code in codes]
    known = [amount for amount in amounts if amount is not None]
    return Decimal(sum(known)) / CENTS if len(known) == len(amounts) else None


def _line(code: str, given: SeekInputs, quantity: str, factor: Decimal | None, *also: str) -> Line:
    """A count times a factor; `also` names the other figures the factor is made of."""
    needs = given.missing([quantity, *also])
    if needs or factor is None:
        return Line(code, getattr(given, quantity), factor, None, needs)
    amount = whole(given.of(quantity) * factor)
    return Line(code, given.of(quantity), factor, int(amount * CENTS))


def _added(rules: SeekRules, given: SeekInputs) -> list[Line]:
    base = given.base
    weight = rules.at_risk_weight if given.at_risk_weight is None else given.at_risk_weight

    def of_base(share: Decimal) -> Decimal | None:
        return None if base is None else base * share

    hospital = None if base is None else base - rules.capital_outlay
    return [
        _line("guaranteed", given, "pupils", base, "base"),
        _line("at_risk", given, "at_risk", of_base(weight), "base"),
        _exceptional(rules, given),
        _line("home_hospital", given, "home_hospital", hospital, "base"),
        _line("lep", given, "lep", of_base(rules.lep_weight), "base"),
    ]


def _exceptional(rules: SeekRules, given: SeekInputs) -> Line:
    """Three counts, each with its weight, in one component: rounded once."""
    needs = given.missing(["severe", "moderate", "speech"])
    weighted = None
    if not needs:
        weighted = (
            given.of("severe") * rules.severe_weight
            + given.of("moderate") * rules.moderate_weight
            + given.of("speech") * rules.speech_weight
        )
    needs += given.missing(["base"])
    if needs or weighted is None:
        return Line("exceptional", weighted, given.base, None, needs)
    return Line("exceptional", weighted, given.base, int(whole(weighted * given.of("base")) * CENTS))


def _taken(rules: SeekRules, given: SeekInputs) -> list[Line]:
    return [
        _line("local_effort", given, "assessment", rules.local_effort / PER_HUNDRED),
        _line("capital_outlay", given, "pupils", rules.capital_outlay),
    ]


def _state_share(added: Decimal | None, effort_cents: int | None, needs: tuple[str, ...]) -> Amount:
    """What the state pays of the calculated base without transportation; the local effort pays the rest."""
    if added is None or effort_cents is None or added == 0:
        return Amount(None, needs)
    return Amount(max(Decimal(0), 1 - Decimal(effort_cents) / CENTS / added))


def _per_pupil(state: Amount, given: SeekInputs) -> Amount:
    if state.value is None or not given.pupils:
        return Amount(None, state.needs or ("pupils",))
    return Amount((state.value / given.pupils).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _transportation(given: SeekInputs) -> Amount:
    needs = given.missing(["transportation", "transportation_share"])
    if needs:
        return Amount(None, needs)
    return Amount(whole(given.of("transportation") * given.of("transportation_share")))


def _tiers(rules: SeekRules, given: SeekInputs, calculated: Amount) -> dict[str, Amount]:
    """Tier I up to its ceiling, equalized; Tier II beyond it, without the state. Rates in cents per $100."""
    limit = given.missing(["pupils", "assessment", "equalization"]) + calculated.needs
    levy = tuple(dict.fromkeys(limit + given.missing(["levied"])))
    names = ("tier_1_rate", "tier_1_total", "tier_1_most", "tier_1_local", "tier_1_state", "tier_2_local",
             "tier_2_most")  # fmt: skip
    if calculated.value is None or limit or not given.pupils or not given.equalization or not given.assessment:
        return {name: Amount(None, levy) for name in names}
    ceiling = rules.tier_1_share * calculated.value
    equalized = given.equalization * given.pupils
    most = ceiling / equalized * PER_HUNDRED
    fixed = rules.local_effort + rules.nickel
    found = {
        "tier_1_rate": Amount((fixed + most).quantize(Decimal("0.1"), ROUND_HALF_UP)),
        "tier_1_most": Amount(most),
        "tier_1_total": Amount(ceiling),
        "tier_2_most": Amount(whole(rules.tier_2_share * (calculated.value + ceiling))),
    }
    if given.levied is None:
        return {name: Amount(None, levy) for name in names} | found
    used = min(most, max(Decimal(0), given.levied - fixed))
    beyond = max(Decimal(0), given.levied - fixed - most) / PER_HUNDRED * given.assessment
    return found | {
        "tier_1_local": Amount(whole(used / PER_HUNDRED * given.assessment)),
        "tier_1_state": Amount(whole(max(Decimal(0), used / PER_HUNDRED * (equalized - given.assessment)))),
        "tier_2_local": Amount(whole(min(beyond, rules.tier_2_share * (calculated.value + ceiling)))),
    }


def _nickel(rules: SeekRules, given: SeekInputs) -> dict[str, Amount]:
    """The nickel for facilities (FSPK), beside the 30 cents, equalized at the level of Tier I."""
    rate = rules.nickel / PER_HUNDRED
    needs = given.missing(["assessment"])
    local = Amount(None, needs) if needs else Amount(whole(rate * given.of("assessment")))
    needs = given.missing(["assessment", "pupils", "equalization"])
    if needs:
        return {"nickel_local": local, "nickel_state": Amount(None, needs)}
    gap = given.of("equalization") * given.of("pupils") - given.of("assessment")
    return {"nickel_local": local, "nickel_state": Amount(whole(max(Decimal(0), rate * gap)))}
