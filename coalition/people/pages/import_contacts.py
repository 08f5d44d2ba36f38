"""Import contacts: drop a file, see what each row is to you, choose where it is not clear, import, undo."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from coalition.people import import_shown as shown
from coalition.people.choosing_columns import choose_columns, columns_chosen
from coalition.people.contact_file import GivenFile, UnknownHeaders, read_contacts
from coalition.people.import_preview import ContactReport, preview_contacts
from coalition.people.importing import import_contacts
from coalition.people.past_imports import past_contact_imports
from coalition.people.undoing import undo_contact_import
from data.errors import CommonTableError
from data.imports.header_sets import header_key
from data.language import _
from data.store import open_session
from look import import_parts as alike
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

GIVEN, PREVIEWED = "given_contacts", "previewed_contacts"
CHOICES_SHOWN = 20
viewer = current_viewer()


def given_file(file: Any) -> GivenFile:
    """The file's people, read once; what a person said of its columns comes first. Raises FileProblem."""
    kept = st.session_state.get(GIVEN)
    if kept is not None and kept[0] == file.file_id:
        found: GivenFile = kept[1]
        return found
    with open_session(viewer) as session, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dropped"
        path.write_bytes(file.getvalue())
        with st.spinner(_("Reading the file")):
            given = read_contacts(path, name=file.name, remembered=lambda header: columns_chosen(session, header))
    st.session_state[GIVEN] = (file.file_id, given)
    return given


def previewed(given: GivenFile, choices: Mapping[int, int]) -> ContactReport:
    """What an import would do with these choices; looked up anew only when they change.

    The one without any choice is kept beside the one with them, as the page shows both.
    """
    key = (id(given), tuple(sorted(choices.items())))
    slots: dict[bool, tuple[Any, ContactReport]] = st.session_state.setdefault(PREVIEWED, {})
    kept = slots.get(bool(choices))
    if kept is None or kept[0] != key:
        with open_session(viewer) as session:
            kept = (key, preview_contacts(session, given=given, choices=choices, today=now().date()))
        slots[bool(choices)] = kept
    return kept[1]


def forget() -> None:
    """What was read belongs to the file alone; after an import or undo it is compared anew."""
    for key in (GIVEN, PREVIEWED):
        st.session_state.pop(key, None)


def chosen(report: ContactReport, mark: str) -> dict[int, int]:
    """The choices as they stand, each beside the contacts it is between."""
    if not report.choices:
        return {}
    html(parts.heading(_("Is this somebody you have?")))
    found: dict[int, int] = {}
    for choice in report.choices[:CHOICES_SHOWN]:
        row = choice.contact.row
        with st.container(key=f"contact_choice_{row}"):
            html(shown.side_by_side(choice, report))
            offered = shown.answers(choice)
            answers = [answer for answer, _words in offered]
            place = st.radio(
                _("Row {n} is").format(n=row),
                list(range(len(offered))),
                index=answers.index(choice.suggested),
                format_func=[words for _answer, words in offered].__getitem__,
                key=f"choice_{mark}_{row}",
                horizontal=True,
            )
        answer = answers[place or 0]
        if answer is not None:
            found[row] = answer
    if more := alike.more_choices(len(report.choices) - CHOICES_SHOWN):
        html(more)
    return found


def apply(given: GivenFile, choices: Mapping[int, int]) -> None:
    with refusal_shown(_("Nothing was imported."), _("Look at the choices and import again.")):
        with open_session(current_viewer(), writing=True) as session:
            report = import_contacts(session, given=given, choices=choices, now=now())
        forget()
        keep_saved(_("Imported"), shown.imported_lines(report))
        st.rerun()


def show_file(given: GivenFile, mark: str) -> None:
    first = previewed(given, {})
    html(parts.lede(shown.what_it_is(first)))
    choices = chosen(first, mark)
    report = previewed(given, choices) if choices else first
    if report.changed:
        html(parts.say(shown.what_would_happen(report)))
        if st.button(_("Import these contacts"), type="primary", key="import_contacts"):
            apply(given, choices)
    else:
        html(parts.note(_("You have all that this file says already; there is nothing to import.")))
    if given.rejected:
        html(parts.heading(_("Rows that stay out")), alike.rejection_table(given.rejected))
    html(parts.heading(_("How it is read")), parts.bullet_list([*shown.taken_columns(first), *shown.notes_of(first)]))


def map_columns(unknown: UnknownHeaders, mark: str) -> None:
    """What each column holds, said once and remembered for files with the same headers."""
    html(parts.lede(str(unknown)), parts.note(_("Your answer is remembered for your organization.")))
    said: dict[str, str] = {}
    with st.form("contact_columns"):
        for place, label in enumerate(unknown.header):
            key = header_key(label)
            if not key:
                continue
            cells = [row[place] for row in unknown.sample if place < len(row) and row[place]]
            words = parts.plain(_("“{header}” holds").format(header=" ".join(label.split())))
            said[key] = st.selectbox(
                words,
                list(shown.MEANING_NAMES),
                format_func=shown.meaning_name,
                help=parts.plain(cells[0]) if cells else None,
                key=f"column_{mark}_{place}",
            )
        done = st.form_submit_button(_("Read it so"), type="primary")
    if done:
        with refusal_shown(_("Nothing was imported."), _("Choose again.")):
            with open_session(current_viewer(), writing=True) as session:
                choose_columns(session, header=unknown.header, columns=said)
            forget()
            st.rerun()


def undo(import_id: int) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(current_viewer(), writing=True) as session:
            report = undo_contact_import(session, import_id=import_id, now=now())
        forget()
        keep_saved(_("Import undone"), shown.undone_lines(report))
        st.rerun()


def show_past() -> None:
    html(parts.heading(_("Imports so far")))
    with open_session(viewer) as session:
        past = past_contact_imports(session)
    if not past:
        html(parts.empty(_("Nobody imported contacts yet."), _("Choose a file above to start.")))
    for one in past:
        with st.container(horizontal=True, key=f"batch_row_{one.id}", vertical_alignment="center"):
            html(shown.past_line(one, today=now().date()))
            if one.undone_at is None and st.button(_("Undo import {n}").format(n=one.id), key=f"undo_{one.id}"):
                undo(one.id)


def show() -> None:
    st.title(_("Import contacts"))
    show_saved()
    file = st.file_uploader(
        _("A list of people, as CSV or Excel"), type=["csv", "tsv", "txt", "xlsx"], key="contacts_file"
    )
    if file is None:
        forget()
        words = _(
            "Files from Action Network, Mobilize, CiviCRM, NGP VAN, EveryAction and Google Forms are known as they "
            "are; of any other list you say what its columns hold. Only your organization sees these contacts. You "
            "see what would change before anything does, and the file itself is not kept."
        )
        html(parts.note(words))
    else:
        try:
            show_file(given_file(file), file.file_id)
        except UnknownHeaders as unknown:
            map_columns(unknown, file.file_id)
        except CommonTableError as problem:
            html(parts.stop(str(problem), _("Nothing was imported."), _("Choose another file.")))
    show_past()


show()
