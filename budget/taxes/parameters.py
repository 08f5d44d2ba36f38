"""What law and notices say of a tax: dated parameters, published rates and the case of 2020, each with its mark."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from data.imports.amounts import read_amount
from data.reference_tables import rows_of

MARKS = {
    "C": "read in the source",
    "D": "worked out from such figures",
    "G": "general knowledge, to be confirmed",
    "?": "not established",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of a rule and the days on which it is known to be in force; `mark` says how sure we are."""

    code: str
    where: str
    value: str
    unit: str
    known_from: date | None
    known_to: date | None
    mark: str
    source: str
    note: str

    def holds_on(self, day: date) -> bool:
        return (self.known_from is None or self.known_from <= day) and (self.known_to is None or day <= self.known_to)


@dataclass(frozen=True, slots=True)
class Notice:
    """A tax hearing's notice as printed: rates in tenths of a cent, money in cents; None where it prints none.

    `four_percent` is what the board itself called its 4 percent rate, in this notice or later.
    """

    district: str
    school_year: int
    hearing_on: date
    prior_real: int
    prior_revenue_cents: int
    real: int
    personal: int
    expected_cents: int
    new_and_personal_cents: int
    compensating: int | None
    compensating_cents: int | None
    four_percent: int | None
    mark: str
    source: str
    note: str

    @property
    def key(self) -> str:
        return f"jcps-{self.school_year}"

    @property
    def assessed_cents(self) -> int:
        """All property taxed, worked out: expected revenue divided by the rate on real property."""
        return self.expected_cents * 100_000 // self.real

    @property
    def new_cents(self) -> int:
        """New and personal property, worked out the same way."""
        return self.new_and_personal_cents * 100_000 // self.real


@dataclass(frozen=True, slots=True)
class RateOnFile:
    """A published rate of one class and year, and what it brought where that is printed."""

    district: str
    school_year: int
    kind: str
    property_class: str
    rate: int
    revenue_cents: int | None
    revenue_is: str
    mark: str
    source: str
    note: str

    @property
    def assessed_cents(self) -> int | None:
        """Worked out, never printed: the revenue divided by the rate, as if all property paid it."""
        return None if self.revenue_cents is None else self.revenue_cents * 100_000 // self.rate


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step of a recall as it happened; without a day where the sources give none."""

    day: date | None
    what: str
    value: int | None
    unit: str
    mark: str
    source: str


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rate(text: str) -> int:
    whole, _, tenth = text.partition(".")
    return int(whole) * 10 + int(tenth or "0")


def _cents(text: str) -> int:
    return read_amount(text, unit=1) or 0


@cache
def parameters() -> tuple[Parameter, ...]:
    """Every row of `tax_parameters.csv`."""
    return tuple(
        Parameter(
            row["code"], row["where"], row["value"], row["unit"], _day(row["known_from"]), _day(row["known_to"]),
            row["mark"], row["source"], row["note"],
        )
        for _n, row in rows_of("tax_parameters")
    )  # fmt: skip


def in_force(code: str, where: str, day: date) -> tuple[Parameter, ...]:
    """What is known to hold on a day; where the day lies between two texts, both, because we do not know which."""
    known = [one for one in parameters() if one.code == code and one.where == where]
    held = [one for one in known if one.holds_on(day)]
    return tuple(held or known)


@cache
def notices() -> tuple[Notice, ...]:
    """Every hearing notice on file, the newest first."""
    found = [
        Notice(
            district=row["district"],
            school_year=int(row["school_year"]),
            hearing_on=date.fromisoformat(row["hearing_on"]),
            prior_real=_rate(row["prior_real"]),
            prior_revenue_cents=_cents(row["prior_revenue"]),
            real=_rate(row["real"]),
            personal=_rate(row["personal"]),
            expected_cents=_cents(row["expected_revenue"]),
            new_and_personal_cents=_cents(row["new_and_personal_revenue"]),
            compensating=_rate(row["compensating_real"]) if row["compensating_real"] else None,
            compensating_cents=_cents(row["compensating_revenue"]) if row["compensating_revenue"] else None,
            four_percent=_rate(row["four_percent_real"]) if row["four_percent_real"] else None,
            mark=row["mark"],
            source=row["source"],
            note=row["note"],
        )
        for _n, row in rows_of("tax_notices")
    ]
    return tuple(sorted(found, key=lambda one: -one.school_year))


@cache
def rates_on_file() -> tuple[RateOnFile, ...]:
    """Every published rate, the oldest first."""
    found = [
        RateOnFile(
            row["district"], int(row["school_year"]), row["kind"], row["class"], _rate(row["rate"]),
            _cents(row["revenue"]) if row["revenue"] else None, row["revenue_is"], row["mark"], row["source"],
            row["note"],
        )
        for _n, row in rows_of("tax_rates")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.school_year, one.kind == "billed")))


@cache
def recall_case() -> tuple[CaseStep, ...]:
    """The recall of 2020, step by step."""
    return tuple(
        CaseStep(
            _day(row["day"]), row["what"], int(float(row["value"]) * 10 if row["unit"] == "cents" else row["value"])
            if row["value"] else None, row["unit"], row["mark"], row["source"],
        )
        for _n, row in rows_of("tax_events")
    )  # fmt: skip


def homestead_cents(day: date) -> int | None:
    """Kentucky's homestead exemption on a day; None where the amount is not on file."""
    held = [one for one in parameters() if one.code == "homestead" and one.holds_on(day)]
    return int(held[0].value) * 100 if held else None


def occupational_percents() -> dict[str, int]:
    """Louisville's shares in hundredths of a percent, by who takes them."""
    wanted = {"occupational_metro": "metro", "occupational_transit": "transit", "occupational_schools": "schools"}
    return {wanted[p.code]: int(p.value.replace(".", "")) for p in parameters() if p.code in wanted}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of `sources.csv`, as it is named under what it is the source of."""

    key: str
    title: str
    publisher: str
    address: str
    published_on: str
    kind: str
    note: str


@cache
def papers() -> dict[str, Paper]:
    """Every document of the reference tables, by its key."""
    return {
        row["key"]: Paper(
            row["key"], row["title"], row["publisher"], row["address"], row["published_on"], row["kind"], row["note"]
        )
        for _n, row in rows_of("sources")
    }
