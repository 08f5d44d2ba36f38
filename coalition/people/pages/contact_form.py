"""The fields of a contact, for adding and for changing one."""

import streamlit as st

from coalition.people.commands import Kept
from coalition.people.rules import LONGEST, Draft
from coalition.people.shown import notice_words
from data.language import _
from look.show import keep_saved

Places = tuple[tuple[int, str], ...]


def contact_fields(draft: Draft, *, key: str, places: Places, shares_email: bool = False) -> tuple[Draft, bool]:
    """Draw the fields inside a form, filled from a draft; what stands in them, and whether two share the address."""

    def text(column: str, label: str) -> str:
        value = str(getattr(draft, column))
        return st.text_input(label, value, key=f"{key}_{column}", max_chars=LONGEST[column])

    left, right = st.columns(2)
    with left:
        given_name, email = text("given_name", _("Given name")), text("email", _("E-mail"))
        town, title = text("town", _("Town")), text("title", _("Title or role"))
    with right:
        family_name, phone = text("family_name", _("Family name")), text("phone", _("Telephone"))
        postal_code = text("postal_code", _("Postal code"))
        day = st.date_input(_("Keep until"), draft.keep_until, key=f"{key}_keep_until", format="YYYY-MM-DD")
    names = dict(places)
    place_id = draft.place_id
    if names:
        options = [None, *names]
        at = options.index(place_id) if place_id in options else 0
        place_id = st.selectbox(
            _("County or district"), options, at, format_func=lambda n: names.get(n or 0, "—"), key=f"{key}_place"
        )
    note = st.text_area(_("Note"), draft.note, key=f"{key}_note", max_chars=LONGEST["note"], height=80)
    label = _("Somebody else uses this e-mail address too")
    shares = st.checkbox(label, shares_email, key=f"{key}_shares")
    typed = Draft(
        given_name, family_name, email, phone, postal_code, town, place_id, title, note or "", day, draft.sources
    )
    return typed, shares


def kept_card(title: str, kept: Kept) -> None:
    """Remember, for the next run, what was kept and what to look at."""
    keep_saved(title, [notice_words(notice) for notice in kept.notices])
