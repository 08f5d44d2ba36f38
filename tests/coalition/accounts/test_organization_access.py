"""Accounts belong to organizations: invited into one, moved, merged, kept out together and let in again."""

import pytest
from sqlmodel import Session

from coalition.accounts import commands, entry, organization_access
from coalition.accounts.belonging import belongings
from coalition.accounts.commands import LAST_STEWARD, MEANWHILE
from coalition.accounts.entry import NOT_RIGHT, Sender
from coalition.accounts.organization_access import NOBODY, OWN
from coalition.accounts.queries import people, waiting_invitations
from coalition.accounts.viewers import TERMINAL_STEWARD
from coalition.organizations.models import Organization
from data.access import PUBLIC_VIEWER, Permission, Role, Viewer, requires
from data.errors import InvalidInput, NotAllowed
from data.store import open_session
from tests.coalition.accounts.people import (
    PASSWORD,
    Clock,
    Somebody,
    first_steward,
    invitation,
    joined,
    new_organization,
    signed_in_again,
    version_of,
)
from tests.support import MEMBER, ORGANIZER

pytestmark = pytest.mark.usefixtures("store", "cheap_hashes")
HOST = 1


@requires(Permission.KEEP_DIRECTORY)
def merge(session: Session, *, organization_id: int, into: int) -> None:
    found = session.get(Organization, organization_id)
    assert found is not None
    found.merged_into_id = into
    session.add(found)


def suspend(by: Viewer, organization_id: int, time: Clock) -> int:
    with open_session(by, writing=True) as session:
        return organization_access.suspend_organization(session, organization_id=organization_id, now=time.now())


def reinstate(by: Viewer, organization_id: int) -> int:
    with open_session(by, writing=True) as session:
        return organization_access.reinstate_organization(session, organization_id=organization_id)


def move(by: Viewer, who: Somebody, organization_id: int, time: Clock, version: int = 0) -> None:
    with open_session(by, writing=True) as session:
        organization_access.change_organization(
            session, account_id=who.id, version=version or version_of(who), organization_id=organization_id,
            now=time.now(),
        )  # fmt: skip


def test_an_invitation_names_the_organization_and_without_one_it_is_the_host(time: Clock) -> None:
    sam = first_steward()
    union = new_organization(sam.viewer, "Example Union")
    assert sam.viewer.organization_id == HOST
    assert joined(sam, "maria@example.org").viewer.organization_id == HOST
    assert joined(sam, "uma@example.org", organization_id=union).viewer.organization_id == union
    invitation(sam.viewer, "waiting@example.org", organization_id=union)
    with open_session(sam.viewer) as session:
        assert [link.organization_id for link in waiting_invitations(session, now=time.now())] == [union]
        assert [(one.name, one.accounts) for one in belongings(session)] == [("Our coalition", 2), ("Example Union", 1)]


def test_nobody_is_invited_into_an_organization_that_is_not_there_merged_or_suspended(time: Clock) -> None:
    sam = first_steward()
    union = new_organization(sam.viewer, "Example Union")
    old = new_organization(sam.viewer, "Old Union", merged_into_id=union)
    for number in (999, old):
        with pytest.raises(InvalidInput, match="not in the directory"):
            invitation(sam.viewer, "maria@example.org", organization_id=number)
    joined(sam, "uma@example.org", organization_id=union)
    suspend(sam.viewer, union, time)
    with pytest.raises(InvalidInput, match="Example Union is suspended"):
        invitation(sam.viewer, "maria@example.org", organization_id=union)


def test_a_moved_account_signs_in_anew_and_acts_for_its_new_organization(time: Clock) -> None:
    sam, maria = first_steward(), None
    maria, union = joined(sam, "maria@example.org"), new_organization(sam.viewer, "Example Union")
    seen_by_both = version_of(maria)
    with open_session(sam.viewer, writing=True) as session:
        commands.change_role(session, account_id=2, version=seen_by_both, role=Role.ORGANIZER, now=time.now())
    with pytest.raises(InvalidInput, match=MEANWHILE), open_session(sam.viewer, writing=True) as session:
        organization_access.change_organization(
            session, account_id=2, version=seen_by_both, organization_id=union, now=time.now()
        )
    maria = signed_in_again(maria)
    move(sam.viewer, maria, union, time)
    assert maria.viewer == PUBLIC_VIEWER
    assert signed_in_again(maria).viewer.organization_id == union
    with pytest.raises(InvalidInput, match="already"):
        move(sam.viewer, signed_in_again(maria), union, time)


