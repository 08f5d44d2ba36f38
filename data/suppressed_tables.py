"""Masking beyond the small counts themselves: as many more cells as it takes that no sum gives a masked one away.

A table is one measure in one year: rows of units, columns of groups. Its ties are the sums a reader can make: the
groups of a family are everybody, the districts are the state. A masked cell is safe when what is shown leaves it a
range at least as wide as the rule's least count. The proof is by moves that keep every sum: within a row a count may
go from one masked group to another if it comes back in other rows (or in the state's own masked row).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
Mask = NDArray[np.bool_]
ROUNDS = 60  # of proportional fitting
FAR = 1e12  # stands for no bound


@dataclass(frozen=True)
class Table:
    """Counts with what is known of them; row 0 is the state's if `state`, and column 0 is everybody.

    `values` is nan where there is no figure; `unknown` where the source itself masks it; `small` is masked for its
    own sake; `most` is the most a cell can be (the size of the group), infinite where nothing bounds it.
    `families` are columns that add up to column 0.
    """

    values: Counts
    unknown: Mask
    small: Mask
    most: Counts
    families: tuple[tuple[int, ...], ...]
    state: bool
    size: Counts | None = None  # of each group, shown or masked: masked sizes together still bound what is left

    @property
    def sizes(self) -> Counts:
        """The size of each group, where none is known no bound."""
        return self.most if self.size is None else self.size

    @property
    def present(self) -> Mask:
        """Cells there is a figure of, shown or not."""
        return ~np.isnan(self.values) | self.unknown


def masked_cells(table: Table, least: int) -> Mask:
    """Every cell to mask: the small ones and those that would give them away. Same table, same answer."""
    hidden = (table.small | table.unknown) & table.present
    while True:
        before = int(hidden.sum())
        _mask_whole_rows(table, hidden)
        _mask_in_rows(table, hidden, least)
        if table.state:
            _mask_in_columns(table, hidden, least)
            if int(hidden.sum()) == before:
                _mask_rectangles(table, hidden, least)
        if int(hidden.sum()) == before:
            return hidden


def masked_with_total(parts: Sequence[Table], total: Table, least: int) -> tuple[list[Mask], Mask]:
    """The same for measures that add up to a total measure: where a part is masked, so is the total's cell."""
    parts = list(parts)
    while True:
        each = [masked_cells(part, least) for part in parts]
        any_part = np.logical_or.reduce(each) if each else np.zeros_like(total.small)
        whole = masked_cells(replace(total, small=total.small | any_part), least)
        lonely = whole & ~any_part & total.present
        added = False
        for row, column in zip(*np.nonzero(lonely), strict=True):
            held = [(part.values[row, column], -at) for at, part in enumerate(parts) if part.present[row, column]]
            if held:
                at = -max(held)[1]
                small = parts[at].small.copy()
                small[row, column] = True
                parts[at] = replace(parts[at], small=small)
                added = True
        if not added:
            return each, whole


def _mask_whole_rows(table: Table, hidden: Mask) -> None:
    """Where everybody is masked, so is every group."""
    hidden |= hidden[:, :1] & table.present


def _total_of(table: Table, row: Any, family: tuple[int, ...]) -> float:
    """What the parts of a row add up to; where no total is printed, the sum of the parts a reader knows."""
    total, parts = table.values[row, 0], table.values[row, list(family)]
    together = float(np.nansum(parts))
    if not table.present[row, 0]:
        return together
    if table.unknown[row, list(family)].any():
        return float(total)
    return min(float(total), together)  # a printed share beside a printed count tells the sum of the parts itself


def exposed(slack: float, most: Sequence[float], least: int, sizes: Sequence[float] | None = None) -> bool:
    """Whether any masked cell of one sum is left a range narrower than `least`; `slack` is what they add up to."""
    if len(most) < 2:
        return True
    slack = max(slack, 0.0)
    sizes = most if sizes is None else sizes
    finite = [bound for bound in sizes if bound != math.inf]
    if not finite:
        return slack < least
    unbounded, together = len(sizes) - len(finite), sum(finite)
    for bound, size in set(zip(most, sizes, strict=True)):
        left = unbounded - (size == math.inf)
        others = math.inf if left else together - (0.0 if size == math.inf else size)
        if min(slack, bound) - max(0.0, slack - others) < least:
            return True
    return False


def _next(values: Sequence[float], shown: Sequence[int], missing: float) -> int | None:
    """The shown cell to mask next: the smallest that supplies what is missing, else the largest there is."""
    if not shown:
        return None
    enough = [place for place in shown if values[place] >= max(missing, 1)]
    return min(enough, key=lambda place: values[place]) if enough else max(shown, key=lambda place: values[place])


def _mask_line(
    values: Counts, hidden: Mask, present: Mask, most: Counts, total: float, least: int, size: Counts
) -> bool:
    """Mask more cells of one sum until none is exposed; answers whether that was possible."""
    said, bounds, sizes = values.tolist(), most.tolist(), size.tolist()
    shown = np.nonzero(present & ~hidden)[0].tolist()
    masked = np.nonzero(hidden)[0].tolist()
    slack = total - sum(said[place] for place in shown)
    while masked:
        if not exposed(slack, [bounds[p] for p in masked], least, [sizes[p] for p in masked]):
            return True
        more = _next(said, shown, least - slack)
        if more is None:
            return False
        shown.remove(more)
        masked.append(more)
        hidden[more] = True
        slack += said[more]
    return True


