"""What a stage is: a row of a jurisdiction's ordered list, of a kind that compares across states."""

from enum import StrEnum


class StageKind(StrEnum):
    """Source: rules.md a.4. `SPENDING` is what was spent in the end: beside an appropriation, never a step to one."""

    PROPOSAL = "proposal"
    COMMITTEE = "committee"
    FLOOR = "floor"
    CONFERENCE = "conference"
    EXECUTIVE = "executive"
    OVERRIDE = "override"
    ENACTED = "enacted"
    ADJUSTMENT = "adjustment"
    SPENDING = "spending"


class LineItemKind(StrEnum):
    """What a line is. `ITEM` (spending) and `REVENUE` are summed, each apart.

    A category total holds items, an earmark lies inside one, a per-pupil amount is no sum of money.
    """

    ITEM = "item"
    REVENUE = "revenue"
    EARMARK = "earmark"
    CATEGORY_TOTAL = "category_total"
    PER_PUPIL = "per_pupil"


class Unit(StrEnum):
    """Dollars per printed unit."""

    DOLLARS = "dollars"
    THOUSANDS = "thousands"
    MILLIONS = "millions"

    @property
    def dollars(self) -> int:
        return {Unit.DOLLARS: 1, Unit.THOUSANDS: 1_000, Unit.MILLIONS: 1_000_000}[self]
