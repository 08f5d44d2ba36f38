"""Lists, their files, the terminal and home compare with what a line was last year, along its lineage."""

import csv
from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import Session

from budget.line_items.commands import watch_line
from budget.line_items.downloads import whole_listing
from budget.line_items.history import YearView
from budget.line_items.line_queries import line_record
from budget.line_items.list_queries import LineFilter
from budget.line_items.listing import listing
from budget.line_items.queries import find_line, place_of
from budget.line_items.sentences import compared_with_words, lede
from budget.line_items.shown import listed_row
from budget.line_items.terminal import line_as_text, listing_as_json, listing_as_text, whole_year
from budget.lineage.listing import listing_along, years_along
from budget.lineage.rules import ChangeKind
from campaigns.overview.queries import watched_lines
from data.exports.tables import Missing
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.budget.lineage.recorded import became
from tests.support import ORGANIZER, PUBLIC

TODAY = date(2026, 11, 1)
TARGETED, SAFE, COUNSELORS, AFTER_SCHOOL = "Targeted Intervention", "7061-9612", "7010-0060", "7061-9611"


pytestmark = pytest.mark.usefixtures("with_lineage")


def listed(year: int, *, real: bool = False, words: str = "") -> dict[str, YearView]:
    """The list of a year by number or name."""
    with open_session(PUBLIC) as session:
        chosen = LineFilter(place_of(session, "ma"), FiscalYear(year), words, size=1000)
        found = listing_along(session, chosen, today=TODAY, real=real)
    return {line.head.label: line.view for line in found.lines}


def thousands(view: YearView) -> tuple[int | None, int | None]:
    """Where a line stands and what it compares with."""
    now, last = view.standing, view.last_year
    cents = (now.amount_cents if now else None, last.amount_cents if last else None)
    return cents[0] and cents[0] // 100_000, cents[1] and cents[1] // 100_000


def test_a_renamed_line_compares_with_its_former_name_and_says_so() -> None:
    view = listed(2016)[TARGETED]

    assert thousands(view) == (8448, 8256)
    assert compared_with_words(view) == "FY2015 enacted as 7061-9408, renamed"
    assert "(2.3%), last year as 7061-9408, renamed." in lede(view)


def test_a_line_that_no_change_moves_is_as_the_list_alone_has_it() -> None:
    with open_session(PUBLIC) as session:
        chosen = LineFilter(place_of(session, "ma"), FiscalYear(2017), size=1000)
        assert listing_along(session, chosen, today=TODAY) == listing(session, chosen, today=TODAY)


def test_a_merged_line_compares_with_the_sum_and_in_real_dollars_too() -> None:
    became(ChangeKind.CONSOLIDATED, 2017, [SAFE, COUNSELORS], [SAFE])

    assert thousands(listed(2017)[SAFE]) == (400, 1000)
    assert compared_with_words(listed(2017)[SAFE]) == "FY2016 enacted as 7010-0060 and 7061-9612, consolidated"
    _, real = thousands(listed(2017, real=True)[SAFE])
    assert real is not None
    assert real > 1000


def test_a_part_of_a_split_compares_with_nothing_and_never_with_itself() -> None:
    became(ChangeKind.SPLIT, 2017, [AFTER_SCHOOL], [AFTER_SCHOOL, "Youth-Build Grants"])
    view = listed(2017)[AFTER_SCHOOL]

    assert view.last_year is None
    assert view.last_year_as == "split from 7061-9611, and a part alone compares with nothing"
    assert lede(view).endswith(
        "There is no comparison with FY2016: split from 7061-9611, and a part alone compares with nothing."
    )


def test_a_line_printed_at_nothing_after_it_became_another_has_no_change_of_its_own() -> None:
    """FY2017 prints kindergarten grants at 0; were they merged, their money would stand under the other line."""
    became(ChangeKind.CONSOLIDATED, 2017, ["7030-1002", "7010-0005"], ["7010-0005"])
    found = listed(2017)

    assert thousands(found["7030-1002"]) == (0, None)
    assert found["7030-1002"].last_year_as == "now in 7010-0005, consolidated"
    assert thousands(found["7010-0005"]) == (14_352, 14_443 + 18_590)


