"""Import organizations: drop a file, see which are new, choose where names are alike, import, undo."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from coalition.organizations import import_shown as shown
from coalition.organizations.directory_file import GivenDirectory, read_directory
from coalition.organizations.importing import DirectoryReport, import_directory, preview_directory
from coalition.organizations.past_imports import past_directory_imports
from coalition.organizations.undoing import undo_directory_import
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import import_parts as alike
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

GIVEN = "given_directory"
CHOICES_SHOWN = 30
viewer = current_viewer()


def given_file(file: Any) -> GivenDirectory:
    """The file's organizations, read once. Raises FileProblem."""
    kept = st.session_state.get(GIVEN)
    if kept is None or kept[0] != file.file_id:
        with tempfile.TemporaryDirectory() as folder, st.spinner(_("Reading the file")):
            path = Path(folder) / "dropped"
            path.write_bytes(file.getvalue())
            kept = (file.file_id, read_directory(path, name=file.name))
        st.session_state[GIVEN] = kept
    given: GivenDirectory = kept[1]
    return given


def previewed(given: GivenDirectory, choices: Mapping[int, int]) -> DirectoryReport:
    with open_session(viewer) as session:
        return preview_directory(session, given=given, choices=choices)


def chosen(report: DirectoryReport, mark: str) -> dict[int, int]:
    """The choices as they stand; nothing is chosen in advance."""
    if not report.choices:
        return {}
    html(parts.heading(_("Is this an organization you have?")))
    found: dict[int, int] = {}
    for choice in report.choices[:CHOICES_SHOWN]:
        row = choice.given.row
        with st.container(key=f"organization_choice_{row}"):
            html(shown.choice_words(choice, report))
            offered = shown.answers(choice)
            place = st.radio(
                _("Row {n} is").format(n=row),
                list(range(len(offered))),
                format_func=[words for _answer, words in offered].__getitem__,
                key=f"organization_{mark}_{row}",
                horizontal=True,
            )
        answer = offered[place or 0][0]
        if answer is not None:
            found[row] = answer
    if more := alike.more_choices(len(report.choices) - CHOICES_SHOWN):
        html(more)
    return found


def apply(given: GivenDirectory, choices: Mapping[int, int]) -> None:
    with refusal_shown(_("Nothing was imported."), _("Look at the choices and import again.")):
        with open_session(current_viewer(), writing=True) as session:
            report = import_directory(session, given=given, choices=choices, now=now())
        keep_saved(_("Imported"), shown.imported_lines(report))
        st.rerun()


def show_file(given: GivenDirectory, mark: str) -> None:
    first = previewed(given, {})
    html(parts.lede(shown.what_it_is(first)))
    choices = chosen(first, mark)
    report = previewed(given, choices) if choices else first
    if report.changed:
        html(parts.say(shown.what_would_happen(report)))
        if st.button(_("Import these organizations"), type="primary", key="import_organizations"):
            apply(given, choices)
    else:
        html(parts.note(_("The directory has all that this file says, or waits for your choice.")))
    if given.rejected:
        html(parts.heading(_("Rows that stay out")), alike.rejection_table(given.rejected))
    if notes := shown.notes_of(report):
        html(parts.heading(_("How it is read")), parts.bullet_list(notes))


def undo(import_id: int) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(current_viewer(), writing=True) as session:
            report = undo_directory_import(session, import_id=import_id, now=now())
        keep_saved(_("Import undone"), shown.undone_lines(report))
        st.rerun()


def show_past() -> None:
    html(parts.heading(_("Imports so far")))
    with open_session(viewer) as session:
        past = past_directory_imports(session)
    if not past:
        html(parts.empty(_("Nobody imported organizations yet."), _("Choose a file above to start.")))
    for one in past:
        with st.container(horizontal=True, key=f"batch_row_{one.id}", vertical_alignment="center"):
            html(alike.past_import(one, today=now().date()))
            if one.undone_at is None and st.button(_("Undo import {n}").format(n=one.id), key=f"undo_{one.id}"):
                undo(one.id)


def show() -> None:
    st.title(_("Import organizations"))
    show_saved()
    file = st.file_uploader(
        _("A list of organizations, as CSV or Excel"), type=["csv", "tsv", "txt", "xlsx"], key="directory_file"
    )
    if file is None:
        st.session_state.pop(GIVEN, None)
        words = _(
            "One column is called “Organization” or “Name”. Others may hold other names, kind, standing, since, "
            "areas, website, counties or districts with member counts. You see what would change before anything does."
        )
        html(parts.note(words))
    else:
        try:
            show_file(given_file(file), file.file_id)
        except CommonTableError as problem:
            html(parts.stop(str(problem), _("Nothing was imported."), _("Choose another file.")))
    show_past()


show()
