"""Who is looking at this page, asked anew on every run."""

import streamlit as st

from coalition.accounts import viewers
from data.access import Viewer


def current_viewer() -> Viewer:
    """The viewer of this run; never kept in the session's state, so a lost right is lost at once."""
    identity = st.user.get("ct_session")
    return viewers.viewer_of(identity if isinstance(identity, str) else None)
