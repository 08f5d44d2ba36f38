"""A finance survey's file in the store: matched by national number, imported once, undone whole."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from budget.districts.figures_report import FiguresReport
from budget.districts.finance_survey import import_finance_survey
from budget.districts.undoing import undo_figures
from data.errors import FileProblem
from data.store import open_session
from tests.budget.districts.room import district, foundation, keep_figures, said
from tests.budget.districts.test_importing import shown
from tests.support import ORGANIZER

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEXT = (
    "LEAID\tNAME\tV33\tTOTALREV\tTCURELSC\tTFEDREV\n"
    "2102990\tJEFFERSON COUNTY\t96000\t1763000000\t1500000000\t-3\n"
    "2100030\tADAIR COUNTY\t2600\t30000000\tlots\t-9\n"
    "2500001\tELSEWHERE\t1\t2\t3\t4\n"
)


def test_a_survey_file_is_imported_for_one_state_repeated_and_undone(sqlite_store: str, tmp_path: Path) -> None:
    foundation()
    keep_figures([district("275", "Jefferson County", nces_id="2102990")], [said("275", "ada", 2017, value=1)])
    file = tmp_path / "sdf21_1a.txt"
    file.write_bytes(TEXT.replace("ADAIR", "ADAÍR").encode("cp1252"))
    before = shown()

    def bring(state: str = "ky") -> FiguresReport:
        with open_session(ORGANIZER, writing=True) as session:
            report = import_finance_survey(session, path=file, file_name=file.name, state=state, now=NOW)
            batches.append(report.batch_id)
            assert report.adds_up
        return report

    batches: list[int | None] = []
    first = bring()
    assert (first.title, first.rows, first.inserted) == ("School finance survey (F-33), fiscal year 2021, KY", 3, 1)
    assert (first.figures, dict(first.skipped)) == (8, {"not of this state": 1})
    assert [(one.row, one.column) for one in first.rejected] == [(3, "TCURELSC")]
    assert "1 district is not on file by its state’s own code" in first.checks[0].sentence
    assert [row for row in shown() if row[0] == "275" and row[3] == 1_562_500]  # $15,625.00 for each pupil
    after = shown()
    assert (bring().inserted, bring().unchanged) == (0, 1)
    assert (shown(), batches[1]) == (after, None)

    with open_session(ORGANIZER, writing=True) as session:
        undo_figures(session, batch_id=batches[0] or 0, now=NOW)
    assert shown() == before
    with pytest.raises(FileProblem, match="holds no figure that can be taken"):
        bring("oh")