def test_an_eliminated_line_printed_at_nothing_compares_with_itself() -> None:
    became(ChangeKind.ELIMINATED, 2017, ["7030-1002"], [])

    assert thousands(listed(2017)["7030-1002"]) == (0, 18_590)


def test_an_established_line_says_that_it_is() -> None:
    became(ChangeKind.ESTABLISHED, 2017, [], ["Regionalization Bonus"])

    assert listed(2017)["Regionalization Bonus"].last_year_as == "established in FY2017"


def test_screen_file_terminal_and_home_say_the_same() -> None:
    became(ChangeKind.CONSOLIDATED, 2016, ["7061-0029", "7061-0928"], ["7061-0029"])
    became(ChangeKind.ESTABLISHED, 2016, [], [SAFE])
    screen = listed(2016)
    _, table = whole_listing(PUBLIC, {"year": "2016"}, TODAY)
    keys = [column.key for column in table.columns]
    rows = {str(row[0] or row[1]): dict(zip(keys, row, strict=True)) for row in table.rows}
    with open_session(ORGANIZER, writing=True) as session:
        watch_line(session, line_item_id=find_line(session, "7061-0928"))
    with open_session(ORGANIZER) as session:
        whole = whole_year(session, "ma", FiscalYear(2016), stage=None, today=TODAY)
        terminal = {line["code"] or line["name"]: line for line in listing_as_json(whole, None)["line_items"]}

    for label, view in screen.items():
        assert terminal[label]["change_cents"] == view.since_last_year_cents
        words = compared_with_words(view)
        assert rows[label]["compared_with"] == words
        assert (terminal[label]["compared_with"] or "") == (words or view.last_year_as)
        nothing = Missing(view.last_year_as or "no figure for last year")
        assert rows[label]["change"] == (nothing if view.last_year is None else view.since_last_year_cents)
    assert "; +$192,000 against FY2015 enacted as 7061-9408, renamed" in listing_as_text(whole, None)
    assert "; established in FY2016" in listing_as_text(whole, None)
    assert {line.head.label: listed_row(line) for line in whole.lines}[SAFE].count("Established in FY2016") == 1


def test_home_compares_a_watched_line_along_its_lineage() -> None:
    became(ChangeKind.TRANSFERRED, 2019, ["Schools of Excellence"], ["School of Excellence"])
    with open_session(ORGANIZER, writing=True) as session:
        watch_line(session, line_item_id=find_line(session, "School of Excellence"))
        watch_line(session, line_item_id=find_line(session, TARGETED))
    with open_session(ORGANIZER) as session:
        found = {line.head.label: line.view for line in watched_lines(session, today=TODAY)}

    assert found["School of Excellence"].last_year_as == "no settled FY2018 figure as “Schools of Excellence”"
    assert found[TARGETED].fiscal_year == 2019
    assert found[TARGETED].last_year_as == ""
    assert list(found)[:3] == ["7061-0008", "7061-0012", "7010-0012"]


def test_the_terminal_tells_each_year_of_a_line_along_its_lineage() -> None:
    with open_session(PUBLIC) as session:
        record = line_record(session, find_line(session, TARGETED))
        text = line_as_text(record, years_along(session, record, today=TODAY))

    assert "FY2016  Ended at $8.45 million" in text
    assert "more than FY2015 enacted (2.3%), last year as 7061-9408, renamed." in text


def test_lineage_is_asked_for_in_bulk() -> None:
    """A page of one line and a list of all take the same few statements."""

    def statements(session: Session, words: str) -> int:
        asked: list[str] = []
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        listing_along(session, LineFilter(place_of(session, "ma"), FiscalYear(2016), words, size=1000), today=TODAY)
        return len(asked)

    with open_session(PUBLIC) as one, open_session(PUBLIC) as all_of_them:
        assert statements(one, "targeted") == statements(all_of_them, "")


