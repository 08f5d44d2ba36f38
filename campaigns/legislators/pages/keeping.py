"""The forms on a legislator's page: how we reach them, our note, and sponsors that may be them."""

import streamlit as st

from campaigns.legislators.commands import LONGEST_NOTE, keep_note, set_ties
from campaigns.legislators.models import TieKind
from campaigns.legislators.record_queries import Behind
from campaigns.legislators.sentences import tie_name
from campaigns.legislators.sponsor_links import open_sponsors, say_who_sponsors
from coalition.accounts.clock import now
from data.access import Viewer
from data.language import _
from data.store import open_session
from look import parts
from look.opened import as_opened, close_form
from look.show import html, keep_saved, refusal_shown

MOST_QUESTIONS = 5


def tie_form(viewer: Viewer, number: int, known: Behind) -> None:
    """How one's own organization reaches them."""
    form = f"ties_{number}"

    def field(kinds: list[str]) -> str:
        return f"tie_kinds_{number}_{'_'.join(sorted(kinds))}"

    mine = as_opened(form, [tie.kind for tie in known.ties if tie.is_own], field=field)
    with st.form(form, border=False):
        chosen = st.pills(
            _("How our organization reaches them"), list(TieKind), default=mine, selection_mode="multi",
            format_func=tie_name, key=field(mine),
        )  # fmt: skip
        if st.form_submit_button(_("Save")):
            with refusal_shown(_("Nothing was changed.")):
                with open_session(viewer, writing=True) as session:
                    set_ties(session, legislator_id=number, kinds=chosen, seen=mine, now=now())
                close_form(form)
                keep_saved(
                    _("Saved"), [_("The coalition sees that our organization reaches them, never which person.")]
                )
                st.rerun()


def note_form(viewer: Viewer, number: int, known: Behind) -> None:
    """One's own organization's note; who is second sees the other's words and may save onto them."""
    form, field = f"note_{number}", f"note_words_{number}"
    opened = as_opened(form, known.note, field=lambda _note: field)
    label = _("Our organization’s note") if known.note.note else _("Write a note for our organization")
    with st.expander(label, expanded=bool(known.note.note)), st.form(form, border=False):
        words = st.text_area(
            _("Who of us knows them, and what to mind"), opened.note, max_chars=LONGEST_NOTE,
            help=_("Only our own organization sees this."), key=field,
        )  # fmt: skip
        if st.form_submit_button(_("Save the note")):
            close_form(form)
            if opened.version != known.note.version:
                html(parts.note(_("It says now: {note}").format(note=known.note.note or _("nothing."))))
            with refusal_shown(_("What you typed stays in the field.")):
                with open_session(viewer, writing=True) as session:
                    keep_note(session, legislator_id=number, version=opened.version, note=words or "", now=now())
                keep_saved(_("Saved"), [_("Only our own organization sees this note.")])
                st.rerun()


def sponsor_questions(viewer: Viewer, number: int) -> None:
    """Printed sponsors of amendments that may be this legislator, each to be confirmed."""
    with open_session(viewer) as session:
        found = open_sponsors(session, of_legislator=number)[:MOST_QUESTIONS]
    for one in found:
        with st.container(
            horizontal=True, key=f"sponsor_row_{one.amendment_id}_{one.name}", vertical_alignment="center"
        ):
            asked = _("Is this the “{name}” who moved FY{year} amendment {number}?")
            html(parts.say(asked.format(name=one.name, year=one.fiscal_year, number=one.number)))
            if st.button(_("Yes, it is"), key=f"sponsor_yes_{one.amendment_id}_{one.name}"):
                with refusal_shown(_("Nothing was changed.")):
                    with open_session(viewer, writing=True) as session:
                        say_who_sponsors(session, amendment_id=one.amendment_id, name=one.name, legislator_id=number)
                    keep_saved(_("Saved"), [_("The amendment now stands among theirs.")])
                    st.rerun()
