"""Which organization stands for another today: the one it was merged into, through however many merges."""

from collections.abc import Mapping

from sqlmodel import Session, col, select

from coalition.organizations.models import Organization
from data.errors import NotFound

MOST_MERGES = 20


def merges(session: Session) -> dict[int, int]:
    """Of the organizations the viewer sees, each that was merged, and into which one. One statement."""
    merged = select(Organization.id, Organization.merged_into_id).where(col(Organization.merged_into_id).is_not(None))
    return {number: into for number, into in session.exec(merged) if number is not None and into is not None}


def through(merged: Mapping[int, int], organization_id: int) -> int:
    """The number that stands for an organization after its merges; what was never merged stands for itself."""
    number = organization_id
    for _merge in range(MOST_MERGES):
        if number not in merged:
            break
        number = merged[number]
    return number


def organization_now(session: Session, organization_id: int) -> int:
    """The number of the record that stands for an organization today. Raises NotFound for none the viewer sees."""
    number = through(merges(session), organization_id)
    standing = select(Organization.id).where(Organization.id == number, col(Organization.merged_into_id).is_(None))
    if session.exec(standing).first() is None:
        raise NotFound("This organization")
    return number
