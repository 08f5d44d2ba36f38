"""School districts found by name or code in the one search box."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, or_
from sqlmodel import col

from budget.districts.models import SchoolUnit, UnitLevel
from budget.line_items.rules import name_key
from data.access import Viewer
from data.places import Jurisdiction
from data.records import columns
from data.store import open_session
from look.finding import MOST, Found, finds


@finds("School districts")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """Those of that code, or whose name holds every word."""
    u, j = SchoolUnit, Jurisdiction
    named = [col(u.name_key).contains(word, autoescape=True) for word in name_key(words).split()]
    with open_session(viewer) as session:
        rows = session.execute(
            columns(u.id, u.name, j.name)
            .join(j, col(j.id) == col(u.jurisdiction_id))
            .where(col(u.level) == UnitLevel.DISTRICT, or_(col(u.code) == words, *([and_(*named)] if named else [])))
            .order_by(u.name)
            .limit(MOST)
        ).all()
    page = "budget/districts/pages/district.py"
    return [Found(name, state, page, "district", number) for number, name, state in rows]
