"""The compare page: two columns, which lines, and what a shared link opens."""

import pytest

from tests.pages.conftest import Look
from tests.pages.dashboard import ask_for, line, lines_listed, markup, words

pytestmark = pytest.mark.usefixtures("starter_store")
ENACTED = {"left_year": "2016", "left_stage": "gaa", "right_year": "2017", "right_stage": "gaa"}


def test_the_page_opens_with_the_newest_two_years_side_by_side(look: Look) -> None:
    app = look("compare")

    assert not app.exception
    assert "FY2017 settled is $88.87 million (1.7%) more than FY2016 settled over the 47 lines both print" in words(app)


def test_a_link_opens_the_same_two_columns(look: Look) -> None:
    app = look("compare", **ENACTED)

    found = words(app)
    assert "FY2016 enacted: 51 items of this choice add up to $5,253,336,000" in found
    assert "Gains (13)" in found
    assert "Losses (19)" in found
    assert "New in FY2017 enacted (9)" in found
    assert "Gone since FY2016 enacted (4)" in found


def test_another_stage_is_kept_in_the_address_and_warns_of_unlike_kinds(look: Look) -> None:
    app = look("compare", **(ENACTED | {"left_year": "2017"}))

    app.selectbox(key="left_stage").set_value("gov").run()

    assert app.query_params["left_stage"] == "gov"
    assert "Different kinds" in words(app)
    assert "FY2017 Governor is a proposal; FY2017 enacted is the law as enacted." in words(app)


def test_a_year_offers_only_the_stages_it_has(look: Look) -> None:
    app = look("compare", **(ENACTED | {"right_year": "2019"}))

    assert list(app.selectbox(key="right_stage").options) == [
        "Settled", "Conference", "After vetoes", "After overrides", "Enacted", "Final",
    ]  # fmt: skip


def test_words_and_agency_narrow_both_the_page_and_its_files(look: Look) -> None:
    app = look("compare", words="METCO", **ENACTED)

    assert [label[:9] for label in lines_listed(app)] == ["7010-0012"]
    assert "words=METCO" in markup(app)
    assert "over the 1 line both print" in words(app)


def test_real_dollars_name_their_year(look: Look) -> None:
    app = look("compare", dollars="real", **ENACTED)

    assert "over the 47 lines both print, in FY2025 dollars." in words(app)


def test_up_to_four_lines_stand_on_the_scale_of_their_asks(look: Look) -> None:
    for code, dollars in (("7010-0012", 22_000_000), ("7061-0008", 4_700_000_000), ("7061-0012", 285_000_000)):
        ask_for(code, 2017, dollars=dollars, published=True)
    app = look("compare", **ENACTED)

    said = words(app)
    assert "$20,143,000, 91.6% of the ask" in said
    assert "$4,628,014,000, 98.5% of the ask" in said

    app.multiselect(key="lines").set_value([line("7010-0012")]).run()

    assert "98.5% of the ask" not in words(app).split("Gains")[0]
    assert app.query_params["lines"] == line("7010-0012")


def test_kentucky_compares_its_per_pupil_base_in_no_sum(look: Look) -> None:
    app = look("compare", place="ky", left_year="2025", right_year="2026")

    assert "No line item has a figure both in FY2025 settled and in FY2026 settled." in words(app)
    assert "In no sum (1)" in words(app)


@pytest.mark.parametrize(
    "address",
    [
        {"left_year": "99999", "right_stage": "<script>", "place": "zz", "dollars": "'; --", "lines": "1,2,x"},
        {"left_year": "", "left_stage": "", "words": "%_\\ <b>", "agency": "none", "watched": "maybe"},
        {"right_year": "２０１７", "lines": "9" * 400, "words": "a" * 3000},
    ],
)
def test_a_broken_address_shows_a_page_and_never_an_error(look: Look, address: dict[str, str]) -> None:
    app = look("compare", **address)

    assert not app.exception
    assert "Compare" in words(app)
