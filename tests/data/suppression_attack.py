"""The attack on masked figures: a linear program given everything shown says how far each masked one is pinned down."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_matrix, csr_matrix, hstack, identity
from scipy.sparse.csgraph import connected_components

from data.suppressed_tables import Mask, Table

Range = tuple[float, float]
Row = tuple[dict[int, float], float]
Key = TypeVar("Key", bound=Hashable)


@dataclass
class Attack(Generic[Key]):
    """What a reader knows: `shown` figures (None where masked), sums that hold, and which figure is at most which."""

    shown: Mapping[Key, float | None]
    sums: list[tuple[Key, list[Key]]] = field(default_factory=list)
    at_most: list[tuple[Key, Key]] = field(default_factory=list)
    most: Mapping[Key, float] = field(default_factory=dict)

    def ranges(self, wanted: Collection[Key] | None = None) -> dict[Key, Range]:
        """For each masked figure, or the `wanted` ones, the least and the most it can be."""
        masked = [key for key, value in self.shown.items() if value is None]
        places = {key: at for at, key in enumerate(masked)}
        equal = self._rows(places, [[(total, -1), *((part, 1) for part in parts)] for total, parts in self.sums])
        below = self._rows(places, [[(one, 1), (other, -1)] for one, other in self.at_most])
        found: dict[Key, Range] = {}
        for block in _blocks(len(masked), [*equal, *below]):
            asked = [at for at in block if wanted is None or masked[at] in wanted]
            if asked:
                found.update(self._solved(masked, block, asked, equal, below))
        return found

    def _rows(self, places: Mapping[Key, int], every: Iterable[Sequence[tuple[Key, int]]]) -> list[Row]:
        """The masked figures of each equation with their signs, and what they come to; not those all shown."""
        rows: list[Row] = []
        for terms in every:
            signs: dict[int, float] = {}
            known = 0.0
            for key, sign in terms:
                value = self.shown[key]
                if value is None:
                    signs[places[key]] = signs.get(places[key], 0.0) + sign
                else:
                    known += sign * value
            if signs:
                rows.append((signs, -known))
        return rows

    def _solved(
        self, masked: Sequence[Key], block: list[int], asked: list[int],
        equal: list[Row], below: list[Row],
    ) -> dict[Key, Range]:  # fmt: skip
        inside = {place: at for at, place in enumerate(block)}
        given: dict[str, Any] = {}
        for name, rows in (("eq", equal), ("ub", below)):
            own = [row for row in rows if next(iter(row[0])) in inside]
            if own:
                given[f"A_{name}"], given[f"b_{name}"] = _matrix(own, inside)
        bounds = [(0.0, self.most.get(masked[place])) for place in block]
        _reconcile(given, len(block), bounds)
        found = {}
        for place in asked:
            aim = np.zeros(len(block))
            aim[inside[place]] = 1
            low, high = (_end(sign * aim, bounds, given) for sign in (1, -1))
            found[masked[place]] = (low, -high)
        return found


def _matrix(rows: list[Row], inside: Mapping[int, int]) -> tuple[csr_matrix, list[float]]:
    cells = [(n, inside[place], sign) for n, (signs, _) in enumerate(rows) for place, sign in signs.items()]
    lines, columns, signs_ = zip(*cells, strict=True)
    shape = (len(rows), len(inside))
    return coo_matrix((signs_, (lines, columns)), shape=shape).tocsr(), [value for _, value in rows]


def _blocks(count: int, rows: Iterable[Row]) -> list[list[int]]:
    """The figures that bear on one another: each block is a small program of its own."""
    pairs = [(first, other) for first, *rest in (list(signs) for signs, _ in rows) for other in rest]
    if not count:
        return []
    ends = np.array(pairs, dtype=int).reshape(-1, 2)
    links = coo_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    blocks, block_of = connected_components(links, directed=False)
    inside: list[list[int]] = [[] for _ in range(blocks)]
    for place in range(count):
        inside[block_of[place]].append(place)
    return inside


def _reconcile(given: dict[str, Any], count: int, bounds: Sequence[tuple[float, float | None]]) -> None:
    """Where a document's sums contradict one another, take the nearest reading of them that does not."""
    if "A_eq" not in given or linprog(np.zeros(count), bounds=bounds, **given).status != 2:
        return
    left, rows = given["A_eq"], given["A_eq"].shape[0]
    loose = dict(given, A_eq=hstack([left, identity(rows), -identity(rows)]).tocsr())
    if "A_ub" in given:
        wide = given["A_ub"].shape[0]
        loose["A_ub"] = hstack([given["A_ub"], csr_matrix((wide, 2 * rows))]).tocsr()
    cost = np.concatenate([np.zeros(count), np.ones(2 * rows)])
    answer = linprog(cost, bounds=[*bounds, *[(0.0, None)] * (2 * rows)], **loose)
    off = answer.x[count : count + rows] - answer.x[count + rows :]
    given["b_eq"] = (np.array(given["b_eq"]) - off).tolist()


def _end(aim: object, bounds: Sequence[tuple[float, float | None]], given: Mapping[str, object]) -> float:
    answer = linprog(aim, bounds=bounds, **given)
    if answer.status == 2:
        raise AssertionError("What is shown contradicts itself, so the attack says nothing.")
    return float(answer.fun) if answer.status == 0 else -np.inf


def ranges_left(table: Table, hidden: Mask) -> dict[tuple[int, int], Range]:
    """The ranges of the masked cells of one table, by row and column. Sums that fail are no ties."""
    rows, columns = table.values.shape
    places = [(row, column) for row in range(rows) for column in range(columns) if table.present[row, column]]
    shown = {cell: None if hidden[cell] else float(table.values[cell]) for cell in places}
    most = {cell: float(table.most[cell]) for cell in places if np.isfinite(table.most[cell])}
    sums = [(total, parts) for total, parts in _sums_of(table) if _holds(table, total, parts)]
    return Attack(shown, sums, most=most).ranges()


def _sums_of(table: Table) -> Iterable[tuple[tuple[int, int], list[tuple[int, int]]]]:
    rows, columns = table.values.shape
    for row in range(rows):
        for family in table.families:
            parts = [(row, column) for column in family if table.present[row, column]]
            if len(parts) > 1 and table.present[row, 0]:
                yield (row, 0), parts
    for column in range(columns if table.state else 0):
        parts = [(row, column) for row in range(1, rows) if table.present[row, column]]
        if parts and table.present[0, column]:
            yield (0, column), parts


def _holds(table: Table, total: tuple[int, int], parts: Sequence[tuple[int, int]]) -> bool:
    if any(table.unknown[cell] for cell in (total, *parts)):
        return True
    return bool(sum(table.values[part] for part in parts) == table.values[total])
