"""The list of line items: its filters, its pages, its totals."""

import pytest

from tests.pages.conftest import Look
from tests.pages.dashboard import line, lines_listed, words

pytestmark = pytest.mark.usefixtures("starter_store")
DHE = "Department of Higher Education"


def test_words_find_a_line_by_its_name(look: Look) -> None:
    app = look("line-items", year="2017")

    app.text_input(key="words").set_value("racial imbalance").run()

    assert lines_listed(app) == ["7010-0012 · Programs to Eliminate Racial Imbalance - METCO"]
    assert "1 line item in the Massachusetts budget for FY2017, as voted." in words(app)


def test_a_number_finds_its_line(look: Look) -> None:
    assert [label[:9] for label in lines_listed(look("line-items", words="7061-0008", year="2017"))] == ["7061-0008"]


def test_an_agency_narrows_the_list_to_its_lines(look: Look) -> None:
    app = look("line-items", year="2017")

    app.selectbox(key="agency").set_value(DHE).run()

    assert app.query_params["agency"] == DHE
    assert "18 line items in the Massachusetts budget for FY2017" in words(app)
    assert len(lines_listed(app)) == 18


def test_another_year_shows_that_years_lines(look: Look) -> None:
    app = look("line-items", year="2017", words="METCO")

    app.selectbox(key="year").set_value("2016").run()

    assert "$20,143,000 Enacted" in words(app)
    assert app.query_params["year"] == "2016"


def test_kentucky_is_a_place_of_its_own(look: Look) -> None:
    app = look("line-items", place="ky", year="2027")

    assert any("SEEK" in label for label in lines_listed(app))
    assert "Kentucky budget for FY2027" in words(app)


def test_real_dollars_name_the_base_year(look: Look) -> None:
    app = look("line-items", year="2017", dollars="real")

    assert "in FY2025 dollars." in words(app)


def test_each_page_shows_the_lines_that_follow_the_page_before(look: Look) -> None:
    first = look("line-items", year="2017")
    numbers = first.selectbox(key="page").options

    shown = lines_listed(first)
    for number in numbers[1:]:
        shown += lines_listed(first.selectbox(key="page").set_value(number).run())

    assert numbers == ["1", "2", "3"]
    assert first.query_params["page"] == "3"
    assert "57 line items" in words(first)
    assert len(shown) == len(set(shown)) == 57


def test_a_page_past_the_end_shows_the_first(look: Look) -> None:
    past, narrowed = look("line-items", year="2017", page="99"), look("line-items", year="2017", page="3")

    narrowed.text_input(key="words").set_value("METCO").run()

    assert len(lines_listed(past)) == 25
    assert len(lines_listed(narrowed)) == 1


def test_the_final_actions_of_fy2017_meet_every_printed_total(look: Look) -> None:
    found = words(look("line-items", year="2017"))

    for stage, total in [("Conference", "$132,269,000"), ("After vetoes", "−$9,874,000"), ("Enacted", "$132,269,000")]:
        sentence = f"{DHE}, {stage}: the 18 items on file add up to {total}; the printed total is the same. met"
        assert sentence in found
    assert "Enacted: the 34 items on file add up to $5,208,454,000; the printed total is $5,208,455,000" in found


def test_a_total_that_is_not_met_says_by_how_much(look: Look) -> None:
    found = words(look("line-items", year="2017"))

    assert "Printed totals: 8 of 12 met by their items" in found
    assert "$4,509,000 are in items this document’s list does not show. differs" in found


def test_a_filter_that_fits_nothing_says_what_to_do(look: Look) -> None:
    app = look("line-items", year="2017", words="zeppelin")

    assert "No line fits this filter." in words(app)
    assert "0 line items" in words(app)


def test_only_lines_we_watch_leaves_the_others_out(look: Look) -> None:
    app = look("line-items", year="2019", watched="true")

    assert [label[:9] for label in lines_listed(app)] == ["7010-0012", "7061-0008", "7061-0012", "Journey i"]


@pytest.mark.parametrize(
    "address",
    [
        {"year": "99999", "page": "-3", "dollars": "<script>alert(1)</script>", "place": "zz", "agency": "'; --"},
        {"year": "", "page": "", "dollars": "", "place": "", "agency": "", "watched": "", "words": ""},
        {"year": "２０１７", "page": "٣", "watched": "maybe", "words": "%_\\ \x00 <b>"},
        {"year": "-1", "page": "9" * 400, "words": "a" * 3000},
    ],
)
def test_a_broken_address_shows_a_list_and_never_an_error(look: Look, address: dict[str, str]) -> None:
    app = look("line-items", **address)

    assert not app.exception
    assert "Massachusetts budget for FY2017" in words(app)


@pytest.mark.parametrize(
    "address",
    [
        {"line": "abc", "year": "99999", "page": "-3", "dollars": "<script>"},
        {"line": "", "year": "2017"},
        {"line": "999999999"},
        {"line": "9" * 60},
        {"line": "-1"},
        {"line": "²"},
        {"line": "1 OR 1=1"},
        {},
    ],
)
def test_an_unknown_line_gets_a_sentence_and_the_way_back(look: Look, address: dict[str, str]) -> None:
    app = look("line-item", **address)

    assert not app.exception
    assert "The line item was not found" in words(app)
    assert [link.proto.label for link in app.main.get("page_link")] == ["All line items"]


def test_a_line_with_broken_choices_shows_its_newest_year_as_voted(look: Look) -> None:
    app = look("line-item", line=line("7010-0012"), year="abcd", dollars="<script>", as_of="../..")

    assert not app.exception
    assert app.selectbox(key="year").value == "2019"
    assert app.session_state["dollars"] == "voted"
