"""A line's page after enactment: what was adjusted, printed and spent, and what an organizer can record there."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from budget.adjustments.rules import AdjustmentKind
from data.access import Viewer
from data.periods import FiscalYear
from tests.budget.adjustments.room import adjust, enter, move
from tests.budget.line_items import room
from tests.pages.conftest import Look
from tests.pages.dashboard import line, markup, press, strip, words
from tests.support import MEMBER, ORGANIZER, PUBLIC

pytestmark = pytest.mark.usefixtures("starter_store")
DESE, METCO, CHAPTER_70 = "7010-0005", "7010-0012", "7061-0008"
FY2017 = FiscalYear(2017)
FORMS = ("Record an adjustment", "Record a transfer", "Remove an adjustment", "Save the adjustment", "Remove it")
DAY = date(2017, 1, 9)


def fill(app: AppTest, form: str, dated: date | None = DAY, **texts: str) -> None:
    """Type into the fields of one form."""
    app.date_input(key=f"{form}_date").set_value(dated)
    for name, text in texts.items():
        app.text_input(key=f"{form}_{name}").set_value(text)


@pytest.fixture
def adjusted() -> str:
    """METCO in FY2017: $20,642,886 − … as the starter figures have it, cut, supplemented, printed and spent."""
    number = int(line(METCO))
    adjust(number, -100_000, DAY, fiscal_year=FY2017, reason="Revenue fell <b>short</b>.")
    adjust(number, 40_000, date(2017, 4, 3), AdjustmentKind.SUPPLEMENTAL, fiscal_year=FY2017)
    enter(number, "spent", 20_000_000, FY2017)
    return str(number)


@pytest.mark.parametrize("viewer", [PUBLIC, MEMBER, ORGANIZER])
def test_everybody_sees_what_happened_and_only_organizers_the_forms(look: Look, adjusted: str, viewer: Viewer) -> None:
    app = look("line-item", viewer, line=adjusted, year="2017")

    found = words(app)
    assert not app.exception
    assert "After enactment" in found
    assert "a 9C cut of $100,000 on 9 January 2017 and a supplemental of $40,000 on 3 April 2017 left $" in found
    assert "by the end of the year" in found
    assert "spending is not an appropriation." in found
    assert "The order" in found
    assert "Revenue fell <b>short</b>." in found
    assert 'href="https://example.org/order"' in markup(app)
    assert "/export/line-adjustments.json?line=" in markup(app)
    assert [text for text in FORMS if (text in found) is not (viewer is ORGANIZER)] == []


def test_spending_is_beside_the_path_and_not_on_it(look: Look, adjusted: str) -> None:
    app = look("line-item", line=adjusted, year="2017")

    assert all(name != "Spent" for name, _state, _amount in strip(app))
    assert strip(app)[-1][0] == "Enacted"
    assert "Spent" not in app.selectbox(key="as_of").options
    assert "Enacted" not in app.selectbox(key="as_of").options, "the latest figure is where the page starts"


@pytest.mark.parametrize(("viewer", "sees"), [(PUBLIC, False), (MEMBER, False), (ORGANIZER, True)])
def test_a_year_of_which_nothing_is_on_file_has_the_panel_for_organizers_only(
    look: Look, viewer: Viewer, sees: bool
) -> None:
    app = look("line-item", viewer, line=line(METCO), year="2017")

    assert ("After enactment" in words(app)) is sees
    assert ("no adjustment for FY2017 is on file" in words(app)) is sees


def test_a_cut_is_recorded_and_said(look: Look) -> None:
    app = look("line-item", line=line(DESE), year="2017")

    app.selectbox(key="adjustment_kind").set_value(AdjustmentKind.NINE_C)
    fill(app, "adjustment", amount="-$52,000", title="9C order", address="https://example.org/9c", reason="Shortfall.")
    press(app, "Save the adjustment")

    found = words(app)
    assert not app.exception
    assert "Adjustment saved FY2017: 9C cut, −$52,000." in found
    assert "Enacted $14,352,000; a 9C cut of $52,000 on 9 January 2017 left $14,300,000." in found
    assert strip(app)[-1] == ("Enacted", "restored", "$14,352,000")


def test_a_nine_c_cut_of_local_aid_warns_when_saved_and_stays_warned_about(look: Look) -> None:
    app = look("line-item", line=line(CHAPTER_70), year="2017")
    app.selectbox(key="adjustment_kind").set_value(AdjustmentKind.NINE_C)
    fill(app, "adjustment", amount="-1", title="9C order")
    press(app, "Save the adjustment")

    warning = "7061-0008 is among Chapter 70 aid to cities and towns, which a 9C order is widely said not to reach"
    assert words(app).count(warning) == 2
    assert words(look("line-item", PUBLIC, line=line(CHAPTER_70), year="2017")).count(warning) == 1


@pytest.mark.parametrize(
    ("dated", "texts", "sentence"),
    [
        (None, {"amount": "-5", "title": "Order"}, "Give the date of the act or order."),
        (DAY, {"title": "Order"}, "Give an amount, such as $350,000."),
        (DAY, {"amount": "a lot", "title": "Order"}, "“a lot” is not an amount in dollars."),
        (DAY, {"amount": "0", "title": "Order"}, "An adjustment of $0 changes nothing."),
        (DAY, {"amount": "-5"}, "Name the document it stands in"),
        (DAY, {"amount": "-5", "title": "Order", "address": "javascript:x"}, "The address must start with https://"),
    ],
)
def test_what_cannot_be_recorded_gets_a_sentence_and_nothing_is_saved(
    look: Look, dated: date | None, texts: dict[str, str], sentence: str
) -> None:
    app = look("line-item", line=line(DESE), year="2017")
    before = room.dump()

    fill(app, "adjustment", dated, **texts)
    press(app, "Save the adjustment")

    assert not app.exception
    assert sentence in words(app)
    assert "Nothing was saved. Correct it and save again." in words(app)
    assert room.dump() == before


def test_a_transfer_shows_on_both_lines_and_is_removed_from_both(look: Look) -> None:
    app = look("line-item", line=line(DESE), year="2017")
    fill(app, "transfer", other=METCO, amount="$352,000", title="Transfer order")
    press(app, "Save the transfer")

    other = look("line-item", line=line(METCO), year="2017")
    assert "a transfer of $352,000 to 7010-0012 on 9 January 2017 left $14,000,000." in words(app)
    assert "a transfer of $352,000 from 7010-0005 on 9 January 2017 left $" in words(other)

    press(other, "Remove it")

    assert "Both halves of the transfer are gone from their lines." in words(other)
    assert "no adjustment for FY2017 is on file" in words(other)
    assert "no adjustment for FY2017 is on file" in words(look("line-item", line=line(DESE), year="2017"))


def test_a_transfer_can_come_in_from_another_line(look: Look) -> None:
    app = look("line-item", line=line(DESE), year="2017")
    app.selectbox(key="transfer_way").set_value("into")
    fill(app, "transfer", other=METCO, amount="$48,000", title="Transfer order")
    press(app, "Save the transfer")

    assert "a transfer of $48,000 from 7010-0012 on 9 January 2017 left $14,400,000." in words(app)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ("", "Name the other line by its number"),
        ("0000-0000", "The line item “0000-0000” was not found."),
        (DESE, "A transfer needs two lines."),
    ],
)
def test_a_transfer_to_nowhere_is_not_saved(look: Look, other: str, sentence: str) -> None:
    app = look("line-item", line=line(DESE), year="2017")

    fill(app, "transfer", other=other, amount="$5", title="Order")
    press(app, "Save the transfer")

    assert not app.exception
    assert sentence in words(app)


def test_a_printed_figure_that_differs_is_marked_and_one_that_agrees_too(look: Look) -> None:
    number = int(line(DESE))
    move(number, int(line(METCO)), 352_000, DAY, year=FY2017)
    enter(number, "current", 14_000_000, FY2017)
    enter(number, "final", 13_900_000, FY2017)

    found = words(look("line-item", PUBLIC, line=str(number), year="2017"))

    assert "$14,000,000, the same as the enacted amount with the adjustments up to then. met" in found
    assert "$13,900,000, $100,000 less than the enacted amount" in found
    assert "an adjustment that is missing or wrong would explain it. differs" in found


def test_another_states_line_offers_no_nine_c_cut_and_an_amount_per_pupil_no_form(look: Look) -> None:
    app = look("line-item", line=line("SEEK guaranteed base per pupil"), year="2026")

    assert "Record an adjustment" not in words(app)
    assert not app.exception
