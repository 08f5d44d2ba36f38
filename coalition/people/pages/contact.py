"""One contact of one’s own organization: how to reach them, what they agreed to and what they asked us not to do."""

from typing import Any

import streamlit as st

from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from coalition.changes.pages.panel import history_panel
from coalition.people import opting_out, shown
from coalition.people.commands import change_contact
from coalition.people.contact_queries import Details, KeptConsent, KeptOptOut, contact
from coalition.people.erasing import erase_contact
from coalition.people.pages.contact_form import contact_fields, kept_card
from coalition.people.past_imports import SaidElsewhere, said_elsewhere
from coalition.people.queries import every_place
from coalition.people.rules import LONGEST_CAMPAIGN, LONGEST_PURPOSE, LONGEST_TOLD, Scope
from data.access import Permission, may
from data.errors import NotFound
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

ERASE = "erase"
SAFE = "Nothing was changed; what you wrote still stands in the form."
viewer = current_viewer()
keeps = may(viewer, Permission.KEEP_CONTACTS)
today = clock.now().date()


def saved(title: str, line: str = "") -> None:
    """A new number empties the forms of this contact, once what was written in them is kept."""
    keep_saved(title, [line] if line else [])
    fresh_forms()


def fresh_forms() -> None:
    st.session_state["contact_forms"] = st.session_state.get("contact_forms", 0) + 1


def form_key(name: str, known: Details) -> str:
    return f"{name}_{known.id}_{st.session_state.get('contact_forms', 0)}"


def edit_form(known: Details) -> None:
    key = form_key("edit", known)
    if f"{key}_given_name" not in st.session_state:  # the form opens anew, with the contact as it stands
        st.session_state[f"{key}_version"] = known.version
    stood: int = st.session_state[f"{key}_version"]
    with open_session(viewer) as session:
        places = every_place(session)
    with st.expander(_("Change"), icon=":material/edit:", key=f"{key}_open"):
        with st.form(f"{key}_form", border=False):
            draft, shares = contact_fields(known.draft, key=key, places=places, shares_email=known.shares_email)
            pressed = st.form_submit_button(_("Save"), type="primary")
        if not pressed:
            return
        with refusal_shown(_(SAFE)):
            st.session_state[f"{key}_version"] = known.version  # who was told saves knowingly the next time
            given: dict[str, Any] = {"person_id": known.id, "version": stood, "draft": draft, "shares_email": shares}
            with open_session(current_viewer(), writing=True) as session:
                done = change_contact(session, **given)
            kept_card(_("Saved"), done)
            fresh_forms()
            st.rerun()


def opt_out_form(known: Details) -> None:
    key = form_key("opt_out", known)
    with st.expander(_("They do not want to be contacted"), icon=":material/do_not_disturb_on:", key=f"{key}_open"):
        with st.form(f"{key}_form", border=False):
            scope = st.radio(
                _("By whom?"), list(Scope), 1, format_func=shown.scope_words, key=f"{key}_scope", horizontal=True
            )
            campaign = st.text_input(_("Which campaign, if only one"), key=f"{key}_named", max_chars=LONGEST_CAMPAIGN)
            told = st.text_input(_("How they said so"), key=f"{key}_told", max_chars=LONGEST_TOLD)
            html(parts.note(_("“Everyone” is honoured by every organization here; none of them learns whom you know.")))
            pressed = st.form_submit_button(_("Write it down"), type="primary")
        if not pressed:
            return
        with refusal_shown(_(SAFE)):
            with open_session(current_viewer(), writing=True) as session:
                opting_out.opt_out(
                    session,
                    person_id=known.id,
                    scope=scope or Scope.ORGANIZATION,
                    campaign=campaign,
                    told=told,
                    today=today,
                )
            saved(_("Written down"), _("From now on lists leave them out."))
            st.rerun()


def refusal_row(said: KeptOptOut, known: Details) -> None:
    key = form_key(f"back_{said.id}", known)
    with st.container(horizontal=True, key=f"account_row_refusal_{said.id}", vertical_alignment="center"):
        html(shown.refusal(said, today=today))
        if not keeps:
            return
        with st.popover(_("Take it back"), key=f"{key}_open"), st.form(f"{key}_form", border=False):
            told = st.text_input(_("How did they say so?"), key=f"{key}_told", max_chars=LONGEST_TOLD)
            if st.form_submit_button(_("They may be contacted again")):
                with refusal_shown(_(SAFE)):
                    with open_session(current_viewer(), writing=True) as session:
                        opting_out.opt_back_in(session, opt_out_id=said.id, told=told, today=today)
                    saved(_("Taken back"), _("How they said so stands among what they agreed to."))
                    st.rerun()


