"""The page of taxes: the address holds the scenario, bad input is answered, kept ones are compared."""

import pytest
from streamlit.testing.v1 import AppTest

from budget.taxes.results import ky_property
from data.money import dollars
from tests.pages.conftest import Look
from tests.pages.dashboard import markup, press, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("starter_store")


def field(app: AppTest, label: str) -> str:
    return str(next(one.value for one in app.text_input if one.label == label))


def type_into(app: AppTest, label: str, text: str) -> AppTest:
    return next(one for one in app.text_input if one.label == label).set_value(text).run()


def address(app: AppTest) -> dict[str, str]:
    return {name: said if isinstance(said, str) else said[0] for name, said in dict(app.query_params).items()}


def test_the_page_opens_on_jefferson_county_and_the_slider_changes_rate_bill_and_address(look: Look) -> None:
    app = look("taxes", PUBLIC)
    assert not app.exception
    assert "$674,192,066" in words(app)
    assert "Keep this scenario" not in words(app)

    app.slider(key="tax_rate_slider").set_value(77.0).run()

    expected = ky_property({"rate": "77.0"})
    assert not app.exception
    assert field(app, "Proposed rate, cents per $100") == "77.0"
    assert dollars(expected.proposed.year_cents) in words(app)
    assert "7 tenths of a cent (0.7¢) are subject to recall" in words(app)
    assert address(app) == {"place": "jcps-2023", "rate": "77.0"}


def test_what_was_typed_stands_when_another_calculator_was_open_meanwhile(look: Look) -> None:
    app = look("taxes", PUBLIC)
    type_into(app, "Proposed rate, cents per $100", "77.0")
    app.button_group(key="tax_calculator").set_value("ky-occupational").run()
    type_into(app, "Earned in Louisville a year, before anything is taken off", "100000")
    app.button_group(key="tax_calculator").set_value("ky-property").run()
    assert field(app, "Proposed rate, cents per $100") == "77.0"
    assert address(app) == {"place": "jcps-2023", "rate": "77.0"}
    app.button_group(key="tax_calculator").set_value("ky-occupational").run()
    assert "$2,200" in words(app)
    assert not app.exception


def test_a_link_opens_the_whole_scenario_and_a_slip_of_the_keyboard_is_answered(look: Look) -> None:
    link = {
        "place": "own", "district": "Example district", "year": "2026", "prior": "100000000",
        "assessed": "15,000,000,000", "new": "300000000", "rate": "71.0", "home": "250000",
    }  # fmt: skip
    app = look("taxes", PUBLIC, **link)
    assert "68.1¢" in markup(app)
    assert "70.8¢" in markup(app)
    assert "$1,775" in words(app)
    assert address(app) == link

    type_into(app, "Proposed rate, cents per $100", "0.71")
    assert "looks as if it were in dollars" in words(app)
    assert "write 71 for that" in words(app)
    type_into(app, "Proposed rate, cents per $100", "71.0")
    type_into(app, "This year’s assessment", "15,000,000")
    assert "in thousands of dollars" in words(app)
    assert not app.exception


def test_the_other_calculators_answer_from_their_fields(look: Look) -> None:
    app = look("taxes", PUBLIC, calculator="ky-occupational", wages="100000")
    assert "$2,200" in words(app)
    app = look("taxes", PUBLIC, calculator="ma-levy")
    assert "No town’s figures yet." in words(app)
    app = look("taxes", PUBLIC, calculator="ma-levy", prior_limit="100000000", value="8000000000", override="3000000")
    assert "general knowledge" in words(app)
    assert "$187.50" in words(app)
    assert not app.exception


def test_a_scenario_is_kept_published_and_compared(look: Look) -> None:
    for name, rate in (("Four percent", "76.3"), ("More", "78.0")):
        app = look("taxes", ORGANIZER, rate=rate)
        next(one for one in app.text_input if one.key == "keep_name").set_value(name)
        press(app, "Keep it")
        assert "Scenario kept" in words(app)

    app = look("taxes", MEMBER)
    assert "Kept by Olive Organizer" in words(app)
    app.multiselect(key="compare_kept").set_value([1, 2]).run()
    assert "78.0¢" in markup(app)
    assert "76.3¢" in markup(app)
    assert "Kept by" not in words(look("taxes", PUBLIC))
