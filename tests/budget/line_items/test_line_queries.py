"""One line whole: statements side by side, the row behind a figure, and what stays with us."""

import pytest

from budget.line_items.batches import past_imports, restatements
from budget.line_items.commands import watch_line
from budget.line_items.file_rows import file_row
from budget.line_items.line_queries import LineRecord, documents_of, line_record
from budget.line_items.stages import LineItemKind
from data.access import Viewer
from data.errors import NotFound
from data.periods import FiscalYear
from data.provenance import SourceKind
from data.store import open_session
from tests.budget.line_items import room
from tests.budget.line_items.room import ENVIRONMENT, line_id
from tests.support import MEMBER, ORGANIZER, PUBLIC

SEEK = "SEEK guaranteed base per pupil"
FY2027 = FiscalYear(2027)


def record(name: str, viewer: Viewer = PUBLIC, place: str = "ma") -> LineRecord:
    with open_session(viewer) as session:
        return line_record(session, line_id(session, name, place))


@pytest.mark.usefixtures("started")
def test_seeks_fy2027_keeps_both_sources_and_shows_4626_with_the_reason() -> None:
    line = record(SEEK, place="ky")
    conflicts = [group for group in line.conflicts if group[0].fiscal_year == FY2027]
    assert [[(said.figure.amount_cents, said.preferred) for said in group] for group in conflicts] == [
        [(462_600, True), (463_600, False)]
    ]
    preferred, other = conflicts[0]
    assert preferred.because
    assert other.because is None
    assert line.documents[preferred.figure.source_id].title != line.documents[other.figure.source_id].title
    assert line.figures[FY2027][preferred.stage.code].amount_cents == 462_600
    assert line.head.kind is LineItemKind.PER_PUPIL


@pytest.mark.usefixtures("sqlite_started")
def test_kentuckys_base_is_marked_year_by_year() -> None:
    line = record(SEEK, place="ky")
    marks = {int(said.fiscal_year): said.mark for said in line.statements if said.preferred}
    assert [marks[year] for year in (2008, 2011, 2016, 2018, 2023, 2026)] == ["C", "G", "G", "C", "G", "C"]
    assert [int(year) for year in line.years] == sorted({int(s.fiscal_year) for s in line.statements})


@pytest.mark.usefixtures("sqlite_started")
def test_a_line_has_the_names_amendments_and_sources_it_was_seen_with() -> None:
    line = record("7061-0012")
    assert len(line.names) >= 2
    used = {said.figure.source_id for said in line.statements} | {name.source_id for name in line.names}
    assert used <= set(line.documents)
    assert all(document.kind in SourceKind for document in line.documents.values())
    told = record("7061-9412").told
    assert [t.fiscal_year for t in told] == sorted(t.fiscal_year for t in told)


@pytest.mark.usefixtures("sqlite_started")
def test_every_starter_figure_opens_its_row_in_the_reference_table() -> None:
    line = record("7061-0008", MEMBER)
    said = next(s for s in line.statements if s.fiscal_year == FiscalYear(2017) and s.stage.code == "gaa")
    with open_session(MEMBER) as session:
        row = file_row(session, batch_id=said.figure.batch_id or 0, row_number=said.figure.row_number or 0)
    assert row.file_name == "appropriations.csv"
    assert "7061-0008" in row.cells
    assert f"{(said.figure.amount_cents or 0) // 100_000:,}" in row.cells
    assert row.header[:3] == ("jurisdiction", "agency", "code")


@pytest.mark.usefixtures("snapshots")
def test_the_row_behind_a_figure_is_for_members_and_reads_for_others_as_if_it_were_not_there() -> None:
    with open_session(MEMBER) as session:
        assert file_row(session, batch_id=1, row_number=2).cells[0] == "1595-2646"
    for viewer, batch in ((PUBLIC, 1), (PUBLIC, 99), (MEMBER, 99)):
        with pytest.raises(NotFound, match=r"^The row was not found\.$"), open_session(viewer) as session:
            file_row(session, batch_id=batch, row_number=2)
    with pytest.raises(NotFound, match="Row 999 of"), open_session(MEMBER) as session:
        file_row(session, batch_id=1, row_number=999)


@pytest.mark.usefixtures("started")
def test_whether_we_watch_a_line_is_known_to_members_only() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        watch_line(session, line_item_id=line_id(session, "7010-0005"))
    assert [record("7010-0005", viewer).watched for viewer in (MEMBER, PUBLIC)] == [True, False]


@pytest.mark.usefixtures("sqlite_started")
def test_a_line_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="The line item was not found"), open_session(PUBLIC) as session:
        line_record(session, 10**6)
    with open_session(PUBLIC) as session:
        assert documents_of(session, set()) == {}


@pytest.mark.usefixtures("snapshots")
def test_past_imports_come_newest_first_and_only_to_members() -> None:
    with open_session(MEMBER) as session:
        imports = past_imports(session)
        assert [past.file_name for past in imports] == list(reversed(ENVIRONMENT))
        assert [(p.rows, p.inserted, p.updated, p.unchanged, p.rejected) for p in imports][-1] == (60, 60, 0, 0, 0)
        assert past_imports(session, limit=1) == imports[:1]
    with open_session(PUBLIC) as session:
        assert past_imports(session) == ()


@pytest.mark.usefixtures("snapshots")
def test_what_an_import_restated_is_told_watched_lines_first_then_the_largest() -> None:
    """The June 2023 snapshot raised three lines' current appropriations for FY23."""
    with open_session(MEMBER) as session:
        told = restatements(session, 4)
    assert [(r.code, r.fiscal_year.label, r.stage, r.before_cents, r.after_cents) for r in told] == [
        ("2000-1700", "FY2023", "Current", 1_747_726_500, 1_825_917_400),
        ("2000-0100", "FY2023", "Current", 1_655_577_900, 1_719_473_600),
        ("2000-0101", "FY2023", "Current", 542_500_000, 585_715_400),
    ]
    with open_session(ORGANIZER, writing=True) as session:
        watch_line(session, line_item_id=told[-1].line_item_id)
    with open_session(MEMBER) as session:
        again = restatements(session, 4)
        assert [(r.code, r.watched) for r in again] == [("2000-0101", True), ("2000-1700", False), ("2000-0100", False)]
        assert restatements(session, 4, limit=2) == again[:2]
        assert restatements(session, 1) == restatements(session, 99) == ()
    with open_session(PUBLIC) as session:
        assert not any(r.watched for r in restatements(session, 4))


@pytest.mark.usefixtures("sqlite_snapshots")
def test_an_undone_import_says_when_it_was_undone() -> None:
    room.take_back(4)
    with open_session(MEMBER) as session:
        assert [past.undone_at is not None for past in past_imports(session)] == [True, False, False, False]
        assert restatements(session, 4) == ()
