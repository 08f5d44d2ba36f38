"""Bills out of files on the Bills page: drop them, see what they hold, import, undo."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from campaigns.legislation import sentences as say
from campaigns.legislation.bill_files import GivenBills, read_bills
from campaigns.legislation.importing import import_bills
from campaigns.legislators.import_record import PastImport, past_imports
from campaigns.legislators.import_shown import undone_words
from campaigns.legislators.undoing import undo_import
from campaigns.syncs.commands import SYNC
from coalition.accounts import clock
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _, ngettext
from data.store import open_session
from look import parts
from look.import_parts import rejection_table
from look.show import html, keep_saved, refusal_shown

GIVEN = "given_bills"
KINDS = ["csv", "tsv", "txt", "jsonl", "json", "zip", "xlsx"]
BILLS = ("bills", SYNC)
PAST_SHOWN = 10


def import_panel() -> None:
    """The drop place, what a dropped file holds, and the imports so far."""
    with st.expander(_("Import bills from files"), icon=":material/upload_file:", expanded=bool(_dropped())):
        st.file_uploader(
            _("Lists of bills, of their actions or sponsors; an Open States archive"), type=KINDS,
            accept_multiple_files=True, key="bill_files",
        )  # fmt: skip
        left, right = st.columns(2)
        state = left.text_input(_("State, where the file names none"), max_chars=2, placeholder="ma", key="files_state")
        of_session = right.text_input(_("Session, where the file names none"), max_chars=24, key="files_session")
        if _dropped():
            try:
                _show_files(_given(_dropped(), (state or "").lower(), of_session or ""))
            except CommonTableError as problem:
                html(parts.stop(str(problem), _("Nothing was imported."), _("Choose another file.")))
        else:
            html(parts.note(_("You see what a file holds before anything is imported; an import can be undone whole.")))
        _past()


def _dropped() -> list[Any]:
    return list(st.session_state.get("bill_files") or ())


def _given(files: Sequence[Any], state: str, of_session: str) -> tuple[GivenBills, ...]:
    """What the files say, read once. Raises FileProblem."""
    mark = (tuple(file.file_id for file in files), state, of_session)
    kept = st.session_state.get(GIVEN)
    if kept is None or kept[0] != mark:
        with tempfile.TemporaryDirectory() as folder, st.spinner(_("Reading the file")):
            paths = []
            for number, file in enumerate(files):
                path = Path(folder) / f"dropped-{number}"
                path.write_bytes(file.getvalue())
                paths.append((path, file.name))
            kept = (mark, read_bills(paths, state=state, session=of_session))
        st.session_state[GIVEN] = kept
    given: tuple[GivenBills, ...] = kept[1]
    return given


def _show_files(given: tuple[GivenBills, ...]) -> None:
    for one in given:
        html(parts.say(say.given_sentence(one)))
        if one.rejected:
            html(rejection_table(one.rejected))
        if one.warnings:
            html(parts.bullet_list(one.warnings))
    if st.button(_("Import these bills"), type="primary", key="import_bills"):
        with refusal_shown(_("Nothing was imported."), _("Look at the file and import again.")):
            lines: list[str] = []
            with open_session(current_viewer(), writing=True) as session:
                for one in given:
                    lines += say.report_lines(import_bills(session, given=one, now=clock.now()))
            keep_saved(_("Imported"), lines)
            st.rerun()


def _past() -> None:
    with open_session(current_viewer()) as session:
        past = past_imports(session, kinds=BILLS, most=PAST_SHOWN)
    if past:
        html(parts.heading(_("Imports so far")))
    for one in past:
        with st.container(horizontal=True, key=f"batch_row_{one.id}", vertical_alignment="center"):
            html(_past_words(one))
            if one.undone_at is None and st.button(_("Undo import {n}").format(n=one.id), key=f"undo_{one.id}"):
                _undo(one.id)


def _past_words(one: PastImport) -> str:
    rows = ngettext("{n} row", "{n} rows", one.counts.rows).format(n=f"{one.counts.rows:,}")
    when = parts.day_words(one.applied_at.date(), today=clock.now().date())
    undone = _(", undone") if one.undone_at is not None else ""
    return parts.say(f"{one.id} · {one.file_name or _('without a file')} · {rows} · {when}{undone}")


def _undo(import_id: int) -> None:
    with refusal_shown(_("Nothing was changed.")):
        with open_session(current_viewer(), writing=True) as session:
            done = undo_import(session, import_id=import_id, now=clock.now())
        keep_saved(_("Import undone"), [undone_words(done)])
        st.rerun()
