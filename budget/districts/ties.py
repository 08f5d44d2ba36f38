"""Which figures of one state and year give one another away, and so must be masked together."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from data.suppressed_tables import Counts, Mask, Table, masked_cells, masked_with_total
from data.suppression import SmallCounts

BASES = ("enrollment", "membership")  # whom students with an outcome are of, where a measure names nobody
COUNT_OF_SHARE = {"enrollment_share": "enrollment", "lunch_share": "lunch_students"}
OF_EVERYBODY = {"enrollment_share"}  # shares of all students, not of the students of their own group
TOTALS = {"discipline_events": "_events"}  # a measure that is the sum of the others of its kind
PEOPLE_TOTAL = "discipline_students"  # students with any of them; one student may have several
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Tied:
    """What the gate must know of a measure: events or persons, a share or a count, and of whom."""

    code: str
    share: bool
    events: bool
    of: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One measure in one year: rows of units (row 0 is the state), columns of groups (column 0 is everybody)."""

    values: Counts
    unknown: Mask

    @property
    def present(self) -> Mask:
        return ~np.isnan(self.values) | self.unknown


@dataclass(frozen=True)
class YearOfFigures:
    """Every suppressible measure of a state in a year, the families of its columns, and the rule in force."""

    grids: Mapping[str, Grid]
    tied: Mapping[str, Tied]
    families: tuple[tuple[int, ...], ...]
    rule: SmallCounts
    halves: tuple[int, ...] = ()  # women and girls, men and boys: where no size is known, a quarter of everybody

    also: Mapping[str, Mask] = field(default_factory=dict)  # sizes to mask for the sake of counts of them

    def masks(self) -> dict[str, Mask]:
        """For each measure which cells to mask."""
        found = self._masks_once()
        also = self._narrow_sizes(found)
        return replace(self, also=also).masks() if also else found

    def _masks_once(self) -> dict[str, Mask]:
        found: dict[str, Mask] = {}
        of = {kind.of for kind in self.tied.values() if kind.of} | set(BASES)
        counts = [code for code in self.grids if not self.tied[code].share]
        for code in sorted(counts, key=lambda code: (code not in of, code)):
            if code not in found:
                self._mask_count(code, found)
        self._mask_people(found)
        for code in sorted(set(self.grids) - set(counts)):
            self._mask_share(code, found)
        return found

    def _mask_count(self, code: str, found: dict[str, Mask]) -> None:
        parts = self._parts_of(code)
        if parts:
            each, whole = masked_with_total([self._table(part, found) for part in parts],
                                            self._table(code, found), self.rule.least)  # fmt: skip
            found.update(zip(parts, each, strict=True))
            found[code] = whole
        elif not any(code in self._parts_of(total) for total in TOTALS if total in self.grids):
            found[code] = masked_cells(self._table(code, found), self.rule.least)

    def _parts_of(self, total: str) -> list[str]:
        kind = TOTALS.get(total)
        return [] if kind is None else sorted(c for c in self.grids if c.endswith(kind) and c != total)

    def _table(self, code: str, found: Mapping[str, Mask]) -> Table:
        """Counts of a measure, with those that only its share tells, and what is small among them."""
        grid, kind = self.grids[code], self.tied[code]
        values, unknown = grid.values, grid.unknown
        for share in (share for share, count in COUNT_OF_SHARE.items() if count == code and share in self.grids):
            told = self._told_by(share)
            values = np.where(np.isnan(values), told, values)
            unknown = unknown | (self.grids[share].unknown & np.isnan(told))
        group, bound = self._group_of(code, found)
        sized = group.copy()
        if np.isnan(group).all():
            group = np.full_like(values, np.nan)
            group[:, 1:] = values[:, :1]  # a group of students is a part of all students
        columns = list(self.halves)
        group[:, columns] = np.where(np.isnan(group[:, columns]), group[:, :1] // 4, group[:, columns])
        small = _small(values, group, self.rule.least, persons=not kind.events)
        if not kind.events and code not in BASES:  # a count shown says its masked group is at least as large
            small |= np.isinf(bound) & ~np.isnan(sized)
        if code in self.also:
            small |= self.also[code]
        most = np.full_like(values, np.inf) if kind.events else bound
        size = np.full_like(values, np.inf) if kind.events else np.where(np.isnan(sized), np.inf, sized)
        return Table(values, unknown, small, most, self.families, bool((~np.isnan(values[0])).any()), size)

    def _group_of(self, code: str, found: Mapping[str, Mask]) -> tuple[Counts, Counts]:
        """How many students there are that a measure's could be of, and the same where it is shown, else no bound."""
        group = np.full_like(self.grids[code].values, np.nan)
        bound = np.full_like(group, np.inf)
        if code in BASES:
            return group, bound
        for base in dict.fromkeys((self.tied[code].of, *BASES)):
            if base in self.grids and base != code:
                size = self.grids[base].values
                fill = np.isnan(group) & ~np.isnan(size)
                group = np.where(fill, size, group)
                shown = fill if base not in found else fill & ~found[base]
                bound = np.where(shown & ~self.grids[base].unknown, size, bound)
        return group, bound

    def _told_by(self, share: str) -> Counts:
        """The counts that shares and what they are of tell together."""
        group, _ = self._group_of(share, {})
        if share in OF_EVERYBODY:
            group = np.repeat(group[:, :1], group.shape[1], axis=1)
        return np.rint(self.grids[share].values * group / MILLION)

    def _narrow_sizes(self, found: Mapping[str, Mask]) -> dict[str, Mask]:
        """Sizes to mask besides: where masked counts add up to nearly all their masked groups, too little is open."""
        also: dict[str, Mask] = {}
        for code, grid in self.grids.items():
            base = next((one for one in (self.tied[code].of, *BASES) if one in BASES and one in found), None)
            if base is None or base == code or self.tied[code].share or self.tied[code].events:
                continue
            for family in self.families:
                for row, column in _too_tight(
                    grid, found[code], self.grids[base], found[base], family, self.rule.least
                ):
                    mask = also.setdefault(base, self.also.get(base, np.zeros_like(grid.unknown)).copy())
                    mask[row, column] = True
        return also

    def _mask_share(self, code: str, found: dict[str, Mask]) -> None:
        grid, count = self.grids[code], COUNT_OF_SHARE.get(code)
        group, _ = self._group_of(code, found)
        if code in OF_EVERYBODY:
            group = np.repeat(group[:, :1], group.shape[1], axis=1)
        unsized = np.isnan(group) & grid.present
        unsized[:, 0] = False
        if count in found:
            mask = found[count] | grid.unknown
        else:
            told = replace(grid, values=self._told_by(code))
            small = _small(told.values, group, self.rule.least, persons=True)
            most = np.where(np.isnan(group), np.inf, group)
            table = Table(told.values, grid.unknown, small, most, self.families, bool(told.present[0].any()))
            mask = masked_cells(table, self.rule.least)
        if code not in OF_EVERYBODY:  # a count and its share together tell how many the group is
            for base in dict.fromkeys((self.tied[code].of, *BASES)):
                mask = mask | found[base] if base in found else mask
        else:
            mask = mask | mask_of_everybody(found, grid)
        found[code] = (mask | unsized) & grid.present

    def _mask_people(self, found: dict[str, Mask]) -> None:
        """Students with an outcome are at most its events, and some if it has any; with any outcome, at least each."""
        beside = {c: c.removesuffix("_students") + "_events" for c in found if c.endswith("_students")}
        for people, beyond in beside.items():
            if beyond in found:
                none = np.nan_to_num(self.grids[people].values, nan=1.0) == 0
                found[people] = found[people] | (none & found[beyond])
        if PEOPLE_TOTAL not in found:
            return
        parts = [c for c, e in beside.items() if e in self.grids and c != PEOPLE_TOTAL]
        hidden = np.logical_or.reduce([found[c][:, 0] for c in parts]) if parts else found[PEOPLE_TOTAL][:, 0]
        total = np.nan_to_num(self.grids[PEOPLE_TOTAL].values[:, 0], nan=np.inf)
        shown = sum(np.where(found[c][:, 0], 0.0, np.nan_to_num(self.grids[c].values[:, 0])) for c in parts)
        upper = np.full(len(total), np.inf)
        for c in parts:
            events = np.where(
                found[beside[c]][:, 0], np.inf, np.nan_to_num(self.grids[beside[c]].values[:, 0], nan=np.inf)
            )
            upper = np.where(found[c][:, 0], np.minimum(upper, np.minimum(events, total)), upper)
        lower = np.clip(np.where(np.isfinite(total), total, 0.0) - shown, 0, None)
        narrow = hidden & (upper - lower < self.rule.least)
        found[PEOPLE_TOTAL][:, 0] |= narrow & self.grids[PEOPLE_TOTAL].present[:, 0]


def _too_tight(
    counts: Grid, masked: Mask, sizes: Grid, sizes_masked: Mask, family: tuple[int, ...], least: int
) -> list[tuple[int, int]]:
    """The next size to mask of each row in which masked counts leave masked sizes less than `least` to share out."""
    columns = list(family)
    away, gone = masked[:, columns] | counts.unknown[:, columns], sizes_masked[:, columns]
    shown = np.where(away, 0.0, np.nan_to_num(counts.values[:, columns]))
    size = np.nan_to_num(sizes.values[:, columns])
    left = np.nan_to_num(counts.values[:, 0]) - shown.sum(axis=1) - np.where(away & ~gone, size, 0.0).sum(axis=1)
    together = np.where(gone, size, 0.0).sum(axis=1)
    split = counts.present[:, columns].sum(axis=1) > 1  # a count of everybody alone says nothing of its groups
    tight = split & gone.any(axis=1) & ~masked[:, 0] & ~sizes_masked[:, 0] & (left > 0) & (together - left < least)
    found = []
    for row in np.nonzero(tight)[0]:
        open_ = [at for at in range(len(columns)) if not gone[row, at] and size[row, at] > 0]
        if open_:
            found.append((int(row), columns[min(open_, key=lambda at: size[row, at])]))
    return found


def mask_of_everybody(found: Mapping[str, Mask], grid: Grid) -> Mask:
    """Where the number of all students is masked, so is every share of it."""
    mask = np.zeros_like(grid.unknown)
    for base in BASES:
        if base in found:
            mask |= found[base][:, :1]
    return mask


def _small(values: Counts, group: Counts, least: int, *, persons: bool) -> Mask:
    """`data.suppression.is_small` of every cell; a zero of everybody is small only beside a small group."""
    known = ~np.isnan(values)
    sized = ~np.isnan(group)
    small = (values > 0) & (values < least)
    small |= sized & (group < least)
    zero_of_unknown = (values == 0) & ~sized
    zero_of_unknown[:, 0] = False
    small |= zero_of_unknown
    if persons:
        rest = group - values
        small |= sized & (rest > 0) & (rest < least)
    return known & np.where(known, small, False)
