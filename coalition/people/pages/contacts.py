"""The contacts of one’s own organization: find them, see whom a list may hold, add one, take a list along."""

from urllib.parse import urlencode

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.people import shown
from coalition.people.commands import add_contact
from coalition.people.counting import contacts_by_place, share_counts
from coalition.people.erasing import erase_due
from coalition.people.exporting import left_out_sentence
from coalition.people.pages.contact_form import contact_fields, kept_card
from coalition.people.queries import (
    PAGE_SIZE,
    Choices,
    Contact,
    Filter,
    Listed,
    Shown,
    choices,
    contacts,
    due_for_erasure,
    every_place,
)
from coalition.people.rules import Draft, KeptFor, kept_until
from data.access import Permission, may
from data.language import _, ngettext
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.address import kept
from look.show import html, keep_saved, refusal_shown, show_saved

viewer = current_viewer()
keeps = may(viewer, Permission.KEEP_CONTACTS)
today = clock.now().date()


def chosen_of(label: str, key: str, values: dict[str, str], every: str) -> str:
    """One of the values in use, kept in the address; nothing is asked where there is nothing to choose."""
    if not values:
        return ""
    options = ["", *values]

    def ask() -> str | None:
        return st.selectbox(label, options, format_func=lambda value: values.get(value, every), key=key)

    return kept(key, options, "", ask)


def filters(known: Choices) -> Filter:
    words = st.text_input(
        _("Find by name, e-mail, telephone, town or role"), key="words", bind="query-params", max_chars=120
    )
    with st.container(horizontal=True, key="filters"):
        places = {str(number): name for number, name in known.places}
        place = chosen_of(_("County or district"), "place", places, _("Every place"))
        town = chosen_of(_("Town"), "town", {town: town for town in known.towns}, _("Every town"))
        campaigns = {name: name for name in known.campaigns}
        campaign = chosen_of(_("For the campaign"), "campaign", campaigns, _("No campaign in particular"))

    def ask() -> str | None:
        options = [one.value for one in Shown]
        return st.segmented_control(
            _("Show"), options, required=True, format_func=lambda s: shown.shown_words(Shown(s)), key="shown"
        )

    which = kept("shown", [one.value for one in Shown], Shown.ALL.value, ask)
    page = number_of(str(st.session_state.get("page") or st.query_params.get("page", ""))) or 1
    return Filter(words or "", number_of(place), town, campaign, Shown(which), page)


def row(contact: Contact) -> None:
    with st.container(horizontal=True, key=f"contact_row_{contact.id}", gap="small"):
        st.page_link(
            "coalition/people/pages/contact.py",
            label=parts.plain(shown.name_of(contact)),
            query_params={"contact": str(contact.id)},
        )
        html(shown.row(contact))


