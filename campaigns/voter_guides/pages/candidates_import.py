"""Candidates and answers out of a table, on their contest's page: what it would change, import, undo."""

import tempfile
from pathlib import Path
from typing import Any

import streamlit as st

from campaigns.voter_guides.candidates_file import GivenCandidates, read_candidates
from campaigns.voter_guides.candidates_importing import (
    CandidatesReport,
    import_candidates,
    past_candidate_imports,
    preview_candidates,
    undo_candidates,
)
from campaigns.voter_guides.contests import ContestOf
from coalition.accounts.clock import now
from coalition.accounts.current import current_viewer
from data.errors import CommonTableError
from data.language import _, ngettext
from data.store import open_session
from look import import_parts as alike
from look import parts
from look.show import html, keep_saved, refusal_shown

GIVEN = "given_candidates"


def _given(one: ContestOf, file: Any) -> GivenCandidates:
    """What the file says, read once for these questions. Raises FileProblem."""
    key = (one.id, one.questionnaire_version, file.file_id)
    kept = st.session_state.get(GIVEN)
    if kept is None or kept[0] != key:
        with tempfile.TemporaryDirectory() as folder, st.spinner(_("Reading the file")):
            path = Path(folder) / "dropped"
            path.write_bytes(file.getvalue())
            kept = (key, read_candidates(path, name=file.name, questions=one.questions))
        st.session_state[GIVEN] = kept
    given: GivenCandidates = kept[1]
    return given


def report_words(report: CandidatesReport) -> str:
    """ "4 rows: 3 new, 0 changed, 1 the same, 0 rejected; 6 answers." The counts add up."""
    answers = ngettext("{n} answer", "{n} answers", report.answers).format(n=report.answers)
    return _("{rows}: {new} new, {changed} changed, {same} the same, {rejected} rejected; {answers}.").format(
        rows=alike.rows_words(report.rows), new=report.new, changed=report.updated, same=report.unchanged,
        rejected=len(report.rejected), answers=answers,
    )  # fmt: skip


def _show_given(one: ContestOf, given: GivenCandidates) -> None:
    with open_session(current_viewer()) as session:
        report = preview_candidates(session, contest_id=one.id, given=given)
    html(parts.say(report_words(report)))
    if report.changed and st.button(_("Import these candidates"), type="primary", key="import_candidates"):
        with refusal_shown(_("Nothing was imported."), _("Correct the file and try again.")):
            with open_session(current_viewer(), writing=True) as session:
                done = import_candidates(session, contest_id=one.id, given=given, now=now())
            keep_saved(_("Imported"), [report_words(done), _("You can undo it below, as a whole, at any time.")])
            st.rerun()
    if report.rejected:
        html(alike.rejection_table(report.rejected))
    if lines := alike.not_taken(report.not_taken):
        html(parts.bullet_list(lines))


def import_section(one: ContestOf) -> None:
    """Drop a table of candidates, see what it would change, import it, undo it."""
    with st.expander(_("Import candidates from a table")):
        words = _(
            "One column is called “Name” or “Candidate”; others may be “Party”, “Position”, “Withdrew”, “Received”, "
            "“Language”, and one for each question: its words, its topic, or “Question 1”."
        )
        html(parts.note(words))
        file = st.file_uploader(
            _("A table of candidates, as CSV or Excel"), type=["csv", "tsv", "txt", "xlsx"], key="candidates_file"
        )
        if file is not None:
            try:
                _show_given(one, _given(one, file))
            except CommonTableError as problem:
                html(parts.stop(str(problem), _("Nothing was imported."), _("Choose another file.")))
        _past(one)


def _past(one: ContestOf) -> None:
    with open_session(current_viewer()) as session:
        past = past_candidate_imports(session, one.id)
    for done in past:
        with st.container(horizontal=True, key=f"batch_row_{done.id}", vertical_alignment="center"):
            html(alike.past_import(done, today=now().date()))
            if done.undone_at is None and st.button(_("Undo import {n}").format(n=done.id), key=f"undo_{done.id}"):
                with refusal_shown(_("Nothing was changed.")):
                    with open_session(current_viewer(), writing=True) as session:
                        back = undo_candidates(session, batch_id=done.id, now=now())
                    went = ngettext("{n} candidate went.", "{n} candidates went.", back.removed).format(n=back.removed)
                    keep_saved(_("Import undone"), alike.undone_lines(went, back))
                    st.rerun()
