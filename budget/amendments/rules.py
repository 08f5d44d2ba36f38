"""Which version of an amendment counts, and whether the figure it strikes is the line's figure. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StruckCheck:
    """The figure an amendment strikes beside the figure the line has at the stage it amends (cents)."""

    struck_cents: int
    line_cents: int
    stage: str

    @property
    def holds(self) -> bool:
        return self.struck_cents == self.line_cents


AMENDED_STAGES = {"senate": ("swm",), "house": ("hwm",)}


def struck_check(struck: int | None, chamber: str, figures: Mapping[str, int | None]) -> StruckCheck | None:
    """Compare a struck figure with the text being amended: the chamber's committee budget.

    None when the amendment strikes nothing or the committee's figure is not on file.
    """
    if struck is None:
        return None
    for stage in AMENDED_STAGES.get(chamber, ()):
        known = figures.get(stage)
        if known is not None:
            return StruckCheck(struck, known, stage)
    return None


def superseded(identifiers: Sequence[str], replaces: Mapping[str, str]) -> frozenset[str]:
    """The amendments a redraft on file has replaced: the base and every earlier redraft of it.

    A further amendment ("145.1") builds on its base and replaces nothing.
    """
    newest: dict[str, str] = {}
    for identifier in identifiers:
        base = replaces.get(identifier, "")
        if base and _redraft(identifier) > _redraft(newest.get(base, "")):
            newest[base] = identifier
    gone = set()
    for identifier in identifiers:
        base = replaces.get(identifier) or identifier
        latest = newest.get(base)
        if latest is None or latest == identifier or _is_further(identifier):
            continue
        gone.add(identifier)
    return frozenset(gone)


def _redraft(identifier: str) -> int:
    _, _, number = identifier.rpartition("-R")
    return int(number) if "-R" in identifier and number.isdigit() else 0


def _is_further(identifier: str) -> bool:
    return "." in identifier.rsplit("-", 1)[-1]
