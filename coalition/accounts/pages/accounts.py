"""People and sign-in: everybody's own account and browsers; for stewards also the others' accounts."""

import streamlit as st

from coalition.accounts import clock, entry, people_shown, stewards_part, terms
from coalition.accounts.acts_on_page import NOT_DONE, told
from coalition.accounts.belonging import belongings, homes
from coalition.accounts.current import current_viewer, form_token, identity
from coalition.accounts.queries import Person, open_sign_ins, people, waiting_invitations
from coalition.accounts.viewing import roles_to_look_through
from data.access import Permission, Viewer, may
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html

viewer = current_viewer()
now = clock.now()


def own_part(me: Person) -> None:
    with open_session(viewer) as session:
        browsers = open_sign_ins(session, me, key=identity() or "", now=now)
        own = next((found.name for found in belongings(session) if found.id == viewer.organization_id), "")
    html(parts.heading(_("Your account")))
    html(people_shown.own(me, own))
    if me.has_password:
        html(parts.note(terms.second_factor()))
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


def steward_part(viewer: Viewer) -> None:
    with open_session(viewer) as session:
        everybody, invitations = people(session, now=now), waiting_invitations(session, now=now)
        known, now_of = belongings(session), homes(session)
    stewards_part.everybody(everybody, known, now_of)
    stewards_part.waiting(invitations, known, now_of)
    stewards_part.organizations(known, viewer.organization_id)
    stewards_part.other_views(roles_to_look_through(viewer), form_token())


def show(viewer: Viewer) -> None:
    with open_session(viewer) as session:
        me = next((person for person in people(session, now=now) if person.id == viewer.account_id), None)
    if me is not None:
        own_part(me)
    else:
        words = _("You work without an account, because this browser runs on the machine itself.")
        do_first = _("To let others in, open /set-up with the set-up code that the terminal shows.")
        html(parts.empty(words, do_first))
    if may(viewer, Permission.MANAGE_ACCOUNTS):
        steward_part(viewer)


st.title(_("People and sign-in"))
told()
show(viewer)
st.page_link("coalition/accounts/pages/matrix.py", label=_("Who sees what"), icon=":material/grid_on:")
