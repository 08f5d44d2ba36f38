"""Ballot questions on file, and for organizers their files: see what they would change, import, undo."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import streamlit as st

from budget.line_items.queries import Place, all_places
from campaigns.positions.pages.forms import question_form
from campaigns.voter_guides import sentences_ballot as say
from campaigns.voter_guides import shown_ballot as shown
from campaigns.voter_guides.ballot_files import GivenBallot, read_ballot
from campaigns.voter_guides.ballot_importing import import_ballot, preview_ballot, undo_ballot_import
from campaigns.voter_guides.ballot_sheets import past_ballot_imports, questions_listed
from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from data.access import Permission, may
from data.errors import CommonTableError
from data.language import _, ngettext
from data.store import open_session
from look import import_parts as alike
from look import parts
from look.show import html, keep_saved, refusal_shown, show_saved

ONE = "campaigns/voter_guides/pages/ballot_question.py"
GIVEN = "given_ballot"
viewer = current_viewer()


def given_files(files: list[Any], state: str) -> GivenBallot:
    """What the files say, read once; several are packed into one archive first. Raises FileProblem."""
    key = (*(file.file_id for file in files), state)
    kept = st.session_state.get(GIVEN)
    if kept is None or kept[0] != key:
        with tempfile.TemporaryDirectory() as folder, st.spinner(_("Reading the files")):
            path, name = Path(folder) / "dropped", files[0].name
            if len(files) == 1:
                path.write_bytes(files[0].getvalue())
            else:
                name = ngettext("{n} file", "{n} files", len(files)).format(n=len(files))
                with ZipFile(path, "w") as archive:
                    for number, file in enumerate(files):
                        archive.writestr(f"{number:03}/{Path(file.name).name}", file.getvalue())
            kept = (key, read_ballot(path, name=name, state=state))
        st.session_state[GIVEN] = kept
    given: GivenBallot = kept[1]
    return given


def show_given(given: GivenBallot) -> None:
    with open_session(viewer) as session:
        report = preview_ballot(session, given=given)
    html(parts.say(say.report_words(report)), shown.report(report))
    if report.changed and st.button(_("Import these questions"), type="primary", key="import_ballot"):
        with refusal_shown(_("Nothing was imported."), _("Correct the files and try again.")):
            with open_session(viewer, writing=True) as session:
                done = import_ballot(session, given=given, now=now())
            undo_words = _("You can undo it below, as a whole, at any time.")
            keep_saved(_("Imported"), [say.report_words(done), undo_words])
            st.rerun()
    if not report.changed and report.unchanged:
        html(parts.note(_("The store holds all that these files say; there is nothing to import.")))
    if report.rejected:
        html(parts.heading(_("Files that stay out")), alike.rejection_table(report.rejected))
    if report.notes:
        html(parts.heading(_("What to know about these files")), parts.bullet_list(report.notes))


def import_section(every: Sequence[Place]) -> None:
    places = {place.code: place.name for place in every}
    with st.expander(_("Import official questions")):
        html(parts.note(_(say.FILES)))
        files = st.file_uploader(
            _("Files of ballot questions"), type=["yaml", "yml", "zip"], accept_multiple_files=True, key="ballot_files"
        )
        state = st.selectbox(
            _("State, where the files do not show it"), ["", *places],
            format_func=lambda code: places.get(code, _("As the files show")), key="ballot_state",
        )  # fmt: skip
        if files:
            try:
                show_given(given_files(files, state))
            except CommonTableError as problem:
                html(parts.stop(str(problem), _("Nothing was imported."), _("Choose other files.")))
        past_section()


def past_section() -> None:
    with open_session(viewer) as session:
        past = past_ballot_imports(session)
    for one in past:
        with st.container(horizontal=True, key=f"batch_row_{one.id}", vertical_alignment="center"):
            html(alike.past_import(one, today=now().date()))
            if one.undone_at is None and st.button(_("Undo import {n}").format(n=one.id), key=f"undo_{one.id}"):
                with refusal_shown(_("Nothing was changed.")):
                    with open_session(viewer, writing=True) as session:
                        done = undo_ballot_import(session, batch_id=one.id, now=now())
                    went = ngettext("{n} question went.", "{n} questions went.", done.removed).format(n=done.removed)
                    keep_saved(_("Import undone"), alike.undone_lines(went, done))
                    st.rerun()


def show() -> None:
    st.title(_("Ballot questions"))
    show_saved()
    today = now().date()
    with open_session(viewer) as session:
        found = questions_listed(session)
        places = all_places(session)
    if found:
        html(parts.lede(ngettext("{n} question on file.", "{n} questions on file.", len(found)).format(n=len(found))))
    else:
        html(parts.empty(_("No ballot question on file yet."), _("An organizer puts the first one on file.")))
    for one in found:
        with st.container(key=f"watched_row_ballot_{one.id}", gap=None):
            st.page_link(ONE, label=parts.plain(say.heading(one)), query_params={"question": str(one.id)})
            html(shown.under(one, today=today))
    if may(viewer, Permission.IMPORT_FIGURES):
        question_form(places)
        import_section(places)


show()
