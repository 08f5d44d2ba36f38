"""A document's figures beside those the store holds: the newest document's is shown, every other one is kept."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import delete, tuple_
from sqlmodel import Session, col, select

from budget.districts.figure_arrays import NO_MARGIN, REASONS, UNIT, Array, SortedFigures, key_of
from budget.districts.models import Figure, OtherFigure
from data.imports.bulk import held_rows, insert_rows
from data.missing import MissingReason
from data.provenance import Source
from data.records import AT_ONCE, columns

BLOCK = 20_000
KEY = ("unit_id", "measure_id", "school_year", "group_id")
SAID = ("value", "missing_reason", "margin", "source_id", "row_number", "batch_id")
COLUMNS = (*KEY, *SAID, "hidden")
WRITTEN = (*KEY, "value", "missing_reason", "margin", "row_number")
NOT_PUBLISHED = MissingReason.NOT_PUBLISHED.value
NOTHING, SAME, CHANGED, NEW = 0, 1, 2, 3  # what became of a figure; of a row, the highest of its figures
Rank = tuple[date, int, int]
Shown = tuple[bool, Rank]


class Statement(NamedTuple):
    """A row of `figures` or `other_figures`."""

    unit_id: int
    measure_id: int
    school_year: int
    group_id: int
    value: int | None
    missing_reason: str | None
    margin: int | None
    source_id: int
    row_number: int | None
    batch_id: int | None

    @property
    def key(self) -> tuple[int, int, int, int]:
        return self[:4]


class Ranks:
    """Which of two statements is shown: one that is not published speaks last; then the newer document's.

    The newer is the one published later, then the higher edition, then the one that came to the store later.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[int, Rank] = {}

    def of(self, one: Statement) -> Shown:
        """The rank of a statement; the higher one is shown."""
        return one.missing_reason != NOT_PUBLISHED, self._of_source(one.source_id)

    def _of_source(self, source_id: int) -> Rank:
        if source_id not in self._known:
            source = self._session.exec(select(Source).where(Source.id == source_id)).one()
            self._known[source_id] = (source.published_on or date.min, source.edition, source_id)
        return self._known[source_id]


def write_figures(session: Session, figures: SortedFigures, *, source_id: int, batch_id: int) -> Array:
    """Write every figure; answers what became of each. `figures` hold each place once."""
    ranks = Ranks(session)
    outcomes = np.full(len(figures.keys), NEW, dtype=np.int8)
    same = {"source_id": source_id, "batch_id": batch_id}
    for start in range(0, len(figures.keys), BLOCK):
        stop = min(start + BLOCK, len(figures.keys))
        stored = _stored(session, figures, start, stop)
        rows: Iterable[tuple[Any, ...]] = _rows(figures, start, stop)
        if stored:
            rows = _beside(session, rows, stored, ranks, outcomes[start:stop], same)
        insert_rows(session, Figure, WRITTEN, rows, same={**same, "hidden": 0})
    return outcomes


def _rows(figures: SortedFigures, start: int, stop: int) -> Iterator[tuple[Any, ...]]:
    """The figures of a block as rows of the columns `WRITTEN`."""
    keys = figures.keys[start:stop]
    parts = (keys >> UNIT, (keys >> 22) & 0xFFF, (keys >> 10) & 0xFFF, keys & 0x3FF)
    values: list[int | None] = figures.values[start:stop].tolist()
    reasons = [REASONS[n] for n in figures.why[start:stop].tolist()]
    for n in np.flatnonzero(figures.why[start:stop]).tolist():
        values[n] = None
    margins = [None if n == NO_MARGIN else n for n in figures.margins[start:stop].tolist()]
    numbers = [n or None for n in figures.rows[start:stop].tolist()]
    return zip(*(part.tolist() for part in parts), values, reasons, margins, numbers, strict=True)


def _stored(session: Session, figures: SortedFigures, start: int, stop: int) -> dict[int, Statement]:
    """What the store shows of the units and measures of a block, by key."""
    keys = figures.keys[start:stop]
    f = Figure
    measures = np.unique((keys >> 22) & 0xFFF).tolist()
    units = np.unique(keys >> UNIT).tolist()
    of_units = col(f.unit_id).in_(units) if len(units) <= AT_ONCE else col(f.unit_id).between(units[0], units[-1])
    shown = (
        columns(*(getattr(f, name) for name in (*KEY, *SAID))).where(of_units).where(col(f.measure_id).in_(measures))
    )
    found = (Statement(*row) for row in held_rows(session, shown))
    return {key_of(*one.key): one for one in found}


def _beside(
    session: Session,
    rows: Iterable[tuple[Any, ...]],
    stored: dict[int, Statement],
    ranks: Ranks,
    outcomes: Array,
    same: dict[str, int],
) -> list[tuple[Any, ...]]:
    """The rows to show; those that another document outweighs, and those they outweigh, are kept as others."""
    shown, others, outweighed = [], [], []
    for n, row in enumerate(rows):
        before = stored.get(key_of(*row[:4]))
        if before is None:
            shown.append(row)
            continue
        now = Statement._make((*row[:7], same["source_id"], row[7], same["batch_id"]))
        outcomes[n] = SAME if (before.value, before.missing_reason) == row[4:6] else CHANGED
        if ranks.of(now) > ranks.of(before):
            shown.append(row)
            others.append(before)
            outweighed.append(before.key)
        else:
            others.append(now)
    take_away(session, Figure, outweighed)
    insert_rows(session, OtherFigure, (*KEY, *SAID), others)
    return shown


def take_away(session: Session, model: type[Any], keys: Iterable[tuple[int, ...]], by: tuple[str, ...] = KEY) -> None:
    """Delete the rows with these keys."""
    for some in _parts(sorted(keys)):
        session.execute(delete(model).where(tuple_(*(getattr(model, name) for name in by)).in_(some)))


def _parts(keys: list[tuple[int, ...]]) -> Iterator[list[tuple[int, ...]]]:
    for start in range(0, len(keys), 1000):
        yield keys[start : start + 1000]
