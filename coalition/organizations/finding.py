"""Organizations found by any of their names in the one search box."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.orm import Mapped
from sqlmodel import col, select

from coalition.organizations.models import Organization, OrganizationName
from coalition.organizations.rules import name_key
from data.access import Viewer
from data.records import columns
from data.store import open_session
from look.finding import MOST, Found, finds, nearest_first

PAGE = "coalition/organizations/pages/organization.py"


@finds("Organizations")
def found(viewer: Viewer, words: str, today: date) -> Sequence[Found]:
    """Those the viewer may see of which every word begins a word of one name, nearest name first."""
    sought = name_key(words).split()
    if not sought:
        return []
    o, other = Organization, OrganizationName
    called_so = select(other.organization_id).where(_begin(col(other.name_key), sought))
    asked = columns(o.id, o.name).where(
        col(o.merged_into_id).is_(None), or_(_begin(col(o.name_key), sought), col(o.id).in_(called_so))
    )
    with open_session(viewer) as session:
        rows = session.execute(asked.order_by(nearest_first(words, col(o.name)), o.name_key).limit(MOST)).all()
        ids = [number for number, _name in rows]
        names = session.execute(
            columns(other.organization_id, other.name).where(col(other.organization_id).in_(ids)).order_by(other.name)
        ).all()
    said: dict[int, list[str]] = {number: [] for number in ids}
    for number, name in names:
        said[number].append(name)
    return [Found(name, ", ".join(said[number]), PAGE, "organization", number) for number, name in rows]


def _begin(key: Mapped[str], sought: Sequence[str]) -> ColumnElement[bool]:
    """Each word sought begins a word of the key."""
    return and_(
        *(or_(key.startswith(word, autoescape=True), key.contains(f" {word}", autoescape=True)) for word in sought)
    )
