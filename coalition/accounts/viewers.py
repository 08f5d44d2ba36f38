"""From the identity the door vouches for to the viewer a session acts for, asked of the store every time."""

import os
from dataclasses import replace

from coalition.accounts import clock, queries, rules, sign_ins
from coalition.accounts.local_viewer import ALWAYS, LOCAL_ORGANIZER, SWITCH
from coalition.organizations.host import host_id
from data.access import PUBLIC_VIEWER, Role, Viewer
from data.store import open_session

LOCAL_VIEWER = Viewer(Role.ORGANIZER, "local organizer")
TERMINAL_VIEWER = Viewer(Role.ORGANIZER, "terminal")
TERMINAL_STEWARD = Viewer(Role.STEWARD, "terminal")
SETUP_VIEWER = Viewer(Role.ORGANIZER, "set-up")
DOOR_VIEWER = Viewer(Role.DOOR, "door")


def viewer_of(identity: str | None) -> Viewer:
    """Who an identity is at this moment: somebody signed in, the local organizer, else the public."""
    if identity is None:
        return PUBLIC_VIEWER
    if identity == LOCAL_ORGANIZER:
        return of_the_host(LOCAL_VIEWER) if local_organizer_acts() else PUBLIC_VIEWER
    with open_session(DOOR_VIEWER) as session:
        return queries.signed_in(session, identity, now=clock.now()) or PUBLIC_VIEWER


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


def is_signed_in(key: str) -> bool:
    """Whether the hash of a cookie stands for somebody at this moment."""
    return viewer_of(key).account_id is not None


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
