"""What stewards find on the account page: everybody with an account, invitations, organizations, other views."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from coalition.accounts import clock, commands, organization_access, people_shown, terms
from coalition.accounts.acts_on_page import do, do_now, done
from coalition.accounts.belonging import Belonging, Homes
from coalition.accounts.queries import Person, Waiting
from coalition.accounts.shown import role_name
from data.access import Role
from data.language import _
from look import parts
from look.show import html

INVITED = "invitations_made"


def everybody(people: Sequence[Person], belongings: Sequence[Belonging], homes: Homes) -> None:
    """Every account with what may be done to it; `homes` says which organization stands for the one it was given."""
    html(parts.heading(_("Everybody with an account")))
    invite_form(belongings)
    now = clock.now()
    for person in people:
        home = homes.of(person.organization_id)
        with st.container(horizontal=True, key=f"account_row_{person.id}", vertical_alignment="center"):
            html(people_shown.account(person, _name_of(belongings, home), now))
            with st.popover(_("Change"), key=f"change_{person.id}"):
                changes(person, belongings, home)


def _name_of(belongings: Sequence[Belonging], organization_id: int | None) -> str:
    return next((found.name for found in belongings if found.id == organization_id), "")


def changes(person: Person, belongings: Sequence[Belonging], belongs_to: int | None) -> None:
    """The acts on one account, bound to how it stood when it was shown."""
    stood: dict[str, Any] = {"account_id": person.id, "version": person.version}
    if not person.active:
        back = partial(do, commands.reactivate, **stood)
        st.button(_("Let in again"), key=f"back_{person.id}", on_click=back)
        return
    if person.suspended:
        st.caption(_("The whole organization is suspended; let it in again below."))
        return
    role_change(person, stood)
    organization_change(person, belongings, belongs_to, stood)
    lost = person.has_code_app and st.checkbox(
        _("The phone with the code app is lost"), key=f"lost_{person.id}", help=terms.second_factor()
    )
    reset = partial(do_now, commands.make_reset_link, path="/reset", account_id=person.id, without_code=lost)
    st.button(_("Make a reset link"), key=f"reset_{person.id}", on_click=reset)
    out = partial(do_now, commands.sign_person_out, account_id=person.id)
    st.button(_("Sign out everywhere"), key=f"out_{person.id}", on_click=out)
    st.button(_("Deactivate"), key=f"stop_{person.id}", on_click=partial(do_now, commands.deactivate, **stood))


def role_change(person: Person, stood: dict[str, Any]) -> None:
    """Another role for an account."""
    role = st.selectbox(
        _("Role"), commands.GIVEN_ROLES, commands.GIVEN_ROLES.index(person.role), format_func=role_name,
        key=f"role_{person.id}_{person.version}", help=terms.roles(),
    )  # fmt: skip
    give = partial(do_now, commands.change_role, role=role, **stood)
    st.button(_("Give this role"), key=f"give_{person.id}", on_click=give, disabled=role == person.role)


def organization_change(
    person: Person, belongings: Sequence[Belonging], belongs_to: int | None, stood: dict[str, Any]
) -> None:
    """Another organization for an account."""
    choice = organization_choice(belongings, belongs_to, key=f"organization_{person.id}_{person.version}")
    move = partial(do_now, organization_access.change_organization, organization_id=choice, **stood)
    same = choice is None or choice == belongs_to
    st.button(_("Give this organization"), key=f"move_{person.id}", on_click=move, disabled=same)


def organization_choice(belongings: Sequence[Belonging], chosen: int | None, *, key: str) -> int | None:
    """A field to choose an organization in; the one that runs this table comes first."""
    numbers = [found.id for found in belongings if not found.suspended]
    at = numbers.index(chosen) if chosen in numbers else 0
    return st.selectbox(
        _("Organization"), numbers, at, format_func=lambda number: _name_of(belongings, number), key=key
    )  # fmt: skip


def invite_form(belongings: Sequence[Belonging]) -> None:
    """An invitation for one e-mail address, role and organization."""
    made = st.session_state.get(INVITED, 0)  # a new key closes the popover once a link is made, and not before
    with (
        st.popover(_("Invite somebody"), icon=":material/person_add:", key=f"invite_{made}"),
        st.form(f"invite_form_{made}"),
    ):
        email = st.text_input(_("E-mail address"), max_chars=254)
        role = st.selectbox(_("Role"), commands.GIVEN_ROLES, format_func=role_name, help=terms.roles())
        organization = organization_choice(belongings, None, key=f"invite_organization_{made}")
        if st.form_submit_button(_("Make an invitation link"), type="primary"):
            given = {"email": email, "role": role, "organization_id": organization}
            if done(commands.invite, now=clock.now(), path="/accept", **given):
                st.session_state[INVITED] = made + 1
            st.rerun()


def waiting(invitations: Sequence[Waiting], belongings: Sequence[Belonging], homes: Homes) -> None:
    """Invitations nobody accepted yet, each with the way to withdraw it."""
    if invitations:
        html(parts.heading(_("Invitations nobody accepted yet")))
    for link in invitations:
        with st.container(horizontal=True, key=f"account_row_link_{link.id}", vertical_alignment="center"):
            html(people_shown.invitation(link, _name_of(belongings, homes.of(link.organization_id))))
            withdraw = partial(do_now, commands.withdraw_invitation, link_id=link.id)
            st.button(_("Withdraw"), key=f"withdraw_{link.id}", on_click=withdraw)


def organizations(belongings: Sequence[Belonging], own: int | None) -> None:
    """Organizations that have accounts, each with the one act that keeps all its people out."""
    theirs = [found for found in belongings if found.accounts and found.id != own]
    if not theirs:
        return
    html(parts.heading(_("Other organizations at this table")))
    for found in theirs:
        with st.container(horizontal=True, key=f"account_row_organization_{found.id}", vertical_alignment="center"):
            html(people_shown.belonging(found))
            if found.suspended:
                back = partial(do, organization_access.reinstate_organization, organization_id=found.id)
                st.button(_("Let in again"), key=f"reinstate_{found.id}", on_click=back)
                continue
            with st.popover(_("Suspend"), key=f"suspend_{found.id}"):
                st.caption(_("Signs all its people out now and lets none of them in until you let them in again."))
                stop = partial(do_now, organization_access.suspend_organization, organization_id=found.id)
                st.button(_("Suspend this organization"), key=f"suspend_now_{found.id}", on_click=stop)


def other_views(roles: Sequence[Role], form_token: str) -> None:
    """The ways to see the table as a lesser role does."""
    if roles and form_token:
        html(parts.heading(_("See the table as others do")))
        html(parts.note(terms.view_as()))
        html(people_shown.look_through([(role, role_name(role)) for role in roles], form_token))
