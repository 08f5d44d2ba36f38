"""The real budget files, taken as they are: counts, restatements, zeros, totals, and the row behind each figure."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from budget.line_items.file_rows import file_row
from budget.line_items.history import YearView, year_view
from budget.line_items.import_report import ImportReport
from budget.line_items.line_queries import LineRecord, line_record
from budget.line_items.queries import figures_of, line_head, place_of
from budget.line_items.rules import Figure, StepState, name_key
from budget.line_items.sentences import lede
from budget.line_items.stages import Unit
from budget.line_items.year_queries import total_checks
from data.errors import InvalidInput
from data.missing import MissingReason
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.budget.line_items.room import CHAPTER_70, DESE, DHE, ENVIRONMENT, as_xlsx, cells_of, real, take
from tests.support import ORGANIZER

FY2015, FY2016, FY2017, FY2018 = (FiscalYear(year) for year in range(2015, 2019))
LATER = date(2026, 1, 1)
ROWS = {"2017-08": 60, "2019-03": 60, "2023-02": 68, "2023-06": 72}
COMMONWEALTH = {
    "ma_dese_fy2015_tracking.csv": (20, 1),
    "ma_dese_fy2015_final_actions.csv": (33, 0),
    "ma_dese_fy2016_final_actions.csv": (34, 0),
    "ma_dese_fy2017_tracking.csv": (32, 1),
    "ma_dese_fy2017_final_actions.csv": (34, 1),
    "ma_dese_fy2019_final_actions.csv": (37, 0),
    "ma_dhe_fy2016_tracking.csv": (17, 1),
    "ma_dhe_fy2017_final_actions.csv": (18, 1),
}
THOUSAND = 100_000


def counts(report: ImportReport) -> tuple[int, ...]:
    """Rows, new, changed, same, left out, rejected."""
    return (
        report.rows, report.inserted, report.updated, report.unchanged, report.skipped, len(report.rejected),
    )  # fmt: skip


def record(session: Session, code_or_name: str) -> LineRecord:
    return line_record(session, room.line_id(session, code_or_name))


def year_of(code_or_name: str, year: FiscalYear) -> tuple[Mapping[str, Figure], YearView]:
    with open_session(ORGANIZER) as session:
        line = record(session, code_or_name)
        return line.figures.get(year, {}), year_view(line, year, today=LATER)


def dollars_at(code_or_name: str, year: int, stage: str) -> int | None:
    figures, _ = year_of(code_or_name, FiscalYear(year))
    cents = figures[stage].amount_cents
    return None if cents is None else cents // 100


@pytest.mark.usefixtures("empty")
def test_the_four_snapshots_in_order_count_every_row_and_a_second_time_nothing_changes() -> None:
    found = [counts(take(real(name))) for name in ENVIRONMENT]
    assert found == [(60, 60, 0, 0, 0, 0), (60, 0, 60, 0, 0, 0), (68, 8, 60, 0, 0, 0), (72, 4, 68, 0, 0, 0)]
    before = room.dump()
    for name, rows in zip(ENVIRONMENT, ROWS.values(), strict=True):
        again = take(real(name))
        assert counts(again) == (rows, 0, 0, rows, 0, 0)
        assert (again.changed, again.batch_id, again.changes) == (False, None, [])
    assert room.dump() == before, "not even the audit log may differ"


@pytest.mark.usefixtures("empty")
def test_a_dry_run_reports_the_same_and_keeps_nothing(tmp_path: Path) -> None:
    with room.unchanged():
        tried = take(real(ENVIRONMENT[0]), dry_run=True)
    assert tried.batch_id is None
    assert not list((tmp_path / "var").glob("files/*"))
    assert counts(take(real(ENVIRONMENT[0]))) == counts(tried) == (60, 60, 0, 0, 0, 0)


@pytest.mark.usefixtures("snapshots")
def test_fy18_of_2200_0100_is_told_truthfully_veto_and_restoration() -> None:
    figures, view = year_of("2200-0100", FY2018)
    assert {code: (figure.amount_cents or 0) // 100 for code, figure in figures.items()} == {
        "gov": 24_408_940, "hwm": 24_408_940, "hou": 24_958_940, "swm": 25_000_000, "sen": 26_025_000,
        "leg": 24_733_484, "signed": 24_572_753, "final": 24_733_484,
    }  # fmt: skip
    assert [(s.stage.code, s.state) for s in view.steps[-2:]] == [
        ("signed", StepState.VETOED),
        ("final", StepState.RESTORED),
    ]
    assert lede(view).startswith(
        "Ended at $24.73 million: the Governor vetoed $160,731, and the year’s final figure is back at what the "
        "Legislature voted."
    )


@pytest.mark.usefixtures("sqlite_empty")
def test_after_the_first_snapshot_alone_fy18_ends_at_the_veto() -> None:
    take(real(ENVIRONMENT[0]))
    _, view = year_of("2200-0100", FY2018)
    assert lede(view).startswith("Ended at $24.57 million: the Governor vetoed $160,731.")


@pytest.mark.usefixtures("snapshots")
def test_a_restated_figure_keeps_both_documents_and_the_newer_is_shown() -> None:
    """Three lines' FY23_Current differ between February and June 2023; nothing else does."""
    with open_session(ORGANIZER) as session:
        restated = [group for code in _codes(session) for group in record(session, code).conflicts if len(group) > 1]
    told = {(group[0].fiscal_year, group[0].stage.code) for group in restated if group[0].figure.amount_cents}
    assert told == {(FiscalYear(2023), "current")}
    for group in restated:
        dates = [room.as_of(said.figure.source_id) for said in group]
        assert [said.preferred for said in group] == [True] + [False] * (len(group) - 1)
        assert dates[0] == max(date for date in dates if date)


