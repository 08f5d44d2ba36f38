"""One's own pseudonym, and the two stewards who keep real names; one of them opens a name here, with a reason."""

from functools import partial

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.community.name_keeping import (
    is_keeper,
    keepers,
    name_keeper,
    open_name,
    pseudonyms_here,
    release_keeper,
    stewards,
)
from coalition.community.pages.saying import may_speak
from coalition.community.pages.stewarding import do
from coalition.community.pseudonyms import LONGEST, take_pseudonym
from coalition.community.queries import own_names
from data.access import Permission, may
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.show import html, refusal_shown


def pseudonym_part() -> None:
    """The viewer's pseudonym, or the form to take one."""
    viewer = current_viewer()
    html(parts.heading(_("Your pseudonym")))
    if viewer.account_id is None:
        html(parts.note(_("A pseudonym belongs to an account. Sign in with yours to take one.")))
        return
    with open_session(viewer) as session:
        taken = next((one.name for one in own_names(session) if one.is_pseudonym), "")
    if taken:
        said = _("You are also known here as {name}. You choose with each post which name stands over it.")
        html(parts.say(said.format(name=taken)))
        return
    html(parts.say(_("You may write under one other name, for instance to speak freely about your school.")))
    if may_speak():
        _take()


def _take() -> None:
    done = False
    with st.form("pseudonym"):
        name = st.text_input(_("Pseudonym"), key="pseudonym_name", max_chars=LONGEST)
        said = _("It stays yours for good and is nobody else’s name. At most two stewards can learn who you are, and "
                 "each time they look is written down.")  # fmt: skip
        html(parts.note(said))
        if st.form_submit_button(_("Take this pseudonym")):
            command = partial(take_pseudonym, name=name, now=clock.now())
            done = do(command, _("Pseudonym taken"), _("Choose with each post which name stands over it."))
    if done:
        st.rerun()


def keepers_part() -> None:
    """Who may learn real names; for stewards, who is named and released, and for keepers the way to open a name."""
    viewer = current_viewer()
    moderates = may(viewer, Permission.MODERATE)
    with open_session(viewer) as session:
        kept, every, own = keepers(session), stewards(session), is_keeper(session)
        hidden = pseudonyms_here(session) if own else ()
    html(parts.heading(_("Who keeps real names")))
    if not kept:
        html(parts.say(_("Nobody can learn who stands behind a pseudonym; no steward keeps the names yet.")))
    else:
        said = ngettext(
            "{n} steward can learn who stands behind a pseudonym.",
            "{n} stewards can learn who stands behind a pseudonym.", len(kept),
        )  # fmt: skip
        html(parts.say(said.format(n=len(kept))))
    if not (moderates and may_speak()):
        return
    for one in kept:
        with st.container(horizontal=True, key=f"keeper_{one.account_id}"):
            html(parts.say(one.name))
            if st.button(_("Release"), key=f"release_{one.account_id}", type="tertiary"):
                command = partial(release_keeper, account_id=one.account_id)
                if do(command, _("Released"), _("They can open no name any more.")):
                    st.rerun()
    free = {one.account_id: one.name for one in every if one.account_id not in {k.account_id for k in kept}}
    if len(kept) < 2 and free:
        _name(free)
    if own:
        _open(dict(hidden))


def _name(free: dict[int, str]) -> None:
    done = False
    with st.form("keeper"):
        chosen = st.selectbox(
            _("Steward"), list(free), None, format_func=lambda one: free[one], key="keeper_named",
            placeholder=_("Choose a steward"),
        )  # fmt: skip
        if st.form_submit_button(_("Let them keep the names")) and chosen is not None:
            command = partial(name_keeper, account_id=chosen, now=clock.now())
            done = do(command, _("Named"), _("It stands in the record of changes."))
    if done:
        st.rerun()


def _open(hidden: dict[int, str]) -> None:
    """One name, shown once to the keeper who asked; that they looked is written down."""
    if not hidden:
        html(parts.note(_("Nobody writes under a pseudonym yet.")))
        return
    with st.expander(_("Open a name")), st.form("open_name"):
        html(parts.note(_("That you looked, at whom and why, is written down for everybody who sees the changes.")))
        author = st.selectbox(
            _("Pseudonym"), list(hidden), None, format_func=lambda one: hidden[one], key="name_wanted",
            placeholder=_("Choose a pseudonym"),
        )  # fmt: skip
        reason = st.text_input(_("Reason"), key="name_why")
        if st.form_submit_button(_("Show me the name")) and author is not None:
            with refusal_shown(_("No name was shown."), _("Give a reason and try again.")):
                with open_session(current_viewer(), writing=True) as session:
                    name = open_name(session, author_id=author, reason=reason)
                said = _("{pseudonym} is {name}.").format(pseudonym=hidden[author], name=name)
                html(parts.saved(_("Name opened"), [said, _("This is shown once.")]))
