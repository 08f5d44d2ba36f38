"""A line's page: its path told truthfully, its dollars, and what an organizer can change there."""

import pytest

from tests.budget.line_items import room
from tests.pages.conftest import Look
from tests.pages.dashboard import fill, line, lines_listed, markup, press, strip, watch, words

DESE, DEP = "7010-0005", "2200-0100"
JET = "Journey into Education & Teaching (JET), earmark"


@pytest.mark.usefixtures("starter_store")
def test_fy2017_stands_whole_in_one_strip_from_governor_to_override(look: Look) -> None:
    app = look("line-item", line=line(DESE), year="2017")

    assert strip(app) == [
        ("Governor", "done", "$12,270,000"),
        ("House Ways & Means", "no figure", "Not published"),
        ("House", "done", "$13,608,000"),
        ("Senate Ways & Means", "no figure", "Not published"),
        ("Senate", "done", "$13,676,000"),
        ("Conference", "done", "$14,352,000"),
        ("After vetoes", "vetoed in part", "$12,192,000"),
        ("Enacted", "restored", "$14,352,000"),
    ]
    assert "Ended at $14.35 million: the Legislature restored the $2.16 million the Governor vetoed." in words(app)
    assert "Checked: conference, vetoes and overrides add up to the enacted amount. met" in words(app)


@pytest.mark.usefixtures("environment_store")
def test_four_snapshots_tell_the_veto_of_fy2018_and_how_it_ended(look: Look) -> None:
    app = look("line-item", line=line(DEP), year="2018")

    assert strip(app)[-4:] == [
        ("Senate", "done", "$26,025,000"),
        ("Conference", "done", "$24,733,484"),
        ("Signed", "vetoed in part", "$24,572,753"),
        ("Final", "restored", "$24,733,484"),
    ]
    assert "the Governor vetoed $160,731, and the year’s final figure is back at what the Legislature voted" in words(
        app
    )


@pytest.mark.usefixtures("environment_store")
def test_a_stage_to_look_back_to_shows_the_later_ones_as_not_yet(look: Look) -> None:
    app = look("line-item", line=line(DEP), year="2018")

    app.selectbox(key="as_of").set_value("hou").run()

    assert app.query_params["as_of"] == "hou"
    assert strip(app)[2:4] == [("House", "latest", "$24,958,940"), ("Senate Ways & Means", "not yet", "Not yet")]
    assert "Stands at $24.96 million after House." in words(app)


@pytest.mark.usefixtures("starter_store")
def test_real_dollars_name_their_base_year_wherever_they_stand(look: Look) -> None:
    app = look("line-item", line=line(DESE), year="2017", dollars="real")

    found = words(app)
    assert app.button_group(key="dollars").options == ["As voted", "In FY2025 dollars"]
    assert "All amounts are in FY2025 dollars." in found
    assert "Height shows the amount, in FY2025 dollars" in found
    assert "All stages of FY2017, in FY2025 dollars" in found
    assert 'aria-label="Department of Elementary and Secondary Education, FY2017, in FY2025 dollars"' in markup(app)
    assert strip(app)[-1] == ("Enacted", "restored", "$18,792,332")
    assert "dollars=real" in markup(app)


@pytest.mark.usefixtures("starter_store")
def test_a_year_without_a_whole_price_index_has_no_real_dollars(look: Look) -> None:
    app = look("line-item", line=line("SEEK guaranteed base per pupil"), year="2028", dollars="real")

    assert app.button_group(key="dollars").options == ["As voted"]
    assert app.session_state["dollars"] == "voted"
    assert not app.exception


@pytest.mark.usefixtures("starter_store")
def test_an_ask_is_saved_and_its_result_said_in_a_sentence(look: Look) -> None:
    app = look("line-item", line=line(DESE), year="2017")

    fill(app, Ask="$15,000,000", Acceptable="14.5", Floor="13,000,000")
    fill(app, Acceptable="14,500,000")
    press(app, "Save the ask")

    found = words(app)
    assert "Ask saved FY2017: $15,000,000." in found
    assert "It is $648,000 below our ask." in found
    assert "It is below what we would accept." in found
    assert "asklabel" in markup(app)
    assert "For the coalition only." in found