def _codes(session: Session) -> list[str]:
    place = place_of(session, "ma")
    return [head.code or "" for head in room.heads(session, place)]


@pytest.mark.usefixtures("snapshots")
def test_imported_in_any_order_the_newest_document_speaks(tmp_path: Path) -> None:
    inorder = room.stated()
    for batch in range(4, 0, -1):
        room.take_back(batch)
    assert room.stated() == []
    for name in (ENVIRONMENT[3], ENVIRONMENT[0], ENVIRONMENT[2], ENVIRONMENT[1]):
        take(real(name))
    assert room.stated() == inorder


@pytest.mark.usefixtures("sqlite_snapshots")
def test_every_figure_is_the_cell_of_its_file_and_zero_of_a_whole_year_means_no_such_item() -> None:
    """Reads each file with the csv module and compares it with all that the store says it says."""
    for batch, name in enumerate(ENVIRONMENT, start=1):
        header, *rows = cells_of(real(name))
        stated = room.said_by_batch(batch)
        printed = sum(1 for row in rows for cell in row[2:] if cell.strip())
        assert len(stated) == printed
        for number, row in enumerate(rows, start=2):
            alive = {label[:4] for label, cell in zip(header[2:], row[2:], strict=True) if cell not in ("0", "")}
            for label, cell in zip(header[2:], row[2:], strict=True):
                cents, missing, in_row = stated[row[0], label]
                none_such = label[:4] not in alive
                assert in_row == number
                assert missing == ("no_such_item" if none_such else None), (name, row[0], label)
                assert cents == (None if none_such else int(cell.replace(",", "")) * 100)


@pytest.mark.usefixtures("sqlite_snapshots")
def test_a_printed_zero_beside_another_stage_of_its_year_is_a_zero() -> None:
    """2200-0113 was in the Governor's budget for FY18 at 1,410,000 and at 0 in every later stage."""
    said = room.said_by_batch(1)
    assert [said["2200-0113", f"FY18_{stage}"][:2] for stage in ("Gov", "HWM", "GAA")] == [
        (141_000_000, None),
        (0, None),
        (0, None),
    ]
    _, view = year_of("2200-0113", FY2018)
    assert [(s.stage.code, s.amount_cents) for s in view.steps][:2] == [("gov", 141_000_000), ("hwm", 0)]
    assert view.standing is not None
    assert (view.standing.stage.code, view.standing.amount_cents) == ("signed", 0)


