"""Importing: every row counted once, every figure with its document, all or nothing, and killed or not."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.line_items.import_report import ImportOptions
from budget.line_items.importing import import_file
from budget.line_items.stages import Unit
from data.access import Viewer
from data.audit import broken_entry
from data.errors import FileProblem, InvalidInput, NotAllowed
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import killing, room
from tests.budget.line_items.room import as_csv, as_xlsx, refusal, take
from tests.support import MEMBER, ORGANIZER, PUBLIC

BROWSER = ["LineItem", "LineItemName", "FY17", "FY18_Gov"]
ACTIONS = ["Account", "FY2017 Conference", "FY2017 Vetoes", "FY2017 Overrides", "FY2017 GAA"]
ONE = ["7061-0008", "Chapter 70", "4,628", "4,700"]


@pytest.mark.usefixtures("empty")
def test_a_later_file_that_restates_a_year_keeps_both_and_is_shown(tmp_path: Path) -> None:
    take(as_csv(tmp_path / "t_2017-08.csv", [BROWSER, ONE]))
    report = take(as_csv(tmp_path / "t_2019-03.csv", [BROWSER, ["7061-0008", "Chapter 70", "4,630", "4,700"]]))
    assert (report.updated, report.figures_new, report.figures_restated, report.figures_same) == (1, 0, 1, 1)
    assert [(c.code, c.fiscal_year, c.before_cents, c.after_cents) for c in report.changes] == [
        ("7061-0008", FiscalYear(2017), 462_800, 463_000)
    ]
    assert _shown() == [(2017, 463_000), (2018, 470_000)]
    assert len(room.stated()) == 4


def _shown() -> list[tuple[int, int | None]]:
    return [(year, cents) for _, year, _, cents, _, preferred in room.stated() if preferred]


@pytest.mark.usefixtures("empty")
def test_a_file_restated_and_restated_back_is_no_change_when_it_comes_again(tmp_path: Path) -> None:
    old = as_csv(tmp_path / "t_2017-08.csv", [BROWSER, ONE])
    new = as_csv(tmp_path / "t_2019-03.csv", [BROWSER, ["7061-0008", "Chapter 70", "4,630", "4,700"]])
    take(old)
    take(new)
    with room.unchanged():
        assert take(old).changed is False
    assert _shown()[0] == (2017, 463_000)


@pytest.mark.usefixtures("empty")
def test_an_older_file_that_comes_later_is_kept_but_not_shown(tmp_path: Path) -> None:
    take(as_csv(tmp_path / "t_2023-06.csv", [BROWSER, ONE]))
    report = take(as_csv(tmp_path / "t_2017-08.csv", [BROWSER, ["7061-0008", "Chapter 70", "1", "4,700"]]))
    assert report.changed
    assert _shown() == [(2017, 462_800), (2018, 470_000)]
    assert len(room.stated()) == 4


@pytest.mark.usefixtures("sqlite_empty")
def test_a_date_given_by_the_person_ranks_the_file(tmp_path: Path) -> None:
    take(as_csv(tmp_path / "a.csv", [BROWSER, ONE]), as_of=date(2023, 1, 1))
    other = as_csv(tmp_path / "b.csv", [BROWSER, ["7061-0008", "Chapter 70", "1", "2"]])
    assert take(other, as_of=date(2022, 1, 1)).as_of == date(2022, 1, 1)
    assert _shown() == [(2017, 462_800), (2018, 470_000)]


@pytest.mark.usefixtures("sqlite_empty")
def test_the_same_file_cannot_quietly_get_another_date(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [BROWSER, ONE])
    first = take(path)
    said = refusal(lambda: take(path, as_of=date(2022, 1, 1)))
    assert said == "This very file was imported without a date. Undo that import, then give it another date."
    room.take_back(first.batch_id)
    assert take(path, as_of=date(2022, 1, 1)).as_of == date(2022, 1, 1)


@pytest.mark.usefixtures("empty")
def test_a_name_several_lines_bear_is_rejected_with_their_numbers(tmp_path: Path) -> None:
    rows = [BROWSER, ["7010-0001", "Reserve", "1", "2"], ["7010-0002", "RESERVE", "3", "4"]]
    take(as_csv(tmp_path / "a.csv", rows))
    report = take(as_csv(tmp_path / "b.csv", [ACTIONS, ["Reserve", "1", "0", "0", "1"], ["Other", "1", "0", "0", "1"]]))
    assert (report.rows, report.inserted, len(report.rejected)) == (2, 1, 1)
    assert report.rejected[0].row == 2
    assert report.rejected[0].reason == (
        "Row 2: 2 line items are called “Reserve” (7010-0001, 7010-0002). Add a column with the line item number."
    )


@pytest.mark.usefixtures("sqlite_empty")
def test_agencies_lines_of_one_name_are_told_apart_by_the_agency(tmp_path: Path) -> None:
    row = ["Administration", "1", "0", "0", "1"]
    take(as_csv(tmp_path / "a.csv", [ACTIONS, row]), agency="Education")
    assert room.line_names() == [("Education", None, "Administration")]


@pytest.mark.usefixtures("empty")
def test_a_line_that_stands_twice_in_a_file_is_taken_once_and_its_second_name_not_learnt(tmp_path: Path) -> None:
    rows = [BROWSER, ONE, ["7061-0008", "Chapter Seventy", "1", "2"], ["7061-0012", "Circuit Breaker", "3", "4"]]
    report = take(as_csv(tmp_path / "a.csv", rows))
    assert (report.rows, report.inserted, len(report.rejected)) == (3, 2, 1)
    assert report.rejected[0].reason == ("Row 3: “7061-0008” already stands in row 2. Keep one of the two rows.")
    assert room.dump()["line_item_names"] == []


@pytest.mark.usefixtures("sqlite_empty")
def test_rejections_are_listed_in_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = [BROWSER, ONE, ONE, ["7061-0012", "Circuit Breaker", "x", "4"], ["7061-0012", "A", "3", "4"], ONE]
    assert [r.row for r in take(as_csv(tmp_path / "a.csv", rows)).rejected] == [3, 4, 6]


@pytest.mark.usefixtures("sqlite_empty")
def test_a_subtotal_is_checked_against_what_stands_above_it_and_only_the_total_is_kept(tmp_path: Path) -> None:
    rows = [
        ACTIONS, ["A", "5", "0", "0", "5"], ["Subtotal", "5", "0", "0", "5"], ["B", "6", "0", "0", "6"],
        ["Subtotal", "9", "0", "0", "6"], ["TOTAL", "11", "0", "0", "11"],
    ]  # fmt: skip
    report = take(as_csv(tmp_path / "a.csv", rows))
    assert (report.inserted, report.skipped) == (2, 3)
    assert {row["label"] for row in room.dump()["printed_totals"]} == {"TOTAL"}
    totals = [check for check in report.checks if check.name == "total"]
    assert [check.holds for check in totals] == [True] * 4 + [False, True, True, True] + [True] * 4
    assert "Subtotal, row 5: the one item adds up to $6,000" in totals[4].sentence


@pytest.mark.usefixtures("sqlite_empty")
def test_an_identity_that_fails_is_reported_with_its_row(tmp_path: Path) -> None:
    rows = [ACTIONS, ["A", "10", "-2", "2", "10"], ["B", "10", "-2", "0", "10"]]
    check = take(as_csv(tmp_path / "a.csv", rows)).checks[0]
    assert (check.holds, check.sentence) == (
        False,
        "Conference + Vetoes + Overrides is not GAA in 1 of 2 rows; the first is row 3, B.",
    )


@pytest.mark.usefixtures("sqlite_empty")
def test_headers_without_a_year_take_the_one_given(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [["Account", "House 2", "GAA"], ["Chapter 70", "1", "2"]])
    assert "--fiscal-year 2017 on the command line" in refusal(lambda: take(path))
    report = take(path, fiscal_year=FiscalYear(2009))
    assert report.fiscal_years == (FiscalYear(2009),)
    assert _shown() == [(2009, 100_000), (2009, 200_000)]


@pytest.mark.usefixtures("sqlite_empty")
def test_a_year_given_may_not_make_two_columns_one(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [["Account", "FY2017 GAA", "GAA"], ["Chapter 70", "1", "2"]])
    assert "one stage of one year, in columns B and C" in refusal(lambda: take(path, fiscal_year=FiscalYear(2017)))


@pytest.mark.usefixtures("sqlite_empty")
def test_one_stage_alone_can_be_taken(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [ACTIONS, ["A", "10", "-2", "2", "10"]])
    take(path, stage="leg")
    assert _shown() == [(2017, 1_000_000)]
    assert (
        refusal(lambda: take(path, stage="swm"))
        == "The file has no column of the stage “swm”; it has leg, veto, override, gaa."
    )
    assert take(path).updated == 1
    assert len(_shown()) == 4


@pytest.mark.usefixtures("sqlite_empty")
def test_an_amount_no_state_pays_means_the_guessed_unit_is_wrong(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [ACTIONS, ["Chapter 70", "4,628,014,000", "0", "0", "4,628,014,000"]])
    said = refusal(lambda: take(path))
    assert said == (
        "Read in thousands, one amount would be $4,628,014,000,000, more than any state’s line. "
        "Say the unit: --unit dollars on the command line, or choose it on the page."
    )
    assert take(path, unit=Unit.DOLLARS).inserted == 1


@pytest.mark.usefixtures("sqlite_empty")
@pytest.mark.parametrize("state", ["xx", "", "massachusetts"])
def test_a_state_that_is_none_is_answered(state: str, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [BROWSER, ONE])
    if state:
        assert f"There is no jurisdiction “{state}”" in refusal(lambda: take(path, jurisdiction=state))
    assert take(path, jurisdiction="MA").jurisdiction == "ma"


@pytest.mark.usefixtures("sqlite_empty")
def test_the_table_is_found_on_a_later_sheet_and_a_figure_opens_there(tmp_path: Path) -> None:
    path = as_xlsx(tmp_path / "a.xlsx", [["Budget of Massachusetts"], [], BROWSER, ONE], before="Notes")
    report = take(path)
    assert (report.rows, report.inserted) == (1, 1)
    assert room.opened(report.batch_id, 4) == (tuple(BROWSER), tuple(ONE))


@pytest.mark.usefixtures("sqlite_empty")
def test_a_column_of_an_unknown_stage_is_named_in_the_report(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [[*BROWSER, "FY18_Supp"], [*ONE, "9"]])
    assert take(path).warnings == ["The column “FY18_Supp” was left out: the Budget Browser table has no such stage."]


@pytest.mark.usefixtures("empty")
@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER], ids=["public", "member"])
def test_only_an_organizer_may_import(viewer: Viewer, tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [BROWSER, ONE])

    def act() -> None:
        with open_session(viewer, writing=True) as session:
            import_file(session, path=path, file_name="a.csv", options=ImportOptions())

    assert refusal(act) == "Your role does not allow this: import or enter figures."
    with pytest.raises(NotAllowed), open_session(ORGANIZER) as session:
        import_file(session, path=path, file_name="a.csv", options=ImportOptions())


@pytest.mark.usefixtures("empty")
def test_an_import_is_in_the_audit_log_with_its_counts_and_no_names(tmp_path: Path) -> None:
    take(as_csv(tmp_path / "a.csv", [BROWSER, ONE]))
    entry = room.audit()[-1]
    assert (entry["act"], entry["subject"], entry["actor"]) == ("import figures", "batch 1", ORGANIZER.name)
    assert (entry["rows"], entry["inserted"], entry["rejected"]) == (1, 1, 0)
    with open_session(ORGANIZER, writing=True) as session:
        assert broken_entry(session) is None


@pytest.mark.usefixtures("sqlite_empty")
def test_progress_tells_the_rows_read_so_far(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [BROWSER, *[[f"7061-{n:04}", f"Line {n}", "1", "2"] for n in range(600)]])
    told: list[int] = []
    with open_session(ORGANIZER, writing=True) as session:
        import_file(session, path=path, file_name="a.csv", options=ImportOptions(), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 600
    assert len(told) > 2


amount = st.sampled_from(["0", "5", "1,234", "$7", "(8)", "-9", "", "—", "1/7/2017", "=A1", "abc", "1" * 31, "4E5"])
code = st.sampled_from([f"7061-{n:04}" for n in range(4)] + ["", "7.06E+07", "7061"])
name = st.sampled_from(["Chapter 70", "CHAPTER  70", "Reserve", "Total", "Budgetary Direct Appropriations", "", "Zoo"])
browser_rows = st.lists(st.tuples(code, name, amount, amount) | st.just(()), max_size=12)


@pytest.mark.usefixtures("sqlite_empty")
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.tuples(browser_rows, st.booleans()), min_size=1, max_size=2))
def test_whatever_a_file_holds_the_counts_add_up_and_it_stays_repeatable(
    files: list[tuple[list[tuple[str, ...]], bool]], tmp_path: Path
) -> None:
    header = {True: BROWSER, False: ["Account", "Description", "FY2017 House 2", "FY2017 GAA"]}
    for n, (rows, is_browser) in enumerate(files):
        path = as_csv(tmp_path / f"{n}.csv", [header[is_browser], *rows])
        try:
            report = take(path)
        except FileProblem:
            continue
        taken = report.inserted + report.updated + report.unchanged
        assert taken + report.skipped + len(report.rejected) == report.rows == len(rows)
        assert [r.row for r in report.rejected] == sorted(r.row for r in report.rejected)
        with room.unchanged():
            again = take(path)
        assert (again.inserted, again.updated, again.unchanged) == (0, 0, taken)
        assert (again.changed, [r.row for r in again.rejected]) == (False, [r.row for r in report.rejected])
    room.take_back_all()
    assert room.figures() == {table: [] for table in room.figures()}


@pytest.mark.usefixtures("empty")
def test_killed_at_any_moment_the_store_is_as_before_or_whole(tmp_path: Path) -> None:
    take(killing.table_of(tmp_path / "older_2017-08.csv", 300, dollars=7))
    newer = killing.table_of(tmp_path / "newer_2019-03.csv", 1_000)
    with killing.terminal(newer) as terminal:
        campaign = killing.Campaign(terminal, newer, random.Random(1))
        campaign.run(12)
    assert campaign.deaths["import", "during"] > 0
    assert take(newer).rows == 1_000


@pytest.mark.usefixtures("sqlite_empty")
def test_a_failure_in_the_middle_leaves_nothing_even_if_somebody_catches_it(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "a.csv", [BROWSER, ONE])

    def broken(_rows: int) -> None:
        raise InvalidInput("Stop here.")

    with room.unchanged(), open_session(ORGANIZER, writing=True) as session, pytest.raises(InvalidInput):
        import_file(session, path=path, file_name="a.csv", options=ImportOptions(), progress=broken)
