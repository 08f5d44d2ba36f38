"""Two people at one record: the second to save is told, and the first one's change stands."""

import pytest
from sqlmodel import Session

from coalition.organizations.host import host_id
from coalition.organizations.models import Organization
from data.access import Permission, requires
from data.errors import InvalidInput, NotFound
from data.store import open_session
from data.versions import newest
from tests.support import ORGANIZER

pytestmark = pytest.mark.usefixtures("store")


@requires(Permission.KEEP_DIRECTORY)
def rename(session: Session, *, number: int, version: int, name: str) -> None:
    row = newest(session, Organization, number, version=version, what="The organization")
    row.name, row.version = name, row.version + 1
    session.add(row)


def saved(number: int, version: int, name: str) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        rename(session, number=number, version=version, name=name)


def test_the_second_to_save_is_told_and_the_first_change_stands() -> None:
    with open_session(ORGANIZER) as session:
        number = host_id(session) or 0
    saved(number, 1, "First (example)")
    with pytest.raises(InvalidInput, match="changed by somebody else since you opened it"):
        saved(number, 1, "Second (example)")
    saved(number, 2, "Third (example)")
    with open_session(ORGANIZER) as session:
        assert session.get_one(Organization, number).name == "Third (example)"


def test_a_record_that_is_gone_is_named() -> None:
    with pytest.raises(NotFound, match="The organization"):
        saved(9_999, 1, "Nobody")
