"""The viewers that tests look through."""

from data.access import PUBLIC_VIEWER, Role, Viewer

PUBLIC = PUBLIC_VIEWER
MEMBER = Viewer(Role.MEMBER, "Maria Member", 1)
ORGANIZER = Viewer(Role.ORGANIZER, "Olive Organizer", 1)
STAFF = Viewer(Role.PROGRAMME_STAFF, "Stella Staff", 1)
STEWARD = Viewer(Role.STEWARD, "Sam Steward", 1)
DOOR = Viewer(Role.DOOR, "door")
