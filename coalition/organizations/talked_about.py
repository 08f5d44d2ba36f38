"""How organizations are called where people talk about them."""

from collections.abc import Collection, Mapping

from sqlmodel import Session, col, select

from coalition.organizations.models import Organization
from look.talked_about import talked_about


@talked_about("organization", page="coalition/organizations/pages/organization.py", parameter="organization")
def names(session: Session, numbers: Collection[int]) -> Mapping[int, str]:
    """Each by its name, of those the viewer may see."""
    found = session.exec(select(Organization.id, Organization.name).where(col(Organization.id).in_(numbers)))
    return {number or 0: name for number, name in found}