def pager(listed: Listed, chosen: Filter) -> None:
    pages = [str(number) for number in range(1, max(1, -(-listed.count // PAGE_SIZE)) + 1)]
    if len(pages) == 1 and chosen.page == 1:
        return
    asked = kept("page", pages, "1", lambda: st.selectbox(_("Page"), pages, width=120, key="page"))
    if int(asked) != chosen.page:
        st.rerun()


def add_form() -> None:
    made = st.session_state.get("contacts_added", 0)  # a new key empties the form once a contact is kept
    with open_session(viewer) as session:
        places = every_place(session)
    empty = Draft(keep_until=kept_until(KeptFor.CAMPAIGN, today))
    with st.expander(_("Add a contact"), icon=":material/person_add:", key=f"add_contact_{made}"):
        with st.form(f"add_contact_form_{made}", border=False):
            draft, shares = contact_fields(empty, key=f"add_{made}", places=places)
            pressed = st.form_submit_button(_("Keep this contact"), type="primary")
        if not pressed:
            return
        with refusal_shown(_("Nothing was kept; what you wrote still stands in the form.")):
            with open_session(current_viewer(), writing=True) as session:
                done = add_contact(session, draft=draft, shares_email=shares, now=clock.now())
            kept_card(_("The contact is kept"), done)
            st.session_state["contacts_added"] = made + 1
            st.rerun()


def downloads(listed: Listed, chosen: Filter) -> None:
    """The default file leaves out whoever opted out, and says how many that is."""
    words = {"words": chosen.words, "town": chosen.town, "campaign": chosen.campaign}
    query = {key: value for key, value in words.items() if value}
    if chosen.place_id:
        query["place"] = str(chosen.place_id)
    address = urlencode(query)
    contactable = Filter(campaign=chosen.campaign, shown=Shown.CONTACTABLE)
    holds = ngettext(
        "A file of this list holds the {n} contact who may be contacted.",
        "A file of this list holds the {n} contacts who may be contacted.",
        listed.contactable,
    ).format(n=f"{listed.contactable:,}")
    html(parts.heading(_("Take a list along")))
    html(parts.note(f"{holds} {left_out_sentence(listed, contactable)}".strip()))
    every = urlencode(query | {"shown": Shown.ALL.value})
    html(
        parts.downloads(
            [
                (_("Contacts, CSV"), f"/export/contacts.csv?{address}"),
                (_("Contacts, XLSX"), f"/export/contacts.xlsx?{address}"),
                (_("All with the reason why not, XLSX"), f"/export/contacts.xlsx?{every}"),
                (_("Opt-outs, CSV"), "/export/opt-outs.csv"),
                (_("Opt-outs, XLSX"), "/export/opt-outs.xlsx"),
            ]
        ),
        parts.note(_("Who takes a list is written down in the record of changes.")),
    )


def due_part() -> None:
    with open_session(viewer) as session:
        due = due_for_erasure(session, today=today)
    if not due:
        return
    label = ngettext("{n} contact is due to be erased", "{n} contacts are due to be erased", len(due))
    with st.expander(label.format(n=f"{len(due):,}"), icon=":material/auto_delete:"):
        lines = [_("{name}, kept until {day}").format(name=o.name or f"no. {o.id}", day=o.keep_until) for o in due[:20]]
        html(parts.bullet_list(lines))
        with st.form("erase_due", border=False):
            typed = st.text_input(_("Type {n} to erase them everywhere; there is no way back").format(n=len(due)))
            pressed = st.form_submit_button(_("Erase all that are due"))
        if pressed and typed.strip() != str(len(due)):
            html(parts.stop(_("The number does not agree."), _("Nothing was erased."), ""))
        elif pressed:
            with refusal_shown(_("Nothing was erased.")):
                with open_session(current_viewer(), writing=True) as session:
                    erased = erase_due(session, today=today)
                said = ngettext("{n} contact was erased.", "{n} contacts were erased.", erased)
                keep_saved(_("Erased"), [said.format(n=f"{erased:,}")])
                st.rerun()


def counts_part() -> None:
    """What crosses organizations: counts by place, never a name."""
    with open_session(viewer) as session:
        told = contacts_by_place(session)
    with st.expander(_("How many contacts the table has where"), icon=":material/groups:"):
        html(
            parts.note(
                _(
                    "Each organization tells only counts. A place shows a sum once three of them told a number of 3 "
                    "or more."
                )
            )
        )
        if told:
            html(shown.place_counts(told, today=today))
        if keeps and st.button(_("Tell the table our counts")):
            with refusal_shown(_("Nothing was told.")):
                with open_session(current_viewer(), writing=True) as session:
                    places = share_counts(session, today=today)
                said = ngettext("Counts of {n} place are told.", "Counts of {n} places are told.", places)
                keep_saved(_("Told to the table"), [said.format(n=places)])
                st.rerun()


def show() -> None:
    st.title(_("Contacts"))
    show_saved()
    if viewer.organization_id is None:
        html(parts.empty(_("Contacts belong to an organization."), _("Ask a steward to add you to yours.")))
        return
    with open_session(viewer) as session:
        known = choices(session)
    chosen = filters(known)
    with open_session(viewer) as session:
        listed = contacts(session, chosen)
    html(parts.lede(shown.count_sentence(listed, chosen)))
    html(parts.note(_("Only people of your organization see them.")))
    if keeps:
        add_form()
    if not listed.contacts:
        narrowed = bool(chosen.words or chosen.town or chosen.place_id or chosen.shown is not Shown.ALL)
        what = _("No contact fits.") if narrowed else _("No contacts yet.")
        do = _("Use fewer words, or show all.") if narrowed else _("Add the first one, or import a file.")
        html(parts.empty(what, do))
    with st.container(gap=None, key="contacts"):
        for contact in listed.contacts:
            row(contact)
    pager(listed, chosen)
    if keeps:
        downloads(listed, chosen)
        due_part()
    counts_part()


show()
