"""Who sat on a day, as a condition of a statement about seats."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_, true
from sqlmodel import col

from campaigns.legislators.models import Seat


def sits_on(day: date | None) -> ColumnElement[bool]:
    """The seats held on a day; a seat without a first or last day on file is held before or after it. None: any day."""
    if day is None:
        return true()
    return and_(
        or_(col(Seat.since).is_(None), col(Seat.since) <= day), or_(col(Seat.until).is_(None), col(Seat.until) > day)
    )
