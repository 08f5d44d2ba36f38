"""Files of votes: each answer once, by the file's own numbers or by name; what cannot be taken is told."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import func, select

from campaigns.legislation.gathered_votes import VotesReport
from campaigns.legislation.models import RollCall, Vote
from campaigns.legislation.vote_files import import_votes
from campaigns.legislation.vote_rules import option_of
from campaigns.legislators.undoing import undo_import
from data.access import Viewer
from data.errors import FileProblem, InvalidInput, NotAllowed
from data.store import open_session
from tests import stores
from tests.campaigns.legislation.assembly import (
    NOW,
    SAMPLES,
    kentucky,
    real,
    real_kentucky,
    rows_of,
    said,
    votes_of,
)
from tests.support import MEMBER, ORGANIZER

LONG, WIDE = "ky_2017_votes_example.csv", "ky_2017_senate_votes_wide_example.csv"


def take(path: Path, viewer: Viewer = ORGANIZER, **options: str) -> VotesReport:
    report: VotesReport = said(import_votes, viewer, path=path, file_name=path.name, now=NOW, **options)
    return report


def reasons(report: VotesReport) -> list[tuple[int | str | None, str]]:
    return [(one["row"], str(one["reason"])) for one in report.rejections]


def counts() -> tuple[int, int]:
    with open_session(ORGANIZER) as session:
        return session.exec(select(func.count()).select_from(RollCall)).one(), session.exec(
            select(func.count()).select_from(Vote)
        ).one()


def test_each_answer_of_a_file_is_taken_left_out_or_refused_with_its_row(store: str) -> None:
    kentucky()
    report = take(SAMPLES / LONG)
    assert (report.counts.rows, report.inserted, report.skipped, report.rejected) == (16, 10, 2, 4)
    assert votes_of("HB520", "lower") == {
        "2": ("no", "NAY"), "4": ("yes", "YEA"), "42": ("not voting", "NV"), "122": ("na", "NA"),
    }  # fmt: skip
    assert votes_of("HB520", "upper")["18"] == ("present", "PASS")
    assert votes_of("HB520", "upper")["43"] == ("absent", "ABS")
    assert votes_of("HB1", "lower") == {"2": ("yes", "YEA"), "4": ("yes", "Aye")}
    told = dict(reasons(report))
    assert "“maybe” is no word for a vote" in told[14]
    assert "Number 999 (Nobody) is no member" in told[15]
    assert "HB999 is not on file" in told[16]
    assert "answers HB001 twice, first “Aye”, here “NAY”" in told[13]


def test_a_second_time_changes_nothing_and_an_import_can_be_undone(store: str) -> None:
    kentucky()
    first = take(SAMPLES / LONG)
    again = take(SAMPLES / LONG)
    assert (again.inserted, again.unchanged, again.import_id) == (0, 10, None)
    assert counts() == (3, 10)
    said(undo_import, import_id=first.import_id, now=NOW)
    assert counts() == (0, 0)
    assert take(SAMPLES / LONG).inserted == 10


def test_a_wide_file_finds_its_chamber_and_its_members_by_name(sqlite_store: str) -> None:
    kentucky()
    report = take(SAMPLES / WIDE)
    assert votes_of("HB520", "upper") == {
        "18": ("present", "Pass"), "19": ("no", "Nay"), "43": ("yes", "Yea"), "1": ("yes", "Yea"),
    }  # fmt: skip
    assert "19" not in votes_of("SB10", "upper"), "a blank cell is no answer"
    # 4 + 4 + 3 taken; SB 114's second column and a blank left out; Nobody's four and a row of totals refused
    assert (report.inserted, report.skipped, report.rejected, report.counts.rows) == (11, 5, 6, 22)
    assert ("SB 114 is printed twice with the same answers; counted once.") in str(report.said).replace(
        "SB114", "SB 114"
    )
    assert [row for row, reason in reasons(report) if "names nobody" in reason] == [7]


def test_the_long_and_the_wide_file_of_one_vote_are_compared_and_not_doubled(sqlite_store: str) -> None:
    kentucky()
    take(SAMPLES / LONG)
    report = take(SAMPLES / WIDE)
    assert votes_of("HB520", "upper")["43"] == ("absent", "ABS"), "the answer on file stays"
    (difference,) = [reason for _row, reason in reasons(report) if "on file. The answer on file stays" in reason]
    assert "Harris answers “Yea” here and “ABS” on file" in difference
    assert any("3 are the same, 1 differ" in sentence for sentence, _passed in report.said)


def test_files_without_bills_members_or_a_known_form_are_refused_whole(sqlite_store: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Import its bills first"):
        take(SAMPLES / LONG)
    kentucky()
    other = tmp_path / "other.csv"
    other.write_text("town,mayor\nEast Bend,Ada\n")
    with pytest.raises(FileProblem, match="no table of votes that is known"):
        take(other)
    nobody = tmp_path / "ky_2017.csv"
    nobody.write_text("bill_id,legislator_id,MemberName,BillName,Vote\nga2017HB520,999,Nobody,HB520,YEA\n")
    with pytest.raises(FileProblem, match="Nothing was taken"):
        take(nobody)
    with pytest.raises(NotAllowed):
        take(SAMPLES / LONG, MEMBER)


@pytest.fixture(scope="module")
def real_votes(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[VotesReport]:
    """Kentucky's real votes of 2017, imported once."""
    path = real("ky_2017_votes.csv")
    with stores.sqlite_copy(sqlite_template, tmp_path_factory.mktemp("kentucky")):
        real_kentucky()
        yield take(path)


def test_the_real_file_is_taken_whole_and_hb520_matches_it_vote_by_vote(real_votes: VotesReport) -> None:
    assert (real_votes.counts.rows, real_votes.inserted, real_votes.rejected) == (29_860, 29_860, 0)
    assert counts() == (435, 29_860)
    rows = [row for row in rows_of(real("ky_2017_votes.csv")) if row["BillName"] == "HB520"]
    stored = votes_of("HB520", "lower") | votes_of("HB520", "upper")
    assert stored == {row["legislator_id"]: (str(option_of(row["Vote"])), row["Vote"]) for row in rows}
    assert Counter(option for option, _word in votes_of("HB520", "lower").values()) == {
        "yes": 53, "no": 43, "not voting": 4,
    }  # fmt: skip
    with open_session(ORGANIZER) as session:
        kept = session.exec(select(func.count()).select_from(Vote).where(Vote.option == "na")).one()
    assert kept == 17, "NA is a value"


@pytest.mark.parametrize(("name", "same", "refused"), [("house", 9_900, 0), ("senate", 1_558, 8)])
def test_the_real_wide_files_say_the_same_as_the_long_one(
    real_votes: VotesReport, tmp_path: Path, name: str, same: int, refused: int
) -> None:
    copy = tmp_path / f"ky_2017_{name}_votes_wide.csv"
    shutil.copy(real(copy.name), copy)
    report = take(copy)
    assert (report.inserted, report.unchanged, report.rejected) == (0, same, refused), report.rejections[:5]
