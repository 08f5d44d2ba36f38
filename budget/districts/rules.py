"""What may be divided by what, which districts are alike, and what a size band holds: values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from data.missing import MissingReason
from data.money import rounded

MILLION = 1_000_000
HUNDREDTHS = 100
DENOMINATORS = ("enrollment", "ada", "adm", "ada_seek", "pupils_in_district", "pupils_all", "membership")
NEEDS = ("lunch_share", "disadvantaged_share")


class Given(NamedTuple):
    """A figure, or why there is none."""

    value: int | None
    missing: str | None = None


NOT_ON_FILE = Given(None, "not_on_file")  # no document here says anything of it, whoever may have published it


class Lacking(StrEnum):
    """Why an amount for each pupil is refused: a count of another year or kind is never put in its place."""

    AMOUNT = "amount"
    COUNT = "count"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class PerPupil:
    """Cents for each pupil of one count in one year, or what is lacking."""

    cents: int | None
    lacking: Lacking | None = None


def per_pupil(amount: Given, count: Given, *, hundredths: bool) -> PerPupil:
    """An amount in cents divided by a count of the same unit and year; `hundredths`: the count is in hundredths."""
    if amount.value is None:
        return PerPupil(None, Lacking.AMOUNT)
    if count.value is None:
        return PerPupil(None, Lacking.COUNT)
    if count.value <= 0:
        return PerPupil(None, Lacking.NOBODY)
    return PerPupil(rounded(amount.value * (HUNDREDTHS if hundredths else 1), count.value))


def share_of(part: Given, whole: Given) -> Given:
    """A part of a whole in millionths; missing with the part's reason, then the whole's. Nobody has no share."""
    for one in (part, whole):
        if one.value is None:
            return Given(None, one.missing or NOT_ON_FILE.missing)
    if not whole.value:
        return Given(None, MissingReason.NOT_APPLICABLE.value)
    return Given(rounded((part.value or 0) * MILLION, whole.value))


class Size(StrEnum):
    """A band of enrollment; the smallest and the first size beyond it are in its name."""

    ANY = ""
    SMALL = "0-1000"
    MIDDLE = "1000-5000"
    LARGE = "5000-25000"
    LARGEST = "25000-"

    def holds(self, enrollment: int | None) -> bool:
        """Whether a district of this enrollment is in the band; one of unknown size is in none but "any"."""
        if self is Size.ANY:
            return True
        least, _, beyond = self.value.partition("-")
        return enrollment is not None and int(least) <= enrollment and (not beyond or enrollment < int(beyond))


@dataclass(frozen=True, slots=True)
class Criteria:
    """What makes a district a peer: percent of enrollment it may differ by, points of need, and the source's kind."""

    size_percent: int = 50
    need_points: int | None = 10
    same_kind: bool = True
    most: int = 10


class Candidate(NamedTuple):
    """A district as it is compared: its kind, enrollment, and share in need in millionths."""

    id: int
    kind: str
    enrollment: int | None
    need: int | None


def peers_of(own: Candidate, others: Iterable[Candidate], criteria: Criteria) -> list[Candidate]:
    """The districts that fit every criterion, nearest first: the size and the need each count as a share of 1.

    A criterion that the district itself has no figure for is left out; another district without the figure
    does not fit it.
    """
    fitting = [one for one in others if one.id != own.id and _fits(own, one, criteria)]
    return sorted(fitting, key=lambda one: (_distance(own, one, criteria), one.id))


def _fits(own: Candidate, other: Candidate, criteria: Criteria) -> bool:
    if criteria.same_kind and other.kind != own.kind:
        return False
    if own.enrollment is not None:
        apart = None if other.enrollment is None else abs(other.enrollment - own.enrollment) * 100
        if apart is None or apart > own.enrollment * criteria.size_percent:
            return False
    if own.need is not None and criteria.need_points is not None:
        return other.need is not None and abs(other.need - own.need) * 100 <= criteria.need_points * MILLION
    return True


def _distance(own: Candidate, other: Candidate, criteria: Criteria) -> float:
    size = 0.0
    if own.enrollment and other.enrollment is not None:
        size = abs(other.enrollment - own.enrollment) / own.enrollment
    need = 0.0
    if own.need is not None and other.need is not None and criteria.need_points is not None:
        need = abs(other.need - own.need) / MILLION
    return size + need
