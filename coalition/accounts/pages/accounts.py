"""People and sign-in: everybody's own account and browsers; for stewards also the others' accounts."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from coalition.accounts import clock, commands, entry, people_shown
from coalition.accounts.current import current_viewer, identity
from coalition.accounts.local_viewer import address_of
from coalition.accounts.queries import Person, Waiting, open_sign_ins, people, waiting_invitations
from coalition.accounts.shown import role_name
from data.access import Permission, Viewer, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html

NOT_DONE, LINK, INVITED = "account_problem", "account_link", "invitations_made"
viewer = current_viewer()
now = clock.now()


def do(act: Callable[..., Any], *, path: str = "", **given: Any) -> None:
    """Run one command for whoever looks now; a link it makes is shown once, to be copied."""
    try:
        with open_session(current_viewer(), writing=True) as session:
            answer = act(session, **given)
    except CommonTableError as problem:
        st.session_state[NOT_DONE] = str(problem)
        return
    if path:
        st.session_state[LINK] = address_of(f"{path}/{answer}")


def do_now(act: Callable[..., Any], *, path: str = "", **given: Any) -> None:
    do(act, path=path, now=clock.now(), **given)


def told() -> None:
    """What the last act came to: a problem, or a link to hand over."""
    problem, link = st.session_state.pop(NOT_DONE, None), st.session_state.pop(LINK, None)
    if problem:
        html(parts.stop(problem, _("Nothing was changed."), ""))
    if link:
        html(parts.saved(_("Give this link to the person, and to nobody else"), [_("It works once.")]))
        st.code(link, language=None, wrap_lines=True)


def own_part(me: Person) -> None:
    html(parts.heading(_("Your account")))
    html(people_shown.own(me))
    with open_session(viewer) as session:
        browsers = open_sign_ins(session, viewer, key=identity() or "", now=now)
    html(parts.heading(_("Browsers you are signed in with")))
    for at in browsers:
        with st.container(horizontal=True, key=f"account_row_browser_{at.id}", vertical_alignment="center"):
            html(people_shown.browser(at, now))
            if not at.here:
                st.button(_("Sign out"), key=f"end_{at.id}", on_click=end_one, args=(at.id,))


def end_one(sign_in_id: int) -> None:
    try:
        entry.sign_out_one(current_viewer(), sign_in_id)
    except CommonTableError as problem:
        st.session_state[NOT_DONE] = str(problem)


def account_row(person: Person) -> None:
    with st.container(horizontal=True, key=f"account_row_{person.id}", vertical_alignment="center"):
        html(people_shown.account(person))
        with st.popover(_("Change"), key=f"change_{person.id}"):
            changes(person)


def changes(person: Person) -> None:
    """The acts on one account, bound to how it stood when it was shown."""
    stood: dict[str, Any] = {"account_id": person.id, "version": person.version}
    if not person.active:
        back = partial(do, commands.reactivate, **stood)
        st.button(_("Let in again"), key=f"back_{person.id}", on_click=back)
        return
    role = st.selectbox(
        _("Role"), commands.GIVEN_ROLES, commands.GIVEN_ROLES.index(person.role), format_func=role_name,
        key=f"role_{person.id}_{person.version}",
    )  # fmt: skip
    give = partial(do_now, commands.change_role, role=role, **stood)
    st.button(_("Give this role"), key=f"give_{person.id}", on_click=give, disabled=role == person.role)
    lost = (
        st.checkbox(_("The phone with the code app is lost"), key=f"lost_{person.id}") if person.has_code_app else False
    )
    reset = partial(do_now, commands.make_reset_link, path="/reset", account_id=person.id, without_code=lost)
    st.button(_("Make a reset link"), key=f"reset_{person.id}", on_click=reset)
    out = partial(do_now, commands.sign_person_out, account_id=person.id)
    st.button(_("Sign out everywhere"), key=f"out_{person.id}", on_click=out)
    st.button(_("Deactivate"), key=f"stop_{person.id}", on_click=partial(do_now, commands.deactivate, **stood))


def invite_form() -> None:
    made = st.session_state.get(INVITED, 0)  # a new key closes the popover once a link is made
    with (
        st.popover(_("Invite somebody"), icon=":material/person_add:", key=f"invite_{made}"),
        st.form(f"invite_form_{made}"),
    ):
        email = st.text_input(_("E-mail address"), max_chars=254)
        role = st.selectbox(_("Role"), commands.GIVEN_ROLES, format_func=role_name)
        if st.form_submit_button(_("Make an invitation link"), type="primary"):
            do_now(commands.invite, path="/accept", email=email, role=role)
            st.session_state[INVITED] = made + 1
            st.rerun()


def invitation_row(link: Waiting) -> None:
    with st.container(horizontal=True, key=f"account_row_link_{link.id}", vertical_alignment="center"):
        html(people_shown.invitation(link))
        withdraw = partial(do_now, commands.withdraw_invitation, link_id=link.id)
        st.button(_("Withdraw"), key=f"withdraw_{link.id}", on_click=withdraw)


def steward_part(everybody: tuple[Person, ...], invitations: tuple[Waiting, ...]) -> None:
    html(parts.heading(_("Everybody with an account")))
    invite_form()
    for person in everybody:
        account_row(person)
    if invitations:
        html(parts.heading(_("Invitations nobody accepted yet")))
    for link in invitations:
        invitation_row(link)


def show(viewer: Viewer) -> None:
    manages = may(viewer, Permission.MANAGE_ACCOUNTS)
    with open_session(viewer) as session:
        everybody = people(session, now=now)
        invitations = waiting_invitations(session, now=now) if manages else ()
    me = next((person for person in everybody if person.id == viewer.account_id), None)
    if me is not None:
        own_part(me)
    else:
        words = _("You work without an account, because this browser runs on the machine itself.")
        do_first = _("To let others in, open /set-up with the set-up code that the terminal shows.")
        html(parts.empty(words, do_first))
    if manages:
        steward_part(everybody, invitations)


st.title(_("People and sign-in"))
told()
show(viewer)
st.page_link("coalition/accounts/pages/matrix.py", label=_("Who sees what"), icon=":material/grid_on:")
