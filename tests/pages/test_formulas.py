"""The formulas page: a worksheet to the dollar, a what-if beside it, and Chapter 70 district by district."""

import pytest

from tests.pages.conftest import Look
from tests.pages.dashboard import fill, line, markup, press, words
from tests.support import ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("starter_store")


def test_the_page_opens_with_the_published_worksheet_and_a_click_asks_what_if(look: Look) -> None:
    app = look("formulas", PUBLIC)

    assert not app.exception
    assert "By the FY2017 rules the state pays Adair County $9,954,902 of SEEK: $4,074.54 per pupil." in words(app)
    assert "An estimate, not the Department’s calculation. SEEK FY2017, edition 1." in words(app)
    assert "Tier II, local; the state adds nothing" in words(app)
    assert "is 24.6% less than that." in words(app)

    press(app, "The base, had it kept up with prices since FY2008: \\$4,381")
    assert "the state would pay $11,205,495, $1,250,593 more." in words(app)
    assert app.query_params["new_base"] == "4,381"
    assert "new_base=4%2C381" in markup(app)  # the files hold what stands on the page


def test_a_link_holds_the_scenario_and_another_year_brings_its_base(look: Look) -> None:
    app = look("formulas", PUBLIC, new_at_risk_weight="0.2", assessment="760,000,000")
    assert "What if the at-risk weight were 0.2 in place of 0.15" in words(app)
    assert app.text_input(key="seek_assessment").value == "760,000,000"

    app.selectbox(key="year").set_value("2027").run()
    assert app.text_input(key="seek_base").value == "4,626"
    assert app.query_params["assessment"] == "760,000,000"
    assert "Another document says $4,636. We use $4,626" in words(app)


def test_an_assessment_in_thousands_is_told_with_its_cure_and_nothing_is_worked_out(look: Look) -> None:
    app = look("formulas", PUBLIC, assessment="748,420")

    assert "$748,420 is $306 per pupil, which looks like thousands. Write whole dollars" in words(app)
    assert "The worksheet" not in words(app)


def test_minimum_aid_on_a_slider_says_who_gains_and_what_it_costs(look: Look) -> None:
    app = look("formulas", PUBLIC, formula="chapter-70", year="2018")
    assert "With $30 of minimum aid per pupil, 20 districts of FY2018 get" in words(app)
    assert "give 19 of 20 published amounts to the dollar" in words(app)

    app.select_slider(key="minimum").set_value("100").run()
    assert "15 of 20 districts would get $7.41 million more in FY2018." in words(app)
    assert app.query_params["minimum"] == "100"


def test_an_organizer_brings_the_departments_table(look: Look) -> None:
    app = look("formulas", ORGANIZER, formula="chapter-70")
    table = "LEA\tDistrict\tFoundation enrollment\tFoundation budget\tRequired contribution\tPrior aid\tAid\n"
    app.text_area(key="factors_pasted").set_value(table + "35\tBoston\t100\t1,000\t900\t500\t530")
    fill(app, **{"Fiscal_year,_where_no_column_says_it": "2030"})
    press(app, "Put it on file")

    assert "1 row read." in words(app)
    app.selectbox(key="year").set_value("2030").run()
    assert "The minimum aid of FY2030 is not on file, so the comparison starts from $0." in words(app)
    assert "1 district, from the table that was imported." in words(app)


def test_the_two_lines_lead_to_their_calculators_and_back(look: Look) -> None:
    app = look("line-item", PUBLIC, line=line("7061-0008"))
    assert "the Chapter 70 calculator" in words(app)

    app = look("line-item", PUBLIC, line=line("SEEK guaranteed base per pupil"))
    assert "the SEEK calculator" in words(app)
