"""The release page: amounts typed for the lines we watch, saved whole, and ready to send."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.budget.line_items import room
from tests.pages.conftest import Look
from tests.pages.dashboard import ask_for, fill, line, press, words
from tests.support import MEMBER

pytestmark = pytest.mark.usefixtures("starter_store")
SENATE = {"place": "ma", "year": "2018", "stage": "swm"}
METCO, CHAPTER_70 = "7010-0012", "7061-0008"


def type_amount(app: AppTest, code: str, text: str) -> None:
    key = f"amount_{line(code)}_2018_swm_"
    next(field for field in app.text_input if str(field.key).startswith(key)).set_value(text)


def test_amounts_are_saved_together_and_summed_up_in_sentences(look: Look) -> None:
    ask_for(METCO, 2018, dollars=22_000_000, published=False)
    app = look("release", **SENATE)
    type_amount(app, METCO, "$21,000,000")
    type_amount(app, CHAPTER_70, "4,700,000,000")
    fill(app, Document="Senate Ways and Means budget", Its_address="https://malegislature.gov/Budget")

    press(app, "Save the amounts")

    found = words(app)
    assert not app.exception
    assert "2 amounts saved" in found
    assert "2 of 4 watched lines have a FY2018 Senate Ways & Means figure; 0 of 1 asks met." in found
    assert "$21,000,000, no House figure, $1,000,000 below ask" in found
    assert "Senate Ways and Means budget" in found
    assert all(not field.value for field in app.text_input if str(field.key).startswith("amount_"))


def test_one_amount_that_cannot_be_read_saves_nothing_and_names_its_line(look: Look) -> None:
    app = look("release", **SENATE)
    type_amount(app, METCO, "about 21 million")
    type_amount(app, CHAPTER_70, "4,700,000,000")
    fill(app, Document="Senate Ways and Means budget")
    before = room.dump()

    press(app, "Save the amounts")

    assert "7010-0012: “about 21 million” is not an amount in dollars." in words(app)
    assert "Nothing was saved." in words(app)
    assert room.dump() == before


def test_a_document_without_a_name_saves_nothing(look: Look) -> None:
    app = look("release", **SENATE)
    type_amount(app, METCO, "21000000")
    before = room.dump()

    press(app, "Save the amounts")

    assert "Name the document it stands in" in words(app)
    assert room.dump() == before


def test_a_member_sees_the_summary_and_no_field(look: Look) -> None:
    app = look("release", MEMBER, place="ma", year="2017", stage="sen")

    assert "3 of 4 watched lines have a FY2017 Senate figure" in words(app)
    assert [field.key for field in app.text_input] == []


def test_home_leads_to_the_release_page(look: Look) -> None:
    links = [link.proto.page for link in look("home").main.get("page_link")]

    assert "release" in links


@pytest.mark.parametrize(
    "address", [{"place": "zz", "year": "x", "stage": "<b>"}, {"year": "9" * 50, "stage": "veto"}, {"place": "ky"}]
)
def test_a_broken_address_shows_a_page_and_never_an_error(look: Look, address: dict[str, str]) -> None:
    app = look("release", **address)

    assert not app.exception
    assert "Release day" in words(app)
