"""Who is looking at this page, asked anew on every run."""

import streamlit as st

from coalition.accounts import people_shown, viewers
from coalition.accounts.cookies import signed_in_form_token
from data.access import Viewer


def identity() -> str | None:
    """What the door put on this page's socket: the hash of a cookie, the local organizer's word, or nothing."""
    found = st.user.get("ct_session")
    return found if isinstance(found, str) else None


def current_viewer() -> Viewer:
    """The viewer of this run; never kept in the session's state, so a lost right is lost at once."""
    return viewers.viewer_of(identity())


def form_token() -> str:
    """What shows a form on this page to be ours, empty for whoever is not signed in."""
    return signed_in_form_token(identity() or "")


def say_limit(viewer: Viewer) -> None:
    """Why a person holds less than their own role now, on every page, with the way back to it."""
    if viewer.limit is not None:
        st.html(people_shown.limit(viewer, form_token()))


def note_presence() -> None:
    """Somebody is here: called by a whole run of the dashboard, never by a part that repeats by itself."""
    viewers.note_presence(identity())
