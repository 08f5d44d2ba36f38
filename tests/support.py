"""The viewers that tests look through."""

from data.access import PUBLIC_VIEWER, Role, Viewer

PUBLIC = PUBLIC_VIEWER
MEMBER = Viewer(Role.MEMBER, "Maria Member", 1)
ORGANIZER = Viewer(Role.ORGANIZER, "Olive Organizer", 1)