@pytest.mark.usefixtures("snapshots")
def test_every_figure_opens_its_row_in_its_file() -> None:
    with open_session(ORGANIZER) as session:
        line = record(session, "2200-0100")
        for said in line.statements[::9]:
            opened = file_row(session, batch_id=said.figure.batch_id or 0, row_number=said.figure.row_number or 0)
            assert opened.cells[0] == "2200-0100"
            assert opened.header[:3] == ("LineItem", "LineItemName", "FY01")
            assert opened.file_name == ENVIRONMENT[(said.figure.batch_id or 0) - 1]
            if said.figure.amount_cents is not None:
                assert f"{said.figure.amount_cents // 100:,}" in opened.cells


@pytest.mark.usefixtures("snapshots")
def test_every_name_ever_printed_finds_its_line_or_all_the_lines_that_bear_it() -> None:
    """Five lines changed their name over the four snapshots, and five names are borne by two lines each."""
    bearers: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for row in [row for name in ENVIRONMENT for row in cells_of(real(name))[1:]]:
        bearers.setdefault(name_key(row[1]), set()).add(row[0])
        names.setdefault(row[0], set()).add(name_key(row[1]))
    shared = {name: codes for name, codes in bearers.items() if len(codes) > 1}
    assert [len(seen) for seen in names.values() if len(seen) > 1] == [2] * 5
    assert len(shared) == 5
    with open_session(ORGANIZER) as session:
        for name, codes in bearers.items():
            if name not in shared:
                assert {room.line_id(session, name)} == {room.line_id(session, code) for code in codes}
                continue
            with pytest.raises(InvalidInput, match="fits several line items") as refused:
                room.line_id(session, name)
            assert all(code in str(refused.value) for code in codes)


@pytest.mark.usefixtures("snapshots")
def test_the_file_that_lost_a_column_says_nothing_of_that_stage() -> None:
    figures, _ = year_of("2200-0100", FiscalYear(2023))
    assert figures["sen"].batch_id == 3
    assert figures["leg"].batch_id == 4
    with open_session(ORGANIZER) as session:
        new = record(session, "2200-0100").years
    assert new[-1] == FiscalYear(2024)


@pytest.mark.usefixtures("empty")
def test_all_eight_commonwealth_files_count_every_row_totals_apart() -> None:
    for name, (items, totals) in COMMONWEALTH.items():
        found = counts(take(real(name)))
        assert found[0] == items + totals == sum(found[1:]), name
        assert found[4:] == (totals, 0), name
    with room.unchanged():
        for name, (items, totals) in COMMONWEALTH.items():
            assert counts(take(real(name))) == (items + totals, 0, 0, items, totals, 0), name


@pytest.mark.usefixtures("sqlite_started")
def test_over_the_starter_figures_the_same_files_say_nothing_new() -> None:
    for name, (items, totals) in COMMONWEALTH.items():
        report = take(real(name))
        assert counts(report) == (items + totals, 0, 0, items, totals, 0), name
        assert (report.figures_new, report.figures_restated, report.figures_same) == (0, 0, 4 * items)


