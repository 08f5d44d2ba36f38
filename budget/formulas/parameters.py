"""The formulas' parameters by fiscal year, each with its source and how sure we are, from the reference tables."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from budget.formulas.chapter70 import KeyFactors
from budget.formulas.rules import SeekRules
from data.errors import InvalidInput
from data.reference_tables import rows_of

BASE_LINE = "SEEK guaranteed base per pupil"
WORKSHEET = "adair-2017"
SETTLED = "acts"
MARK_WORDS = {
    "C": "read in the source named",
    "D": "worked out from figures in the source",
    "G": "general knowledge, to be verified",
    "?": "not established",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number of a rule set, the years it holds for (`to_year` None: until another), its mark and source key."""

    name: str
    from_year: int
    to_year: int | None
    value: Decimal
    unit: str
    mark: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class BaseOfYear:
    """What a document says the base was; `used` marks the one the calculator takes for the year."""

    fiscal_year: int
    stage: str
    value: Decimal
    mark: str
    source: str
    used: bool
    why: str


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A published worksheet: what it prints as inputs and as results, by name, each with its mark."""

    key: str
    district: str
    code: str
    fiscal_year: int
    source: str
    inputs: dict[str, tuple[str, str]]
    outputs: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MinimumAid:
    """Minimum aid per pupil of a year in cents; `status` is final, proposed or debated."""

    fiscal_year: int
    cents: int
    mark: str
    status: str
    source: str
    note: str


@cache
def seek_parameters() -> tuple[Parameter, ...]:
    """Every row of `seek_parameters.csv`."""
    return tuple(
        Parameter(
            row["parameter"], int(row["from_year"]), int(row["to_year"]) if row["to_year"] else None,
            Decimal(row["value"]), row["unit"], row["mark"], row["source"], row["note"],
        )
        for _, row in rows_of("seek_parameters")
    )  # fmt: skip


def parameter_of(name: str, year: int) -> Parameter | None:
    """The parameter in force in a fiscal year, None where none is on file."""
    fits = [p for p in seek_parameters() if p.name == name and p.from_year <= year <= (p.to_year or year)]
    return max(fits, key=lambda p: p.from_year, default=None)


@cache
def seek_rules(year: int) -> SeekRules:
    """The rule set of a fiscal year. Raises InvalidInput for a year whose rules are not on file."""
    named = [name for name in SeekRules.__dataclass_fields__ if name != "fiscal_year"]
    found = {name: parameter_of(name, year) for name in named}
    if year > max(seek_years()) or any(parameter is None for parameter in found.values()):
        first, last = min(seek_years()), max(seek_years())
        raise InvalidInput(
            "The rules of FY{year} are not on file. Choose a year from FY{first} to FY{last}.",
            year=year,
            first=first,
            last=last,
        )
    return SeekRules(fiscal_year=year, **{name: p.value for name, p in found.items() if p is not None})


@cache
def bases() -> tuple[BaseOfYear, ...]:
    """What is on file about the guaranteed base, oldest first; where two documents disagree both stand here."""
    rows = [row for _, row in rows_of("appropriations") if row["name"] == BASE_LINE]
    found = []
    for row in rows:
        rivals = [r for r in rows if (r["fiscal_year"], r["stage"]) == (row["fiscal_year"], SETTLED)]
        first = next((r for r in rivals if r["preferred_because"]), rivals[0] if rivals else None)
        value = Decimal(row["printed"].replace(",", ""))
        found.append(
            BaseOfYear(
                int(row["fiscal_year"]), row["stage"], value, row["mark"], row["source"], row is first,
                row["preferred_because"],
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda base: (base.fiscal_year, not base.used)))


def base_of(year: int) -> BaseOfYear | None:
    """The base the calculator takes for a year; None where none settled is on file."""
    return next((base for base in bases() if base.fiscal_year == year and base.used), None)


def rivals_of(year: int) -> tuple[BaseOfYear, ...]:
    """What other documents say the settled base of the year was."""
    return tuple(b for b in bases() if b.fiscal_year == year and b.stage == SETTLED and not b.used)


@cache
def seek_years() -> tuple[int, ...]:
    """The fiscal years a base is on file for, oldest first."""
    return tuple(dict.fromkeys(base.fiscal_year for base in bases()))


@cache
def worksheet(key: str = WORKSHEET) -> Worksheet:
    """A published worksheet. Raises InvalidInput for a key we do not hold."""
    rows = [row for _, row in rows_of("seek_worksheets") if row["worksheet"] == key]
    if not rows:
        raise InvalidInput("There is no worksheet “{key}” on file.", key=key)
    said = {
        kind: {row["item"]: (row["printed"], row["mark"]) for row in rows if row["kind"] == kind}
        for kind in ("input", "output")
    }
    first = rows[0]
    return Worksheet(
        key, first["district"], first["code"], int(first["fiscal_year"]), first["source"], said["input"], said["output"]
    )


@cache
def minimum_aids() -> tuple[MinimumAid, ...]:
    """Every minimum aid on file, oldest first, as `chapter70_parameters.csv` has it."""
    return tuple(
        MinimumAid(
            int(row["fiscal_year"]), int(Decimal(row["value"]) * 100), row["mark"], row["status"], row["source"],
            row["note"],
        )
        for _, row in rows_of("chapter70_parameters")
        if row["parameter"] == "minimum_aid"
    )  # fmt: skip


def final_minimum(year: int) -> MinimumAid | None:
    """The minimum aid of a year's budget; None where it is not on file."""
    return next((aid for aid in minimum_aids() if aid.fiscal_year == year and aid.status == "final"), None)


@cache
def kept_factors() -> dict[int, tuple[KeyFactors, ...]]:
    """The published rows kept here, by fiscal year: those whose year before is on file too."""
    rows = {(row["code"], int(row["fiscal_year"])): row for _, row in rows_of("chapter70_districts")}

    def cents(code: str, year: int, column: str) -> int:
        return int(rows[code, year][column].replace(",", "")) * 100

    found: dict[int, list[KeyFactors]] = {}
    for (code, year), row in rows.items():
        if (code, year - 1) in rows:
            factors = KeyFactors(
                code, row["district"], year, int(row["foundation_enrollment"].replace(",", "")),
                cents(code, year, "foundation_budget"), cents(code, year, "required_contribution"),
                cents(code, year - 1, "chapter70_aid"), cents(code, year, "chapter70_aid"),
            )  # fmt: skip
            found.setdefault(year, []).append(factors)
    return {year: tuple(found[year]) for year in sorted(found)}
