"""What each calculator asks for, what its address is called, and how what was typed is read into values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

from budget.scenarios.models import Calculator
from budget.taxes.parameters import Notice, homestead_cents, notices
from budget.taxes.rules import WHOLE, check_rate
from budget.taxes.scenario import KyInputs
from data.errors import InvalidInput
from data.money import dollars, prose_dollars
from data.reading_input import cents_of, day_of

OWN = "own"
BANDS = "100000, 150000, 200000, 250000, 300000, 400000, 500000"
HOME = "200000"
YES = "yes"
Given = Mapping[str, str]

KY_FIELDS = (
    "place", "district", "year", "comp", "four", "prior", "assessed", "new", "prior_all", "assessed_all", "rate",
    "collected", "home", "homestead", "unit", "unit_cost", "students", "bands", "vote", "louisville", "votes_cast",
)  # fmt: skip
OCCUPATIONAL_FIELDS = ("wages", "resident")
LEVY_FIELDS = (
    "town", "year", "prior_limit", "growth", "overrides", "underrides", "debt", "value", "override", "home",
    "unit", "unit_cost",
)  # fmt: skip
FIELDS = {
    Calculator.KY_PROPERTY: KY_FIELDS,
    Calculator.KY_OCCUPATIONAL: OCCUPATIONAL_FIELDS,
    Calculator.MA_LEVY: LEVY_FIELDS,
}


@dataclass(frozen=True, slots=True)
class Preset:
    """A district with published figures to start from, as the fields' texts."""

    key: str
    title: str
    given: Mapping[str, str]
    notice: Notice | None


def whole(cents: int) -> str:
    """Cents as a field shows them, in dollars with separators."""
    return f"{cents // 100:,}" if cents % 100 == 0 else f"{cents / 100:,.2f}"


def cents_text(rate: int) -> str:
    """A rate as a field shows it: "71.7"."""
    return f"{rate // 10}.{rate % 10}"


@cache
def ky_presets() -> tuple[Preset, ...]:
    """Each notice that prints a compensating rate, the newest first, then a district of one's own, empty."""
    return (*(_preset(one) for one in notices() if one.compensating is not None), _own())


