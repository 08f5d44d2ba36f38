"""The gate over figures added up from schools: what a district's or the state's sum may say of a group."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from math import inf

import numpy as np

from budget.districts.adding import Kind, Whole
from data.missing import MissingReason
from data.suppressed_tables import Counts, Mask, Table, exposed, masked_cells
from data.suppression import IN_FORCE, SmallCounts

MILLION = 1_000_000
TENTH_OF_A_PERCENT = 1_000
EVERYBODY = "all"
YearOf = tuple[str, int]  # a measure in a school year
Place = tuple[int, str, int]  # a unit, a measure, a school year


def masked_districts(
    found: Iterable[Whole],
    kinds: Mapping[str, Kind],
    families: Mapping[str, str],
    masked: Collection[Place] = (),
    rule: SmallCounts = IN_FORCE,
) -> list[Whole]:
    """The sums of districts with every small group masked, and as many others as keep it from being found.

    `families` names the family of each group, `masked` the sums the gate masks whole. A district is weighed for
    itself, so that asking for one of them or for all masks the same.
    """
    held: dict[YearOf, list[Whole]] = defaultdict(list)
    answer: list[Whole] = []
    for whole in found:
        kind = kinds[whole.measure]
        if not kind.suppressible:
            answer.append(whole)
        elif whole[:3] in masked or (kind.weight and (whole.unit_id, kind.weight, whole.school_year) in masked):
            answer.append(hidden(whole))
        else:
            held[whole.measure, whole.school_year].append(whole)
    for (measure, _), rows in held.items():
        answer.extend(_masked(rows, kinds[measure], families, rule))
    return answer


def _masked(rows: list[Whole], kind: Kind, families: Mapping[str, str], rule: SmallCounts) -> list[Whole]:
    """All districts of one measure and year as one table, without a state: no row bears on another."""
    groups = sorted({row.group for row in rows} - {EVERYBODY})
    columns = {EVERYBODY: 0, **{group: at for at, group in enumerate(groups, start=1)}}
    lines = {unit: at for at, unit in enumerate(sorted({row.unit_id for row in rows}))}
    values, unknown = _grid(rows, kind, lines, columns)
    tied: dict[str, list[int]] = defaultdict(list)
    for group in groups:
        tied[families[group]].append(columns[group])
    whole = values[:, :1]
    with np.errstate(invalid="ignore"):
        small = (values > 0) & (values < rule.least) | (whole < rule.least)
        rest = whole - values[:, 1:]
        small[:, 1:] |= (rest > 0) & (rest < rule.least)
    ties = tuple(tuple(family) for family in tied.values() if len(family) > 1)
    table = Table(values, unknown, small & ~np.isnan(values), np.full_like(values, np.inf), ties, False)
    mask = masked_cells(table, rule.least)
    return [
        hidden(row) if row.value is not None and mask[lines[row.unit_id], columns[row.group]] else row for row in rows
    ]


def _grid(rows: list[Whole], kind: Kind, lines: Mapping[int, int], columns: Mapping[str, int]) -> tuple[Counts, Mask]:
    values = np.full((len(lines), len(columns)), np.nan)
    unknown = np.zeros(values.shape, dtype=np.bool_)
    for row in rows:
        line, column = lines[row.unit_id], columns[row.group]
        values[line, column] = _count(row, kind)
        unknown[line, column] = row.missing == MissingReason.SUPPRESSED
        if kind.weight and row.students is not None and np.isnan(values[line, 0]):
            values[line, 0] = row.students  # where no share of everybody is printed, everybody is whom shares are of
    return values, unknown


def _count(row: Whole, kind: Kind) -> float:
    if row.value is None or (kind.weight and row.students is None):
        return float("nan")
    return row.value * (row.students or 0) / MILLION if kind.weight else float(row.value)


def hidden(row: Whole) -> Whole:
    """The same sum, masked."""
    return row._replace(value=None, missing=MissingReason.SUPPRESSED.value)


def masked_state(
    found: Iterable[Whole], districts: Iterable[Whole], kinds: Mapping[str, Kind], rule: SmallCounts = IN_FORCE
) -> list[Whole]:
    """The state's sums beside its masked `districts`: none that lets a district's masked count be found.

    A share is said to a tenth of a percent, which leaves many students open in a state's numbers; a count of a
    group with a masked district is masked, and so is one of everybody that pins masked districts down.
    """
    masked: dict[tuple[str, int, str], int] = defaultdict(int)
    shown: dict[tuple[str, int, str], int] = defaultdict(int)
    for row in districts:
        masked[row[1:4]] += row.missing == MissingReason.SUPPRESSED
        shown[row[1:4]] += row.value or 0
    return [_of_state(row, kinds[row.measure], masked[row[1:4]], shown[row[1:4]], rule) for row in found]


def _of_state(row: Whole, kind: Kind, masked: int, shown: int, rule: SmallCounts) -> Whole:
    if not kind.suppressible or row.value is None or not masked:
        return row
    if kind.weight:
        wide = (row.students or 0) * TENTH_OF_A_PERCENT // MILLION >= rule.least
        rounded = (row.value + TENTH_OF_A_PERCENT // 2) // TENTH_OF_A_PERCENT * TENTH_OF_A_PERCENT
        return row._replace(value=rounded) if wide else hidden(row)
    if row.group != EVERYBODY:
        return hidden(row)
    narrow = exposed(float(row.value - shown), [inf] * masked, rule.least)
    return hidden(row) if narrow else row
