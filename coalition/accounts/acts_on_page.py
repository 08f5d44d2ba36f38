"""What a button on the account page does: one command for whoever looks now, and what it came to."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.accounts.local_viewer import address_of
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html

NOT_DONE, LINK = "account_problem", "account_link"


def done(act: Callable[..., Any], *, path: str = "", **given: Any) -> bool:
    """Run one command for whoever looks now, and answer whether it was done.

    A link it makes is shown once, to be copied, and a refusal is told.
    """
    try:
        with open_session(current_viewer(), writing=True) as session:
            answer = act(session, **given)
    except CommonTableError as problem:
        st.session_state[NOT_DONE] = str(problem)
        return False
    if path:
        st.session_state[LINK] = address_of(f"{path}/{answer}")
    return True


def do(act: Callable[..., Any], *, path: str = "", **given: Any) -> None:
    """The same, as what a button does."""
    done(act, path=path, **given)


def do_now(act: Callable[..., Any], *, path: str = "", **given: Any) -> None:
    """The same for a command that takes the present moment."""
    done(act, path=path, now=clock.now(), **given)


def told() -> None:
    """What the last act came to: a problem, or a link to hand over."""
    problem, link = st.session_state.pop(NOT_DONE, None), st.session_state.pop(LINK, None)
    if problem:
        html(parts.stop(problem, _("Nothing was changed."), ""))
    if link:
        html(parts.saved(_("Give this link to the person, and to nobody else"), [_("It works once.")]))
        st.code(link, language=None, wrap_lines=True)
