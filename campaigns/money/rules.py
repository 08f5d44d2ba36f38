"""What income may pay for, what the plan leaves, and what a campaign will have cost at its end; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from data.errors import InvalidInput
from data.money import dollars


class CostCategory(StrEnum):
    """What money is spent on."""

    STAFF = "staff"
    PRINTING = "printing"
    POSTAGE = "postage"
    TRAVEL = "travel"
    FOOD = "food"
    SPACE = "space"
    ADVERTISING = "advertising"
    SOFTWARE = "software"
    INTERPRETING = "interpreting"
    STIPENDS = "stipends"
    OTHER = "other"


class IncomeKind(StrEnum):
    DUES = "dues"
    GRANT = "grant"
    GIFT = "gift"


class EntryState(StrEnum):
    """How far a cost is: in the plan, promised to somebody, or paid."""

    PLANNED = "planned"
    COMMITTED = "committed"
    SPENT = "spent"


MOST_CENTS = 10**12
ACTUAL = (EntryState.COMMITTED, EntryState.SPENT)


@dataclass(frozen=True, slots=True)
class Restrictions:
    """What an income may pay for; empty ones do not bind, `pays_until` is its last day."""

    title: str
    amount_cents: int
    campaign_id: int | None = None
    category: str = ""
    pays_from: date | None = None
    pays_until: date | None = None
    pays_lobbying: bool = True


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost that an income is to pay; `is_lobbying` None when nobody has said."""

    campaign_id: int
    category: str
    on: date
    amount_cents: int
    is_lobbying: bool | None


def refusal_of(income: Restrictions, cost: Cost, *, paid_cents: int) -> str:
    """Why an income may not pay a cost, in a sentence with the cure; empty when it may.

    `paid_cents` is what it has paid or promised to others. A cost outside a grant's period, campaign, purpose or
    amount is not allowable under it, so it is refused and never only warned of.
    """
    title = f"“{income.title}”"
    if cost.is_lobbying and not income.pays_lobbying:
        return f"{title} may not pay for lobbying, and this cost is lobbying. Choose an income that may pay for it."
    if income.campaign_id not in (None, cost.campaign_id):
        return f"{title} is given for another campaign. Choose an income that may pay for this one."
    if income.category not in ("", cost.category):
        return f"{title} may pay for {income.category} only, and this cost is {cost.category}. Choose another income."
    if not (income.pays_from or date.min) <= cost.on <= (income.pays_until or date.max):
        return f"{title} pays for {_period(income)} only. Correct the day, or choose another income."
    left = income.amount_cents - paid_cents
    if cost.amount_cents > left:
        return (
            f"{title} has {dollars(max(left, 0))} left, and this cost is {dollars(cost.amount_cents)}. "
            "Split the cost, or choose another income."
        )
    return ""


def _period(income: Restrictions) -> str:
    if income.pays_from is None:
        return f"costs until {income.pays_until}"
    if income.pays_until is None:
        return f"costs from {income.pays_from} on"
    return f"costs from {income.pays_from} to {income.pays_until}"


def needs_answer(income: Restrictions | None, cost: Cost) -> bool:
    """Whether somebody has to say if a cost is lobbying, because what pays it may not pay for lobbying."""
    return income is not None and not income.pays_lobbying and cost.is_lobbying is None


def check_entry(state: EntryState, *, on: date, amount_cents: int, today: date) -> None:
    """Raise InvalidInput for an amount or a day that such an entry cannot have."""
    if amount_cents == 0:
        raise InvalidInput("An amount of 0 says nothing. Give what it costs.")
    if abs(amount_cents) >= MOST_CENTS:
        raise InvalidInput("{amount} is more than a campaign spends. Check the amount.", amount=dollars(amount_cents))
    if amount_cents < 0 and state is not EntryState.SPENT:
        raise InvalidInput("Only money that was paid back has a minus. Choose “spent”, or leave the minus out.")
    if state is EntryState.SPENT and on > today:
        raise InvalidInput("Money cannot have been spent on a day that lies ahead. Choose “committed” or “planned”.")


@dataclass(frozen=True, slots=True)
class Dated:
    """One cost with its day, for sums and the forecast."""

    state: EntryState
    on: date
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Planned, committed and spent, in cents; committed is what is promised and not yet paid."""

    planned: int = 0
    committed: int = 0
    spent: int = 0

    @property
    def actual(self) -> int:
        return self.committed + self.spent

    @property
    def left(self) -> int:
        """What the plan leaves after what is committed and spent; negative when it is overspent."""
        return self.planned - self.actual

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.planned + other.planned, self.committed + other.committed, self.spent + other.spent)


def forecast_cents(costs: Sequence[Dated], *, today: date) -> int:
    """What one budget line will have cost at the end of the campaign, in cents.

    Everything committed or spent for days up to today; for the days after today the larger of what the plan still
    holds and what is committed for them already, because a commitment fulfils the plan and does not add to it.
    """
    so_far = sum(c.amount_cents for c in costs if c.state in ACTUAL and c.on <= today)
    planned = sum(c.amount_cents for c in costs if c.state is EntryState.PLANNED and c.on > today)
    promised = sum(c.amount_cents for c in costs if c.state in ACTUAL and c.on > today)
    return so_far + max(planned, promised)


def logged_costs(costs: dict[int, int], in_ledger: Iterable[int]) -> dict[int, int]:
    """The costs of logged actions that count: those of actions that no entry of the ledger speaks of."""
    told = set(in_ledger)
    return {action: cents for action, cents in costs.items() if action not in told}


def check_period(starts: date | None, ends: date | None) -> None:
    """Raise InvalidInput when an income could pay for no day at all."""
    if starts is not None and ends is not None and ends < starts:
        raise InvalidInput("The period would end before it starts. Correct one of the two days.")
