"""Consumer prices by month (CPI-U), and what a fiscal year's dollars are worth in another's."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, case, func
from sqlmodel import Field, Session, col

from data.access import public
from data.imports.bulk import held_rows
from data.money import rounded
from data.periods import FiscalYear
from data.records import Record, columns

CPI_U = "CUUR0000SA0"
MONTHS = 12


@public
class PriceMonth(Record, table=True):
    """One month of a price index in thousandths (256092 is 256.092); a month never published has a reason."""

    __tablename__ = "price_months"

    series: str = Field(primary_key=True, max_length=16)
    year: int = Field(primary_key=True)
    month: int = Field(primary_key=True)
    value_thousandths: int | None = None
    missing_reason: str = Field(default="", max_length=16)
    source_id: int = Field(foreign_key="sources.id")


@dataclass(frozen=True, slots=True)
class YearPrices:
    """The sum of a fiscal year's monthly index (thousandths) and how many of its months were published."""

    total_thousandths: int
    months: int

    @property
    def average(self) -> float:
        """The mean of the published months, 1982-84 = 100."""
        return self.total_thousandths / self.months / 1000


@dataclass(frozen=True, slots=True)
class Prices:
    """What money of one fiscal year is worth in another's, by fiscal-year averages (July to June).

    Source: rules.md e. `real = nominal × CPI of the target year ÷ CPI of the source year`.
    """

    years: Mapping[FiscalYear, YearPrices]

    def real_cents(self, cents: int, *, of: FiscalYear, into: FiscalYear) -> int | None:
        """Cents of year `of` in dollars of year `into`, half up; None when either year has no index."""
        source, target = self.years.get(of), self.years.get(into)
        if source is None or target is None:
            return None
        return rounded(cents * target.total_thousandths * source.months, source.total_thousandths * target.months)

    def real_change(self, before: int, after: int, *, of: FiscalYear, to: FiscalYear) -> tuple[int, int] | None:
        """Real change from `before` to `after` as a fraction: (1+n)/(1+i)−1, never n−i. None when unknown."""
        source, target = self.years.get(of), self.years.get(to)
        if source is None or target is None or before == 0:
            return None
        real_now = after * source.total_thousandths * target.months
        real_then = before * target.total_thousandths * source.months
        return real_now - real_then, real_then

    def latest_whole_year(self) -> FiscalYear | None:
        """The newest fiscal year with all twelve months, the base that labels name."""
        whole = [year for year, prices in self.years.items() if prices.months == MONTHS]
        return max(whole, default=None)


def fiscal_year_prices(session: Session, *, starts_month: int = 7, series: str = CPI_U) -> Prices:
    """The index of every fiscal year at least eleven of whose months were published.

    FY2026 has 11 of 12 (October 2025 was never published) and says so through `YearPrices.months`.
    """
    rows = held_rows(session, _index_by_year(starts_month, series))
    return Prices({FiscalYear(y): YearPrices(int(total), int(months)) for y, total, months in rows})


@cache
def _index_by_year(starts_month: int, series: str) -> Select[Any]:
    later = case((col(PriceMonth.month) >= starts_month, 1), else_=0) if starts_month > 1 else 0
    year = (col(PriceMonth.year) + later).label("fiscal_year")
    published = col(PriceMonth.value_thousandths)
    return (
        columns(year, func.sum(published), func.count(published))
        .where(col(PriceMonth.series) == series)
        .group_by(year)
        .having(func.count() == MONTHS, func.count(published) >= MONTHS - 1)
    )
