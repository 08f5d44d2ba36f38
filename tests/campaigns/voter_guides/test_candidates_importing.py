"""A table of candidates is recognised by its headers, counted whole, imported once and undone whole."""

from pathlib import Path

import pytest

from campaigns.voter_guides.candidates_file import GivenCandidates, read_candidates
from campaigns.voter_guides.candidates_importing import (
    CandidatesReport,
    import_candidates,
    past_candidate_imports,
    preview_candidates,
    undo_candidates,
)
from campaigns.voter_guides.questionnaire_commands import keep_answers
from data.errors import FileProblem, InvalidInput
from data.imports.outcomes import Undone
from data.store import open_session
from tests.campaigns.voter_guides.elections import DEADLINE, NOW, TODAY, asked, race, said, seen
from tests.support import MEMBER

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "candidates_example.csv"


def read(number: int, path: Path = SAMPLE) -> GivenCandidates:
    return read_candidates(path, name=path.name, questions=seen(number).questions)


def take(number: int, path: Path = SAMPLE) -> CandidatesReport:
    report: CandidatesReport = said(import_candidates, contest_id=number, given=read(number, path), now=NOW)
    return report


def test_the_counts_add_up_and_each_row_left_out_is_named_with_its_column(sqlite_store: str) -> None:
    number = race("Ben Sample")
    asked(number)
    with open_session(MEMBER) as session:
        report = preview_candidates(session, contest_id=number, given=read(number))
    assert report.rows == report.new + report.updated + report.unchanged + len(report.rejected) == 6
    assert (report.new, report.unchanged, report.answers) == (2, 1, 3)
    assert [(one.row, one.column) for one in report.rejected] == [
        (6, "Ballot order"), (7, "Candidate"), (8, "Candidate"),
    ]  # fmt: skip
    assert report.not_taken == ("E-mail",), "nobody’s e-mail address is kept"
    assert len(seen(number).candidates) == 1, "a preview writes nothing"


def test_a_second_time_changes_nothing_and_an_undo_takes_all_of_it_back(store: str) -> None:
    number = race("Zoe", "Ben Sample")
    before = asked(number)
    assert take(number).changed
    found = seen(number)
    assert [one.name for one in found.candidates] == ["Ben Sample", "Ana Example", "Chi Muster", "Zoe"]
    _ben, ana, chi, _zoe = found.candidates
    assert ana.answers[found.questions[0].id].words == "More teachers.\nAnd books."
    assert chi.answers[found.questions[0].id].is_late
    again = take(number)
    assert (again.changed, again.batch_id, again.unchanged) == (False, None, 3)
    with open_session(MEMBER) as session:
        (past,) = past_candidate_imports(session, number)
    assert said(undo_candidates, batch_id=past.id, now=NOW) == Undone(2, 1, 0)
    assert [one.name for one in seen(number).candidates] == [one.name for one in before.candidates]
    with pytest.raises(InvalidInput, match="undone already"):
        said(undo_candidates, batch_id=past.id, now=NOW)


def test_an_undo_leaves_whom_somebody_changed_since(sqlite_store: str) -> None:
    number = race("Ben Sample")
    asked(number)
    batch = take(number).batch_id
    ana = next(one for one in seen(number).candidates if one.name == "Ana Example")
    question = seen(number).questions[2].id
    said(
        keep_answers, candidate_id=ana.id, version=ana.version, answers={question: "By bus."}, received=DEADLINE,
        today=TODAY,
    )  # fmt: skip
    assert said(undo_candidates, batch_id=batch, now=NOW) == Undone(1, 0, 1)
    assert [one.name for one in seen(number).candidates] == ["Ben Sample", "Ana Example"]


def test_a_table_without_names_is_refused_with_the_cure(sqlite_store: str, tmp_path: Path) -> None:
    number = race()
    path = tmp_path / "list.csv"
    path.write_text("Party,Town\nGreen,Example\n")
    with pytest.raises(FileProblem, match="No column is called “Name”"):
        read(number, path)
    path.write_text("Name,Party\n")
    with pytest.raises(FileProblem, match="no candidate under it"):
        read(number, path)
