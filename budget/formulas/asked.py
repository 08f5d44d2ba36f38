"""What somebody asks of the SEEK calculator, as text by name in an address, read into a scenario with a what-if."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budget.formulas.parameters import WORKSHEET, base_of, parameter_of, seek_rules, worksheet
from budget.formulas.rules import INPUTS, SeekInputs, SeekResult, SeekRules, seek
from data.errors import InvalidInput

NUMBER = re.compile(r"\d{1,15}(\.\d{1,6})?")
TYPED = tuple(name for name in INPUTS if name != "at_risk_weight")
CHANGED = ("base", "at_risk_weight", "at_risk", "pupils", "assessment")
AS_IS, WHAT_IF = "", "new_"
LABELS = {
    "base": "Base per pupil",
    "pupils": "Pupils: average daily attendance, adjusted, with growth",
    "assessment": "Total assessment of property",
    "at_risk": "Pupils approved for free meals (at risk)",
    "severe": "Exceptional children: severe",
    "moderate": "Exceptional children: moderate",
    "speech": "Exceptional children: speech or communication",
    "home_hospital": "Home and hospital attendance",
    "lep": "Pupils with limited English",
    "transportation": "Transportation, full calculated cost",
    "transportation_share": "Part of transportation the state pays, percent",
    "levied": "Levied equivalent rate, cents per $100",
    "equalization": "Equalization level: assessment per pupil",
    "at_risk_weight": "At-risk weight",
}
DOLLARS = ("base", "assessment", "transportation", "equalization")


@dataclass(frozen=True, slots=True)
class SeekAsked:
    """A scenario as asked: the rules, the inputs as they are, and those of the what-if (None when nothing differs)."""

    rules: SeekRules
    texts: dict[str, str]
    as_is: SeekInputs
    what_if: SeekInputs | None
    result: SeekResult
    changed: SeekResult | None
    district: str

    @property
    def is_worksheet(self) -> bool:
        """Whether the inputs as they are are the published worksheet's."""
        return self.rules.fiscal_year == worksheet().fiscal_year and all(
            number_of(name, self.texts.get(name, "")) == number_of(name, printed)
            for name, printed in worksheet_texts().items()
        )


def worksheet_texts() -> dict[str, str]:
    """The inputs of the published worksheet as text, every field of the form named."""
    printed = worksheet(WORKSHEET).inputs
    return {name: printed[name][0] if name in printed else "" for name in TYPED}


def starting_texts(year: int) -> dict[str, str]:
    """The inputs an address that names none stands for: the published worksheet's, with the base of the year."""
    texts = worksheet_texts()
    return texts if year == worksheet().fiscal_year else texts | {"base": base_text(year)}


def seek_asked(query: Mapping[str, str], start: Mapping[str, str] | None = None) -> SeekAsked:
    """The scenario an address holds; an input it does not name is that of `start`, or of the published worksheet.

    Raises InvalidInput with everything that is wrong with the numbers, each with its cure.
    """
    year = year_asked(query.get("year", ""))
    start = starting_texts(year) if start is None else start
    texts = {name: query.get(name, start.get(name, "")) for name in TYPED}
    as_is, problems = _inputs(texts)
    newer = {name: query.get(f"{WHAT_IF}{name}", "") for name in CHANGED}
    changes, more = _inputs(newer, others=as_is)
    problems = [*problems, *(f"What if: {problem}" for problem in more)]
    if problems:
        raise InvalidInput(" ".join(dict.fromkeys(problems)))
    as_is = _with_share(as_is, year)
    rules = seek_rules(year)
    typed = {name: value for name in CHANGED if (value := getattr(changes, name)) is not None}
    what_if = replace(as_is, **typed) if typed else None
    if what_if is not None and _same(rules, as_is, what_if):
        what_if = None
    return SeekAsked(
        rules, texts | {f"{WHAT_IF}{name}": text for name, text in newer.items() if text}, as_is, what_if,
        seek(rules, as_is), None if what_if is None else seek(rules, what_if), query.get("district", ""),
    )  # fmt: skip


def base_text(year: int) -> str:
    """The base of a year as a field shows it; empty where none is on file."""
    base = base_of(year)
    return "" if base is None else f"{base.value:,}"


def year_asked(text: str) -> int:
    """A fiscal year as an address writes it; the worksheet's for none. Raises InvalidInput."""
    digits = text.strip().upper().removeprefix("FY")
    if not digits:
        return worksheet().fiscal_year
    if not re.fullmatch(r"\d{4}", digits):
        raise InvalidInput("“{text}” is not a fiscal year. Write it as 2017.", text=text[:20])
    return int(digits)


def _with_share(given: SeekInputs, year: int) -> SeekInputs:
    """The year's share of transportation where none is typed and one is on file."""
    known = parameter_of("transportation_share", year)
    if given.transportation_share is None:
        return given if known is None else replace(given, transportation_share=known.value)
    return replace(given, transportation_share=given.transportation_share / 100)


