"""Every figure of a document in arrays of whole numbers, a few bytes each, sorted as the store keeps them."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from data.errors import InvalidInput
from data.missing import MissingReason

UNIT, MEASURE, YEAR = 34, 22, 10  # bits below each part of a key; the group has the last ten
REASONS: tuple[str | None, ...] = (None, *(reason.value for reason in MissingReason))
NO_VALUE = -(1 << 62)  # below it, by the place of its reason, stands a figure that is missing
CODES = {reason: NO_VALUE - n for n, reason in enumerate(REASONS) if reason}
NO_MARGIN = -1
Array = np.ndarray[Any, Any]


def key_of(unit: int, measure: int, school_year: int, group: int) -> int:
    """A figure's place as one whole number; their order is that of the figures in the store."""
    return unit << UNIT | measure << MEASURE | school_year << YEAR | group


class FigureArrays:
    """The figures as they were said: by a unit's place among `units`, which are codes in the order first met."""

    def __init__(self, measures: Mapping[str, int], groups: Mapping[str, int]) -> None:
        self.units: dict[str, int] = {}
        self._measures = {code: number << MEASURE for code, number in measures.items()}
        self._groups = dict(groups)
        self._key, self._value, self._row = array("q"), array("q"), array("l")
        self._margins: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._key)

    def gather(self, figures: Iterable[Sequence[Any]]) -> None:
        """Take every figure (the fields of `FigureSaid`). Raises InvalidInput for a measure or group nobody defined."""
        units, measures, groups, codes = self.units, self._measures, self._groups, CODES
        add_key, add_value, add_row = self._key.append, self._value.append, self._row.append
        try:
            for unit, measure, year, group, value, missing, margin, row in figures:
                place = units.get(unit)
                if place is None:
                    place = units[unit] = len(units)
                add_key(place << UNIT | measures[measure] | year << YEAR | groups[group])
                add_value(codes[missing] if value is None else value)
                add_row(row or 0)
                if margin is not None:
                    self._margins[len(self._key) - 1] = margin
        except KeyError as unknown:
            raise InvalidInput(
                "“{name}” is no measure, group or reason that is defined. Add it to the reference tables.",
                name=unknown.args[0],
            ) from unknown

    def sorted_by(self, unit_ids: Sequence[int]) -> "SortedFigures":
        """The figures in the store's order, each unit by its number there."""
        keys = np.frombuffer(self._key, dtype=np.int64) if len(self) else np.zeros(0, np.int64)
        numbers = np.asarray(unit_ids or [0], dtype=np.int64)
        full = (numbers[keys >> UNIT] << UNIT) | (keys & ((1 << UNIT) - 1))
        order = np.argsort(full, kind="stable")
        values = np.asarray(self._value)[order]
        missing = values < NO_VALUE
        why = np.where(missing, NO_VALUE - values, 0).astype(np.int8)
        values[missing] = 0
        return SortedFigures(full[order], values, why, self._all_margins()[order], np.asarray(self._row)[order])

    def _all_margins(self) -> Array:
        margins = np.full(len(self), NO_MARGIN, dtype=np.int64)
        for place, margin in self._margins.items():
            margins[place] = margin
        return margins


class SortedFigures:
    """Figures by their keys; `first` marks those that say what no figure before them in the document said."""

    def __init__(self, keys: Array, values: Array, why: Array, margins: Array, rows: Array) -> None:
        self.keys, self.values, self.why, self.margins, self.rows = keys, values, why, margins, rows
        self.repeats = np.zeros(len(keys), dtype=bool)
        if len(keys):
            self.repeats[1:] = keys[1:] == keys[:-1]

    def conflicts(self) -> list[tuple[int, int]]:
        """The rows of two figures of one place that differ: the row of the one kept, and of the other."""
        found = []
        for n in np.flatnonzero(self.repeats).tolist():
            if (self.values[n], self.why[n]) != (self.values[n - 1], self.why[n - 1]):
                found.append((int(self.rows[n - 1]), int(self.rows[n])))
        return found

    def only_first(self) -> "SortedFigures":
        """Each place once, as the first of the document's rows says it."""
        if not self.repeats.any():
            return self
        keep = ~self.repeats
        return SortedFigures(*(part[keep] for part in (self.keys, self.values, self.why, self.margins, self.rows)))

    @property
    def measure_ids(self) -> list[int]:
        return [int(n) for n in np.unique((self.keys >> MEASURE) & 0xFFF)]

    @property
    def years(self) -> list[int]:
        return [int(n) for n in np.unique((self.keys >> YEAR) & 0xFFF)]

    def years_by_unit(self) -> dict[int, tuple[int, int]]:
        """The first and last school year said of each unit."""
        units, years = self.keys >> UNIT, (self.keys >> YEAR) & 0xFFF
        numbers, starts = np.unique(units, return_index=True)
        if not len(numbers):
            return {}
        lows, highs = np.minimum.reduceat(years, starts), np.maximum.reduceat(years, starts)
        return {int(u): (int(a), int(b)) for u, a, b in zip(numbers, lows, highs, strict=True)}

    def content(self) -> tuple[bytes, ...]:
        """What the figures say, for telling one document from another; the same rows in any order are the same."""
        return tuple(part.tobytes() for part in (self.keys, self.values, self.why, self.margins))
