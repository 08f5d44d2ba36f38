"""Who is looking at this page, asked anew on every run."""

import streamlit as st

from coalition.accounts import viewers
from data.access import Viewer


def identity() -> str | None:
    """What the door put on this page's socket: the hash of a cookie, the local organizer's word, or nothing."""
    found = st.user.get("ct_session")
    return found if isinstance(found, str) else None


def current_viewer() -> Viewer:
    """The viewer of this run; never kept in the session's state, so a lost right is lost at once."""
    return viewers.viewer_of(identity())


def note_presence() -> None:
    """Somebody is here: called by a whole run of the dashboard, never by a part that repeats by itself."""
    viewers.note_presence(identity())
