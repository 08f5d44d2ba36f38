"""What is on file for a formula: a Kentucky district's figures of one year, and the published rows of Chapter 70."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col

from budget.districts.figure_queries import FigureRow, figures, units
from budget.districts.models import SchoolUnit
from budget.formulas.chapter70 import KeyFactors
from budget.formulas.parameters import bases, kept_factors
from budget.line_items.history import HistoryPoint
from budget.line_items.line_queries import Document, documents_of
from data.missing import MissingReason
from data.money import rounded
from data.periods import FiscalYear
from data.places import Jurisdiction
from data.prices import Prices
from data.provenance import Source
from data.records import columns

PUPILS, PAID = "ada_seek", ("seek_general", "seek_capital_outlay", "seek_transport")
FACTORS = ("foundation_enrollment", "foundation_budget", "required_contribution", "chapter70_aid")
WHOLE = "all"
KY, MA = "ky", "ma"


@dataclass(frozen=True, slots=True)
class OnFile:
    """What is on file of one district and fiscal year: values in the measure's whole numbers, or why there is none."""

    code: str
    district: str
    fiscal_year: int
    values: dict[str, int]
    missing: dict[str, str]
    source_ids: tuple[int, ...]

    @property
    def pupils_hundredths(self) -> int | None:
        return self.values.get(PUPILS)


def districts_on_file(session: Session) -> dict[str, str]:
    """Kentucky's districts by code with their names; empty where no file of districts was imported."""
    return {head.code: head.name for head in units(session, state=KY).values()}


def on_file(session: Session, code: str, fiscal_year: int) -> OnFile | None:
    """What the same year's report card says of a district for SEEK; None for a district that is not on file."""
    head = next((head for head in units(session, state=KY).values() if head.code == code), None)
    if head is None:
        return None
    measures = (PUPILS, *PAID)
    found = figures(session, state=KY, measures=measures, years=[fiscal_year], groups=[WHOLE], units=[head.id])
    values = {row.measure: row.value for row in found if row.value is not None}
    missing = {row.measure: row.missing or MissingReason.NOT_PUBLISHED.value for row in found if row.value is None}
    missing |= {name: MissingReason.NOT_PUBLISHED.value for name in measures if name not in values | missing}
    return OnFile(code, head.name, fiscal_year, values, missing, tuple(sorted({row.source_id for row in found})))


def state_and_code(session: Session, unit_id: int) -> tuple[str, str]:
    """A district's state and official code by its number here; both empty for none."""
    statement = (
        columns(Jurisdiction.code, SchoolUnit.code)
        .join(SchoolUnit, col(SchoolUnit.jurisdiction_id) == Jurisdiction.id)
        .where(col(SchoolUnit.id) == unit_id)
    )
    row = session.execute(statement).first()
    return ("", "") if row is None else (str(row[0]), str(row[1]))


def factor_years(session: Session) -> tuple[int, ...]:
    """The fiscal years of Chapter 70 that can be worked out: on file with the year before, or kept with the program."""
    held = {row.school_year for row in _factor_figures(session, ["chapter70_aid"], ())}
    return tuple(sorted({year for year in held if year - 1 in held} | kept_factors().keys()))


@dataclass(frozen=True, slots=True)
class FactorRows:
    """The published rows of a year; `kept` says they are the few kept with the program, not an imported table."""

    fiscal_year: int
    rows: tuple[KeyFactors, ...]
    kept: bool
    left_out: int
    source_ids: tuple[int, ...]


def factor_rows(session: Session, fiscal_year: int) -> FactorRows:
    """The districts of a year whose four figures are on file with last year's aid; else those kept here.

    `left_out` counts districts on file whose row is not whole.
    """
    found = _factor_figures(session, FACTORS, [fiscal_year, fiscal_year - 1])
    values = {(row.unit_id, row.measure, row.school_year): row.value for row in found if row.value is not None}
    heads = units(session, state=MA) if values else {}
    rows, left_out = [], 0
    for unit in sorted({row.unit_id for row in found if row.school_year == fiscal_year}, key=lambda u: heads[u].name):
        own = [values.get((unit, name, fiscal_year)) for name in FACTORS]
        prior = values.get((unit, "chapter70_aid", fiscal_year - 1))
        enrollment, budget, required, aid = own
        if enrollment is None or budget is None or required is None or prior is None:
            left_out += 1
            continue
        head = heads[unit]
        rows.append(KeyFactors(head.code, head.name, fiscal_year, enrollment, budget, required, prior, aid))
    if not rows:
        return FactorRows(fiscal_year, kept_factors().get(fiscal_year, ()), True, left_out, ())
    return FactorRows(fiscal_year, tuple(rows), False, left_out, tuple(sorted({row.source_id for row in found})))


def _factor_figures(session: Session, measures: Iterable[str], years: Iterable[int]) -> list[FigureRow]:
    return figures(session, state=MA, measures=tuple(measures), years=tuple(years), groups=[WHOLE])


def documents_by_key(session: Session, keys: Iterable[str]) -> dict[str, Document]:
    """Documents by their key in the reference tables."""
    wanted = sorted(set(keys))
    statement = columns(Source.key, Source.id).where(col(Source.key).in_(wanted))
    ids = {str(row[0]): int(row[1]) for row in session.execute(statement)}
    found = documents_of(session, set(ids.values()))
    return {key: found[number] for key, number in ids.items() if number in found}


def base_history(prices: Prices, into: FiscalYear | None) -> tuple[HistoryPoint, ...]:
    """The settled base of each year in cents, as voted and in one year's dollars; a year without one is a gap."""
    used = {base.fiscal_year: base for base in bases() if base.used}
    points = []
    for number in range(min(used), max(used) + 1):
        year, base = FiscalYear(number), used.get(number)
        cents = None if base is None else int(base.value * 100)
        real = None if cents is None or into is None else prices.real_cents(cents, of=year, into=into)
        points.append(HistoryPoint(year, cents, real, base.stage if base else "", base.mark if base else ""))
    return tuple(points)


def kept_up(prices: Prices, *, since: int, year: int) -> int | None:
    """What the base of one year would be in another, had it kept up with prices: whole dollars, or None."""
    base = next((base for base in bases() if base.fiscal_year == since and base.used), None)
    if base is None:
        return None
    cents = prices.real_cents(int(base.value * 100), of=FiscalYear(since), into=FiscalYear(year))
    return None if cents is None else rounded(cents, 100)