def _same(rules: SeekRules, one: SeekInputs, other: SeekInputs) -> bool:
    weight = rules.at_risk_weight
    return replace(one, at_risk_weight=one.at_risk_weight or weight) == replace(
        other, at_risk_weight=weight if other.at_risk_weight is None else other.at_risk_weight
    )


def number_of(name: str, text: str) -> Decimal | None:
    """A figure as typed, with or without $, commas, % or ¢; None for no text. Raises InvalidInput naming the field."""
    cleaned = text.strip().strip("$¢%").replace(",", "").strip()
    if not cleaned:
        return None
    if not NUMBER.fullmatch(cleaned):
        raise InvalidInput(
            "{labels}: “{text}” is not a number of 0 or more. Write it as 1,234.5.",
            labels=LABELS[name],
            text=text.strip()[:40],
        )
    return Decimal(cleaned)


def _inputs(texts: Mapping[str, str], others: SeekInputs | None = None) -> tuple[SeekInputs, list[str]]:
    """The figures of some fields, and what is wrong with them; `others` are what they are held against."""
    values, problems = {}, []
    for name, text in texts.items():
        try:
            values[name] = number_of(name, text)
        except InvalidInput as problem:
            problems.append(str(problem))
    given = SeekInputs(**values)
    pupils = given.pupils if given.pupils is not None or others is None else others.pupils
    problems += [said for said in (check(given, pupils) for check in CHECKS) if said]
    return given, problems


def _no_pupils(given: SeekInputs, pupils: Decimal | None) -> str:
    if given.pupils == 0:
        return (
            f"{LABELS['pupils']}: 0 pupils leave nothing to divide by. Give the average daily attendance, "
            "or leave the field empty when it is not known."
        )
    return ""


def _assessment(given: SeekInputs, pupils: Decimal | None) -> str:
    """Property is assessed at tens of thousands of dollars a pupil or more everywhere in the state."""
    if given.assessment is None or not pupils:
        return ""
    each = given.assessment / pupils
    if each < LEAST_ASSESSMENT:
        return (
            f"{LABELS['assessment']}: ${given.assessment:,} is ${each:,.0f} per pupil, which looks like thousands. "
            f"Write whole dollars, such as {given.assessment * 1000:,.0f}."
        )
    if each > MOST_ASSESSMENT:
        return (
            f"{LABELS['assessment']}: ${given.assessment:,} is ${each:,.0f} per pupil, more than any district has. "
            "Write whole dollars, without cents."
        )
    return ""


def _rate(given: SeekInputs, pupils: Decimal | None) -> str:
    if given.levied is None or given.levied == 0:
        return ""
    if given.levied < LEAST_RATE:
        return (
            f"{LABELS['levied']}: {given.levied} looks like dollars. "
            f"Write cents per $100 of assessment, such as {(given.levied * 100).normalize():f}."
        )
    if given.levied > MOST_RATE:
        return f"{LABELS['levied']}: {given.levied} cents is more than any district levies. Write it as 64.7."
    return ""


def _equalization(given: SeekInputs, pupils: Decimal | None) -> str:
    if given.equalization is not None and given.equalization < LEAST_ASSESSMENT:
        return (
            f"{LABELS['equalization']}: ${given.equalization:,} per pupil looks like thousands. "
            f"Write whole dollars, such as {given.equalization * 1000:,.0f}."
        )
    return ""


def _base(given: SeekInputs, pupils: Decimal | None) -> str:
    if given.base is not None and not LEAST_BASE <= given.base <= MOST_BASE:
        return f"{LABELS['base']}: ${given.base:,} is not between $1,000 and $50,000. Write dollars, such as 3,981."
    return ""


def _weight(given: SeekInputs, pupils: Decimal | None) -> str:
    if given.at_risk_weight is not None and given.at_risk_weight > MOST_WEIGHT:
        return (
            f"{LABELS['at_risk_weight']}: {given.at_risk_weight} times the base looks like a percentage. "
            f"Write a part of 1, such as {(given.at_risk_weight / 100).normalize():f}."
        )
    return ""


def _share(given: SeekInputs, pupils: Decimal | None) -> str:
    if given.transportation_share is not None and given.transportation_share > 100:
        return f"{LABELS['transportation_share']}: {given.transportation_share} is above 100. Write it as 82."
    return ""


def _counts(given: SeekInputs, pupils: Decimal | None) -> str:
    """A count of some pupils can pass the average attendance of all, but not twice over."""
    if not pupils:
        return ""
    for name in ("at_risk", "severe", "moderate", "speech", "home_hospital", "lep"):
        value = getattr(given, name)
        if value is not None and value > 2 * pupils:
            return (
                f"{LABELS[name]}: {value:,} is more than twice the {pupils:,} pupils of the district. "
                "Look whether the two fields are swapped, or a comma is wrong."
            )
    return ""


LEAST_ASSESSMENT, MOST_ASSESSMENT = 10_000, 20_000_000
LEAST_RATE, MOST_RATE = 5, 400
LEAST_BASE, MOST_BASE = 1_000, 50_000
MOST_WEIGHT = 3
CHECKS = (_no_pupils, _assessment, _rate, _equalization, _base, _weight, _share, _counts)