@pytest.mark.usefixtures("sqlite_empty")
def test_fy2017_tracking_falls_short_of_its_printed_total_and_says_by_how_much() -> None:
    report = take(real("ma_dese_fy2017_tracking.csv"))
    gaps = [(c.column, c.holds, ((c.printed_cents or 0) - (c.sum_cents or 0)) // THOUSAND) for c in report.checks]
    assert gaps == [
        ("FY2017 House 1", False, 4509),
        ("FY2017 House Final", False, 4557),
        ("FY2017 Senate Final", False, 4958),
        ("FY2017 GAA", False, 4507),
    ]
    assert report.checks[0].sentence == (
        "FY2017 House 1: the 32 items add up to $5,195,875,000, $4,509,000 less than the printed total of "
        "$5,200,384,000 (“Budgetary Direct Appropriations”). Items may be missing from the file."
    )


@pytest.mark.usefixtures("empty")
def test_fy2017_final_actions_meet_their_printed_total_within_rounding() -> None:
    report = take(real("ma_dese_fy2017_final_actions.csv"))
    assert [check.holds for check in report.checks] == [True] * 5
    printed = {c.column: (c.printed_cents or 0) // THOUSAND for c in report.checks if c.name == "total"}
    assert printed == {
        "FY2017 Conference": 5_208_455, "FY2017 Vetoes": -10_143, "FY2017 Overrides": 10_143, "FY2017 GAA": 5_208_455,
    }  # fmt: skip
    assert report.checks[0].sentence == "Conference + Vetoes + Overrides = GAA holds in all 34 rows."


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("name", ["ma_dhe_fy2016_tracking.csv", "ma_dhe_fy2017_final_actions.csv"])
def test_higher_educations_lists_are_complete(name: str) -> None:
    assert all(check.holds for check in take(real(name)).checks)


@pytest.mark.usefixtures("sqlite_empty")
def test_no_total_ever_becomes_a_line_and_all_stay_checkable() -> None:
    for name in COMMONWEALTH:
        take(real(name))
    with open_session(ORGANIZER) as session:
        place = place_of(session, "ma")
        labels = {head.name for head in room.heads(session, place)}
        checks = {year: total_checks(session, place, year) for year in (FY2015, FY2016, FY2017)}
    assert not [label for label in labels if re.search("total|budgetary direct", label, re.IGNORECASE)]
    assert [(c.stage.code, c.items, c.holds) for c in checks[FY2016]] == [
        (stage, 17, True) for stage in ("gov", "hou", "sen", "gaa")
    ]
    assert sorted(c.holds for c in checks[FY2017]) == [False] * 4 + [True] * 8
    assert len(checks[FY2015]) == 4


@pytest.mark.usefixtures("started")
def test_names_without_numbers_find_the_line_whose_exact_name_is_known() -> None:
    take(real("ma_dese_fy2017_final_actions.csv"))
    assert dollars_at("7061-0008", 2017, "gaa") == dollars_at(CHAPTER_70, 2017, "gaa")
    with open_session(ORGANIZER) as session:
        assert room.line_id(session, CHAPTER_70) == room.line_id(session, "7061-0008")
        assert line_head(session, room.line_id(session, "Teacher Certification Retained Revenue")).code == "7061-9601"
        drifted = [
            "Circuit Breaker - Reimbursement for Special Education Resident",
            "Special Education Circuit Breaker Reimbursement",
        ]
        assert all(room.line_id(session, name) for name in drifted)


@pytest.mark.usefixtures("sqlite_empty")
def test_a_retained_revenue_line_and_a_name_in_capitals_are_lines_like_others() -> None:
    take(real("ma_dese_fy2015_final_actions.csv"))
    assert dollars_at("Teacher Certification Retained Revenue", 2015, "gaa") == 1_825_000
    assert dollars_at("Foundation Reserve One Time Assistance", 2015, "leg") is not None


@pytest.mark.usefixtures("empty")
def test_a_file_without_numbers_stays_repeatable_when_a_file_with_numbers_comes_later() -> None:
    names = ("ma_dese_fy2015_final_actions.csv", "ma_dese_fy2015_tracking.csv")
    for name in names:
        take(real(name))
    with room.unchanged():
        for name in names:
            assert take(real(name)).rejected == []


@pytest.mark.usefixtures("sqlite_started")
@pytest.mark.parametrize(
    ("name", "veto", "final"),
    [("Bay State Reading Institute", 0, 400), (DESE, 12_192, 14_352), ("Literacy Programs", 1_600, 2_200)],
)
def test_fy2017_runs_from_the_governor_through_vetoes_to_the_act(name: str, veto: int, final: int) -> None:
    _, view = year_of(name, FY2017)
    codes = [step.stage.code for step in view.steps]
    assert codes[-3:] == ["leg", "veto", "gaa"]
    assert {"gov", "hou", "sen"} <= set(codes)
    assert [(s.amount_cents or 0) // THOUSAND for s in view.steps[-2:]] == [veto, final]
    assert [s.state for s in view.steps[-2:]] == [StepState.VETOED, StepState.RESTORED]
    assert view.check is not None
    assert view.check.holds


@pytest.mark.usefixtures("sqlite_started")
def test_where_only_tracking_is_known_no_governor_is_blamed() -> None:
    """DHE FY2016 prints no conference: lines whose act is below the Senate were not vetoed for all we know."""
    with open_session(ORGANIZER) as session:
        place = place_of(session, "ma")
        heads = [head for head in room.heads(session, place) if head.agency == DHE]
        figures = figures_of(session, place, [head.id for head in heads], [FY2016])
        views = [year_view(line_record(session, h.id), FY2016, today=LATER) for h in heads if figures[h.id]]
    falling = [v for v in views if v.steps[-1].change_cents and v.steps[-1].change_cents < 0]
    assert len(views) == 17
    assert falling
    assert not [s for view in views for s in view.steps if s.state is StepState.VETOED]


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("name", [ENVIRONMENT[2], "ma_dese_fy2017_final_actions.csv", "ma_dese_fy2015_tracking.csv"])
def test_a_workbook_with_banners_and_blank_rows_says_the_same_as_the_csv(name: str, tmp_path: Path) -> None:
    take(real(name))
    plain = room.stated()
    room.take_back(1)
    header, *rows = cells_of(real(name))
    banner: list[list[object]] = [["Massachusetts"], [], ["Department", "budget"]]
    table: list[list[object]] = [list(header), [], *[[_typed(cell) for cell in row] for row in rows], [], []]
    book = as_xlsx(tmp_path / "book.xlsx", [*banner, *table], before="Read me")
    report = take(book)
    assert room.stated() == plain
    assert (report.rows, report.skipped) == (len(rows) + 1, 1 + sum(1 for row in rows if not report_takes(row)))
    with open_session(ORGANIZER) as session:
        row = file_row(session, batch_id=report.batch_id or 0, row_number=6)
    assert list(row.header) == header
    assert row.cells[0] == rows[0][0]


def report_takes(row: list[str]) -> bool:
    return "Budgetary Direct" not in row[0] + row[1] and row[0] != "TOTAL"


def _typed(cell: str) -> object:
    plain = cell.replace(",", "")
    return int(plain) if plain.lstrip("-").isdigit() else cell


@pytest.mark.usefixtures("sqlite_empty")
def test_the_unit_can_be_said_and_then_nothing_is_guessed() -> None:
    report = take(real("ma_dese_fy2017_final_actions.csv"), unit=Unit.DOLLARS)
    assert "Amounts are read in dollars: you said so." in report.evidence
    assert dollars_at(CHAPTER_70, 2017, "gaa") == 4_628_014


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("state", ["ky", "tx"])
def test_another_states_stages_do_not_fit_these_tables(state: str) -> None:
    for name in (ENVIRONMENT[0], "ma_dese_fy2015_tracking.csv"):
        said = room.refusal(lambda name=name: take(real(name), jurisdiction=state))  # type: ignore[misc]
        assert "budget has no stage" in said
        assert "Pass --jurisdiction ma" in said


@pytest.mark.usefixtures("sqlite_empty")
def test_what_is_guessed_is_said_with_its_evidence() -> None:
    report = take(real(ENVIRONMENT[0]))
    assert report.evidence == (
        "Row 1 is the header of the Budget Browser table.",
        "Amounts are read in dollars: The Budget Browser prints whole dollars.",
        "The jurisdiction is Massachusetts: this table is published for it.",
        "The fiscal year of 24 columns of amounts: the file names it.",
        "The file is dated 2017-08-01: its name says so.",
    )
    assert (report.preset, report.unit, report.jurisdiction) == ("budget-browser", Unit.DOLLARS, "ma")
    assert report.fiscal_years == tuple(FiscalYear(year) for year in range(2001, 2019))


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("name", ["ma_senate_budget_amendments.csv", "ma_fy2025_k12_vetoes_as_reported.csv"])
def test_a_real_table_of_another_form_is_refused_with_its_header(name: str) -> None:
    first = next(cell for cell in cells_of(real(name))[0] if cell)
    said = room.refusal(lambda: take(real(name)))
    assert said.startswith("No row of this file is a header we know")
    assert first in said


def test_no_such_item_is_never_a_zero(sqlite_snapshots: str) -> None:
    figures, view = year_of("1599-0039", FiscalYear(2001))
    assert [(f.amount_cents, f.missing) for f in figures.values()] == [(None, MissingReason.NO_SUCH_ITEM)]
    assert view.standing is None
    assert lede(view) == "No figure is known for FY2001."
