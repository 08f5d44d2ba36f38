"""A step of a sync: what one question or a few brought, and from where to go on once it is kept."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from data.sources.said import CommitteeSaid, MeasureSaid, PersonSaid

GROUP = 10  # bills that are kept together where a source answers one bill at a time


@dataclass(frozen=True, slots=True)
class Known:
    """Something an earlier step brought: its mark then, its printed number, and when it was last seen."""

    mark: str
    number: str
    brought: datetime


@dataclass(frozen=True, slots=True)
class Start:
    """From where a run goes on: the source's own cursor, what is known, when the run began."""

    cursor: Mapping[str, Any]
    known: Mapping[str, Known]
    started: datetime

    def is_of_this_run(self, key: str) -> bool:
        """Whether this run, before it broke off, already brought something."""
        return key in self.known and self.known[key].brought >= self.started


@dataclass(frozen=True, slots=True)
class Item:
    """Something a step brought, by the source's key, with the mark that says whether it changed."""

    key: str
    mark: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What to keep in one transaction. `cursor` None leaves the cursor as it is; `unchanged` counts what had not
    changed, `left` what is still to come with this step; `vanished` are known keys that the list holds no more.
    """

    measures: tuple[MeasureSaid, ...] = ()
    people: tuple[PersonSaid, ...] = ()
    committees: tuple[CommitteeSaid, ...] = ()
    items: tuple[Item, ...] = ()
    cursor: Mapping[str, Any] | None = None
    left: int | None = None
    unchanged: int = 0
    vanished: tuple[str, ...] = ()


Steps = Callable[[Start], Iterator[Step]]


@dataclass
class Gathering:
    """Puts what comes one by one into steps of `GROUP`; also what came before a problem is a step."""

    measures: list[MeasureSaid] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    taken: int = 0
    unchanged: int = 0

    def take(self, said: MeasureSaid | None, *items: Item) -> None:
        """Take one bill, or that one had not changed."""
        self.taken += 1
        self.unchanged += said is None
        self.measures += [said] if said else []
        self.items += items

    @property
    def is_full(self) -> bool:
        return self.taken >= GROUP

    def step(self) -> Step:
        """What was taken since the last step."""
        step = Step(measures=tuple(self.measures), items=tuple(self.items), unchanged=self.unchanged)
        self.measures, self.items, self.taken, self.unchanged = [], [], 0, 0
        return step
