"""Comparisons and releases along the lineage on record: one row, said why, on screen and in files alike."""

import json
from datetime import date

import pytest

import budget.comparison.downloads  # noqa: F401 - registers the files
from budget.comparison.along import brought_words, lineage_words
from budget.comparison.one_page import release_html, release_text
from budget.comparison.queries import Chosen, Compared, comparison
from budget.comparison.release import watched_release
from budget.comparison.rules import Column, ComparedLine, NotJoined
from budget.comparison.sentences import lede, line_sentence, whole_columns
from budget.comparison.shown import compared_row, lineage_note, release_row
from budget.line_items.commands import watch_line
from budget.line_items.queries import find_line, place_of, stages_of
from budget.lineage.rules import ChangeKind
from data.exports.registry import find
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.comparison.test_queries import compared
from tests.budget.line_items import room
from tests.budget.lineage.recorded import became
from tests.support import ORGANIZER

TARGETED, FORMERLY = "Targeted Intervention", "7061-9408"
SAFE, COUNSELORS = "7061-9612", "7010-0060"
ELSEWHERE, HERE = "Schools of Excellence", "School of Excellence"


pytestmark = pytest.mark.usefixtures("with_lineage")


def row(found: Compared, name: str) -> ComparedLine:
    """The only row of a name, wherever it stands."""
    every = found.comparison
    (line,) = [c for c in (*every.both, *every.new, *every.vanished, *every.apart) if name in (c.code, c.name)]
    return line


def thousands(line: ComparedLine) -> tuple[int | None, ...]:
    return tuple(
        None if level.amount_cents is None else level.amount_cents // 100_000 for level in (line.left, line.right)
    )


def test_a_renamed_line_is_compared_under_its_new_name_and_no_longer_new_and_gone() -> None:
    found = compared("2015:gaa", "2016:gaa")

    line = row(found, TARGETED)
    assert thousands(line) == (8256, 8448)
    assert line in found.comparison.both
    assert [c.name for c in (*found.comparison.new, *found.comparison.vanished) if "Targeted" in c.name] == []
    assert lineage_words(found, line) == (
        "Renamed: FY2015 enacted as 7061-9408 Partnership Schools Network (Targeted Intervention)."
    )
    assert "FY2015 enacted as 7061-9408" in lineage_note(found, line)
    assert lede(found).split("; ")[0].endswith("both print, 1 of them along its lineage")


def test_the_other_way_round_it_bears_the_name_of_the_right_column() -> None:
    found = compared("2016:gaa", "2015:gaa")

    assert thousands(row(found, FORMERLY)) == (8448, 8256)
    assert lineage_words(found, row(found, FORMERLY)) == "Renamed: FY2016 enacted as “Targeted Intervention”."


def test_a_line_that_no_change_moved_says_nothing_of_lineage() -> None:
    found = compared("2015:gaa", "2016:gaa")

    assert lineage_words(found, row(found, "7061-0012")) == lineage_note(found, row(found, "7061-0012")) == ""


@pytest.mark.parametrize("real", [False, True])
def test_what_each_column_adds_up_to_is_the_same_without_lineage(real: bool) -> None:
    def totals() -> list[tuple[int, int]]:
        found = [compared(f"{a}:gaa", f"{b}:gaa", real=real).comparison for a, b in ((2015, 2016), (2016, 2017))]
        return [(c.left_cents + c.vanished_cents, c.right_cents + c.new_cents) for c in found]

    alone = totals()
    became(ChangeKind.CONSOLIDATED, 2017, [SAFE, COUNSELORS], [SAFE])

    assert totals() == alone


def test_a_merged_line_is_held_against_the_sum_of_its_parts() -> None:
    became(ChangeKind.CONSOLIDATED, 2017, [SAFE, COUNSELORS], [SAFE])
    found = compared("2016:gaa", "2017:gaa")

    line = row(found, SAFE)
    assert thousands(line) == (1000, 400)
    assert lineage_words(found, line) == (
        "Consolidated: FY2016 enacted as 7010-0060 Substance Abuse Counselors $500,000 and "
        "7061-9612 Safe and Supportive Schools $500,000."
    )
    assert "sum of 2 lines" in compared_row(found, line)
    assert whole_columns(found)[0].startswith("FY2016 enacted: 51 items of this choice add up to $5,253,336,000; 3 of")
    assert [recorded.source.title for recorded in found.changes] == ["An example of a document"]


def test_a_part_without_a_figure_leaves_the_lines_apart_and_is_named() -> None:
    became(ChangeKind.CONSOLIDATED, 2017, [SAFE, COUNSELORS], [SAFE])
    found = compared("2015:gaa", "2017:gaa")

    assert [c.name for c in found.comparison.vanished if c.code == COUNSELORS] == ["Substance Abuse Counselors"]
    line = next(c for c in found.comparison.new if c.code == SAFE)
    assert line.lineage is not None
    assert line.lineage.apart is NotJoined.MISSING
    assert lineage_words(found, line).endswith(
        "Not held together: no FY2015 enacted figure for 7061-9612 Safe and Supportive Schools (not published)."
    )
    assert "have nothing in FY2017 enacted to be held against" in whole_columns(found)[0]


