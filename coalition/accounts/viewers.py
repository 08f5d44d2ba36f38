"""From the identity the door vouches for to the viewer a session acts for."""

from coalition.accounts.local_viewer import LOCAL_ORGANIZER
from data.access import PUBLIC_VIEWER, Role, Viewer

LOCAL_VIEWER = Viewer(Role.ORGANIZER, "local organizer")
TERMINAL_VIEWER = Viewer(Role.ORGANIZER, "terminal")
SETUP_VIEWER = Viewer(Role.ORGANIZER, "set-up")


def viewer_of(identity: str | None) -> Viewer:
    """Who an identity is: the local organizer on this machine, else the public."""
    return LOCAL_VIEWER if identity == LOCAL_ORGANIZER else PUBLIC_VIEWER
