"""The page where a person says which names are one line, and what a line's page then shows."""

import pytest
from streamlit.testing.v1 import AppTest

from budget.line_items.queries import find_line, place_of
from budget.lineage.queries import recorded_changes
from budget.lineage.starter import load_line_changes
from coalition.accounts.viewers import SETUP_VIEWER
from data.store import open_session
from tests.pages.conftest import Look
from tests.pages.dashboard import line, lines_listed, press, watch, words
from tests.support import PUBLIC

pytestmark = pytest.mark.usefixtures("starter_store")


def changes() -> list[tuple[str, int]]:
    with open_session(SETUP_VIEWER) as session:
        found = recorded_changes(session, place_of(session, "ma"))
    return [(recorded.change.kind.value, int(recorded.change.fiscal_year)) for recorded in found]


def with_lineage() -> None:
    with open_session(SETUP_VIEWER, writing=True) as session:
        load_line_changes(session)


def confirm_first(app: AppTest) -> AppTest:
    return press(app, "Confirm: one line")


def test_the_likeliest_pair_stands_first_with_its_evidence_and_nothing_is_joined_yet(look: Look) -> None:
    said = words(look("lineage"))
    assert "9 pairs of names may each be one line item in the Massachusetts budget; 0 changes are on record." in said
    assert "all 4 words are the same, 1 of them shortened. FY2017 $250,000, FY2019 $250,000." in said
    assert "No change on record yet." in said
    assert changes() == []


def test_one_press_joins_a_pair_and_one_takes_it_back(look: Look) -> None:
    app = confirm_first(look("lineage"))
    assert not app.exception
    assert "Match confirmed" in words(app)
    assert changes() == [("renamed", 2019)]
    assert "8 pairs of names" in words(app)
    app = press(app, "Remove")
    assert "Change removed" in words(app)
    assert changes() == []


def test_an_earlier_year_without_a_figure_can_be_chosen(look: Look) -> None:
    app = look("lineage")
    next(box for box in app.selectbox if box.label == "One line from").set_value("FY2018")
    confirm_first(app)
    assert changes() == [("renamed", 2018)]


def test_a_pair_told_apart_leaves_the_list_until_somebody_asks_again(look: Look) -> None:
    app = press(look("lineage"), "Not the same")
    assert "Told apart" in words(app)
    assert "8 pairs of names" in words(app)
    app = press(app, "Ask again")
    assert "9 pairs of names" in words(app)
    assert changes() == []


def test_a_change_recorded_by_hand_needs_its_document(look: Look) -> None:
    app = look("lineage")
    app.text_input(key="change_year").set_value("FY2019")
    app.text_area(key="change_reason").set_value("The comment says so.")
    app.text_input(key="change_find").set_value("youth").run()
    with open_session(SETUP_VIEWER) as session:
        before, after = (find_line(session, name) for name in ("Youth-Build Grants", "YouthBuild Grants"))
    app.multiselect(key="change_before").set_value([before])
    app.multiselect(key="change_after").set_value([after])
    app = press(app, "Record the change")
    assert "Name the document it stands in" in words(app)
    assert changes() == []
    app.text_input(key="change_title").set_value("FY2019 budget")
    app = press(app, "Record the change")
    assert not app.exception
    assert "Change recorded" in words(app)
    assert changes() == [("renamed", 2019)]


def test_a_line_shows_its_history_under_both_names_and_where_it_came_from(look: Look) -> None:
    with_lineage()
    said = words(look("line-item", PUBLIC, line=line("Targeted Intervention"), year="2016"))
    assert "History, FY2015 to FY2019" in said
    assert "This history joins 7061-9408 Partnership Schools Network (Targeted Intervention)" in said
    assert "That is $192,000 more than FY2015 enacted" in said
    assert "Where this line came from" in said
    assert "No settled figure" in said


def test_the_earlier_line_shows_the_same_history_and_what_it_became(look: Look) -> None:
    with_lineage()
    said = words(look("line-item", PUBLIC, line=line("7061-9408"), year="2015"))
    assert "History, FY2015 to FY2019" in said
    assert "What this line became" in said


def test_a_line_without_changes_keeps_the_history_it_had(look: Look) -> None:
    with_lineage()
    said = words(look("line-item", PUBLIC, line=line("7061-0008"), year="2017"))
    assert "History, FY2015 to FY2019" in said
    assert "This history joins" not in said
    assert "Where this line came from" not in said


def test_the_list_compares_a_renamed_line_with_its_former_name(look: Look) -> None:
    assert "No figure last year" in words(look("line-items", PUBLIC, year="2016", words="targeted"))
    with_lineage()
    said = words(look("line-items", PUBLIC, year="2016", words="targeted"))
    assert "$192,000 more 2.3% · FY2015 enacted as 7061-9408, renamed" in said


def test_a_comparison_holds_a_renamed_line_against_itself(look: Look) -> None:
    years = {"left_year": "2015", "left_stage": "gaa", "right_year": "2016", "right_stage": "gaa", "words": "targeted"}
    alone = words(look("compare", PUBLIC, **years))
    assert "New in FY2016 enacted (1)" in alone
    assert "Gone since FY2015 enacted (1)" in alone
    with_lineage()
    app = look("compare", PUBLIC, **years)
    assert not app.exception
    assert lines_listed(app) == ["Targeted Intervention"]
    said = words(app)
    assert "Gains (1)" in said
    assert "over the 1 line both print, 1 of them along its lineage" in said
    assert "Renamed: FY2015 enacted as 7061-9408 Partnership Schools Network (Targeted Intervention)." in said
    assert "Changes of lines between the two (1)" in said
    assert "Names of line items, matched by us" in said


def test_the_release_page_names_what_a_line_was_last_year(look: Look) -> None:
    with_lineage()
    watch("Targeted Intervention")
    said = words(look("release", place="ma", year="2016", stage="gaa"))
    assert "FY2015 enacted as 7061-9408, renamed $8,256,000" in said
    assert "more in real terms than FY2015 enacted as 7061-9408, renamed." in said


def test_home_says_why_a_renamed_line_has_no_comparison(look: Look) -> None:
    with_lineage()
    watch("YouthBuild Grants")
    said = words(look("home"))
    assert "There is no comparison with FY2018: no settled FY2018 figure as “Youth-Build Grants”." in said
