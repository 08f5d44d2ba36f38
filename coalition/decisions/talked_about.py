"""How decisions are called where people talk about them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from coalition.decisions.models import Motion
from look.talked_about import talked_about


@talked_about("decision", page="coalition/decisions/pages/decision.py", parameter="motion")
def names(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each by its title, of those the viewer may see."""
    found = session.exec(select(Motion.id, Motion.title).where(col(Motion.id).in_(numbers)))
    return {number or 0: title for number, title in found}