def test_a_split_line_is_held_against_its_parts_together() -> None:
    became(ChangeKind.SPLIT, 2017, ["7061-9611"], ["7061-9611", "Youth-Build Grants"])
    found = compared("2016:gaa", "2017:gaa")

    line = row(found, "7061-9611 After-School and Out-of-School Grants + Youth-Build Grants")
    assert thousands(line) == (2310, 4955)
    assert "FY2017 enacted as 7061-9611 After-School and Out-of-School Grants $2,955,000 and" in lineage_words(
        found, line
    )


def test_an_established_line_stays_new_and_says_so() -> None:
    became(ChangeKind.ESTABLISHED, 2017, [], ["Regionalization Bonus"])
    found = compared("2016:gaa", "2017:gaa")

    assert row(found, "Regionalization Bonus") in found.comparison.new
    assert lineage_words(found, row(found, "Regionalization Bonus")) == (
        "“Regionalization Bonus” was established in FY2017."
    )


def test_a_choice_that_holds_only_the_old_name_brings_in_the_new_one_and_says_so() -> None:
    found = compared("2015:gaa", "2016:gaa", words=FORMERLY)

    assert thousands(row(found, TARGETED)) == (8256, 8448)
    assert brought_words(found).startswith("1 line outside this choice is counted too")
    assert brought_words(compared("2015:gaa", "2016:gaa")) == ""


@pytest.mark.parametrize("agency", [room.DHE, room.DESE])
def test_a_line_that_moved_is_compared_in_either_agency(agency: str) -> None:
    became(ChangeKind.TRANSFERRED, 2019, [ELSEWHERE], [HERE])
    found = compared("2017:gaa", "2019:gaa", agency=agency)

    assert thousands(row(found, HERE)) == (1400, 1500)
    assert found.brought == 1


def test_two_stages_of_one_year_know_no_lineage() -> None:
    became(ChangeKind.CONSOLIDATED, 2017, [SAFE, COUNSELORS], [SAFE])

    assert compared("2017:gov", "2017:gaa").changes == ()


def test_a_file_has_the_rows_of_the_page_with_their_lines_and_sources() -> None:
    became(ChangeKind.CONSOLIDATED, 2016, ["7061-0029", "7061-0928"], ["7061-0029"])
    query = {"left_year": "2015", "left_stage": "gaa", "right_year": "2016", "right_stage": "gaa"}
    build = find("comparison", "json")
    assert build is not None
    whole = json.loads(build(ORGANIZER, query, "json").body)
    with open_session(ORGANIZER) as session:
        columns = Column(FiscalYear(2015), "gaa"), Column(FiscalYear(2016), "gaa")
        found = comparison(session, Chosen(place_of(session, "ma"), *columns))

    every = found.comparison
    shown = [
        (c.code or "", c.name, c.left.amount_cents, c.right.amount_cents, lineage_words(found, c))
        for c in (*every.both, *every.vanished, *every.new, *every.apart)
    ]
    parts = ("code", "name", "left_cents", "right_cents", "lineage")
    assert sorted(tuple(r[part] for part in parts) for r in whole["rows"]) == sorted(shown)
    assert [r["left_lines"] for r in whole["rows"] if r["name"] == TARGETED] == [
        "7061-9408 Partnership Schools Network (Targeted Intervention)"
    ]
    titles = {source["title"] for source in whole["sources"]}
    assert {"Names of line items, matched by us"} <= titles
    assert all(r["left_source"] or r["left_missing"] for r in whole["rows"])


def test_the_release_compares_a_renamed_line_with_what_it_was_last_year() -> None:
    with open_session(ORGANIZER, writing=True) as session:
        watch_line(session, line_item_id=find_line(session, TARGETED))
    with open_session(ORGANIZER) as session:
        place = place_of(session, "ma")
        stage = next(s for s in stages_of(session, place) if s.code == "gaa")
        release = watched_release(session, place, FiscalYear(2016), stage)

    line = next(line for line in release.lines if line.head.name == TARGETED)
    assert line.last_year.amount_cents == 8_256_000_00
    said = line_sentence(release, line)
    assert said.endswith("more in real terms than FY2015 enacted as 7061-9408, renamed")
    assert "FY2015 enacted as 7061-9408, renamed</dt><dd>$8,256,000" in release_row(release, line)
    for text in (release_text(release), release_html(release, today=date(2016, 7, 8)).decode()):
        assert "FY2015 enacted as 7061-9408, renamed" in text
    assert any("FY2015" in document.title for document in release.documents.values())


def test_a_part_of_a_split_has_no_last_year_and_says_why() -> None:
    became(ChangeKind.SPLIT, 2017, ["7061-9611"], ["7061-9611", "Youth-Build Grants"])
    with open_session(ORGANIZER, writing=True) as session:
        watch_line(session, line_item_id=find_line(session, "7061-9611"))
    with open_session(ORGANIZER) as session:
        place = place_of(session, "ma")
        stage = next(s for s in stages_of(session, place) if s.code == "gaa")
        release = watched_release(session, place, FiscalYear(2017), stage)

    line = next(line for line in release.lines if line.head.code == "7061-9611")
    assert line.last_year.amount_cents is None
    assert line_sentence(release, line).endswith("split from 7061-9611, and a part alone compares with nothing")