def consent_form(known: Details) -> None:
    key = form_key("consent", known)
    with st.expander(_("They agreed to something"), icon=":material/handshake:", key=f"{key}_open"):
        with st.form(f"{key}_form", border=False):
            purpose = st.text_input(_("To what?"), key=f"{key}_purpose", max_chars=LONGEST_PURPOSE)
            left, right = st.columns(2)
            given_on = left.date_input(_("Since"), today, key=f"{key}_since", format="YYYY-MM-DD")
            until = right.date_input(_("Until, if it ends"), None, key=f"{key}_until", format="YYYY-MM-DD")
            told = st.text_input(_("How they said so"), key=f"{key}_told", max_chars=LONGEST_TOLD)
            pressed = st.form_submit_button(_("Write it down"), type="primary")
        if not pressed:
            return
        with refusal_shown(_(SAFE)):
            with open_session(current_viewer(), writing=True) as session:
                opting_out.give_consent(
                    session, person_id=known.id, purpose=purpose, given_on=given_on or today, until=until, told=told
                )
            saved(_("Written down"))
            st.rerun()


def consent_row(said: KeptConsent) -> None:
    with st.container(horizontal=True, key=f"account_row_consent_{said.id}", vertical_alignment="center"):
        html(shown.consent(said, today=today))
        if keeps and said.withdrawn_on is None and st.button(_("They withdraw it"), key=f"withdraw_{said.id}"):
            with refusal_shown(_("Nothing was changed.")):
                with open_session(current_viewer(), writing=True) as session:
                    opting_out.withdraw_consent(session, consent_id=said.id, day=today)
                saved(_("Withdrawn"))
                st.rerun()


def erase_form(known: Details) -> None:
    key = form_key("erase", known)
    with st.expander(_("Erase this contact"), icon=":material/delete_forever:", key=f"{key}_open"):
        html(parts.say(_("Every word about them goes, everywhere here. Only counts stay. There is no way back.")))
        if stays := shown.stays_after_erasing(known):
            html(parts.note(stays))
        with st.form(f"{key}_form", border=False):
            typed = st.text_input(_("Type the word {word} to go on").format(word=ERASE), key=f"{key}_typed")
            pressed = st.form_submit_button(_("Erase for ever"))
        if not pressed:
            return
        if typed.strip().casefold() != ERASE:
            html(parts.stop(_("The word does not agree."), _("Nothing was erased."), ""))
            return
        with refusal_shown(_("Nothing was erased.")):
            with open_session(current_viewer(), writing=True) as session:
                erase_contact(session, person_id=known.id, today=today)
            saved(_("The contact is erased"))
            st.switch_page("coalition/people/pages/contacts.py")


def keeper_part(known: Details) -> None:
    html(parts.heading(_("What they may ask of us")))
    html(parts.note(_("Everything we know of them, to hand to them.")))
    address = f"/export/contact.{{}}?contact={known.id}"
    kinds = ((_("To read or print"), "html"), ("CSV", "csv"), ("JSON", "json"))
    html(parts.downloads([(label, address.format(kind)) for label, kind in kinds]))
    erase_form(known)
    history_panel(f"contact {known.id}")


def show_contact(known: Details, said: tuple[SaidElsewhere, ...]) -> None:
    html(parts.eyebrow([_("Contacts"), shown.name_of(known)]))
    st.title(parts.plain(shown.name_of(known)))
    show_saved()
    html(shown.state(known), shown.facts(known, today=today), shown.said_elsewhere(said, today=today))
    if keeps:
        edit_form(known)
    html(parts.heading(_("What they asked us not to do")))
    if not known.opt_outs:
        html(parts.note(_("Nothing yet.")))
    for refusal in known.opt_outs:
        refusal_row(refusal, known)
    if keeps:
        opt_out_form(known)
    html(parts.heading(_("What they agreed to")))
    if not known.consents:
        html(parts.note(_("Nothing yet.")))
    for consent in known.consents:
        consent_row(consent)
    if keeps:
        consent_form(known)
    if known.draft.sources:
        html(parts.heading(_("Numbers in other systems")), shown.sources(known.draft.sources))
    if keeps:
        keeper_part(known)


def show() -> None:
    number = number_of(st.query_params.get("contact", ""))
    try:
        if number is None:
            raise NotFound(_("This contact"))
        with open_session(viewer) as session:
            known, said = contact(session, number, today=today), said_elsewhere(session, number)
    except NotFound as problem:
        st.title(_("Contact"))
        html(parts.empty(str(problem), _("It may be erased, or never was yours.")))
    else:
        show_contact(known, said)
    st.page_link("coalition/people/pages/contacts.py", label=_("All contacts"), icon=":material/contacts:")


show()