def _preset(notice: Notice) -> Preset:
    year = f"{notice.school_year - 1}-{notice.school_year % 100:02d}"
    given = {
        "district": notice.district,
        "year": str(notice.school_year),
        "comp": cents_text(notice.compensating or 0),
        "four": "" if notice.four_percent is None else cents_text(notice.four_percent),
        "assessed": whole(notice.assessed_cents // 100 * 100),
        "new": whole(notice.new_cents // 100 * 100),
        "rate": cents_text(notice.real),
        "vote": notice.hearing_on.isoformat(),
        "louisville": YES,
    }
    return Preset(notice.key, f"{notice.district}, {year}", _filled(given), notice)


def _own() -> Preset:
    return Preset(OWN, "Another district, your own figures", _filled({}), None)


def _filled(given: Mapping[str, str]) -> dict[str, str]:
    plain = dict.fromkeys(KY_FIELDS, "") | {"collected": "100", "home": HOME, "bands": BANDS}
    return plain | dict(given)


def defaults(calculator: Calculator, place: str = "") -> dict[str, str]:
    """The fields' texts before anybody typed: of Kentucky, those of a preset; of the others, empty ones."""
    if calculator is Calculator.KY_PROPERTY:
        presets = {one.key: one for one in ky_presets()}
        chosen = presets.get(place) or next(iter(presets.values()))
        return dict(chosen.given) | {"place": chosen.key}
    if calculator is Calculator.KY_OCCUPATIONAL:
        return {"wages": "50,000", "resident": YES}
    return dict.fromkeys(LEVY_FIELDS, "") | {"home": "500000"}


def full_inputs(calculator: Calculator, given: Given) -> dict[str, str]:
    """Every field of a calculator: what an address gives, else the default; other names are left out."""
    filled = defaults(calculator, given.get("place", ""))
    return filled | {name: given[name] for name in FIELDS[calculator] if name in given and name != "place"}


def rate_of(text: str, name: str) -> int | None:
    """Cents per $100 as typed, in tenths of a cent; None for an empty field. Raises InvalidInput with the cure."""
    typed = text.strip().replace("−", "-").removesuffix("cents").removesuffix("¢").strip()
    if not typed:
        return None
    in_dollars = typed.startswith("$")
    try:
        value = Decimal(typed.lstrip("$").replace(",", "")) if len(typed) <= 20 else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise InvalidInput(
            "{name} “{typed}” is not a rate. Write it in cents per $100, such as 71.7.", name=name, typed=typed[:40]
        )
    if in_dollars or (0 < value < 5):
        meant = (value * 100).normalize()
        raise InvalidInput(
            "{name} “{typed}” looks as if it were in dollars. Rates are in cents per $100: write {meant:f} for that.",
            name=name,
            typed=typed,
            meant=meant,
        )
    tenths = value * 10
    if tenths != tenths.to_integral_value():
        raise InvalidInput(
            "{name} “{typed}” is finer than a tenth of a cent. Rates are set in tenths, such as 71.7.",
            name=name,
            typed=typed,
        )
    return check_rate(int(tenths), name)


def money_in(given: Given, field: str, name: str) -> int | None:
    """Dollars as typed, in cents and never below 0; None for an empty field. Raises InvalidInput naming the field."""
    try:
        cents = cents_of(given.get(field, ""))
    except InvalidInput as problem:
        raise InvalidInput(f"{name}: {problem}") from problem
    if cents is not None and cents < 0:
        raise InvalidInput("{name} cannot be less than $0. Write it without a minus sign.", name=name)
    return cents


def needed_money(given: Given, field: str, name: str) -> int:
    """The same for a field that must not be empty."""
    cents = money_in(given, field, name)
    if cents is None:
        raise InvalidInput("{name} is missing. Take it from the district’s tax notice or its budget.", name=name)
    return cents


def count_in(given: Given, field: str, name: str) -> int | None:
    """A whole number as typed; None for an empty field. Raises InvalidInput."""
    typed = given.get(field, "").strip().replace(",", "")
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit() and len(typed) <= 12):
        raise InvalidInput("{name} “{typed}” is not a whole number. Write it as 95,000.", name=name, typed=typed[:40])
    return int(typed)


def percent_in(given: Given, field: str, name: str) -> int:
    """A percentage as typed, in hundredths of a percent; 100 percent for an empty field. Raises InvalidInput."""
    typed = given.get(field, "").strip().removesuffix("%").strip()
    if not typed:
        return WHOLE
    try:
        hundredths = Decimal(typed) * 100 if len(typed) <= 12 else Decimal("NaN")
    except InvalidOperation:
        hundredths = Decimal("NaN")
    if not hundredths.is_finite() or hundredths != hundredths.to_integral_value():
        raise InvalidInput("{name} “{typed}” is not a percentage. Write it as 98.5.", name=name, typed=typed[:40])
    if not 0 < hundredths <= WHOLE:
        raise InvalidInput("{name} of {typed} percent cannot be. It lies between 0 and 100.", name=name, typed=typed)
    return int(hundredths)


def bands_in(text: str) -> tuple[tuple[int, int | None], ...]:
    """Home values with, after a colon, how many homes: "100000: 52000, 200000". Raises InvalidInput."""
    found: list[tuple[int, int | None]] = []
    for piece in filter(None, (piece.strip() for piece in text.replace(", ", ";").replace("\n", ";").split(";"))):
        value, _colon, homes = piece.partition(":")
        cents = needed_money({"v": value}, "v", f"The home value “{value.strip()[:20]}”")
        if cents == 0:
            raise InvalidInput("A home’s value must be more than $0. Write it in dollars, such as 200,000.")
        found.append((cents, count_in({"n": homes}, "n", f"The number of homes of {value.strip()[:20]}")))
    if len(found) > 20:
        raise InvalidInput("Give at most 20 home values.")
    return tuple(found)


def year_in(given: Given) -> int:
    """The school year by the year it ends in. Raises InvalidInput."""
    year = count_in(given, "year", "The school year")
    if year is None or not 2000 <= year <= 2100:
        raise InvalidInput("Give the school year by the year it ends in, such as 2027 for 2026-27.")
    return year


def ky_inputs(given: Given) -> KyInputs:
    """The fields of the Kentucky calculator as values. Raises InvalidInput naming the field and the cure."""
    year = year_in(given)
    rate = rate_of(given.get("rate", ""), "The proposed rate")
    if rate is None:
        raise InvalidInput("Give the proposed rate in cents per $100, such as 71.7.")
    assessed = needed_money(given, "assessed", "This year’s assessment")
    _check_thousands(given, assessed)
    return KyInputs(
        district=given.get("district", "").strip()[:120],
        school_year=year,
        rate=rate,
        assessed_cents=assessed,
        new_cents=money_in(given, "new", "New property") or 0,
        compensating=rate_of(given.get("comp", ""), "The compensating rate"),
        four=rate_of(given.get("four", ""), "The 4 percent rate"),
        prior_cents=money_in(given, "prior", "Last year’s revenue from real property"),
        prior_all_cents=money_in(given, "prior_all", "Last year’s revenue from all classes"),
        assessed_all_cents=money_in(given, "assessed_all", "This year’s assessment of all classes"),
        collected=percent_in(given, "collected", "The share collected"),
        home_cents=needed_money(given, "home", "The home’s value"),
        exemption_cents=_exemption(given, year),
        unit=given.get("unit", "").strip()[:60],
        unit_cents=money_in(given, "unit_cost", "What one costs a year"),
        students=count_in(given, "students", "The number of students"),
        bands=bands_in(given.get("bands", "")),
    )


def notice_of(place: str) -> Notice | None:
    """The notice a preset stands on; None for a district of one's own."""
    return next((one.notice for one in ky_presets() if one.key == place), None)


def _check_thousands(given: Given, assessed_cents: int) -> None:
    """A district's assessment does not fall to a hundredth of what its own notice says."""
    notice = notice_of(given.get("place", ""))
    if notice is not None and assessed_cents * 100 < notice.assessed_cents:
        raise InvalidInput(
            "An assessment of {amount} looks as if it were in thousands of dollars: the notice’s "
            "figures come to {amount_2}. Write it in full.",
            amount=dollars(assessed_cents),
            amount_2=prose_dollars(notice.assessed_cents),
        )


def _exemption(given: Given, year: int) -> int:
    """The homestead exemption of the tax year, which is the calendar year a school year begins in."""
    if given.get("homestead") != YES:
        return 0
    cents = homestead_cents(date(year - 1, 7, 1))
    if cents is None:
        raise InvalidInput(
            "The homestead exemption of {n} is not on file. Take it off the home’s value instead.", n=year - 1
        )
    return cents


def vote_day(given: Given) -> date | None:
    """The day of the board's vote; None where none is given. Raises InvalidInput."""
    return day_of(given.get("vote", "").strip())
