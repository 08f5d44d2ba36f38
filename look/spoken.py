"""Which language a run of the dashboard speaks: the address, this tab, this browser's choice, or what it likes."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.language import COOKIE, LANGUAGES, ask_with, chosen, speak

KEPT = "spoken_language"


def of_this_run() -> str:
    """The language of whoever this run is for; empty outside a run.

    A shared link with `?lang=es` holds for its whole tab, also where the next page's address lacks it.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    said = st.query_params.get("lang", "")
    if said in LANGUAGES:
        st.session_state[KEPT] = said
    accepted = st.context.headers.get("accept-language") or ""
    return chosen(said=st.session_state.get(KEPT, ""), kept=st.context.cookies.get(COOKIE, ""), accepted=accepted)


def speak_to_viewer() -> None:
    """Speak the viewer's language from here on; the first thing of every whole run."""
    speak(of_this_run())


# a fragment or a callback may run in a thread of its own, in which no page has spoken yet
ask_with(of_this_run)
