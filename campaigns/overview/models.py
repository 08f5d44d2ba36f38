"""When a person last looked at the home page, so that it can say what changed since."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Field, col

from data.access import NO_ROW, Permission, Viewer, restricted
from data.records import Record


def _own(viewer: Viewer) -> ColumnElement[bool]:
    return NO_ROW if viewer.account_id is None else col(HomeVisit.account_id) == viewer.account_id


@restricted(reads=_own, writes=Permission.SEE_COALITION)
class HomeVisit(Record, table=True):
    """The visit under way and the one before it; a visit ends after some hours without a look."""

    __tablename__ = "home_visits"

    account_id: int = Field(primary_key=True, foreign_key="accounts.id")
    began: datetime
    last_look: datetime
    before: datetime | None = None