# what the four final-action tables print for one account, FY2015, FY2016, FY2017, FY2019; None where they print none
CAREER, TARGET = "Connecting Activities", "Targeted Intervention"
DRIFTING = {
    "7061-0012": (
        "Circuit Breaker - Reimbursement for Special Education Resident",
        "Circuit Breaker Reimburse for Special Ed Resident",
        "Circuit Breaker Reimburse for Special Ed Resident",
        "Special Education Circuit Breaker Reimbursement",
    ),
    "7027-0019": (f"School to Career {CAREER}",) * 3 + (f"School-to-Career {CAREER}",),
    "7061-9404": ("MCAS Low-Scoring Student Support", "MCAS Low Scoring Student Support", None, None),
    TARGETED: (f"{TARGET} in Underperforming Schools", TARGET, TARGET, TARGET),
    "7061-0008": ("Chapter 70 Payments to Cities and Towns",) * 4,
}
YEARS = (2015, 2016, 2017, 2019)


def printed(year: int) -> dict[str, int]:
    """Enacted, in thousands of dollars, by the name as printed in a year's own file."""
    with room.real(f"ma_dese_fy{year}_final_actions.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [{key.strip(): value for key, value in row.items()} for row in csv.DictReader(file)]
    return {row["Account"]: int(row[f"FY{year} GAA"].replace(",", "")) for row in rows}


@pytest.fixture
def files() -> dict[int, dict[str, int]]:
    """The four real files, imported over the starter figures, and what they print."""
    for year in YEARS:
        report = room.take(room.real(f"ma_dese_fy{year}_final_actions.csv"))
        assert (report.rejected, report.inserted) == ([], 0)
    return {year: printed(year) for year in YEARS}


def test_last_year_of_a_drifting_name_is_what_last_years_file_prints(files: dict[int, dict[str, int]]) -> None:
    for year in (2016, 2017):
        found = listed(year)
        for label, as_printed in DRIFTING.items():
            names = dict(zip(YEARS, as_printed, strict=True))
            before, now = names[year - 1], names[year]
            if before is None or now is None:
                assert label not in found
            else:
                assert thousands(found[label]) == (files[year][now], files[year - 1][before]), (label, year)


def test_the_circuit_breaker_against_last_year(files: dict[int, dict[str, int]]) -> None:
    views = {year: listed(year, words="7061-0012")["7061-0012"] for year in files}

    assert {year: thousands(view) for year, view in views.items()} == {
        2015: (257_513, None), 2016: (271_722, 257_513), 2017: (277_281, 271_722), 2019: (319_345, None),
    }  # fmt: skip
    assert {view.last_year_as for view in views.values()} == {""}


def test_fy2019_has_no_last_year_because_no_table_of_fy2018_is_at_hand(files: dict[int, dict[str, int]]) -> None:
    found = listed(2019)

    assert [label for label, view in found.items() if view.last_year is not None] == ["K-12: Non-Chapter 70 Aid"]
    assert {label: view.last_year_as for label, view in found.items() if view.last_year_as} == {
        "Non-Resident Pupil Transportation": "no settled FY2018 figure as 7035-0007",
        "YouthBuild Grants": "no settled FY2018 figure as “Youth-Build Grants”",
    }


def test_every_line_of_two_files_in_a_row_has_last_years_amount(files: dict[int, dict[str, int]]) -> None:
    """The sum of what the list compares with is that of last year's file, but for the lines that ended."""
    ended = {
        2016: {"Early Intervention Tutorial Literacy", "Financial Literacy Program"},
        2017: {
            "Program Evaluation", "Substance Abuse Counselors", "Education Technology Program",
            "MCAS Low Scoring Student Support",
        },
    }  # fmt: skip
    for year, gone in ended.items():
        with open_session(PUBLIC) as session:
            chosen = LineFilter(place_of(session, "ma"), FiscalYear(year), agency=room.DESE, size=1000)
            found = listing_along(session, chosen, today=TODAY)
        compared = [line.view.last_year.amount_cents for line in found.lines if line.view.last_year is not None]
        assert sum(compared) == 100_000 * sum(n for name, n in files[year - 1].items() if name not in gone)
