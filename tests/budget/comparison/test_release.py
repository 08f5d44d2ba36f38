"""Release day: each watched line against what passed last, last year and our ask, ready to send."""

import re
from datetime import date

import pytest

from budget.comparison.commands import Entry, record_amounts
from budget.comparison.one_page import release_html, release_text
from budget.comparison.release import Release, places_watched, watched_release
from budget.comparison.sentences import line_sentence, release_caution, release_lede, release_title
from budget.line_items.commands import set_ask
from budget.line_items.queries import place_of, stages_of
from data.access import Viewer
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.line_items import room
from tests.support import ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("started")
METCO = "7010-0012"
JET = "Journey into Education & Teaching (JET), earmark"


def release(year: int, stage: str, viewer: Viewer = ORGANIZER) -> Release:
    with open_session(viewer) as session:
        place = place_of(session, "ma")
        at = next(s for s in stages_of(session, place) if s.code == stage)
        return watched_release(session, place, FiscalYear(year), at)


def ask(code: str, year: int, dollars: int) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        line = room.line_id(session, code)
        set_ask(session, line_item_id=line, fiscal_year=FiscalYear(year), ask_cents=dollars * 100)


def enter(year: int, stage: str, dollars: int, *codes: str) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        record_amounts(
            session,
            fiscal_year=FiscalYear(year),
            stage_code=stage,
            entries=[Entry(room.line_id(session, code), code, dollars * 100) for code in codes],
            source_title="Senate Ways and Means budget",
            source_address="https://malegislature.gov/Budget",
        )


def said(found: Release, code: str) -> str:
    return line_sentence(found, next(line for line in found.lines if code in (line.head.code, line.head.name)))


def test_the_sentence_of_job_two() -> None:
    enter(2017, "hou", 350_000, JET)
    enter(2017, "swm", 350_000, JET)
    enter(2016, "gaa", 353_000, JET)
    ask(JET, 2017, 500_000)

    found = release(2017, "swm")

    assert said(found, JET) == (
        "$350,000, same as House, $150,000 below ask, 2.6% less in real terms than FY2016 enacted"
    )


def test_the_senate_of_fy2017_is_held_against_the_house_and_fy2016() -> None:
    ask(METCO, 2017, 20_143_000)

    assert said(release(2017, "sen"), METCO) == (
        "$20,143,000, $500,000 less than House, meets our ask, 1.8% less in real terms than FY2016 enacted"
    )


def test_a_year_without_a_price_index_is_told_as_voted_and_says_why() -> None:
    enter(2028, "swm", 21_000_000, METCO)
    enter(2027, "gaa", 20_000_000, METCO)

    found = release(2028, "swm")

    assert said(found, METCO) == (
        "$21,000,000, no House figure, $1.00 million (5.0%) more than FY2027 enacted as voted"
    )
    assert release_caution(found).endswith("There is no price index for FY2028 yet, so changes are as voted.")


def test_a_line_without_a_figure_is_never_a_zero() -> None:
    found = release(2017, "sen")

    assert said(found, JET) == "no figure yet"
    assert [line.head.name for line in found.lines if line.now.amount_cents is None] == [JET]


def test_the_lede_counts_lines_against_house_and_asks() -> None:
    ask(METCO, 2017, 20_143_000)

    assert release_lede(release(2017, "sen")) == (
        "3 of 4 watched lines have a FY2017 Senate figure; 2 above House, 0 the same, 1 below; 1 of 1 asks met."
    )
    assert release_lede(release(2030, "sen")) == "No watched line has a FY2030 Senate figure yet."


def test_the_page_to_send_asks_nothing_of_any_address_and_names_its_sources() -> None:
    enter(2017, "swm", 350_000, JET)

    page = release_html(release(2017, "swm"), today=date(2016, 5, 17)).decode()

    assert "Journey into Education &amp; Teaching (JET), earmark" in page
    assert "Senate Ways and Means budget (https://malegislature.gov/Budget)" in page
    assert re.findall(r"(?:src|href)=|url\(|<script", page) == []
    assert "2016-05-17" in page


def test_the_text_for_a_message_has_a_line_for_each_figure() -> None:
    text = release_text(release(2017, "sen"))

    lines = text.splitlines()
    assert lines[0] == f"{release_title(release(2017, 'sen'))}."
    assert len([line for line in lines if line.startswith("- ")]) == 3
    assert "No Senate figure: Journey into Education" in text
    assert "FY2017 Senate is what one chamber passed; FY2016 enacted is the law as enacted." in text


def test_a_visitor_does_not_learn_which_lines_are_watched() -> None:
    assert release(2017, "sen", PUBLIC).lines == ()
    with open_session(PUBLIC) as session:
        assert places_watched(session) == ()
    with open_session(ORGANIZER) as session:
        assert [place.code for place in places_watched(session)] == ["ma", "ky"]
