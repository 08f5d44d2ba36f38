"""Where a programme that licenses paraprofessionals could grow next: gaps beside each district's own pool."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlmodel import Session

from budget.districts.figure_queries import UnitHead
from campaigns.equity.queries import Chosen, IndicatorYear, indicator_year
from campaigns.equity.rows import Growth, Said, growth
from campaigns.equity.rules import WhyNot

TEACHERS, POOL = "teacher_parity", "paraprofessional_parity"


class GrowthRow(NamedTuple):
    """A district: its teachers and its paraprofessionals beside its students, and what could close the gap."""

    unit: UnitHead
    teachers: Said
    pool: Said
    growth: Growth


@dataclass(frozen=True, slots=True)
class WhereToGrow:
    """Every district of a state in one year in which teachers fall short, the largest gap first.

    `cost_cents` is what the programme spends on a scholar, as somebody said it (`cost_source`); None: nobody has.
    """

    teachers: IndicatorYear
    pool: IndicatorYear
    rows: tuple[GrowthRow, ...]
    without: dict[WhyNot | None, int]
    at_parity: int
    cost_cents: int | None
    cost_source: str

    @property
    def licences(self) -> int:
        """Licences of all the districts together."""
        return sum(row.growth.licences for row in self.rows)


def where_to_grow(
    session: Session, *, state: str, year: int, group: str, cost_cents: int | None = None, cost_source: str = "",
    by: str = "gap",
) -> WhereToGrow:  # fmt: skip
    """Districts by their student–teacher gap (or by licences: `by="licences"`), beside their own pool."""
    teachers = indicator_year(session, Chosen(TEACHERS, state, year, group))
    pool = indicator_year(session, Chosen(POOL, state, year, group))
    pools = {row.unit.id: row.said for row in pool.rows}
    rows, without, at_parity = [], dict[WhyNot | None, int](), 0
    for row in teachers.rows:
        own = pools.get(row.unit.id, Said(why=WhyNot.MISSING))
        if row.said.gap is None or own.having is None:
            why = row.said.why if row.said.gap is None else own.why
            without[why] = without.get(why, 0) + 1
        elif row.said.gap <= 0:
            at_parity += 1
        else:
            rows.append(GrowthRow(row.unit, row.said, own, growth(row.said, own.having, cost_cents)))
    rows.sort(key=lambda one: (_order(one, by), one.unit.name))
    return WhereToGrow(teachers, pool, tuple(rows), without, at_parity, cost_cents, cost_source)


def _order(row: GrowthRow, by: str) -> float:
    return -float(row.growth.licences) if by == "licences" else -(row.teachers.gap or 0.0)
