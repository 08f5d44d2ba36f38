"""The ledger's values: what is on file for a tax year, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from campaigns.lobbying.gathering import Level, Month, Projection, Sums, added_up, by_month, level_of, projection
from campaigns.lobbying.rows import Costed, Rate, Said
from campaigns.lobbying.rules import Ceilings, Election, Excess, FourYearTest, ceilings, excess, is_elected
from data.periods import DateRange


@dataclass(frozen=True, slots=True)
class ActionHead:
    """An action as the ledger needs it: cents and minutes are None when nobody said; `said` is the sentence typed."""

    id: int
    on_date: date
    title: str
    kind: str
    minutes: int | None
    cost_cents: int | None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An action with its answers and what they come to; `version` counts the changes of the answers, 0 for none."""

    action: ActionHead
    said: Said
    share_reason: str
    costed: Costed
    version: int


@dataclass(frozen=True, slots=True)
class OnFile:
    """A tax year's exempt-purpose spending (cents) and, where a return was filed before, its lobbying."""

    exempt_purpose_cents: int
    is_estimate: bool
    source: str
    filed_total_cents: int | None
    filed_grass_roots_cents: int | None
    version: int


@dataclass(frozen=True, slots=True)
class FiledElection:
    """Form 5768 as filed, and its revocation."""

    id: int
    first_year: int
    filed_on: date
    revoked_from: int | None
    version: int

    @property
    def election(self) -> Election:
        return Election(self.first_year, self.revoked_from)


@dataclass(frozen=True, slots=True)
class FiledRate:
    """A staff rate on file; `id` names it."""

    id: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class SetUp:
    """What an organization told the ledger about itself."""

    organization_id: int
    name: str
    starts_month: int
    may_elect: bool
    version: int
    elections: tuple[FiledElection, ...]
    years: Mapping[int, OnFile]
    rates: tuple[FiledRate, ...]

    @property
    def of_elections(self) -> tuple[Election, ...]:
        return tuple(one.election for one in self.elections)

    @property
    def of_rates(self) -> tuple[Rate, ...]:
        return tuple(one.rate for one in self.rates)

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.rate.role for one in self.rates))


@dataclass(frozen=True, slots=True)
class TestedYears:
    """The four-year test, or the years for which exempt-purpose spending is missing; both empty without an election."""

    test: FourYearTest | None
    missing: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """One tax year of one organization: what was spent on lobbying and how far the ceilings are."""

    setup: SetUp
    year: int
    days: DateRange
    today: date
    entries: tuple[Entry, ...]
    unanswered: int
    unanswered_cents: int | None
    tested: TestedYears

    @property
    def elected(self) -> bool:
        return is_elected(self.setup.of_elections, self.year)

    @property
    def on_file(self) -> OnFile | None:
        return self.setup.years.get(self.year)

    @cached_property
    def sums(self) -> Sums:
        return added_up(entry.costed for entry in self.entries)

    @property
    def total_cents(self) -> int:
        """Lobbying of both kinds: as filed where a return says so, else the actions' sum."""
        filed = self.on_file.filed_total_cents if self.on_file else None
        return self.sums.total_cents if filed is None else filed

    @property
    def grass_roots_cents(self) -> int:
        filed = self.on_file.filed_grass_roots_cents if self.on_file else None
        return self.sums.grass_roots_cents if filed is None else filed

    @property
    def direct_cents(self) -> int:
        return self.total_cents - self.grass_roots_cents

    @property
    def is_filed(self) -> bool:
        return self.on_file is not None and self.on_file.filed_total_cents is not None

    @cached_property
    def ceilings(self) -> Ceilings | None:
        """None while nobody said what is spent for exempt purposes."""
        return ceilings(self.on_file.exempt_purpose_cents) if self.on_file else None

    @property
    def excess(self) -> Excess | None:
        if self.ceilings is None:
            return None
        return excess(self.ceilings, total_cents=self.total_cents, grass_roots_cents=self.grass_roots_cents)

    @property
    def levels(self) -> tuple[Level, Level]:
        """How near the two ceilings are: all lobbying, grass roots."""
        if self.ceilings is None:
            return Level.FINE, Level.FINE
        both = self.ceilings
        return (
            level_of(self.total_cents, both.total_cents),
            level_of(self.grass_roots_cents, both.grass_roots_cents),
        )

    @cached_property
    def months(self) -> tuple[Month, ...]:
        return by_month(self._rows, self.days, until=min(self.today, self.days.end))

    @cached_property
    def projected(self) -> Projection | None:
        return None if self.is_filed else projection(self._rows, self.days, today=self.today)

    @property
    def _rows(self) -> list[tuple[date, Costed]]:
        return [(entry.action.on_date, entry.costed) for entry in self.entries]

    @cached_property
    def unsettled(self) -> tuple[Entry, ...]:
        """Actions with answers that are not complete yet."""
        return tuple(entry for entry in self.entries if not entry.costed.settled)

    @property
    def waiting(self) -> int:
        """How many actions still wait for an answer, a cost or a rate."""
        return self.unanswered + len(self.unsettled)
