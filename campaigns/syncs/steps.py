"""A step of a sync: what one question or a few brought, and from where to go on once it is kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from campaigns.legislators.import_record import Counts
from data.errors import SourceProblem
from data.sources.bls import PricesTold
from data.sources.said import CommitteeSaid, MeasureSaid, PersonSaid
from data.sources.told_figures import ToldFigures

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
class FiguresBrought:
    """What one question about school figures brought; `key` tells this content of this document from any other."""

    told: ToldFigures
    key: str
    title: str
    address: str
    licence: str


@dataclass(frozen=True, slots=True)
class Step:
    """What to keep in one transaction. `cursor` None leaves the cursor as it is; `unchanged` counts what had not
    changed, `missing` what the source lists and does not have, `left` what is still to come with this step;
    `vanished` are known keys that the list holds no more. `asked` counts questions about figures or prices.
    """

    measures: tuple[MeasureSaid, ...] = ()
    people: tuple[PersonSaid, ...] = ()
    committees: tuple[CommitteeSaid, ...] = ()
    items: tuple[Item, ...] = ()
    cursor: Mapping[str, Any] | None = None
    left: int | None = None
    unchanged: int = 0
    missing: int = 0
    vanished: tuple[str, ...] = ()
    figures: FiguresBrought | None = None
    prices: PricesTold | None = None
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a step changed: its counts, the import it is part of, and sentences for a person."""

    counts: Counts = field(default_factory=Counts)
    import_id: int | None = None
    batch_id: int | None = None
    notes: tuple[str, ...] = ()


Steps = Callable[[Start], Iterator[Step]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What asking for one bill brought: the bill, or that it had not changed, or (`missing`) that it is not there."""

    said: MeasureSaid | None = None
    items: tuple[Item, ...] = ()
    missing: bool = False


def in_groups(taken: Iterable[Taken]) -> Iterator[Step]:
    """What comes one by one, in steps of `GROUP`; also what came before a problem is a step."""
    group: list[Taken] = []
    try:
        for one in taken:
            group.append(one)
            if len(group) == GROUP:
                full, group = group, []
                yield _step(full)
    except (SourceProblem, KeyboardInterrupt):
        if group:
            yield _step(group)
        raise
    if group:
        yield _step(group)


def _step(group: Sequence[Taken]) -> Step:
    missing = sum(one.missing for one in group)
    return Step(
        measures=tuple(one.said for one in group if one.said),
        items=tuple(item for one in group for item in one.items),
        unchanged=sum(one.said is None for one in group) - missing,
        missing=missing,
    )
