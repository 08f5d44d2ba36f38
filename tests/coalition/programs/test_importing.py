"""Scholars, mentors and pairs out of files: counted, told why not, repeatable, undone but for what is in use."""

from pathlib import Path

import pytest

from coalition.mentoring.commands import SessionPlan, log_session
from coalition.mentoring.queries import mentors, pairs
from coalition.programs.importing import (
    ProgrammeReport,
    import_programme,
    past_programme_imports,
    preview_programme,
)
from coalition.programs.program_file import read_programme
from coalition.programs.scholar_queries import scholars
from coalition.programs.undoing import undo_programme_import
from data.errors import FileProblem, NotFound
from data.imports.outcomes import Outcome, Undone
from data.store import open_session
from tests.coalition.programs.room import NOW, TODAY, Made, places, programme
from tests.support import ORGANIZER, STAFF

SCHOLARS = """First name,Last name,E-mail,Cohort,School district,House district,State,Status
Iris,Example,iris@example.org,2025,Millbrook,,,
Jon,Example,jon@example.org,2025,Millbrook,40,KY,paused
Zelda,Quimby,ZELDA@example.org,2025,,,,
Iris,Example,iris@example.org,2025,,,,
,Nobody,none@example.org,2025,,,,
Kai,Example,kai,2025,,,,
Lea,Example,lea@example.org,1999,,,,
Milo,Example,milo@example.org,2025,,40,,
Nia,Example,nia@example.org,2025,,,,retired
"""
MENTORS = """First name;Last name;Email;Capacity;Since
Ruth;Example;ruth@example.org;1;9/30/2025
Samir;Example;samir@example.org;none;2025-09-01
Tess;Example;tess@example.org;;2025-09-01
"""
PAIRS = """Mentor email,Scholar email,Starts,Ends
ruth@example.org,iris@example.org,2025-10-01,
ruth@example.org,jon@example.org,2025-10-01,
ruth@example.org,ruth@example.org,2025-10-01,
tess@example.org,iris@example.org,2025-11-01,
tess@example.org,jon@example.org,2025-11-01,2025-10-01
tess@example.org,nobody@example.org,2025-11-01,
tess@example.org,jon@example.org,,
ruth@example.org,iris@example.org,2025-10-01,
"""


@pytest.fixture
def made(store: str) -> Made:
    places()
    return programme()


def take(folder: Path, words: str, made: Made, name: str = "people.csv") -> ProgrammeReport:
    path = folder / name
    path.write_text(words)
    given = read_programme(path, name=name)
    with open_session(STAFF, writing=True) as session:
        return import_programme(session, program_id=made.program, given=given, now=NOW)


def test_every_row_is_counted_and_each_that_stays_out_says_why(made: Made, tmp_path: Path) -> None:
    report = take(tmp_path, SCHOLARS, made)
    tally = report.tally
    assert tally.rows == 9
    assert [tally.of(one) for one in (Outcome.NEW, Outcome.KNOWN, Outcome.REPEATED, Outcome.REJECTED)] == [2, 1, 1, 5]
    assert [(one.row, one.column) for one in report.rejected] == [
        (6, "First name"), (7, "E-mail"), (8, "Cohort"), (9, "House district"), (10, "Status"),
    ]  # fmt: skip
    assert all(one.reason.endswith(".") for one in report.rejected)
    assert not any("kai" in one.reason or "Lea" in one.reason for one in report.rejected)


def test_mentors_then_pairs_with_capacity_overlap_and_oneself_refused(made: Made, tmp_path: Path) -> None:
    take(tmp_path, SCHOLARS, made)
    assert take(tmp_path, MENTORS, made).tally.of(Outcome.NEW) == 2
    report = take(tmp_path, PAIRS, made)
    said = {one.row: one.reason for one in report.rejected}
    assert report.tally.of(Outcome.NEW) == 1
    assert report.tally.of(Outcome.REPEATED) == 1
    assert [next(word for word in words if word in said[row]) for row, words in {
        3: ["takes 1"], 4: ["Nobody mentors herself"], 5: ["another mentor in that time"],
        6: ["end before it starts"], 7: ["No scholar"], 8: ["Give the day"],
    }.items()]  # fmt: skip
    with open_session(STAFF) as session:
        tess = next(one for one in mentors(session, made.program, today=TODAY) if one.given_name == "Tess")
    assert tess.capacity == 4


def test_a_second_time_changes_nothing(made: Made, tmp_path: Path) -> None:
    take(tmp_path, SCHOLARS, made)
    again = take(tmp_path, SCHOLARS, made)
    assert (again.changed, again.import_id, again.tally.of(Outcome.KNOWN)) == (False, None, 4)
    with open_session(STAFF) as session:
        assert len(past_programme_imports(session, made.program)) == 1
        assert len(scholars(session, made.program)) == 4


def test_an_undo_takes_what_it_made_but_for_what_is_in_use(made: Made, tmp_path: Path) -> None:
    people, _mentors = take(tmp_path, SCHOLARS, made), take(tmp_path, MENTORS, made)
    paired = take(tmp_path, PAIRS, made)
    with open_session(STAFF, writing=True) as session:
        pair = next(one for one in pairs(session, made.program) if one.scholar == "Iris Example")
        log_session(session, pair_id=pair.id, plan=SessionPlan(TODAY, "one"), now=NOW)
        assert undo_programme_import(session, import_id=people.import_id or 0, now=NOW) == Undone(1, 0, 1)
        assert undo_programme_import(session, import_id=paired.import_id or 0, now=NOW) == Undone(0, 0, 1)


def test_nobody_else_imports_or_sees_what_was_imported(made: Made, tmp_path: Path) -> None:
    take(tmp_path, SCHOLARS, made)
    with open_session(ORGANIZER) as session:
        assert past_programme_imports(session, made.program) == ()
        assert len(scholars(session, made.program)) == 0
    given = read_programme(tmp_path / "people.csv", name="x.csv")
    with open_session(ORGANIZER) as session, pytest.raises(NotFound):
        preview_programme(session, program_id=made.program, given=given, now=NOW)


@pytest.mark.parametrize(("words", "said"), [("Name,Colour\nA,red\n", "No sheet lists"), ("", "empty")])
def test_a_file_that_lists_nobody_says_what_its_columns_should_be_called(words: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(words)
    with pytest.raises(FileProblem, match=said):
        read_programme(path, name="x.csv")
