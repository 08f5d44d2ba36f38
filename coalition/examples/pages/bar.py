"""The bar that says example data is loaded, with the way to remove it, and the offer to load it."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.examples.commands import load_example, remove_example
from coalition.examples.queries import example_is_loaded, only_the_host_is_here
from coalition.examples.sentences import loaded_sentence, removed_sentences
from coalition.programs.example import load_beside, remove_beside
from data.access import Permission, Viewer, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html

SAID, PROBLEM = "example_said", "example_problem"


def example_bar(viewer: Viewer) -> None:
    """On every page while example rows are in the store: says so, and lets organizers remove them."""
    said, problem = st.session_state.pop(SAID, None), st.session_state.pop(PROBLEM, None)
    if problem:
        html(parts.stop(problem, _("Nothing was changed."), ""))
    if said:
        html(parts.saved(said[0], said[1]))
    if not may(viewer, Permission.SEE_COALITION):
        return
    with open_session(viewer) as session:
        loaded = example_is_loaded(session)
    if not loaded:
        return
    with st.container(horizontal=True, key="example_bar", vertical_alignment="center"):
        words = _("Example data is loaded: whatever is labelled “(example)” is made up.")
        st.html(f'<p class="ct ct-example">{parts.tag(_("Example"), "info")} {words}</p>', width="content")
        if may(viewer, Permission.KEEP_DIRECTORY):
            st.button(_("Remove the example"), key="remove_example", icon=":material/delete_sweep:", on_click=remove)


def offer_example(viewer: Viewer) -> None:
    """On a table with nobody but its host: what an example would show, and the button that loads it."""
    if not may(viewer, Permission.KEEP_DIRECTORY):
        return
    with open_session(viewer) as session:
        empty = only_the_host_is_here(session)
    if not empty:
        return
    with st.container(key="example_offer"):
        what = _("Nobody else is at the table yet.")
        act = _("Add your member organizations, or look at a made-up coalition first; it goes again in one step.")
        html(parts.empty(what, act))
        st.button(_("Load the example coalition"), key="load_example", icon=":material/groups:", on_click=load)


def load() -> None:
    """Load the example for whoever looks now."""
    try:
        with open_session(current_viewer(), writing=True) as session:
            rows = load_example(session, now=clock.now())
        load_beside(current_viewer(), now=clock.now())
    except CommonTableError as problem:
        st.session_state[PROBLEM] = str(problem)
        return
    st.session_state[SAID] = (_("Example loaded"), [loaded_sentence(rows)])


def remove() -> None:
    """Remove the example for whoever looks now."""
    try:
        with open_session(current_viewer(), writing=True) as session:
            removed = remove_example(session)
        remove_beside(current_viewer())
    except CommonTableError as problem:
        st.session_state[PROBLEM] = str(problem)
        return
    title = _("Example removed") if not removed.kept else _("Example removed, but for what you use")
    st.session_state[SAID] = (title, removed_sentences(removed))
