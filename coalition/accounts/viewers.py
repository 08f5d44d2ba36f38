"""From the identity the door vouches for to the viewer a session acts for, asked of the store every time."""

import os
from dataclasses import replace

from coalition.accounts import clock, queries, rules, sign_ins
from coalition.accounts.belonging import homes
from coalition.accounts.local_viewer import ALWAYS, LOCAL_ORGANIZER, SWITCH
from coalition.accounts.queries import SignedIn
from coalition.accounts.viewing import seen_through
from coalition.organizations.host import host_id
from data.access import PUBLIC_VIEWER, Limit, Role, Viewer
from data.store import open_session

LOCAL_VIEWER = Viewer(Role.ORGANIZER, "local organizer")
TERMINAL_VIEWER = Viewer(Role.ORGANIZER, "terminal")
TERMINAL_STEWARD = Viewer(Role.STEWARD, "terminal")
SETUP_VIEWER = Viewer(Role.ORGANIZER, "set-up")
DOOR_VIEWER = Viewer(Role.DOOR, "door")


def viewer_of(identity: str | None) -> Viewer:
    """Who an identity is at this moment: somebody signed in, the local organizer, else the public.

    A steward who looks through a lesser role is a viewer of that role here.
    """
    if identity == LOCAL_ORGANIZER:
        return of_the_host(LOCAL_VIEWER) if local_organizer_acts() else PUBLIC_VIEWER
    found = _signed_in(identity)
    return seen_through(_at_home(found.viewer), found.viewed_role) if found else PUBLIC_VIEWER


def person_of(identity: str | None) -> Viewer:
    """Who is signed in by an identity, in their own role whatever they look through; the public for nobody."""
    found = _signed_in(identity)
    if found is None:
        return PUBLIC_VIEWER
    return replace(_at_home(found.viewer), limit=Limit.ONLY_LOOKS if found.viewed_role else found.viewer.limit)


def _signed_in(identity: str | None) -> SignedIn | None:
    if not identity or identity == LOCAL_ORGANIZER:
        return None
    with open_session(DOOR_VIEWER) as session:
        return queries.signed_in(session, identity, now=clock.now())


def _at_home(viewer: Viewer) -> Viewer:
    """The same viewer with the organization that stands for theirs today."""
    with open_session(viewer) as session:
        return replace(viewer, organization_id=homes(session).of(viewer.organization_id))


def of_the_host(viewer: Viewer) -> Viewer:
    """The same viewer, acting for the organization that runs this table."""
    with open_session(viewer) as session:
        return replace(viewer, organization_id=host_id(session))


def local_organizer_acts() -> bool:
    """Whether this machine's browser needs no sign-in: nobody has an account yet, or the switch says so."""
    return os.environ.get(SWITCH) == ALWAYS or not has_accounts()


def has_accounts() -> bool:
    """Whether anybody can sign in."""
    with open_session(DOOR_VIEWER) as session:
        return queries.any_account(session)


def is_signed_in(identity: str) -> bool:
    """Whether an identity stands for somebody at this moment."""
    return _signed_in(identity) is not None


def is_by_provider(identity: str) -> bool:
    """Whether the provider vouched for whoever is signed in by an identity."""
    found = _signed_in(identity)
    return found is not None and found.by_provider


def cookie_holder(cookie_hash: str) -> tuple[str, bool]:
    """The identity behind the hash of a cookie, empty for nobody's, and whether the cookie is due to be renewed."""
    now = clock.now()
    with open_session(DOOR_VIEWER) as session:
        found = queries.cookie_holder(session, cookie_hash, now=now)
    return (found.token_hash, rules.is_cookie_old(found.rotated, now)) if found else ("", False)


def renewed_cookie(cookie_hash: str) -> str:
    """A new cookie instead of an old one; empty when another request renewed it first."""
    with open_session(DOOR_VIEWER, writing=True) as session:
        return sign_ins.renew_cookie(session, cookie_hash=cookie_hash, now=clock.now()) or ""


def note_presence(identity: str | None) -> None:
    """A person opened or used a page: move the moment they were last seen, at most once a minute."""
    if identity is None or identity == LOCAL_ORGANIZER:
        return
    now = clock.now()
    with open_session(DOOR_VIEWER) as session:
        seen = queries.last_seen(session, identity)
    if seen is not None and rules.is_seen_again(seen, now):
        with open_session(DOOR_VIEWER, writing=True) as session:
            sign_ins.note_seen(session, key=identity, now=now)
