"""Import scholars, mentors or pairs: drop a file, see what is new, import, undo."""

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st

from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from coalition.programs import import_shown as shown
from coalition.programs import queries
from coalition.programs.importing import import_programme, past_programme_imports, preview_programme
from coalition.programs.program_file import GivenProgramme, read_programme
from coalition.programs.undoing import undo_programme_import
from data.errors import CommonTableError
from data.language import _
from data.reading_input import number_of
from data.store import open_session
from look import import_parts as alike
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

GIVEN = "given_programme"
viewer = current_viewer()


def given_file(file: Any) -> GivenProgramme:
    """The file's people, read once. Raises FileProblem."""
    kept = st.session_state.get(GIVEN)
    if kept is None or kept[0] != file.file_id:
        with tempfile.TemporaryDirectory() as folder, st.spinner(_("Reading the file")):
            path = Path(folder) / "dropped"
            path.write_bytes(file.getvalue())
            kept = (file.file_id, read_programme(path, name=file.name))
        st.session_state[GIVEN] = kept
    given: GivenProgramme = kept[1]
    return given


def show_file(program_id: int, given: GivenProgramme) -> None:
    with open_session(viewer) as session:
        report = preview_programme(session, program_id=program_id, given=given, now=now())
    html(parts.lede(shown.what_it_is(report)))
    if report.changed:
        html(parts.say(_("Nothing on file is overwritten.")))
        if st.button(_("Import these rows"), type="primary", key="import_programme"):
            with refusal_shown(_("Nothing was imported.")):
                with open_session(current_viewer(), writing=True) as session:
                    done = import_programme(session, program_id=program_id, given=given, now=now())
                keep_saved(_("Imported"), shown.imported_lines(done))
                st.rerun()
    else:
        html(parts.note(_("The programme has all that this file says, or the rows cannot be taken.")))
    if report.rejected:
        html(parts.heading(_("Rows that stay out")), alike.rejection_table(report.rejected))
    if notes := [*given.warnings, *alike.not_taken(given.table.not_taken)]:
        html(parts.heading(_("How it is read")), parts.bullet_list(notes))


def show_past(program_id: int) -> None:
    html(parts.heading(_("Imports so far")))
    with open_session(viewer) as session:
        past = past_programme_imports(session, program_id)
    if not past:
        html(parts.empty(_("Nobody imported anything yet."), _("Choose a file above to start.")))
    for one in past:
        with st.container(horizontal=True, key=f"batch_row_{one.id}", vertical_alignment="center"):
            html(alike.past_import(one, today=now().date()))
            if one.undone_at is None and st.button(_("Undo import {n}").format(n=one.id), key=f"undo_{one.id}"):
                with refusal_shown(_("Nothing was changed.")):
                    with open_session(current_viewer(), writing=True) as session:
                        done = undo_programme_import(session, import_id=one.id, now=now())
                    keep_saved(_("Import undone"), shown.undone_lines(done))
                    st.rerun()


def chosen() -> int | None:
    """The programme to import into: the address names it, or the person chooses one of their own."""
    with open_session(viewer) as session:
        own = {one.id: one.name for one in queries.programs(session) if one.is_own}
    if not own:
        html(parts.empty(_("No programme yet."), _("Start one on the page Programmes, then import its people.")))
        return None
    named = number_of(st.query_params.get("program", ""))
    at = list(own).index(named) if named in own else 0
    return st.selectbox(_("Programme"), list(own), at, format_func=own.__getitem__, key="import_into")


def show() -> None:
    st.title(_("Import a programme’s people"))
    show_saved()
    program_id = chosen()
    if program_id is None:
        return
    file = st.file_uploader(
        _("A list of scholars, mentors or pairs, as CSV or Excel"), type=["csv", "tsv", "txt", "xlsx"],
        key="programme_file",
    )  # fmt: skip
    if file is None:
        st.session_state.pop(GIVEN, None)
        html(parts.note(_(shown.WHAT_TO_DROP)))
    else:
        try:
            show_file(program_id, given_file(file))
        except CommonTableError as problem:
            html(parts.stop(str(problem), _("Nothing was imported."), _("Choose another file.")))
    show_past(program_id)


show()
