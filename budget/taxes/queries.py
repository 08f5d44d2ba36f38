"""How many students a district has, for what a tax brings each of them."""

from typing import NamedTuple

from sqlmodel import Session

from budget.districts.figure_queries import figures, units
from budget.line_items.rules import name_key
from data.provenance import Source

MEASURES = ("enrollment", "membership")
JEFFERSON = "275"


class StudentsOnFile(NamedTuple):
    """A count of students, the school year it is of, and the title of its source."""

    students: int
    school_year: int
    source: str


def students_on_file(
    session: Session, *, school_year: int, state: str = "ky", code: str = "", name: str = ""
) -> StudentsOnFile | None:
    """The newest count on file up to a school year, of the district with a code, or else of that very name.

    None where no such district or count is on file.
    """
    known = units(session, state=state)
    named = [n for n, unit in known.items() if (unit.code == code if code else name_key(unit.name) == name_key(name))]
    if not named or not (code or name.strip()):
        return None
    found = figures(session, state=state, measures=MEASURES, groups=("all",), units=named)
    counted = [row for row in found if row.value and row.school_year <= school_year]
    if not counted:
        return None
    newest = max(counted, key=lambda row: (row.school_year, row.measure == MEASURES[0]))
    source = session.get(Source, newest.source_id)
    return StudentsOnFile(newest.value or 0, newest.school_year, source.title if source else "")
