"""What somebody's form was opened on, so that what is typed there is never put onto something newer unseen."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def as_opened(form: str, newest: T, *, field: Callable[[T], str], shows: Callable[[T], object] = lambda one: one) -> T:
    """What a form shows and is compared with: as it stood when the form was opened, until it is left or sent.

    A page reads the newest again when the form is sent; with that, nobody would hear that somebody else was faster.
    `field` gives the key of one of the form's fields, which the session keeps as long as the form is shown; `shows`
    what the form shows of it, so that whoever changes another thing of it is not in the way.
    """
    opened: tuple[T] | None = st.session_state.get(_kept(form))
    if opened is not None and field(opened[0]) in st.session_state and shows(opened[0]) != shows(newest):
        return opened[0]
    st.session_state[_kept(form)] = (newest,)
    return newest


def close_form(form: str) -> None:
    """The next run opens the form anew: its fields keep what was typed, compared with what then stands."""
    st.session_state.pop(_kept(form), None)


def _kept(form: str) -> str:
    return f"opened_{form}"
