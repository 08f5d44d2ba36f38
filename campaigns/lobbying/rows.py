"""The money of one row of the ledger: staff time by the rate of its day, and shares that add up to the cent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.lobbying.recognising import Answers, Kind, Question, Recognised, Unanswered, recognise
from data.money import rounded

MINUTES_AN_HOUR = 60
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Rate:
    """What an hour of a role costs with everything on top, in cents, from a day on. It names no person."""

    role: str
    cents_an_hour: int
    since: date


def rate_on(rates: Sequence[Rate], role: str, day: date) -> Rate | None:
    """The rate of a role in force on a day; None when there is none yet."""
    known = [rate for rate in rates if rate.role == role and rate.since <= day]
    return max(known, key=lambda rate: rate.since, default=None)


def staff_cents(minutes: int, cents_an_hour: int) -> int:
    """What paid time cost, to the nearest cent, half a cent up."""
    return rounded(minutes * cents_an_hour, MINUTES_AN_HOUR)


def allocate(cents: int, shares: Mapping[Kind, int]) -> dict[Kind, int]:
    """An amount divided by whole-number shares; the parts always add up to it.

    Each part is rounded down, and the cents left over go to the largest remainders, to lobbying before not.
    Raises ValueError for shares below 0 or that are all 0.
    """
    whole = sum(shares.values())
    if whole <= 0 or min(shares.values()) < 0:
        raise ValueError("shares are whole numbers of 0 or more, and at least one is above 0")
    if len(shares) == 1:
        return dict.fromkeys(shares, cents)
    parts = {kind: cents * share // whole for kind, share in shares.items()}
    left = cents - sum(parts.values())
    order = {Kind.GRASS_ROOTS: 0, Kind.DIRECT: 1, Kind.NONE: 2}
    by_remainder = sorted(shares, key=lambda kind: (-(cents * shares[kind] % whole), order[kind]))
    for kind in by_remainder[:left]:
        parts[kind] += 1
    return parts


@dataclass(frozen=True, slots=True)
class Said:
    """What one action's answers say: the communication, paid time, money, and shares where it had several purposes.

    `role` is "" for volunteers only; None means that nobody said. Shares are percents that add up to 100.
    """

    answers: Answers
    role: str | None = None
    paid_minutes: int | None = None
    cost_cents: int | None = None
    shares: tuple[tuple[Kind, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Costed:
    """A row's money, in cents: what was spent, what paid time cost, and how much of it is of which kind.

    What nobody said is missing, never 0: `missing` names it.
    """

    found: Recognised | Unanswered
    spent_cents: int | None
    staff_cents: int | None
    direct_cents: int
    grass_roots_cents: int
    none_cents: int
    missing: tuple[str, ...] = ()

    @property
    def total_cents(self) -> int:
        return (self.spent_cents or 0) + (self.staff_cents or 0)

    @property
    def lobbying_cents(self) -> int:
        return self.direct_cents + self.grass_roots_cents

    @property
    def kind(self) -> Kind | None:
        return self.found.kind if isinstance(self.found, Recognised) else None

    @property
    def settled(self) -> bool:
        """Whether nothing is left to say about it."""
        return self.kind is not None and not self.missing

    @property
    def question(self) -> Question | None:
        return self.found.question if isinstance(self.found, Unanswered) else None


COST, TIME, RATE = "cost", "time", "rate"


def cost_of(said: Said, rates: Sequence[Rate], *, day: date, action_cost_cents: int | None) -> Costed:
    """A row's money by its answers. What the action itself says it cost comes before what the answers say."""
    found = recognise(said.answers)
    spent = said.cost_cents if action_cost_cents is None else action_cost_cents
    staff, no_rate = _paid_time(said, rates, day)
    shares = dict(said.shares) or ({found.kind: WHOLE} if isinstance(found, Recognised) else {})
    parts = allocate((spent or 0) + (staff or 0), shares) if shares else {}
    counts = bool(shares) and set(shares) != {Kind.NONE}
    missing = [COST] if counts and spent is None else []
    missing += [RATE if no_rate else TIME] if counts and staff is None else []
    return Costed(
        found,
        spent,
        staff,
        parts.get(Kind.DIRECT, 0),
        parts.get(Kind.GRASS_ROOTS, 0),
        parts.get(Kind.NONE, 0),
        tuple(missing),
    )


def _paid_time(said: Said, rates: Sequence[Rate], day: date) -> tuple[int | None, bool]:
    """What paid time cost, None when it is not known; and whether that is for want of a rate."""
    if said.role == "":
        return 0, False
    if said.role is None or said.paid_minutes is None:
        return None, False
    rate = rate_on(rates, said.role, day)
    return (None, True) if rate is None else (staff_cents(said.paid_minutes, rate.cents_an_hour), False)
