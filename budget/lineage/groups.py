"""Which lines of one year were, taken together, which lines of another: groups along changes; pure, ids only."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from budget.lineage.rules import Change, Changes
from data.periods import FiscalYear

Node = tuple[int, int]  # a line in a year


class Group(NamedTuple):
    """Lines of the earlier year whose money is that of lines of the later year, by the changes between.

    One side is empty where lines were established or eliminated.
    """

    earlier: tuple[int, ...]
    later: tuple[int, ...]
    changes: tuple[int, ...]

    @property
    def lines(self) -> frozenset[int]:
        return frozenset((*self.earlier, *self.later))

    @property
    def turned(self) -> "Group":
        """The same from the later year to the earlier one."""
        return Group(self.later, self.earlier, self.changes)


def groups_between(changes: Iterable[Change], first: FiscalYear, last: FiscalYear) -> tuple[Group, ...]:
    """The lines that changes after `first` and up to `last` move, in the smallest groups that no money leaves.

    Each of these lines stands in one group as it was in `first`, and in one as it is in `last`; lines that no
    change moves are in none.
    """
    between = [change for change in changes if first < change.fiscal_year <= last]
    known = Changes(between)
    lines = {line for change in between for line in change.lines}
    joined = _Joined()
    for change in between:
        ends = [(line, change.fiscal_year - 1) for line in change.before]
        ends += [(line, int(change.fiscal_year)) for line in change.after]
        joined.join(ends)
    for year in range(first + 1, last + 1):
        at = FiscalYear(year)
        for line in lines:
            if (line, at) not in known.arrivals and (line, at) not in known.departures:
                joined.join([(line, year - 1), (line, year)])
    return _groups(joined, between, lines, (first, last))


def _groups(
    joined: "_Joined", between: list[Change], lines: set[int], span: tuple[FiscalYear, FiscalYear]
) -> tuple[Group, ...]:
    sides: dict[Node, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for line in sorted(lines):
        for side, year in enumerate(span):
            sides[joined.root((line, int(year)))][side].append(line)
    told: dict[Node, list[int]] = defaultdict(list)
    for change in between:
        told[joined.root(_an_end(change))].append(change.id)
    return tuple(Group(tuple(e), tuple(later), tuple(sorted(told[root]))) for root, (e, later) in sides.items())


def _an_end(change: Change) -> Node:
    if change.after:
        return change.after[0], int(change.fiscal_year)
    return change.before[0], change.fiscal_year - 1


class _Joined:
    """Nodes in disjoint sets."""

    def __init__(self) -> None:
        self._above: dict[Node, Node] = {}

    def root(self, node: Node) -> Node:
        way = []
        while (above := self._above.get(node, node)) != node:
            way.append(node)
            node = above
        self._above.update(dict.fromkeys(way, node))
        return node

    def join(self, nodes: list[Node]) -> None:
        first, *others = [self.root(node) for node in nodes]
        self._above.update({other: first for other in others if other != first})
