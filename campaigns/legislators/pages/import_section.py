"""A file of legislators dropped on their page: what would change, import, undo; and sponsors waiting for a name."""

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st

from campaigns.legislators import shown
from campaigns.legislators.import_record import past_imports
from campaigns.legislators.import_shown import check_lines, rejection_lines, report_lines, undone_words
from campaigns.legislators.importing import PEOPLE, import_people, preview_people
from campaigns.legislators.people_file import GivenPeople, read_people
from campaigns.legislators.undoing import undo_import
from coalition.accounts.clock import now
from data.access import Viewer
from data.errors import CommonTableError
from data.language import _
from data.store import open_session
from look import parts
from look.show import html, keep_saved, refusal_shown

GIVEN = "given_people"
MOST_SAID = 30


def given_file(file: Any) -> GivenPeople:
    """The file's people, read once. Raises FileProblem."""
    kept = st.session_state.get(GIVEN)
    if kept is None or kept[0] != file.file_id:
        with tempfile.TemporaryDirectory() as folder, st.spinner(_("Reading the file")):
            path = Path(folder) / "dropped"
            path.write_bytes(file.getvalue())
            kept = (file.file_id, read_people(path, name=file.name))
        st.session_state[GIVEN] = kept
    given: GivenPeople = kept[1]
    return given


def apply(viewer: Viewer, given: GivenPeople) -> None:
    with refusal_shown(_("Nothing was imported.")):
        with open_session(viewer, writing=True) as session:
            report = import_people(session, given=given, now=now())
        keep_saved(_("Imported"), report_lines(report))
        st.rerun()


def show_file(viewer: Viewer, given: GivenPeople) -> None:
    with open_session(viewer) as session:
        report = preview_people(session, given=given, now=now())
    html(parts.lede(" ".join(report_lines(report))))
    if report.changed and st.button(_("Import these legislators"), type="primary", key="import_people"):
        apply(viewer, given)
    if report.rejections:
        html(
            parts.heading(_("Records that stay out")), parts.bullet_list(rejection_lines(report.rejections)[:MOST_SAID])
        )
    if report.checks:
        html(parts.heading(_("Look at these")), parts.bullet_list(check_lines(report.checks)[:MOST_SAID]))


def undo(viewer: Viewer, import_id: int) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(viewer, writing=True) as session:
            report = undo_import(session, import_id=import_id, now=now())
        keep_saved(_("Import undone"), [undone_words(report)])
        st.rerun()


def show_past(viewer: Viewer) -> None:
    with open_session(viewer) as session:
        past = past_imports(session, kinds=(PEOPLE,))
    if not past:
        html(parts.note(_("Nothing was imported yet.")))
    for one in past:
        with st.container(horizontal=True, key=f"batch_row_{one.id}", vertical_alignment="center"):
            html(shown.past_import(one, today=now().date()))
            if one.undone_at is None and st.button(_("Undo import {n}").format(n=one.id), key=f"undo_{one.id}"):
                undo(viewer, one.id)


def import_section(viewer: Viewer) -> None:
    """The place to drop a file, and the imports so far."""
    html(parts.heading(_("Import legislators and committees")))
    file = st.file_uploader(
        _("Open States’ people files as a ZIP of YAML, or its people/current/xx.csv"),
        type=["zip", "yml", "yaml", "csv"], key="people_file",
    )  # fmt: skip
    if file is None:
        st.session_state.pop(GIVEN, None)
        html(parts.note(_("You see what would change before anything does. Notes and ties of ours are never touched.")))
    else:
        try:
            show_file(viewer, given_file(file))
        except CommonTableError as problem:
            html(parts.stop(str(problem), _("Nothing was imported."), _("Choose another file.")))
    show_past(viewer)
