"""Whom to ask for their vote, and in which order; values in, values out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from campaigns.actions.rules import Stance
from campaigns.whip_counts.rules import Aim, Position, Tally, firm, leaning


class Part(StrEnum):
    """Why somebody is on the list of whom to ask."""

    FIRM_UP = "make firm"
    FIND = "find"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class Door:
    """A member organization that reaches a legislator. `tie` is a `legislators.models.TieKind` or "members".

    `members` is how many of its people live in the district, 0 where nobody counted.
    """

    organization_id: int
    organization: str
    tie: str
    members: int = 0


NEAREST = ("knows", "worked with", "staff", "constituents", "members")


def nearness(door: Door) -> tuple[int, int, str]:
    """What doors are ordered by, the nearest first: who knows them, worked with them, … then the most members."""
    return (NEAREST.index(door.tie) if door.tie in NEAREST else len(NEAREST), -door.members, door.organization)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of the chamber with what decides when they are asked."""

    legislator_id: int
    name: str
    position: Position
    doors: tuple[Door, ...] = field(default=())


def step_of(stance: str, *, aim: str, has_door: bool) -> int:
    """At which step a legislator is asked: 0 leans our way, 1 undecided, 2 not contacted and reached by somebody,
    3 not contacted, 4 leans against, 5 firmly against; -1: a firm vote of ours already, who is not asked."""
    other = Aim.STOP if aim == Aim.PASS else Aim.PASS
    order = {firm(aim): -1, leaning(aim): 0, Stance.UNDECIDED: 1, leaning(other): 4, firm(other): 5}
    return order.get(stance, 2 if has_door else 3)


def order_of(candidate: Candidate, aim: str) -> tuple[int, tuple[int, int, str], bool, str, int]:
    """The order of asking: the step, the nearest organization, those to be asked again first, then the name."""
    nearest = min(map(nearness, candidate.doors), default=(len(NEAREST) + 1, 0, ""))
    step = step_of(candidate.position.stance, aim=aim, has_door=bool(candidate.doors))
    return step, nearest, not candidate.position.is_stale, candidate.name.casefold(), candidate.legislator_id


def whom_to_ask(
    candidates: Iterable[Candidate], counted: Tally, *, reserve: int = 0
) -> tuple[tuple[Candidate, Part], ...]:
    """The shortest list that wins: `firm_gap` people in the order of asking, then a reserve; fewer if there are fewer.

    Those who lean our way come first and are to be made firm; the next `gap` are votes to find.
    """
    asked = sorted(
        (one for one in candidates if step_of(one.position.stance, aim=counted.aim, has_door=False) >= 0),
        key=lambda one: order_of(one, counted.aim),
    )
    if not counted.firm_gap:
        return ()
    return tuple((one, _part(place, one, counted)) for place, one in enumerate(asked[: counted.firm_gap + reserve]))


def _part(place: int, one: Candidate, counted: Tally) -> Part:
    if place >= counted.firm_gap:
        return Part.RESERVE
    return Part.FIRM_UP if one.position.stance == leaning(counted.aim) else Part.FIND


def usual_reserve(gap: int) -> int:
    """How many more names a list gets, since some will say no: a quarter of the gap, two at least."""
    return max(2, -(-gap // 4)) if gap else 0
