"""A tax year added up: sums by kind and month, warning levels, and where the year would end at this pace."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from campaigns.lobbying.recognising import Kind
from campaigns.lobbying.rows import Costed
from data.periods import DateRange

LEVELS = (75, 90, 100)  # ours, not the law's
FIRST_PROJECTION = 60


@dataclass(frozen=True, slots=True)
class Sums:
    """Cents by kind, and how many rows are behind each."""

    direct_cents: int = 0
    grass_roots_cents: int = 0
    none_cents: int = 0
    direct: int = 0
    grass_roots: int = 0
    none: int = 0

    @property
    def total_cents(self) -> int:
        """Lobbying of both kinds."""
        return self.direct_cents + self.grass_roots_cents


def added_up(rows: Iterable[Costed]) -> Sums:
    """The sums of rows. A row whose cost is shared counts once under each kind it has a share of."""
    cents = dict.fromkeys(Kind, 0)
    count = dict.fromkeys(Kind, 0)
    for row in rows:
        parts = {Kind.DIRECT: row.direct_cents, Kind.GRASS_ROOTS: row.grass_roots_cents, Kind.NONE: row.none_cents}
        for kind, part in parts.items():
            cents[kind] += part
            count[kind] += bool(part) or row.kind is kind
    return Sums(
        cents[Kind.DIRECT], cents[Kind.GRASS_ROOTS], cents[Kind.NONE],
        count[Kind.DIRECT], count[Kind.GRASS_ROOTS], count[Kind.NONE],
    )  # fmt: skip


class Level(StrEnum):
    """How near a ceiling is."""

    FINE = "fine"
    NEAR = "75 percent"
    CLOSE = "90 percent"
    OVER = "100 percent"


def level_of(spent_cents: int, ceiling_cents: int) -> Level:
    """The highest warning level reached; one that is reached exactly counts as reached.

    A ceiling of 0 is reached by the first cent and not before.
    """
    if spent_cents <= 0:
        return Level.FINE
    steps = zip(LEVELS, (Level.NEAR, Level.CLOSE, Level.OVER), strict=True)
    reached = [level for percent, level in steps if spent_cents * 100 >= ceiling_cents * percent]
    return reached[-1] if reached else Level.FINE


@dataclass(frozen=True, slots=True)
class Month:
    """Spending from the year's beginning to the end of a month (or to its last row), in cents."""

    starts: date
    total_cents: int
    grass_roots_cents: int


def by_month(rows: Sequence[tuple[date, Costed]], days: DateRange, *, until: date) -> tuple[Month, ...]:
    """Running sums for each month of a tax year up to the one of `until`, or of the last row where that is later."""
    last = max([until, *(day for day, _row in rows)])
    within: defaultdict[date, list[Costed]] = defaultdict(list)
    for day, row in rows:
        within[day.replace(day=1)].append(row)
    found: list[Month] = []
    starts, total, grass_roots = days.start, 0, 0
    while starts < days.end and starts <= last:
        here = added_up(within[starts])
        total, grass_roots = total + here.total_cents, grass_roots + here.grass_roots_cents
        found.append(Month(starts, total, grass_roots))
        starts = (starts + timedelta(days=32)).replace(day=1)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the year would end at the pace so far, in cents; `day` of `days` of it have passed."""

    total_cents: int
    grass_roots_cents: int
    day: int
    days: int


def projection(rows: Sequence[tuple[date, Costed]], days: DateRange, *, today: date) -> Projection | None:
    """What was spent up to today, carried on evenly to the last day of the year, and never below what is on file.

    None before the sixtieth day, when a single day would decide it, and once the year is over.
    """
    passed, length = (today - days.start).days + 1, (days.end - days.start).days
    if passed < FIRST_PROJECTION or today >= days.end:
        return None
    so_far, on_file = added_up(row for day, row in rows if day <= today), added_up(row for _day, row in rows)
    return Projection(
        max(-(-so_far.total_cents * length // passed), on_file.total_cents),
        max(-(-so_far.grass_roots_cents * length // passed), on_file.grass_roots_cents),
        passed,
        length,
    )