def test_a_merged_organizations_people_belong_to_the_one_that_stands_for_it(time: Clock) -> None:
    sam = first_steward()
    small, middle, large = (new_organization(sam.viewer, name) for name in ("Small", "Middle", "Large"))
    uma = joined(sam, "uma@example.org", organization_id=small)
    for left, into in ((small, middle), (middle, large)):
        with open_session(sam.viewer, writing=True) as session:
            merge(session, organization_id=left, into=into)
    assert uma.viewer.organization_id == large
    invited = invitation(sam.viewer, "late@example.org", organization_id=large)
    assert suspend(sam.viewer, large, time) == 1
    assert uma.viewer == PUBLIC_VIEWER
    with pytest.raises(InvalidInput, match="not valid any more"):
        entry.accept(token=invited, name="Late", password=PASSWORD, sender=Sender())


def test_a_suspended_organization_is_out_at_once_with_its_links_until_it_is_let_in_again(time: Clock) -> None:
    sam = first_steward()
    union = new_organization(sam.viewer, "Example Union")
    uma = joined(sam, "uma@example.org", Role.STEWARD, organization_id=union)
    gone = joined(sam, "gone@example.org", organization_id=union)
    with open_session(sam.viewer, writing=True) as session:
        commands.deactivate(session, account_id=gone.id, version=1, now=time.now())
        reset = commands.make_reset_link(session, account_id=uma.id, now=time.now())
    theirs = invitation(uma.viewer, "friend@example.org", organization_id=union)
    by_them = invitation(uma.viewer, "host-friend@example.org")
    assert suspend(sam.viewer, union, time) == 2
    assert uma.viewer == PUBLIC_VIEWER
    with pytest.raises(InvalidInput, match=NOT_RIGHT):
        signed_in_again(uma)
    for token in (theirs, by_them):
        with pytest.raises(InvalidInput, match="not valid any more"):
            entry.accept(token=token, name="Friend", password=PASSWORD, sender=Sender())
    with pytest.raises(InvalidInput, match="not valid any more"):
        entry.reset(token=reset, password=PASSWORD, sender=Sender())
    with open_session(sam.viewer, writing=True) as session, pytest.raises(InvalidInput, match="not active"):
        commands.make_reset_link(session, account_id=2, now=time.now())
    assert reinstate(sam.viewer, union) == 2
    assert signed_in_again(uma).viewer.role is Role.STEWARD
    with pytest.raises(InvalidInput, match=NOT_RIGHT):
        signed_in_again(gone)
    with open_session(sam.viewer) as session:
        assert [person.suspended for person in people(session, now=time.now())] == [False, False, False]
    with pytest.raises(InvalidInput, match="not suspended"):
        reinstate(sam.viewer, union)


def test_stewards_do_not_lock_themselves_or_everybody_out(time: Clock) -> None:
    sam = first_steward()
    union = new_organization(sam.viewer, "Example Union")
    with pytest.raises(InvalidInput, match=NOBODY):
        suspend(sam.viewer, union, time)
    with pytest.raises(InvalidInput, match=OWN):
        suspend(sam.viewer, HOST, time)
    move(sam.viewer, sam, union, time)
    with pytest.raises(InvalidInput, match=LAST_STEWARD):
        suspend(TERMINAL_STEWARD, union, time)


def test_the_last_steward_who_gets_in_stays_one_when_others_are_suspended(time: Clock) -> None:
    sam = first_steward()
    union = new_organization(sam.viewer, "Example Union")
    joined(sam, "uma@example.org", Role.STEWARD, organization_id=union)
    suspend(sam.viewer, union, time)
    with pytest.raises(InvalidInput, match=LAST_STEWARD), open_session(sam.viewer, writing=True) as session:
        commands.deactivate(session, account_id=1, version=version_of(sam), now=time.now())


@pytest.mark.parametrize("viewer", [PUBLIC_VIEWER, MEMBER, ORGANIZER])
def test_nobody_but_a_steward_moves_or_suspends(time: Clock, viewer: Viewer) -> None:
    sam = first_steward()
    with pytest.raises(NotAllowed):
        suspend(viewer, HOST, time)
    with pytest.raises(NotAllowed):
        reinstate(viewer, HOST)
    with pytest.raises(NotAllowed):
        move(viewer, sam, HOST, time)
