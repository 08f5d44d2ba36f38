"""Putting back an edit of an organization, or of its areas, while it still stands as that edit left it."""

from sqlmodel import Session, select

from coalition.changes.rules import Change, require_unmoved
from coalition.changes.undoing import undoes, why_put_back
from coalition.organizations.commands import edit_organization, set_areas, standing_record
from coalition.organizations.models import Area, OrganizationArea
from data.errors import NotFound

DESCRIBED = ("name", "kind", "about", "website", "published")


def _number_of(change: Change) -> int:
    number = change.record_number
    if number is None:
        raise NotFound("This organization")
    return number


@undoes("edit organization")
def put_back_description(session: Session, change: Change) -> None:
    """The description as it was. Raises InvalidInput when it changed since, and what the edit itself refuses."""
    number = _number_of(change)
    row = standing_record(session, number)
    present = {column: getattr(row, column) for column in DESCRIBED}
    require_unmoved(change, present)
    former = present | change.before
    edit_organization(session, organization_id=number, version=row.version, why=why_put_back(change), **former)


@undoes("set areas")
def put_back_areas(session: Session, change: Change) -> None:
    """The areas as they were. Raises InvalidInput when they changed since."""
    number = _number_of(change)
    mine = select(OrganizationArea.area).where(OrganizationArea.organization_id == number)
    require_unmoved(change, {"areas": sorted(session.exec(mine))})
    areas = [Area(area) for area in change.before["areas"]]
    set_areas(session, organization_id=number, areas=areas, why=why_put_back(change))
