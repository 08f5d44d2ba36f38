"""How legislators are called where people talk about them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from campaigns.legislators.models import Legislator
from look.talked_about import talked_about


@talked_about("legislator", page="campaigns/legislators/pages/legislator.py", parameter="legislator")
def names(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each by its name, of those the viewer may see."""
    found = session.exec(select(Legislator.id, Legislator.name).where(col(Legislator.id).in_(numbers)))
    return {number or 0: name for number, name in found}
