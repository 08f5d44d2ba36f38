"""What of a programme may cross its wall: single margins of counts, each through the gate for small counts.

Never two at once, such as district by group. A margin's masked parts take others with them until no sum gives them
away; and where everybody of one part is in a part of another margin, the difference of the two must not be small.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.suppressed_tables import Table, masked_cells
from data.suppression import GATEWAY_BANDS, IN_FORCE, SmallCounts, is_small

SUPPRESSED = "suppressed"
COUNT, PERCENT, AT_MOST, AT_LEAST, HALF_MONTHS = "count", "percent", "percent or less", "percent or more", "half months"


@dataclass(frozen=True, slots=True)
class Out:
    """One number on its way out: `value` None where the gate masks it."""

    measure: str
    part: str
    value: int | None
    unit: str = COUNT
    out_of: int | None = None

    @property
    def missing_reason(self) -> str | None:
        """Why there is no number."""
        return SUPPRESSED if self.value is None else None


Margin = Mapping[str, frozenset[int]]


def whole(measure: str, count: int, *, of: int | None = None, rule: SmallCounts = IN_FORCE) -> Out:
    """A count of everybody, or of a group everybody's number is let out of."""
    small = is_small(count, of=of, rule=rule, whole=True)
    return Out(measure, "", None if small else count, out_of=of if not small else None)


def margins(parted: Mapping[str, Margin], everybody: int, *, rule: SmallCounts = IN_FORCE) -> tuple[Out, ...]:
    """Each margin's parts with their counts, masked where they or what they give away is small.

    `parted` says of each measure who (by number) is in which part; the parts of a measure are everybody, once each.
    """
    if everybody < rule.least:
        return tuple(Out(measure, part, None) for measure, parts in parted.items() for part in parts)
    told_apart: dict[str, set[str]] = {measure: set() for measure in parted}
    while True:
        masked = {
            measure: _masked(parts, told_apart[measure], everybody, rule) for measure, parts in parted.items()
        }  # fmt: skip
        more = _contained(parted, masked, rule)
        if more is None:
            break
        told_apart[more[0]].add(more[1])
    return tuple(
        Out(measure, part, None, out_of=None) if part in masked[measure] else Out(measure, part, len(who))
        for measure, parts in parted.items()
        for part, who in parts.items()
    )


def _masked(parts: Margin, told_apart: set[str], everybody: int, rule: SmallCounts) -> set[str]:
    names, counts = list(parts), [len(who) for who in parts.values()]
    small = [is_small(count, of=everybody, rule=rule) or name in told_apart for name, count in parts_of(parts)]
    shape = (1, len(names) + 1)
    table = Table(
        values=np.array([[everybody, *counts]], dtype=np.float64), unknown=np.zeros(shape, dtype=bool),
        small=np.array([[False, *small]]), most=np.full(shape, float(everybody)),
        families=(tuple(range(1, shape[1])),), state=False,
    )  # fmt: skip
    hidden = masked_cells(table, rule.least)[0]
    if hidden[0]:  # nothing else of this margin keeps what is masked; the total is let out elsewhere
        return set(names)
    return {name for name, is_hidden in zip(names, hidden[1:], strict=True) if is_hidden}


def parts_of(parts: Margin) -> Sequence[tuple[str, int]]:
    """Each part with its count."""
    return [(name, len(who)) for name, who in parts.items()]


def _contained(
    parted: Mapping[str, Margin], masked: Mapping[str, set[str]], rule: SmallCounts
) -> tuple[str, str] | None:
    """The smallest shown part whose people are all in a shown part of another margin that has only a few more."""
    shown = [
        (measure, part, who)
        for measure, parts in parted.items()
        for part, who in parts.items()
        if part not in masked[measure] and who
    ]
    found = [
        (len(who), measure, part)
        for measure, part, who in shown
        for other, _name, wider in shown
        if other != measure and who < wider and len(wider) - len(who) < rule.least
    ]
    return min(found)[1:] if found else None


def percent(measure: str, part: str, share: int | None, *, people: int, rule: SmallCounts = IN_FORCE) -> Out:
    """A whole percentage of a group of so many people; extreme ones are told as a band, small groups not at all."""
    edge = next((band.edge for band in GATEWAY_BANDS if people >= band.size), None)
    if share is None or edge is None or people < rule.least:
        return Out(measure, part, None, PERCENT)
    if share <= edge:
        return Out(measure, part, edge, AT_MOST)
    if share >= 100 - edge:
        return Out(measure, part, 100 - edge, AT_LEAST)
    return Out(measure, part, share, PERCENT)


def of_many(measure: str, part: str, value: int, unit: str, *, people: int, rule: SmallCounts = IN_FORCE) -> Out:
    """A number about events or times of so many people, masked where they are few; zero of it tells nothing."""
    return Out(measure, part, None if people < rule.least else value, unit)
