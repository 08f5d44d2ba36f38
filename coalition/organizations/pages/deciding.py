"""Where a person decides about an organization's record: one or two, merge and back, remove."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations import rules, shown
from coalition.organizations.merging import merge_organizations, remove_organization, tell_apart, undo_merge
from coalition.organizations.pages.adding import SAFE, carry_out, form_key
from coalition.organizations.queries import OrganizationRecord, known_names, pairs_of
from coalition.organizations.suggesting import Pair
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown


def near_names(record: OrganizationRecord) -> None:
    """Organizations that may be this one, each to be decided by a person."""
    with open_session(current_viewer()) as session:
        pairs = pairs_of(session, record.listed.id)
    if not pairs:
        return
    html(parts.heading(_("May be one organization")))
    for pair in pairs:
        with st.container(key=f"account_row_pair_{pair.low_id}_{pair.high_id}"):
            _pair_acts(record, pair)


def _pair_acts(record: OrganizationRecord, pair: Pair) -> None:
    mine = record.listed.id
    other, name = (pair.high_id, pair.high_name) if mine == pair.low_id else (pair.low_id, pair.low_name)
    html(shown.pair(pair, other, name))
    with st.container(horizontal=True):
        merges = st.button(_("Merge it into this record"), key=f"merge_{other}", icon=":material/merge:")
        parts_them = st.button(_("Not the same"), key=f"apart_{other}", icon=":material/call_split:")
    if merges:
        _merge(mine, other, name, "")
    if parts_them:
        carry_out(tell_apart, _("Told apart"), _("Nobody is asked again about these two."), one_id=mine, other_id=other)


def _merge(keep_id: int, vanish_id: int, name: str, reason: str) -> None:
    with refusal_shown(_(SAFE)):
        with open_session(current_viewer(), writing=True) as session:
            merged = merge_organizations(session, keep_id=keep_id, vanish_id=vanish_id, reason=reason, now=clock.now())
        lines = [
            _("“{name}” stands here now as another name; its own address leads here.").format(name=name),
            _("{n} entries moved here; {m} stayed, as this record says the same already.").format(
                n=merged.moved, m=merged.stayed
            ),
            _("Undo it below at any time."),
        ]
        keep_saved(_("Merged"), lines)
        st.rerun()


def merge_form(record: OrganizationRecord) -> None:
    """Merge any other record into this one."""
    mine = record.listed.id
    key = form_key(f"merging_{mine}")
    with open_session(current_viewer()) as session:
        others = {known.id: known.names[0] for known in known_names(session) if known.id != mine}
    if not others:
        return
    with (
        st.expander(_("Merge another record into this one"), icon=":material/merge:", key=f"{key}_open"),
        st.form(f"{key}_form", border=False),
    ):
        other = st.selectbox(
            _("The record that vanishes"), list(others), None, format_func=lambda id_: others[id_], key=f"{key}_other"
        )
        reason = st.text_input(_("Why they are one"), max_chars=rules.LONGEST_NOTE, key=f"{key}_reason")
        if st.form_submit_button(_("Merge it into this record")) and other is not None:
            _merge(mine, other, others[other], reason)


def merges_made(record: OrganizationRecord, *, keeps: bool) -> None:
    """The records that were merged into this one, each with its way back."""
    if not record.merges:
        return
    html(parts.heading(_("Merged into this record")))
    for made in record.merges:
        with st.container(horizontal=True, vertical_alignment="center", key=f"account_row_merge_{made.id}"):
            html(shown.merged_sentence(made.name, made.reason, made.made.date()))
            if keeps and st.button(_("Undo this merge"), key=f"unmerge_{made.id}", icon=":material/undo:"):
                title = _("Merge undone")
                carry_out(undo_merge, title, _("Both records stand again."), merge_id=made.id, now=clock.now())


def remove_form(record: OrganizationRecord) -> None:
    """Take the organization out of the directory, as it stood when the form was opened, after a second word."""
    key = form_key(f"removing_{record.listed.id}")
    version: int = st.session_state.setdefault(f"{key}_version", record.version)
    with st.expander(_("Remove this organization"), icon=":material/delete:", key=f"{key}_open"):
        html(
            parts.note(
                _("For a record made by mistake. An organization that left stands as “Former” and keeps its history.")
            )
        )
        with st.form(f"{key}_form", border=False):
            sure = st.checkbox(_("Yes, its names, counts and agreements go too"), key=f"{key}_sure")
            pressed = st.form_submit_button(_("Remove it"))
        if pressed and not sure:
            html(parts.stop(_("Tick the box first."), _("Nothing was removed."), ""))
        elif pressed:
            st.session_state[f"{key}_version"] = record.version
            _remove(record.listed.id, version)


def _remove(organization_id: int, version: int) -> None:
    with refusal_shown(_(SAFE)):
        with open_session(current_viewer(), writing=True) as session:
            name = remove_organization(session, organization_id=organization_id, version=version, now=clock.now())
        keep_saved(_("Organization removed"), [_("“{name}” is not in the directory any more.").format(name=name)])
        st.switch_page("coalition/organizations/pages/directory.py")
