"""Counts that cross organizations: only what each told, only by place, only over three or more."""

import pytest
from sqlmodel import Session, select

from coalition.organizations.models import Organization
from coalition.people.commands import add_contacts
from coalition.people.counting import PlaceCount, contacts_by_place, share_counts
from coalition.people.models import SharedCount
from coalition.people.rules import Draft
from data.access import Permission, Role, Viewer, requires
from data.errors import NotAllowed
from data.places import Jurisdiction, Place
from data.store import open_session
from tests.coalition.people.room import NOW, TODAY
from tests.support import MEMBER, ORGANIZER, PUBLIC

FOUR = [Viewer(Role.ORGANIZER, f"Keeper {n}", n) for n in (1, 2, 3, 4)]


@requires(Permission.KEEP_DIRECTORY)
def lay(session: Session) -> tuple[int, int]:
    for n in (2, 3, 4):
        session.add(Organization(id=n, name=f"Example {n}", name_key=f"example {n}", made=NOW))
    state = session.exec(select(Jurisdiction)).first() or Jurisdiction(code="xx", name="Example state")
    session.add(state)
    session.flush()
    places = [Place(jurisdiction_id=state.id or 0, kind="county", code=f"ex{n}", name=f"Example {n}") for n in (1, 2)]
    session.add_all(places)
    session.flush()
    return places[0].id or 0, places[1].id or 0


def tell(viewer: Viewer, contacts: dict[int, int]) -> None:
    drafts = [Draft(f"Given{n}", place_id=place) for place, count in contacts.items() for n in range(count)]
    with open_session(viewer, writing=True) as session:
        add_contacts(session, drafts=drafts, now=NOW)
        share_counts(session, today=TODAY)


@pytest.mark.usefixtures("store")
def test_a_place_shows_a_count_once_three_organizations_told_and_no_small_one_is_added() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        one, two = lay(session)
    tell(FOUR[0], {one: 5, two: 7})
    tell(FOUR[1], {one: 4, two: 9})
    with open_session(MEMBER) as session:
        assert contacts_by_place(session) == (
            PlaceCount(one, "Example 1"), PlaceCount(two, "Example 2"),
        )  # fmt: skip

    tell(FOUR[2], {one: 2})
    tell(FOUR[0], {one: 1})

    with open_session(MEMBER) as session:
        assert contacts_by_place(session)[0] == PlaceCount(one, "Example 1", 3, None, TODAY, TODAY)
        rows = session.exec(select(SharedCount).where(SharedCount.place_id == one)).all()
    assert sorted((row.contacts for row in rows), key=str) == [4, 6, None]
    assert {len(row.said_by) for row in rows} == {64}

    tell(FOUR[2], {one: 1})

    with open_session(MEMBER) as session:
        assert contacts_by_place(session)[0] == PlaceCount(one, "Example 1", 3, 6 + 4 + 3, TODAY, TODAY)
    with open_session(PUBLIC) as session:
        assert contacts_by_place(session) == ()


@pytest.mark.usefixtures("sqlite_store")
def test_only_who_keeps_contacts_tells_counts() -> None:
    with pytest.raises(NotAllowed), open_session(MEMBER, writing=True) as session:
        share_counts(session, today=TODAY)
