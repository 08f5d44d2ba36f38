"""Showing markup of our own on a page, and the session's saved card."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from data.errors import CommonTableError
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


@contextmanager
def refusal_shown(safe: str, cure: str = "") -> Iterator[None]:
    """Show the sentence of what a command inside refuses, what is safe and what to do; the page goes on below.

    What follows the command in the block, such as `keep_saved` and the rerun, happens only when nothing was refused.
    """
    try:
        yield
    except CommonTableError as problem:
        html(parts.stop(str(problem), safe, cure))
