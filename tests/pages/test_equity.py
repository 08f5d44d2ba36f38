"""The equity pages: an indicator with its universe and margin, refusals, and where to grow next."""

from datetime import UTC, datetime

import pytest

from budget.districts.starter import load_district_starter
from data.store import open_session
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, words
from tests.support import ORGANIZER

pytestmark = pytest.mark.usefixtures("starter_store", "districts")


@pytest.fixture
def districts(starter_store: str) -> None:
    """The starter figures of districts, which the plain starter store is without."""
    with open_session(ORGANIZER, writing=True) as session:
        load_district_starter(session, now=datetime(2026, 3, 2, tzinfo=UTC))


def test_an_indicator_is_shown_with_its_universe_margin_and_rule(look: Look) -> None:
    app = look("equity", state="ma", year="2015", group="black")

    found = words(app)
    assert not app.exception
    assert "Universe: " in found
    assert "± is a 95 percent margin" in found
    assert "fewer than 10" in found
    assert "22.7%" in markup(app)
    assert "973.5 of 4,294.3" in markup(app)
    assert "another year’s is not put beside it" in found


def test_where_to_grow_next_counts_licences_and_asks_for_the_cost(look: Look) -> None:
    app = look("grow-next", state="ma", year="2015")
    assert "Type what your programme spends on a scholar" in words(app)

    app.text_input(key="cost_typed").set_value("7,500").run()

    assert not app.exception
    assert "At $7,500 a scholar (your number)" in words(app)
    assert "$3,510,000" in markup(app)


def test_a_cost_that_is_none_is_refused_in_a_sentence(look: Look) -> None:
    app = look("grow-next", state="ma", year="2015", cost="free")

    assert not app.exception
    assert "That cost was not understood." in words(app)
