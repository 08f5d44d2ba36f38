"""Districts that a national source names by their federal number alone: found where it is on file, never by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from budget.districts.models import SchoolUnit, UnitLevel
from data.language import ngettext
from data.places import Jurisdiction
from data.sources.figures_said import UnitSaid

SHOWN = 3
DISTRICT_DIGITS = 7  # of a school's twelve, which begin with its district's number


def matched(session: Session, state: str, said: Iterable[UnitSaid]) -> tuple[list[UnitSaid], list[str]]:
    """The units as an import takes them, and the names of the districts whose own state code is not on file.

    A district on file under its state's code keeps the name its state prints; one that is not stands under its
    federal number until a document of its state names that number.
    """
    codes = _codes_of_schools(session, state) | _codes_on_file(session, state)
    units, unmatched = [], []
    for unit in said:
        code = unit.code or codes.get(unit.nces_id, "")
        if unit.code:
            units.append(unit)
        elif code and not code.endswith(unit.nces_id):
            units.append(replace(unit, code=code, name=""))
        else:
            unmatched.append(unit.name or f"District {unit.nces_id}")
            units.append(unit if code else replace(unit, name=unmatched[-1]))
    return units, unmatched


def _codes_on_file(session: Session, state: str) -> dict[str, str]:
    """The state's code of each district whose federal number a document named."""
    u = SchoolUnit
    held = session.execute(
        select(u.nces_id, u.code)
        .join(Jurisdiction, col(Jurisdiction.id) == u.jurisdiction_id)
        .where(Jurisdiction.code == state, u.nces_id != "", u.level == UnitLevel.DISTRICT.value)
    )
    return {row[0]: row[1] for row in held}


def _codes_of_schools(session: Session, state: str) -> dict[str, str]:
    """The state's code of each district by the number that all its schools' numbers begin with, and no other's do."""
    school, parent = aliased(SchoolUnit), aliased(SchoolUnit)
    held = session.execute(
        select(parent.code, school.nces_id)
        .join(school, col(school.parent_id) == parent.id)
        .join(Jurisdiction, col(Jurisdiction.id) == parent.jurisdiction_id)
        .where(Jurisdiction.code == state, school.nces_id != "", parent.nces_id == "")
    )
    numbers, districts = defaultdict(set), defaultdict(set)
    for code, nces_id in held:
        numbers[code].add(nces_id[:DISTRICT_DIGITS])
        districts[nces_id[:DISTRICT_DIGITS]].add(code)
    return {
        number: code
        for code, found in numbers.items()
        for number in found
        if len(found) == 1 and len(districts[number]) == 1
    }


def unmatched_sentence(names: Sequence[str]) -> str:
    """Which districts stand under their federal number, in one sentence; "" where none does."""
    if not names:
        return ""
    some = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    return ngettext(
        "{count} district is not on file by its state’s own code and stands under its national number: {names}.",
        "{count} districts are not on file by their state’s own codes and stand under their national numbers: {names}.",
        len(names),
    ).format(count=f"{len(names):,}", names=some)
