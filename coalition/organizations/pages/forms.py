"""The forms about one organization, for those who keep the directory; each calls one command."""

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.organizations import rules
from coalition.organizations.commands import (
    add_alias,
    edit_organization,
    remove_alias,
    remove_standing,
    set_areas,
    set_standing,
)
from coalition.organizations.member_counts import add_agreement, remove_agreement, remove_reach, set_reach
from coalition.organizations.models import Area, Standing
from coalition.organizations.pages.adding import area_fields, carry_out, description, form_key, standing_fields
from coalition.organizations.places import place_heads
from coalition.organizations.queries import OrganizationRecord
from coalition.organizations.sentences import STANDING_WORDS, place_label
from data.errors import InvalidInput
from data.language import _
from data.store import open_session
from look import parts
from look.show import refusal_shown


def description_form(record: OrganizationRecord) -> None:
    """Change the organization's own words, as they stood when the form was opened."""
    listed = record.listed
    key = form_key(f"edit_{listed.id}")
    if f"{key}_name" not in st.session_state:  # the form opens anew, with the organization as it stands
        st.session_state[f"{key}_version"] = record.version
    stood: int = st.session_state[f"{key}_version"]
    known = {
        "name": listed.name,
        "kind": listed.kind,
        "about": record.about,
        "website": listed.website,
        "published": listed.published,
    }
    with st.expander(_("Change its description"), icon=":material/edit:", key=f"{key}_open"):
        with st.form(f"{key}_form", border=False):
            own = description(key, known)
            pressed = st.form_submit_button(_("Save the description"), type="primary")
        if pressed:
            st.session_state[f"{key}_version"] = record.version  # who was told saves knowingly the next time
            carry_out(
                edit_organization,
                _("Description saved"),
                _("A name it had before stays as another name."),
                organization_id=listed.id,
                version=stood,
                **own,
            )


def name_form(record: OrganizationRecord) -> None:
    """Other names it goes by."""
    id_ = record.listed.id
    key = form_key(f"names_{id_}")
    with st.expander(_("Other names"), icon=":material/label:", key=f"{key}_open"):
        for alias_id, name in record.other_names.items():
            with st.container(horizontal=True, vertical_alignment="center", key=f"account_row_name_{alias_id}"):
                st.markdown(parts.plain(name))
                if st.button(_("Remove"), key=f"name_gone_{alias_id}", help=_("Take this other name off")):
                    carry_out(remove_alias, _("Name removed"), name, organization_id=id_, alias_id=alias_id)
        with st.form(f"{key}_form", border=False):
            name = st.text_input(_("Another name it goes by"), max_chars=rules.LONGEST_NAME, key=f"{key}_name")
            if st.form_submit_button(_("Save the name"), type="primary"):
                carry_out(add_alias, _("Name saved"), organization_id=id_, name=name)


def area_form(record: OrganizationRecord) -> None:
    """The areas it works in."""
    id_ = record.listed.id
    key = form_key(f"areas_{id_}")
    if f"{key}_areas" not in st.session_state:  # the form opens anew, with the areas as they stand
        st.session_state[f"{key}_stood"] = record.listed.areas
    stood: tuple[Area, ...] = st.session_state[f"{key}_stood"]
    with (
        st.expander(_("Areas it works in"), icon=":material/category:", key=f"{key}_open"),
        st.form(f"{key}_form", border=False),
    ):
        chosen = area_fields(key, record.listed.areas)
        if st.form_submit_button(_("Save the areas"), type="primary"):
            st.session_state[f"{key}_stood"] = record.listed.areas  # who was told saves knowingly the next time
            carry_out(set_areas, _("Areas saved"), organization_id=id_, areas=chosen, shown=stood)