def _mask_in_rows(table: Table, hidden: Mask, least: int) -> None:
    present = table.present
    for family in table.families:
        columns = list(family)
        inside = present[:, columns]
        for row in np.nonzero((hidden[:, columns] & inside).any(axis=1) & ~hidden[:, 0])[0]:
            if inside[row].sum() < 2:
                continue
            line = hidden[row, columns] & inside[row]
            safe = _mask_line(
                table.values[row, columns],
                line,
                inside[row],
                table.most[row, columns],
                _total_of(table, row, family),
                least,
                table.sizes[row, columns],
            )
            hidden[row, columns] = line
            if not safe:
                hidden[row] |= present[row]


def _mask_in_columns(table: Table, hidden: Mask, least: int) -> None:
    present = table.present
    for column in range(table.values.shape[1]):
        units = present[1:, column]
        if not units.any() or not present[0, column]:
            continue
        line = hidden[1:, column] & units
        if hidden[0, column]:  # the state's own cell is masked: some district's must be too, or it adds up
            more = _next(table.values[1:, column].tolist(), np.nonzero(units & ~line)[0].tolist(), least)
            if not line.any() and more is not None:
                line[more] = True
        elif not _mask_line(
            table.values[1:, column],
            line,
            units,
            table.most[1:, column],
            table.values[0, column],
            least,
            table.sizes[1:, column],
        ):
            hidden[0, column] = True
        hidden[1:, column] |= line
    _mask_whole_rows(table, hidden)


def _filled(table: Table) -> Counts:
    """The counts, with those the source masks filled by proportional fitting to what their sums leave over."""
    values = np.nan_to_num(table.values.copy())
    for family in table.families:
        columns = list(family)
        unknown = table.unknown[1:, columns]
        if not unknown.any():
            continue
        known = np.where(unknown, 0.0, values[1:, columns])
        rows = np.clip(values[1:, 0] - known.sum(axis=1), 0, None)
        sums = np.clip(values[0, columns] - known.sum(axis=0), 0, None)
        most = np.where(np.isfinite(table.most[1:, columns]), table.most[1:, columns], FAR)
        values[1:, columns] = known + _fitted(unknown, rows, sums, most)
    return values


def _fitted(unknown: Mask, rows: Counts, sums: Counts, most: Counts) -> Counts:
    cells = unknown.astype(np.float64)
    for _ in range(ROUNDS):
        of_rows = cells.sum(axis=1, keepdims=True)
        cells *= np.divide(rows[:, None], of_rows, out=np.zeros_like(of_rows), where=of_rows > 0)
        cells = np.minimum(cells, most)
        of_sums = cells.sum(axis=0, keepdims=True)
        cells *= np.divide(sums[None, :], of_sums, out=np.zeros_like(of_sums), where=of_sums > 0)
        cells = np.minimum(cells, most)
    return cells


def ranges(table: Table, hidden: Mask, family: tuple[int, ...]) -> Counts:
    """A range each masked cell of a family surely keeps under every sum of the table, found by moves that keep them."""
    columns = list(family)
    values = _filled(table)[:, columns]
    masked = (hidden & table.present)[:, columns]
    room = np.where(np.isfinite(table.most[:, columns]), table.most[:, columns], FAR) - values
    room = np.clip(room, 0, None)
    whole = np.concatenate([[False], (hidden & table.present)[1:, 0]])  # these also trade with one another
    partners = np.maximum(masked.sum(axis=1) - 1, 1)
    widest = np.zeros_like(values)
    for one in range(len(columns)):
        ups, downs, merged = np.zeros(len(values)), np.zeros(len(values)), 0.0
        for two in range(len(columns)):
            if one == two:
                continue
            both = masked[:, one] & masked[:, two]
            away = np.where(both, np.minimum(values[:, one] / partners, room[:, two]), 0.0)  # from one to two
            back = np.where(both, np.minimum(values[:, two], room[:, one] / partners), 0.0)
            other_away, other_back = _elsewhere(away, back)
            ups += np.where(both, np.minimum(np.minimum(values[:, two], room[:, one]), other_away), 0.0)
            downs += np.where(both, np.minimum(np.minimum(values[:, one], room[:, two]), other_back), 0.0)
            merged += min(values[whole & both, two].sum(), away[~whole].sum() - away[0] + back[0])
        widest[:, one] = np.minimum(ups, room[:, one]) + np.minimum(downs, values[:, one])
        traded = values[whole, one].sum() - values[:, one] + merged
        kept = np.minimum(traded, room[:, one]) + values[:, one]
        widest[whole, one] = np.maximum(widest, kept[:, None])[whole, one]
    return widest


def _elsewhere(away: Counts, back: Counts) -> tuple[Counts, Counts]:
    """For each row what the others can take the other way; the state's row moves with its districts, not against."""
    units_away, units_back = away[1:].sum() - away[1:], back[1:].sum() - back[1:]
    other_away = np.concatenate([[back[1:].sum()], units_away + back[0]])
    other_back = np.concatenate([[away[1:].sum()], units_back + away[0]])
    return other_away, other_back


def _mask_rectangles(table: Table, hidden: Mask, least: int) -> None:
    present = table.present
    for family in table.families:
        columns = list(family)
        inside = (hidden & present)[:, columns]
        tied = present[0, columns] & present[1:, columns].any(axis=0)
        narrow = inside & tied[None, :] & (ranges(table, hidden, family) < least)
        for row, place in zip(*np.nonzero(narrow), strict=True):
            shown = present[row, columns] & ~hidden[row, columns]
            more = _next(table.values[row, columns].tolist(), np.nonzero(shown)[0].tolist(), 1)
            if more is not None:
                hidden[row, columns[more]] = True
            elif not hidden[0, columns[place]]:
                hidden[0, columns[place]] = True
            else:
                shown = present[0, columns] & ~hidden[0, columns]
                more = _next(table.values[0, columns].tolist(), np.nonzero(shown)[0].tolist(), 1)
                if more is not None:
                    hidden[0, columns[more]] = True
