"""Choices kept in the page's address by their values, so that a shared link opens the same view."""

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx


def kept(name: str, options: Sequence[str], default: str, ask: Callable[[], str | None]) -> str:
    """What the visitor chose of `options`; `ask` draws the widget, whose key must be `name`.

    A page opened by a link, or by the browser's back, takes the value from the address; one that is not an
    option counts as the default. Streamlit's own binding writes labels there, which change with the language
    and with the newest price index.
    """
    known = st.session_state.get(name)
    if known not in options or _came_back():
        said = st.query_params.get(name, default)
        st.session_state[name] = said if said in options else default
    chosen = ask() or default
    if st.query_params.get(name, default) != chosen:
        if chosen == default:
            del st.query_params[name]
        else:
            st.query_params[name] = chosen
    return chosen


def typed(name: str, default: str, key: str, ask: Callable[[], str | None]) -> str:
    """What the visitor typed into a field whose key is `key`; text that is the default stays out of the address.

    A page opened by a link, or by the browser's back, takes the text from the address; an empty one counts as typed.
    """
    if key not in st.session_state or _came_back():
        st.session_state[key] = st.query_params.get(name, default)
    text = (ask() or "").strip()
    if st.query_params.get(name, default) != text:
        if text == default:
            del st.query_params[name]
        else:
            st.query_params[name] = text
    return text


def _came_back() -> bool:
    """Whether the browser's back or forward asked for this run."""
    run = get_script_run_ctx(suppress_warning=True)
    return run is not None and run.is_history_navigation
