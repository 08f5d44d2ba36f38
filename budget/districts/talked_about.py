"""How school districts are called where people talk about them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from budget.districts.models import SchoolUnit
from look.talked_about import talked_about


@talked_about("district", page="budget/districts/pages/district.py", parameter="district")
def names(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each by its name, of those the viewer may see."""
    found = session.exec(select(SchoolUnit.id, SchoolUnit.name).where(col(SchoolUnit.id).in_(numbers)))
    return {number or 0: name for number, name in found}
