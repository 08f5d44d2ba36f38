"""Figures of schools added up to their districts: whole or not at all, and shares weighted by their denominator."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from data.missing import MissingReason
from data.money import rounded


class Kind(NamedTuple):
    """How a measure is added up: counts as they stand (`sums`), shares by `weight`, the measure they are shares of."""

    code: str
    weight: str
    sums: bool
    suppressible: bool

    @property
    def adds_up(self) -> bool:
        """Whether values of several schools make one value of their district."""
        return self.sums or bool(self.weight)


class Part(NamedTuple):
    """A school's own figure, as the source prints it."""

    unit_id: int
    measure: str
    school_year: int
    group: str
    value: int | None
    missing: str | None
    source_id: int


class Whole(NamedTuple):
    """A district's figure from its schools': a value, or why there is none; `students` is what a share is of."""

    unit_id: int
    measure: str
    school_year: int
    group: str
    value: int | None
    missing: str | None
    source_id: int
    students: int | None = None


Students = Mapping[tuple[int, int], int | None]  # of a school in a year
Held = dict[str, dict[int, Part]]  # by group, by school


def added(
    parts: Iterable[Part], belongs: Mapping[int, int], kinds: Mapping[str, Kind], weights: Mapping[str, Students]
) -> list[Whole]:
    """One figure for each district, measure, year and group that a school of it has.

    `belongs` names each school's district and `weights` holds, for each measure that shares are of, every school's
    students in a year. A school with students or another group of the measure in that year, but without this
    group, leaves its district without a figure.
    """
    held: dict[tuple[int, str, int], Held] = defaultdict(lambda: defaultdict(dict))
    for part in parts:
        if (whole := belongs.get(part.unit_id)) is not None:
            held[whole, part.measure, part.school_year][part.group][part.unit_id] = part
    taught: dict[tuple[str, int, int], set[int]] = defaultdict(set)
    for code, students in weights.items():
        for (school, year), count in students.items():
            if count != 0 and school in belongs:
                taught[code, belongs[school], year].add(school)
    found = []
    for (whole, measure, year), by_group in held.items():
        weight = kinds[measure].weight
        schools = {school for parts_of in by_group.values() for school in parts_of} | taught[weight, whole, year]
        for group, parts_of in by_group.items():
            given = _shares(parts_of, schools, weights[weight], year) if weight else _sum(parts_of, schools)
            source = max(part.source_id for part in parts_of.values())
            found.append(Whole(whole, measure, year, group, given[0], given[1], source, given[2]))
    return found


_NOT_PUBLISHED = MissingReason.NOT_PUBLISHED.value


def _reason(parts: Mapping[int, Part], schools: Iterable[int]) -> str | None:
    """Why the parts do not make a whole; a masked part says so before any other reason."""
    reasons = {
        _NOT_PUBLISHED if school not in parts else parts[school].missing or _NOT_PUBLISHED
        for school in schools
        if school not in parts or parts[school].value is None
    }
    return min(reasons, key=lambda reason: (reason != MissingReason.SUPPRESSED, reason)) if reasons else None


def _sum(parts: Mapping[int, Part], schools: set[int]) -> tuple[int | None, str | None, int | None]:
    if reason := _reason(parts, schools):
        return None, reason, None
    return sum(part.value or 0 for part in parts.values()), None, None


def _shares(
    parts: Mapping[int, Part], schools: set[int], students: Students, year: int
) -> tuple[int | None, str | None, int | None]:
    """The share of all the schools' students; a school without students weighs nothing."""
    counted = {school: students.get((school, year)) for school in schools}
    if reason := _reason(parts, [school for school in schools if counted[school] != 0]):
        return None, reason, None
    if any(count is None for count in counted.values()):
        return None, _NOT_PUBLISHED, None
    whole = sum(count or 0 for count in counted.values())
    if whole == 0:
        return None, MissingReason.NOT_APPLICABLE.value, None
    part = sum((counted[school] or 0) * (given.value or 0) for school, given in parts.items())
    return rounded(part, whole), None, whole