@pytest.mark.usefixtures("starter_store")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"Ask": "a lot"}, "“a lot” is not an amount in dollars. Write it as 350000 or $350,000."),
        ({"Ask": ""}, "The ask cannot be"),
        ({"Ask": "-5"}, "The ask cannot be"),
        ({"Ask": "9" * 50}, "“9999999999999999999999999999999999999999…” is not an amount"),
        ({"Ask": "10", "Acceptable": "20"}, "The floor may not be above the acceptable amount"),
        ({"Ask": "10", "Floor": "<i>x</i>"}, "“<i>x</i>” is not an amount"),
    ],
)
def test_an_ask_that_cannot_be_gets_a_sentence_and_nothing_is_saved(
    look: Look, typed: dict[str, str], sentence: str
) -> None:
    app = look("line-item", line=line(DESE), year="2017")
    before = room.dump()

    fill(app, **typed)
    press(app, "Save the ask")

    found = words(app)
    assert not app.exception
    assert sentence in found
    assert "Nothing was saved. Correct it and save again." in found
    assert room.dump() == before


@pytest.mark.usefixtures("starter_store")
def test_watching_a_line_brings_it_to_the_home_page_and_back_off_it(look: Look) -> None:
    number = line(DESE)

    press(look("line-item", line=number), "Watch this line")
    watched = lines_listed(look("home"))
    press(look("line-item", line=number), "Stop watching")

    assert any(label.startswith(DESE) for label in watched)
    assert not any(label.startswith(DESE) for label in lines_listed(look("home")))


@pytest.mark.usefixtures("starter_store")
def test_the_missing_fy2021_amount_of_jet_can_be_entered(look: Look) -> None:
    app = look("line-item", line=line(JET), year="2021")
    assert "No figure is known for FY2021." in words(app)

    fill(
        app, Amount="$500,000", Document="FY2021 General Appropriations Act", Its_address="https://malegislature.gov/x"
    )
    next(box for box in app.selectbox if box.label == "Stage").set_value("gaa")
    press(app, "Save the amount")

    found = words(app)
    assert "Amount saved FY2021: $500,000." in found
    assert "Enacted at $500,000." in found
    assert "FY2021 General Appropriations Act" in found


@pytest.mark.usefixtures("starter_store")
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"Amount": "", "Document": "Act"}, "Give an amount, such as $350,000."),
        ({"Amount": "1e6", "Document": "Act"}, "“1e6” is not an amount in dollars."),
        ({"Amount": "350,000"}, "Name the document it stands in"),
        ({"Amount": "350,000", "Document": "Act", "Its_address": "javascript:alert(1)"}, "must start with https://"),
    ],
)
def test_an_amount_that_cannot_be_gets_a_sentence_and_nothing_is_saved(
    look: Look, typed: dict[str, str], sentence: str
) -> None:
    app = look("line-item", line=line(JET), year="2021")
    before = room.dump()

    fill(app, **typed)
    press(app, "Save the amount")

    assert not app.exception
    assert sentence in words(app)
    assert room.dump() == before


@pytest.mark.usefixtures("environment_store")
def test_a_figure_opens_its_row_in_its_file(look: Look) -> None:
    app = look("line-item", line=line(DEP), year="2018")
    box = app.selectbox(key="row")

    box.set_value(next(option for option in box.options if option.startswith("Conference"))).run()

    assert not app.exception
    assert "ma_environment_lineitems_2017-08.csv, row" in words(app)


@pytest.mark.usefixtures("environment_store")
def test_a_line_whose_import_was_undone_still_opens(look: Look) -> None:
    number = line(DEP)
    watch(DEP)

    for batch in (5, 4, 3, 2):
        room.take_back(batch)
    app = look("line-item", line=number)

    assert not app.exception
    assert "Department of Environmental Protection Administration" in words(app)
