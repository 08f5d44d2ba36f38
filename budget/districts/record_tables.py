"""The tables of a district's page, decided once for page and files: what stands in each row and column."""

from collections.abc import Sequence
from dataclasses import dataclass

from budget.districts.figure_statements import EVERYBODY
from budget.districts.record import DistrictRecord
from budget.districts.rules import DENOMINATORS, Given, PerPupil, per_pupil

LEVELS = ("revenue_local", "revenue_state", "revenue_federal", "revenue_capital_outlay")
REVENUE = (*LEVELS, "revenue_total")
FUNCTIONS = (
    "spending_instruction", "spending_administration", "spending_student_support", "spending_staff_support",
    "spending_operations", "spending_transport", "spending_enterprise", "spending_capital_outlay",
)  # fmt: skip
TOTALS = ("spending_total", "spending_all", "spending_in_district", "current_spending")
STAFF = (
    "teachers_fte", "paraprofessionals_fte", "school_leaders_fte", "district_leaders_fte", "student_support_fte",
    "related_services_fte", "health_staff_fte", "office_staff_fte", "classified_staff_fte", "staff_fte",
)  # fmt: skip
NEEDS = ("lunch_students", "lunch_share", "disadvantaged")
EVENTS = tuple(
    f"{kind}_events"
    for kind in ("oss", "iss", "expelled_services", "expelled_none", "corporal", "removed_officer",
                 "removed_personnel", "restraint", "seclusion", "discipline")
)  # fmt: skip
STUDENTS = tuple(code.replace("_events", "_students") for code in EVENTS)
SHARES = ("oss_share", "iss_share", "expulsion_share", "emergency_removal_share", "alternate_setting_share",
          "arrest_share", "law_enforcement_share")  # fmt: skip
PAY = ("teacher_salary", "principal_salary", "teacher_experience", "students_per_teacher", "class_size",
       "teacher_retention", "development_spending", "substitute_spending")  # fmt: skip
HEADS = ("teacher_count", "teachers_new", "teachers_1_to_3_years")


@dataclass(frozen=True, slots=True)
class AmountRow:
    """An amount of one year, divided by the chosen count, beside the source's own amount per pupil."""

    measure: str
    name: str
    amount: Given
    each: PerPupil
    printed: Given


def denominators(record: DistrictRecord) -> list[str]:
    """The counts a district's amounts can be divided by: those of which any year is on file."""
    return [code for code in DENOMINATORS if any(record.given(code, y).value is not None for y in record.years(code))]


def finance_rows(record: DistrictRecord, measures: Sequence[str], year: int, count: str) -> list[AmountRow]:
    """Each amount on file of a year and for each pupil of one count of that year; no other year's count is taken."""
    card = record.measures.get(count)
    hundredths = card is not None and card.unit == "decimal"
    counted = record.given(count, year)
    return [
        AmountRow(
            code, record.measures[code].name, record.given(code, year),
            per_pupil(record.given(code, year), counted, hundredths=hundredths),
            record.given(f"{code}_per_pupil", year),
        )
        for code in measures
        if (code, year, EVERYBODY) in record.figures
    ]  # fmt: skip


Row = tuple[str, tuple[Given, ...]]


@dataclass(frozen=True, slots=True)
class GroupTable:
    """Measures down, groups across: each cell a value or why there is none. "all" is never added to its parts.

    Measures of which every figure is 0 are in `empty`.
    """

    year: int
    groups: tuple[str, ...]
    rows: tuple[Row, ...]
    empty: tuple[Row, ...] = ()


def group_table(record: DistrictRecord, measures: Sequence[str], year: int, families: Sequence[str]) -> GroupTable:
    """Some measures of a year by the groups of some families, those that any of them has a figure of."""
    held = {measure for measure, at, _group in record.figures if at == year}
    shown = [code for code in measures if code in held]
    found = {g.code: g for code in shown for g in record.groups_of(code, year) if g.family in families}
    groups = (EVERYBODY, *(g.code for g in sorted(found.values(), key=lambda group: group.position)))
    every = [(code, tuple(record.given(code, year, group) for group in groups)) for code in shown]
    empty = [row for row in every if not any(given.value for given in row[1]) and row[1][0].value == 0]
    return GroupTable(year, groups, tuple(row for row in every if row not in empty), tuple(empty))


def newest_year(record: DistrictRecord, measures: Sequence[str], chosen: int | None) -> int | None:
    """The year asked for, else the newest in which any of some measures has a value; None where none has."""
    if chosen is not None:
        return chosen
    valued = {year for (measure, year, _group), held in record.figures.items()
              if measure in measures and held.value is not None}  # fmt: skip
    return max(valued, default=None)
