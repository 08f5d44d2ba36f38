"""Any lineage that could be recorded: changes over a few years and lines, no two fates in one year, no circle."""

from collections.abc import Sequence

from hypothesis import strategies as st

from budget.lineage.rules import Change, ChangeKind, loop_in
from data.periods import FiscalYear

LINES = range(1, 9)
FIRST, LAST = FiscalYear(2015), FiscalYear(2019)
KINDS = {(0, 1): ChangeKind.ESTABLISHED, (1, 0): ChangeKind.ELIMINATED, (1, 1): ChangeKind.RENAMED}
SIDE = st.frozensets(st.sampled_from(LINES), max_size=3)
DRAWN = st.lists(st.tuples(st.integers(FIRST + 1, LAST), SIDE, SIDE, st.booleans()), max_size=9)
Drawn = tuple[int, frozenset[int], frozenset[int], bool]


def _recordable(drawn: Sequence[Drawn]) -> list[Change]:
    """What `check_change` would take, one after another; what it would refuse is left out."""
    found: list[Change] = []
    for year, before, after, merged in drawn:
        sides = (sorted(before), sorted(after)[:1]) if merged else (sorted(before)[:1], sorted(after))
        change = _change(len(found) + 1, FiscalYear(year), *map(tuple, sides))
        if change is not None and _may_join(change, found):
            found.append(change)
    return found


def _change(id_: int, year: FiscalYear, before: tuple[int, ...], after: tuple[int, ...]) -> Change | None:
    sizes = len(before), len(after)
    if sizes == (0, 0) or before == after or (0 in sizes and max(sizes) > 1):
        return None
    several = ChangeKind.CONSOLIDATED if len(before) > 1 else ChangeKind.SPLIT
    return Change(id_, KINDS.get(sizes, several), year, before, after)


def _may_join(change: Change, others: Sequence[Change]) -> bool:
    same_year = [other for other in others if other.fiscal_year == change.fiscal_year]
    taken = any(set(o.before) & set(change.before) or set(o.after) & set(change.after) for o in same_year)
    return not taken and not loop_in([*others, change], change.fiscal_year)


histories: st.SearchStrategy[list[Change]] = DRAWN.map(_recordable)