def standing_form(record: OrganizationRecord) -> None:
    """How it stands from a day on; and taking such a word back."""
    id_ = record.listed.id
    key = form_key(f"standing_{id_}")
    with st.expander(_("Say how it stands from a day on"), icon=":material/how_to_reg:", key=f"{key}_open"):
        with st.form(f"{key}_form", border=False):
            said = standing_fields(key, list(Standing))
            note = st.text_input(_("Note"), max_chars=rules.LONGEST_NOTE, key=f"{key}_note")
            if st.form_submit_button(_("Save the standing"), type="primary"):
                carry_out(set_standing, _("Standing saved"), organization_id=id_, note=note, **said)
        for one in record.standings:
            label = _("Take back: {standing} from {day}").format(
                standing=_(STANDING_WORDS[one.standing]), day=one.since.isoformat()
            )
            if st.button(label, key=f"{key}_back_{one.since}"):
                carry_out(remove_standing, _("Taken back"), organization_id=id_, since=one.since)


def reach_form(record: OrganizationRecord) -> None:
    """How many members it counts in a place; and taking a count off."""
    id_ = record.listed.id
    key = form_key(f"reach_{id_}")
    with open_session(current_viewer()) as session:
        places = {place.id: place_label(place) for place in place_heads(session)}
    today = clock.now().date()
    with st.expander(_("Count members somewhere"), icon=":material/groups:", key=f"{key}_open"):
        with st.form(f"{key}_form", border=False):
            place = st.selectbox(
                _("County or district"), list(places), None, format_func=lambda id_: places[id_], key=f"{key}_place"
            )
            members = st.number_input(_("Members"), 0, rules.MOST_MEMBERS, None, step=1, key=f"{key}_members")
            as_of = st.date_input(_("Counted on"), today, max_value=today, format="YYYY-MM-DD", key=f"{key}_as_of")
            said_in = st.text_input(
                _("Who said so"), placeholder=_("Their membership report"), max_chars=500, key=f"{key}_said_in"
            )
            pressed = st.form_submit_button(_("Save the count"), type="primary")
        if pressed:
            with refusal_shown(_("Nothing was saved.")):
                if place is None or members is None:
                    raise InvalidInput(_("Choose the county or district, and give the number of members."))
                carry_out(
                    set_reach,
                    _("Count saved"),
                    places[place],
                    organization_id=id_,
                    place_id=place,
                    members=int(members),
                    as_of=as_of,
                    said_in=said_in,
                    today=today,
                )
        _counts_to_take_off(record, key)


def _counts_to_take_off(record: OrganizationRecord, key: str) -> None:
    if not record.reaches:
        return
    said = {one.place.id: place_label(one.place) for one in record.reaches}
    with st.form(f"{key}_gone", border=False):
        place = st.selectbox(_("A count to take off"), list(said), format_func=lambda id_: said[id_])
        if st.form_submit_button(_("Take it off")):
            carry_out(remove_reach, _("Count taken off"), organization_id=record.listed.id, place_id=place)


def agreement_form(record: OrganizationRecord) -> None:
    """What was agreed; and taking an agreement off."""
    id_ = record.listed.id
    key = form_key(f"agreement_{id_}")
    with st.expander(_("Keep an agreement"), icon=":material/handshake:", key=f"{key}_open"):
        with st.form(f"{key}_form", border=False):
            given = {
                "title": st.text_input(_("What was agreed"), max_chars=rules.LONGEST_NAME, key=f"{key}_title"),
                "agreed_on": st.date_input(
                    _("Agreed on"), clock.now().date(), format="YYYY-MM-DD", key=f"{key}_agreed"
                ),
                "until": st.date_input(_("Until, if it ends"), None, format="YYYY-MM-DD", key=f"{key}_until"),
                "note": st.text_input(_("Note"), max_chars=rules.LONGEST_NOTE, key=f"{key}_note"),
            }
            if st.form_submit_button(_("Save the agreement"), type="primary"):
                carry_out(add_agreement, _("Agreement saved"), organization_id=id_, **given)
        for one in record.agreements:
            label = _("Take off: {title}").format(title=parts.plain(one.title))
            if st.button(label, key=f"{key}_gone_{one.id}"):
                carry_out(remove_agreement, _("Agreement taken off"), organization_id=id_, agreement_id=one.id)
