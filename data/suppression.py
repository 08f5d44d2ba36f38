"""The gate for small counts: which rule is in force, what it calls small, and what stands in a masked figure's place.

No law names a number. The presets are rules in use (NCES 2011-603; the masking rules of state report cards); the one
in force has a name that is shown wherever something is masked. The sums that could give a masked count away are
`data.suppressed_tables`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, NoReturn

MARK = "*"  # masked: neither 0, nor “—” (not applicable), nor missing


class Preset(StrEnum):
    """The rules to choose from, by name."""

    FEWER_THAN_10 = "fewer_than_10"
    TEN_OR_FEWER = "ten_or_fewer"
    FEWER_THAN_6 = "fewer_than_6"
    FEWER_THAN_20 = "fewer_than_20"
    FEWER_THAN_30 = "fewer_than_30"


class SmallCounts(NamedTuple):
    """A rule: counts below `least` are small. “Fewer than 10” and “10 or fewer” are different rules."""

    preset: Preset
    least: int


RULES = {
    Preset.FEWER_THAN_10: SmallCounts(Preset.FEWER_THAN_10, 10),
    Preset.TEN_OR_FEWER: SmallCounts(Preset.TEN_OR_FEWER, 11),
    Preset.FEWER_THAN_6: SmallCounts(Preset.FEWER_THAN_6, 6),
    Preset.FEWER_THAN_20: SmallCounts(Preset.FEWER_THAN_20, 20),
    Preset.FEWER_THAN_30: SmallCounts(Preset.FEWER_THAN_30, 30),
}
IN_FORCE = RULES[Preset.FEWER_THAN_10]  # 10 was the most common least size of state reports in 2010 (NCES 2011-603)


@dataclass(frozen=True, slots=True)
class Suppressed:
    """What stands where a small count is masked. It is no number: adding, averaging or comparing it is an error."""

    rule: SmallCounts = IN_FORCE

    def __str__(self) -> str:
        return MARK

    def _refuse(self, *_: object) -> NoReturn:
        raise TypeError("A masked count is not a number and cannot be calculated with.")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = __index__ = __bool__ = __round__ = _refuse


def is_small(
    count: int | None, *, of: int | None = None, rule: SmallCounts = IN_FORCE, persons: bool = True, whole: bool = False
) -> bool:
    """Whether a count must be masked for its own sake: it, the group it is of, or the rest of the group is small.

    `of` is the size of the group. Zero is small when the group is (or its size is unknown, unless the count is
    of everybody: `whole`). Events (`persons` False) have no rest of a group: one student may have several.
    """
    if of is not None and of < rule.least:
        return True
    if count is None:
        return False
    if count == 0:
        return of is None and not whole
    if count < rule.least:
        return True
    return persons and of is not None and 0 < of - count < rule.least


class Band(NamedTuple):
    """Groups of at least `size` students print no percentage below `edge` or above 100 − `edge`."""

    size: int
    edge: int


# The same method as two documents word its bands: a state's data gateway, and NCES 2011-603.
GATEWAY_BANDS = (Band(300, 1), Band(100, 2), Band(40, 5), Band(20, 10), Band(11, 20))
BRIEF_BANDS = (Band(301, 1), Band(101, 2), Band(41, 5), Band(21, 10), Band(10, 20))


def recoded_percent(share_e6: int, group: int, bands: tuple[Band, ...] = GATEWAY_BANDS) -> str:
    """A share in millionths as a whole percentage, extreme ones recoded by the size of the group: "≤ 5 %".

    A group smaller than the smallest band answers the mark of a masked figure. Source: rules.md c.3.
    """
    edge = next((band.edge for band in bands if group >= band.size), None)
    if edge is None:
        return MARK
    if share_e6 <= edge * 10_000:
        return f"≤ {edge} %"
    if share_e6 >= (100 - edge) * 10_000:
        return f"≥ {100 - edge} %"
    return f"{(share_e6 + 5_000) // 10_000} %"
