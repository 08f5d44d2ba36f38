"""Chapter 70 of Massachusetts, steps 4 and 5, from published inputs; pure.

Steps 1 to 3 (foundation budget, target and required contribution) are taken as the Department publishes them.
Source: M.G.L. c.70; the minimum aid per pupil stands in Section 3 of each year's budget.
"""

from collections.abc import Sequence
from dataclasses import dataclass

EDITION = 1


@dataclass(frozen=True, slots=True)
class KeyFactors:
    """A district's published row, money in cents; `prior_aid_cents` is the aid of the year before.

    `published_aid_cents` is the aid printed for the same year, None where the row says none.
    """

    code: str
    district: str
    fiscal_year: int
    enrollment: int
    foundation_budget_cents: int
    required_contribution_cents: int
    prior_aid_cents: int
    published_aid_cents: int | None = None


@dataclass(frozen=True, slots=True)
class DistrictAid:
    """A district's aid at two levels of minimum aid, and its spending requirement at both, in cents."""

    factors: KeyFactors
    aid_cents: int
    what_if_cents: int

    @property
    def change_cents(self) -> int:
        return self.what_if_cents - self.aid_cents

    @property
    def spending_cents(self) -> int:
        """The net school spending requirement: required contribution and aid."""
        return self.factors.required_contribution_cents + self.aid_cents

    @property
    def what_if_spending_cents(self) -> int:
        return self.factors.required_contribution_cents + self.what_if_cents

    @property
    def beyond_cents(self) -> int | None:
        """Published aid beyond what steps 4 and 5 give; None where none is published."""
        published = self.factors.published_aid_cents
        return None if published is None else published - self.aid_cents


@dataclass(frozen=True, slots=True)
class AidTable:
    """Every district of a year at two levels of minimum aid (cents per pupil)."""

    fiscal_year: int
    minimum_cents: int
    what_if_minimum_cents: int
    districts: tuple[DistrictAid, ...]

    @property
    def version(self) -> str:
        return f"Chapter 70 FY{self.fiscal_year}, edition {EDITION}"

    @property
    def cost_cents(self) -> int:
        """What all districts together get more, or less."""
        return sum(one.change_cents for one in self.districts)

    @property
    def changed(self) -> tuple[DistrictAid, ...]:
        """The districts whose aid is another, the largest gain first."""
        found = [one for one in self.districts if one.change_cents]
        return tuple(sorted(found, key=lambda one: (-one.change_cents, one.factors.district)))

    @property
    def reproduced(self) -> tuple[int, int]:
        """How many published figures these steps give to the dollar, and how many there are."""
        known = [one.beyond_cents for one in self.districts if one.beyond_cents is not None]
        return known.count(0), len(known)


def aid_cents(factors: KeyFactors, minimum_cents: int) -> int:
    """max(foundation budget − required contribution, prior aid + minimum aid × enrollment, prior aid), in cents."""
    foundation = factors.foundation_budget_cents - factors.required_contribution_cents
    held = factors.prior_aid_cents
    return max(foundation, held + minimum_cents * factors.enrollment, held)


def aid_table(rows: Sequence[KeyFactors], *, fiscal_year: int, minimum_cents: int, what_if_cents: int) -> AidTable:
    """What a change of the minimum aid does, district by district, in the order of the rows."""
    found = [DistrictAid(row, aid_cents(row, minimum_cents), aid_cents(row, what_if_cents)) for row in rows]
    return AidTable(fiscal_year, minimum_cents, what_if_cents, tuple(found))
