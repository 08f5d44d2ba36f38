"""The search page: what is found, where, and what to do when nothing is."""

import pytest
from streamlit.testing.v1 import AppTest

from budget.earmarks.commands import paste_language
from budget.line_items.queries import find_line
from data.periods import FiscalYear
from data.store import open_session
from tests.budget.districts.room import district, keep_figures, said
from tests.pages.conftest import Look
from tests.pages.dashboard import lines_listed, markup, words
from tests.support import ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("starter_store")
METCO = "7010-0012"


def paste(text: str) -> None:
    with open_session(ORGANIZER, writing=True) as session:
        paste_language(
            session, line_item_id=find_line(session, METCO), fiscal_year=FiscalYear(2018), stage_code="hou",
            text=text, source_title="Bill",
        )  # fmt: skip


def links(app: AppTest) -> list[str]:
    return [label.replace("**", "") for label in lines_listed(app)]


def test_words_in_the_address_find_their_lines_and_are_bold_in_the_link(look: Look) -> None:
    app = look("search", PUBLIC, words="racial imbalance")

    assert links(app) == ["7010-0012 · Programs to Eliminate Racial Imbalance - METCO"]
    assert "**Racial** **Imbalance**" in lines_listed(app)[0]
    assert "1 line item fits “racial imbalance”." in words(app)
    assert "Massachusetts · Department of Elementary and Secondary Education" in words(app)


def test_what_is_typed_is_searched_for(look: Look) -> None:
    app = look("search")

    app.text_input(key="words").set_value("METCO").run()

    assert len(lines_listed(app)) == 1


def test_a_wording_is_shown_where_it_fits_with_its_budget_and_no_markup_of_its_own(look: Look) -> None:
    paste("For <script>alert(1)</script> zeppelins & trolleys")

    app = look("search", words="zeppelins")

    assert "Wording, FY2018 House: For <script>" in words(app).replace("&lt;", "<")
    assert "For &lt;script&gt;alert(1)&lt;/script&gt; <mark>zeppelins</mark> &amp; trolleys" in markup(app)


def test_what_markdown_reads_stays_what_was_typed(look: Look) -> None:
    app = look("search", words="*METCO* [x](y)")

    assert not app.exception
    assert "No line item fits “*METCO* [x](y)”." in words(app)


def test_nothing_found_says_what_can_be_done(look: Look) -> None:
    app = look("search", words="zeppelin")

    assert lines_listed(app) == []
    assert "No line item fits “zeppelin”." in words(app)
    assert "use fewer words, or only the beginning of the last one" in words(app)


def test_many_lines_come_a_page_at_a_time(look: Look) -> None:
    first, second = look("search", words="education"), look("search", words="education", page="2")

    assert len(lines_listed(first)) == 25
    assert lines_listed(second) != []
    assert set(lines_listed(first)).isdisjoint(lines_listed(second))
    assert lines_listed(look("search", words="education", page="99")) == lines_listed(first)


def test_one_state_can_be_chosen(look: Look) -> None:
    app = look("search", words="school")

    assert app.selectbox(key="place").value == ""
    assert len(lines_listed(app)) > 10
    app.selectbox(key="place").set_value("ky").run()

    assert app.query_params["place"] in ("ky", ["ky"])
    assert "No line item fits “school”." in words(app)
    assert "To find more, look in every state, use fewer words" in words(app)

    app.selectbox(key="place").set_value("ma").run()
    assert "line items fit “school”. In Massachusetts only." in words(app)


def test_the_box_above_home_leads_to_the_search(look: Look) -> None:
    assert '<form class="ct ct-find ct-noprint" role="search" action="/search" method="get">' in markup(look("home"))


def test_the_list_leads_to_the_search_of_its_words(look: Look) -> None:
    app = look("line-items", year="2017", words="METCO")

    (link,) = [link for link in app.main.get("page_link") if str(link.proto.label).startswith("Search every state")]

    assert "words=METCO" in link.proto.query_string


def test_districts_and_organizations_are_found_in_the_same_box(look: Look) -> None:
    keep_figures([district("275", "Jefferson County")], [said("275", "enrollment", 2017, value=100_602)])
    app = look("search", PUBLIC, words="jefferson")
    assert "No line item fits “jefferson”, but this does:" in words(app)
    assert "Jefferson County" in links(app)
    app = look("search", ORGANIZER, words="our coalition")
    assert "Our coalition" in links(app)
    assert "Our coalition" not in links(look("search", PUBLIC, words="our coalition"))
