"""Showing markup of our own on a page, and the session's saved card."""

from collections.abc import Sequence

import streamlit as st

from look import parts

SAVED = "saved_card"


def html(*pieces: str) -> None:
    """Show markup made by `look.parts`."""
    st.html("".join(pieces))


def keep_saved(title: str, lines: Sequence[str]) -> None:
    """Remember what was saved, to be shown after the rerun."""
    st.session_state[SAVED] = (title, tuple(lines))


def show_saved() -> None:
    """Show what was saved in the run before, once."""
    kept = st.session_state.pop(SAVED, None)
    if kept is not None:
        html(parts.saved(*kept))
